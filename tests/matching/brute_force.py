"""Every plan of a small problem, tried one by one: the oracle for the engine.

Shares no code with the engine: rules and values are stated here a second time, on bit patterns of pairs.
"""

from functools import cache
from itertools import combinations, product

import numpy as np

from buddy_matcher.domain.assignment import Stage


def best_value(problem):
    """The largest objective tuple of all plans, found by looking at every set of pairs."""
    return max(value for _pairs, value in all_plans(problem))


def all_plans(problem):
    """Every plan as (set of id pairs, objective tuple)."""
    pairs = _candidates(problem)
    plans = (np.arange(1 << len(pairs))[:, None] >> np.arange(len(pairs)) & 1).astype(np.int64)
    plans = plans[_keeps_rules(problem, pairs, plans)]
    values = _values(problem, pairs, plans)
    ids = [(problem.left[row], problem.right[column]) for row, column in pairs]
    for plan, value in zip(plans.tolist(), values.tolist(), strict=True):
        yield {pair for pair, used in zip(ids, plan, strict=True) if used}, tuple(value)


def best_matching_value(problem):
    """The same for capacity 1 only, without trios, limits and locks: from a list of all matchings."""
    pairs = list(np.ndindex(problem.shape))
    matchings = _matchings(*problem.shape)
    matchings = matchings[~matchings[:, ~problem.allowed.ravel()].any(axis=1)].astype(np.int64)
    return max(map(tuple, _values(problem, pairs, matchings).tolist()))


@cache
def _matchings(lefts, rights):
    """Every matching of so many with so many, as flags of all pairs: each left one takes a free right one."""
    matchings = np.zeros((1, lefts, rights), dtype=bool)
    for left, right in product(range(lefts), range(rights)):
        is_free = ~matchings[:, left].any(axis=1) & ~matchings[:, :, right].any(axis=1)
        more = matchings[is_free]
        more[:, left, right] = True
        matchings = np.concatenate([matchings, more])
    return matchings.reshape(len(matchings), lefts * rights)


def _candidates(problem):
    locked = {(problem.left.index(left), problem.right.index(right)) for left, right in problem.locked}
    return [
        (row, column)
        for row in range(len(problem.left))
        for column in range(len(problem.right))
        if problem.allowed[row, column] or (row, column) in locked
    ]


def _keeps_rules(problem, pairs, plans):
    good = np.ones(len(plans), dtype=bool)
    for left, right in problem.locked:
        good &= plans[:, pairs.index((problem.left.index(left), problem.right.index(right)))] == 1
    for limit in problem.limits:
        indices = {(problem.left.index(left), problem.right.index(right)) for left, right in limit.pairs}
        named = np.array([pair in indices for pair in pairs], dtype=bool)
        good &= plans[:, named].sum(axis=1) <= limit.at_most
    for side in (0, 1):
        for person in range(problem.shape[side]):
            good &= _keeps_capacity(problem, pairs, plans, side, person)
    return good


def _keeps_capacity(problem, pairs, plans, side, person):
    capacity = (problem.left_capacity, problem.right_capacity)[side][person]
    mine = [number for number, pair in enumerate(pairs) if pair[side] == person]
    count = plans[:, mine].sum(axis=1)
    good = count <= capacity
    if capacity != 1 or not _may_share(problem, side, person):
        return good
    for one, other in combinations(mine, 2):
        guests = [pairs[one][1 - side], pairs[other][1 - side]]
        if not all(_may_share(problem, 1 - side, guest) for guest in guests) or _apart(
            problem, 1 - side, guests
        ):
            continue
        alone = [
            plans[:, [number for number, pair in enumerate(pairs) if pair[1 - side] == guest]].sum(axis=1)
            == 1
            for guest in guests
        ]
        good |= (count == 2) & (plans[:, one] == 1) & (plans[:, other] == 1) & alone[0] & alone[1]
    return good


def _may_share(problem, side, person):
    capacity = (problem.left_capacity, problem.right_capacity)[side][person]
    return capacity == 1 and bool((problem.trio_left, problem.trio_right)[side][person])


def _apart(problem, side, people):
    ids = {(problem.left, problem.right)[side][person] for person in people}
    return any(set(pair) == ids for pair in problem.apart)


def _expanded(problem):
    bands = list(zip((None, *problem.bands), problem.bands, strict=False))
    for stage in problem.stages:
        yield from ((stage, *band) for band in bands) if stage is Stage.FAIRNESS else [(stage, None, None)]


def _values(problem, pairs, plans):
    """The objective of each plan, a row each."""
    columns = [_stage_values(problem, stage, pairs, plans) for stage in _expanded(problem)]
    return np.array(columns, dtype=np.int64).reshape(-1, len(plans)).T


def _stage_values(problem, stage, pairs, plans):
    name, low, high = stage
    if name in (Stage.PEOPLE, Stage.PRIORITY, Stage.FEWEST_EXTRA):
        return sum(
            _person_value(
                problem, name, plans[:, [pair[side] == person for pair in pairs]].sum(axis=1), side, person
            )
            for side in (0, 1)
            for person in range(problem.shape[side])
        ) + np.zeros(len(plans), dtype=np.int64)
    incumbent = {(problem.left.index(left), problem.right.index(right)) for left, right in problem.incumbent}
    weight = {
        Stage.FAIRNESS: lambda pair: (
            -sum(
                gain[pair] < high and (low is None or gain[pair] >= low)
                for gain in (problem.gain_left, problem.gain_right)
            )
        ),
        Stage.PREFERRED: lambda pair: int(problem.preferred[pair]),
        Stage.KEEP: lambda pair: int(pair in incumbent),
        Stage.SCORE: lambda pair: int(problem.score[pair]),
    }[name]
    return plans @ np.array([weight(pair) for pair in pairs], dtype=np.int64)


def _person_value(problem, name, count, side, person):
    if name is Stage.FEWEST_EXTRA:
        return -np.maximum(count - 1, 0)
    worth = 1 if name is Stage.PEOPLE else (problem.left_priority, problem.right_priority)[side][person]
    return worth * (count > 0)
