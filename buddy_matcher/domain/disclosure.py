"""Which counts of a report are too small to print, and what a reader knows of those that are not printed.

A count is a sum of parts: the smallest groups that a report tells apart, such as VCSE people who wait. A sum
of money is one too, and small where few people stand behind it. Parts hang
together: those of all kinds of organisation add to those of a sector. Whoever reads a report knows the
printed counts and how parts hang together, and could subtract; `matching.disclosure` computes what they find.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

type Parts = frozenset[str]
"""The names of the parts that a count adds up."""

LEAST_FOR_AMOUNTS = 8
"""Fewer people have no average, median, percentage or sum of money of their own."""

AMOUNT = "pence "
"""How the name of a part begins that is money and no number of people."""

_ROUNDED_TO = 5


class SmallNumbers(StrEnum):
    """How a report treats small numbers; the value is its name on the command line."""

    UNDER_5 = "under-5"
    ROUND_5 = "round-5"
    UNDER_10 = "under-10"

    @property
    def label(self) -> str:
        """The rule as the screen and the report name it."""
        return {
            SmallNumbers.UNDER_5: "Numbers under 5 are not shown",
            SmallNumbers.ROUND_5: "Numbers under 8 are not shown, others are rounded to the nearest 5",
            SmallNumbers.UNDER_10: "Numbers under 10 are not shown",
        }[self]

    @property
    def least_shown(self) -> int:
        """The smallest number besides 0 that is printed."""
        return {SmallNumbers.UNDER_5: 5, SmallNumbers.ROUND_5: 8, SmallNumbers.UNDER_10: 10}[self]

    @property
    def width(self) -> int:
        """How far apart the least and the largest value must be that a reader can't rule out."""
        return {SmallNumbers.UNDER_5: 4, SmallNumbers.ROUND_5: 4, SmallNumbers.UNDER_10: 9}[self]

    def is_small(self, number: int) -> bool:
        """Return whether a number may not be printed; nought may."""
        return 0 < number < self.least_shown

    def shown(self, number: int) -> int:
        """Return a number that is printed as it is printed."""
        if self is not SmallNumbers.ROUND_5:
            return number
        return _ROUNDED_TO * ((number + _ROUNDED_TO // 2) // _ROUNDED_TO)

    def read(self, number: int) -> tuple[int, int]:
        """Return between which two numbers a reader knows a count of this size to be once it is printed."""
        if self is not SmallNumbers.ROUND_5 or number < self.least_shown:
            return number, number
        shown = self.shown(number)
        return max(self.least_shown, shown - _ROUNDED_TO // 2), shown + _ROUNDED_TO // 2


def is_small_amount(people: int) -> bool:
    """Return whether money is that of too few people to be printed."""
    return 0 < people < LEAST_FOR_AMOUNTS


@dataclass(frozen=True, slots=True)
class Count:
    """A number that a report could print, and what it adds up; the less important is hidden first."""

    parts: Parts
    value: int
    importance: int = 0
    people: int | None = None
    """How many people stand behind a sum of money; None for a count of people or pairs."""

    def is_small(self, rule: SmallNumbers) -> bool:
        """Return whether it may not be printed under a rule."""
        return rule.is_small(self.value) if self.people is None else is_small_amount(self.people)

    def shown(self, rule: SmallNumbers) -> int:
        """Return it as it is printed; money is never rounded."""
        return rule.shown(self.value) if self.people is None else self.value

    def read(self, rule: SmallNumbers) -> tuple[int, int]:
        """Return between which two numbers a reader knows it to be once it is printed."""
        return rule.read(self.value) if self.people is None else (self.value, self.value)


@dataclass(frozen=True, slots=True)
class Share:
    """A count of how many, which a report tells by a bound where it can't be printed: "at least 52 of 57"."""

    part: Count
    whole: Count


@dataclass(frozen=True, slots=True)
class Relation:
    """What everybody knows of parts: their sum, each times its factor, is 0, or 0 at most."""

    factors: tuple[tuple[str, int], ...]
    is_equal: bool = True


def adds_to(parts: Parts, total: Parts) -> Relation:
    """Return that some parts are together as many as others."""
    return Relation(tuple((part, 1) for part in sorted(parts)) + tuple((part, -1) for part in sorted(total)))


def at_most(parts: Parts, total: Parts, times: int = 1) -> Relation:
    """Return that some parts are together at most so many times as many as others."""
    less = tuple((part, 1) for part in sorted(parts))
    return Relation(less + tuple((part, -times) for part in sorted(total)), is_equal=False)


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader knows of a sum of parts (their places, each with its factor); None is no bound."""

    parts: tuple[int, ...]
    factors: tuple[int, ...]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Published:
    """All that a reader knows from one report: the parts with how large they were then, and their sums.

    A part that was as large in two reports is taken for the same by whoever compares them.
    """

    parts: tuple[tuple[str, int], ...] = ()
    known: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Protection:
    """Which counts are not printed, the narrowest range of one of them, and what is published with that.

    `narrowest` is None where nothing is hidden. `at_least` are bounds of hidden counts that may be told.
    """

    hidden: frozenset[Parts]
    at_least: Mapping[Parts, int]
    narrowest: int | None
    published: Published
