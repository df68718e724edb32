"""A plan of 150 + 150 people in the window: overruled in every way, undone all the way back and done again.

Told three times: by mouse, by keys with shortcuts, and by keys with the letters of menus.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit

from benchmarks.storage import add_people
from buddy_matcher.domain.endings import EndReason, Next
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.services.rounds.shown_plan import ShownPair
from buddy_matcher.services.schemes import Services, create_scheme
from buddy_matcher.ui.leaving.end_dialog import EndDialog
from buddy_matcher.ui.leaving.step_in import StepInDialog
from buddy_matcher.ui.pairings.other_buddies_dialog import OtherBuddiesDialog
from buddy_matcher.ui.pairings.pair_inspector import PairInspector
from buddy_matcher.ui.pairings.plan_table import PlanTable
from buddy_matcher.ui.scheme.check_plan_dialog import CheckPlanDialog
from buddy_matcher.ui.scheme.choices_dialog import ChoicesDialog
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.scenarios_dialog import ScenariosDialog
from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog, NumberDialog
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog, ReasonDialog
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.finding import the
from tests.helpers.fingers import words_in
from tests.helpers.keyboard import Gestures, Keys, MenuLetters, Mouse, focused
from tests.helpers.random_actions import content_of
from tests.helpers.window import status

# Off screen, nothing comes to the front and no menu can have all the keys to itself; Qt says so each time.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]

WORK_MS = 60_000
SIDE = 150


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path, qtbot) -> MainWindow:
    services = create_scheme(tmp_path / "large.buddy", "A large scheme")
    add_people(services, 2 * SIDE, is_even=True)
    services.close()
    assert window.open_file(services.path)
    window.resize(1366, 768)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@dataclass
class Story:
    """One telling of the story: who tells it, and how the file stood after each of its actions."""

    hands: Gestures
    services: Services
    stood: dict[int, list[object]] = field(default_factory=dict)

    @property
    def window(self) -> MainWindow:
        return self.hands.window

    @property
    def shown(self) -> PlanTable:
        return the(PlanTable, self.window.workspace)

    @property
    def pairs(self) -> set[str]:
        return {pair.names for pair in self.services.latest.plan().pairs}

    @property
    def rows(self) -> set[str]:
        """The pairs that are shown, stored or previewed."""
        return {row.names for row in self.shown.table.shown() if isinstance(row, ShownPair)}

    @property
    def said(self) -> str:
        return status(self.window)

    @property
    def actions(self) -> int:
        """How many actions could be undone."""
        return sum(not entry.is_undone for entry in self.services.history.entries())

    def give(self, command: str, menu: str = "Pairings") -> None:
        self.hands.give(menu, command)
        self.hands.qtbot.waitUntil(lambda: not self.window.workspace.jobs.is_busy, timeout=WORK_MS)
        # After a job the focus comes back to the page when Qt has told of its end.
        self.hands.take_the_keyboard()
        self.hands.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def ask(
        self, kind: type[QDialog], act: Callable[[Any], None], command: str, menu: str = "Pairings"
    ) -> None:
        """Give a command and act in the dialog that it opens."""
        self.hands.within(kind, act, lambda: self.hands.give(menu, command))

    def choose(self, *pairs: ShownPair) -> None:
        names = {pair.names for pair in pairs}
        self.hands.mark(self.shown.table, lambda row: isinstance(row, ShownPair) and row.names in names)
        chosen = self.shown.table.chosen_rows()
        assert {row.names for row in chosen} == names

    def note(self) -> None:
        """Note how the file stands, to be met again on the way back and forth."""
        self.stood[self.actions] = content_of(self.services)


@pytest.fixture(params=[Mouse, Keys, MenuLetters], ids=["mouse", "shortcuts", "menu-letters"])
def story(request, opened: MainWindow, qtbot) -> Story:
    return Story(request.param(opened, qtbot), opened.workspace.services)


def test_a_plan_is_overruled_in_every_way_and_undone(story: Story):
    story.hands.go(Place.PAIRINGS)
    story.note()
    for step in STEPS:
        before = story.actions
        step(story)
        assert story.said, step.__name__
        assert story.actions > before or step in READ_ONLY, step.__name__
        story.note()
    back_and_forth(story)


def suggest(story: Story) -> None:
    story.give("Suggest pairings")
    plan = story.services.latest.plan()
    assert plan.is_proved
    assert story.said.startswith(f"{len(plan.pairs)} pairs, ")


def inspect(story: Story) -> None:
    pair = story.services.latest.plan().pairs[2]
    story.choose(pair)
    assert all(member.name in words_in(the(PairInspector, story.window.workspace)) for member in pair.members)


def preview_and_keep_another_buddy(story: Story) -> None:
    """What is previewed is stored only when it is kept, and then as it was seen."""
    before = story.pairs
    story.choose(story.services.latest.plan().pairs[0])

    def preview(dialog: OtherBuddiesDialog) -> None:
        rows = dialog.table.shown()
        other = next(place for place, row in enumerate(rows) if row.cost and not row.is_in_plan)
        story.hands.select_rows(dialog.table, [other])
        story.hands.use(dialog, "Preview")

    story.ask(OtherBuddiesDialog, preview, "Other buddies")
    story.hands.qtbot.waitUntil(lambda: story.rows != before, timeout=WORK_MS)
    assert "Nothing is stored yet" in story.said
    previewed = story.rows
    assert story.pairs == before
    story.give("Keep the preview")
    assert story.pairs == previewed


def swap_two(story: Story) -> None:
    free = [pair for pair in story.services.latest.plan().pairs if pair.pairing.can_swap][:2]
    places = [story.shown.table.shown().index(pair) for pair in free]
    before = story.pairs
    story.hands.swap(story.shown.table, *places)
    story.hands.qtbot.waitUntil(lambda: story.pairs != before)
    assert len(story.pairs - before) == len(before - story.pairs) == 2


def never_pair(story: Story) -> None:
    """The check says at once what the plan lacks then."""
    last = next(pair for pair in reversed(story.services.latest.plan().pairs) if pair.pairing.can_swap)
    story.choose(last)

    def tell_why(dialog: ReasonDialog) -> None:
        QTest.keyClicks(focused(), "Neighbours")
        QTest.keyClick(focused(), Qt.Key.Key_Return)

    story.ask(ReasonDialog, tell_why, "Never pair")
    assert last.names not in story.pairs


def check(story: Story) -> None:
    told: list[str] = []

    def read(dialog: CheckPlanDialog) -> None:
        told.append(words_in(dialog))
        story.hands.use(dialog, "Close")

    story.ask(CheckPlanDialog, read, "Check this plan")
    assert "2 more people" in told[0]


def someone_leaves_and_is_replaced(story: Story) -> None:
    """A pair that was agreed ends, as one of it leaves; whoever stays gets somebody new at once."""
    pair = story.services.latest.plan().pairs[5]
    story.choose(pair)
    story.give("Agree pair")

    def end(dialog: EndDialog) -> None:
        reason, *_ = dialog.findChildren(QComboBox)
        story.hands.pick(reason, 1 + list(EndReason).index(EndReason.CHANGED_JOB))
        following = next(
            b for b in dialog.findChildren(QComboBox) if pair.members[0].name in b.accessibleName()
        )
        story.hands.pick(following, list(Next).index(Next.LEAVE))
        story.hands.use(dialog, "End pairing")

    def take(dialog: StepInDialog) -> None:
        assert pair.members[1].name in words_in(dialog)
        story.hands.use(dialog, "Take this way")

    story.hands.within(StepInDialog, take, lambda: story.ask(EndDialog, end, "End pairing"))
    assert not any(pair.members[0].name in names for names in story.pairs)
    assert any(pair.members[1].name in names for names in story.pairs)


def plan_again(story: Story) -> None:
    story.ask(ConfirmDialog, lambda dialog: story.hands.use(dialog, "Suggest pairings"), "Suggest pairings")
    assert story.services.latest.plan().is_proved


def compare(story: Story) -> None:
    read(story, "Equally good plans")


def read(story: Story, command: str) -> None:
    story.ask(AnswerDialog, lambda dialog: story.hands.use(dialog, "Close"), command)


def save_a_scenario(story: Story) -> None:
    def save(dialog: ScenariosDialog) -> None:
        name = the(QLineEdit, dialog)
        if isinstance(story.hands, Keys):
            story.hands.tab_to(name)
        else:
            story.hands.press(name)
        QTest.keyClicks(name, "Before they chose")
        story.hands.use(dialog, "Save the plan")
        story.hands.qtbot.waitUntil(lambda: not story.window.workspace.jobs.is_busy, timeout=WORK_MS)
        assert [row.scenario.name for row in the(RowsView, dialog).shown()] == ["Before they chose"]
        story.hands.use(dialog, "Close")

    story.ask(ScenariosDialog, save, "Scenarios")


def offer_a_choice(story: Story) -> None:
    def offer() -> None:
        story.ask(NumberDialog, lambda dialog: story.hands.use(dialog, "Go on"), "Choices without a loss")

    story.hands.within(AnswerDialog, lambda dialog: story.hands.use(dialog, "Offer these choices"), offer)
    assert "may choose now" in story.said
    story.hands.go(Place.LETTERS)
    due = [letter for letter in story.services.letters.letters() if letter.text.kind is LetterKind.CHOICE]
    assert len(due) == len(story.services.questions.hearing.heard())


def hear_and_plan(story: Story) -> None:
    """Everybody chooses their second; the plan that honours most is looked at, and taken."""
    story.hands.go(Place.PAIRINGS)
    answered = 6

    def hear(dialog: ChoicesDialog) -> None:
        table, box = the(RowsView, dialog), the(QComboBox, dialog)
        if isinstance(story.hands, Keys):
            story.hands.select_rows(table, [0])
            for _ in range(answered):
                QTest.keyClick(focused(), Qt.Key.Key_2)
        else:
            for place in range(answered):
                story.hands.select_rows(table, [place])
                story.hands.pick(box, 2)
        assert f"{answered} of {len(table.shown())} people answered." in words_in(dialog)
        story.hands.use(dialog, "Plan with these choices")

    def take(dialog: AnswerDialog) -> None:
        assert f"of {answered} choices" in words_in(dialog)
        story.hands.use(dialog, "Take this plan")

    story.hands.within(AnswerDialog, take, lambda: story.ask(ChoicesDialog, hear, "Choices made"))
    assert f"of {answered} choices" in story.said


def compare_and_take_the_scenario(story: Story) -> None:
    def compare(dialog: ScenariosDialog) -> None:
        story.hands.use(dialog, "Compare with the plan")

    def take(dialog: ScenariosDialog) -> None:
        story.hands.use(dialog, "Take it")
        story.hands.use(dialog, "Close")

    compared: list[str] = []

    def look(dialog: AnswerDialog) -> None:
        compared.append(words_in(dialog))
        story.hands.use(dialog, "Close")

    story.hands.within(AnswerDialog, look, lambda: story.ask(ScenariosDialog, compare, "Scenarios"))
    assert "another buddy there" in compared[0]
    story.ask(ScenariosDialog, take, "Scenarios")
    assert "Before they chose" in story.said


def back_and_forth(story: Story) -> None:
    """Undo comes by every state that was noted, to the very first, and Redo again to the last."""
    last, first = max(story.stood), min(story.stood)
    for actions in range(last - 1, first - 1, -1):
        story.give("Undo", "Edit")
        assert story.said.startswith("Undone: ")
        assert story.actions == actions
        assert content_of(story.services) == story.stood.get(actions, content_of(story.services))
    assert not story.pairs
    for actions in range(first + 1, last + 1):
        story.give("Redo", "Edit")
        assert story.said.startswith("Redone: ")
        assert content_of(story.services) == story.stood.get(actions, content_of(story.services))


READ_ONLY = (inspect, check, compare)
STEPS = (
    suggest,
    inspect,
    preview_and_keep_another_buddy,
    swap_two,
    never_pair,
    check,
    someone_leaves_and_is_replaced,
    plan_again,
    compare,
    save_a_scenario,
    offer_a_choice,
    hear_and_plan,
    compare_and_take_the_scenario,
)
