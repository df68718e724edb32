"""What a coordinator does in a year of a scheme, by real clicks and keys in the real window.

What happened is read from what the window shows. Only the system's own file dialogs are answered.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot
from time_machine import Traveller

from buddy_matcher.domain.made_forms import FormKind
from buddy_matcher.domain.pair_life import Flag, PairState
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.ui.importing.import_dialog import ImportDialog
from buddy_matcher.ui.leaving.end_dialog import EndDialog
from buddy_matcher.ui.leaving.step_in import StepInDialog
from buddy_matcher.ui.letters.gone_dialog import GoneDialog
from buddy_matcher.ui.meetings.entry_dialog import EntryDialog
from buddy_matcher.ui.meetings.pair_story import PairStory
from buddy_matcher.ui.overview.today_part import TodayPart
from buddy_matcher.ui.scheme.make_form_dialog import MakeFormDialog
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.round_dates_dialog import RoundDatesDialog
from buddy_matcher.ui.scheme.start_round_dialog import StartRoundDialog
from buddy_matcher.ui.widgets.choose_several_dialog import ChooseSeveralDialog
from buddy_matcher.ui.widgets.day_fields import OptionalDay
from buddy_matcher.ui.widgets.file_dialogs import OpenSheetDialog
from buddy_matcher.ui.widgets.reading_label import LinesButton
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.finding import the
from tests.helpers.fingers import WORK_MS, Fingers, words_in
from tests.helpers.hands import Pairs, Question
from tests.helpers.ledger import Due, LedgerEntry, Line, Money

KINDS = ("contact", "meeting", "call", "no-answer", "note")
FITS = ("good", "not-sure", "not-good")
AT_ONCE = {"contact": "Ctrl+Shift+T", "no-answer": "Ctrl+Shift+N"}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class ByWindow(Fingers):
    """In the window, at an hour of its own for each thing that is done."""

    def __init__(
        self, window: MainWindow, qtbot: QtBot, clock: Traveller, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        super().__init__(window, qtbot)
        self._clock = clock
        self._monkeypatch = monkeypatch
        self._hour = datetime.min.replace(tzinfo=UTC)

    def be_at(self, day: date) -> None:
        """Come to the desk on a day, in the morning, or some minutes later than the last time."""
        morning = datetime.combine(day, time(9), UTC)
        self._hour = max(morning, self._hour + timedelta(minutes=20))
        assert self._hour.date() == day
        self._clock.move_to(self._hour)
        # The next day the window is opened anew, as a coordinator would.
        if self._hour == morning:
            path = self.window.workspace.services.path
            self.window.close_scheme()
            assert self.window.open_file(path)
        self.take_the_keyboard()

    def begin(self, letters_on: date, funded: Sequence[str]) -> None:
        assert not funded

        def choose(dialog: QDialog) -> None:
            assert isinstance(dialog, RoundDatesDialog)
            line = dialog.lines[Milestone.LETTERS_ON]
            self.tick(line.tick)
            line.show_day(letters_on)
            self.click(dialog, "Save dates")

        self.in_dialog(RoundDatesDialog, choose, lambda: self.keys("Shift+F9"))

    def take_in(self, sheet: Path) -> tuple[int, int, int]:
        answer(self._monkeypatch, OpenSheetDialog, with_=sheet)
        told: list[str] = []

        def take(dialog: QDialog) -> None:
            wanted = ("Import", "Take in")
            self.qtbot.waitUntil(
                lambda: any(b.isEnabled() for b in self.buttons(dialog, *wanted)) or self._is_known(dialog),
                timeout=WORK_MS,
            )
            if self._is_known(dialog):
                told.append(words_in(dialog))
                self.click(dialog, "Close", "Cancel")
                return
            with self.qtbot.waitSignal(self.window.workspace.operations.changed, timeout=WORK_MS):
                self.click(dialog, *wanted)
            self.qtbot.waitUntil(lambda: bool(self.buttons(dialog, "Close")), timeout=WORK_MS)
            told.append(words_in(dialog))
            self.click(dialog, "Close")

        self.in_dialog(ImportDialog, take, lambda: self.keys("Ctrl+I"))
        words = told[0]
        answered = re.search(r"(\d+) of (\d+) answered", words)
        added = re.search(r"(\d+) added", words)
        if not answered:
            return 0, 0, 0
        # What somebody says of coming back is no entry of a pair.
        entries = int(added[1]) if added and "coming back" not in words else 0
        return entries, int(answered[1]), int(answered[2])

    def _is_known(self, dialog: QDialog) -> bool:
        return "Take in 0" in " ".join(b.text().replace("&", "") for b in self.buttons(dialog, "Take in"))

    def pair(self) -> Pairs:
        self.go(Place.PAIRINGS)
        if "Nobody to pair" in words_in(self.window.workspace):
            return set()
        with self.qtbot.waitSignal(self.window.workspace.jobs.ended, timeout=WORK_MS):
            self.keys("F5")
        agree = self.buttons(self.window.workspace, "Agree the whole plan")
        if not agree or not agree[0].isEnabled():
            return set()
        with self.qtbot.waitSignal(self.window.workspace.jobs.ended, timeout=WORK_MS):
            self.click(self.window.workspace, "Agree the whole plan")
        return set(self.rows("Pairs of the plan"))

    def mend(self) -> Pairs:
        def take(dialog: QDialog) -> None:
            [agrees] = dialog.findChildren(QCheckBox)
            self.tick(agrees)
            self.click(dialog, "Take this way")

        self.go(Place.MEETINGS)
        self.in_dialog(StepInDialog, take, lambda: self.keys("Ctrl+B"))
        return {members for members, is_running in self.lines(self._hour.date()) if is_running}

    def free(self) -> set[str]:
        self.go(Place.MEETINGS)
        told: list[str] = []

        def read(dialog: QDialog) -> None:
            told.append(words_in(dialog))
            self.click(dialog, "Close", "Cancel")

        if not self.buttons(self.window.workspace, "Find a buddy"):
            return set()
        self.in_dialog(StepInDialog, read, lambda: self.keys("Ctrl+B"))
        names = re.search(r"Free now: (.+?)\. ", told[0])
        return set(re.split(r", | and ", names[1])) if names else set()

    def send(self, on: date) -> None:
        assert on == self._hour.date()
        self.go(Place.LETTERS)
        whole = next(
            b for b in self.window.workspace.findChildren(QRadioButton) if b.text().endswith("of every tab")
        )
        if whole.isVisible() and whole.isEnabled():
            self.press(whole)

        def record(dialog: QDialog) -> None:
            assert isinstance(dialog, GoneDialog)
            self.choose(dialog.how, 1)
            self.click(dialog, "Record as gone")

        self.in_dialog(GoneDialog, record, lambda: self.click(self.window.workspace, "Record as gone"))

    def record(self, pair: Iterable[str], entry: LedgerEntry) -> None:
        self.select(pair)
        if entry.kind in AT_ONCE and not entry.fits:
            self.keys(AT_ONCE[entry.kind])
            return

        def fill_in(dialog: QDialog) -> None:
            what, *_ = dialog.findChildren(QComboBox)
            self.choose(what, KINDS.index(entry.kind))
            if entry.minutes is not None:
                minutes = the(QSpinBox, dialog)
                minutes.setFocus()
                minutes.selectAll()
                self.qtbot.keyClicks(minutes, str(entry.minutes))
            for name, fit in entry.fits.items():
                box = next(
                    b for b in dialog.findChildren(QComboBox) if b.accessibleName() == f"How {name} finds it"
                )
                self.choose(box, 1 + FITS.index(fit))
            self.click(dialog, "Save entry")

        self.in_dialog(EntryDialog, fill_in, lambda: self.keys("Ctrl+Shift+R"))

    def launch(self, pairs: Sequence[Iterable[str]], on: date) -> None:
        assert on == self._hour.date()
        came = {frozenset(pair) for pair in pairs}

        def tick(dialog: QDialog) -> None:
            self.click(dialog, "Tick none")
            shown = the(QListWidget, dialog)
            for row in range(shown.count()):
                if frozenset(shown.item(row).text().split(" and ")) in came:
                    shown.setCurrentRow(row)
                    self.qtbot.keyClick(shown, Qt.Key.Key_Space)
            self.click(dialog, "Record meetings")

        self.go(Place.MEETINGS)
        self.in_dialog(ChooseSeveralDialog, tick, lambda: self.keys("Ctrl+Shift+Y"))

    def questions(self, kind: str) -> list[Question]:
        form = self.window.workspace.services.forms.form(FormKind(kind))
        shown: list[str] = []

        def read(dialog: QDialog) -> None:
            kinds, words = the(QComboBox, dialog), the(QListWidget, dialog)
            self.choose(kinds, kinds.findText(FormKind(kind).label))
            shown.extend(words.item(row).text() for row in range(words.count()))
            self.click(dialog, "Cancel")

        self.in_dialog(MakeFormDialog, read, lambda: self.keys("Shift+F4"))
        assert shown == [each.text for each in form.questions]
        return [(each.question.value, each.text, list(each.options)) for each in form.questions]

    def end(self, pair: Iterable[str], on: date, leaving: str) -> None:
        assert on == self._hour.date()
        self.select(pair)

        def fill_in(dialog: QDialog) -> None:
            boxes = {box.accessibleName(): box for box in dialog.findChildren(QComboBox)}
            reason = next(b for b in dialog.findChildren(QComboBox) if b.findText("Changed job or left") >= 0)
            self.choose(reason, reason.findText("Changed job or left"))
            following = boxes[f"What is next for {leaving}"]
            self.choose(following, following.findText("Leave the scheme"))
            self.click(dialog, "End pairing")

        # Whoever ends a pair is shown at once who could step in.
        self.in_dialog(
            StepInDialog,
            lambda dialog: self.click(dialog, "Close", "Cancel"),
            lambda: self.in_dialog(
                EndDialog, fill_in, lambda: self.click(self.window.workspace, "End pairing")
            ),
        )

    def finish(self, on: date) -> None:
        assert on == self._hour.date()
        self.go(Place.MEETINGS)
        self.in_dialog(
            ChooseSeveralDialog,
            lambda dialog: self.click(dialog, "Finish pairs"),
            lambda: self.keys("Ctrl+Shift+I"),
        )

    def start(self, name: str, letters_on: date) -> None:
        def fill_in(dialog: QDialog) -> None:
            assert dialog.findChildren(QLineEdit)[0].text() == name
            day = the(OptionalDay, dialog)
            self.tick(day.tick)
            day.show_day(letters_on)
            self.click(dialog, "Start round")

        self.in_dialog(StartRoundDialog, fill_in, lambda: self.keys("Shift+F5"))

    def money(self) -> Money:
        return 0, 0, 0, 0

    def pay(self, on: date) -> None:
        """Nobody is paid here."""
        assert on == self._hour.date()

    def figures(self, on: date) -> dict[str, int | None]:
        """Nothing of a report's picture is read."""
        assert on == self._hour.date()
        return {}

    def lines(self, day: date) -> dict[tuple[frozenset[str], bool], Line]:
        self.go(Place.MEETINGS)
        found: dict[tuple[frozenset[str], bool], Line] = {}
        if not self.table("Pairs that run").isVisible():
            return found
        for chip, is_running in (("Running", True), ("Over", False)):
            self.click(self.window.workspace, chip)
            table = self.table("Pairs that run")
            for row in range(table.model().rowCount()):
                table.selectRow(row)
                index = table.model().index(row, 0)
                found[self.names(index), is_running] = self._line(index, day)
        self.click(self.window.workspace, "Running")
        return found

    def _line(self, index: QModelIndex, day: date) -> Line:
        _, _, state, heard, met, _ = (str(index.siblingAtColumn(column).data()) for column in range(6))
        told = the(PairStory, self.window.workspace).text
        flags = frozenset(flag.value for flag in Flag if f"{flag.label}. " in told)
        return (
            _state(state),
            _day(heard, day),
            int(met),
            _minutes(told),
            flags,
        )

    def due(self, day: date) -> Due:
        """Return what the Overview lists, by its words; of many people it names the first ones."""
        assert day == self._hour.date()
        self.go(Place.OVERVIEW)
        today = the(TodayPart, self.window.workspace)
        if not today.isVisible():
            return {}
        # What is new in a layout comes in sight a moment later.
        nothing = "Nothing is due today."
        self.qtbot.waitUntil(lambda: bool(self._lines_of(today)) or nothing in words_in(today))
        found: Due = {}
        for line in self._lines_of(today):
            title, who = (label.text() for label in line.findChildren(QLabel))
            label, _, number = title.rpartition(": ")
            found[label] = int(number.split()[0]), frozenset(re.split(r", | and ", who))
        return found

    def _lines_of(self, today: TodayPart) -> list[LinesButton]:
        return [line for line in today.findChildren(LinesButton) if line.isVisible()]


def _minutes(told: str) -> int:
    """Return how long a pair met, which the story says in hours and minutes."""
    found = re.search(r"(?:([\d,]+) hours?)?(?: ?(\d+) minutes?)? in all", told)
    hours, minutes = found.groups() if found else (None, None)
    return 60 * int((hours or "0").replace(",", "")) + int(minutes or 0)


def _state(words: str) -> str:
    """Return the code of a state as the table words it, such as "⚠ Call: not sure"."""
    plain = words.removeprefix("⚠ ")
    if plain.startswith("Call: "):
        return PairState.NEEDS_CALL.value
    return next(state.value for state in PairState if plain.startswith(state.label))


def _day(words: str, today: date) -> str | None:
    """Return the day that the table names in short, such as "4 Mar" of this year."""
    if words == "Not yet":
        return None
    number, month, *year = words.split()
    return date(int(year[0]) if year else today.year, MONTHS.index(month) + 1, int(number)).isoformat()


MILESTONES = {milestone.value: milestone.label for milestone in Milestone}
FLAGS = {flag.value: flag.label for flag in Flag}
LABELS = {**FLAGS, **MILESTONES, "letters": "Letters that have not gone", "without-buddy": "Without a buddy"}
"""How the Overview words what is due."""
