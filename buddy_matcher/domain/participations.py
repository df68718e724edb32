"""A person's part in one round: what they answered, what they agreed to and where they stand."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from buddy_matcher.domain.ids import (
    UNSAVED,
    OrganisationId,
    ParticipantId,
    ParticipationId,
    RoundId,
    StrengthId,
    ThemeId,
)
from buddy_matcher.domain.meeting import HalfDay, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.statements import Statement, StatementAbout
from buddy_matcher.domain.strengths import StrengthAnswer

MOST_CONFIDENT = 10
MOST_BUDDIES = 3
"""The largest capacity that a person can have in a round."""


class Status(StrEnum):
    """Where a participation stands. Who is invited has not answered for this round yet."""

    INVITED = "invited"
    APPLIED = "applied"
    INCOMPLETE = "incomplete"
    READY = "ready"
    WAITING = "waiting"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    FINISHED = "finished"

    @property
    def label(self) -> str:
        """The status as the screen names it."""
        return self.value.capitalize()


IN_POOL = frozenset({Status.APPLIED, Status.READY, Status.WAITING})
"""The statuses in which someone may be paired."""

HAS_LEFT = frozenset({Status.WITHDRAWN, Status.FINISHED})
"""The statuses in which someone gets no buddy and no letter."""

ENDS_PAIRINGS = frozenset({Status.WITHDRAWN})
"""The statuses that end someone's pairings; of whoever has finished they stay."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where the answers came from.

    `form` tells one form from another, `response` is the answer's own id on it ("" if it has none),
    `row` is the row as in the sheet, and `answers` are the mapped raw answers (field name, text).
    """

    form: str = ""
    response: str = ""
    row: int = 0
    answered_at: datetime | None = None
    answers: tuple[tuple[str, str], ...] = ()


def new_code() -> str:
    """Return a code that nobody guesses and that can be typed from paper: eight digits and letters A to F.

    A letter comes first: of “01234567” or “12345E67” a sheet would make a number.
    """
    return secrets.choice("ABCDEF") + secrets.token_hex(4).upper()[1:]


@dataclass(frozen=True, kw_only=True, slots=True)
class Participation:
    """One person's part in one round.

    `sector` is the side that they stand on in it, and `organisation_id` where they work, None where that is
    not known; both stay as they were when the person moves later.
    `travel_miles` is how far they can travel, None if they did not say. `capacity` is how many buddies
    they could have (0 to 3). `priority` counts the rounds in a row that left them without a buddy.
    The consents are False until the person said yes; each of the `statements` has its own.
    They are on hold while `is_held`, until a day (`held_until`) where there is one. `code` tells whose
    an answer is that says it; it is nobody's in another file. Who `is_on_standby` may be rung if someone
    drops out. `confidence` is how confident they were, before the round, of working with the other sector: 0
    to 10, None if they did not say. Of somebody who was erased a part that is `NOBODY`'s may be left, for the
    hours of their buddy.
    """

    id: ParticipationId = UNSAVED
    round_id: RoundId
    participant_id: ParticipantId
    sector: Sector
    organisation_id: OrganisationId | None = None
    status: Status = Status.READY
    strengths: tuple[StrengthAnswer, ...] = ()
    theme_ids: frozenset[ThemeId] = frozenset()
    hopes: str = ""
    statements: tuple[Statement, ...] = ()
    introduction: str = ""
    ways: frozenset[MeetingWay] = frozenset()
    place: str = ""
    outcode: str = ""
    travel_miles: int | None = None
    free: frozenset[HalfDay] = frozenset()
    venue_needs: str = ""
    capacity: int = 1
    happy_in_trio: bool = False
    priority: int = 0
    share_contact: bool = False
    share_themes: bool = False
    privacy_version: str = ""
    privacy_given_on: date | None = None
    time_funded: bool = False
    funded_rate: str = ""
    source: Source = Source()
    is_held: bool = False
    held_until: date | None = None
    is_on_standby: bool = False
    confidence: int | None = None
    code: str = field(default_factory=new_code, compare=False)

    def __post_init__(self) -> None:
        """Refuse with ValueError what no form asks.

        That is a capacity outside 0 to 3, confidence outside 0 to 10, and two statements about one thing.
        """
        if not 0 <= self.capacity <= MOST_BUDDIES:
            raise ValueError(f"capacity must be 0 to {MOST_BUDDIES}")
        if self.confidence is not None and not 0 <= self.confidence <= MOST_CONFIDENT:
            raise ValueError(f"confidence must be 0 to {MOST_CONFIDENT}")
        if len({statement.about for statement in self.statements}) < len(self.statements):
            raise ValueError("there is one statement about each thing")

    @property
    def can_share(self) -> dict[StrengthId, int]:
        """Level 1 to 3 by id of each strength they can share."""
        return {a.strength_id: a.can_share for a in self.strengths if a.can_share}

    @property
    def would_like(self) -> dict[StrengthId, int]:
        """Level 1 to 3 by id of each strength they would like to gain."""
        return {a.strength_id: a.would_like for a in self.strengths if a.would_like}

    def statement(self, about: StatementAbout) -> Statement:
        """Return what they wish the other sector knew about something; an empty one if nothing."""
        return next((each for each in self.statements if each.about is about), Statement(about))

    def with_statements(self, statements: Iterable[Statement]) -> "Participation":
        """Return the same with these in place of the statements about the same things; empty ones go."""
        by_subject = {each.about: each for each in (*self.statements, *statements)}
        in_order = (by_subject.get(about, Statement(about)) for about in StatementAbout)
        return replace(self, statements=tuple(each for each in in_order if each != Statement(each.about)))

    @property
    def status_by_strengths(self) -> Status:
        """Where they stand before anybody decides otherwise: without a strength to share, incomplete."""
        return Status.READY if self.can_share else Status.INCOMPLETE

    @property
    def is_in_pool(self) -> bool:
        """Whether the engine may pair them, unless they are on hold on the day."""
        return self.status in IN_POOL

    @property
    def is_invited(self) -> bool:
        """Whether they have not answered the invitation to this round yet."""
        return self.status is Status.INVITED

    def can_be_paired_on(self, day: date) -> bool:
        """Return whether the engine may pair them on a day: they are in the pool, and not on hold."""
        return self.is_in_pool and not self.is_held_on(day)

    def is_held_on(self, day: date) -> bool:
        """Return whether they are on hold on a day: with an end, up to the day before it."""
        return self.is_held and (self.held_until is None or day < self.held_until)


def status_after_edit(now: Participation, before: Participation | None) -> Status:
    """Return the status of edited answers; `before` is None for somebody new.

    It is the one that the coordinator chose. Where they chose none, strengths that came make somebody ready
    who was incomplete, and the last one that went makes somebody incomplete who was ready.
    """
    if before and (before.status is not now.status or bool(before.can_share) == bool(now.can_share)):
        return now.status
    return now.status_by_strengths if now.status in {Status.READY, Status.INCOMPLETE} else now.status
