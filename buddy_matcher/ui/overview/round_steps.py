"""The steps of a round, with what is left to do in those that were passed."""

from dataclasses import dataclass

from buddy_matcher.services.overview import NextStep, RoundOverview

_STEPS = ("People", "Decide", "Plan", "Agree", "Letters", "Meetings")
_PEOPLE, _DECIDE, _PLAN, _AGREE, _LETTERS, _MEETINGS = range(len(_STEPS))

_PLACES = {
    NextStep.INVITE: _PEOPLE,
    NextStep.ADD_PEOPLE: _PEOPLE,
    NextStep.SUGGEST: _PLAN,
    NextStep.AGREE: _AGREE,
    NextStep.FIND_BUDDY: _PLAN,
    NextStep.PRINT_LETTERS: _LETTERS,
    NextStep.FOLLOW_UP: _MEETINGS,
    NextStep.START_ROUND: len(_STEPS),
    NextStep.NEWEST_ROUND: len(_STEPS),
}


@dataclass(frozen=True, slots=True)
class RoundSteps:
    """The names of the steps, the place of the present one, and those before it that were left for later."""

    names: tuple[str, ...]
    place: int
    left: frozenset[int]

    @property
    def is_to_decide(self) -> bool:
        """Whether the present step is to decide on answers."""
        return self.place == _DECIDE


def round_steps(at_a_glance: RoundOverview) -> RoundSteps:
    """Return the steps of a round as it stands."""
    to_decide = answers_to_decide(at_a_glance)
    place = _PLACES[at_a_glance.next_step]
    if to_decide and place == _PLAN and at_a_glance.next_step is NextStep.SUGGEST:
        place = _DECIDE
    people = sum(side.people for side in at_a_glance.sides)
    counts = {_PEOPLE: people, _DECIDE: to_decide}
    names = tuple(f"{name} {counts[n]}" if counts.get(n) else name for n, name in enumerate(_STEPS))
    return RoundSteps(names, place, frozenset({_DECIDE} if to_decide else ()))


def answers_to_decide(at_a_glance: RoundOverview) -> int:
    """Return how many answers a decision is asked for."""
    return sum(line.to_decide for line in at_a_glance.readiness)
