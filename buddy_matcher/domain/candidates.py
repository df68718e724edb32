"""The pool as matching sees it: people of a round without their names, and the rules between them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.ids import OrganisationId, ParticipationId, StrengthId, ThemeId
from buddy_matcher.domain.meeting import HalfDay, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Level
from buddy_matcher.domain.places import Base

type Pair = tuple[ParticipationId, ParticipationId]
"""Two candidates by participation id, smaller first."""

type OrganisationPair = tuple[OrganisationId, OrganisationId]
"""Ids of two organisations, smaller first."""


def pair_of[I: int](a: I, b: I) -> tuple[I, I]:
    """Return two ids of one kind as a pair, smaller first."""
    return (a, b) if a <= b else (b, a)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """What the rules and the score look at of one person in one round.

    `organisation_id` is a negative number of their own for somebody whose
    organisation is not known: they share none. `family_id` is the topmost parent of the organisation.
    `can_share` and `would_like` map strength ids to levels 1 to 3.
    """

    participation_id: ParticipationId
    sector: Sector
    organisation_id: OrganisationId
    family_id: OrganisationId
    can_share: dict[StrengthId, int] = field(default_factory=dict)
    would_like: dict[StrengthId, int] = field(default_factory=dict)
    theme_ids: frozenset[ThemeId] = frozenset()
    ways: frozenset[MeetingWay] = frozenset()
    base: Base = Base()
    travel_miles: int | None = None
    free: frozenset[HalfDay] = frozenset()
    level: Level | None = None
    capacity: int = 1
    happy_in_trio: bool = False
    priority: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class PairRules:
    """Rules between two candidates, by participation id."""

    never: frozenset[Pair] = frozenset()
    undecided: frozenset[Pair] = frozenset()
    must: frozenset[Pair] = frozenset()
    prefer: frozenset[Pair] = frozenset()
    avoid: frozenset[Pair] = frozenset()
    paired_before: frozenset[Pair] = frozenset()
    conflicts: frozenset[Pair] = frozenset()

    def among(self, pairs: Iterable[Pair]) -> "PairRules":
        """Return those of the rules that are about some pairs."""
        wanted = frozenset(pairs)
        return PairRules(**{each.name: getattr(self, each.name) & wanted for each in fields(self)})


@dataclass(frozen=True, kw_only=True, slots=True)
class Pool:
    """Everything that decides a round's plan: who may be paired, under which rules and weights.

    `candidates` stand in an order that depends on their content alone, so that the plan does too.
    """

    candidates: tuple[Candidate, ...]
    rules: PairRules = PairRules()
    criteria: Criteria = Criteria()

    def side(self, sector: Sector) -> tuple[Candidate, ...]:
        """Return the candidates of one sector, in the pool's order."""
        return tuple(c for c in self.candidates if c.sector is sector)

    @property
    def by_id(self) -> dict[ParticipationId, Candidate]:
        """The candidates by participation id."""
        return {c.participation_id: c for c in self.candidates}
