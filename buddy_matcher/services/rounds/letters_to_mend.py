"""What looks odd in letters before they go out, as one list whose entries say where it is mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letters import ABOUT_LANGUAGES, ABOUT_UNPRINTABLE, unprintable_in_words
from buddy_matcher.domain.rounds import Coordinator
from buddy_matcher.domain.text import with_capital
from buddy_matcher.services.rounds.shown_letters import ShownLetter


@dataclass(frozen=True, slots=True)
class ToMend:
    """Something to look at: about whom, in a sentence what, and whose details to mend.

    `member_id` is None where the scheme's own details are to be mended.
    """

    who: str
    what: str
    member_id: ParticipationId | None


def letters_to_mend(letters: Sequence[ShownLetter], coordinator: Coordinator) -> tuple[ToMend, ...]:
    """Return what looks odd in some letters, each once, in the order of the letters."""
    found = (
        []
        if not letters
        else [*_of_scheme(coordinator), *(each for letter in letters for each in _of(letter))]
    )
    return tuple(dict.fromkeys(found))


def _of_scheme(coordinator: Coordinator) -> Iterator[ToMend]:
    if coordinator.lacks_in_words:
        yield ToMend("Every letter", coordinator.lacks_in_words, None)


def _of(letter: ShownLetter) -> Iterator[ToMend]:
    name, member_id = letter.member.name, letter.member.participation_id
    for oddity in letter.odd:
        yield ToMend(oddity.person, f"Check {oddity.what}.", oddity.member_id)
    if letter.lacking_address:
        yield ToMend(name, f"{with_capital(letter.lacking_address)}.", member_id)
    if letter.unprintable:
        what = with_capital(unprintable_in_words(letter.unprintable))
        yield ToMend(name, f"{what}. {ABOUT_UNPRINTABLE}", member_id)
    if letter.lacking_language:
        yield ToMend(name, f"{with_capital(letter.lacking_language_in_words)}. {ABOUT_LANGUAGES}", member_id)
