"""An open scheme in the window: what its pages ask of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.ui.pairings.pairings_page import PairingsPage
from buddy_matcher.ui.people.person_dialog import PersonDialog
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.pairings_page import choose_waiting, inspector_button
from tests.helpers.people import add_person


def test_answers_can_be_edited_from_the_pairings_page(
    window: MainWindow, scheme: Path, monkeypatch: pytest.MonkeyPatch, qtbot
):
    assert window.open_file(scheme)
    workspace = window.workspace
    add_person(workspace.services, "Eve Stone", Sector.VCSE)
    workspace.services.plan.suggest()
    workspace.show_place(Place.PAIRINGS)
    page = workspace.findChild(PairingsPage)
    choose_waiting(page)
    asked = answer(monkeypatch, PersonDialog, with_=None)
    qtbot.mouseClick(inspector_button(page, "Edit answers…: Eve Stone"), Qt.MouseButton.LeftButton)
    assert asked[0][1].participant.full_name == "Eve Stone"


def test_money_is_shown_once_the_scheme_pays_for_time_and_left_when_it_does_not(
    window: MainWindow, scheme: Path
):
    assert window.open_file(scheme)
    workspace = window.workspace
    command = workspace.rail.actions_of_places[Place.MONEY]
    assert not command.isEnabled()
    assert "We pay for VCSE time" in command.toolTip()
    details = workspace.services.scheme.scheme()
    pays = replace(details, pays_for_time=True)
    assert workspace.operations.perform(lambda: workspace.services.scheme.save_scheme(pays))
    assert command.isEnabled()
    workspace.show_place(Place.MONEY)
    assert workspace.operations.perform(workspace.services.history.undo)
    assert (command.isEnabled(), workspace.place) == (False, Place.OVERVIEW)
