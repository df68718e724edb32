"""The form of a scheme's details."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint
from PySide6.QtWidgets import QCheckBox, QDateEdit, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox

from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.round_dates import Milestone, RoundDates
from buddy_matcher.domain.rounds import Coordinator, Round, Scheme
from buddy_matcher.ui.scheme.scheme_dialog import NewSheet, SchemeDetails, SchemeDialog


def dated(letters_on: date, first_contact_days: int) -> RoundDates:
    return RoundDates(first_contact_days=first_contact_days).choose(Milestone.LETTERS_ON, letters_on)


BEFORE = SchemeDetails(
    Scheme(
        name="West Moor & friends",
        coordinator=Coordinator(
            name="Morag Ellis",
            phone="07700 900100",
            email="buddies@example.org",
            organisation="West Moor Voluntary Action",
            address=("12 Canal Street", "Bradford"),
        ),
    ),
    Round(id=RoundId(1), number=1, name="Spring", dates=dated(date(2027, 3, 1), 10)),
)


@pytest.fixture
def dialog(qtbot) -> SchemeDialog:
    dialog = SchemeDialog(None, BEFORE)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def new(qtbot) -> SchemeDialog:
    dialog = SchemeDialog(None, None)
    qtbot.addWidget(dialog)
    return dialog


def line(dialog: SchemeDialog, name: str) -> QLineEdit:
    return next(line for line in dialog.findChildren(QLineEdit) if line.accessibleName() == name)


def accepting(dialog: SchemeDialog) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.isDefault())


def test_details_that_are_left_alone_stay(dialog: SchemeDialog):
    assert dialog.details == BEFORE


def test_what_is_entered_is_returned_tidied(dialog: SchemeDialog):
    line(dialog, "Scheme name (required)").setText("  North   Moor ")
    line(dialog, "Your name").setText("Bran Lloyd")
    line(dialog, "Round").setText("Summer")
    dialog.findChild(QPlainTextEdit).setPlainText("1 Mill Lane\n\n  Leeds  ")
    dialog.findChild(QDateEdit).setDate(QDate(2027, 6, 1))
    dialog.findChild(QSpinBox).setValue(21)
    entered = dialog.details
    assert entered.scheme.name == "North Moor"
    assert entered.scheme.coordinator.name == "Bran Lloyd"
    assert entered.scheme.coordinator.address == ("1 Mill Lane", "Leeds")
    assert entered.round == Round(id=RoundId(1), number=1, name="Summer", dates=dated(date(2027, 6, 1), 21))


def box(dialog: SchemeDialog, text: str) -> QCheckBox:
    return next(each for each in dialog.findChildren(QCheckBox) if each.text().replace("&", "") == text)


def test_the_fields_of_all_parts_begin_at_the_same_place(dialog: SchemeDialog):
    dialog.show()
    lines = [line(dialog, name) for name in ("Scheme name (required)", "Round", "Your name")]
    assert len({field.mapTo(dialog, QPoint()).x() for field in lines}) == 1


def test_a_scheme_says_whether_it_pays_for_time(dialog: SchemeDialog):
    assert not dialog.details.scheme.pays_for_time
    box(dialog, "We pay for VCSE time, and keep track of it").setChecked(True)
    assert dialog.details.scheme.pays_for_time


def test_a_scheme_says_whether_it_writes_in_welsh_to_who_was_not_asked(dialog: SchemeDialog):
    assert not dialog.details.scheme.offers_welsh
    box(dialog, "Letters in Welsh and English to who was not asked for a language").setChecked(True)
    assert dialog.details.scheme.offers_welsh


def test_a_round_may_have_no_start(dialog: SchemeDialog):
    box(dialog, "Letters go out on").setChecked(False)
    assert not dialog.findChild(QDateEdit).isEnabled()
    assert dialog.details.round.dates.on(Milestone.LETTERS_ON) is None


def test_a_round_keeps_its_name_when_the_line_is_emptied(dialog: SchemeDialog):
    line(dialog, "Round").clear()
    assert dialog.details.round.name == "Spring"


def test_a_scheme_needs_a_name(new: SchemeDialog):
    assert not accepting(new).isEnabled()
    line(new, "Scheme name (required)").setText("   ")
    assert not accepting(new).isEnabled()
    line(new, "Scheme name (required)").setText("West Moor")
    assert accepting(new).isEnabled()


def test_a_scheme_for_a_sheet_is_named_after_it(qtbot):
    dialog = SchemeDialog(None, None, NewSheet(Path("buddy_sign-up.xlsx"), "A Google Forms export"))
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "New scheme for buddy_sign-up.xlsx"
    assert "A Google Forms export." in [label.text() for label in dialog.findChildren(QLabel)]
    assert dialog.details.scheme.name == "Buddy sign up"
    assert accepting(dialog).isEnabled()


def test_a_new_scheme_has_no_round_to_enter(new: SchemeDialog):
    assert new.details.round is None
    assert new.findChild(QDateEdit) is None
