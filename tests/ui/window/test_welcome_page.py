"""The welcome page: each wish is told in a signal, and a file can be dropped."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton

from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.ui.window.welcome_page import WelcomePage
from tests.helpers.lives import TODAY


@pytest.fixture
def page(qtbot) -> WelcomePage:
    page = WelcomePage()
    qtbot.addWidget(page)
    page.show()
    return page


def button(page: WelcomePage, beginning: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text().replace("&", "").startswith(beginning))


def drop_area(page: WelcomePage) -> QFrame:
    return next(frame for frame in page.findChildren(QFrame) if frame.acceptDrops())


def files(*paths: Path) -> QMimeData:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return dropped


def drop(page: WelcomePage, dropped: QMimeData) -> bool:
    """Drag something over the page and drop it if it is taken; return whether it was."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(5, 5), copy, dropped, left, none)
    entering.ignore()
    QApplication.sendEvent(drop_area(page), entering)
    if not entering.isAccepted():
        return False
    QApplication.sendEvent(drop_area(page), QDropEvent(QPointF(5, 5), copy, dropped, left, none))
    return True


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Choose a form export", "sheet_wanted"),
        ("New scheme", "new_wanted"),
        ("Open scheme", "open_wanted"),
        ("Try the example", "example_wanted"),
    ],
)
def test_a_button_says_what_is_wanted(page: WelcomePage, qtbot, words: str, wanted: str):
    with qtbot.waitSignal(getattr(page, wanted)):
        button(page, words).click()


def test_it_promises_that_nothing_leaves_the_computer(page: WelcomePage):
    assert "Nothing leaves this computer." in [label.text() for label in page.findChildren(QLabel)]


@pytest.mark.parametrize("name", ["Answers.XLSX", "list.csv", "West Moor.buddy"])
def test_a_sheet_or_scheme_can_be_dropped(page: WelcomePage, qtbot, tmp_path: Path, name: str):
    with qtbot.waitSignal(page.file_dropped) as dropped:
        assert drop(page, files(tmp_path / name))
    assert dropped.args == [tmp_path / name]


def test_anything_else_is_not_taken(page: WelcomePage, tmp_path: Path):
    assert not drop(page, files(tmp_path / "photo.png"))
    assert not drop(page, files(tmp_path / "one.csv", tmp_path / "two.csv"))
    elsewhere = QMimeData()
    elsewhere.setUrls([QUrl("https://example.org/answers.csv")])
    assert not drop(page, elsewhere)


def test_recent_schemes_are_offered_with_their_names_as_typed(page: WelcomePage, qtbot, tmp_path: Path):
    file = tmp_path / "Moor & Vale.buddy"
    page.show_recent([tmp_path / "old.buddy"])
    file.write_bytes(b"")
    page.show_recent([file])
    page.show()
    recent: Any = page.first_focus
    told = [label.text() for label in recent.findChildren(QLabel)]
    assert told == ["Moor & Vale", f"In {tmp_path.name}, changed on {date_in_words(TODAY)}"]
    with qtbot.waitSignal(page.file_wanted) as wanted:
        recent.click()
    assert wanted.args == [file]


def test_recent_schemes_stand_above_the_place_for_a_form_export(page: WelcomePage, tmp_path: Path):
    page.show_recent([tmp_path / "gone.buddy"])
    page.show()
    recent, choose = page.first_focus, button(page, "Choose a form export")
    assert recent.mapTo(page, QPoint(0, 0)).y() < choose.mapTo(page, QPoint(0, 0)).y()
