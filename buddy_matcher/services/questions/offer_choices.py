"""A say without a loss: whom each person may choose, and the plan that honours what they chose."""

from collections.abc import Mapping
from dataclasses import dataclass

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.domain.choices import MOST_OFFERED
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import EngineId, ParticipationId
from buddy_matcher.matching.questions.choices import choices, honouring
from buddy_matcher.services.questions.planned import read_planned
from buddy_matcher.services.rounds.best_plan import BestPlan, Cancelled
from buddy_matcher.services.rounds.people_by_name import person_called
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class MayChoose:
    """Somebody's name, and the names of those whom they may choose with the points that this costs.

    `participation_id` and `ids` are theirs in the round, those of the buddies in the same order.
    """

    name: str
    buddies: tuple[tuple[str, int], ...]
    participation_id: ParticipationId
    ids: tuple[ParticipationId, ...]

    @property
    def has_choice(self) -> bool:
        """Tell whether there is anybody beside the buddy whom they have in the plan."""
        return len(self.ids) > 1

    @property
    def offered(self) -> tuple[str, ...]:
        """Return the names of those whom an offer introduces to them: the cheapest."""
        return tuple(name for name, _points in self.buddies[:MOST_OFFERED])


def engine_pair(
    best: BestPlan, who: ParticipationId, whom: ParticipationId
) -> tuple[EngineId, EngineId] | None:
    """Return two people as the engine knows them, None unless they stand on the two sides of the plan."""
    problem, first, second = best.encoded.problem, best.engine_id(who), best.engine_id(whom)
    if first is None or second is None:
        return None
    are_apart = (first in problem.row_of) != (second in problem.row_of)
    return (first, second) if are_apart else None


@dataclass(frozen=True, slots=True)
class HonouredChoices:
    """The plan after choices by names, those whose choice it honours, and its value by aim."""

    pairs: tuple[tuple[str, str], ...]
    honoured: tuple[str, ...]
    objective: dict[str, int]
    status: SolutionStatus


class OfferChoices:
    """Asks whom people of the latest round may choose; stores nothing."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def offers(self, points: int, *, cancelled: Cancelled | None = None) -> tuple[MayChoose, ...]:
        """Return, for everybody with a buddy in the best plan, whom they may choose, the cheapest first.

        A choice costs the whole plan at most so many points, and nobody a buddy or their only wish met. Fewer
        people when it was cancelled. Raises UserError when there is no plan.
        """
        planned = read_planned(self._file, cancelled=cancelled)
        if planned is None:
            return ()
        best = planned.best
        found = choices(best.encoded.problem, best.solution, points, cancelled=cancelled)
        return tuple(
            MayChoose(
                planned.name(person),
                tuple((planned.name(each.partner), each.points) for each in offered),
                best.member(person).participation_id,
                tuple(best.member(each.partner).participation_id for each in offered),
            )
            for person, offered in found
        )

    def honour(
        self, chosen: Mapping[str, str], *, cancelled: Cancelled | None = None
    ) -> HonouredChoices | None:
        """Return the best plan that honours as many choices as possible, by names; None when cancelled.

        Raises UserError when there is no plan, for a name that nobody or several people have, and for two who
        can be in no pair.
        """
        planned = read_planned(self._file, cancelled=cancelled)
        if planned is None:
            return None
        best = planned.best
        everybody = tuple(best.state.members.values())

        wanted: dict[EngineId, EngineId] = {}
        for person, buddy in chosen.items():
            who, whom = person_called(person, everybody), person_called(buddy, everybody)
            pair = engine_pair(best, who.participation_id, whom.participation_id)
            if pair is None:
                raise UserError(
                    f"{who.name} can’t choose {whom.name}.",
                    "Choose somebody of the other sector who takes part in this round.",
                )
            wanted |= dict([pair])
        found = honouring(best.encoded.problem, best.solution, wanted, cancelled=cancelled)
        if found is None:
            return None
        return HonouredChoices(
            tuple((planned.name(a), planned.name(b)) for a, b in found.pairs),
            tuple(planned.name(each) for each in found.people),
            planned.by_aim(found.objective),
            found.status,
        )
