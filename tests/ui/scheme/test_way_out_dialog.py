"""The ways out of a scheme that can't be opened as asked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow, QPushButton

from buddy_matcher.domain.refusals import DamagedFile, Holder, SchemeInUse
from buddy_matcher.services.schemes import open_scheme
from buddy_matcher.ui.scheme.way_out_dialog import WayOut, WayOutDialog, open_or_offer
from tests.helpers.dialogs import answer
from tests.helpers.people import new_scheme

AWAY = Holder(user="asha", computer="WARD-7", pid=4, since=datetime(2026, 11, 21, 10, 15, tzinfo=UTC))


@pytest.fixture
def window(qtbot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize("way", WayOut)
def test_a_way_out_is_one_button(window: QMainWindow, qtbot, way: WayOut):
    dialog = WayOutDialog(window, SchemeInUse("moor.buddy", AWAY), tuple(WayOut))
    qtbot.addWidget(dialog)
    next(button for button in dialog.findChildren(QPushButton) if button.text() == way.value).click()
    assert dialog.chosen is way
    assert dialog.result() == dialog.DialogCode.Accepted


def test_closing_it_chooses_nothing(window: QMainWindow, qtbot):
    dialog = WayOutDialog(window, DamagedFile("moor.buddy"), (WayOut.RECOVER,))
    qtbot.addWidget(dialog)
    dialog.reject()
    assert dialog.chosen is None


def test_a_scheme_that_nobody_has_opens_without_a_question(
    window: QMainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    new_scheme(tmp_path).close()
    asked = answer(monkeypatch, WayOutDialog, with_=None)
    open_or_offer(window, tmp_path / "scheme.buddy").close()
    assert not asked


def test_what_is_open_here_can_only_be_looked_at(
    window: QMainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    new_scheme(tmp_path).close()
    here = open_scheme(tmp_path / "scheme.buddy")
    asked = answer(monkeypatch, WayOutDialog, with_=WayOut.READ_ONLY)
    looked_at = open_or_offer(window, tmp_path / "scheme.buddy")
    assert looked_at.is_read_only
    assert asked[0][1] == (WayOut.READ_ONLY,)
    looked_at.close()
    here.close()
