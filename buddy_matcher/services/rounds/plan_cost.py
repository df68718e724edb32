"""What a plan would cost in VCSE time before it is agreed, and the travel besides, as a range.

The least is where everybody stops after two meetings, the most where all goes as planned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.money import FORECAST_MEETINGS, Terms, forecast_pence, money_in_words
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.reasons import miles_apart
from buddy_matcher.domain.text import counted
from buddy_matcher.services.rounds.round_state import RoundState

type Range = tuple[int, int]
"""The least and the most, in pence."""


@dataclass(frozen=True, slots=True)
class PlanCost:
    """What the time of so many VCSE people would cost, and their travel."""

    people: int
    time: Range
    travel: Range

    @property
    def words(self) -> str:
        """The cost in a few words, such as "VCSE time of 3 people £225 to £675, travel £8 to £24"."""
        travel = f", travel {_range(self.travel)}" if self.travel[1] else ""
        people = counted(self.people, "person", "people")
        return f"VCSE time of {people} {_range(self.time)}{travel}"


def plan_cost(
    state: RoundState, pairs: Iterable[tuple[ParticipationId, ParticipationId]], today: date
) -> PlanCost | None:
    """Return what pairs of a round would cost as things are agreed today; None where nothing is agreed.

    For travel a funded person goes to their buddy and back at every other meeting, as the crow flies.
    """
    if not state.agreements:
        return None
    funded: set[ParticipationId] = set()
    times, travels = [(0, 0)], [(0, 0)]
    for a, b in pairs:
        miles = miles_apart(state.candidates[a], state.candidates[b]) or 0
        for person in (a, b):
            terms = _terms(state, person)
            if terms is None:
                continue
            if person not in funded:
                funded.add(person)
                times.append(forecast_pence(terms, 1, today))
            few, many = (terms.mile_pence(miles * meetings, today) for meetings in FORECAST_MEETINGS)
            travels.append((few, many))
    return PlanCost(len(funded), _sum(times), _sum(travels))


def current_plan_cost(state: RoundState, today: date) -> PlanCost | None:
    """Return what the plan as it stands would cost."""
    return plan_cost(state, [pair for pairing in state.current for pair in pairing.pairs], today)


def _terms(state: RoundState, person: ParticipationId) -> Terms | None:
    part = state.members[person].participation
    agreements = [a for a in state.agreements if a.organisation_id == part.organisation_id]
    return Terms(state.rates, agreements) if agreements and part.sector is Sector.VCSE else None


def _sum(ranges: Iterable[Range]) -> Range:
    few, many = zip(*ranges, strict=True)
    return sum(few), sum(many)


def _range(pence: Range) -> str:
    low, high = map(money_in_words, pence)
    return low if low == high else f"{low} to {high}"


def plan_cost_in_words(state: RoundState, on: date) -> str:
    """Return in a few words what the plan as it stands would cost, "" where nothing is paid for time."""
    cost = current_plan_cost(state, on) if state.scheme.pays_for_time and state.current else None
    return cost.words if cost else ""
