"""Hides counts of a report so that no small one can be worked out, and audits that.

For each number that is not printed a linear programme finds the least and the largest value that agree with
everything printed, in this report and in earlier ones. Where they are too near each other, one of the printed
counts that hold it there is hidden too: its dual value names it. In the end whatever need not be hidden is
shown again, the most important first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, floor
from typing import Any

import highspy
import numpy as np

from buddy_matcher.domain.assignment import SolverFailed
from buddy_matcher.domain.disclosure import (
    Count,
    Known,
    Parts,
    Protection,
    Published,
    Relation,
    Share,
    SmallNumbers,
)

MOST_PEOPLE = 10_000
"""No part is larger; with it every programme has an end."""

_ROUNDING = 1e-6
_STEP = 5
"""Bounds of rounded numbers are round too."""

_MOST_SEEN = 80
"""Solutions that are kept: any two show how wide a number is at least."""


def protect(
    counts: Sequence[Count],
    relations: Sequence[Relation],
    sizes: Mapping[str, int],
    rule: SmallNumbers,
    earlier: Sequence[Published] = (),
    shares: Sequence[Share] = (),
) -> Protection:
    """Return which counts may not be printed under a rule, after earlier reports of the same round.

    What the last of these hid is hidden again where it has to be, so that the same report stays the same.
    `sizes` are the true sizes of all parts, `shares` what is told by a bound if it can't be printed and the
    bound gives nothing away. A number that earlier reports gave away already is hidden as the rule says, and
    can't be protected from who compares them. Raises SolverFailed when the solver gives up.
    """
    readers = [_Reader(counts, relations, sizes, rule)]
    if earlier:
        readers.append(_Reader(counts, relations, sizes, rule, earlier))
    hiding = _Hiding({count.parts: count for count in counts}, sizes, rule, readers)
    if earlier:
        hiding.begin_with(_hidden_in(earlier[-1]))
    hiding.hide_more()
    hiding.show_again()
    at_least = dict(hiding.bounds(shares))
    return Protection(
        frozenset(hiding.hidden),
        at_least,
        min(hiding.widths(), default=None),
        _published(counts, relations, sizes, rule, hiding.hidden, at_least),
    )


def widths(
    counts: Sequence[Count],
    relations: Sequence[Relation],
    sizes: Mapping[str, int],
    rule: SmallNumbers,
    protection: Protection | None = None,
    earlier: Sequence[Published] = (),
) -> dict[Parts, int]:
    """Return for each small or hidden count, and each small part, the largest value less the least.

    Without a protection everything is printed.
    """
    reader = _Reader(counts, relations, sizes, rule, earlier)
    hidden = protection.hidden if protection else frozenset()
    for parts in hidden:
        reader.hide(parts)
    for parts, least in protection.at_least.items() if protection else ():
        reader.bound(parts, least)
    small = {frozenset({name}) for name, size in sizes.items() if rule.is_small(size)}
    small |= {count.parts for count in counts if rule.is_small(count.value)}
    return {target: reader.width(target) for target in small | hidden}


class _Hiding:
    """Which counts are hidden so far, for readers who know more or less besides."""

    def __init__(
        self,
        counts: Mapping[Parts, Count],
        sizes: Mapping[str, int],
        rule: SmallNumbers,
        readers: Sequence["_Reader"],
    ) -> None:
        self._counts = counts
        self._rule = rule
        self._small_parts = [frozenset({name}) for name, size in sizes.items() if rule.is_small(size)]
        small = [parts for parts, count in counts.items() if rule.is_small(count.value)]
        self._readers = {reader: self._given_away(reader) for reader in readers}
        self.hidden: list[Parts] = []
        self._small = frozenset(small)
        for parts in small:
            self._hide(parts)

    def begin_with(self, hidden: Iterable[Parts]) -> None:
        """Hide what there is of some counts, but for noughts."""
        for parts in hidden:
            if parts in self._counts and self._can_be_hidden(parts):
                self._hide(parts)

    def hide_more(self) -> None:
        """Hide counts until no reader can tell a hidden or a small one nearer than the rule allows."""
        for reader, given_away in self._readers.items():
            place = 0
            # What is hidden on the way joins the queue; what was wide enough only gets wider.
            while place < len(targets := [*self._small_parts, *self.hidden]):
                target = targets[place]
                place += 1
                while target not in given_away and not reader.is_wide(target, self._rule.width):
                    self._hide(min(filter(self._can_be_hidden, reader.holding), key=self._order))
                    # The small parts stand first, so that a hidden one never moves those before it.

    def show_again(self) -> None:
        """Show what was hidden besides small counts and need not be, the most important first."""
        others = [parts for parts in self.hidden if parts not in self._small]
        for parts in sorted(others, key=self._order, reverse=True):
            if parts in self.hidden:
                self._try_to_show(parts)

    def _try_to_show(self, parts: Parts) -> None:
        """Show a count, with others that it gives away and that are not small; nothing if a small one is."""
        shown: list[Parts] = []
        narrow = [parts]
        while narrow:
            for each in narrow:
                self._show(each)
            shown += narrow
            narrow = []
            for target in self._narrow():
                if target in self._small or target not in self.hidden:
                    for each in shown:
                        self._hide(each)
                    return
                narrow.append(target)

    def bounds(self, shares: Iterable[Share]) -> Iterator[tuple[Parts, int]]:
        """Yield for hidden counts of a printed whole a number that they may be said to reach."""
        for share in shares:
            part, whole = share.part, share.whole
            if part.parts not in self.hidden or whole.parts in self.hidden:
                continue
            least = self._rule.read(whole.value)[0] - self._rule.width - 1
            least -= least % _STEP if self._rule.shown(whole.value) != whole.value else 0
            if not whole.value < 2 * least <= 2 * part.value:
                continue
            for reader in self._readers:
                reader.bound(part.parts, least)
            if not any(self._narrow()):
                yield part.parts, least
            else:
                for reader in self._readers:
                    reader.bound(part.parts, 1)

    def widths(self) -> Iterator[int]:
        """Yield the width of each hidden count for each reader, but for what was given away before."""
        for reader, given_away in self._readers.items():
            yield from (reader.width(parts) for parts in self.hidden if parts not in given_away)

    def _narrow(self) -> Iterator[Parts]:
        """Yield what some reader can tell nearer than the rule allows, small parts first."""
        for target in dict.fromkeys((*self._small_parts, *self.hidden)):
            if any(
                target not in given_away and not reader.is_wide(target, self._rule.width)
                for reader, given_away in self._readers.items()
            ):
                yield target

    def _can_be_hidden(self, parts: Parts) -> bool:
        return parts not in self.hidden and bool(self._counts[parts].value)

    def _order(self, parts: Parts) -> tuple[int, int, list[str]]:
        count = self._counts[parts]
        return count.importance, count.value, sorted(parts)

    def _given_away(self, reader: "_Reader") -> set[Parts]:
        """Return what a reader knows too well before anything of this report but its noughts is printed."""
        counted = [parts for parts, count in self._counts.items() if count.value]
        for parts in counted:
            reader.hide(parts)
        targets = {*self._small_parts, *counted}
        found = {target for target in targets if not reader.is_wide(target, self._rule.width)}
        for parts in counted:
            reader.show(parts)
        return found

    def _hide(self, parts: Parts) -> None:
        self.hidden.append(parts)
        for reader in self._readers:
            reader.hide(parts)

    def _show(self, parts: Parts) -> None:
        self.hidden.remove(parts)
        for reader in self._readers:
            reader.show(parts)


class _Reader:
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
        self._values = {count.parts: rule.read(count.value) for count in counts}
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
            self._highs.addCol(0.0, 0.0, MOST_PEOPLE, 0, np.zeros(0, dtype=np.int32), np.zeros(0))
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


def _hidden_in(report: Published) -> Iterator[Parts]:
    """Yield the counts that a report hid: a reader knows a least of them and no most."""
    for each in report.known:
        if each.high is None:
            yield frozenset(report.parts[part][0] for part in each.parts)


def _whole_width(least: float, most: float) -> int:
    return floor(most + _ROUNDING) - ceil(least - _ROUNDING)


_OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",  # each programme is the last one with another objective: its basis is a better start
    "solver": "simplex",
}


def _published(
    counts: Sequence[Count],
    relations: Sequence[Relation],
    sizes: Mapping[str, int],
    rule: SmallNumbers,
    hidden: Iterable[Parts],
    at_least: Mapping[Parts, int],
) -> Published:
    place = {name: number for number, name in enumerate(sizes)}
    known = [
        Known(
            tuple(place[name] for name, _ in relation.factors),
            tuple(factor for _, factor in relation.factors),
            0 if relation.is_equal else None,
            0,
        )
        for relation in relations
    ]
    unprinted = set(hidden)
    for parts, value in {count.parts: count.value for count in counts}.items():
        low, high = (at_least.get(parts, 1), None) if parts in unprinted else rule.read(value)
        known.append(Known(tuple(sorted(place[name] for name in parts)), (1,) * len(parts), low, high))
    return Published(tuple(sizes.items()), tuple(known))
