"""Wishes about pairing, and whom they may mean."""

import pytest

from buddy_matcher.services.schemes import Services
from tests.services.importing.answers import LATER, Importer, answer


def test_a_wish_in_an_earlier_answer_of_the_same_person_is_not_lost(scheme: Services, bring: Importer):
    wish = {"Not to be paired with": "anyone from Beck Street Surgery"}
    report = bring({**answer(), **wish}, answer(Timestamp=LATER))
    assert [found.row for found in report.possible_rules] == [2]


def test_whoever_a_wish_may_mean_is_found_when_they_come_later(scheme: Services, bring: Importer):
    wish = {**answer(), "Not to be paired with": "not with Owen Reed please"}
    assert bring(wish).possible_rules[0].likely == ()
    report = bring(
        wish, answer(Name="Owen Reid", Organisation="Beck Street Surgery", **{"E-mail": "o@example.org"})
    )
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
