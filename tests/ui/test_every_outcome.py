"""Whatever is done in the window, a screen reader says what came of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.workspace import Workspace
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.kept_schemes import Make, copy_of
from tests.helpers.listening import Listener
from tests.helpers.lives import lived
from tests.helpers.random_actions import LEFT_OUT, let_nothing_out, title_of
from tests.ui.test_every_control import running_example

pytestmark = pytest.mark.slow

MOST_ROWS = 60
"""How many rows of a table are tried until a command can be used."""

LAST = "Undo", "Redo", "Restore"
"""Commands that leave another scheme than they found."""

ELSEWHERE = ("Find",)
"""How those begin that put the focus where it may be already: `test_every_control` presses them."""

NEVER_USABLE = {
    "Call off their meeting": "no meeting is arranged in either scheme",
    "E-mail drafts": "is used in another tab than the first",
    "End pairing": "is pressed under Follow-up; no pair of the newest round runs",
    "Hold pair": "is pressed under Follow-up; no pair of the newest round runs",
    "Look at what is odd": "nothing is odd in the example",
    "Save invitations to their meeting": "no meeting is arranged in either scheme",
    "Save texts for other formats": "is used in another tab than the first",
    "Swap buddies": "needs two pairs that no rule keeps from it",
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

    def listen(make: Make) -> tuple[Listener, set[str]]:
        assert window.open_file(copy_of(make, tmp_path / "scheme.buddy"))
        window.activateWindow()
        workspace = window.workspace
        workspace.make_all_pages()
        listener = Listener(window, out, lambda ready: qtbot.waitUntil(ready, timeout=60_000), monkeypatch)
        unused = set()
        for place, command in commands_of(window):
            workspace.show_place(place)
            qtbot.waitUntil(lambda: not workspace.jobs.is_busy)
            if not choose_rows_for(command, workspace, qtbot):
                unused.add(title_of(command))
                continue
            before = workspace.services.history.next_undo()
            listener.listen_to(command)
            if window.workspace is not workspace:
                break
            undo_down_to(before, workspace)
        return listener, unused

    return listen


@pytest.mark.parametrize("make", [running_example, lived])
def test_of_every_command_one_hears_what_came_of_it(listen, make: Make, tally):
    listener, unused = listen(make)
    tally("outcomes", pressed=len(listener.done))
    assert not [each for each in listener.silent if not any(title in each for title in GIVES_UP)]
    assert unused <= NEVER_USABLE.keys()


def commands_of(window: MainWindow) -> list[tuple[Place, Command]]:
    """Return every command of the pages that are offered and of the window, with where to press it."""
    offered = [p for p in Place if window.workspace.rail.actions_of_places[p].isEnabled()]
    found = [(place, command) for place in offered for command in window.workspace.commands(place)]
    found += [(Place.OVERVIEW, command) for command in window.commands.all()]
    pressed = [(p, c) for p, c in found if title_of(c) not in LEFT_OUT and not begins(c, *ELSEWHERE)]
    return sorted(pressed, key=lambda each: begins(each[1], *LAST))


def begins(command: Command, *words: str) -> bool:
    return title_of(command).startswith(words)


def choose_rows_for(command: Command, workspace: Workspace, qtbot) -> bool:
    """Choose rows of the page in sight with which a command can be used; return whether there are any."""
    if workspace.place is Place.REPORT:
        qtbot.waitUntil(lambda: "being made" not in command.why_not, timeout=60_000)
    tables = [t for t in workspace.page(workspace.place).findChildren(RowsView) if t.isVisible()]
    for table in tables:
        rows = table.shown()[:MOST_ROWS]
        for number in range(len(rows)):
            for together in (rows[number : number + 1], rows[number : number + 2]):
                if command.isEnabled():
                    return True
                table.choose(together.__contains__)
    return command.isEnabled()


def undo_down_to(before: str, workspace: Workspace) -> None:
    history = workspace.services.history
    while history.next_undo() not in {before, ""}:
        assert workspace.operations.perform(history.undo)
