"""A plan of 150 + 150 people in the window: overruled in every way, undone all the way back and done again.

Once by the commands as the mouse gives them, once by their keys alone.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.storage import add_people
from buddy_matcher.services.rounds.shown_plan import ShownPair
from buddy_matcher.services.schemes import Services, create_scheme
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.pairings.other_buddies_dialog import OtherBuddiesDialog
from buddy_matcher.ui.pairings.plan_table import PlanTable
from buddy_matcher.ui.scheme.check_plan_dialog import CheckPlanDialog
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog, ReasonDialog
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.finding import the

pytestmark = pytest.mark.slow

type Do = Callable[[str], None]


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path, qtbot) -> MainWindow:
    services = create_scheme(tmp_path / "large.buddy", "A large scheme")
    add_people(services, 300)
    services.close()
    assert window.open_file(services.path)
    window.workspace.show_place(Place.PAIRINGS)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return window


def commands(window: MainWindow) -> list[Command]:
    return [*window.commands.all(), *window.workspace.commands(Place.PAIRINGS)]


def doing(window: MainWindow, by: str, qtbot) -> Do:
    """Return what gives a command by the beginning of its title, and waits until its job has ended."""

    def do(title: str) -> None:
        command = next(c for c in commands(window) if c.text().replace("&", "").startswith(title))
        page = window.workspace.page(Place.PAIRINGS)
        # After a job the focus comes back to the page when Qt has told of its end.
        qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or window))
        assert command.isEnabled(), (title, command.why_not)
        # What has no keys of its own is reached through its menu's letters.
        if by == "keys" and not command.shortcut().isEmpty():
            QTest.keySequence(QApplication.focusWidget(), command.shortcut())
        else:
            command.trigger()
        qtbot.waitUntil(lambda: not window.workspace.jobs.is_busy, timeout=60_000)

    return do


def names(services: Services) -> set[str]:
    return {pair.names for pair in services.latest.plan().pairs}


def rows(shown: PlanTable) -> set[str]:
    """The pairs that are shown, stored or previewed."""
    return {row.names for row in shown.table.shown() if isinstance(row, ShownPair)}


@pytest.mark.parametrize("by", ["commands", "keys"])
def test_a_plan_is_overruled_in_every_way_and_undone(opened: MainWindow, by: str, monkeypatch, qtbot):
    services, do = opened.workspace.services, doing(opened, by, qtbot)
    shown = the(PlanTable, opened.workspace)
    do("Suggest pairings")
    steps = [names(services)]
    for step in (choose_another_buddy, swap_two, never_pair, mend_and_compare):
        step(services, shown, do, monkeypatch, qtbot)
        assert names(services) != steps[-1]
        steps.append(names(services))
    assert services.latest.plan().is_proved
    for before in reversed(steps[:-1]):
        do("Undo")
        assert names(services) == before
    for after in steps[1:]:
        do("Redo")
        assert names(services) == after


def choose_another_buddy(services: Services, shown: PlanTable, do: Do, monkeypatch, qtbot) -> None:
    """What is previewed is stored only when it is kept, and then as it was seen."""
    before, first = names(services), services.latest.plan().pairs[0]
    chosen = first.members[0].participation_id
    found = services.weighing.other_buddies(chosen, seconds=20)
    other = next(each for each in found.buddies if each.cost and not each.is_in_plan)
    answer(monkeypatch, OtherBuddiesDialog, with_=(chosen, other.participation_id))
    shown.choose(first.pairing.members)
    do("Other buddies")
    qtbot.waitUntil(lambda: rows(shown) != before, timeout=30_000)
    previewed = rows(shown)
    assert names(services) == before
    do("Keep the preview")
    assert names(services) == previewed


def swap_two(services: Services, shown: PlanTable, do: Do, monkeypatch, qtbot) -> None:
    a, b = [pair for pair in services.latest.plan().pairs if pair.pairing.can_swap][:2]
    shown.choose({*a.pairing.members, *b.pairing.members})
    do("Swap buddies")


def never_pair(services: Services, shown: PlanTable, do: Do, monkeypatch, qtbot) -> None:
    """The check says at once what the plan lacks then."""
    answer(monkeypatch, ReasonDialog, with_="Neighbours")
    last = next(pair for pair in reversed(services.latest.plan().pairs) if pair.pairing.can_swap)
    shown.choose(last.pairing.members)
    do("Never pair")
    checked = answer(monkeypatch, CheckPlanDialog, with_=None)
    do("Check this plan")
    qtbot.waitUntil(lambda: bool(checked))
    assert "2 more people" in checked[0][0].sentence


def mend_and_compare(services: Services, shown: PlanTable, do: Do, monkeypatch, qtbot) -> None:
    answer(monkeypatch, ConfirmDialog, with_=True)
    do("Suggest pairings")
    compared = answer(monkeypatch, AnswerDialog, with_=None)
    do("Equally good plans")
    qtbot.waitUntil(lambda: bool(compared))
