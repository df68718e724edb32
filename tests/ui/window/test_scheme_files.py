"""Which scheme the window has open: opening, creating, bringing a sheet, closing."""

import shutil
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from buddy_matcher.domain.rounds import Coordinator, Scheme
from buddy_matcher.paths import sample_form_export
from buddy_matcher.services.schemes import Services, open_scheme
from buddy_matcher.ui.importing.import_dialog import ImportDialog
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.scheme_dialog import SchemeDetails, SchemeDialog
from buddy_matcher.ui.scheme.way_out_dialog import WayOut, WayOutDialog
from buddy_matcher.ui.widgets.file_dialogs import (
    OpenSchemeDialog,
    OpenSheetDialog,
    SaveCopyDialog,
    SaveSchemeDialog,
)
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.welcome_page import WelcomePage
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.finding import fail_with, the
from tests.helpers.people import add_four, new_scheme
from tests.helpers.window import is_welcoming, message

NEW = SchemeDetails(Scheme(name="Vale & Moor", coordinator=Coordinator(name="Morag Ellis")), None)


@pytest.fixture
def services(window: MainWindow, scheme: Path) -> Services:
    """The services of the scheme that is open in the window."""
    assert window.open_file(scheme)
    return window.workspace.services


def test_what_cannot_be_opened_is_refused_and_the_open_scheme_stays(
    window: MainWindow, services: Services, tmp_path: Path
):
    broken = tmp_path / "broken.buddy"
    broken.write_bytes(b"not a scheme")
    assert not window.open_file(broken)
    assert "broken.buddy" in message(window)
    assert window.workspace.services is services


def test_a_scheme_that_is_open_elsewhere_can_be_looked_at(
    window: MainWindow, scheme: Path, monkeypatch: pytest.MonkeyPatch, qtbot, tmp_path: Path
):
    elsewhere = open_scheme(scheme)
    answer(monkeypatch, WayOutDialog, with_=WayOut.READ_ONLY)
    assert window.open_file(scheme)
    assert window.windowTitle() == "West Moor buddies (to look at only) – Buddy Matcher"
    commands = window.commands
    changing = (
        commands.import_sheet,
        commands.undo,
        commands.redo,
        commands.details,
        commands.criteria,
        commands.rules,
    )
    assert not any(action.isEnabled() for action in changing)
    assert commands.export.isEnabled()
    assert commands.history.isEnabled()
    window.workspace.operations.perform(window.workspace.services.pairings.agree)
    assert "Save a copy" in message(window)
    copy = tmp_path / "copy.buddy"
    answer(monkeypatch, SaveCopyDialog, with_=copy)
    with qtbot.waitSignal(window.workspace.jobs.ended, timeout=20_000):
        next(b for b in window.workspace.notice.findChildren(QPushButton) if "Save" in b.text()).click()
    assert window.open_file(copy)
    assert window.windowTitle() == "West Moor buddies – Buddy Matcher"
    elsewhere.close()


def test_a_scheme_that_is_open_elsewhere_can_be_left_alone(
    window: MainWindow, scheme: Path, monkeypatch: pytest.MonkeyPatch
):
    elsewhere = open_scheme(scheme)
    asked = answer(monkeypatch, WayOutDialog, with_=None)
    assert not window.open_file(scheme)
    assert asked[0][1] == (WayOut.READ_ONLY,)
    assert is_welcoming(window)
    elsewhere.close()


def test_a_damaged_scheme_can_be_recovered(window: MainWindow, scheme: Path, monkeypatch: pytest.MonkeyPatch):
    whole = scheme.read_bytes()
    middle = len(whole) // 2
    scheme.write_bytes(whole[:middle] + bytes(4096) + whole[middle + 4096 :])
    asked = answer(monkeypatch, WayOutDialog, with_=WayOut.RECOVER)
    assert window.open_file(scheme)
    assert asked[0][1] == (WayOut.RECOVER,)
    assert "The damaged file is kept" in message(window)


def test_a_recent_scheme_says_how_it_stood(window: MainWindow, services: Services, scheme: Path, qtbot):
    assert services
    window.close_scheme()
    first: Any = the(WelcomePage, window).first_focus
    # What one most likely opens is one key away, now and at the next start.
    assert window.focusWidget() is first
    again = MainWindow(Remembered())
    qtbot.addWidget(again)
    again.show()
    assert again.focusWidget() is the(WelcomePage, again).first_focus
    assert "Round 1: 2 pairs, 0 people without a buddy" in first.accessibleName()
    assert Remembered().state_of(scheme).startswith("Round 1: 2 pairs")


def test_opened_files_are_recent_even_in_the_next_run(window: MainWindow, services: Services, scheme: Path):
    assert Remembered().recent_files() == [scheme]
    window.close_scheme()
    assert is_welcoming(window)
    window.menus.recent_wanted.emit(scheme)
    assert window.workspace.services.path == scheme


def test_another_scheme_takes_the_place_of_the_open_one(
    window: MainWindow, services: Services, tmp_path: Path
):
    (tmp_path / "other").mkdir()
    other = new_scheme(tmp_path / "other", "East Moor")
    other.close()
    window.open_file(other.path)
    assert window.windowTitle() == "East Moor – Buddy Matcher"
    open_scheme(services.path).close()  # the first file is free again


def test_a_new_scheme_is_made_with_its_coordinator(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    answer(monkeypatch, SchemeDialog, with_=NEW)
    asked = answer(monkeypatch, SaveSchemeDialog, with_=tmp_path / "vale.buddy")
    window.commands.new.trigger()
    assert asked == [("Vale & Moor.buddy",)]
    assert window.workspace.services.scheme.scheme() == NEW.scheme


def test_a_scheme_never_replaces_another(window: MainWindow, scheme: Path, monkeypatch: pytest.MonkeyPatch):
    before = scheme.read_bytes()
    answer(monkeypatch, SchemeDialog, with_=NEW)
    answer(monkeypatch, SaveSchemeDialog, with_=scheme)
    window.commands.new.trigger()
    assert message(window)
    assert is_welcoming(window)
    assert scheme.read_bytes() == before


def test_a_form_export_on_the_welcome_page_makes_a_scheme_and_is_imported(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    answer(monkeypatch, OpenSheetDialog, with_=sample_form_export())
    asked = answer(monkeypatch, SchemeDialog, with_=NEW)
    answer(monkeypatch, SaveSchemeDialog, with_=tmp_path / "vale.buddy")
    imported = answer(monkeypatch, ImportDialog, with_=True)
    window.findChild(WelcomePage).sheet_wanted.emit()
    [(_details, sheet)] = asked
    assert sheet.path == sample_form_export()
    assert "58 answers" in sheet.looks_like
    assert sample_form_export() in imported[0]
    assert window.workspace.place is Place.OVERVIEW


def test_a_sheet_that_can_not_be_read_leaves_no_scheme_behind(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked = answer(monkeypatch, SchemeDialog, with_=NEW)
    broken = tmp_path / "people.xlsx"
    broken.write_bytes(b"not a workbook")
    window.findChild(WelcomePage).file_dropped.emit(broken)
    assert not asked
    assert "people.xlsx" in message(window)
    assert is_welcoming(window)


def test_a_form_export_brought_on_the_people_page_ends_in_the_overview(
    window: MainWindow, services: Services, monkeypatch: pytest.MonkeyPatch
):
    answer(monkeypatch, OpenSheetDialog, with_=sample_form_export())
    imported = answer(monkeypatch, ImportDialog, with_=True)
    window.workspace.show_place(Place.PEOPLE)
    next(action for action in window.workspace.commands(Place.PEOPLE) if "mport" in action.text()).trigger()
    assert sample_form_export() in imported[0]
    assert window.workspace.place is Place.OVERVIEW


def test_a_form_export_waits_while_something_else_runs(
    window: MainWindow, services: Services, monkeypatch: pytest.MonkeyPatch, qtbot
):
    imported = answer(monkeypatch, ImportDialog, with_=True)
    operations = window.workspace.operations
    with qtbot.waitSignal(operations.jobs.ended):
        operations.start("Waiting", lambda _progress, _cancelled: None, lambda _result: None)
        window.bring_sheet(sample_form_export())
    assert "still running" in message(window)
    assert imported == []


def test_the_window_says_why_a_sheet_can_not_be_read(window: MainWindow, services: Services, tmp_path: Path):
    broken = tmp_path / "people.xlsx"
    broken.write_bytes(b"not a workbook")
    window.bring_sheet(broken)
    assert "people.xlsx" in message(window)
    assert window.isEnabled()


def test_a_scheme_dropped_on_the_welcome_page_is_opened(window: MainWindow, scheme: Path):
    window.findChild(WelcomePage).file_dropped.emit(scheme)
    assert window.workspace.services.path == scheme


def test_the_example_is_found_again_as_it_was_left(window: MainWindow):
    assert window.try_example()
    assert window.try_example()
    people = window.workspace.services.people
    before = len(people.people())
    people.remove(people.people()[0].participation_id)
    window.close_scheme()
    assert window.try_example()
    assert len(window.workspace.services.people.people()) == before - 1
    assert window.windowTitle() == "West Moor buddy scheme – Buddy Matcher"
    assert Remembered().recent_files() == []


def test_closing_while_a_job_runs_ends_it_and_frees_the_file(window: MainWindow, services: Services, qtbot):
    started, ended = Event(), Event()

    def work(_progress, cancelled):
        started.set()
        while not cancelled():
            ended.wait(0.01)
        ended.set()

    window.workspace.jobs.start("Counting", work, lambda _: None, fail_with)
    assert started.wait(10)
    assert window.close()
    assert ended.is_set()
    open_scheme(services.path).close()


def test_closing_waits_until_it_is_read_that_the_synced_folder_lacks_changes(
    window: MainWindow, tmp_path: Path
):
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    made = new_scheme(folder)
    ids = add_four(made)
    made.close()
    assert window.open_file(made.path)
    workspace = window.workspace
    workspace.operations.perform(lambda: workspace.services.pairings.pair(ids["Asha"], ids["Ben"]))
    shutil.rmtree(folder)
    read: list[tuple[str, bool]] = []

    def read_and_close() -> None:
        shown = QApplication.activeModalWidget()
        if shown is None:  # the file is being given back, beside the window
            QTimer.singleShot(0, read_and_close)
            return
        read.append((" ".join(label.text() for label in shown.findChildren(QLabel)), window.isVisible()))
        shown.close()

    QTimer.singleShot(0, read_and_close)
    assert window.close()
    [(text, was_there)] = read
    assert was_there
    assert "this computer" in text


def test_opening_is_cancelled_quietly(window: MainWindow, monkeypatch: pytest.MonkeyPatch):
    answer(monkeypatch, OpenSchemeDialog, with_=None)
    answer(monkeypatch, SchemeDialog, with_=None)
    window.commands.open.trigger()
    window.commands.new.trigger()
    assert is_welcoming(window)
    assert not window.findChildren(QMessageBox)
