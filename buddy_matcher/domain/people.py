"""Participants: who someone is, how to reach them and how they like their letters."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from buddy_matcher.domain.ids import UNSAVED, AccessNeedId, OrganisationId, ParticipantId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.text import fold


class Level(StrEnum):
    """Which of four kinds of role someone has, lowest first."""

    FRONT_LINE = "front_line"
    MANAGER = "manager"
    SENIOR_LEADER = "senior_leader"
    CHIEF_EXECUTIVE = "chief_executive"

    @property
    def label(self) -> str:
        """The level as forms and the screen name it."""
        if self is Level.CHIEF_EXECUTIVE:
            return "Chief executive or trustee"
        return self.value.replace("_", " ").capitalize()

    @property
    def rank(self) -> int:
        """0 for front line to 3 for chief executive."""
        return list(Level).index(self)


class Delivery(StrEnum):
    """How letters reach someone."""

    EMAIL = "email"
    POST = "post"
    BY_HAND = "by_hand"

    @property
    def label(self) -> str:
        """The way of delivery as the screen names it."""
        return {"email": "By e-mail", "post": "By post", "by_hand": "By hand at the launch"}[self]


class OtherFormat(StrEnum):
    """A format that a printed letter can't serve, so that the coordinator arranges it."""

    EASY_READ = "easy_read"
    BRAILLE = "braille"
    AUDIO = "audio"
    BSL = "bsl"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The format as the screen names it."""
        special = {OtherFormat.BSL: "BSL video", OtherFormat.OTHER: "Another format"}
        return special.get(self, self.value.replace("_", " ").capitalize())


PRINT_SIZES = (12, 14, 16, 18, 20, 24, 28)
"""The sizes of body text that people can ask for, in points."""

STANDARD_PRINT_SIZE = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterPreferences:
    """How someone likes their letters."""

    delivery: Delivery = Delivery.BY_HAND
    language: Language = Language.NOT_ASKED
    print_size: int = STANDARD_PRINT_SIZE
    other_format: OtherFormat | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessNeed:
    """What someone needs at a meeting, never why: kept apart, and only with their dated consent."""

    id: AccessNeedId = UNSAVED
    participant_id: ParticipantId
    note: str
    consent_on: date


@dataclass(frozen=True, slots=True)
class Merged:
    """That somebody who was entered twice had another id before they were merged with the other entry."""

    old_id: ParticipantId
    new_id: ParticipantId


@dataclass(frozen=True, kw_only=True, slots=True)
class Participant:
    """A person who may be paired; what they answered for a round is in their participation.

    `organisation_id` is where they work now; where they worked in a round is in their participation.
    `address` has 0 to 7 lines, postcode last, and is kept only if letters go by post. Someone with
    `removed_at` set is in the bin: in no list and no plan, but not lost. With `stopped_on` set they are never
    written to again, in no round.
    """

    id: ParticipantId = UNSAVED
    given: str
    family: str = ""
    known_as: str = ""
    organisation_id: OrganisationId | None = None
    job_title: str = ""
    level: Level | None = None
    email: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()
    letters: LetterPreferences = LetterPreferences()
    notes: str = ""
    removed_at: datetime | None = None
    stopped_on: date | None = None

    @property
    def full_name(self) -> str:
        """Given and family name; the given name alone for someone with one name."""
        return f"{self.given} {self.family}".strip()

    @property
    def greeting_name(self) -> str:
        """The name after "Dear"."""
        return self.known_as or self.given

    @property
    def used_given_name(self) -> str:
        """What stands before the family name: what they are known as, without the family name if it is in it.

        The given name that somebody does not use can expose them, so no letter has it.
        """
        if not (self.known_as and self.family):
            return self.greeting_name
        words, family = self.known_as.split(), self.family.split()
        ends_so = [fold(word) for word in words[-len(family) :]] == [fold(word) for word in family]
        return " ".join(words[: -len(family)]) if ends_so else self.known_as

    @property
    def known_name(self) -> str:
        """The full name as other people are told it."""
        return f"{self.used_given_name} {self.family}".strip()

    @property
    def sort_name(self) -> tuple[str, str]:
        """Folded family and given name, for lists that people read."""
        return fold(self.family or self.given), fold(self.given)
