"""What another choice would do to the plan, in words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened
from tests.helpers.people import Ids, form_export, id_of


def effects(services: Services, member_id: ParticipationId) -> dict[str, str]:
    return {alternative.name: alternative.effect for alternative in services.weighing.alternatives(member_id)}


def test_every_allowed_buddy_is_weighed_best_first(services: Services, ids: Ids):
    services.plan.suggest()
    found = effects(services, ids["Asha"])
    assert list(found) == ["Ben Moss", "Dewi Pugh"]
    assert found["Ben Moss"] == "In the best plan"
    assert found["Dewi Pugh"].startswith(
        "2 others move, nobody loses a buddy, 4 more people without a wish met"
    )


def test_a_blocked_buddy_is_not_weighed(services: Services, ids: Ids):
    services.pairings.never_pair(ids["Asha"], ids["Dewi"])
    assert list(effects(services, ids["Asha"])) == ["Ben Moss"]


def test_the_figures_follow_every_change_of_the_scheme(services: Services, ids: Ids):
    services.plan.suggest()
    assert "Dewi Pugh" in effects(services, ids["Asha"])
    [pair] = [p for p in services.latest.plan().pairs if p.names == "Cara Lunt and Dewi Pugh"]
    services.pairings.lock(pair.pairing.id)
    assert "Dewi Pugh" not in effects(services, ids["Asha"])
    services.history.undo()
    assert "Dewi Pugh" in effects(services, ids["Asha"])


def test_someone_outside_the_pool_has_no_alternatives(services: Services, ids: Ids):
    services.people.remove(ids["Asha"])
    assert services.weighing.alternatives(ids["Asha"]) == ()


def test_a_plan_changed_by_hand_says_what_that_costs(services: Services, ids: Ids):
    assert services.weighing.cost_of_changes() == ""
    services.plan.suggest()
    assert services.weighing.cost_of_changes() == ""
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    services.pairings.pair(ids["Cara"], ids["Ben"])
    assert "4 more people without a wish met" in services.weighing.cost_of_changes()
    services.pairings.unpair(services.latest.plan().pairs[0].pairing.id)
    assert "2 people lose a buddy" in services.weighing.cost_of_changes()


def in_words(differences: dict[str, int]) -> str:
    """Say how a plan differs in people without a wish met and in points, as the window does."""
    below, score = -differences.pop("below_1", 0), differences.pop("score", 0)
    assert not differences
    people = f"{below} more {'person' if below == 1 else 'people'} without a wish met" if below else ""
    points = f"{abs(score)} points {'more' if score > 0 else 'fewer'}" if score else ""
    return ", ".join(filter(None, (people, points)))


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Services]:
    """A scheme with the people of a form export."""
    services = opened(form_export, tmp_path / "many.buddy")
    yield services
    services.close()


@pytest.mark.parametrize("name", ["Helen Lamb", "Gareth Mills", "Joy Bibi"])
def test_a_weighed_choice_comes_true_when_it_is_made(many: Services, name: str):
    before = many.plan.suggest().proof
    member = id_of(many, name)
    chosen = next(a for a in many.weighing.alternatives(member, seconds=20) if not a.is_in_plan)
    after = many.plan.suggest_with(member, chosen.participation_id).proof
    assert before
    assert after
    earlier = dict(before.objective)
    differences = {aim: value - earlier[aim] for aim, value in after.objective if value != earlier[aim]}
    assert chosen.effect.endswith(f"nobody loses a buddy, {in_words(differences)}")


def test_bounds_are_known_at_once_and_exact_figures_follow(many: Services):
    this_round = many.scheme.round()
    criteria = replace(this_round.criteria, at_most_between_organisations=1, at_most_per_organisation=3)
    many.scheme.save_round(replace(this_round, criteria=criteria))
    many.plan.suggest()
    members = [member.participation_id for member in many.people.people()]
    at_once = {member: many.weighing.alternatives(member, seconds=0) for member in members}
    [*bounded] = [member for member, found in at_once.items() if not all(each.is_exact for each in found)]
    assert bounded
    for bound in (each for each in at_once[bounded[0]] if not each.is_exact):
        assert bound.effect.startswith("at best: ")
    exact = many.weighing.alternatives(bounded[0], seconds=60)
    assert all(each.is_exact for each in exact)
    assert [each.participation_id for each in exact] == [
        each.participation_id for each in at_once[bounded[0]]
    ]


def test_weighing_stops_when_nobody_waits_for_it(services: Services, ids: Ids):
    assert services.weighing.alternatives(ids["Asha"], seconds=60, cancelled=lambda: True) == ()
    assert services.weighing.cost_of_changes(cancelled=lambda: True) == ""
