"""What the proof workbook holds as numbers, and what its formulas come to.

The results are written beside the formulas, so that programs which don't work out a workbook when they open
it show them too; whoever changes a number gets the formula's own result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

PROVED, BY_SEARCH, NOT_PROVED = "proved", "proved by search", "not proved"


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A person or a rule with a price in each aim; `at_most` is 1 for a person.

    `is_free` lets the price of a person whom a locked pair holds be below nothing.
    """

    label: str
    prices: tuple[int, ...]
    at_most: int = 1
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class PairLine:
    """A possible pair: its people by place among the prices, and what it adds to each aim."""

    first: int
    second: int
    worth: tuple[int, ...]
    is_planned: bool
    stays: bool


@dataclass(frozen=True, slots=True)
class ProofTables:
    """What is written: `counted` has (pair, rule) by place, `why` says why only a search proves it."""

    aims: tuple[str, ...]
    people: Sequence[PriceLine]
    pairs: Sequence[PairLine]
    rules: Sequence[PriceLine]
    counted: Sequence[tuple[int, int]]
    why: str


class WorkedOut:
    """The results of the formulas, line by line, then the checks (0 where all is well) and the verdict."""

    def __init__(self, tables: ProofTables) -> None:
        self._tables = tables
        self.over = _prices_less_worth(tables)
        self.in_rules = [0] * len(tables.rules)
        for pair, rule in tables.counted:
            self.in_rules[rule] += tables.pairs[pair].is_planned
        self.paired = [0] * len(tables.people)
        for pair_line in tables.pairs:
            self.paired[pair_line.first] += pair_line.is_planned
            self.paired[pair_line.second] += pair_line.is_planned
        self.fits = [_is_not_below(over) for over in self.over]
        self.people_fit = [
            paired <= 1 and (person.is_free or _is_not_below(person.prices))
            for person, paired in zip(tables.people, self.paired, strict=True)
        ]
        self.rules_fit = [
            there <= rule.at_most and _is_not_below(rule.prices)
            for rule, there in zip(tables.rules, self.in_rules, strict=True)
        ]
        self.sums = [_sum_of(place, pair) for place, pair in enumerate(tables.pairs, start=1)]

    @cached_property
    def worth(self) -> list[int]:
        """What the plan adds up to in each aim."""
        planned = [pair for pair in self._tables.pairs if pair.is_planned]
        return [sum(pair.worth[aim] for pair in planned) for aim in range(len(self._tables.aims))]

    @cached_property
    def prices(self) -> list[int]:
        """What the prices add up to in each aim, those of rules as often as they allow."""
        lines = (*self._tables.people, *self._tables.rules)
        return [sum(line.at_most * line.prices[aim] for line in lines) for aim in range(len(self.worth))]

    @property
    def sum_for_the_search(self) -> int:
        """A number that any one change of what the search was about changes."""
        return sum(self.sums) + sum(rule.at_most for rule in self._tables.rules)

    @property
    def checks(self) -> tuple[int, ...]:
        """How many lines of pairs, people and rules don't fit, how many pairs should stay, and odd marks."""
        leaving = sum(pair.stays and not pair.is_planned for pair in self._tables.pairs)
        return (
            self.fits.count(False),
            self.people_fit.count(False),
            self.rules_fit.count(False),
            leaving,
            0,
        )

    @property
    def verdict(self) -> str:
        """What the workbook says."""
        if self._tables.why:
            return BY_SEARCH
        return PROVED if not any(self.checks) and self.worth == self.prices else NOT_PROVED


def _prices_less_worth(tables: ProofTables) -> list[tuple[int, ...]]:
    over = [
        [
            first + second - worth
            for first, second, worth in zip(
                tables.people[pair.first].prices, tables.people[pair.second].prices, pair.worth, strict=True
            )
        ]
        for pair in tables.pairs
    ]
    for pair, rule in tables.counted:
        over[pair] = [sum(two) for two in zip(over[pair], tables.rules[rule].prices, strict=True)]
    return [tuple(each) for each in over]


def _is_not_below(numbers: Sequence[int]) -> bool:
    return tuple(numbers) >= (0,) * len(numbers)


def _sum_of(place: int, pair: PairLine) -> int:
    """Return a number that any one change of a pair changes."""
    numbers = (int(pair.is_planned), *pair.worth, int(pair.stays))
    return place * sum((3 + 2 * n) * number for n, number in enumerate(numbers))
