"""The best plan that explanations compare with: computed once, and again only when something matters."""

from dataclasses import replace

import pytest

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.services.plan_round import PlanRound
from buddy_matcher.services.rounds.best_plan import BestPlans
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids

AT_ONCE = 1e-9


@pytest.fixture
def plans(services: Services, ids: Ids) -> BestPlans:
    return BestPlans(RoundReadings(services.file))


def test_what_a_suggestion_computed_is_not_computed_again(services: Services, plans: BestPlans):
    PlanRound(services.file, RoundReadings(services.file), plans).suggest(time_limit=AT_ONCE)
    known = plans.latest(time_limit=60)
    assert known
    # Computed again, it would be proved in no time.
    assert known.solution.status is SolutionStatus.FEASIBLE
    assert len(known.state.current) == len(known.solution.pairs)


def test_a_plan_that_is_not_proved_is_not_enough_where_there_is_time(services: Services, plans: BestPlans):
    PlanRound(services.file, RoundReadings(services.file), plans).suggest(time_limit=AT_ONCE)
    known = plans.latest()
    assert known
    assert known.is_proved


def test_a_change_that_no_plan_depends_on_costs_no_new_plan(services: Services, plans: BestPlans, ids: Ids):
    before = plans.latest()
    form = services.people.form_of(ids["Asha"])
    services.people.save(replace(form, participant=replace(form.participant, phone="07700 900123")))
    after = plans.latest()
    assert before
    assert after
    assert after.solution is before.solution
    assert after.state.members[ids["Asha"]].participant.phone == "07700 900123"


def test_other_people_rules_or_orders_cost_a_new_plan(services: Services, plans: BestPlans, ids: Ids):
    first = plans.latest()
    services.pairings.never_pair(ids["Asha"], ids["Ben"])
    second = plans.latest()
    form = services.people.form_of(ids["Ben"])
    services.people.save(replace(form, participant=replace(form.participant, given="Zac", family="Zoll")))
    third = plans.latest()
    assert first
    assert second
    assert third
    assert first.solution.pairs != second.solution.pairs
    assert third.names(tuple(third.problem.encoded.problem.right)) == "Dewi Pugh and Zac Zoll"
    assert {
        frozenset(third.problem.encoded.candidate_ids[m] for m in pair) for pair in third.solution.pairs
    } == {
        frozenset({ids["Asha"], ids["Dewi"]}),
        frozenset({ids["Cara"], ids["Ben"]}),
    }


def test_a_cancelled_computation_gives_nothing(plans: BestPlans):
    assert plans.latest(cancelled=lambda: True) is None
    assert plans.latest()
