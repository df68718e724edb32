"""The assignment problem of a round: ids and whole numbers in, the provably best plan out.

    problem = AssignmentProblem(left, right, score, ...)
    solution = solve(problem)
    WhatIf(problem, solution).alternatives(person)

No people's names, no database, no window, no sentences: `services` translates in both directions.
"""

from buddy_matcher.domain.assignment import (
    ContradictoryLocks,
    PlanCheckFailed,
    SolutionStatus,
    SolverFailed,
    Stage,
)
from buddy_matcher.matching.explain import (
    Crowd,
    Opening,
    OtherPlan,
    crowd_around,
    most_different,
    next_best,
    openings_for,
)
from buddy_matcher.matching.limits import PairLimit, PairsBetween
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.solution import Solution
from buddy_matcher.matching.solver import solve
from buddy_matcher.matching.what_if import Change, WhatIf
from buddy_matcher.matching.worker import SolverProcess

__all__ = [
    "AssignmentProblem",
    "Change",
    "ContradictoryLocks",
    "Crowd",
    "Opening",
    "OtherPlan",
    "PairLimit",
    "PairsBetween",
    "PlanCheckFailed",
    "Solution",
    "SolutionStatus",
    "SolverFailed",
    "SolverProcess",
    "Stage",
    "WhatIf",
    "crowd_around",
    "most_different",
    "next_best",
    "openings_for",
    "solve",
]
