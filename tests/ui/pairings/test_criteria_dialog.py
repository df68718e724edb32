"""The dialog of a round's criteria gives back what it was given, and what is changed."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtWidgets import QLabel

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


def test_how_much_a_part_counts_is_said_in_words_and_points(dialog: CriteriaDialog):
    boxes = dialog.importances
    assert boxes[Part.COMPLEMENTARY].currentText() == "Helpful, up to 50 points"
    assert boxes[Part.LEVEL].currentText() == "Helpful, up to 5 points"
    assert "A pair can have 100 points at most." in [label.text() for label in dialog.findChildren(QLabel)]
    boxes[Part.MEETING].setCurrentText("Important, up to 40 points")
    boxes[Part.LEVEL].setCurrentText("Not used")
    wanted = replace(Criteria(), meeting=points_for(Part.MEETING, Importance.IMPORTANT), level=0)
    assert dialog.edited == wanted
    assert "A pair can have 115 points at most." in [label.text() for label in dialog.findChildren(QLabel)]


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


BY_RULES = {Part.PREFERENCE: "counts where a rule prefers or avoids a pair, and is set with the rules"}
"""Parts whose points nobody chooses here, with the reason."""


def test_every_part_of_the_score_is_chosen_here_or_named_why_not(dialog: CriteriaDialog):
    assert dialog.importances.keys() == set(Part) - BY_RULES.keys()
