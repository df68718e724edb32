"""The main window on real schemes: places, menus, undo, jobs and colours."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from buddy_matcher.domain.ids import PairingId
from buddy_matcher.domain.rounds import Scheme
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.overview.decide_dialog import DecideDialog
from buddy_matcher.ui.overview.overview_page import OverviewPage
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.scheme_dialog import SchemeDetails, SchemeDialog
from buddy_matcher.ui.widgets.file_dialogs import (
    SaveWorkbookDialog,
)
from buddy_matcher.ui.widgets.theme import DARK, ColourScheme, colours
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.finding import fail_with
from tests.helpers.people import add_four, new_scheme
from tests.helpers.walking import hidden_texts
from tests.helpers.window import is_welcoming, menu, message, offered_commands, status


@pytest.fixture
def services(window: MainWindow, scheme: Path) -> Services:
    """The services of the scheme that is open in the window."""
    assert window.open_file(scheme)
    return window.workspace.services


def test_without_a_scheme_it_welcomes(window: MainWindow):
    assert is_welcoming(window)
    assert window.windowTitle() == "Buddy Matcher"
    titles = [a.text().replace("&", "") for a in window.menuBar().actions() if a.isVisible()]
    assert titles == ["File", "Edit", "View", "Help"]
    assert not window.commands.close.isEnabled()


def test_the_window_is_in_sight_before_anything_large_is_imported():
    large = {"sqlalchemy", "numpy", "scipy", "openpyxl", "xlsxwriter", "rapidfuzz", "typst", "PySide6.QtPdf"}
    code = f"""
import sys
import buddy_matcher.ui.window.window
assert not {large} & sys.modules.keys(), {large} & sys.modules.keys()
from buddy_matcher.ui.scheme.workspace import Workspace
late = {large - {"sqlalchemy", "rapidfuzz"}}
assert not late & sys.modules.keys(), late & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_opened_scheme_shows_its_overview(window: MainWindow, services: Services):
    assert window.windowTitle() == "West Moor buddies – Buddy Matcher"
    assert window.workspace.place is Place.OVERVIEW
    assert status(window) == "All changes saved"


def test_each_place_is_one_key_away(window: MainWindow, services: Services, qtbot):
    # Follow-up is offered once a pair runs, Money when time is paid for.
    places, perform = window.workspace.rail.actions_of_places, window.workspace.operations.perform
    assert not places[Place.MEETINGS].isEnabled()
    assert not places[Place.MONEY].isEnabled()
    perform(services.pairings.agree)
    perform(lambda: services.scheme.save_scheme(replace(services.scheme.scheme(), pays_for_time=True)))
    assert [place.keys for place in Place if not place.is_part] == [f"Ctrl+{key}" for key in range(1, 6)]
    for place in Place:
        key = Qt.Key(Qt.Key.Key_0 + int(place.keys[-1]))
        with qtbot.waitSignal(window.workspace.place_changed):
            qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.workspace.place is place


def test_no_two_commands_that_work_at_once_have_one_shortcut(window: MainWindow, services: Services):
    for place in Place:
        window.workspace.show_place(place)
        shortcuts = Counter(
            shortcut.toString()
            for action in {id(a): a for a in offered_commands(window)}.values()
            for shortcut in action.shortcuts()
        )
        assert shortcuts.most_common(1)[0][1] == 1, shortcuts.most_common(3)


def test_every_command_has_keys_of_its_own(window: MainWindow, services: Services):
    window.workspace.make_all_pages()
    without = set()
    for place in Place:
        window.workspace.show_place(place)
        commands = [each for each in offered_commands(window) if isinstance(each, Command)]
        without |= {each.text().replace("&", "") for each in commands if each.shortcut().isEmpty()}
    # It stands in the People menu too, and has its keys in the File menu.
    assert without == {"Import from a file…"}


def test_commands_on_a_selection_are_offered_only_in_its_sight(window: MainWindow, services: Services):
    assert "Suggest pairings" in menu(window, "Pairings")
    assert "Unpair" not in menu(window, "Pairings")
    window.workspace.show_place(Place.PAIRINGS)
    assert "Unpair" in menu(window, "Pairings")


def test_undo_and_redo_name_what_they_do(window: MainWindow, services: Services):
    [first, *_] = services.latest.plan().pairs
    window.workspace.operations.perform(lambda: services.pairings.unpair(first.pairing.id))
    assert menu(window, "Edit")[0].startswith("Undo: Unpair Cara")
    window.commands.undo.trigger()
    assert len(services.latest.plan().pairs) == 2
    assert menu(window, "Edit")[1].startswith("Redo: Unpair Cara")
    window.commands.redo.trigger()
    assert len(services.latest.plan().pairs) == 1


def test_a_page_out_of_sight_looks_again_when_it_is_shown(window: MainWindow, services: Services):
    window.workspace.show_place(Place.OVERVIEW)
    window.workspace.show_place(Place.PAIRINGS)
    window.workspace.operations.perform(services.pairings.agree)
    window.workspace.show_place(Place.OVERVIEW)
    overview = window.findChild(OverviewPage)
    assert "Make the letters" in [button.text() for button in overview.findChildren(QPushButton)]


def test_the_overview_leads_on(window: MainWindow, services: Services, monkeypatch: pytest.MonkeyPatch):
    asked = answer(monkeypatch, DecideDialog, with_=None)
    overview = window.findChild(OverviewPage)
    overview.decisions_wanted.emit()
    assert asked
    overview.people_wanted.emit(())
    assert window.workspace.place is Place.PEOPLE


def test_changed_details_rename_the_window(
    window: MainWindow, services: Services, monkeypatch: pytest.MonkeyPatch
):
    before = services.scheme.round()
    answer(monkeypatch, SchemeDialog, with_=SchemeDetails(Scheme(name="A & B [*]"), before))
    window.commands.details.trigger()
    assert services.scheme.scheme().name == "A & B [*]"
    assert "A & B" in window.windowTitle()
    assert menu(window, "Edit")[0] == "Undo: Edit the scheme"


def test_a_refused_operation_is_told(window: MainWindow, services: Services):
    window.workspace.operations.perform(lambda: services.pairings.unpair(PairingId(999)))
    assert message(window)


def test_the_workbook_is_exported(
    window: MainWindow, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
):
    out = tmp_path / "out.xlsx"
    asked = answer(monkeypatch, SaveWorkbookDialog, with_=out)
    with qtbot.waitSignal(window.workspace.jobs.ended, timeout=20_000):
        window.commands.export.trigger()
    assert asked == [("West Moor buddies.xlsx",)]
    assert out.is_file()
    assert str(out) in status(window)


def test_the_status_line_shows_what_runs_and_cancels_it(window: MainWindow, services: Services, qtbot):
    jobs, running = window.workspace.jobs, Event()

    def work(progress, cancelled):
        progress(0.5, "half way")
        running.set()
        while not cancelled():
            running.wait(0.01)

    with qtbot.waitSignal(jobs.progressed):
        jobs.start("Counting", work, lambda _: None, fail_with)
    assert status(window) == "Counting: half way"
    assert not window.commands.undo.isEnabled()
    with qtbot.waitSignal(jobs.ended):
        next(b for b in window.workspace.job_bar.findChildren(QPushButton)).click()
    assert status(window) == "All changes saved"
    assert window.commands.undo.isEnabled()


def test_colours_are_applied_and_remembered(window: MainWindow, qtbot):
    app: Any = QApplication.instance()
    before = app.palette(), app.styleSheet(), app.font(), app.style().name()
    window.menus.colours_wanted.emit(ColourScheme.DARK)
    assert colours(app.palette()) is DARK
    assert Remembered().colour_scheme is ColourScheme.DARK
    palette, sheet, font, style = before
    app.setStyle(style)
    app.setStyleSheet(sheet)
    app.setPalette(palette)
    app.setFont(font)


def test_the_place_in_sight_stays_bold_in_other_colours(window: MainWindow, services: Services):
    assert services
    window.workspace.show_place(Place.PEOPLE)
    window.menus.colours_wanted.emit(ColourScheme.DARK)
    window.menus.colours_wanted.emit(ColourScheme.LIGHT)
    buttons = window.workspace.rail.findChildren(QToolButton)
    assert [button.text() for button in buttons if button.font() != window.font()] == ["People"]


def test_the_window_stands_where_it_stood(window: MainWindow, qtbot):
    window.resize(711, 577)
    window.close()
    again = MainWindow(Remembered())
    qtbot.addWidget(again)
    assert again.size() == window.size()


def test_a_window_that_grows_by_itself_stays_on_the_screen(window: MainWindow):
    room = window.screen().availableGeometry()
    window.resize(400, 400)
    window.move(room.right() - 420, room.bottom() - 420)
    window.setMinimumSize(600, 500)
    assert room.contains(window.frameGeometry())


def test_in_a_synced_folder_the_status_says_where_changes_are(window: MainWindow, tmp_path: Path):
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    made = new_scheme(folder)
    ids = add_four(made)
    made.close()
    assert window.open_file(made.path)
    assert status(window) == "All changes saved"
    workspace = window.workspace
    workspace.operations.perform(lambda: workspace.services.pairings.pair(ids["Asha"], ids["Ben"]))
    assert "All changes saved on this computer" in status(window)


def test_the_first_window_is_no_larger_than_the_screen(window: MainWindow):
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_it_starts_in_a_home_that_cannot_be_written(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Path
):
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("no folder can be made here")
    monkeypatch.setenv(HOME_VARIABLE, str(in_the_way / "home"))
    window = MainWindow(Remembered())
    qtbot.addWidget(window)
    window.show()
    assert is_welcoming(window)


def test_each_result_is_said(window: MainWindow, services: Services):
    [first, *_] = services.latest.plan().pairs
    window.workspace.operations.perform(lambda: services.pairings.lock(first.pairing.id))
    assert status(window).startswith("Lock Cara Lunt")
    window.commands.undo.trigger()
    assert status(window).startswith("Undone: Lock Cara Lunt with Dewi Pugh. All changes saved")
    window.commands.redo.trigger()
    assert status(window).startswith("Redone: Lock Cara Lunt")


def test_the_words_of_the_status_are_hidden_by_no_name(window: MainWindow, services: Services):
    assert window.workspace.job_bar.accessibleName() == "Status"
    assert not hidden_texts(window.workspace.job_bar)
