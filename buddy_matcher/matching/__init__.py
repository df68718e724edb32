"""The assignment problem of a round: ids and whole numbers in, the provably best plan out.

    problem = AssignmentProblem(left, right, score, ...)
    solution = solve(problem)

No people's names, no database, no window, no sentences: `services` translates in both directions.
"""

from buddy_matcher.domain.assignment import (
    ContradictoryLocks,
    PlanCheckFailed,
    SolutionStatus,
    SolverFailed,
    Stage,
)
from buddy_matcher.matching.limits import PairLimit, PairsBetween
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.solution import Solution
from buddy_matcher.matching.solver import solve

__all__ = [
    "AssignmentProblem",
    "ContradictoryLocks",
    "PairLimit",
    "PairsBetween",
    "PlanCheckFailed",
    "Solution",
    "SolutionStatus",
    "SolverFailed",
    "Stage",
    "solve",
]
