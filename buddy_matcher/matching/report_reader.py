"""What a reader of reports knows: a linear programme of all that is printed and how parts hang together."""

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Any

import highspy
import numpy as np

from buddy_matcher.domain.assignment import SolverFailed
from buddy_matcher.domain.disclosure import AMOUNT, Count, Parts, Published, Relation, SmallNumbers

MOST_PEOPLE = 10_000
"""No part is larger; with it every programme has an end."""

MOST_PENCE = 100_000_000
"""No part that is money is larger."""

_ROUNDING = 1e-6

_MOST_SEEN = 80
"""Solutions that are kept: any two show how wide a number is at least."""


class ReportReader:
    """A linear programme of all that somebody knows: a column a part, a row a sum of parts."""

    def __init__(
        self,
        counts: Sequence[Count],
        relations: Sequence[Relation],
        sizes: Mapping[str, int],
        rule: SmallNumbers,
        earlier: Sequence[Published] = (),
    ) -> None:
        solver: Any = highspy.Highs
        self._highs = solver()
        for option, value in _OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._columns: dict[tuple[str, int], int] = {}
        self._sizes = sizes
        self._values = {count.parts: count.read(rule) for count in counts}
        self._rows: dict[Parts, int] = {}
        self._places: dict[Parts, Any] = {}
        self._duals: list[Any] = []
        self._aimed_at = np.zeros(0, dtype=np.int32)
        for name, size in sizes.items():
            self._column(name, size)
        self._seen = np.zeros((0, len(sizes)))
        for relation in relations:
            columns = [self._column(name, sizes[name]) for name, _ in relation.factors]
            least = 0.0 if relation.is_equal else -highspy.kHighsInf
            self._learn(columns, [factor for _, factor in relation.factors], least, 0.0)
        for parts, (low, high) in self._values.items():
            self._rows[parts] = self._highs.getNumRow()
            self._learn(self._columns_of(parts), [1] * len(parts), low, high)
        self._parts_of_row = {row: parts for parts, row in self._rows.items()}
        for report in earlier:
            self._learn_report(report)

    def hide(self, parts: Parts) -> None:
        """Print a count no more; whoever knows the rule knows that it is not nought."""
        self._highs.changeRowBounds(self._rows[parts], 1.0, highspy.kHighsInf)

    def bound(self, parts: Parts, least: int) -> None:
        """Tell of a hidden count that it is no less than a number."""
        self._highs.changeRowBounds(self._rows[parts], float(least), highspy.kHighsInf)
        self._forget(parts, float(least), highspy.kHighsInf)

    def show(self, parts: Parts) -> None:
        """Print a count."""
        low, high = self._values[parts]
        self._highs.changeRowBounds(self._rows[parts], float(low), float(high))
        self._forget(parts, float(low), float(high))

    def width(self, parts: Parts) -> int:
        """Return how far the largest whole value of a sum of parts is from the least."""
        self._aim_at(parts)
        self._duals = []
        most, least = (
            self._best(sense) for sense in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize)
        )
        return _whole_width(least, most)

    def is_wide(self, parts: Parts, width: int) -> bool:
        """Return whether a sum of parts has that width; what other programmes found may tell at once."""
        if len(self._seen):
            values = self._seen[:, self._columns_of(parts)].sum(axis=1)
            if _whole_width(values.min(), values.max()) >= width:
                return True
        return self.width(parts) >= width

    @property
    def holding(self) -> list[Parts]:
        """The counts that stood in the way of a smaller or a larger value of the sum just asked for.

        Where it was not wide there always is a printed one, or earlier reports gave it away.
        """
        rows = np.unique(np.concatenate([np.flatnonzero(np.abs(duals) > _ROUNDING) for duals in self._duals]))
        return [self._parts_of_row[row] for row in rows.tolist() if row in self._parts_of_row]

    def _forget(self, parts: Parts, low: float, high: float) -> None:
        """Forget the solutions that a tighter bound rules out."""
        values = self._seen[:, self._columns_of(parts)].sum(axis=1)
        self._seen = self._seen[(values >= low - _ROUNDING) & (values <= high + _ROUNDING)]

    def _learn_report(self, report: Published) -> None:
        columns = [self._column(name, size) for name, size in report.parts]
        for each in report.known:
            low = -highspy.kHighsInf if each.low is None else float(each.low)
            high = highspy.kHighsInf if each.high is None else float(each.high)
            self._learn([columns[part] for part in each.parts], each.factors, low, high)

    def _learn(self, columns: Sequence[int], factors: Sequence[int], low: float, high: float) -> None:
        self._highs.addRow(
            float(low),
            float(high),
            len(columns),
            np.array(columns, dtype=np.int32),
            np.array(factors, dtype=float),
        )

    def _column(self, name: str, size: int) -> int:
        if (name, size) not in self._columns:
            self._columns[name, size] = len(self._columns)
            most = MOST_PENCE if name.startswith(AMOUNT) else MOST_PEOPLE
            self._highs.addCol(0.0, 0.0, most, 0, np.zeros(0, dtype=np.int32), np.zeros(0))
        return self._columns[name, size]

    def _columns_of(self, parts: Parts) -> Any:
        if parts not in self._places:
            columns = sorted(self._columns[name, self._sizes[name]] for name in parts)
            self._places[parts] = np.array(columns, dtype=np.int32)
        return self._places[parts]

    def _aim_at(self, parts: Parts) -> None:
        self._cost(self._aimed_at, 0.0)
        self._aimed_at = self._columns_of(parts)
        self._cost(self._aimed_at, 1.0)

    def _cost(self, columns: Any, cost: float) -> None:
        self._highs.changeColsCost(len(columns), columns, np.full(len(columns), cost))

    def _best(self, sense: Any) -> float:
        self._highs.changeObjectiveSense(sense)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise SolverFailed("no range of a hidden number was found")
        solution = self._highs.getSolution()
        self._duals.append(np.array(solution.row_dual))
        found = np.array(solution.col_value[: self._seen.shape[1]])
        self._seen = np.vstack([self._seen[-_MOST_SEEN:], found])
        return float(self._highs.getInfo().objective_function_value)


def _whole_width(least: float, most: float) -> int:
    return floor(most + _ROUNDING) - ceil(least - _ROUNDING)


_OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",  # each programme is the last one with another objective: its basis is a better start
    "solver": "simplex",
}
