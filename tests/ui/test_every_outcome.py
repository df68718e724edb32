"""Whatever is done in the window, a screen reader says what came of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.answering import press_every_command
from tests.helpers.kept_schemes import Make, copy_of
from tests.helpers.listening import Listener
from tests.helpers.lives import lived
from tests.helpers.random_actions import let_nothing_out, title_of
from tests.ui.test_every_control import running_example

pytestmark = pytest.mark.slow

ELSEWHERE = ("Find",)
"""How those begin that put the focus where it may be already: `test_every_control` presses them."""

NEVER_USABLE = {
    "Call off their meeting": "no meeting is arranged in either scheme",
    "E-mail drafts": "is used in another tab than the first",
    "Find a buddy for who is free": "whoever was free left just before",
    "Hold pair": "is pressed under Follow-up; no pair of the newest round runs",
    "Look at what is odd": "nothing is odd in the example",
    "Save invitations to their meeting": "no meeting is arranged in either scheme",
    "Save texts for other formats": "is used in another tab than the first",
    "Undo the preview": "the preview was kept just before",
    "Waiting list": "nobody of the round that runs waits",
}
"""Commands that can’t be used in one of these schemes, with the reason; tests of their pages press them."""

GIVES_UP = "Discard changes", "A form is half typed in"
"""What is asked before what was typed is given up: nothing comes of that."""


@pytest.fixture
def listen(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> Callable[[Make], tuple[Listener, set[str]]]:
    """Return what presses all commands on a scheme; it returns who listened, and what couldn't be pressed."""
    let_nothing_out(monkeypatch)
    out = tmp_path / "out"
    out.mkdir()

    def wait_until(ready: Callable[[], bool]) -> None:
        qtbot.waitUntil(ready, timeout=60_000)

    def listen(make: Make) -> tuple[Listener, set[str]]:
        assert window.open_file(copy_of(make, tmp_path / "scheme.buddy"))
        window.activateWindow()
        listener = Listener(window, out, wait_until, monkeypatch)

        def press(command: Command) -> None:
            if not title_of(command).startswith(ELSEWHERE):
                listener.listen_to(command)

        return listener, press_every_command(window, press, wait_until)

    return listen


@pytest.mark.parametrize("make", [running_example, lived])
def test_of_every_command_one_hears_what_came_of_it(listen, make: Make, tally):
    listener, unused = listen(make)
    tally("outcomes", pressed=len(listener.done))
    assert not [each for each in listener.silent if not any(title in each for title in GIVES_UP)]
    assert unused <= NEVER_USABLE.keys()
