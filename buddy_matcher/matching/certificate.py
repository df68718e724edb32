"""An independent check of the proof that no plan is better, from the problem and the duals alone.

It does not matter how the duals were found: any numbers that pass here are a proof. What is checked, level
by level:

1. The copies are enough for every plan: as many of each person as partners they can have.
2. The factors that pack several aims into one number let an earlier aim outweigh all later ones.
3. Every reduced cost and every dual is 0 or more, read as a tuple over the levels. So no plan is worth more
   than the duals add up to.
4. The plan is worth exactly that ('cycle'). Or for each aim in turn, with the earlier ones held, prices on
   the rules bound every plan, and every pair that could be in a better plan was among those that the solver
   searched ('solver bound').

Like `verify` it counts in its own way and must not import `aims`, `partners` or `programme`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buddy_matcher.domain.assignment import PlanCheckFailed, Stage
from buddy_matcher.matching.arrays import BoolArray, Id, IntArray, Pair
from buddy_matcher.matching.duals import PRICE_UNIT, Level, Prices, Step
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.solution import Proof, Solution

type Weights = list[IntArray]


def check_proof(problem: AssignmentProblem, solution: Solution) -> None:
    """Raise PlanCheckFailed unless the solution's proof shows that its plan is best."""
    proof = solution.proof
    _expect(proof is not None, "the plan is called best without a proof")
    assert proof is not None  # noqa: S101 - for the type checker; said in words above
    values = (len(problem.locked), *solution.objective)
    if solution.certificate == "solver bound":
        _check_steps(problem, proof.steps, values)
        return
    is_open = _open_pairs(problem, proof)
    weights = list(_weights(problem, proof))
    _check_levels(proof.levels, weights)
    reduced = list(_reduced_costs(proof, weights))
    gap = _check_duals(proof, reduced, values, is_open)
    _expect(not any(gap), f"the plan is {gap} below the bound")


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
        lowest = (reduced[tied], level.left[left_tied], level.right[right_tied])
        _expect(all((numbers >= 0).all() for numbers in lowest), "a dual or a reduced cost is negative")
        tied &= reduced == 0
        left_tied &= level.left == 0
        right_tied &= level.right == 0
        packed = sum(base * value for base, value in zip(level.bases, values[start:], strict=False))
        gap.append(int(level.left.sum() + level.right.sum()) - packed)
        start += len(level.bases)
    return tuple(gap)


@dataclass(frozen=True)
class _Worth:
    """What a plan's pairs, first partners and extra partners are worth, left and right."""

    pair: IntArray
    first: tuple[IntArray, IntArray]
    extra: tuple[IntArray, IntArray]


def _check_steps(problem: AssignmentProblem, steps: Sequence[Step], values: Sequence[int]) -> None:
    """See that for each aim, the earlier ones held, no pair was left out that could be in a better plan."""
    counts = list(_counts(problem))
    _expect(len(steps) == len(counts), "the proof leaves out an aim")
    is_open = _usable_pairs(problem)
    for place, step in enumerate(steps):
        _expect(len(step.prices.held) == place, "a step does not hold the aims before it")
        factors = (*step.prices.held, PRICE_UNIT)
        paid = _paid(problem, step.prices)
        worth = _weighed(factors, counts)
        # A locked pair is in every plan, whatever it costs, so it loses nothing against the bound.
        reduced = np.where(_marks(problem, problem.locked) == 1, 0, paid - worth.pair)
        bound = _given(problem, step.prices) + _gained(problem, step.prices, paid, worth, is_open)
        gap = bound - sum(factor * value for factor, value in zip(factors, values, strict=False))
        left_out = is_open & ~step.pairs & (reduced <= gap - PRICE_UNIT)
        _expect(gap < PRICE_UNIT or not left_out.any(), "a pair that could be in a better plan was left out")
        # No plan as good so far uses a pair that alone costs more than the whole plan loses.
        is_open &= reduced <= gap


def _weighed(factors: Sequence[int], counts: Sequence[_Worth]) -> _Worth:
    def weighed(of: Callable[[_Worth], IntArray]) -> IntArray:
        terms = [factor * of(count) for factor, count in zip(factors, counts, strict=False)]
        return np.sum(terms, axis=0)

    return _Worth(
        weighed(lambda count: count.pair),
        (weighed(lambda count: count.first[0]), weighed(lambda count: count.first[1])),
        (weighed(lambda count: count.extra[0]), weighed(lambda count: count.extra[1])),
    )


def _paid(problem: AssignmentProblem, prices: Prices) -> IntArray:
    """Return what each pair (L, R) pays: the price of every rule that it uses up."""
    (left_may, right_may), hubs = _may_share(problem)
    _check_prices(prices, hubs, (left_may, right_may))
    entries, paid = problem.limit_entries, prices.left[:, None] + prices.right[None, :]
    if prices.limits.any():
        np.add.at(paid, (entries.row, entries.column), prices.limits[entries.place])
    left_alone = prices.left_hubs + prices.left_others.sum(axis=1)
    right_alone = prices.right_hubs + prices.right_others.sum(axis=0)
    paid += np.where(right_may, prices.left_others, left_alone[:, None])
    paid += np.where(left_may[:, None], prices.right_others, right_alone)
    paid += prices.both_hubs
    apart = _kept_apart(problem, problem.row_of), _kept_apart(problem, problem.column_of)
    for row, place in np.argwhere(prices.left_apart).tolist():
        for column in apart[1][place]:
            paid[row, column] += prices.left_apart[row, place]
    for column, place in np.argwhere(prices.right_apart).tolist():
        for row in apart[0][place]:
            paid[row, column] += prices.right_apart[column, place]
    return paid


def _given(problem: AssignmentProblem, prices: Prices) -> int:
    """Return what every plan is given: the price of each rule as often as the rule permits."""
    at_most = np.array([limit.at_most for limit in problem.limits], dtype=np.int64)
    once = [prices.left_hubs, prices.right_hubs, prices.left_others, prices.right_others]
    once += [prices.left_apart, prices.right_apart]
    given = int(prices.limits @ at_most) + 2 * int(prices.both_hubs.sum())
    return given + sum(int(price.sum()) for price in once)


def _gained(
    problem: AssignmentProblem, prices: Prices, paid: IntArray, worth: _Worth, is_open: BoolArray
) -> int:
    """Return what pairs, first and extra partners gain at these prices, each by itself and at the most."""
    must = _marks(problem, problem.locked) == 1
    gains = np.where(must, worth.pair - paid, np.maximum(worth.pair - paid, 0))
    total = int(gains[is_open].sum())
    _may, hubs = _may_share(problem)
    sides = (
        (problem.left_capacity, hubs[0], prices.left, prices.left_hubs, 1),
        (problem.right_capacity, hubs[1], prices.right, prices.right_hubs, 0),
    )
    for side, (capacity, is_hub, own, extra_price, axis) in enumerate(sides):
        extras = np.maximum(np.where(is_hub, 2, capacity) - 1, 0)
        paid_for_extra = extra_price + prices.both_hubs.sum(axis=axis)
        gain = np.maximum(worth.first[side] + own, 0)
        gain += extras * np.maximum(worth.extra[side] + own - paid_for_extra, 0)
        total += int(gain[is_open.any(axis=axis)].sum())
    return total


def _may_share(
    problem: AssignmentProblem,
) -> tuple[tuple[BoolArray, BoolArray], tuple[BoolArray, BoolArray]]:
    """Return who may be in a trio, left and right, and who may be its hub."""
    left = problem.trio_left & (problem.left_capacity == 1)
    right = problem.trio_right & (problem.right_capacity == 1)
    threes = _usable_pairs(problem) & left[:, None] & right[None, :]
    return (left, right), (left & (threes.sum(axis=1) > 1), right & (threes.sum(axis=0) > 1))


def _check_prices(
    prices: Prices, hubs: tuple[BoolArray, BoolArray], may: tuple[BoolArray, BoolArray]
) -> None:
    """See that no price is below 0 where a rule says "at most", and that only hubs have prices of trios."""
    rules = (
        prices.limits,
        prices.left_hubs,
        prices.right_hubs,
        prices.left_others,
        prices.right_others,
        prices.both_hubs,
        prices.left_apart,
        prices.right_apart,
    )
    _expect(all(bool((rule >= 0).all()) for rule in rules), "a price is negative")
    (left_hub, right_hub), (left_may, right_may) = hubs, may
    if not any(price.any() for price in rules[1:]):
        return
    strangers = (
        prices.left_hubs[~left_hub],
        prices.right_hubs[~right_hub],
        prices.left_others[~left_hub],
        prices.left_others[:, ~right_may],
        prices.right_others[:, ~right_hub],
        prices.right_others[~left_may],
        prices.both_hubs[~left_hub],
        prices.both_hubs[:, ~right_hub],
        prices.left_apart[~left_hub],
        prices.right_apart[~right_hub],
    )
    _expect(not any(price.any() for price in strangers), "somebody pays for a trio they cannot share")


def _kept_apart(problem: AssignmentProblem, index_of: Mapping[Id, int]) -> list[tuple[int, int]]:
    """Return the pairs to be kept apart on one side, by index, each once and in order."""
    both = [(index_of[one], index_of[other]) for one, other in problem.apart if one in index_of]
    return sorted({(min(pair), max(pair)) for pair in both})


def _reduced_costs(proof: Proof, weights: Weights) -> Iterator[IntArray]:
    """Yield the reduced costs of all pairs of copies, level by level."""
    aims = iter(weights)
    for level in proof.levels:
        reduced = level.left[:, None] + level.right[None, :]
        for base in level.bases:
            reduced -= base * next(aims)
        yield reduced


def _usable_pairs(problem: AssignmentProblem) -> BoolArray:
    """Return the pairs that are allowed or locked, of people with room for one."""
    usable = problem.allowed.copy()
    for left, right in problem.locked:
        usable[problem.row_of[left], problem.column_of[right]] = True
    return usable & (problem.left_capacity > 0)[:, None] & (problem.right_capacity > 0)[None, :]


def _open_pairs(problem: AssignmentProblem, proof: Proof) -> BoolArray:
    """Return which copies may be paired, having seen that everybody has copies enough for any plan."""
    usable = _usable_pairs(problem)
    (left_may, right_may), hubs = _may_share(problem)
    is_open = usable[np.ix_(proof.left.person, proof.right.person)]
    sides = (
        (proof.left, problem.left_capacity, hubs[0], right_may, proof.right, 1, is_open),
        (proof.right, problem.right_capacity, hubs[1], left_may, proof.left, 0, is_open.T),
    )
    for mine, capacity, is_hub, other_may, other, axis, pairs in sides:
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
    left, right = proof.left, proof.right
    for count in _counts(problem):
        by_left = np.where(left.is_first, count.first[0][left.person], count.extra[0][left.person])
        by_right = np.where(right.is_first, count.first[1][right.person], count.extra[1][right.person])
        yield count.pair[np.ix_(left.person, right.person)] + by_left[:, None] + by_right


def _counts(problem: AssignmentProblem) -> Iterator[_Worth]:
    """Yield what pairs, first and extra partners are worth in each aim, locked pairs first."""
    left, right = (np.zeros(count, dtype=np.int64) for count in problem.shape)
    no_pair = np.zeros(problem.shape, dtype=np.int64)
    yield _Worth(_marks(problem, problem.locked), (left, right), (left, right))
    for stage in problem.stages:
        if stage is Stage.PEOPLE:
            yield _Worth(no_pair, (left + 1, right + 1), (left, right))
        elif stage is Stage.PRIORITY:
            yield _Worth(no_pair, (problem.left_priority, problem.right_priority), (left, right))
        elif stage is Stage.FEWEST_EXTRA:
            yield _Worth(no_pair, (left, right), (left - 1, right - 1))
        else:
            for pair in _pair_weights(problem, stage):
                yield _Worth(pair, (left, right), (left, right))


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
