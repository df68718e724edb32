"""Whole numbers that prove a plan to anybody who can add up and compare (linear-programming duality).

Everybody has a place for each buddy whom they may have, and every place a price in every aim. If

1. no two places that could make a pair are worth more together, aim by aim, than their prices and those of
   the rules that count the pair,
2. no price is below nothing, but that of a place which a locked pair holds, and
3. all prices, those of rules as often as they allow, add up to what the plan is worth,

then no plan is worth more. Where two differ, the first aim in which they do decides, so nothing has to be
packed into numbers too large for a sheet.

Where only capacities count, prices of places always suffice: each aim's come from an assignment among the
plans that are best for the aims before it (`relaxation.Face`). Limits and threes get prices from linear
programmes on the same faces (`linear_prices`). Where even these leave room for a better plan that doesn't
exist, made of half a pair here and half a pair there, only the search proves the plan.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from buddy_matcher.matching.aims import aims_of, locks_of
from buddy_matcher.matching.arrays import BoolArray, Id, IntArray
from buddy_matcher.matching.duals import Copies
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.questions.linear_prices import Found, PlacePairs, linear_prices
from buddy_matcher.matching.questions.price_rules import Rule, rules_of
from buddy_matcher.matching.relaxation import Face, network, packed
from buddy_matcher.matching.solution import Solution


@dataclass(frozen=True)
class Place:
    """Room for one buddy: whose, and which of theirs it is, from 0; `is_held` by a locked pair."""

    person: Id
    number: int
    is_held: bool


@dataclass(frozen=True)
class Prices:
    """The prices of places and rules, an array (places or rules, aims) each, and the pairs they cover.

    `pairs` (pairs, 2) are places that could make a pair, by index, `worth` (pairs, aims) what they add to
    each aim; `is_planned` and `stays` tell which are in the plan and which are locked. `gap` is None when the
    prices prove the plan; otherwise the first aim, by its place in the objective, in which they don't, and
    what they add up to there.
    """

    places: tuple[Place, ...]
    of_places: IntArray
    rules: tuple[Rule, ...]
    of_rules: IntArray
    pairs: IntArray
    worth: IntArray
    is_planned: BoolArray
    stays: BoolArray
    gap: tuple[int, int] | None


def prices_of(problem: AssignmentProblem, solution: Solution) -> Prices:
    """Return prices that prove a best plan, or come as near as whole numbers do.

    Raises SolverFailed when the solver gives no answer.
    """
    ranked = problem.in_id_order()
    left, right, is_open = network(ranked)
    rows, columns = np.nonzero(is_open)
    aims = aims_of(ranked)
    worth = np.stack([packed((aim,), (1,), left, right)[rows, columns] for aim in aims], axis=1)
    stays = packed((locks_of(ranked),), (1,), left, right)[rows, columns] > 0
    pairs = np.stack([rows, len(left.person) + columns], axis=1)
    held = np.zeros(len(left.person) + len(right.person), dtype=np.bool_)
    held[pairs[stays]] = True
    place_pairs = PlacePairs(pairs, worth, held)
    rules = rules_of(ranked, left, right, rows, columns)

    found = _assigned(ranked, left, right, is_open)
    gap = _gap(found, solution.objective)
    if gap is not None and rules:
        found = linear_prices(place_pairs, rules, solution.objective)
        gap = found.gap
    is_shown = np.array([rule.is_needed for rule in rules], dtype=np.bool_)
    of_rules = found.of_rules if len(found.of_rules) else np.zeros((len(rules), len(aims)), dtype=np.int64)
    is_shown |= (of_rules != 0).any(axis=1)
    return Prices(
        places=(*_places(left, ranked.left, held), *_places(right, ranked.right, held[len(left.person) :])),
        of_places=found.of_places,
        rules=tuple(rule for rule, shown in zip(rules, is_shown.tolist(), strict=True) if shown),
        of_rules=of_rules[is_shown],
        pairs=pairs,
        worth=worth,
        is_planned=_planned(ranked, solution, (left, right), (rows, columns), stays),
        stays=stays,
        gap=gap,
    )


def _assigned(problem: AssignmentProblem, left: Copies, right: Copies, is_open: BoolArray) -> Found:
    """Return the prices of places alone, and none for rules."""
    face = Face(is_open.copy())
    face.narrowed(packed((locks_of(problem),), (1,), left, right))
    count = len(left.person) + len(right.person)
    prices = [np.zeros((count, 0), dtype=np.int64)]
    for aim in aims_of(problem):
        duals = face.narrowed(packed((aim,), (1,), left, right))
        prices.append(np.concatenate([duals.left, duals.right])[:, None])
    return Found(np.concatenate(prices, axis=1), np.zeros((0, len(prices) - 1), dtype=np.int64), None)


def _gap(found: Found, objective: tuple[int, ...]) -> tuple[int, int] | None:
    totals = found.of_places.sum(axis=0).tolist()
    return next(
        (
            (place, total)
            for place, (total, value) in enumerate(zip(totals, objective, strict=True))
            if total != value
        ),
        None,
    )


def _places(copies: Copies, people: tuple[Id, ...], held: BoolArray) -> list[Place]:
    numbers = Counter[int]()
    places = []
    for copy, person in enumerate(copies.person.tolist()):
        places.append(Place(people[person], numbers[person], bool(held[copy])))
        numbers[person] += 1
    return places


def _planned(
    problem: AssignmentProblem,
    solution: Solution,
    copies: tuple[Copies, Copies],
    indices: tuple[IntArray, IntArray],
    stays: BoolArray,
) -> BoolArray:
    """Return which pairs of places make the plan: locked ones at theirs, others at the next free ones."""
    rows, columns = indices
    number = {pair: place for place, pair in enumerate(zip(rows.tolist(), columns.tolist(), strict=True))}
    planned = stays.copy()
    taken = [set(rows[stays].tolist()), set(columns[stays].tolist())]
    locked = set(problem.locked)
    for pair in sorted(set(solution.pairs) - locked):
        options = []
        for side, index in enumerate((problem.row_of[pair[0]], problem.column_of[pair[1]])):
            mine = np.flatnonzero(copies[side].person == index).tolist()
            options.append([copy for copy in mine if copy not in taken[side]])
        row, column = next((a, b) for a in options[0] for b in options[1] if (a, b) in number)
        planned[number[row, column]] = True
        taken[0].add(row)
        taken[1].add(column)
    return planned
