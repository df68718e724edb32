"""Small random problems for Hypothesis, and larger ones from a seed."""

from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from buddy_matcher.domain.assignment import ContradictoryLocks, Stage
from buddy_matcher.matching import AssignmentProblem, PairLimit
from buddy_matcher.matching.locks import check_locks

ALL_STAGES = tuple(Stage)


@st.composite
def problems(draw, most=4, most_pairs=12, plain=False):
    """Problems of `most` x `most` and smaller ones, with at most `most_pairs` possible pairs.

    `plain` means capacity 1, and neither trios nor limits nor locks.
    """
    lefts, rights = (most - draw(st.integers(0, most)) * draw(st.booleans()) for _side in range(2))
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    left = tuple(f"L{each}" for each in range(lefts))
    right = tuple(f"R{each}" for each in range(rights))
    rules = _plain_rules(numbers, left, right)
    rules["allowed"] = _thinned(numbers, rules["allowed"], most_pairs)
    rules["stages"] = draw(st.permutations(ALL_STAGES))[: draw(st.integers(1, len(ALL_STAGES)))]
    if draw(st.booleans()):
        rules.pop("stages")
    problem = AssignmentProblem(left, right, **rules)
    return problem if plain else _with_rules(numbers, problem)


def random_problem(seed, lefts, rights, **changes):
    """A larger plain problem with integer ids, the left ones below the right ones."""
    left, right = range(lefts), range(lefts, lefts + rights)
    rules = _plain_rules(np.random.default_rng(seed), left, right) | changes
    return AssignmentProblem(left, right, **rules)


def medium_problem(seed, most=16):
    """A problem with up to `most` people a side and all rules at once."""
    numbers = np.random.default_rng([seed, 11])
    lefts, rights = (int(each) for each in numbers.integers(most // 2, most + 1, 2))
    problem = random_problem(seed, lefts, rights)
    orders = [problem.stages, tuple(ALL_STAGES[place] for place in numbers.permutation(len(ALL_STAGES)))]
    return _with_rules(numbers, problem.changed(stages=orders[seed % 2]))


def _plain_rules(numbers, *ids):
    shape = lefts, rights = tuple(map(len, ids))
    return {
        "score": numbers.integers(-3, 30, shape),
        "gain_left": numbers.choice([0, 10, 40, 100], shape),
        "gain_right": numbers.choice([0, 10, 40, 100], shape),
        "allowed": numbers.random(shape) < numbers.choice([0.5, 0.8, 1.0]),
        "preferred": numbers.random(shape) < 1 / 2,
        "left_priority": numbers.integers(0, 3, lefts),
        "right_priority": numbers.integers(0, 3, rights),
        "bands": [(1,), (1, 30), (20, 50, 100)][numbers.integers(3)],
        "incumbent": [(left, right) for left, right in zip(*ids, strict=False) if numbers.random() < 1 / 2],
    }


def _with_rules(numbers, problem):
    lefts, rights = problem.shape
    grid = [(left, right) for left in problem.left for right in problem.right]
    limits = [
        PairLimit(
            f"limit {name}", [pair for pair in grid if numbers.random() < 1 / 2], int(numbers.integers(0, 3))
        )
        for name in range(numbers.integers(0, 3))
    ]
    # Half of the problems are made for trios: everybody takes one partner, and most are happy to share.
    capacities, happy = [([0, 1, 1, 1, 2], 1 / 2), ([1], 7 / 8)][numbers.integers(2)]
    apart = [pair for side in (problem.left, problem.right) for pair in pairwise(side)]
    ruled = problem.changed(
        left_capacity=numbers.choice(capacities, lefts),
        right_capacity=numbers.choice(capacities, rights),
        trio_left=numbers.random(lefts) < happy,
        trio_right=numbers.random(rights) < happy,
        apart=[pair for pair in apart if numbers.random() < 1 / 2],
        limits=limits,
    )
    allowed = [pair for pair in grid if ruled.allowed[ruled.row_of[pair[0]], ruled.column_of[pair[1]]]]
    locked = ruled.changed(locked=[pair for pair in allowed if numbers.random() < 1 / 8])
    try:
        check_locks(locked)
    except ContradictoryLocks:
        return ruled
    return locked


def _thinned(numbers, allowed, most_pairs):
    surplus = np.flatnonzero(allowed)
    numbers.shuffle(surplus)
    allowed.flat[surplus[most_pairs:]] = False
    return allowed
