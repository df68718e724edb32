"""Whatever is pressed in whatever order, nothing breaks, and the window says what its file says."""

from pathlib import Path
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.kept_schemes import Make, copy_of
from tests.helpers.people import planned_four
from tests.helpers.random_actions import (
    LEFT_OUT,
    Presser,
    content_of,
    let_nothing_out,
    same_as_the_file,
    title_of,
)
from tests.ui.test_every_control import running_example


@pytest.fixture
def presses(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot):
    """Return what opens a scheme and presses so many commands in it."""
    let_nothing_out(monkeypatch)

    def press(make: Make, seed: int, times: int, look_every: int) -> Presser:
        assert window.open_file(copy_of(make, tmp_path / "scheme.buddy"))
        presser = Presser(window, Random(seed), lambda ready: qtbot.waitUntil(ready, timeout=120_000))
        for number in range(times):
            presser.press_one()
            if number % look_every == look_every - 1:
                same_as_the_file(window.workspace.services)
        return presser

    return press


def test_what_a_few_commands_leave_is_what_the_file_says(window: MainWindow, presses, qtbot: QtBot):
    presses(planned_four, seed=4, times=3, look_every=9)
    undo_all_and_redo(window, qtbot)


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # off screen no list has all keys to itself
@pytest.mark.parametrize("seed", range(4))
def test_many_commands_in_any_order_break_nothing(
    window: MainWindow, presses, seed: int, qtbot: QtBot, tally
):
    presser = presses(running_example, seed=seed, times=40, look_every=5)
    tally("random actions", pressed=len(presser.done), undone=undo_all_and_redo(window, qtbot))


def test_every_command_left_out_is_one_of_the_window(window: MainWindow, scheme: Path):
    assert window.open_file(scheme)
    assert LEFT_OUT.keys() <= {title_of(command) for command in window.commands.all()}


def undo_all_and_redo(window: MainWindow, qtbot: QtBot) -> int:
    """Undo as far as it goes, and redo it all: it is then as it was; return how often it was undone."""
    services, jobs = window.workspace.services, window.workspace.jobs
    last, undone = content_of(services), 0
    while services.history.next_undo():
        window.commands.undo.trigger()
        qtbot.waitUntil(lambda: not jobs.is_busy)
        undone += 1
    same_as_the_file(services)
    for _ in range(undone):  # what was undone before stays so
        window.commands.redo.trigger()
        qtbot.waitUntil(lambda: not jobs.is_busy)
    assert content_of(services) == last
    same_as_the_file(services)
    return undone
