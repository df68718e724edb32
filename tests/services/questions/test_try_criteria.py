"""What other criteria would do to the pool and the plan, before they are kept."""

from dataclasses import replace

from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids, add_person


def test_the_same_criteria_change_nothing(services: Services, ids: Ids):
    services.plan.suggest()
    tried = services.questions.trying.tried(Criteria())
    assert tried
    assert (tried.possible, tried.before, tried.pairs, tried.waiting) == (4, 4, 2, 0)
    assert (tried.unmet, tried.changed) == (0, 0)


def test_without_a_plan_nobody_has_another_buddy_than_now(services: Services, ids: Ids):
    tried = services.questions.trying.tried(Criteria())
    assert tried
    assert tried.words.endswith("and 0 with none of their wishes met.")


def test_a_limit_is_said_in_the_pool_and_in_the_plan(services: Services, ids: Ids):
    services.plan.suggest()
    add_person(services, "Eve Stone", Sector.HEALTH, shares="Policy", wishes="Bid")
    before = services.latest.plan()
    tried = services.questions.trying.tried(replace(Criteria(), minimum_score=900))
    assert tried
    assert (tried.pairs, tried.waiting, tried.changed) == (0, 5, 4)
    assert tried.words.startswith("0 pairs are possible, 6 under those that are kept.")
    assert tried.words.endswith(
        "The best plan has 0 pairs, 5 people without a buddy and 0 with none of their wishes met; "
        "4 people have another buddy than now."
    )
    assert services.latest.plan() == before
