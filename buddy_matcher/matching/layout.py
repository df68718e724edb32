"""What stands where among a programme's variables, and what aims, plans and choices of pairs are in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buddy_matcher.matching.aims import Aim
from buddy_matcher.matching.arrays import BoolArray, FloatArray, IntArray
from buddy_matcher.matching.plan import Plan

NO_COLUMN = -1


@dataclass(frozen=True)
class PersonColumns:
    """The columns of a person's pairs; `first` to `outsider` are those of f, o and t, -1 for none."""

    pairs: IntArray
    first: int = NO_COLUMN
    extra: int = NO_COLUMN
    outsider: int = NO_COLUMN
    outsiders: IntArray | None = None


@dataclass(frozen=True)
class Guest:
    """The column of g, and those of the pair and of the hub's extra partners that it depends on."""

    column: int
    pair: int
    extra: int


@dataclass(frozen=True)
class Layout:
    """The variables of a programme: its `pairs` (L, R) in the order of `rows` and `columns`, then others.

    `people` has those who occur, left and right, by index; `moved` are the columns of m; `count` is how many
    variables there are.
    """

    pairs: BoolArray
    rows: IntArray
    columns: IntArray
    people: tuple[Mapping[int, PersonColumns], Mapping[int, PersonColumns]]
    guests: Sequence[Guest]
    moved: Sequence[int]
    count: int

    def weights(self, aim: Aim) -> FloatArray:
        """Return what each variable adds to the plan's total of one aim."""
        weights = np.zeros(self.count)
        if aim.pair is not None:
            weights[: len(self.rows)] = aim.pair[self.rows, self.columns]
        ends = ((aim.left_first, aim.left_extra), (aim.right_first, aim.right_extra))
        for people, (first, extra) in zip(self.people, ends, strict=True):
            if first.any() or extra.any():
                for index, person in people.items():
                    if person.first == NO_COLUMN:
                        weights[person.pairs] += first[index]
                    else:
                        weights[person.first], weights[person.extra] = first[index], extra[index]
        return weights

    def unmoved(self) -> FloatArray:
        """Return what each variable takes from the count of people who stay where they are."""
        weights = np.zeros(self.count)
        weights[list(self.moved)] = -1
        return weights

    def values_of(self, plan: Plan) -> FloatArray | None:
        """Return the variables' values in a plan; None when it has a pair that the programme lacks."""
        number = np.full(self.pairs.shape, -1)
        number[self.rows, self.columns] = np.arange(len(self.rows))
        chosen = number[plan.rows, plan.columns]
        if (chosen < 0).any():
            return None
        values = np.zeros(self.count)
        values[chosen] = 1
        for people in self.people:
            for person in people.values():
                if person.first != NO_COLUMN:
                    partners = values[person.pairs].sum()
                    values[person.first], values[person.extra] = min(partners, 1), max(partners - 1, 0)
                if person.outsider != NO_COLUMN:
                    values[person.outsider] = values[person.outsiders].sum()
        for guest in self.guests:
            values[guest.column] = min(values[guest.pair], values[guest.extra])
        return values

    def plan(self, values: FloatArray) -> Plan:
        """Return the plan that the variables' values make."""
        chosen = values[: len(self.rows)] > 1 / 2
        return Plan(self.rows[chosen], self.columns[chosen])

    def closed(self, is_open: BoolArray) -> BoolArray:
        """Return which variables are to be 0 where only these pairs (L, R) may be used."""
        closed = np.zeros(self.count, dtype=np.bool_)
        closed[: len(self.rows)] = ~is_open[self.rows, self.columns]
        return closed
