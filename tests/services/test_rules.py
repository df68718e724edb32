"""Rules between people: what each does to the plan, and what is refused."""

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.rules import RuleKind
from buddy_matcher.services.schemes import Services


@pytest.fixture
def people(services: Services, ids: dict[str, int]) -> dict[str, int]:
    """Participants' ids by given name."""
    members = services.people.state().members
    return {name: members[participation].participant.id for name, participation in ids.items()}


def names_of_pairs(services: Services) -> set[str]:
    return {pair.names for pair in services.overview.plan().pairs}


@pytest.mark.parametrize("kind", [RuleKind.MUST_PAIR, RuleKind.NEVER_PAIR])
def test_a_rule_changes_the_next_suggestion(services: Services, people: dict[str, int], kind: RuleKind):
    buddy = "Dewi" if kind is RuleKind.MUST_PAIR else "Ben"
    services.rules.add(kind, people["Asha"], people[buddy])
    services.plan.suggest()
    assert names_of_pairs(services) == {"Asha Rao and Dewi Pugh", "Cara Lunt and Ben Moss"}


def test_preferences_show_as_points_of_their_own(services: Services, people: dict[str, int]):
    services.rules.add(RuleKind.PREFER, people["Ben"], people["Asha"])
    services.rules.add(RuleKind.AVOID, people["Cara"], people["Dewi"])
    services.plan.suggest()
    points = {pair.names: pair.parts["preference"] for pair in services.overview.plan().pairs}
    assert points == {"Asha Rao and Ben Moss": 20, "Cara Lunt and Dewi Pugh": -20}


def test_rules_are_listed_with_names_and_can_be_removed(services: Services, people: dict[str, int]):
    services.rules.add(RuleKind.NEVER_PAIR, people["Asha"], people["Ben"], reason="Family")
    assert services.history.next_undo() == "Never pair Asha Rao with Ben Moss"
    [view] = services.rules.rules()
    assert (view.first, view.second, view.rule.reason) == ("Asha Rao", "Ben Moss", "Family")
    services.rules.remove(view.rule.id)
    assert services.rules.rules() == ()
    with pytest.raises(UserError, match="not there any more"):
        services.rules.remove(view.rule.id)
    services.history.undo()
    assert services.rules.rules() == (view,)


def test_two_people_have_one_rule_at_most(services: Services, people: dict[str, int]):
    services.rules.add(RuleKind.PREFER, people["Asha"], people["Ben"])
    with pytest.raises(UserError, match="have a rule already"):
        services.rules.add(RuleKind.NEVER_PAIR, people["Ben"], people["Asha"])
    with pytest.raises(UserError, match="two different people"):
        services.rules.add(RuleKind.PREFER, people["Asha"], people["Asha"])
