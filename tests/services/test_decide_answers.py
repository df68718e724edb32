"""Deciding on what a form said and no rule or list knows."""

from pathlib import Path

import pytest

from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.services.decide_answers import OpenValue
from buddy_matcher.services.overview import Subject
from buddy_matcher.services.schemes import Services
from tests.helpers.people import id_of

FORM_EXPORT = Path(__file__).parents[1] / "samples" / "microsoft-forms.xlsx"


@pytest.fixture(autouse=True)
def imported(services: Services) -> None:
    services.imports.run(FORM_EXPORT)


def open_value(services: Services, text: str) -> OpenValue:
    return next(value for value in services.answers.open_values() if value.text == text)


def can_share(services: Services, name: str) -> set[str]:
    state = services.people.state()
    levels = state.members[id_of(services, name)].participation.can_share
    return {state.wording.strengths[strength] for strength in levels}


def blocks(services: Services) -> tuple[Block, ...]:
    return services.people.state().blocks(id_of(services, "Imogen Bevan"), id_of(services, "Gareth Aziz"))


def import_again(services: Services) -> None:
    report = services.imports.run(FORM_EXPORT)
    assert report.count(Outcome.UNCHANGED) == 57
    assert not report.changes


def test_an_open_wish_keeps_people_apart_until_it_is_decided(services: Services):
    [wish] = services.answers.open_wishes()
    assert (wish.person, wish.likely[0][1]) == ("Imogen Bevan", "Gareth Aziz")
    assert Block.UNDECIDED_WISH in blocks(services)
    services.answers.dismiss_wish(wish.id)
    assert services.answers.open_wishes() == ()
    assert Block.UNDECIDED_WISH not in blocks(services)
    services.history.undo()
    assert services.answers.open_wishes() == (wish,)


def test_a_wish_can_become_a_rule(services: Services):
    [wish] = services.answers.open_wishes()
    services.answers.make_rule(wish.id, wish.likely[0][0])
    assert Block.NEVER_PAIR in blocks(services)
    assert Block.UNDECIDED_WISH not in blocks(services)
    assert services.history.next_undo() == "Never pair Imogen Bevan with Gareth Aziz"
    import_again(services)
    assert services.answers.open_wishes() == ()


def test_a_misspelt_strength_is_taken_as_the_suggested_one(services: Services):
    value = open_value(services, "Fund raising")
    assert value.suggestion == "Bid writing and fundraising"
    assert value.people == ("Sunita Roberts",)
    assert value.suggested_id
    services.answers.accept_as(value, value.suggested_id)
    assert "Bid writing and fundraising" in can_share(services, "Sunita Roberts")
    assert [v.text for v in services.answers.open_values()] == ["Beekeeping"]
    import_again(services)
    assert "Bid writing and fundraising" in can_share(services, "Sunita Roberts")


def test_a_new_strength_can_be_put_on_the_list(services: Services):
    services.answers.add_to_list(open_value(services, "Beekeeping"))
    assert "Beekeeping" in {strength.name for strength in services.people.strengths()}
    assert "Beekeeping" in can_share(services, "Sunita Roberts")
    services.history.undo()
    assert "Beekeeping" not in {strength.name for strength in services.people.strengths()}


def test_an_ignored_answer_is_not_asked_about_again(services: Services):
    services.answers.ignore(open_value(services, "Beekeeping"))
    import_again(services)
    assert [value.text for value in services.answers.open_values()] == ["Fund raising"]


def test_the_overview_leads_to_what_is_open(services: Services):
    lines = {line.subject: line.text for line in services.overview.round().readiness}
    assert lines[Subject.WISHES] == "1 wish not to be paired with someone to decide on"
    assert lines[Subject.UNKNOWN_VALUES] == "2 answers on no list of this scheme to decide on"
