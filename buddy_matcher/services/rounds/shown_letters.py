"""The letters of a round as they are shown and written: each with where it stands and what to mend before.

What a letter says is decided in `letter_texts`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from buddy_matcher.documents.email_drafts import can_be_addressed
from buddy_matcher.documents.letters import unprintable
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.letter_facts import LetterFacts
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import (
    Issue,
    Letter,
    LetterState,
    LetterText,
    Standing,
    lacking_language_in_words,
    odd_greeting,
)
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.phrases import inside_sentence
from buddy_matcher.domain.postal_address import lacks_for_post
from buddy_matcher.domain.rounds import Coordinator
from buddy_matcher.domain.statements import odd_statement
from buddy_matcher.services.rounds.letter_texts import DueLetter, WithoutLetter, due_letters, standing_of
from buddy_matcher.services.rounds.round_state import Member, RoundState


class ToDo(StrEnum):
    """What is to be done with a letter next; each letter is in one of these places."""

    PRINT = "print"
    EMAIL = "email"
    ARRANGE = "arrange"
    RENEW = "renew"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Oddity:
    """What looks odd in a letter, as a clause, and whose details to mend, by participation id."""

    member_id: ParticipationId
    person: str
    what: str


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """The letter that someone is due: its text, where it stands and how they want it.

    `oddity` is why its greeting looks odd, `odd` everything in it that should be read before the run.
    `unprintable` are the pieces of words in it that no font has; none for someone who gets no print.
    """

    member: Member
    text: LetterText
    state: LetterState
    oddity: str
    odd: tuple[Oddity, ...]
    unprintable: tuple[str, ...]

    def as_issued(self, how: Issue, at: datetime) -> Letter:
        """Return the record that it was issued in some way at a moment."""
        return Letter(
            round_id=self.member.participation.round_id,
            participation_id=self.member.participation_id,
            kind=self.text.kind,
            occasion=self.text.occasion,
            dated=self.text.dated,
            facts=self.text.facts,
            made_at=at,
            how=how,
        )

    @property
    def needs_arranging(self) -> bool:
        """Whether a printed letter can't serve them."""
        return bool(self.wanted_format)

    @property
    def wanted_format(self) -> str:
        """The format that they need instead of print, as it reads inside a sentence, or ""."""
        wanted = self.member.participant.letters.other_format
        return inside_sentence(wanted.label) if wanted else ""

    @property
    def delivery(self) -> Delivery:
        """The way that the letter goes."""
        return self.member.participant.letters.delivery

    @property
    def goes_on_paper(self) -> bool:
        """Whether it is to be printed: not for someone who asked for e-mail or needs another format."""
        return self.delivery is not Delivery.EMAIL and not self.needs_arranging

    @property
    def to_do(self) -> ToDo:
        """What is to be done with it next; a draft of an e-mail is still to be sent."""
        match self.state.standing:
            case Standing.NEEDS_ARRANGING:
                return ToDo.ARRANGE
            case Standing.OUT_OF_DATE:
                return ToDo.RENEW
            case Standing.PRINTED:
                return ToDo.NOTHING
        return ToDo.EMAIL if self.delivery is Delivery.EMAIL else ToDo.PRINT

    @property
    def can_be_emailed(self) -> bool:
        """Whether they have an address that an e-mail can be sent to."""
        return can_be_addressed(self.member.participant.email)

    @property
    def lacking_address(self) -> str:
        """Why it can't reach them in the way that they asked for, as the end of a sentence, or ""."""
        participant = self.member.participant
        if self.delivery is Delivery.EMAIL and not self.can_be_emailed:
            return "asked for e-mail and has no usable address"
        lacks = lacks_for_post(participant.address) if self.delivery is Delivery.POST else ""
        return f"asked for post, and the address can’t be delivered to: {lacks}" if lacks else ""

    @property
    def lacking_language(self) -> str:
        """The language that their letter is to be in and is not, or ""."""
        asked = self.member.participant.letters.language
        wanted = Language.BOTH if asked is Language.NOT_ASKED else asked
        return wanted.label if self.text.untranslated else ""

    @property
    def lacking_language_in_words(self) -> str:
        """The same in a clause, with what it waits for, or ""."""
        lacks = len(self.text.untranslated)
        return lacking_language_in_words(self.member.participant.letters.language, lacks) if lacks else ""


@dataclass(frozen=True, slots=True)
class IssuedBatch:
    """What was written, who was left out and why, and what should be known of it.

    `left_out` need another format than print, `unreachable` have no address that an e-mail can be sent to
    and were to get one; `without_letter` are due none. `pages` are those of all files, blank ones included.
    """

    written: tuple[ShownLetter, ...]
    left_out: tuple[ShownLetter, ...]
    unreachable: tuple[ShownLetter, ...]
    without_letter: tuple[WithoutLetter, ...]
    coordinator: Coordinator
    pages: int
    sheets: int
    changes: Changes

    @property
    def letters(self) -> int:
        """How many letters were written."""
        return len(self.written)

    def count(self, kind: LetterKind) -> int:
        """Return how many letters of a kind were written."""
        return sum(letter.text.kind is kind for letter in self.written)

    @property
    def needs_arranging(self) -> int:
        """How many people were left out because they need another format."""
        return len(self.left_out)

    @property
    def drafts(self) -> int:
        """How many of the letters are drafts."""
        return sum(letter.text.is_draft for letter in self.written)

    @property
    def is_draft(self) -> bool:
        """Whether any of the letters is a draft."""
        return bool(self.drafts)

    @property
    def unaddressed(self) -> tuple[ShownLetter, ...]:
        """The people whom their letter can't reach in the way that they asked for, written or not."""
        return (*(letter for letter in self.written if letter.lacking_address), *self.unreachable)

    @property
    def odd(self) -> tuple[Oddity, ...]:
        """What looks odd in the letters, each once."""
        return tuple(dict.fromkeys(oddity for letter in self.written for oddity in letter.odd))

    @property
    def replaced(self) -> tuple[ShownLetter, ...]:
        """The letters that take the place of one that is out of date."""
        return tuple(letter for letter in self.written if letter.state.standing is Standing.OUT_OF_DATE)

    @property
    def incomplete(self) -> tuple[ShownLetter, ...]:
        """The letters that lack characters, because no font has them."""
        return tuple(letter for letter in self.written if letter.unprintable)

    @property
    def in_another_language(self) -> tuple[ShownLetter, ...]:
        """The letters that are not in the language their reader asked for."""
        return tuple(letter for letter in self.written if letter.lacking_language)


def shown_letters(state: RoundState, dated: date, asked: frozenset[LetterKind]) -> tuple[ShownLetter, ...]:
    """Return the letter that each person of the round is due, as `due_letters` does."""
    due = state.derived(due_letters, dated, asked)
    missing = unprintable([letter.text for letter in due])
    return tuple(_shown(state, letter, lacks) for letter, lacks in zip(due, missing, strict=True))


def thanks_owed(state: RoundState, dated: date) -> tuple[ShownLetter, ...]:
    """Return the letters of thanks of a round that have not gone yet."""
    thanks = shown_letters(state, dated, frozenset({LetterKind.THANKS}))
    return tuple(letter for letter in thanks if letter.to_do is not ToDo.NOTHING)


def _shown(state: RoundState, letter: DueLetter, missing: tuple[str, ...]) -> ShownLetter:
    member = letter.member
    return ShownLetter(
        member=member,
        text=letter.text,
        state=standing_of(state, letter),
        oddity=odd_greeting(member.participant.greeting_name),
        odd=tuple(_oddities(state, member, letter.facts)),
        unprintable=() if member.participant.letters.other_format else missing,
    )


def _oddities(state: RoundState, member: Member, facts: LetterFacts) -> Iterator[Oddity]:
    name = member.participant.greeting_name
    if why := odd_greeting(name):
        yield Oddity(member.participation_id, member.name, f"the greeting “Dear {name},”: {why}")
    for buddy in (b for introduction in facts.introductions for b in introduction.buddies):
        writer = state.members[buddy.participation_id].name
        for quoted in (buddy.introduction, *buddy.statements):
            if quoted and (why := odd_statement(quoted)):
                yield Oddity(buddy.participation_id, writer, f"the words “{quoted}”: {why}")


def sheets_of(pages: Sequence[int], *, one_sided: bool) -> int:
    """Return how many sheets of paper files of so many pages take."""
    return sum(pages if one_sided else ((number + 1) // 2 for number in pages))
