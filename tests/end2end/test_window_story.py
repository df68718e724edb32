"""The main story by mouse and keyboard through the real window: a form export becomes letters.

Only the system's own file dialogs are answered for the coordinator; every other click and key is real.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QRadioButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from buddy_matcher.domain.rounds import Coordinator, Scheme
from buddy_matcher.paths import HOME_VARIABLE, sample_form_export
from buddy_matcher.services.rounds.shown_plan import ShownPair
from buddy_matcher.ui.importing.import_dialog import ImportDialog
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.scheme_dialog import SchemeDialog
from buddy_matcher.ui.widgets.file_dialogs import OpenSheetDialog, SavePdfDialog, SaveSchemeDialog
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer

WORK_MS = 30_000
KEYS_OF_PLACE = {Place.PEOPLE: "Ctrl+2", Place.PAIRINGS: "Ctrl+3", Place.LETTERS: "Ctrl+4"}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window as on its first start; a file dialog is answered with a path in `tmp_path`."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    answer(monkeypatch, SaveSchemeDialog, with_=tmp_path / "vale.buddy")
    answer(monkeypatch, OpenSheetDialog, with_=sample_form_export())
    answer(monkeypatch, SavePdfDialog, with_=tmp_path / "letters.pdf")
    window = MainWindow(Remembered())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window


def test_a_form_export_becomes_letters_by_mouse_and_keyboard(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
):
    start_a_scheme(window, qtbot)
    import_the_form_export(window, qtbot)
    suggest_pairings(window, qtbot)
    unpair_the_first_and_think_again(window, qtbot)
    agree_the_whole_plan(window, qtbot)
    save_the_letters(window, qtbot)
    letters_name_the_buddies(window, tmp_path / "letters.pdf")


def start_a_scheme(window: MainWindow, qtbot: QtBot) -> None:
    def fill_in(dialog: QDialog) -> None:
        take_the_keyboard(dialog, qtbot)
        for text in ("Vale & Moor", "Morag Ellis", "West Moor Voluntary Action", "07700 900100"):
            qtbot.keyClicks(dialog.focusWidget(), text)
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClicks(dialog.focusWidget(), "buddies@example.org")
        click(dialog, "Choose where to save…", qtbot)

    in_dialog(SchemeDialog, fill_in, opened_by=lambda: click(window, "New scheme…", qtbot))
    take_the_keyboard(window, qtbot)
    assert window.windowTitle() == "Vale & Moor – Buddy Matcher"
    coordinator = Coordinator(
        name="Morag Ellis",
        organisation="West Moor Voluntary Action",
        phone="07700 900100",
        email="buddies@example.org",
    )
    assert window.workspace.services.scheme.scheme() == Scheme(name="Vale & Moor", coordinator=coordinator)


def import_the_form_export(window: MainWindow, qtbot: QtBot) -> None:
    def look_and_import(dialog: QDialog) -> None:
        qtbot.waitUntil(lambda: any(each.isEnabled() for each in buttons(dialog, "Next")), timeout=WORK_MS)
        assert "2 answers are not decided." in words(dialog)
        click(dialog, "Next", qtbot)
        assert button(dialog, "Import").text() == "&Import 57 people"
        with qtbot.waitSignal(window.workspace.operations.changed, timeout=WORK_MS):
            click(dialog, "Import", qtbot)
        assert "57 added, 1 replaced by a later answer." in words(dialog)
        click(dialog, "Close", qtbot)

    in_dialog(ImportDialog, look_and_import, opened_by=lambda: qtbot.keySequence(window, "Ctrl+I"))
    take_the_keyboard(window, qtbot)
    assert window.workspace.place is Place.OVERVIEW
    go_to(Place.PEOPLE, window, qtbot)
    assert table(window, "People").model().rowCount() == 57


def suggest_pairings(window: MainWindow, qtbot: QtBot) -> None:
    go_to(Place.PAIRINGS, window, qtbot)
    assert "No plan yet" in words(window)
    with qtbot.waitSignal(window.workspace.operations.changed, timeout=WORK_MS):
        qtbot.keySequence(window, "F5")
    assert pairs(window)
    assert "Best possible under your rules and these answers." in words(window)


def unpair_the_first_and_think_again(window: MainWindow, qtbot: QtBot) -> None:
    before = pairs(window)
    shown = table(window, "Pairs of the plan")
    rows = shown.model().rowCount()
    first = shown.visualRect(shown.model().index(0, 0))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=first.center())
    qtbot.keyClick(shown, Qt.Key.Key_Delete)
    assert pairs(window) == before[1:]
    # Both wait now, and whoever waits stands below the pairs in the same table.
    assert shown.model().rowCount() == rows + 1
    qtbot.keySequence(window, "Ctrl+Z")
    assert pairs(window) == before
    assert shown.model().rowCount() == rows


def agree_the_whole_plan(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.workspace.operations.done):
        click(window, "Agree the whole plan", qtbot)
    assert not window.workspace.services.latest.plan().is_draft
    assert not button(window, "Agree the whole plan").isEnabled()


def save_the_letters(window: MainWindow, qtbot: QtBot) -> None:
    go_to(Place.LETTERS, window, qtbot)
    [whole] = [b for b in window.findChildren(QRadioButton) if b.text().endswith("of every tab")]
    whole.click()
    due = sum(not letter.needs_arranging for letter in window.workspace.services.letters.letters())
    with qtbot.waitSignal(window.workspace.operations.changed, timeout=WORK_MS):
        click(window, "Save as PDF…", qtbot)
    assert f"{due} letters saved in letters.pdf." in words(window)


def letters_name_the_buddies(window: MainWindow, pdf: Path) -> None:
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]
    assert not any("Draft" in page for page in pages)
    printed = [letter for letter in window.workspace.services.letters.letters() if not letter.needs_arranging]
    for letter in printed:
        names = names_of_buddies(window, letter.member.participation_id) | {letter.member.name}
        assert any(all(name in page for name in names) for page in pages), names


def names_of_buddies(window: MainWindow, person_id: int) -> set[str]:
    own = [pair for pair in pairs(window) if person_id in pair.pairing.members]
    return {member.name for pair in own for member in pair.members}


def in_dialog(kind: type[QDialog], act: Callable[[QDialog], None], *, opened_by: Callable[[], None]) -> None:
    """Act in the modal dialog that something opens, once it is open; a fault closes it again."""

    def enter() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            assert isinstance(dialog, kind)
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.done(QDialog.DialogCode.Rejected)

    QTimer.singleShot(0, enter)
    opened_by()


def take_the_keyboard(window: QWidget, qtbot: QtBot) -> None:
    """Make a window active; off screen, no window system does so when a dialog opens or closes."""
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.focusWidget() is not None)


def go_to(place: Place, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keySequence(window, KEYS_OF_PLACE[place])
    assert window.workspace.place is place


def click(within: QWidget, beginning: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(within, beginning), Qt.MouseButton.LeftButton)


def button(within: QWidget, beginning: str) -> QPushButton:
    return buttons(within, beginning)[0]


def buttons(within: QWidget, beginning: str) -> list[QPushButton]:
    return [
        shown
        for shown in within.findChildren(QPushButton)
        if shown.isVisible() and shown.text().replace("&", "").startswith(beginning)
    ]


def table(window: MainWindow, name: str) -> QTableView:
    return next(letter for letter in window.findChildren(QTableView) if letter.accessibleName() == name)


def words(within: QWidget) -> str:
    return " ".join(label.text() for label in within.findChildren(QLabel) if label.isVisible())


def pairs(window: MainWindow) -> list[ShownPair]:
    return list(window.workspace.services.latest.plan().pairs)
