"""Rules between people: what each does to the plan, and what is refused."""

from datetime import date
from typing import Any

import pytest

from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.rules import PossibleRule, Rule, RuleKind
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids


@pytest.fixture
def people(services: Services, ids: Ids) -> dict[str, ParticipantId]:
    """Participants' ids by given name."""
    members = services.latest.state().members
    return {name: members[participation].participant.id for name, participation in ids.items()}


def names_of_pairs(services: Services) -> set[str]:
    return {pair.names for pair in services.latest.plan().pairs}


@pytest.mark.parametrize("kind", [RuleKind.MUST_PAIR, RuleKind.NEVER_PAIR])
def test_a_rule_changes_the_next_suggestion(
    services: Services, people: dict[str, ParticipantId], kind: RuleKind
):
    buddy = "Dewi" if kind is RuleKind.MUST_PAIR else "Ben"
    services.rules.add(kind, people["Asha"], people[buddy])
    services.plan.suggest()
    assert names_of_pairs(services) == {"Asha Rao and Dewi Pugh", "Cara Lunt and Ben Moss"}


def test_preferences_show_as_points_of_their_own(services: Services, people: dict[str, ParticipantId]):
    services.rules.add(RuleKind.PREFER, people["Ben"], people["Asha"])
    services.rules.add(RuleKind.AVOID, people["Cara"], people["Dewi"])
    services.plan.suggest()
    points = {pair.names: pair.parts[Part.PREFERENCE] for pair in services.latest.plan().pairs}
    assert points == {"Asha Rao and Ben Moss": 20, "Cara Lunt and Dewi Pugh": -20}


def test_rules_are_listed_with_names_and_can_be_removed(services: Services, people: dict[str, ParticipantId]):
    services.rules.add(RuleKind.NEVER_PAIR, people["Asha"], people["Ben"], reason="Family")
    assert services.history.next_undo() == "Never pair Asha Rao with Ben Moss"
    [named] = services.rules.rules()
    assert (named.first, named.second, named.rule.reason) == ("Asha Rao", "Ben Moss", "Family")
    services.rules.remove(named.rule.id)
    assert services.rules.rules() == ()
    with pytest.raises(UserError, match="not there any more"):
        services.rules.remove(named.rule.id)
    services.history.undo()
    assert services.rules.rules() == (named,)


def test_two_people_have_one_rule_at_most(services: Services, people: dict[str, ParticipantId]):
    services.rules.add(RuleKind.PREFER, people["Asha"], people["Ben"])
    with pytest.raises(UserError, match="have a rule already"):
        services.rules.add(RuleKind.MUST_PAIR, people["Ben"], people["Asha"])
    with pytest.raises(UserError, match="two different people"):
        services.rules.add(RuleKind.PREFER, people["Asha"], people["Asha"])


@pytest.mark.parametrize("way", ["by a rule", "in the plan", "from a wish"])
def test_keeping_two_people_apart_replaces_the_rule_that_they_must_pair(
    services: Services, ids: Ids, people: dict[str, ParticipantId], way: str
):
    services.rules.add(RuleKind.MUST_PAIR, people["Ben"], people["Asha"], reason="Old friends")
    if way == "by a rule":
        services.rules.add(RuleKind.NEVER_PAIR, people["Asha"], people["Ben"])
    elif way == "in the plan":
        services.pairings.never_pair(ids["Asha"], ids["Ben"])
    else:
        with services.file.changing(Label("Ask")) as unit:
            wish = unit.possible_rules.save(PossibleRule(participant_id=people["Asha"], text="not with Ben"))
            unit.commit()
        services.answers.make_rule(wish.id, people["Ben"])
    [named] = services.rules.rules()
    assert named.rule.kind is RuleKind.NEVER_PAIR
    assert services.history.next_undo() == "Never pair Asha Rao with Ben Moss in place of “Must pair”"
    services.plan.suggest()
    assert "Asha Rao and Ben Moss" not in names_of_pairs(services)


def test_asking_twice_to_keep_two_people_apart_changes_nothing(services: Services, ids: Ids):
    services.pairings.never_pair(ids["Asha"], ids["Ben"], reason="Family")
    assert not services.pairings.never_pair(ids["Ben"], ids["Asha"])
    [named] = services.rules.rules()
    assert named.rule.reason == "Family"


def test_a_rule_that_has_ended_makes_way(services: Services, people: dict[str, ParticipantId]):
    services.rules.add(RuleKind.NEVER_PAIR, people["Asha"], people["Ben"], ends_on=date(2020, 1, 1))
    services.rules.add(RuleKind.PREFER, people["Asha"], people["Ben"])
    assert [named.rule.kind for named in services.rules.rules()] == [RuleKind.PREFER]
    assert services.history.next_undo() == "Prefer Asha Rao with Ben Moss"


@pytest.mark.parametrize("apart", ["a rule", "a wish that is not decided"])
def test_a_must_rule_never_overrides_what_keeps_two_people_apart(
    services: Services, ids: Ids, people: dict[str, ParticipantId], apart: str
):
    pair: dict[str, Any] = {"first_participant_id": people["Asha"], "second_participant_id": people["Ben"]}
    with services.file.changing(Label("Old file")) as unit:
        unit.rules.save(Rule(kind=RuleKind.MUST_PAIR, **pair))
        if apart == "a rule":
            unit.rules.save(Rule(kind=RuleKind.NEVER_PAIR, **pair))
        else:
            wish = PossibleRule(
                participant_id=people["Asha"], text="not with Ben", likely_ids=(people["Ben"],)
            )
            unit.possible_rules.save(wish)
        unit.commit()
    services.plan.suggest()
    assert "Asha Rao and Ben Moss" not in names_of_pairs(services)
    services.pairings.never_pair(ids["Asha"], ids["Ben"])
    assert [named.rule.kind for named in services.rules.rules()] == [RuleKind.NEVER_PAIR]
