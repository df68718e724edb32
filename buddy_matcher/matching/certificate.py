"""An independent check of the proof that no plan is better, from the problem and the duals alone.

It does not matter how the duals were found: any numbers that pass here are a proof. What is checked, level
by level:

1. The copies are enough for every plan: as many of each person as partners they can have.
2. The factors that pack several aims into one number let an earlier aim outweigh all later ones.
3. Every reduced cost and every dual is 0 or more, read as a tuple over the levels. So no plan is worth more
   than the duals add up to.
4. The plan is worth exactly that ('cycle'). Or for each aim in which it is worth less, and those after it, in
   turn and with the earlier ones held, prices on the rules bound every plan, and every pair that could be in
   a better plan was among those that the solver searched ('solver bound').

Like `verify` it counts in its own way and must not import `aims`, `partners` or `programme`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from buddy_matcher.matching.arrays import BoolArray, Id, IntArray
from buddy_matcher.matching.duals import Level
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.recount import Worth, counts_of, expect, may_share, usable_pairs
from buddy_matcher.matching.solution import Proof, Solution
from buddy_matcher.matching.step_certificate import check_steps


def check_proof(problem: AssignmentProblem, solution: Solution) -> None:
    """Raise PlanCheckFailed unless the solution's proof shows that its plan is best."""
    proof = solution.proof
    expect(proof is not None, "the plan is called best without a proof")
    assert proof is not None  # noqa: S101 - for the type checker; said in words above
    values = (len(problem.locked), *solution.objective)
    is_open = _open_pairs(problem, proof)
    weights = [_of_copies(count, proof) for count in counts_of(problem)]
    _check_levels(proof.levels, weights)
    reduced = list(_reduced_costs(proof, weights))
    gap = _check_duals(proof, reduced, values, is_open)
    if solution.certificate == "solver bound":
        usable = _usable_at(gap, reduced, is_open, problem, proof)
        check_steps(problem, proof.steps, values, _reached(proof.levels, values), usable)
        return
    expect(not any(gap), f"the plan is {gap} below the bound")


def _check_levels(levels: Sequence[Level], weights: Sequence["_Weight"]) -> None:
    """See that the levels hold all aims once, in order, and that packing keeps their order."""
    aims = iter(weights)
    for level in levels:
        group = [next(aims) for _ in level.bases]
        for place, base in enumerate(level.bases):
            later = zip(level.bases[place + 1 :], group[place + 1 :], strict=True)
            expect(
                base > sum(2 * factor * weight.most for factor, weight in later),
                "an aim does not outweigh the later ones",
            )
    expect(next(aims, None) is None, "the proof leaves out an aim")


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
        expect(all((numbers >= 0).all() for numbers in lowest), "a dual or a reduced cost is negative")
        tied &= reduced == 0
        left_tied &= level.left == 0
        right_tied &= level.right == 0
        packed = sum(base * value for base, value in zip(level.bases, values[start:], strict=False))
        gap.append(int(level.left.sum() + level.right.sum()) - packed)
        start += len(level.bases)
    return tuple(gap)


def _usable_at(
    gap: Sequence[int],
    reduced_costs: Sequence[IntArray],
    is_open: BoolArray,
    problem: AssignmentProblem,
    proof: Proof,
) -> BoolArray:
    """Return the pairs (L, R) that a plan no further below the bound may use; no copies of others can be."""
    cheaper, tied = np.zeros_like(is_open), is_open.copy()
    for most, reduced in zip(gap, reduced_costs, strict=True):
        cheaper |= tied & (reduced < most)
        tied &= reduced == most
    usable = np.zeros(problem.shape, dtype=np.bool_)
    rows, columns = np.nonzero(cheaper | tied)
    usable[proof.left.person[rows], proof.right.person[columns]] = True
    return usable


def _reached(levels: Sequence[Level], values: Sequence[int]) -> int:
    """Return in how many of the first aims the plan is worth what the duals add up to.

    No plan is worth more in them. An aim outweighs all later ones, so its share of the sum is that to the
    nearest whole number.
    """
    reached = 0
    for level in levels:
        rest = int(level.left.sum() + level.right.sum())
        for base in level.bases:
            most = (2 * rest + base) // (2 * base)
            if values[reached] != most:
                return reached
            rest -= base * most
            reached += 1
        if rest:
            return reached
    return reached


@dataclass(frozen=True)
class _Weight:
    """What each pair of copies is worth in an aim: a number for the pair, and one for either end.

    `most` is more than no plan is worth, either way.
    """

    pair: IntArray | None
    by_left: IntArray
    by_right: IntArray

    @property
    def most(self) -> int:
        parts = (
            [self.by_left, self.by_right] if self.pair is None else [self.pair, self.by_left, self.by_right]
        )
        pairs = min(len(self.by_left), len(self.by_right))
        return pairs * sum(int(np.abs(part).max(initial=0)) for part in parts)


def _reduced_costs(proof: Proof, weights: Sequence[_Weight]) -> Iterator[IntArray]:
    """Yield the reduced costs of all pairs of copies, level by level."""
    aims = iter(weights)
    for level in proof.levels:
        left, right = level.left, level.right
        group = [(base, next(aims)) for base in level.bases]
        for base, weight in group:
            left, right = left - base * weight.by_left, right - base * weight.by_right
        reduced = left[:, None] + right[None, :]
        for base, weight in group:
            if weight.pair is not None:
                reduced -= base * weight.pair
        yield reduced


def _open_pairs(problem: AssignmentProblem, proof: Proof) -> BoolArray:
    """Return which copies may be paired, having seen that everybody has copies enough for any plan."""
    usable = usable_pairs(problem)
    (left_may, right_may), hubs = may_share(problem)
    is_open = usable[np.ix_(proof.left.person, proof.right.person)]
    sides = (
        (proof.left, problem.left_capacity, hubs[0], right_may, proof.right, 1, is_open),
        (proof.right, problem.right_capacity, hubs[1], left_may, proof.left, 0, is_open.T),
    )
    for mine, capacity, is_hub, other_may, other, axis, pairs in sides:
        needed = np.minimum(np.where(is_hub, 2, capacity), usable.sum(axis=axis))
        count = np.bincount(mine.person, minlength=len(capacity))
        firsts = np.bincount(mine.person[mine.is_first], minlength=len(capacity))
        expect(bool((count >= needed).all() and (firsts == (count > 0)).all()), "copies are missing")
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


def _of_copies(count: Worth, proof: Proof) -> _Weight:
    """Return what each pair of copies is worth in one aim."""
    left, right = proof.left, proof.right
    return _Weight(
        count.pair[np.ix_(left.person, right.person)] if count.pair.any() else None,
        np.where(left.is_first, count.first[0][left.person], count.extra[0][left.person]),
        np.where(right.is_first, count.first[1][right.person], count.extra[1][right.person]),
    )
