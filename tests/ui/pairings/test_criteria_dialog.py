"""The dialog of a round's criteria gives back what it was given, and what is changed."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSpinBox

from buddy_matcher.domain.criteria import Criteria, Importance, Part, points_for
from buddy_matcher.ui.pairings.criteria_dialog import CriteriaDialog
from tests.helpers.strategies import criteria


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(criteria)
def test_unchanged_criteria_come_back_as_they_were(qapp, chosen: Criteria):
    dialog = CriteriaDialog(None, chosen)
    assert dialog.edited == chosen
    dialog.deleteLater()


@pytest.fixture
def dialog(qtbot) -> CriteriaDialog:
    dialog = CriteriaDialog(None, Criteria())
    qtbot.addWidget(dialog)
    return dialog


def texts(dialog: CriteriaDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_how_much_a_part_counts_is_said_in_words_and_points(dialog: CriteriaDialog):
    boxes = dialog.importances
    assert boxes[Part.COMPLEMENTARY].currentText() == "Helpful, up to 50 points"
    assert boxes[Part.LEVEL].currentText() == "Helpful, up to 5 points"
    most = sum(box.chosen for box in boxes.values())
    assert f"A pair can have {most} points at most." in [
        label.text() for label in dialog.findChildren(QLabel)
    ]
    boxes[Part.MEETING].setCurrentText("Important, up to 40 points")
    boxes[Part.LEVEL].setCurrentText("Not used")
    wanted = replace(Criteria(), meeting=points_for(Part.MEETING, Importance.IMPORTANT), level=0)
    assert dialog.edited == wanted
    assert f"A pair can have {most + 20 - 5} points at most." in [
        label.text() for label in dialog.findChildren(QLabel)
    ]


def test_rules_are_switched_and_limited(dialog: CriteriaDialog):
    dialog.way_to_meet.click()
    dialog.repeats.click()
    dialog.minimum.setValue(20)
    dialog.between.setValue(2)
    edited = dialog.edited
    assert not edited.needs_way_to_meet
    assert edited.repeat_rounds == 0
    assert (edited.minimum_score, edited.at_most_between_organisations) == (20, 2)
    assert edited.at_most_per_organisation is None


OTHERWISE: dict[str, Any] = {
    "weaker_side_percent": 80,
    "needs_way_to_meet": False,
    "needs_shared_time": True,
    "minimum_score": 30,
    "repeat_rounds": 0,
    "bands": (1, 50),
    "meets_in_person_first": True,
    "keeps_before_score": False,
    "at_most_per_organisation": 2,
    "at_most_between_organisations": 2,
} | {part.field: points_for(part, Importance.IMPORTANT) for part in Part}
"""Another value for each of the criteria."""

NOT_CHOSEN_HERE = {
    "preference": "counts where a rule prefers or avoids a pair, and is set with the rules",
    "weaker_side_percent": "is how the engine reads gains, which has no plain words",
    "bands": "are how the engine counts who gains little, which has no plain words",
    "keeps_before_score": "orders the engine's last two aims, both ways of which are sound",
}
"""Criteria that nobody chooses in the dialog, with the reason."""


def test_every_one_of_the_criteria_has_another_value_here():
    assert OTHERWISE.keys() == {each.name for each in fields(Criteria)}


@pytest.mark.parametrize("name", sorted(OTHERWISE))
def test_it_is_shown_and_chosen_in_the_dialog_or_named_why_not(name: str, dialog: CriteriaDialog, qtbot):
    changed = CriteriaDialog(None, replace(Criteria(), **{name: OTHERWISE[name]}))
    qtbot.addWidget(changed)
    is_shown = controls(changed) != controls(dialog)
    assert is_shown is (name not in NOT_CHOSEN_HERE)


def controls(dialog: CriteriaDialog) -> list[object]:
    """Return what the controls of a dialog are set to."""
    return [
        *(box.isChecked() for box in dialog.findChildren(QCheckBox)),
        *(box.value() for box in dialog.findChildren(QSpinBox)),
        *(box.currentText() for box in dialog.findChildren(QComboBox)),
    ]
