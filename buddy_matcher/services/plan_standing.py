"""How good the plan is known to be: whether the last suggestion still answers the round as it stands.

A plan is proved best for one problem only. So a suggestion notes which problem it answered, and its proof
counts for as long as the round still is that problem: nothing here asks what exactly was changed.
"""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from typing import Any

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.domain.candidates import Pair, PairRules, Pool, pair_of
from buddy_matcher.domain.pairings import Pairing
from buddy_matcher.services.round_problem import kept_pairings
from buddy_matcher.services.round_state import RoundState


def problem_answered(state: RoundState, kept: Iterable[Pairing]) -> str:
    """Return what to note of the problem of a suggestion: its digest, then each pair that had to stay.

    Not what makes no plan better or worse: names, orders, and which of its own pairs are kept afterwards.
    """
    return " ".join([_digest(state.pool), *(f"{a}-{b}" for a, b in sorted(_pairs_of(kept)))])


def plan_standing(state: RoundState) -> str:
    """Return in a sentence or two how good the plan is known to be."""
    reason = why_out_of_date(state)
    if not state.current and (state.proof is None or state.proof.pairs or reason):
        return "There is no plan yet."
    if reason:
        return f"{reason} Suggest pairings again."
    if is_changed_by_hand(state):
        return "Changed by hand since the last suggestion."
    if not state.proof or state.proof.status != SolutionStatus.OPTIMAL.value:
        return "Good, but not proved best: the search was stopped early."
    if not state.current:
        return "No two people can be paired under your rules and these answers."
    return "Best possible under your rules and these answers."


def why_out_of_date(state: RoundState) -> str:
    """Return in a sentence why the last suggestion answers another problem than the round now is, or ""."""
    if state.proof is None:
        return ""
    if not state.proof.problem:
        return "It is not known whether this is the best plan."
    digest, *had_to_stay = state.proof.problem.split(" ")
    if digest != _digest(state.pool):
        return "Out of date: people, answers or rules were changed since."
    stay = {f"{a}-{b}" for a, b in _pairs_of(kept_pairings(state))}
    # Keeping more pairs of the plan rules out other plans alone; keeping fewer may let a better one in.
    if not stay.issuperset(had_to_stay):
        return "Out of date: a pair that had to stay is not kept any more."
    return ""


def is_changed_by_hand(state: RoundState) -> bool:
    """Return whether the plan is another than the last suggestion."""
    return bool(state.current) and not (state.proof and state.proof.covers(state.current))


def _pairs_of(pairings: Iterable[Pairing]) -> set[Pair]:
    return {pair_of(*pair) for pairing in pairings for pair in pairing.pairs}


def _digest(pool: Pool) -> str:
    """Return a digest of everything that decides which plan is best; no names are part of it."""
    ids = {candidate.id for candidate in pool.candidates}
    content = replace(
        pool,
        candidates=tuple(sorted(pool.candidates, key=lambda candidate: candidate.id)),
        rules=_between(ids, pool.rules),
    )
    return sha256(json.dumps(content, default=_plain, sort_keys=True).encode()).hexdigest()


def _between(ids: set[int], rules: PairRules) -> PairRules:
    """Return the rules between people who are in the pool, and those between organisations."""
    of_organisations = {"conflicts"}
    within = {
        field.name: frozenset(pair for pair in getattr(rules, field.name) if ids.issuperset(pair))
        for field in fields(rules)
        if field.name not in of_organisations
    }
    return replace(rules, **within)


def _plain(value: Any) -> Any:
    """Return a value in a form that JSON knows and that reads the same in every process."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return sorted(value)
