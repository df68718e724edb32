"""Sets the plan as it stands beside another: the best, the next best, one as good, or one that was saved."""

from dataclasses import dataclass
from enum import StrEnum

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import EngineId, ScenarioId
from buddy_matcher.domain.pairings import Pairing, between
from buddy_matcher.domain.text import listed
from buddy_matcher.domain.working_days import today
from buddy_matcher.matching import most_different, next_best
from buddy_matcher.matching.encode import EnginePair
from buddy_matcher.matching.questions.others import in_every_best
from buddy_matcher.matching.verify import value_of
from buddy_matcher.services.questions.keep_scenarios import found_scenario
from buddy_matcher.services.questions.planned import Planned, engine_pairs, read_planned
from buddy_matcher.services.rounds.best_plan import Cancelled
from buddy_matcher.services.rounds.plan_cost import PlanCost, plan_cost
from buddy_matcher.storage.scheme_file import SchemeFile


class Other(StrEnum):
    """With which plan the present one is compared."""

    BEST = "best"
    NEXT = "next"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The value of this and of the other plan by aim; larger is better, and what should be few is negative.

    `changed` are the names of those whose buddies differ, `pairs` those of the other plan that this one has
    not. `settled` of the `paired` people are in the same pair in every plan as good as the best. `costs` are
    what both would cost in VCSE time, None where nothing is agreed. `crossing` are the names of the other
    plan's pairs that cross a rule now; the best plans have none.
    """

    aims: dict[str, tuple[int, int]]
    changed: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    settled: int
    paired: int
    is_proved: bool
    costs: tuple[PlanCost, PlanCost] | None = None
    crossing: tuple[str, ...] = ()


class ComparePlans:
    """Compares plans of the latest round; changes nothing."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def compare(self, other: Other = Other.BEST, *, cancelled: Cancelled | None = None) -> Comparison | None:
        """Return how the plan as it stands and another one differ; None when cancelled.

        Raises UserError when there is no plan, or no other one.
        """
        planned = read_planned(self._file, cancelled=cancelled)
        if planned is None:
            return None
        return _comparison(planned, _other_pairs(planned, other))

    def compare_scenario(
        self, scenario_id: ScenarioId, *, cancelled: Cancelled | None = None
    ) -> Comparison | None:
        """Return how the plan as it stands and a saved one differ; None when cancelled.

        Pairs of somebody who can't be paired any more count for nothing. Raises UserError when there is no
        plan, or that scenario is gone.
        """
        planned = read_planned(self._file, cancelled=cancelled)
        if planned is None:
            return None
        with self._file.reading() as unit:
            scenario = found_scenario(unit, scenario_id)
        pairings = tuple(
            Pairing(round_id=scenario.round_id, memberships=between(*group)) for group in scenario.groups
        )
        return _comparison(planned, engine_pairs(planned.best.problem, pairings))


def _comparison(planned: Planned, pairs: tuple[EnginePair, ...]) -> Comparison:
    problem, solution = planned.best.encoded.problem, planned.best.solution
    values = zip(planned.value.items(), value_of(problem, pairs), strict=True)
    differing = sorted({each for pair in set(pairs) ^ set(planned.pairs) for each in pair})
    settled = {each for pair in in_every_best(problem, solution) for each in pair}
    others = sorted(set(pairs) - set(planned.pairs))
    return Comparison(
        aims={aim: (mine, theirs) for (aim, mine), theirs in values},
        changed=tuple(planned.name(each) for each in differing),
        pairs=tuple((planned.name(a), planned.name(b)) for a, b in others),
        settled=len(settled),
        paired=len({each for pair in solution.pairs for each in pair}),
        is_proved=planned.best.is_proved,
        costs=_costs(planned, pairs),
        crossing=tuple(
            listed([planned.name(a), planned.name(b)]) for a, b in others if _crosses(planned, a, b)
        ),
    )


def _crosses(planned: Planned, a: EngineId, b: EngineId) -> bool:
    one, other = planned.best.member(a).participation_id, planned.best.member(b).participation_id
    return bool(planned.state.blocks(one, other))


def _costs(planned: Planned, other: tuple[EnginePair, ...]) -> tuple[PlanCost, PlanCost] | None:
    here, there = (
        plan_cost(
            planned.state,
            [
                (planned.best.member(a).participation_id, planned.best.member(b).participation_id)
                for a, b in pairs
            ],
            today(),
        )
        for pairs in (planned.pairs, other)
    )
    return (here, there) if here and there else None


def _other_pairs(planned: Planned, other: Other) -> tuple[EnginePair, ...]:
    problem, solution = planned.best.encoded.problem, planned.best.solution
    if other is Other.DIFFERENT:
        return most_different(problem, solution, loss=0).pairs
    if other is Other.NEXT:
        change = next_best(problem, solution)
        if change is None:
            raise UserError("There is no other plan under your rules.", "Nothing was changed.")
        return change.pairs
    return solution.pairs
