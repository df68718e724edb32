"""The linear assignment problem with a proof: a heaviest matching and the exact duals that show it.

scipy finds the matching in floating point; whole-number duals are then worked out in int64 from the matching
alone, so a wrong matching cannot pass: it has no duals. Only arrays here: no people, no aims.
"""

from dataclasses import dataclass

import numpy as np

from buddy_matcher.matching.arrays import BoolArray, IntArray

# Below this share of open pairs the sparse algorithm is the faster one, measured at 500 to 2000 a side.
SPARSE_BELOW = 0.05


@dataclass(frozen=True)
class Matching:
    """`rows[k]` is matched with `columns[k]`; rows rise."""

    rows: IntArray
    columns: IntArray


@dataclass(frozen=True)
class Duals:
    """One number for each row and column that together prove a matching.

    All are 0 or more, and `left[i] + right[j]` is at least the weight of every open pair, so no matching
    weighs more than all of them together. Their own matching weighs just that.
    """

    left: IntArray
    right: IntArray


def heaviest_matching(weights: IntArray, is_open: BoolArray) -> Matching:
    """Return a matching of largest total weight among the open pairs; pairs of weight 0 or less are left out.

    Weights have shape (rows, columns) and must stay below 2^50 for floating point to be exact.
    """
    if not is_open.any():
        return Matching(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    if np.count_nonzero(is_open) < SPARSE_BELOW * is_open.size:
        rows, columns = _sparse_assignment(weights, is_open)
    else:
        # scipy is imported late everywhere here: the window, which needs none of it, opens the sooner.
        from scipy.optimize import linear_sum_assignment

        rows, columns = linear_sum_assignment(np.where(is_open, weights, 0).clip(min=0), maximize=True)
    used = is_open[rows, columns] & (weights[rows, columns] > 0)
    return Matching(rows[used], columns[used])


def duals_of(weights: IntArray, is_open: BoolArray, matching: Matching) -> Duals | None:
    """Return duals that prove the matching to be heaviest, or None when it is not.

    They are the smallest possible on the right and the largest on the left, found by longest paths from the
    unmatched columns (Bellman-Ford over the rows whose partner's dual has just risen).
    """
    own = weights[matching.rows, matching.columns]
    row_at = np.full(weights.shape[1], -1)
    row_at[matching.columns] = np.arange(len(matching.rows))
    right = _largest_weight_of_unmatched_rows(weights, is_open, matching)
    rising = np.arange(len(matching.rows))
    for _ in range(len(own) + 2):
        if right[row_at < 0].any():
            return None
        if not rising.size:
            break
        rows, head = matching.rows[rising], right[matching.columns[rising]] - own[rising]
        reach = np.where(is_open[rows], weights[rows] + head[:, None], 0).max(axis=0)
        risen = np.flatnonzero(reach > right)
        right[risen] = reach[risen]
        rising = row_at[risen]
    left = np.zeros(weights.shape[0], dtype=np.int64)
    left[matching.rows] = own - right[matching.columns]
    return None if rising.size or (left < 0).any() else Duals(left, right)


def _largest_weight_of_unmatched_rows(weights: IntArray, is_open: BoolArray, matching: Matching) -> IntArray:
    """Return, for each column, what an unmatched row (whose dual must be 0) asks of it."""
    unmatched = np.ones(weights.shape[0], dtype=np.bool_)
    unmatched[matching.rows] = False
    asked = np.where(is_open[unmatched], weights[unmatched], 0)
    return asked.max(axis=0, initial=0)


def _sparse_assignment(weights: IntArray, is_open: BoolArray) -> tuple[IntArray, IntArray]:
    """Solve on the open pairs only; a private column for each row stands for leaving it out."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    rows, columns = np.nonzero(is_open & (weights > 0))
    lefts, rights = weights.shape
    # A stored 0 would count as a missing pair, so every cost is lowered by one; each row pays that once.
    costs = np.concatenate([-weights[rows, columns], np.zeros(lefts, dtype=np.int64)]) - 1.0
    starts = np.concatenate([rows, np.arange(lefts)]), np.concatenate([columns, rights + np.arange(lefts)])
    row, column = min_weight_full_bipartite_matching(
        csr_array((costs, starts), shape=(lefts, rights + lefts))
    )
    return row[column < rights], column[column < rights]
