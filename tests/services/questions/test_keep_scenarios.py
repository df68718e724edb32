"""Plans are set aside under a name, compared with the plan as it stands, and taken up again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened
from tests.helpers.people import add_person, planned_four


def together(services: Services) -> set[frozenset[ParticipationId]]:
    return {frozenset(pair.pairing.members) for pair in services.latest.plan().pairs}


def swapped(services: Services) -> None:
    """Let the buddies of the two pairs change places, so that the plan is another one."""
    first, second = services.latest.plan().pairs
    services.pairings.swap(first.pairing.id, second.pairing.id)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """A scheme of four people and their plan."""
    services = opened(planned_four, tmp_path / "scheme.buddy")
    yield services
    services.close()


def test_a_plan_is_taken_up_again_as_it_was(services: Services):
    scenarios, before = services.questions.scenarios, together(services)
    scenarios.save("  As  suggested ")
    swapped(services)
    [shown] = scenarios.all()
    assert (shown.scenario.name, shown.pairings, shown.alike) == ("As suggested", 2, 0)
    taken = scenarios.take(shown.scenario.id)
    assert taken.changes
    assert not taken.left_out
    assert together(services) == before
    assert not services.latest.plan().is_changed_by_hand
    services.history.undo()
    assert together(services) != before


def test_a_scenario_is_compared_with_the_plan(services: Services):
    scenarios = services.questions.scenarios
    scenarios.save("As suggested")
    best = services.questions.comparison.compare()
    assert best
    swapped(services)
    found = services.questions.comparison.compare_scenario(scenarios.called("as SUGGESTED"))
    assert found
    assert {aim: there for aim, (_here, there) in found.aims.items()} == {
        aim: here for aim, (here, _there) in best.aims.items()
    }
    assert len(found.changed) == 4
    assert found.crossing == ()


def test_what_crosses_a_rule_now_is_named(services: Services):
    services.questions.scenarios.save("As suggested")
    first = services.latest.plan().pairs[0]
    services.pairings.never_pair(*first.pairing.members)
    services.plan.suggest()
    found = services.questions.comparison.compare_scenario(
        services.questions.scenarios.called("As suggested")
    )
    assert found
    assert len(found.crossing) == 1
    assert all(member.name in found.crossing[0] for member in first.members)


def test_agreed_pairs_stay_and_who_has_left_is_left_out(services: Services):
    scenarios = services.questions.scenarios
    scenarios.save("As suggested")
    first, second = services.latest.plan().pairs
    services.pairings.agree(first.pairing.id)
    services.people.set_status(second.members[0].name, Status.WITHDRAWN)
    with pytest.raises(UserError, match="Nothing of this scenario can be had"):
        scenarios.take(scenarios.called("As suggested"))
    assert frozenset(first.pairing.members) in together(services)


def test_only_what_can_be_had_is_taken(services: Services):
    scenarios = services.questions.scenarios
    add_person(services, "Eve Stone", Sector.HEALTH, shares="Policy", wishes="Community")
    scenarios.save("As suggested")
    first, second = services.latest.plan().pairs
    services.people.set_status(first.members[0].name, Status.WITHDRAWN)
    taken = scenarios.take(scenarios.called("As suggested"))
    assert set(taken.left_out) == {member.name for member in first.members}
    assert frozenset(second.pairing.members) in together(services)


def test_names_are_needed_and_each_is_used_once(services: Services):
    scenarios = services.questions.scenarios
    scenarios.save("One")
    for name, why in (("one", "already"), ("  ", "needs a name")):
        with pytest.raises(UserError, match=why):
            scenarios.save(name)
    with pytest.raises(UserError, match="no scenario “Two”"):
        scenarios.called("Two")
    one = scenarios.called("One")
    scenarios.remove(one)
    with pytest.raises(UserError, match="not there any more"):
        scenarios.remove(one)
    services.history.undo()
    assert [shown.scenario.name for shown in scenarios.all()] == ["One"]


def test_somebody_who_is_erased_goes_from_scenarios_too(services: Services):
    scenarios = services.questions.scenarios
    scenarios.save("As suggested")
    [shown] = scenarios.all()
    who = services.latest.state().members[shown.scenario.groups[0][0]].participant.id
    services.people.remove(shown.scenario.groups[0][0])
    services.erasure.erase(who)
    [left] = scenarios.all()
    assert left.pairings == 1


def test_there_is_nothing_to_save_without_a_plan(services: Services):
    services.pairings.unpair(*(pair.pairing.id for pair in services.latest.plan().pairs))
    with pytest.raises(UserError, match="There is no plan yet"):
        services.questions.scenarios.save("Nothing")
