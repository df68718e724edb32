"""The dialog of a round's criteria gives back what it was given, and what is changed."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from buddy_matcher.domain.criteria import Criteria, Importance, Part, points_for
from buddy_matcher.ui.criteria_dialog import CriteriaDialog
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


def test_weights_are_chosen_in_words(dialog: CriteriaDialog):
    dialog.importances[Part.MEETING].setCurrentText("Important")
    dialog.importances[Part.LEVEL].setCurrentText("Not used")
    wanted = replace(Criteria(), meeting=points_for(Part.MEETING, Importance.IMPORTANT), level=0)
    assert dialog.edited == wanted


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
