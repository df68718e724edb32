"""How good the plan is said to be: never better than it is known to be."""

import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.rules import RuleKind
from buddy_matcher.services.overview import NextStep
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids, add_person

BEST = "Best possible under your rules and these answers."
OUT_OF_DATE = "Out of date: people, answers or rules were changed since. Suggest pairings again."


def standing(services: Services) -> str:
    return services.latest.plan().standing


def set_criteria(services: Services, **changes: Any) -> None:
    this_round = services.scheme.round()
    services.scheme.save_round(replace(this_round, criteria=replace(this_round.criteria, **changes)))


def edit(services: Services, member: ParticipationId, **changes: Any) -> None:
    form = services.people.form_of(member)
    services.people.save(replace(form, participation=replace(form.participation, **changes)))


def add_two_who_fit(services: Services) -> None:
    add_person(services, "Eve Stone", Sector.HEALTH, shares="Policy", wishes="Bid")
    add_person(services, "Farhan Wyn", Sector.VCSE, shares="Bid", wishes="Policy")


def never_pair_a_planned_pair(services: Services, ids: Ids) -> None:
    members = services.latest.state().members
    first, second = (members[ids[name]].participant.id for name in ("Asha", "Ben"))
    services.rules.add(RuleKind.NEVER_PAIR, first, second)


def test_a_plan_whose_problem_changed_is_never_called_best(services: Services, ids: Ids):
    services.plan.suggest()
    add_two_who_fit(services)
    never_pair_a_planned_pair(services, ids)
    set_criteria(services, minimum_score=90)
    assert standing(services) == OUT_OF_DATE
    assert services.overview.round().next_step is NextStep.SUGGEST
    services.plan.suggest()
    assert standing(services) == "No two people can be paired under your rules and these answers."
    set_criteria(services, minimum_score=30)
    services.plan.suggest()
    assert standing(services) == BEST
    assert services.overview.round().next_step is NextStep.AGREE


@pytest.mark.parametrize(
    "change",
    [
        lambda services, _: add_two_who_fit(services),
        never_pair_a_planned_pair,
        lambda services, _: set_criteria(services, minimum_score=1),
        lambda services, ids: edit(services, ids["Asha"], capacity=2),
        lambda services, ids: edit(services, ids["Asha"], strengths=()),
    ],
    ids=["people", "a rule", "a criterion", "a capacity", "no strengths any more"],
)
def test_each_change_of_the_problem_alone_makes_the_plan_out_of_date_until_it_is_undone(
    services: Services, ids: Ids, change
):
    services.plan.suggest()
    mark = services.history.entries()[-1].number
    change(services, ids)
    assert standing(services) == OUT_OF_DATE
    services.history.undo_to(mark)
    assert standing(services) == BEST


def test_what_the_plan_does_not_depend_on_leaves_it_best(services: Services, ids: Ids):
    services.plan.suggest()
    form = services.people.form_of(ids["Asha"])
    renamed = replace(form.participant, given="Zara", phone="07700 900123")
    services.people.save(replace(form, participant=renamed))
    edit(services, ids["Ben"], hopes="To learn", priority=0)
    add_person(services, "Eve Stone", Sector.VCSE)
    assert standing(services) == BEST


def test_locking_and_agreeing_what_was_suggested_leaves_it_best(services: Services, ids: Ids):
    services.plan.suggest()
    [first, second] = [pair.pairing.id for pair in services.latest.plan().pairs]
    services.pairings.lock(first)
    services.pairings.agree(second)
    assert standing(services) == BEST
    services.pairings.unlock(first)
    services.pairings.reopen(second)
    assert standing(services) == BEST


def test_a_pair_that_is_not_kept_any_more_may_have_stood_in_the_way(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    [poor] = services.latest.plan().pairs
    services.pairings.lock(poor.pairing.id)
    services.plan.suggest()
    assert standing(services) == BEST
    services.pairings.unlock(poor.pairing.id)
    assert standing(services) == (
        "Out of date: a pair that had to stay is not kept any more. Suggest pairings again."
    )
    assert services.overview.round().next_step is NextStep.SUGGEST


def test_a_plan_of_which_nobody_noted_the_problem_is_not_called_best(services: Services, ids: Ids):
    services.plan.suggest()
    with services.file.changing(Label("Forget")) as unit:
        [proof] = unit.proofs.all()
        unit.proofs.save(replace(proof, problem=""))
        unit.commit()
    assert standing(services) == "It is not known whether this is the best plan. Suggest pairings again."


def test_an_agreed_plan_stays_agreed_when_somebody_new_comes(services: Services, ids: Ids):
    services.plan.suggest(agree=True)
    add_two_who_fit(services)
    assert standing(services) == OUT_OF_DATE
    assert services.latest.plan().is_draft is False
    assert services.overview.round().next_step is NextStep.FIND_BUDDY


def test_the_problem_of_a_plan_reads_the_same_in_every_process(services: Services, ids: Ids):
    services.plan.suggest()
    services.close()
    look = (
        "import sys; from pathlib import Path; from buddy_matcher.services.schemes import open_read_only; "
        "print(open_read_only(Path(sys.argv[1])).latest.plan().standing)"
    )
    # Sets of text are in another order in each process, unless their seed is fixed.
    for seed in ("1", "2"):
        seen = subprocess.run(
            [sys.executable, "-c", look, str(services.path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert seen.stdout.strip() == BEST
