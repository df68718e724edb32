"""What the window says and offers when the scheme's file is gone, and where it may keep nothing."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from buddy_matcher.domain.errors import EnvironmentProblem
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import open_scheme
from buddy_matcher.ui.acting.job_bar import NOT_SAVED
from buddy_matcher.ui.acting.messages import Message
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.people import add_four, new_scheme
from tests.helpers.window import message
from tests.storage.disks import read_only


def texts_in(widget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


@pytest.fixture
def window(qtbot, tmp_path: Path) -> MainWindow:
    """A window whose scheme was moved away while it was open."""
    services = new_scheme(tmp_path)
    add_four(services)
    services.close()
    aside = tmp_path / "aside.buddy"
    window = MainWindow(Remembered())
    # Closing the window would wait for the coordinator to read where everything is kept.
    qtbot.addWidget(window, before_close_func=lambda _: aside.rename(services.path))
    window.show()
    window.open_file(services.path)
    services.path.rename(aside)
    return window


def test_a_lost_file_stays_in_sight_with_save_a_copy_beside_it(qtbot, window: MainWindow, tmp_path: Path):
    workspace = window.workspace
    workspace.operations.perform(
        lambda: workspace.services.pairings.pair(ParticipationId(1), ParticipationId(2))
    )
    [message] = window.findChildren(Message)
    assert "is not where it was" in texts_in(message)
    message.close()
    assert NOT_SAVED in texts_in(workspace.job_bar)
    assert "Use Save a copy" in texts_in(workspace.notice)
    [offered] = [b for b in workspace.notice.findChildren(QPushButton) if "cop" in b.text()]
    workspace.copy_wanted.disconnect()
    with qtbot.waitSignal(workspace.copy_wanted):
        offered.click()
    workspace.services.save_copy(tmp_path / "copy.buddy")
    copy = open_scheme(tmp_path / "copy.buddy")
    assert len(copy.people.people()) == 4
    copy.close()


def test_a_home_that_can_not_be_written_is_told_and_keeps_nobody_from_working(
    qtbot, tmp_path: Path, monkeypatch
):
    services = new_scheme(tmp_path)
    services.close()
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    with read_only(home):
        remembered = Remembered()
        assert isinstance(remembered.problem, EnvironmentProblem)
        assert "no backups" in str(remembered.problem)
        window = MainWindow(remembered)
        qtbot.addWidget(window)
        assert window.open_file(services.path)
        assert not window.try_example()
        assert message(window)
        window.close_scheme()
