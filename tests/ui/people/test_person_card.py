"""The card of a person: what it says, and that it can be read whatever they are called."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.people.people_model import person_rows
from buddy_matcher.ui.people.person_card import PersonCard
from tests.helpers.people import Ids, add_person

LONG_ADDRESS = "a.very.long.given.name.and.a.longer.family.name@an-even-longer-organisation.example.org"


@pytest.fixture
def card(qtbot) -> PersonCard:
    card = PersonCard()
    qtbot.addWidget(card)
    card.resize(300, 400)
    card.show()
    return card


def test_only_what_was_answered_is_shown(card: PersonCard, services: Services, ids: Ids):
    [asha] = [row for row in person_rows(services.latest.state()) if row.member.name == "Asha Rao"]
    card.show_person(asha, "They wait.")
    for told in ("Asha Rao", "No buddy yet", "They wait.", "Can share", "Policy and strategy"):
        assert told in card.text
    assert "In their words" not in card.text
    card.show_people(["Asha Rao", "Ben Moss", "Cara Lunt"])
    assert card.text.startswith("3 people selected\nAsha Rao\nBen Moss\nCara Lunt\nChange several…")
    card.show_people([f"Person {number}" for number in range(25)])
    assert "and 5 more" in card.text


def test_a_long_address_breaks_on_screen_and_is_copied_whole(card: PersonCard, services: Services, qtbot):
    member = add_person(
        services, "Maximiliana Wolfeschlegelsteinhausenbergerdorff", Sector.HEALTH, shares="Policy"
    )
    form = services.people.form_of(member)
    services.people.save(replace(form, participant=replace(form.participant, email=LONG_ADDRESS)))
    card.show_person(person_rows(services.latest.state())[0])
    assert card.widget().width() <= card.viewport().width()
    qtbot.keySequence(card, QKeySequence(QKeySequence.StandardKey.Copy))
    assert LONG_ADDRESS in QGuiApplication.clipboard().text()
