"""The best value stage by stage by scipy's solver interface: an oracle for plain medium problems."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from buddy_matcher.domain.assignment import Stage


def best_value_by_milp(problem):
    """The largest objective tuple of a problem with capacities 0 and 1 only, no trios, limits or locks."""
    rows, columns = np.nonzero(problem.allowed)
    lefts, rights = problem.shape
    numbers = np.arange(len(rows))
    ends = coo_array(
        (
            np.ones(2 * len(rows)),
            (np.concatenate([rows, columns + lefts]), np.concatenate([numbers, numbers])),
        ),
        shape=(lefts + rights, len(rows)),
    ).tocsr()
    capacity = np.concatenate([problem.left_capacity, problem.right_capacity])
    constraints = [LinearConstraint(ends, ub=capacity)]
    values = []
    for weights in _weights(problem):
        gains = weights[rows, columns]
        answer = milp(-gains, integrality=np.ones(len(rows)), bounds=Bounds(0, 1), constraints=constraints)
        values.append(round(gains @ np.round(answer.x)))
        constraints.append(LinearConstraint(gains[None, :], lb=values[-1] - 0.5))
    return tuple(values)


def _weights(problem):
    incumbent = np.zeros(problem.shape, dtype=int)
    for left, right in problem.incumbent:
        incumbent[problem.left.index(left), problem.right.index(right)] = 1
    for stage in problem.stages:
        if stage is Stage.FAIRNESS:
            for low, high in zip((-1, *problem.bands), problem.bands, strict=False):
                yield -sum(
                    ((low <= gain) & (gain < high)).astype(int)
                    for gain in (problem.gain_left, problem.gain_right)
                )
        else:
            yield {
                Stage.PEOPLE: np.full(problem.shape, 2),
                Stage.PRIORITY: problem.left_priority[:, None] + problem.right_priority,
                Stage.FEWEST_EXTRA: np.zeros(problem.shape, dtype=int),
                Stage.PREFERRED: problem.preferred.astype(int),
                Stage.KEEP: incumbent,
                Stage.SCORE: problem.score,
            }[stage]
