"""What an import leaves to be decided: answers on no list, and wishes about pairing."""

import pytest

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.domain.rules import AnswerField, DecidedAnswer
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
    scheme.answers.dismiss_wish(wish.id)
    again = bring(odd, owen)
    assert (again.unknown_values, again.possible_rules, again.outcomes[0].notes) == ((), (), ())
    assert not again.changes
    assert strength_id(scheme, "Community") in joy(scheme).participation.can_share


def test_an_unknown_value_that_is_no_longer_given_is_no_longer_open(scheme: Services, bring: Importer):
    bring(answer(Can_share="Beekeeping; Quality improvement"))
    bring(answer(Timestamp=LATER, Can_share="Quality improvement"))
    assert scheme.answers.open_values() == ()


def test_a_wish_in_an_earlier_answer_of_the_same_person_is_not_lost(scheme: Services, bring: Importer):
    wish = {"Not to be paired with": "anyone from Beck Street Surgery"}
    report = bring({**answer(), **wish}, answer(Timestamp=LATER))
    assert [found.row for found in report.possible_rules] == [2]


def test_whoever_a_wish_may_mean_is_found_when_they_come_later(scheme: Services, bring: Importer):
    wish = {**answer(), "Not to be paired with": "not with Owen Reed please"}
    assert bring(wish).possible_rules[0].likely == ()
    report = bring(wish, answer(Name="Owen Reid", Organisation="Other", **{"E-mail": "o@example.org"}))
    assert report.possible_rules[0].likely == ("Owen Reid",)
    assert scheme.answers.open_wishes()[0].likely[0][1] == "Owen Reid"


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("Gareth Aziz – we commission them", ("Gareth Aziz",)),
        ("gareth aziz", ("Gareth Aziz",)),
        ("Mr Aziz", ("Gareth Aziz",)),
        ("Gareth", ("Gareth Aziz", "Gareth Mills")),
        ("anyone at Beck Street Surgery", ("Gareth Mills",)),
        ("my brother", ()),
        ("it would be a joy to meet anybody", ()),
    ],
)
def test_the_likeliest_people_are_named(bring: Importer, text: str, likely: tuple[str, ...]):
    others = [
        answer(Name=name, Organisation=organisation, **{"E-mail": f"{name.split()[1]}@example.org"})
        for name, organisation in (("Gareth Aziz", "Al-Noor"), ("Gareth Mills", "Beck Street Surgery"))
    ]
    report = bring({**answer(), "Not to be paired with": text}, *others)
    assert [wish.likely for wish in report.possible_rules] == [likely]


@pytest.mark.parametrize("text", ["", "No", "none", "n/a", "Nobody."])
def test_saying_that_there_is_nobody_is_no_wish(bring: Importer, text: str):
    assert bring({**answer(), "Not to be paired with": text}).possible_rules == ()


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
            DecidedAnswer(field=AnswerField.WOULD_LIKE, text="fundrasing", listed_id=bid)
        )
        unit.commit()
    report = bring(answer(Can_share="Fundrasing; Quality improvement"))
    assert outcomes(report) == [Outcome.UPDATED]
    assert "was taken as “Bid writing" in report.outcomes[0].notes[0]
    assert bid in joy(scheme).participation.can_share
    assert scheme.answers.open_values() == ()
    assert not bring(answer(Can_share="Fundrasing; Quality improvement")).changes
