"""The main window on real schemes: opening, creating, places, menus, undo, jobs and closing."""

import shutil
from collections import Counter
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from buddy_matcher.domain.rounds import Coordinator, Scheme
from buddy_matcher.paths import HOME_VARIABLE, sample_form_export
from buddy_matcher.services.schemes import Services, open_scheme
from buddy_matcher.ui.decide_dialog import DecideDialog
from buddy_matcher.ui.file_dialogs import (
    OpenSchemeDialog,
    OpenSheetDialog,
    SaveCopyDialog,
    SaveSchemeDialog,
    SaveWorkbookDialog,
)
from buddy_matcher.ui.import_dialog import ImportDialog
from buddy_matcher.ui.messages import Message
from buddy_matcher.ui.overview_page import OverviewPage
from buddy_matcher.ui.place_rail import Place
from buddy_matcher.ui.remembered import Remembered
from buddy_matcher.ui.scheme_dialog import SchemeDetails, SchemeDialog
from buddy_matcher.ui.theme import DARK, ColourScheme, colours
from buddy_matcher.ui.way_out_dialog import WayOut, WayOutDialog
from buddy_matcher.ui.welcome_page import WelcomePage
from buddy_matcher.ui.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.people import add_four, new_scheme

NEW = SchemeDetails(Scheme(name="Vale & Moor", coordinator=Coordinator(name="Morag Ellis")), None)


@pytest.fixture
def window(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window as on its first start."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    window = MainWindow(Remembered())
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """A scheme file with four people and a plan, closed."""
    services = new_scheme(tmp_path)
    add_four(services)
    services.plan.suggest()
    services.close()
    return services.path


@pytest.fixture
def services(window: MainWindow, scheme: Path) -> Services:
    """The services of the scheme that is open in the window."""
    assert window.open_file(scheme)
    return window.view.services


def message(window: MainWindow) -> str:
    [shown] = [m for m in window.findChildren(Message) if m.isVisible()]
    text = " ".join(label.text() for label in shown.findChildren(QLabel))
    shown.close()
    return text


def status(window: MainWindow) -> str:
    labels = window.view.job_bar.findChildren(QLabel)
    return next(label.text() for label in labels if label.accessibleName() == "Status")


def menu(window: MainWindow, title: str) -> list[str]:
    menus = [action.menu() for action in window.menuBar().actions() if action.isVisible()]
    found = next(menu for menu in menus if menu.title().replace("&", "") == title)
    return [action.text().replace("&", "") for action in found.actions() if not action.isSeparator()]


def is_welcoming(window: MainWindow) -> bool:
    return window.view is None and window.findChild(WelcomePage).isVisible()


def test_without_a_scheme_it_welcomes(window: MainWindow):
    assert is_welcoming(window)
    assert window.windowTitle() == "Buddy Matcher"
    titles = [a.text().replace("&", "") for a in window.menuBar().actions() if a.isVisible()]
    assert titles == ["File", "Edit", "View", "Help"]
    assert not window.menus.close.isEnabled()


def test_an_opened_scheme_shows_its_overview(window: MainWindow, services: Services):
    assert window.windowTitle() == "West Moor buddies – Buddy Matcher"
    assert window.view.place is Place.OVERVIEW
    assert status(window) == "All changes saved"


def test_what_cannot_be_opened_is_refused_and_the_open_scheme_stays(
    window: MainWindow, services: Services, tmp_path: Path
):
    broken = tmp_path / "broken.buddy"
    broken.write_bytes(b"not a scheme")
    assert not window.open_file(broken)
    assert "broken.buddy" in message(window)
    assert window.view.services is services


def test_a_scheme_that_is_open_elsewhere_can_be_looked_at(
    window: MainWindow, scheme: Path, monkeypatch: pytest.MonkeyPatch, qtbot, tmp_path: Path
):
    elsewhere = open_scheme(scheme)
    answer(monkeypatch, WayOutDialog, with_=WayOut.READ_ONLY)
    assert window.open_file(scheme)
    assert window.windowTitle() == "West Moor buddies (to look at only) – Buddy Matcher"
    window.view.operations.perform(window.view.services.pairings.agree)
    assert "Save a copy" in message(window)
    copy = tmp_path / "copy.buddy"
    answer(monkeypatch, SaveCopyDialog, with_=copy)
    with qtbot.waitSignal(window.view.jobs.ended, timeout=20_000):
        window.menus.save_copy.trigger()
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


def test_opened_files_are_recent_even_in_the_next_run(window: MainWindow, services: Services, scheme: Path):
    assert Remembered().recent_files() == [scheme]
    window.close_scheme()
    assert is_welcoming(window)
    window.menus.recent_wanted.emit(scheme)
    assert window.view.services.path == scheme


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
    window.menus.new.trigger()
    assert asked == [("Vale & Moor.buddy",)]
    assert window.view.services.scheme.scheme() == NEW.scheme


def test_a_scheme_never_replaces_another(window: MainWindow, scheme: Path, monkeypatch: pytest.MonkeyPatch):
    before = scheme.read_bytes()
    answer(monkeypatch, SchemeDialog, with_=NEW)
    answer(monkeypatch, SaveSchemeDialog, with_=scheme)
    window.menus.new.trigger()
    assert message(window)
    assert is_welcoming(window)
    assert scheme.read_bytes() == before


def test_a_form_export_on_the_welcome_page_makes_a_scheme_and_is_imported(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    answer(monkeypatch, OpenSheetDialog, with_=sample_form_export())
    answer(monkeypatch, SchemeDialog, with_=NEW)
    answer(monkeypatch, SaveSchemeDialog, with_=tmp_path / "vale.buddy")
    imported = answer(monkeypatch, ImportDialog, with_=None)
    window.findChild(WelcomePage).sheet_wanted.emit()
    assert window.view.place is Place.PEOPLE
    assert sample_form_export() in imported[0]


def test_the_window_says_why_a_sheet_can_not_be_read(window: MainWindow, services: Services, tmp_path: Path):
    broken = tmp_path / "people.xlsx"
    broken.write_bytes(b"not a workbook")
    window.bring_sheet(broken)
    assert "people.xlsx" in message(window)
    assert window.isEnabled()


def test_a_scheme_dropped_on_the_welcome_page_is_opened(window: MainWindow, scheme: Path):
    window.findChild(WelcomePage).file_dropped.emit(scheme)
    assert window.view.services.path == scheme


def test_the_example_is_found_again_as_it_was_left(window: MainWindow):
    assert window.try_example()
    assert window.try_example()
    people = window.view.services.people
    people.remove(people.people()[0].id)
    window.close_scheme()
    assert window.try_example()
    assert len(window.view.services.people.people()) == 56
    assert window.windowTitle() == "West Moor buddy scheme – Buddy Matcher"
    assert Remembered().recent_files() == []


def test_each_place_is_one_key_away(window: MainWindow, services: Services, qtbot):
    for number, place in enumerate(Place, start=1):
        with qtbot.waitSignal(window.view.place_changed):
            qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.view.place is place


def test_no_two_commands_that_work_at_once_have_one_shortcut(window: MainWindow, services: Services):
    for place in Place:
        window.view.show_place(place)
        shortcuts = Counter(
            action.shortcut().toString()
            for action in {id(a): a for a in visible_actions(window)}.values()
            if not action.shortcut().isEmpty()
        )
        assert shortcuts.most_common(1)[0][1] == 1, shortcuts.most_common(3)


def visible_actions(window: MainWindow) -> list[QAction]:
    menus = [action.menu() for action in window.menuBar().actions() if action.isVisible()]
    return [action for menu in menus for action in menu.actions()]


def test_commands_on_a_selection_are_offered_only_in_its_sight(window: MainWindow, services: Services):
    assert "Suggest pairings" in menu(window, "Pairings")
    assert "Unpair" not in menu(window, "Pairings")
    window.view.show_place(Place.PAIRINGS)
    assert "Unpair" in menu(window, "Pairings")


def test_undo_and_redo_name_what_they_do(window: MainWindow, services: Services):
    [first, *_] = services.overview.plan().pairs
    window.view.operations.perform(lambda: services.pairings.unpair(first.pairing.id))
    assert menu(window, "Edit")[0].startswith("Undo: Unpair Asha")
    window.menus.undo.trigger()
    assert len(services.overview.plan().pairs) == 2
    assert menu(window, "Edit")[1].startswith("Redo: Unpair Asha")
    window.menus.redo.trigger()
    assert len(services.overview.plan().pairs) == 1


def test_a_page_out_of_sight_looks_again_when_it_is_shown(window: MainWindow, services: Services):
    window.view.show_place(Place.OVERVIEW)
    window.view.show_place(Place.PAIRINGS)
    window.view.operations.perform(services.pairings.agree)
    window.view.show_place(Place.OVERVIEW)
    overview = window.findChild(OverviewPage)
    assert "Make the letters" in [button.text() for button in overview.findChildren(QPushButton)]


def test_the_overview_leads_on(window: MainWindow, services: Services, monkeypatch: pytest.MonkeyPatch):
    asked = answer(monkeypatch, DecideDialog, with_=None)
    overview = window.findChild(OverviewPage)
    overview.decisions_wanted.emit()
    assert asked
    overview.people_wanted.emit(())
    assert window.view.place is Place.PEOPLE


def test_changed_details_rename_the_window(
    window: MainWindow, services: Services, monkeypatch: pytest.MonkeyPatch
):
    before = services.scheme.round()
    answer(monkeypatch, SchemeDialog, with_=SchemeDetails(Scheme(name="A & B [*]"), before))
    window.menus.details.trigger()
    assert services.scheme.scheme().name == "A & B [*]"
    assert "A & B" in window.windowTitle()
    assert menu(window, "Edit")[0] == "Undo: Edit the scheme"


def test_a_refused_operation_is_told(window: MainWindow, services: Services):
    window.view.operations.perform(lambda: services.pairings.unpair(999))
    assert message(window)


def test_the_workbook_is_exported(
    window: MainWindow, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
):
    out = tmp_path / "out.xlsx"
    asked = answer(monkeypatch, SaveWorkbookDialog, with_=out)
    with qtbot.waitSignal(window.view.jobs.ended, timeout=20_000):
        window.menus.export.trigger()
    assert asked == [("West Moor buddies.xlsx",)]
    assert out.is_file()
    assert str(out) in status(window)


def test_the_status_line_shows_what_runs_and_cancels_it(window: MainWindow, services: Services, qtbot):
    jobs, running = window.view.jobs, Event()

    def work(progress, cancelled):
        progress(0.5, "half way")
        running.set()
        while not cancelled():
            running.wait(0.01)

    with qtbot.waitSignal(jobs.progressed):
        jobs.start("Counting", work, lambda _: None, pytest.fail)
    assert status(window) == "Counting: half way"
    assert not window.menus.undo.isEnabled()
    with qtbot.waitSignal(jobs.ended):
        next(b for b in window.view.job_bar.findChildren(QPushButton)).click()
    assert status(window) == "All changes saved"
    assert window.menus.undo.isEnabled()


def test_closing_while_a_job_runs_ends_it_and_frees_the_file(window: MainWindow, services: Services, qtbot):
    started, ended = Event(), Event()

    def work(_progress, cancelled):
        started.set()
        while not cancelled():
            ended.wait(0.01)
        ended.set()

    window.view.jobs.start("Counting", work, lambda _: None, pytest.fail)
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
    view = window.view
    view.operations.perform(lambda: view.services.pairings.pair(ids["Asha"], ids["Ben"]))
    shutil.rmtree(folder)
    read: list[tuple[str, bool]] = []

    def read_and_close() -> None:
        shown = QApplication.activeModalWidget()
        read.append((" ".join(label.text() for label in shown.findChildren(QLabel)), window.isVisible()))
        shown.close()

    QTimer.singleShot(0, read_and_close)
    assert window.close()
    [(text, was_there)] = read
    assert was_there
    assert "this computer" in text


def test_colours_are_applied_and_remembered(window: MainWindow, qtbot):
    app = QApplication.instance()
    before = app.palette(), app.styleSheet(), app.font(), app.style().name()
    window.menus.colours_wanted.emit(ColourScheme.DARK)
    assert colours(app.palette()) is DARK
    assert Remembered().colour_scheme is ColourScheme.DARK
    palette, sheet, font, style = before
    app.setStyle(style)
    app.setStyleSheet(sheet)
    app.setPalette(palette)
    app.setFont(font)


def test_the_window_stands_where_it_stood(window: MainWindow, qtbot):
    window.resize(711, 577)
    window.close()
    again = MainWindow(Remembered())
    qtbot.addWidget(again)
    assert again.size() == window.size()


def test_opening_is_cancelled_quietly(window: MainWindow, monkeypatch: pytest.MonkeyPatch):
    answer(monkeypatch, OpenSchemeDialog, with_=None)
    answer(monkeypatch, SchemeDialog, with_=None)
    window.menus.open.trigger()
    window.menus.new.trigger()
    assert is_welcoming(window)
    assert not window.findChildren(QMessageBox)


def test_in_a_synced_folder_the_status_says_where_changes_are(window: MainWindow, tmp_path: Path):
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    made = new_scheme(folder)
    ids = add_four(made)
    made.close()
    assert window.open_file(made.path)
    assert status(window) == "All changes saved"
    view = window.view
    view.operations.perform(lambda: view.services.pairings.pair(ids["Asha"], ids["Ben"]))
    assert status(window).startswith("All changes saved on this computer")
