"""A pair's meeting as the window arranges it: choices of the lists fill the fields, and files go to both."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.first_meetings import FreeHalfDay, Venue, fairest_places
from buddy_matcher.domain.meeting import HalfDay
from buddy_matcher.domain.places import Base
from buddy_matcher.services.arrange_meetings import MeetingOptions
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.meetings.arrange_dialog import ArrangeDialog
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.file_dialogs import FolderDialog
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.lives import TODAY, pair_of
from tests.helpers.window import status

SOON = TODAY + timedelta(days=3)


@pytest.fixture
def options(running: Services) -> MeetingOptions:
    members = pair_of(running, "Asha Rao").members
    there = Base("Leeds")
    return MeetingOptions(
        members,
        (FreeHalfDay(SOON, HalfDay(SOON.weekday(), 1)), FreeHalfDay(SOON, HalfDay(SOON.weekday(), 2))),
        have_times=True,
        places=fairest_places([there, there], [Venue("The Hub", there), Venue("The Library", there)]),
        proposed=SOON,
    )


def test_what_is_chosen_in_the_lists_fills_the_fields(options: MeetingOptions, qtbot):
    dialog = ArrangeDialog(None, "Asha Rao and Ben Moss", options, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.arranged.starts == datetime.combine(SOON, datetime.min.time()).replace(hour=14)
    dialog.times.selectRow(1)
    dialog.places.selectRow(1)
    assert dialog.arranged.starts.hour == 18
    assert dialog.arranged.where == "The Library"


def test_what_was_arranged_before_is_shown_even_at_an_odd_time(options: MeetingOptions, qtbot):
    before = Arranged(
        starts=datetime.combine(SOON, datetime.min.time()).replace(hour=9, minute=50),
        minutes=45,
        where="By the canal",
        times=3,
        weeks=2,
    )
    dialog = ArrangeDialog(None, "Asha Rao and Ben Moss", options, before)
    qtbot.addWidget(dialog)
    assert dialog.arranged == before
    assert dialog.findChild(QLineEdit)
    assert "09:50" in {box.currentText() for box in dialog.findChildren(QComboBox)}


def test_a_meeting_is_arranged_invited_to_and_called_off(
    window: MainWindow, running: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot
):
    running.close()
    window.open_file(running.path)
    workspace = window.workspace
    workspace.show_place(Place.MEETINGS)
    commands = {each.text().replace("&", ""): each for each in workspace.commands(Place.MEETINGS)}
    assert not commands["Save invitations to their meeting…"].isEnabled()
    there = Arranged(starts=datetime.combine(SOON, datetime.min.time()).replace(hour=10), where="The Hub")
    answer(monkeypatch, ArrangeDialog, with_=there)
    commands["Arrange when they meet…"].trigger()
    assert f"meet on {there.first_in_words}" in status(window)
    answer(monkeypatch, FolderDialog, with_=tmp_path / "out")
    with qtbot.waitSignal(workspace.operations.said, timeout=20_000):
        commands["Save invitations to their meeting…"].trigger()
    assert [path.suffix for path in sorted((tmp_path / "out").iterdir())].count(".ics") == 1
    commands["Call off their meeting"].trigger()
    assert not commands["Save invitations to their meeting…"].isEnabled()
