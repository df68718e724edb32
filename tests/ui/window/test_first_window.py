"""A second start raises the window that has the scheme open."""

import stat
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer

from buddy_matcher.paths import settings_folder
from buddy_matcher.ui.window.first_window import FirstWindow, raise_first_window
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.people import new_scheme


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    services = new_scheme(tmp_path)
    services.close()
    return services.path


def test_nobody_answers_for_a_scheme_that_is_not_open(qapp, scheme: Path):
    assert not raise_first_window(scheme)


def test_the_window_that_has_a_scheme_open_is_asked_for(qtbot, scheme: Path):
    window = MainWindow(Remembered())
    qtbot.addWidget(window)
    window.open_file(scheme)
    first = window.findChild(FirstWindow)
    with qtbot.waitSignal(first.wanted):
        assert raise_first_window(scheme)
    assert not raise_first_window(scheme.with_name("other.buddy"))
    window.close_scheme()
    assert not raise_first_window(scheme)


def test_an_address_that_a_crash_left_behind_is_taken_over(qtbot, scheme: Path):
    first, second = FirstWindow(), FirstWindow()
    first.listen_for(scheme)
    second.listen_for(scheme)
    with qtbot.waitSignal(second.wanted):
        assert raise_first_window(scheme)
    first.stop()
    second.stop()


def test_whoever_sits_at_the_address_without_the_secret_is_not_obeyed(qtbot, scheme: Path):
    first = FirstWindow()
    first.listen_for(scheme)
    name = first.findChild(QLocalServer).serverName()
    [secret] = settings_folder().glob("*.key")
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    left = secret.read_bytes()
    first.stop()
    assert not secret.exists()
    # A window that crashed left its secret, and somebody else took its address.
    secret.write_bytes(left)
    squatter = QLocalServer()
    squatter.newConnection.connect(lambda: squatter.nextPendingConnection().write(b"x" * len(left)))
    assert squatter.listen(name)
    assert not raise_first_window(scheme)
    squatter.close()
    secret.unlink()
