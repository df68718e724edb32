"""What a report counts: people, pairs and money of a round, without names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from buddy_matcher.domain.disclosure import LEAST_FOR_AMOUNTS
from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Fit
from buddy_matcher.domain.learning import LearningKind
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.phrases import date_in_words


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


@dataclass(frozen=True, slots=True)
class FunderFacts:
    """What of an organisation's time one funder pays, in pence, and for how many people; "" is not named."""

    funder: str
    pence: int
    people: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyFacts:
    """What an organisation's people were paid for, in pence: what was paid or is owed, and value in kind.

    `paid_people` and `in_kind_people` stand behind the two sums; of what is paid, each of `funders` pays a
    part.
    """

    kind: OrganisationKind | None
    people: int
    pence: int
    in_kind: int
    paid_people: int = 0
    in_kind_people: int = 0
    funders: tuple[FunderFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """A budget that a report tells of: its funder, when it is for, in words, and its pence."""

    funder: str
    when: str
    pence: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LocalFacts:
    """An organisation around; `first_round` is the number of the first that it took part in."""

    kind: OrganisationKind | None
    area: str
    first_round: int | None = None
    is_invited: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundFacts:
    """All that a report of a round counts; `learnt` is of what kind each thing was that somebody learnt."""

    people: tuple[PersonFacts, ...]
    pairs: tuple[PairFacts, ...]
    money: tuple[MoneyFacts, ...] = ()
    learnt: tuple[LearningKind, ...] = ()
    has_earlier_rounds: bool = False
    budgets: tuple[BudgetFacts, ...] = ()
    local: tuple[LocalFacts, ...] = ()
    round_names: tuple[tuple[int, str], ...] = ()
    """The number and the name of each round up to this one, the oldest first."""
    rounds: int = 1
    """How many rounds are counted together."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from one to another, both included, that a report is about."""

    starts: date
    ends: date

    def holds(self, day: date) -> bool:
        """Return whether a day is one of them."""
        return self.starts <= day <= self.ends

    @property
    def in_short(self) -> str:
        """For example "Apr 2026 to Mar 2027" where it is of whole months, else the days in words."""
        is_whole = self.starts.day == 1 and (self.ends + timedelta(days=1)).day == 1
        return f"{self.starts:%b %Y} to {self.ends:%b %Y}" if is_whole else self.in_words

    @property
    def in_words(self) -> str:
        """For example "1 April 2026 to 31 March 2027"."""
        return f"{date_in_words(self.starts)} to {date_in_words(self.ends)}"


def together(rounds: Sequence[RoundFacts]) -> RoundFacts:
    """Return what several rounds count together, the oldest first; somebody in two of them counts in each.

    The list of local organisations and the budgets are the last one's, which know of all rounds before.
    """
    if len(rounds) == 1:
        return rounds[0]
    last = rounds[-1]
    return RoundFacts(
        people=tuple(person for each in rounds for person in each.people),
        pairs=tuple(pair for each in rounds for pair in each.pairs),
        money=_money_together(rounds),
        learnt=tuple(kind for each in rounds for kind in each.learnt),
        budgets=last.budgets,
        local=last.local,
        round_names=last.round_names,
        rounds=len(rounds),
    )


def _money_together(rounds: Sequence[RoundFacts]) -> tuple[MoneyFacts, ...]:
    """Return the money of all rounds; behind it stand the people of one, as they may be the same ones."""
    most = max(rounds, key=lambda each: sum(money.paid_people for money in each.money))
    return tuple(
        money if each is most else _of_the_same_people(money) for each in rounds for money in each.money
    )


def _of_the_same_people(money: MoneyFacts) -> MoneyFacts:
    funders = tuple(replace(each, people=0) for each in money.funders)
    return replace(money, paid_people=0, in_kind_people=0, funders=funders)


def people_in(pairs: Iterable[PairFacts]) -> int:
    """Return how many people stand in pairs, somebody with two buddies twice."""
    return sum(pair.people for pair in pairs)


def average_going_well(people: Iterable[PersonFacts]) -> float | None:
    """Return the average of 1 to 5 to one decimal; None where too few people are behind it."""
    said = [
        person.going_well
        for person in people
        if person.going_well is not None and person.standing is Standing.PAIRED
    ]
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
