"""Deciding on what a form said and no rule or list knows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipantId, StrengthId, WishId
from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import AnswerField, PossibleRule, UnknownValue
from buddy_matcher.services.decide_answers import OpenValue
from buddy_matcher.services.overview import Subject
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened
from tests.helpers.people import FORM_EXPORT, form_export, id_of


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """A scheme with the people of a form export."""
    services = opened(form_export, tmp_path / "scheme.buddy")
    yield services
    services.close()


def open_value(services: Services, text: str) -> OpenValue:
    return next(value for value in services.answers.open_values() if value.text == text)


def can_share(services: Services, name: str) -> set[str]:
    state = services.latest.state()
    levels = state.members[id_of(services, name)].participation.can_share
    return {state.wording.strengths[strength] for strength in levels}


def blocks(services: Services) -> tuple[Block, ...]:
    return services.latest.state().blocks(id_of(services, "Imogen Bevan"), id_of(services, "Gareth Aziz"))


def import_again(services: Services) -> None:
    report = services.imports.run(FORM_EXPORT)
    assert report.count(Outcome.UNCHANGED) == 57
    assert not report.changes


def test_an_open_wish_keeps_people_apart_until_it_is_decided(services: Services):
    [wish] = services.answers.open_wishes()
    assert (wish.person, wish.likely[0][1]) == ("Imogen Bevan", "Gareth Aziz")
    assert Block.UNDECIDED_WISH in blocks(services)
    services.answers.dismiss_wish(wish.wish_id)
    assert services.answers.open_wishes() == ()
    assert Block.UNDECIDED_WISH not in blocks(services)
    services.history.undo()
    assert services.answers.open_wishes() == (wish,)


def test_a_wish_can_become_a_rule(services: Services):
    [wish] = services.answers.open_wishes()
    services.answers.make_rule(wish.wish_id, wish.likely[0][0])
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
    assert lines[Subject.WISHES] == "Decide on 1 wish not to be paired with someone"
    assert lines[Subject.UNKNOWN_VALUES] == "Decide on 2 answers on no list of this scheme"


def test_nobody_decides_on_what_people_in_the_bin_said(services: Services):
    services.people.remove(id_of(services, "Imogen Bevan"), id_of(services, "Sunita Roberts"))
    assert services.answers.open_wishes() == ()
    assert services.answers.open_values() == ()
    subjects = {line.subject for line in services.overview.round().readiness}
    assert not subjects & {Subject.WISHES, Subject.UNKNOWN_VALUES}
    services.history.undo()
    assert len(services.answers.open_wishes()) == 1


def ask(services: Services, asking: str, *likely: str) -> int:
    """Let someone have asked not to be paired with others, by full name; return the wish's id."""
    person = {m.name: m.participant.id for m in services.people.people()}
    wish = PossibleRule(
        participant_id=person[asking], text="not with them", likely_ids=tuple(person[name] for name in likely)
    )
    with services.file.changing(Label("Ask")) as unit:
        wish = unit.possible_rules.save(wish)
        unit.commit()
    return wish.id


def test_a_wish_that_names_two_people_stays_open_until_both_are_decided(services: Services):
    asking, first, second = [member.name for member in services.people.people()][:3]
    wish_id = ask(services, asking, first, second)
    person = {m.name: m.participant.id for m in services.people.people()}
    services.answers.make_rule(WishId(wish_id), person[first])
    wish = next(each for each in services.answers.open_wishes() if each.wish_id == wish_id)
    assert wish.likely == ((person[second], second),)
    assert wish.kept_apart == (first,)
    state = services.latest.state()
    asked = id_of(services, asking)
    assert Block.UNDECIDED_WISH in state.blocks(asked, id_of(services, second))
    assert Block.UNDECIDED_WISH not in state.blocks(asked, id_of(services, first))
    assert Block.NEVER_PAIR in state.blocks(asked, id_of(services, first))
    services.answers.make_rule(WishId(wish_id), person[second])
    assert wish_id not in {each.wish_id for each in services.answers.open_wishes()}
    services.history.undo()
    assert [each.likely for each in services.answers.open_wishes() if each.wish_id == wish_id] == [
        wish.likely
    ]


def leave_open(services: Services, *answers: UnknownValue) -> OpenValue:
    with services.file.changing(Label("Answer")) as unit:
        unit.unknown_values.save_all(answers)
        unit.commit()
    return services.answers.open_values()[-1]


def test_a_strength_that_one_shares_and_another_wishes_is_one_answer(services: Services):
    giver, taker = (member.participation_id for member in services.people.people()[:2])
    value = leave_open(
        services,
        UnknownValue(participation_id=giver, field=AnswerField.CAN_SHARE, text="Juggling", level=2),
        UnknownValue(participation_id=taker, field=AnswerField.WOULD_LIKE, text="juggling ", level=1),
    )
    assert value.fields == (AnswerField.CAN_SHARE, AnswerField.WOULD_LIKE)
    services.answers.add_to_list(value)
    [juggling] = [s for s in services.people.strengths() if s.name == "Juggling"]
    candidates = services.latest.state().candidates
    assert candidates[giver].can_share[juggling.id] == 2
    assert candidates[taker].would_like[juggling.id] == 1


def test_adding_what_is_on_the_list_already_takes_the_entry_that_is_there(services: Services):
    someone = services.people.people()[0].participation_id
    before = services.people.strengths()
    value = leave_open(
        services,
        UnknownValue(participation_id=someone, field=AnswerField.CAN_SHARE, text=before[0].name.upper()),
    )
    services.answers.add_to_list(value)
    assert services.people.strengths() == before
    assert before[0].id in services.latest.state().candidates[someone].can_share


def test_a_decision_is_remembered_by_its_text_and_undone_with_it(services: Services):
    def remembered() -> dict[tuple[Question, str], int | None]:
        with services.file.reading() as unit:
            return {(each.question, each.text): each.listed_id for each in unit.decided_answers.all()}

    services.answers.ignore(open_value(services, "Beekeeping"))
    strengths = AnswerField.CAN_SHARE, AnswerField.WOULD_LIKE
    assert remembered() == {(field, "Beekeeping"): None for field in strengths}
    services.history.undo()
    assert remembered() == {}
    services.answers.accept_as(open_value(services, "Beekeeping"), StrengthId(1))
    someone = services.people.people()[0].participation_id
    again = leave_open(
        services, UnknownValue(participation_id=someone, field=AnswerField.CAN_SHARE, text="BEEKEEPING")
    )
    services.answers.accept_as(again, StrengthId(2))
    assert remembered() == {(field, "BEEKEEPING"): 2 for field in strengths}


def test_deciding_on_what_an_undo_took_away_is_a_clear_error(services: Services):
    value, [wish] = open_value(services, "Beekeeping"), services.answers.open_wishes()
    services.history.undo()
    with pytest.raises(UserError, match="not there any more"):
        services.answers.ignore(value)
    with pytest.raises(UserError, match="not there any more"):
        services.answers.dismiss_wish(wish.wish_id)
    with pytest.raises(UserError, match="not there any more"):
        services.answers.make_rule(wish.wish_id, ParticipantId(1))
