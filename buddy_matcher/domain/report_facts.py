"""What a report counts: people, pairs and money of a round, without names."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Fit
from buddy_matcher.domain.learning import LearningKind
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.report import LEAST_FOR_AMOUNTS


class Standing(StrEnum):
    """Where somebody who applied stands: with a buddy, waiting for one, or neither."""

    PAIRED = "paired"
    WAITING = "waiting"
    OUT = "out"


class Change(StrEnum):
    """How somebody's confidence in working with the other sector is at the end, beside what it was."""

    HIGHER = "higher"
    SAME = "same"
    LOWER = "lower"

    @property
    def label(self) -> str:
        """The change as a report names it."""
        return {Change.HIGHER: "Higher", Change.SAME: "As before", Change.LOWER: "Lower"}[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonFacts:
    """Somebody who applied; `organisation` is a number that tells one from another, None where not known.

    `going_well` is their latest answer from 1 to 5, `wishes_met` how many of `wishes_asked` wishes were met
    well; `has_answered` says whether they answered at the end.
    """

    sector: Sector
    kind: OrganisationKind | None
    area: str
    themes: frozenset[str]
    standing: Standing
    organisation: int | None
    is_new_organisation: bool = False
    fit: Fit | None = None
    confidence: Change | None = None
    going_well: int | None = None
    wishes_met: int = 0
    wishes_asked: int = 0
    has_answered: bool = False


class Outcome(StrEnum):
    """How a pair that was agreed stands."""

    GOING = "going"
    FINISHED = "finished"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True, slots=True)
class PairFacts:
    """A pair that was agreed; `days` are from its letters to its first meeting, None while not known."""

    people: int
    outcome: Outcome
    meetings: int
    minutes: int
    days: int | None = None
    ended_for: EndReason | None = None
    is_by_hand: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyFacts:
    """What an organisation's people were paid for, in pence: what was paid or is owed, and value in kind."""

    kind: OrganisationKind | None
    people: int
    pence: int
    in_kind: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundFacts:
    """All that a report of a round counts; `learnt` is of what kind each thing was that somebody learnt."""

    people: tuple[PersonFacts, ...]
    pairs: tuple[PairFacts, ...]
    money: tuple[MoneyFacts, ...] = ()
    learnt: tuple[LearningKind, ...] = ()
    has_earlier_rounds: bool = False


def people_in(pairs: Iterable[PairFacts]) -> int:
    """Return how many people stand in pairs, somebody with two buddies twice."""
    return sum(pair.people for pair in pairs)


def average_going_well(people: Iterable[PersonFacts]) -> float | None:
    """Return the average of 1 to 5 to one decimal; None where too few people are behind it."""
    said = [person.going_well for person in people if person.going_well is not None]
    return round(sum(said) / len(said), 1) if len(said) >= LEAST_FOR_AMOUNTS else None


def wishes(people: Iterable[PersonFacts]) -> tuple[int, int] | None:
    """Return how many wishes of how many were met well; None where too few people are behind them."""
    asked = [person for person in people if person.wishes_asked]
    if len(asked) < LEAST_FOR_AMOUNTS:
        return None
    return sum(person.wishes_met for person in asked), sum(person.wishes_asked for person in asked)


def median_days(pairs: Iterable[PairFacts]) -> int | None:
    """Return the median days to a first meeting, half up; None where too few people are behind it."""
    known = [pair for pair in pairs if pair.days is not None]
    if people_in(known) < LEAST_FOR_AMOUNTS:
        return None
    return int(median(pair.days or 0 for pair in known) + 0.5)
