"""Whether the locked pairs can hold together.

Every rule stays kept when pairs are taken out of a plan. So the locks are consistent exactly when the locked
pairs alone form a plan that keeps all rules, and no search is needed.
"""

from collections.abc import Callable, Iterable

from buddy_matcher.domain.assignment import ContradictoryLocks
from buddy_matcher.matching.arrays import Pair
from buddy_matcher.matching.limits import PairLimit
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.verify import broken_rule


def check_locks(problem: AssignmentProblem) -> None:
    """Raise ContradictoryLocks with a minimal set of locked pairs and limits when they cannot all hold."""
    if not problem.locked or not broken_rule(problem, problem.locked):
        return

    def clash(pairs: Iterable[Pair], limits: Iterable[PairLimit]) -> bool:
        return broken_rule(problem, pairs, limits) is not None

    limits = _smallest(problem.limits, lambda few: clash(problem.locked, few))
    pairs = _smallest(problem.locked, lambda few: clash(few, limits))
    raise ContradictoryLocks(tuple(sorted(pairs)), tuple(limit.name for limit in limits))


def _smallest[Part](parts: Iterable[Part], clash: Callable[[list[Part]], bool]) -> list[Part]:
    """Return a minimal selection of `parts` that still clashes, found by leaving out one after another."""
    kept = list(parts)
    for part in tuple(kept):
        without = [each for each in kept if each is not part]
        if clash(without):
            kept = without
    return kept
