"""A say without a loss: whom people may choose, and the best plan that honours what they chose.

Nobody may lose by another's choice: whoever has a buddy in the plan keeps having one, whoever has a wish met
keeps having one met, no other aim becomes worse, and the points fall by so many at most. The first two are
about persons, and the aims count heads. So the questions are put to a twin of the problem, whose aims count
exactly those heads:

- PRIORITY counts those who have a buddy now. With as many people as before they can only be the same.
- FAIRNESS takes those without a wish met for people who can't have one met. With as few as before they can
  only be the same.

The best plans are best for the twin too, since it takes from no plan less than from them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from buddy_matcher.domain.assignment import SolutionStatus, Stage
from buddy_matcher.matching.arrays import Id, Pair
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.questions.last_aim import put_before
from buddy_matcher.matching.solution import Solution
from buddy_matcher.matching.solver import solve
from buddy_matcher.matching.verify import partners_in, value_of
from buddy_matcher.matching.watch import Cancelled
from buddy_matcher.matching.what_if import WhatIf


@dataclass(frozen=True)
class Choice:
    """A buddy whom somebody may choose, and the points that the whole plan then loses."""

    partner: Id
    points: int


@dataclass(frozen=True)
class Honoured:
    """The best plan that honours as many choices as possible, and the people whose choice it honours.

    `pairs` and `trios` are as in a `Solution`.
    """

    pairs: tuple[Pair, ...]
    trios: tuple[tuple[Id, Pair], ...]
    objective: tuple[int, ...]
    people: tuple[Id, ...]
    status: SolutionStatus


def choices(
    problem: AssignmentProblem, solution: Solution, points: int, *, cancelled: Cancelled | None = None
) -> Iterator[tuple[Id, tuple[Choice, ...]]]:
    """Yield each person of the best plan who has a buddy, and whom they may choose, the dearest last.

    A choice costs the plan at most so many points, exactly what it says. Raises what `solve` raises.
    """
    twin = _twin(problem, solution)
    best = solve(twin, cancelled=cancelled)
    if best.status is not SolutionStatus.OPTIMAL:
        return
    what_if = WhatIf(twin, best)
    for person in sorted(partners_in(solution.pairs), key=lambda each: (each in problem.column_of, each)):
        if cancelled and cancelled():
            return
        yield person, tuple(_choices_of(twin, best, what_if, person, points))


def honouring(
    problem: AssignmentProblem,
    solution: Solution,
    chosen: Mapping[Id, Id],
    *,
    cancelled: Cancelled | None = None,
    time_limit: float | None = None,
) -> Honoured | None:
    """Return the best plan in which as many people as possible have the buddy whom they chose.

    Nobody loses a buddy or their only wish by it. Two who chose each other count twice. None when cancelled.
    Raises ValueError for unknown ids and points too large to be counted beside choices.
    """
    wanted = np.zeros(problem.shape, dtype=np.int64)
    for person, partner in chosen.items():
        left, right = (person, partner) if person in problem.row_of else (partner, person)
        if left not in problem.row_of or right not in problem.column_of:
            raise ValueError(f"chosen names an unknown id in {(person, partner)!r}")
        wanted[problem.row_of[left], problem.column_of[right]] += 1
    twin = _twin(problem, solution)
    score = problem.score if Stage.SCORE in problem.stages else np.zeros_like(problem.score)
    stages = twin.stages if Stage.SCORE in twin.stages else (*twin.stages, Stage.SCORE)
    asked = twin.changed(score=put_before(wanted, score), stages=stages)
    found = solve(asked, cancelled=cancelled, time_limit=time_limit)
    if found.status is SolutionStatus.CANCELLED:
        return None
    pairs = set(found.pairs)
    people = tuple(
        person
        for person, partner in chosen.items()
        if (person, partner) in pairs or (partner, person) in pairs
    )
    return Honoured(found.pairs, found.trios, value_of(problem, found.pairs), people, found.status)


def _twin(problem: AssignmentProblem, solution: Solution) -> AssignmentProblem:
    partners = partners_in(solution.pairs)
    stages = [stage for stage in problem.stages if stage is not Stage.PRIORITY]
    bands = problem.bands
    if Stage.FAIRNESS not in stages:
        stages, bands = [Stage.FAIRNESS, *stages], (1,)
    met = _with_a_wish_met(problem, solution)
    left_met = np.array([each in met for each in problem.left], dtype=np.bool_)
    right_met = np.array([each in met for each in problem.right], dtype=np.bool_)
    return problem.changed(
        left_priority=[int(each in partners) for each in problem.left],
        right_priority=[int(each in partners) for each in problem.right],
        gain_left=np.where(left_met[:, None], problem.gain_left, 0),
        gain_right=np.where(right_met[None, :], problem.gain_right, 0),
        bands=bands,
        stages=[Stage.PRIORITY, *stages],
    )


def _with_a_wish_met(problem: AssignmentProblem, solution: Solution) -> set[Id]:
    met = set()
    for left, right in solution.pairs:
        index = problem.row_of[left], problem.column_of[right]
        met |= {left} if problem.gain_left[index] else set()
        met |= {right} if problem.gain_right[index] else set()
    return met


def _choices_of(
    twin: AssignmentProblem, best: Solution, what_if: WhatIf, person: Id, points: int
) -> Iterator[Choice]:
    for change in what_if.alternatives(person):
        # What is at best too dear needs no solve.
        if _loss(twin, best, change.objective, points) is None:
            continue
        after = change.objective if change.exact else change.exactly().objective
        loss = _loss(twin, best, after, points)
        if loss is not None and change.pair:
            yield Choice(change.pair[1] if change.pair[0] == person else change.pair[0], loss)


def _loss(twin: AssignmentProblem, best: Solution, after: tuple[int, ...], points: int) -> int | None:
    """Return the points lost, None when that is more than `points` or another aim loses too."""
    loss, entries = 0, iter(zip(best.objective, after, strict=True))
    for stage in twin.stages:
        for _band in twin.bands if stage is Stage.FAIRNESS else (1,):
            most, value = next(entries)
            if stage is Stage.SCORE:
                loss = most - value
            elif value < most:
                return None
    return loss if loss <= points else None
