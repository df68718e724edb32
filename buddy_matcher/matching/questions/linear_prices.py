"""Prices of places and rules from linear programmes, aim by aim, each on the best face of those before.

A pair with a positive reduced cost can't be in a plan that is best so far, and a rule or place with a
positive price must be used in full (complementary slackness): so the next aim's programme has fewer pairs,
and rows that have become equations. HiGHS, through scipy, finds the prices; whole numbers then decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from buddy_matcher.domain.assignment import SolverFailed
from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.questions.price_rules import Rule

# What HiGHS may be off in a price or a total, far below a whole number.
ROUNDING = 1e-5


@dataclass(frozen=True)
class PlacePairs:
    """The pairs of places, as indices (pairs, 2), their worth (pairs, aims), and the places locks hold."""

    pairs: IntArray
    worth: IntArray
    held: BoolArray


@dataclass(frozen=True)
class Found:
    """Prices (places or rules, aims), and the first aim in which they prove nothing, with their sum."""

    of_places: IntArray
    of_rules: IntArray
    gap: tuple[int, int] | None


def linear_prices(open_pairs: PlacePairs, rules: Sequence[Rule], objective: Sequence[int]) -> Found:
    """Return the prices that prove a plan of this value; after a gap all further ones are 0."""
    rows, room = _rows(open_pairs, rules)
    is_tight = np.concatenate([open_pairs.held, np.zeros(len(rules), dtype=np.bool_)])
    is_open = np.ones(len(open_pairs.pairs), dtype=np.bool_)
    prices = np.zeros((len(room), len(objective)), dtype=np.int64)
    gap = None
    for aim, value in enumerate(objective):
        worth = open_pairs.worth[:, aim]
        total, duals = _duals(rows, room, worth, is_open, is_tight)
        whole = np.round(duals).astype(np.int64)
        reduced = rows.T @ whole - worth
        proves = (reduced[is_open] >= 0).all() and (whole[~is_tight] >= 0).all() and whole @ room == value
        if not proves:
            gap = (aim, int(np.floor(total + ROUNDING)))
            break
        prices[:, aim] = whole
        is_open &= reduced == 0
        is_tight |= whole > 0
    places = len(open_pairs.held)
    return Found(prices[:places], prices[places:], gap)


def _rows(open_pairs: PlacePairs, rules: Sequence[Rule]) -> tuple[Any, IntArray]:
    """Return the sparse matrix (places and rules, pairs) of what counts which pair, and how many it takes."""
    from scipy.sparse import csr_array

    count, places = len(open_pairs.pairs), len(open_pairs.held)
    members = [rule.members for rule in rules]
    row = np.concatenate(
        [open_pairs.pairs.ravel(), np.repeat(places + np.arange(len(rules)), [len(each) for each in members])]
    )
    column = np.concatenate([np.repeat(np.arange(count), 2), *members])
    matrix = csr_array((np.ones(len(row), dtype=np.int64), (row, column)), (places + len(rules), count))
    return matrix, np.array([1] * places + [rule.at_most for rule in rules], dtype=np.int64)


def _duals(
    rows: Any, room: IntArray, worth: IntArray, is_open: BoolArray, is_tight: BoolArray
) -> tuple[float, Any]:
    """Return the most that pairs could be worth if they could be shared out, and a price for each row."""
    from scipy import optimize

    if not is_open.any():
        return 0.0, np.zeros(len(room))
    solve: Any = optimize.linprog
    left = rows[:, is_open]
    found = solve(
        -worth[is_open].astype(float),
        A_ub=left[~is_tight],
        b_ub=room[~is_tight],
        A_eq=left[is_tight],
        b_eq=room[is_tight],
        method="highs-ds",
    )
    if found.status:
        raise SolverFailed(f"no prices were found: {found.message}")
    duals = np.zeros(len(room))
    duals[~is_tight], duals[is_tight] = -found.ineqlin.marginals, -found.eqlin.marginals
    return -found.fun, duals
