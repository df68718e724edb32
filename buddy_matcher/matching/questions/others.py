"""How much the best plan leaves open: which pairs are in every plan that is as good as the best."""

from dataclasses import replace

from buddy_matcher.matching.arrays import Pair
from buddy_matcher.matching.explain import most_different
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.solution import Solution


def in_every_best(problem: AssignmentProblem, solution: Solution) -> tuple[Pair, ...]:
    """Return the pairs of the best plan that every other plan as good as it has too, sorted.

    Whatever pairs are left, a plan as good is sought that has as few of them as possible: those that it has
    not are open. When it has all of them, so has every other. Raises what `most_different` raises.
    """
    shared = set(solution.pairs)
    while shared:
        other = most_different(problem, replace(solution, pairs=tuple(sorted(shared))), loss=0)
        left = shared.intersection(other.pairs)
        if left == shared:
            break
        shared = left
    return tuple(sorted(shared))
