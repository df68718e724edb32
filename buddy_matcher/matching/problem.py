"""The assignment problem: who could be paired, and what counts, as ids and whole numbers.

A value that was accepted here is complete and consistent in form, so nothing downstream checks arrays again.
Whether the locked pairs can hold together is judged by `locks`, when a plan is asked for.
"""

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.matching.arrays import Id, Pair, is_whole, read_flags, read_ids, read_integers, read_pairs
from buddy_matcher.matching.limits import LimitEntries, PairLimit, entries_of, read_limit

MOST_POINTS = 1_000_000
FULL_GAIN = 100
DEFAULT_STAGES = (
    Stage.PEOPLE,
    Stage.PRIORITY,
    Stage.FEWEST_EXTRA,
    Stage.FAIRNESS,
    Stage.KEEP,
    Stage.SCORE,
)


class AssignmentProblem:
    """Two sides, the points of every pair, and the rules; immutable.

    With L left and R right ids: `score`, `gain_left`, `gain_right`, `allowed` and `preferred` have shape (L,
    R); the capacities, priorities and trio flags have length L or R. `score` is in points, within ±1,000,000;
    gains are 0 to 100. A locked pair overrides `allowed`. `stages` are the aims in order; FAIRNESS counts
    once per threshold in `bands`. Pairs named twice in `locked`, `incumbent` or a limit count once.

    Raises ValueError, naming the argument, for wrong shapes, values that are not whole numbers in range (a
    float array of whole numbers is accepted), and unknown, repeated or shared ids.
    """

    def __init__(  # noqa: PLR0917 - the two sides and the points come first, everything else has a default
        self,
        left: Iterable[Id],
        right: Iterable[Id],
        score: ArrayLike,
        gain_left: ArrayLike | None = None,
        gain_right: ArrayLike | None = None,
        allowed: ArrayLike | None = None,
        left_capacity: ArrayLike | None = None,
        right_capacity: ArrayLike | None = None,
        left_priority: ArrayLike | None = None,
        right_priority: ArrayLike | None = None,
        trio_left: ArrayLike | None = None,
        trio_right: ArrayLike | None = None,
        apart: Iterable[Pair] = (),
        preferred: ArrayLike | None = None,
        locked: Iterable[Pair] = (),
        incumbent: Iterable[Pair] = (),
        limits: Iterable[PairLimit] = (),
        bands: Iterable[int] = (1,),
        stages: Iterable[Stage] = DEFAULT_STAGES,
    ) -> None:
        self.left = read_ids("left", left)
        self.right = read_ids("right", right)
        if not set(self.left).isdisjoint(self.right):
            raise ValueError("left and right share an id")
        lefts, rights, shape = len(self.left), len(self.right), (len(self.left), len(self.right))

        self.score = read_integers("score", score, shape, low=-MOST_POINTS, high=MOST_POINTS)
        gains = {"low": 0, "high": FULL_GAIN, "default": FULL_GAIN}
        self.gain_left = read_integers("gain_left", gain_left, shape, **gains)
        self.gain_right = read_integers("gain_right", gain_right, shape, **gains)
        self.allowed = read_flags("allowed", allowed, shape, default=True)
        self.preferred = read_flags("preferred", preferred, shape, default=False)

        counts = {"low": 0, "high": MOST_POINTS}
        self.left_capacity = read_integers("left_capacity", left_capacity, (lefts,), **counts, default=1)
        self.right_capacity = read_integers("right_capacity", right_capacity, (rights,), **counts, default=1)
        self.left_priority = read_integers("left_priority", left_priority, (lefts,), **counts)
        self.right_priority = read_integers("right_priority", right_priority, (rights,), **counts)
        self.trio_left = read_flags("trio_left", trio_left, (lefts,), default=False)
        self.trio_right = read_flags("trio_right", trio_right, (rights,), default=False)

        self.apart = _read_apart(apart, self.row_of, self.column_of)
        self.locked = read_pairs("locked", locked, self.row_of, self.column_of)
        self.incumbent = read_pairs("incumbent", incumbent, self.row_of, self.column_of)
        self.limits = tuple(read_limit(limit, self.row_of, self.column_of) for limit in limits)
        self.bands = _read_bands(bands)
        self.stages = _read_stages(stages)

    @cached_property
    def row_of(self) -> dict[Id, int]:
        """The row of each left id."""
        return {each: row for row, each in enumerate(self.left)}

    @cached_property
    def column_of(self) -> dict[Id, int]:
        """The column of each right id."""
        return {each: column for column, each in enumerate(self.right)}

    @cached_property
    def limit_entries(self) -> LimitEntries:
        """The pairs of all limits, by index."""
        return entries_of(self.limits, self.row_of, self.column_of)

    @property
    def shape(self) -> tuple[int, int]:
        """Number of left and of right ids."""
        return len(self.left), len(self.right)

    def changed(self, **changes: Any) -> Self:
        """Return the same problem with some arguments replaced, under their names in the constructor."""
        arguments = {name: getattr(self, name) for name in _ARGUMENTS} | changes
        if not changes.keys().isdisjoint(("left", "right", "limits")):
            return type(self)(**arguments)
        # The limits of the same people need no reading again: that can take longer than all the rest.
        changed = type(self)(**arguments | {"limits": ()})
        changed.limits = self.limits
        known = vars(self)
        vars(changed).update({name: known[name] for name in _KNOWN if name in known})
        return changed

    def in_id_order(self) -> Self:
        """Return the same problem with both sides sorted by id, so that input order decides nothing."""
        rows = sorted(range(len(self.left)), key=self.left.__getitem__)
        columns = sorted(range(len(self.right)), key=self.right.__getitem__)
        if rows == list(range(len(rows))) and columns == list(range(len(columns))):
            return self
        grid = np.ix_(rows, columns)
        arrays = {name: getattr(self, name)[grid] for name in _MATRICES}
        arrays |= {name: getattr(self, name)[rows] for name in _LEFT_VECTORS}
        arrays |= {name: getattr(self, name)[columns] for name in _RIGHT_VECTORS}
        left = tuple(self.left[row] for row in rows)
        right = tuple(self.right[column] for column in columns)
        return self.changed(left=left, right=right, **arrays)


_MATRICES = ("score", "gain_left", "gain_right", "allowed", "preferred")
_LEFT_VECTORS = ("left_capacity", "left_priority", "trio_left")
_RIGHT_VECTORS = ("right_capacity", "right_priority", "trio_right")
_KNOWN = ("row_of", "column_of", "limit_entries")
_RULES = ("left", "right", "apart", "locked", "incumbent", "limits", "bands", "stages")
_ARGUMENTS = _MATRICES + _LEFT_VECTORS + _RIGHT_VECTORS + _RULES


def _read_apart(apart: Iterable[Pair], lefts: dict[Id, int], rights: dict[Id, int]) -> tuple[Pair, ...]:
    pairs = tuple(apart)
    for pair in pairs:
        side = lefts if pair[0] in lefts else rights
        read_pairs("apart", [pair], side, side)
        if pair[0] == pair[1]:
            raise ValueError(f"apart names {pair[0]!r} with itself")
    return pairs


def _read_bands(bands: Iterable[int]) -> tuple[int, ...]:
    thresholds = tuple(bands)
    if not all(map(is_whole, thresholds)) or any(low >= high for low, high in pairwise((0, *thresholds))):
        raise ValueError("bands must hold rising whole numbers, 1 or more")
    return tuple(int(each) for each in thresholds)


def _read_stages(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    chosen = tuple(stages)
    if not all(isinstance(stage, Stage) for stage in chosen) or len(set(chosen)) < len(chosen):
        raise ValueError("stages must hold each aim at most once")
    return chosen
