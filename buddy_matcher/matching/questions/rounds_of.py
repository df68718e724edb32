"""Splits pairs into rounds in which everybody has at most one, and makes the rounds' points even.

Two rounds together are chains and rings of pairs that belong to the one and to the other in turn. Swapping
the rounds along one of them changes nobody's buddies, so which ones to swap is a question of sums alone.
"""

from collections import defaultdict
from itertools import permutations

import numpy as np

from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.questions.rotation_programme import Meetings

# Times to start again: 150 people in 6 rounds need a few. Small rounds are left to a programme soon.
TRIES = 100


def rounds_of(meetings: Meetings, chosen: BoolArray) -> IntArray:
    """Return the round of each chosen pair, in their order.

    König's colouring: a pair takes a round that is free for both, after swapping two rounds along the chain
    from one of them if they are free in different ones.
    """
    # at[person][round] is the pair that the person has then.
    at: dict[int, dict[int, int]] = defaultdict(dict)
    ends = meetings.ends[np.flatnonzero(chosen)]
    number = np.full(len(ends), -1)
    for pair, (left, right) in enumerate(ends.tolist()):
        mine, theirs = (_free(at[person], meetings.rounds) for person in (left, right))
        if mine != theirs:
            _swap_chain(at, number, ends, right, mine, theirs)
        number[pair] = mine
        at[left][mine] = at[right][mine] = pair
    return number


def _free(taken: dict[int, int], rounds: int) -> int:
    return next(each for each in range(rounds) if each not in taken)


def _swap_chain(
    at: dict[int, dict[int, int]], number: IntArray, ends: IntArray, start: int, first: int, second: int
) -> None:
    """Swap two rounds along the chain that begins at somebody who has a pair in `first` only."""
    chain, person, wanted = [], start, first
    while (pair := at[person].get(wanted)) is not None:
        chain.append(pair)
        left, right = ends[pair].tolist()
        person = right if person == left else left
        wanted = second if wanted == first else first
    for pair in chain:
        for end in ends[pair].tolist():
            if at[end].get(int(number[pair])) == pair:
                del at[end][int(number[pair])]
    for pair in chain:
        number[pair] = second if number[pair] == first else first
        for end in ends[pair].tolist():
            at[end][int(number[pair])] = pair


def evened_out(meetings: Meetings, number: IntArray, chosen: BoolArray) -> IntArray:
    """Return the rounds after swaps that make the worst one better, as far as `TRIES` go.

    Two rounds at a time are made as even as they can be. Where that is not enough, a few chains are swapped
    at random, always the same ones for the same pairs, and it starts again from there.
    """
    pairs = np.flatnonzero(chosen)
    score, ends = meetings.score[pairs], meetings.ends[pairs]
    numbers, best = np.random.default_rng(0), number
    number = number.copy()
    for _ in range(min(TRIES, len(pairs))):
        _even_out(number, score, ends, meetings.rounds)
        if _totals(number, score, meetings.rounds).min() > _totals(best, score, meetings.rounds).min():
            best = number.copy()
        if (
            meetings.rounds == 1
            or _totals(best, score, meetings.rounds).min() == score.sum() // meetings.rounds
        ):
            break
        _shake(number, ends, meetings.rounds, numbers)
    return best


def _totals(number: IntArray, score: IntArray, rounds: int) -> IntArray:
    return np.bincount(number, score, rounds).astype(np.int64)


def _even_out(number: IntArray, score: IntArray, ends: IntArray, rounds: int) -> None:
    """Swap between two rounds at a time, the least one first, until that helps no more."""
    improved = True
    while improved:
        totals = _totals(number, score, rounds)
        most_uneven = sorted(permutations(range(rounds), 2), key=lambda two: totals[two[1]] - totals[two[0]])
        # A gap of one point can't be halved.
        improved = any(
            _evened(number, score, ends, high, low)
            for high, low in most_uneven
            if totals[high] - totals[low] > 1
        )


def _shake(number: IntArray, ends: IntArray, rounds: int, numbers: np.random.Generator) -> None:
    """Swap a chain or ring, chosen at random, in each of a few twos of rounds."""
    for _ in range(rounds):
        first, second = numbers.choice(rounds, 2, replace=False).tolist()
        if parts := _chains(number, ends, first, second):
            part = parts[numbers.integers(len(parts))]
            number[part] = np.where(number[part] == first, second, first)


def _evened(number: IntArray, score: IntArray, ends: IntArray, high: int, low: int) -> bool:
    """Swap chains and rings so that the two totals are as near as they can be; return whether that helped."""
    gap = int(score[number == high].sum() - score[number == low].sum())
    parts = _chains(number, ends, high, low)
    # Swapping a part takes from the higher round what the part has more of it.
    more = [int(score[part] @ np.where(number[part] == high, 1, -1)) for part in parts]
    swapped = _nearest_sum(more, gap)
    moved = sum(more[each] for each in swapped)
    if abs(gap - 2 * moved) >= abs(gap):
        return False
    for each in swapped:
        part = parts[each]
        number[part] = np.where(number[part] == high, low, high)
    return True


def _chains(number: IntArray, ends: IntArray, first: int, second: int) -> list[IntArray]:
    """Return the chains and rings of two rounds, each as places of its pairs."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    pairs = np.flatnonzero((number == first) | (number == second))
    if not pairs.size:
        return []
    people = int(ends.max()) + 1
    links = coo_array((np.ones(len(pairs)), (ends[pairs, 0], ends[pairs, 1])), shape=(people, people))
    labels = connected_components(links, directed=False)[1][ends[pairs, 0]]
    order = np.argsort(labels, kind="stable")
    return np.split(pairs[order], np.flatnonzero(np.diff(labels[order])) + 1)


def _nearest_sum(amounts: list[int], gap: int) -> list[int]:
    """Return the places of those amounts whose sum is nearest to half of `gap`."""
    # A number whose set bits are the sums that can be reached, after each amount; negative ones are shifted.
    lowest = -sum(min(0, amount) for amount in amounts)
    reached = [1 << lowest]
    for amount in amounts:
        before = reached[-1]
        reached.append(before | (before << amount if amount >= 0 else before >> -amount))
    sums = [place - lowest for place in range(reached[-1].bit_length()) if reached[-1] >> place & 1]
    left = min(sums, key=lambda each: abs(gap - 2 * each))
    chosen = []
    for place in range(len(amounts) - 1, -1, -1):
        if not reached[place] >> (left + lowest) & 1:
            chosen.append(place)
            left -= amounts[place]
    return chosen
