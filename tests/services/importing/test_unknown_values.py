"""Answers on no list are asked about once, and what was decided holds for everybody after."""

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import DecidedAnswer
from buddy_matcher.services.schemes import Services
from tests.helpers.people import strength_id
from tests.services.importing.answers import LATER, Importer, answer, joy, outcomes


def test_decided_values_and_wishes_are_not_asked_about_again(scheme: Services, bring: Importer):
    odd = {**answer(Can_share="Beekeeping; Quality improvement"), "Not to be paired with": "Owen Reid"}
    owen = answer(Name="Owen Reid", **{"E-mail": "owen@example.org"})
    first = bring(odd, owen)
    assert [value.value for value in first.unknown_values] == ["Beekeeping"]
    assert [wish.likely for wish in first.possible_rules] == [("Owen Reid",)]
    assert len(bring(odd, owen).possible_rules) == 1
    [value], [wish] = scheme.answers.open_values(), scheme.answers.open_wishes()
    scheme.answers.accept_as(value, strength_id(scheme, "Community"))
    scheme.answers.dismiss_wish(wish.wish_id)
    again = bring(odd, owen)
    assert (again.unknown_values, again.possible_rules, again.outcomes[0].notes) == ((), (), ())
    assert not again.changes
    assert strength_id(scheme, "Community") in joy(scheme).participation.can_share


def test_an_unknown_value_that_is_no_longer_given_is_no_longer_open(scheme: Services, bring: Importer):
    bring(answer(Can_share="Beekeeping; Quality improvement"))
    bring(answer(Timestamp=LATER, Can_share="Quality improvement"))
    assert scheme.answers.open_values() == ()


def test_the_level_of_an_answer_on_no_list_survives_the_decision(scheme: Services, bring: Importer):
    bring(answer(Can_share="Fundrasing (a little); Quality improvement"))
    with scheme.file.reading() as unit:
        assert [value.level for value in unit.unknown_values.all()] == [1]
    bid = strength_id(scheme, "Bid")
    scheme.answers.accept_as(scheme.answers.open_values()[0], bid)
    assert joy(scheme).participation.can_share[bid] == 1


def test_what_was_decided_for_one_holds_for_everybody_after(scheme: Services, bring: Importer):
    bring(answer(Can_share="Fundrasing; Beekeeping"))
    values = {value.text: value for value in scheme.answers.open_values()}
    bid = strength_id(scheme, "Bid")
    scheme.answers.accept_as(values["Fundrasing"], bid)
    scheme.answers.ignore(values["Beekeeping"])
    owen = {
        **answer(Name="Owen Reid", Can_share="BEEKEEPING", **{"E-mail": "owen@example.org"}),
        "Would like": "fundrasing (a little)",
    }
    report = bring(owen)
    assert report.unknown_values == ()
    assert scheme.answers.open_values() == ()
    [part] = [m.participation for m in scheme.people.people() if m.participant.given == "Owen"]
    assert (part.can_share, part.would_like) == ({}, {bid: 1})
    assert report.outcomes[0].notes == (
        "“BEEKEEPING” was left out, as you decided before.",
        "“fundrasing” was taken as “Bid writing and fundraising”, as you decided before.",
    )
    again = bring(owen)
    assert (again.outcomes[0].notes, again.changes.kinds) == ((), frozenset())


def test_an_open_answer_is_settled_by_a_decision_that_was_made_elsewhere(scheme: Services, bring: Importer):
    bring(answer(Can_share="Fundrasing; Quality improvement"))
    bid = strength_id(scheme, "Bid")
    with scheme.file.changing(Label("Decide")) as unit:
        unit.decided_answers.save(
            DecidedAnswer(question=Question.WOULD_LIKE, text="fundrasing", listed_id=bid)
        )
        unit.commit()
    report = bring(answer(Can_share="Fundrasing; Quality improvement"))
    assert outcomes(report) == [Outcome.UPDATED]
    assert "was taken as “Bid writing" in report.outcomes[0].notes[0]
    assert bid in joy(scheme).participation.can_share
    assert scheme.answers.open_values() == ()
    assert not bring(answer(Can_share="Fundrasing; Quality improvement")).changes


def test_a_sheet_with_a_column_for_each_strength_says_nothing_of_other_answers(
    scheme: Services, bring: Importer
):
    bring(answer(Can_share="Fundrasing; Quality improvement"))
    columns = {key: text for key, text in answer(Timestamp=LATER).items() if key != "Can share"}
    bring({**columns, "Quality improvement": "x"})
    assert [value.text for value in scheme.answers.open_values()] == ["Fundrasing"]
    bid = strength_id(scheme, "Bid")
    with scheme.file.changing(Label("Decide")) as unit:
        unit.decided_answers.save(
            DecidedAnswer(question=Question.CAN_SHARE, text="Fundrasing", listed_id=bid)
        )
        unit.commit()
    bring({**columns, "Quality improvement": "x"})
    assert joy(scheme).participation.can_share.keys() == {bid, strength_id(scheme, "Quality")}
