"""What a plan would cost before it is agreed: time by what is agreed, travel by its own distances."""

from dataclasses import replace

import pytest

from buddy_matcher.domain.ids import UNSAVED
from buddy_matcher.domain.money import Agreement, Rate, RateUnit
from buddy_matcher.services.questions.compare_plans import Other
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids


@pytest.fixture
def planned(services: Services, ids: Ids) -> Services:
    """A draft of two pairs, one of whose VCSE people works for a group that is paid by hour and mile."""
    for given, outcode in (("Asha", "LS1"), ("Ben", "BD1")):
        form = services.people.form_of(ids[given])
        services.people.save(replace(form, participation=replace(form.participation, outcode=outcode)))
    services.funding.set_rate(Rate(name="hourly", pence=2000, unit=RateUnit.HOUR))
    services.funding.set_rate(Rate(name="car", pence=50, unit=RateUnit.MILE))
    agreement = Agreement(organisation_id=UNSAVED, rate="hourly", mileage="car")
    services.funding.agree("Ben Moss’s group", agreement)
    services.pairings.pair(ids["Asha"], ids["Ben"])
    return services


def pay(services: Services) -> None:
    services.scheme.save_scheme(replace(services.scheme.scheme(), pays_for_time=True))


def test_the_cost_stands_beside_the_draft_where_the_scheme_pays(planned: Services):
    assert planned.latest.plan().cost == ""
    pay(planned)
    # 90 minutes at £20 an hour, 2 to 6 times; 8 miles there or back a meeting at 50p.
    assert planned.latest.plan().cost == "VCSE time of 1 person £60.00 to £180.00, travel £8.00 to £24.00"


def test_two_plans_are_compared_with_their_costs(planned: Services):
    planned.plan.suggest()
    found = planned.questions.comparison.compare(Other.NEXT)
    assert found
    assert found.costs
    assert {cost.time for cost in found.costs} <= {(0, 0), (6000, 18_000)}
