"""Says why someone has no buddy in the best plan, and which single rule would have to give way for one."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.participations import HAS_LEFT
from buddy_matcher.domain.text import counted
from buddy_matcher.matching.explain import Crowd, Opening, crowd_around, openings_for
from buddy_matcher.services.rounds.best_plan import BestPlan, BestPlans, Cancelled
from buddy_matcher.services.rounds.plan_standing import plan_standing
from buddy_matcher.services.rounds.round_problem import limit_in_words
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.services.rounds.why_waiting import WhyWaiting


@dataclass(frozen=True, slots=True)
class Waiting:
    """Someone without a buddy: why, and who competes for how many places (their names; empty if no crowd).

    `openings` are the rules without any one of which they would have a buddy, with how many people more would
    have one in all.
    """

    name: str
    reason: str
    crowd: tuple[str, ...]
    places: int
    openings: tuple[tuple[str, int], ...]


class ExplainWaiting:
    """Explains people without a buddy of the latest round; changes nothing."""

    def __init__(self, best_plans: BestPlans) -> None:
        self._plans = best_plans

    def explain(self, member_id: ParticipationId, *, cancelled: Cancelled | None = None) -> tuple[str, ...]:
        """Return in sentences why someone, by participation id, waits, and what would help.

        Empty where locked pairings contradict each other, and when it was cancelled.
        """
        best = self._plans.latest(cancelled=cancelled)
        if best is None or member_id not in best.state.members:
            return ()
        return tuple(_sentences(best, _reasons(best), member_id, cancelled=cancelled))

    def waiting(self, *, cancelled: Cancelled | None = None) -> tuple[Waiting, ...]:
        """Return everybody without a buddy in the plan as it stands, with what is known of why.

        Empty where locked pairings contradict each other, and when it was cancelled.
        """
        best = self._plans.latest(cancelled=cancelled)
        if best is None:
            return ()
        why = _reasons(best)
        return tuple(
            _waiting(best, why.reason(member), member, cancelled)
            for member in best.state.members.values()
            if not best.state.pairings_of[member.participation_id]
            and member.participation.status not in HAS_LEFT
        )

    def explain_all(self, *, seconds: float = 5) -> dict[ParticipationId, tuple[str, ...]]:
        """Return the same for everyone without a buddy, by participation id.

        What would help is worked out within `seconds`; after that only why they wait is said.
        """
        until = time.monotonic() + seconds
        best = self._plans.latest(time_limit=seconds)
        if best is None:
            return {}
        why = _reasons(best)
        return {
            member: tuple(_sentences(best, why, member, time_limit=max(0.0, until - time.monotonic())))
            for member, pairings in best.state.pairings_of.items()
            if not pairings
        }


def _waiting(best: BestPlan, reason: str, member: Member, cancelled: Cancelled | None) -> Waiting:
    person, problem, solution = best.engine_id(member.participation_id), best.encoded.problem, best.solution
    if person is None or person not in solution.unmatched:
        return Waiting(member.name, reason, (), 0, ())
    crowd = crowd_around(problem, solution, person)
    layers = {block.value: flags for block, flags in best.encoded.blocks.items()}
    openings = openings_for(problem, solution, person, layers, cancelled) if best.is_proved else ()
    return Waiting(
        member.name,
        reason,
        tuple(best.member(each).name for each in crowd.people) if crowd else (),
        crowd.places if crowd else 0,
        tuple((_rule_in_words(best, opening.rule), opening.gain) for opening in openings),
    )


def _rule_in_words(best: BestPlan, rule: str) -> str:
    if rule in {block.value for block in Block}:
        return Block(rule).sentence
    return f"pairs of {limit_in_words(best.state, rule)} are limited"


def _reasons(best: BestPlan) -> WhyWaiting:
    return WhyWaiting(best.state, plan_standing(best.state))


def _sentences(
    best: BestPlan,
    why: WhyWaiting,
    member_id: ParticipationId,
    *,
    cancelled: Cancelled | None = None,
    time_limit: float | None = None,
) -> Iterator[str]:
    yield why.reason(best.state.members[member_id])
    person = best.engine_id(member_id)
    if person is None:
        return
    problem, solution = best.encoded.problem, best.solution
    if person not in solution.unmatched:
        known = "The best plan" if best.is_proved else "A plan"
        yield f"{known} under your rules has a buddy for them: suggest pairings again to use it."
        return
    crowd = crowd_around(problem, solution, person)
    if crowd and len(crowd.people) > 1:
        yield _crowd_in_words(best, crowd)
    if best.is_proved and time_limit != 0:
        layers = {block.value: flags for block, flags in best.encoded.blocks.items()}
        for opening in openings_for(problem, solution, person, layers, cancelled, time_limit):
            yield _opening_in_words(best, opening)


def _crowd_in_words(best: BestPlan, crowd: Crowd) -> str:
    people, partners = counted(len(crowd.people), "person", "people"), best.names(crowd.partners)
    room = counted(crowd.places, "buddy", "buddies")
    everyone = best.names(crowd.people, most=len(crowd.people))
    return f"These {people} can only meet {partners}, who have room for {room}: {everyone}."


def _opening_in_words(best: BestPlan, opening: Opening) -> str:
    with_whom = best.names(opening.partners)
    loses = best.names(opening.left_out)
    others = f"{loses} would then have none" if loses else "nobody else would lose a buddy"
    if opening.gain > 1 + len(opening.partners):
        others += f"; {opening.gain} people more would have one in all"
    rule = _rule_in_words(best, opening.rule)
    return f"If it did not count that {rule}, they would be paired with {with_whom}, and {others}."
