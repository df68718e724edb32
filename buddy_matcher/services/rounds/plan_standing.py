"""How good the plan is known to be: whether the last suggestion still answers the round as it stands.

A plan is proved best for one problem only. So a suggestion notes which problem it answered, and its proof
counts for as long as the round still is that problem: nothing here asks what exactly was changed.
"""

from dataclasses import dataclass

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.services.rounds.fingerprint import fingerprint, read_fingerprint
from buddy_matcher.services.rounds.round_problem import kept_pairings
from buddy_matcher.services.rounds.round_state import RoundState

_BEST = "Best possible under your rules and these answers."


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """How good a plan is known to be, in `words`.

    It `is_proved` where no other is better as rules and answers stand, and `is_out_of_date` when the last
    suggestion answers another problem than the round now is.
    """

    words: str
    is_no_plan: bool
    is_out_of_date: bool
    is_changed_by_hand: bool

    @property
    def is_proved(self) -> bool:
        """Whether the plan is the one that was suggested, and proved best."""
        return self.words == _BEST


def plan_standing(state: RoundState) -> PlanStanding:
    """Return how good the plan is known to be."""
    reason, by_hand = _why_out_of_date(state), _is_changed_by_hand(state)
    # A suggestion that found no pair is a plan too, for as long as it holds.
    no_plan = not state.current and (state.proof is None or bool(state.proof.pairs) or bool(reason))
    return PlanStanding(
        words=_sentence(state, reason, by_hand=by_hand, no_plan=no_plan),
        is_no_plan=no_plan,
        is_out_of_date=bool(reason),
        is_changed_by_hand=by_hand,
    )


def _sentence(state: RoundState, reason: str, *, by_hand: bool, no_plan: bool) -> str:
    if no_plan:
        return "There is no plan yet."
    if reason:
        return f"{reason} Suggest pairings again."
    if by_hand:
        return "Changed by hand since the last suggestion."
    if not state.proof or state.proof.status != SolutionStatus.OPTIMAL.value:
        return "Good, but not proved best: the search was stopped early."
    if not state.current:
        return "No two people can be paired under your rules and these answers."
    return _BEST


def _why_out_of_date(state: RoundState) -> str:
    """Return in a sentence why the last suggestion answers another problem than the round now is, or ""."""
    if state.proof is None:
        return ""
    if not state.proof.problem:
        return "It is not known whether this is the best plan."
    then, had_to_stay = read_fingerprint(state.proof.problem)
    now, have_to_stay = read_fingerprint(fingerprint(state.pool, kept_pairings(state), state.kept))
    if now != then:
        return "Out of date: people, answers or rules were changed since."
    # Keeping more pairs of the plan rules out other plans alone; keeping fewer may let a better one in.
    if not have_to_stay >= had_to_stay:
        return "Out of date: a pair that had to stay is not kept any more."
    return ""


def _is_changed_by_hand(state: RoundState) -> bool:
    """Return whether the plan is another than the last suggestion."""
    return bool(state.current) and not (state.proof and state.proof.covers(state.planned))
