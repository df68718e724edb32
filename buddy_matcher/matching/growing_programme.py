"""A programme of few pairs, into which more are put as bounds turn out to lack them (column generation).

It serves one problem, and the same one with more pairs locked: those come in as one more total that is held.
"""

from collections.abc import Callable, Sequence

import numpy as np

from buddy_matcher.matching.aims import Aim
from buddy_matcher.matching.arrays import BoolArray, FloatArray
from buddy_matcher.matching.kept_model import Answer, Effort, Relaxed
from buddy_matcher.matching.partners import sides_of
from buddy_matcher.matching.plan import Plan
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.programme import Programme
from buddy_matcher.matching.relaxation import Relaxation

# How many pairs for each person a programme begins with, and how many between people who may be in a trio
# together.
FIRST_PAIRS, TRIO_PAIRS = 3, 2

# What a linear programme's answer may lack of a whole number.
ROUNDING = 1e-6

# What share of a pair a dive takes for the whole.
NEARLY_WHOLE = 0.8


class GrowingProgramme:
    """The programme of the `pairs` (L, R) that are in so far.

    Aims are named by their places; the first one is how many locked pairs are in the plan.
    """

    def __init__(self, problem: AssignmentProblem, aims: Sequence[Aim], pairs: BoolArray) -> None:
        self.pairs = pairs
        self._problem = problem
        self._weights = dict[int, FloatArray]()
        self.serve(problem, aims, lambda: False)
        self._build()

    def serve(self, problem: AssignmentProblem, aims: Sequence[Aim], wants_stop: Callable[[], bool]) -> None:
        """From now on answer for this problem: the first one, with more pairs locked."""
        self._aims = aims
        self._names = [("locked", *problem.locked), *range(1, len(aims))]
        self._wants_stop = wants_stop
        self._weights.clear()

    def put_in(self, pairs: BoolArray) -> None:
        """Have these pairs in too."""
        if (pairs & ~self.pairs).any():
            self.pairs = self.pairs | pairs
            ending = self._model.ending()
            self._build()
            self._model.begin_from(ending)

    def weights(self, place: int) -> FloatArray:
        """Return what each variable adds to an aim."""
        if place not in self._weights:
            self._weights[place] = self.layout.weights(self._aims[place])
        return self._weights[place]

    def held_rows(self, count: int) -> list[int | None]:
        """Return the rows that hold the first aims, None for an aim that nothing adds to."""
        return [self._model.row_of(name) for name in self._names[:count]]

    def relaxed(
        self, place: int, held: Sequence[int], is_open: BoolArray, *, afresh: bool = False
    ) -> Relaxed | None:
        """Return the best shared-out pairs in an aim, the first ones held at these values."""
        return self.relaxed_by(self.weights(place), held, is_open, afresh=afresh)

    def relaxed_by(
        self, weights: FloatArray, held: Sequence[int], is_open: BoolArray, *, afresh: bool = False
    ) -> Relaxed | None:
        """Return the shared-out open pairs of most weight, the first aims held at these values."""
        self._hold(held)
        return self._model.relaxed(weights, self.layout.closed(is_open), afresh=afresh)

    def best(
        self, place: int, held: Sequence[int], is_open: BoolArray, start: Plan | None, effort: Effort
    ) -> Answer:
        """Return the best plan of open pairs in an aim, the first ones held at these values."""
        self._hold(held)
        values = None if start is None else self.layout.values_of(start)
        return self._model.best(self.weights(place), self.layout.closed(is_open), values, effort)

    def dive(self, place: int, held: Sequence[int], is_open: BoolArray) -> Plan | None:
        """Return a good plan of open pairs in an aim, the first ones held at these values, if it finds one.

        Of the best shared-out pairs the nearly whole ones, or else the largest, are fixed, the rest is shared
        out again, and so on ("diving"; Achterberg 2007, "Constraint Integer Programming", chapter 9).
        """
        found = self.relaxed(place, held, is_open)
        is_fixed = np.zeros(len(self.layout.rows), dtype=np.bool_)
        while found:
            shares = found.values[: len(is_fixed)]
            if not (np.abs(shares - np.rint(shares)) > ROUNDING).any():
                return self.layout.plan(found.values)
            rest = np.where(is_fixed, 0, shares)
            is_fixed |= rest >= NEARLY_WHOLE
            is_partly = (rest > ROUNDING) & (rest < 1 - ROUNDING)
            if not (is_partly & is_fixed).any():
                is_fixed[np.where(is_partly, rest, 0).argmax()] = True
            found = self._model.relaxed_with(np.flatnonzero(is_fixed))
        return None

    def whole(self, found: Relaxed) -> Plan | None:
        """Return the plan that shared-out pairs are; None where they are really shared out."""
        if (np.abs(found.values - np.rint(found.values)) > ROUNDING).any():
            return None
        return self.layout.plan(found.values)

    def shared(self, found: Relaxed) -> BoolArray:
        """Return the pairs (L, R) that have a share."""
        has_share = found.values[: len(self.layout.rows)] > ROUNDING
        pairs = np.zeros_like(self.pairs)
        pairs[self.layout.rows[has_share], self.layout.columns[has_share]] = True
        return pairs

    def _build(self) -> None:
        self.programme = Programme(self._problem, self.pairs)
        self.layout = self.programme.layout
        self._model = self.programme.kept(self._is_to_stop)
        self._weights.clear()

    def _hold(self, values: Sequence[int]) -> None:
        names = self._names[: len(values)]
        for place, (name, value) in enumerate(zip(names, values, strict=True)):
            self._model.hold(name, self.weights(place), value, value)
        self._model.let_go_but(names)

    def _is_to_stop(self) -> bool:
        # Whoever is served at the time is asked, not who was when the programme was made.
        return self._wants_stop()


def first_pairs(problem: AssignmentProblem, relaxation: Relaxation, is_open: BoolArray) -> BoolArray:
    """Return the open pairs near the relaxed optimum, and those that few others can stand in for.

    These are the agreed pairs, and those between hubs of trios.
    """
    left, right = sides_of(problem)
    people = sum(problem.shape)
    is_in_trios = (left.hub[:, None] & right.trio) | (left.trio[:, None] & right.hub)
    pairs = relaxation.nearest(is_open, FIRST_PAIRS * people)
    pairs |= relaxation.nearest(is_in_trios & is_open, TRIO_PAIRS * people)
    for aim in relaxation.aims:
        if aim.pair is not None and np.count_nonzero(aim.pair > 0) <= FIRST_PAIRS * people:
            pairs |= (aim.pair > 0) & is_open
    return pairs
