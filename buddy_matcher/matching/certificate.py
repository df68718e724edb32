"""An independent check of the proof that no plan is better, from the problem and the duals alone.

It does not matter how the duals were found: any numbers that pass here are a proof. What is checked, level
by level:

1. The copies are enough for every plan: as many of each person as partners they can have.
2. The factors that pack several aims into one number let an earlier aim outweigh all later ones.
3. Every reduced cost and every dual is 0 or more, read as a tuple over the levels. So no plan is worth more
   than the duals add up to.
4. The plan is worth exactly that ('cycle'), or every pair that could be in a better plan was among those
   that the solver searched ('solver bound').

Like `verify` it counts in its own way and must not import `aims`, `partners` or `programme`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from buddy_matcher.domain.assignment import PlanCheckFailed, Stage
from buddy_matcher.matching.arrays import BoolArray, Id, IntArray, Pair
from buddy_matcher.matching.duals import PRICE_UNIT, Level, Prices
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.solution import Proof, Solution

type Weights = list[IntArray]


def check_proof(problem: AssignmentProblem, solution: Solution) -> None:
    """Raise PlanCheckFailed unless the solution's proof shows that its plan is best."""
    proof = solution.proof
    _expect(proof is not None, "the plan is called best without a proof")
    assert proof is not None  # noqa: S101 - for the type checker; said in words above
    is_open = _open_pairs(problem, proof)
    weights = list(_weights(problem, proof))
    values = (len(problem.locked), *solution.objective)
    _check_levels(proof.levels, weights)
    reduced = list(_reduced_costs(problem, proof, weights))
    gap = _check_duals(problem, proof, reduced, values, is_open)
    if proof.steps:
        _check_steps(problem, proof, weights, values, is_open)
    elif solution.certificate == "cycle":
        _expect(not any(gap), f"the plan is {gap} below the bound")
    else:
        _check_search(problem, proof, reduced, gap, is_open)


def _check_levels(levels: Sequence[Level], weights: Weights) -> None:
    """See that the levels hold all aims once, in order, and that packing keeps their order."""
    aims = iter(weights)
    for level in levels:
        group = [next(aims) for _ in level.bases]
        most_pairs = min(group[0].shape) if group else 0
        for place, base in enumerate(level.bases):
            later = zip(level.bases[place + 1 :], group[place + 1 :], strict=True)
            total = sum(
                2 * most_pairs * factor * int(np.abs(worth).max(initial=0)) for factor, worth in later
            )
            _expect(base > total, "an aim does not outweigh the later ones")
    _expect(next(aims, None) is None, "the proof leaves out an aim")


def _check_duals(
    problem: AssignmentProblem,
    proof: Proof,
    reduced_costs: Sequence[IntArray],
    values: Sequence[int],
    is_open: BoolArray,
) -> tuple[int, ...]:
    """See that nothing is negative, read over the levels; return how far the plan is below the bound."""
    tied = is_open.copy()
    left_tied, right_tied = (
        np.ones(len(copies.person), dtype=np.bool_) for copies in (proof.left, proof.right)
    )
    gap, start = [], 0
    for level, reduced in zip(proof.levels, reduced_costs, strict=True):
        lowest = (reduced[tied], level.left[left_tied], level.right[right_tied], np.array(level.prices))
        _expect(all((numbers >= 0).all() for numbers in lowest), "a dual or a reduced cost is negative")
        tied &= reduced == 0
        left_tied &= level.left == 0
        right_tied &= level.right == 0
        given = sum(
            price * limit.at_most
            for price, limit in zip(level.prices, problem.limits, strict=bool(level.prices))
        )
        packed = sum(base * value for base, value in zip(level.bases, values[start:], strict=False))
        gap.append(int(level.left.sum() + level.right.sum()) + given - packed)
        start += len(level.bases)
    return tuple(gap)


def _check_search(
    problem: AssignmentProblem,
    proof: Proof,
    reduced_costs: Sequence[IntArray],
    gap: Sequence[int],
    is_open: BoolArray,
) -> None:
    """See that every pair which could be in a better plan was among those searched."""
    searched = problem.allowed if proof.pairs is None else proof.pairs
    tied = is_open & ~searched[np.ix_(proof.left.person, proof.right.person)]
    for reduced, slack in zip(reduced_costs, gap, strict=True):
        _expect(not (tied & (reduced < slack)).any(), "a pair that could be in a better plan was left out")
        tied &= reduced == slack


def _check_steps(
    problem: AssignmentProblem, proof: Proof, weights: Weights, values: Sequence[int], is_open: BoolArray
) -> None:
    """See that for each aim, the earlier ones held, no pair was left out that could be in a better plan."""
    _expect(len(proof.steps) == len(weights), "the proof leaves out an aim")
    is_open = is_open.copy()
    for place, step in enumerate(proof.steps):
        prices = step.prices
        _expect(len(prices.held) == place, "a step does not hold the aims before it")
        factors = (*prices.held, PRICE_UNIT)
        reduced = step.left[:, None] + step.right[None, :] + _charges(problem, proof, prices)
        for factor, worth in zip(factors, weights, strict=False):
            reduced -= factor * worth
        at_least_0 = (
            reduced[is_open],
            step.left,
            step.right,
            np.array(prices.limits),
            prices.left_hubs,
            prices.right_hubs,
            prices.left_others,
            prices.right_others,
        )
        _expect(all((numbers >= 0).all() for numbers in at_least_0), "a price or a dual is negative")
        given = sum(price * limit.at_most for price, limit in zip(prices.limits, problem.limits, strict=True))
        given += int(prices.left_hubs.sum() + prices.right_hubs.sum())
        given += int(prices.left_others.sum() + prices.right_others.sum())
        worth_of_plan = sum(factor * value for factor, value in zip(factors, values, strict=False))
        gap = int(step.left.sum() + step.right.sum()) + given - worth_of_plan
        left_out = is_open & ~step.pairs[np.ix_(proof.left.person, proof.right.person)]
        _expect(
            not (left_out & (reduced <= gap - PRICE_UNIT)).any(),
            "a pair that could be in a better plan was left out",
        )
        # No plan as good so far uses a pair that alone costs more than the whole plan loses.
        is_open &= reduced <= gap


def _charges(problem: AssignmentProblem, proof: Proof, prices: Prices) -> IntArray:
    """Return what each pair of copies pays for the limits it is within and the trios it may spoil."""
    entries, left, right = problem.limit_entries, proof.left, proof.right
    by_pair = np.zeros(problem.shape, dtype=np.int64)
    np.add.at(by_pair, (entries.row, entries.column), np.array(prices.limits, dtype=np.int64)[entries.place])
    left_may = problem.trio_left & (problem.left_capacity == 1)
    right_may = problem.trio_right & (problem.right_capacity == 1)
    strangers = [prices.left_hubs[~left_may], prices.right_hubs[~right_may]]
    strangers += [prices.left_others[~left_may], prices.right_others[:, ~right_may]]
    _expect(not any(numbers.any() for numbers in strangers), "somebody pays for a trio they cannot share")
    by_pair += np.where(right_may, prices.left_others, prices.left_others.sum(axis=1)[:, None])
    by_pair += np.where(left_may[:, None], prices.right_others, prices.right_others.sum(axis=0))
    charges = by_pair[np.ix_(left.person, right.person)]
    outside_left, outside_right = ~left_may[left.person], ~right_may[right.person]
    charges += prices.left_hubs[left.person][:, None] * (~left.is_first[:, None] | outside_right)
    charges += prices.right_hubs[right.person] * (~right.is_first | outside_left[:, None])
    return charges


def _reduced_costs(problem: AssignmentProblem, proof: Proof, weights: Weights) -> Iterator[IntArray]:
    """Yield the reduced costs of all pairs of copies, level by level."""
    aims = iter(weights)
    for level in proof.levels:
        reduced = level.left[:, None] + level.right[None, :]
        for base in level.bases:
            reduced -= base * next(aims)
        if any(level.prices):
            entries = problem.limit_entries
            charges = np.zeros(problem.shape, dtype=np.int64)
            np.add.at(charges, (entries.row, entries.column), np.array(level.prices)[entries.place])
            reduced += charges[np.ix_(proof.left.person, proof.right.person)]
        yield reduced


def _open_pairs(problem: AssignmentProblem, proof: Proof) -> BoolArray:
    """Return which copies may be paired, having seen that everybody has copies enough for any plan."""
    usable = problem.allowed.copy()
    for left, right in problem.locked:
        usable[problem.row_of[left], problem.column_of[right]] = True
    usable &= (problem.left_capacity > 0)[:, None] & (problem.right_capacity > 0)[None, :]
    left_may = problem.trio_left & (problem.left_capacity == 1)
    right_may = problem.trio_right & (problem.right_capacity == 1)
    threes = usable & left_may[:, None] & right_may[None, :]
    is_open = usable[np.ix_(proof.left.person, proof.right.person)]
    sides = (
        (proof.left, problem.left_capacity, left_may, right_may, proof.right, 1, is_open),
        (proof.right, problem.right_capacity, right_may, left_may, proof.left, 0, is_open.T),
    )
    for mine, capacity, may, other_may, other, axis, pairs in sides:
        is_hub = may & (threes.sum(axis=axis) > 1)
        needed = np.minimum(np.where(is_hub, 2, capacity), usable.sum(axis=axis))
        count = np.bincount(mine.person, minlength=len(capacity))
        firsts = np.bincount(mine.person[mine.is_first], minlength=len(capacity))
        _expect(bool((count >= needed).all() and (firsts == (count > 0)).all()), "copies are missing")
        pairs[is_hub[mine.person] & ~mine.is_first] &= other_may[other.person] & other.is_first
    _bind_locked_pairs(problem, proof, is_open)
    return is_open


def _bind_locked_pairs(problem: AssignmentProblem, proof: Proof, is_open: BoolArray) -> None:
    """Let the copies of a locked pair go with each other only; one copy of a person is as good as another."""
    lefts, rights = defaultdict[Id, int](int), defaultdict[Id, int](int)
    for left, right in problem.locked:
        mine = np.flatnonzero(proof.left.person == problem.row_of[left])
        theirs = np.flatnonzero(proof.right.person == problem.column_of[right])
        is_open[np.ix_(mine, theirs)] = False
        is_open[mine[lefts[left]], :] = False
        is_open[:, theirs[rights[right]]] = False
        is_open[mine[lefts[left]], theirs[rights[right]]] = True
        lefts[left] += 1
        rights[right] += 1


def _weights(problem: AssignmentProblem, proof: Proof) -> Iterator[IntArray]:
    """Yield what each pair of copies is worth in each aim: the locked pairs first, then stage by stage."""
    grid = np.ix_(proof.left.person, proof.right.person)
    yield _marks(problem, problem.locked)[grid]
    for stage in problem.stages:
        if stage is Stage.PEOPLE:
            yield proof.left.is_first.astype(np.int64)[:, None] + proof.right.is_first.astype(np.int64)
        elif stage is Stage.PRIORITY:
            left = np.where(proof.left.is_first, problem.left_priority[proof.left.person], 0)
            yield left[:, None] + np.where(
                proof.right.is_first, problem.right_priority[proof.right.person], 0
            )
        elif stage is Stage.FEWEST_EXTRA:
            yield -((~proof.left.is_first).astype(np.int64)[:, None] + (~proof.right.is_first))
        else:
            yield from (worth[grid] for worth in _pair_weights(problem, stage))


def _pair_weights(problem: AssignmentProblem, stage: Stage) -> Iterator[IntArray]:
    if stage is Stage.PREFERRED:
        yield problem.preferred.astype(np.int64)
    elif stage is Stage.KEEP:
        yield _marks(problem, problem.incumbent)
    elif stage is Stage.SCORE:
        yield problem.score
    else:
        gains = (problem.gain_left, problem.gain_right)
        lower = np.zeros(problem.shape, dtype=np.int64)
        for threshold in problem.bands:
            count = np.sum([gain < threshold for gain in gains], axis=0)
            yield lower - count
            lower = count


def _marks(problem: AssignmentProblem, pairs: Sequence[Pair]) -> IntArray:
    marks = np.zeros(problem.shape, dtype=np.int64)
    for left, right in pairs:
        marks[problem.row_of[left], problem.column_of[right]] = 1
    return marks


def _expect(holds: bool, fault: str) -> None:  # noqa: FBT001 - reads as a sentence where it is used
    if not holds:
        raise PlanCheckFailed(fault)
