"""The letters in which something goes wrong first: to look at before a run, if only at a few."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.languages import ENGLISH
from buddy_matcher.domain.people import STANDARD_PRINT_SIZE
from buddy_matcher.domain.reasons import met_wishes
from buddy_matcher.services.rounds.round_state import RoundState
from buddy_matcher.services.rounds.shown_letters import ShownLetter


@dataclass(frozen=True, slots=True)
class HardCase:
    """A letter to look at: what makes it hard, in a few words, and whose it is."""

    what: str
    member_id: ParticipationId


type _Hardness = Callable[[RoundState, ShownLetter], int]
"""How hard a letter is in one way; 0 where it is not."""


def hard_cases(state: RoundState, letters: Sequence[ShownLetter]) -> tuple[HardCase, ...]:
    """Return for each way in which a letter can be hard the hardest of some letters, if any is."""
    found = []
    for what, hardness in _HARD.items():
        hardest = max(letters, key=lambda letter: hardness(state, letter), default=None)
        if hardest and hardness(state, hardest):
            found.append(HardCase(what, hardest.member.participation_id))
    return tuple(found)


def _buddies(state: RoundState, letter: ShownLetter) -> list[ParticipationId]:
    who = letter.member.participation_id
    return [buddy for pairing in state.pairings_of[who] for buddy in pairing.partners_of(who)]


def _name_length(state: RoundState, letter: ShownLetter) -> int:
    members = [letter.member, *(state.members[buddy] for buddy in _buddies(state, letter))]
    return max(len(f"{m.participant.known_name} {m.organisation_name}") for m in members)


def _print_size(_state: RoundState, letter: ShownLetter) -> int:
    return max(0, letter.member.participant.letters.print_size - STANDARD_PRINT_SIZE)


def _is_of_three(state: RoundState, letter: ShownLetter) -> int:
    return int(any(pairing.is_trio for pairing in state.pairings_of[letter.member.participation_id]))


def _second_buddies(state: RoundState, letter: ShownLetter) -> int:
    return max(0, len(state.pairings_of[letter.member.participation_id]) - 1)


def _has_no_wish_met(state: RoundState, letter: ShownLetter) -> int:
    buddies = _buddies(state, letter)
    person = state.candidates[letter.member.participation_id]
    met = any(met_wishes(person, state.candidates[buddy], state.wording) for buddy in buddies)
    return int(bool(buddies) and not met)


def _lacks_contact(state: RoundState, letter: ShownLetter) -> int:
    return sum(not state.members[buddy].participation.share_contact for buddy in _buddies(state, letter))


def _length(_state: RoundState, letter: ShownLetter) -> int:
    return sum(len(passage.text) for passage in letter.text.passages)


def _is_in_another_language(_state: RoundState, letter: ShownLetter) -> int:
    return len(letter.text.parts) * (letter.text.language != ENGLISH) + bool(letter.lacking_language)


_HARD: dict[str, _Hardness] = {
    "Longest names": _name_length,
    "Largest print": _print_size,
    "A three": _is_of_three,
    "Two buddies": _second_buddies,
    "No wish met": _has_no_wish_met,
    "A buddy’s contact details are not shared": _lacks_contact,
    "Longest text": _length,
    "Another language": _is_in_another_language,
}
