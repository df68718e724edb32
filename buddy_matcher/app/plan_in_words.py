"""Says a plan on the command line: in a sentence, pair by pair, or as JSON."""

from collections.abc import Mapping, Sequence

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import Proof
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.rounds.shown_plan import ShownPair, ShownPlan, WithoutBuddy


def plan_in_words(plan: ShownPlan) -> str:
    """Return how many are paired and how many are not, and how good the plan is."""
    waiting = counted(len(plan.without_buddy), "person", "people")
    return f"{counted(len(plan.pairs), 'pairing')}, {waiting} without a buddy. {plan.standing}"


def print_plan(plan: ShownPlan) -> None:
    """Print the plan in words, then a line for each pair and each person without a buddy."""
    print(plan_in_words(plan))
    for pair in plan.pairs:
        print(f"{pair.names}: {'. '.join((pair.who_gains.words, *pair.reasons))}.")
    for change in plan.changes:
        print(f"Proposed: {change.change}. It counts once you agree it.")
    for person in plan.without_buddy:
        print(f"Without a buddy: {person.name}. {person.reason}")


def print_undecided(wishes: int, answers: int) -> None:
    """Print what is still for the coordinator to decide, and where; nothing when there is nothing."""
    found = (
        (
            wishes,
            counted(wishes, "wish not to be paired with someone", "wishes not to be paired with someone"),
        ),
        (answers, counted(answers, "answer that is on no list", "answers that are on no list")),
    )
    open_ones = [words for number, words in found if number]
    if open_ones:
        print(
            f"Still to decide: {listed(open_ones)}. Open the scheme in the window; the Overview leads there."
        )


def plan_as_json(
    plan: ShownPlan, proof: Proof, explained: Mapping[ParticipationId, Sequence[str]]
) -> dict[str, object]:
    """Return the plan, its proof, and by `explained` why each person (by id) has no buddy.

    The keys are promised to whoever reads them: more may come, none may go.
    """
    return {
        "status": proof.status,
        "objective": dict(proof.objective),
        "bound": dict(proof.bound),
        "seconds": round(proof.seconds, 3),
        "pairs": [_pair_as_json(pair) for pair in plan.pairs],
        "changes": [
            {"change": change.change, "members": [member.name for member in change.members]}
            for change in plan.changes
        ],
        "without_buddy": [
            _without_buddy_as_json(person, explained.get(person.participation_id, (person.reason,)))
            for person in plan.without_buddy
        ],
    }


def _pair_as_json(pair: ShownPair) -> dict[str, object]:
    return {
        "members": [
            {
                "name": member.name,
                "organisation": member.organisation,
                "sector": member.sector.value,
                "gain": member.gain,
            }
            for member in pair.members
        ],
        "state": pair.pairing.state.value,
        "score": pair.score,
        "parts": {part.value: points for part, points in pair.parts.items()},
        "reasons": list(pair.reasons),
    }


def _without_buddy_as_json(person: WithoutBuddy, explanation: Sequence[str]) -> dict[str, object]:
    return {
        "name": person.name,
        "organisation": person.organisation,
        "sector": person.sector.value,
        "reason": person.reason,
        "explanation": list(explanation),
    }
