"""Pairing problems to measure: like a form export, and of kinds that are easy or hard for one method."""

import numpy as np

from buddy_matcher.matching import AssignmentProblem, PairLimit, PairsBetween

STRENGTHS = 20


def form_like(people, seed=0, **rules):
    """People who tick strengths and wishes, live somewhere, and are blocked from a tenth of the others."""
    numbers = np.random.default_rng(seed)
    gain_left, gain_right = _gains(numbers, people)
    places = numbers.random((2, people, 2))
    distance = np.hypot(*(places[0][:, axis, None] - places[1][None, :, axis] for axis in (0, 1)))
    meeting = np.where(distance < 0.4, 20 - np.round(30 * distance), 6)
    benefit = np.round((gain_left + gain_right) / 8 + np.minimum(gain_left, gain_right) / 4)
    score = benefit + meeting + numbers.integers(0, 15, (people, people))
    return _problem(
        score,
        gain_left=gain_left,
        gain_right=gain_right,
        allowed=numbers.random((people, people)) < 0.9,
        **rules,
    )


def all_rules(people, seed=0):
    """Form-like with capacities, trios, priorities, agreed pairs and limits between organisations."""
    numbers = np.random.default_rng(seed + 1)
    return form_like(
        people,
        seed,
        left_capacity=numbers.choice([1, 1, 1, 1, 2], people),
        right_capacity=numbers.choice([0, 1, 1, 1], people),
        left_priority=numbers.integers(0, 3, people),
        right_priority=numbers.integers(0, 3, people),
        trio_left=numbers.random(people) < 0.2,
        trio_right=numbers.random(people) < 0.2,
        incumbent=[(person, people + person) for person in range(0, people, 5)],
        limits=_between_organisations(numbers, people, organisations=people // 5, at_most=2),
    )


def with_limits(people, seed=0, organisations=None, at_most=2):
    """Form-like with at most so many pairs between any two of the organisations, of ten people each."""
    numbers = np.random.default_rng(seed + 1)
    count = organisations or max(1, people // 10)
    return form_like(people, seed, limits=_between_organisations(numbers, people, count, at_most))


def uniform(people, seed=0):
    """Every pair possible, points from 0 to 99 at random."""
    return _problem(np.random.default_rng(seed).integers(0, 100, (people, people)))


def many_ties(people, seed=0):
    """Points from 0 to 3 only: very many plans are equally good."""
    return _problem(np.random.default_rng(seed).integers(0, 4, (people, people)))


def geometric(people, seed=0):
    """Points fall with distance on a map, so that neighbours compete for the same partners."""
    places = np.random.default_rng(seed).random((2, people, 2))
    distance = np.hypot(*(places[0][:, axis, None] - places[1][None, :, axis] for axis in (0, 1)))
    return _problem(np.round(1000 * (1 - distance / 2)))


def one_sided(people, seed=0):
    """Only two right people for three left ones."""
    rights = 2 * people // 3
    numbers = np.random.default_rng(seed)
    return _problem(
        numbers.integers(0, 100, (people, rights)), allowed=numbers.random((people, rights)) < 0.5
    )


def hard_to_reduce(people, seed=0):
    """Limits that cost people, not only points: the relaxation without them is far too rosy."""
    numbers = np.random.default_rng(seed + 1)
    organisations = max(2, round((0.4 * people) ** 0.5))
    return form_like(people, seed, limits=_between_organisations(numbers, people, organisations, 2))


def _problem(score, **rules):
    lefts, rights = score.shape
    return AssignmentProblem(range(lefts), range(lefts, lefts + rights), score, **rules)


def _gains(numbers, people):
    have = numbers.random((2, people, STRENGTHS)) < 0.25
    want = numbers.random((2, people, STRENGTHS)) < 0.2
    gains = []
    for side in (0, 1):
        met = want[side].astype(float) @ have[1 - side].T.astype(float)
        full = np.clip(want[side].sum(axis=1), 1, 3)[:, None]
        gains.append(np.round(100 * np.minimum(1, met / full)))
    return gains[0], gains[1].T


def _between_organisations(numbers, people, organisations, at_most):
    lefts, rights = numbers.integers(0, organisations, (2, people))
    return [
        PairLimit(
            f"{one} and {other}",
            PairsBetween(
                np.flatnonzero(lefts == one).tolist(), (people + np.flatnonzero(rights == other)).tolist()
            ),
            at_most,
        )
        for one in np.unique(lefts)
        for other in np.unique(rights)
        if (lefts == one).sum() > at_most or (rights == other).sum() > at_most
    ]
