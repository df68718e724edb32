"""How good the plan is known to be: whether the last suggestion still answers the round as it stands.

A plan is proved best for one problem only. So a suggestion notes which problem it answered, and its proof
counts for as long as the round still is that problem: nothing here asks what exactly was changed.
"""

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.services.fingerprint import fingerprint, read_fingerprint
from buddy_matcher.services.round_problem import kept_pairings
from buddy_matcher.services.round_state import RoundState


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
    then, had_to_stay = read_fingerprint(state.proof.problem)
    now, have_to_stay = read_fingerprint(fingerprint(state.pool, kept_pairings(state)))
    if now != then:
        return "Out of date: people, answers or rules were changed since."
    # Keeping more pairs of the plan rules out other plans alone; keeping fewer may let a better one in.
    if not have_to_stay >= had_to_stay:
        return "Out of date: a pair that had to stay is not kept any more."
    return ""


def is_changed_by_hand(state: RoundState) -> bool:
    """Return whether the plan is another than the last suggestion."""
    return bool(state.current) and not (state.proof and state.proof.covers(state.current))
