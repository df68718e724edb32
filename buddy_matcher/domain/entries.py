"""What happened after the letters: one record for each contact, meeting or failed try.

Everything about a running pair is derived from entries, pairings, letters and dates (`pair_life`); nothing
that can be counted is stored, so counts can't disagree.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from buddy_matcher.domain.ids import UNSAVED, EntryId, OrganisationId, PairingId, ParticipationId
from buddy_matcher.domain.meeting import MeetingWay

MOST_MINUTES, MOST_MILES = 24 * 60, 999
"""The most minutes and whole miles of one entry: no meeting is longer than a day."""


REMIND_AFTER: Final = timedelta(days=7)
"""When a reminder is due, unless the coordinator says another day."""


class EntryKind(StrEnum):
    """What happened. Contacts and meetings are between the members, the rest is the coordinator's.

    Of a worry about somebody's safety it is only said to whom it was passed.
    """

    CONTACT = "contact"
    MEETING = "meeting"
    CALL = "call"
    NO_ANSWER = "no-answer"
    NOTE = "note"
    WORRY = "worry"

    @property
    def label(self) -> str:
        """The kind as the screen names it."""
        return {
            EntryKind.CONTACT: "In touch",
            EntryKind.MEETING: "Met",
            EntryKind.CALL: "Called or e-mailed",
            EntryKind.NO_ANSWER: "No answer",
            EntryKind.NOTE: "Note",
            EntryKind.WORRY: "Worry passed on to",
        }[self]


OF_THE_PAIR = frozenset({EntryKind.CONTACT, EntryKind.MEETING})
"""The kinds that say something about the members with each other."""

HEARD = OF_THE_PAIR | {EntryKind.CALL}
"""The kinds after which something is known of a pair."""

RECORDED = tuple(kind for kind in EntryKind if kind is not EntryKind.WORRY)
"""The kinds that are recorded as they come; a worry is passed on, which also holds the pair."""

OF_A_PERSON = tuple(kind for kind in reversed(RECORDED) if kind not in OF_THE_PAIR)
"""The kinds that are recorded of one person, a note first: only a pair can meet or be in touch."""


class Fit(StrEnum):
    """How one member finds the pairing."""

    GOOD = "good"
    NOT_SURE = "not-sure"
    NOT_GOOD = "not-good"

    @property
    def label(self) -> str:
        """The answer as the screen names it."""
        return {Fit.GOOD: "Good", Fit.NOT_SURE: "Not sure", Fit.NOT_GOOD: "Not good"}[self]


class EntrySource(StrEnum):
    """How an entry came in."""

    TYPED = "typed"
    CHECK_IN = "check_in"
    LAUNCH_DAY = "launch_day"


@dataclass(frozen=True, slots=True)
class EntryShare:
    """One member's own part in an entry.

    `fit` is what they said of the pairing, None if they said nothing. `funded_minutes` is the time of theirs
    that is paid for, None while not settled. `miles` are whole miles travelled.
    """

    participation_id: ParticipationId
    fit: Fit | None = None
    funded_minutes: int | None = None
    miles: int | None = None

    def __post_init__(self) -> None:
        """Refuse less than nothing with ValueError."""
        if (self.funded_minutes or 0) < 0 or (self.miles or 0) < 0:
            raise ValueError("minutes and miles are 0 or more")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Something that happened on a day, about exactly one pairing, person or organisation.

    `told_by` is the member who told it, None where the coordinator knows it. `minutes` is how long a meeting
    lasted, None if nobody said. `follow_up_on` is when the coordinator wants to come back to it, None if not
    or if that is done. `said` is private: it is in no letter and no report. Of a worry it
    names to whom that was passed, and says no more.
    """

    id: EntryId = UNSAVED
    pairing_id: PairingId | None = None
    participation_id: ParticipationId | None = None
    organisation_id: OrganisationId | None = None
    on: date
    kind: EntryKind
    told_by: ParticipationId | None = None
    minutes: int | None = None
    way: MeetingWay | None = None
    place: str = ""
    said: str = ""
    follow_up_on: date | None = None
    source: EntrySource = EntrySource.TYPED
    shares: tuple[EntryShare, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an entry about nothing or several things, and less than no time, with ValueError."""
        about = self.pairing_id, self.participation_id, self.organisation_id
        if sum(each is not None for each in about) != 1:
            raise ValueError("an entry is about one pairing, person or organisation")
        if (self.minutes or 0) < 0:
            raise ValueError("minutes are 0 or more")

    @property
    def passed_to(self) -> str:
        """To whom a worry about somebody's safety was passed, "" where this is none."""
        return self.said if self.kind is EntryKind.WORRY else ""

    def in_place_of(self, other: "Entry") -> "Entry":
        """Return this entry with the id of another, whose correction it is."""
        return replace(self, id=other.id)

    def fit_of(self, member: ParticipationId) -> Fit | None:
        """Return what a member said of the pairing in this entry."""
        return next((share.fit for share in self.shares if share.participation_id == member), None)
