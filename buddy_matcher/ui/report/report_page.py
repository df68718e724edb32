"""The Report page: the pages that funders get, the coordinator's own words, and three ways to save."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar, override

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Changes, Kind
from buddy_matcher.domain.disclosure import SmallNumbers
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.report import Report
from buddy_matcher.domain.report_facts import Period
from buddy_matcher.services.reach_organisations import ReachOrganisations
from buddy_matcher.services.start_round import StartRound
from buddy_matcher.services.write_report import WriteReport
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.report.own_words import OwnWords
from buddy_matcher.ui.report.period_fields import PeriodFields
from buddy_matcher.ui.report.reach_dialog import ReachDialog
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.file_dialogs import SaveReportDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button, quiet_label
from buddy_matcher.ui.widgets.page_top import page_top
from buddy_matcher.ui.widgets.pages_preview import PagesPreview
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow, in_one_line

_WAIT_MS = 200
_PAGES_WIDTH, _WORDS_WIDTH = 720, 320
_ROUND_CHARACTERS = 14
_NOT_YET = "There is nothing to report before people have applied and a pair is agreed."
_NO_DAYS = "The last day is before the first: choose other days."
_MAKING = "The report is being made…"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Of which round, or of which days, and by which rule for small numbers."""

    rule: SmallNumbers
    number: int | None
    within: Period | None


class ReportPage(Page):
    """The report of one round, or of some days, as it would be saved now."""

    shows: ClassVar = frozenset(Kind)

    def __init__(
        self,
        reports: WriteReport,
        rounds: StartRound,
        reach: ReachOrganisations,
        operations: Operations,
        today: Callable[[], date],
        looked_at: Callable[[], int | None],
    ) -> None:
        super().__init__()
        self._looked_at = looked_at
        self._followed: int | None = None
        self._reports = reports
        self._rounds = rounds
        self._reach = reach
        self._operations = operations
        self._today = today
        self._report: Report | None = None
        self.setAccessibleName("Report")
        self._said = quiet_label()
        self.round = ChoiceBox[int]([])
        self.round.setMinimumContentsLength(_ROUND_CHARACTERS)
        self.rule = ChoiceBox([(rule, rule.label) for rule in SmallNumbers])
        self.period = PeriodFields(today())
        self.preview = PagesPreview("Pages of the report")
        self.own = OwnWords()
        self._delay = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._delay.timeout.connect(self._make)
        self._declare(Commands(self, operations, Menu.REPORT, needs=Needs.LIFE))
        self.round.currentIndexChanged.connect(self._on_choice_changed)
        self.rule.currentIndexChanged.connect(self._on_choice_changed)
        self.period.changed.connect(self._on_period_changed)
        self.own.written.connect(self._on_own_written)
        self._lay_out()

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the window's menu."""
        return self._commands.all()

    @property
    @override
    def first_focus(self) -> QWidget:
        return self.round

    @override
    def refresh(self) -> None:
        told = [line.round for line in reversed(self._rounds.rounds()) if line.pairs]
        self.round.offer([(each.number, each.name) for each in told])
        self._follow_round()
        self._let_write()
        self._delay.start()
        self._commands.look_again()

    def _follow_round(self) -> None:
        """Choose the round that is looked back at when that changes, the newest one when nobody does."""
        number = self._looked_at()
        if number != self._followed and self.round.count():
            self._followed = number
            self.round.setCurrentIndex(0)
            if number is not None:
                self.round.choose(number)

    @override
    def settle(self) -> None:
        self._on_own_written()

    def _declare(self, commands: Commands) -> None:
        self._commands = commands
        self.save_word, self.save_pdf, self.save_workbook = (
            commands.declare(
                title,
                partial(self._on_save, suffix),
                keys,
                why_not=self._unless_made,
                begins_group=suffix == ".docx",
            )
            for title, suffix, keys in (
                ("Save report for &Word…", ".docx", "Ctrl+Alt+W"),
                ("Save report as &PDF…", ".pdf", "Ctrl+Alt+P"),
                ("Save report as work&book…", ".xlsx", "Ctrl+Alt+B"),
            )
        )
        self.not_reached = commands.declare(
            "Not reached &yet…", self._on_not_reached, "Ctrl+Alt+Y", needs=Needs.NOTHING, begins_group=True
        )

    def _lay_out(self) -> None:
        choices = WrappingRow(
            in_one_line(field_label("R&ound", self.round), self.round),
            self.period,
            in_one_line(field_label("Small &numbers", self.rule), self.rule),
        )
        buttons = WrappingRow(
            action_button(self.save_word, primary_button("")),
            action_button(self.save_pdf),
            action_button(self.save_workbook),
            action_button(self.not_reached),
        )
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(2 * GAP)
        splitter.addWidget(self.preview)
        splitter.addWidget(self.own)
        splitter.setSizes([_PAGES_WIDTH, _WORDS_WIDTH])
        splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addLayout(page_top("Report", self._said))
        layout.addLayout(choices)
        layout.addWidget(splitter, 1)
        layout.addLayout(buttons)

    def _unless_made(self) -> str:
        if not self._number:
            return _NOT_YET
        return "" if self._report else _MAKING

    def _on_not_reached(self) -> None:
        ReachDialog.ask(self, self._reach, self._operations, self._today())

    @property
    def _number(self) -> int | None:
        """The number of the chosen round, None where no round has anything to report."""
        return self.round.chosen if self.round.count() else None

    @property
    def _wanted(self) -> _Wanted | None:
        """What is chosen, None where there is nothing to report or the days make no sense."""
        rule, within = self.rule.chosen, self.period.period
        if self._number is None or (self.period.is_on and within is None):
            return None
        return _Wanted(rule, None if within else self._number, within)

    def _make(self) -> None:
        """Make the report and its pages beside; nothing of it is stored."""
        wanted, today = self._wanted, self._today()
        if wanted is None:
            self._said.setText("")
            self.preview.show_message(_NOT_YET if self._number is None else _NO_DAYS)
            return
        if not self._report:
            self.preview.show_message(_MAKING)

        def work(_progress: Progress, _cancelled: Cancelled) -> tuple[Report, bytes] | UserError:
            try:
                report = self._reports.report(today, wanted.rule, wanted.number, wanted.within)
            except UserError as error:
                return error
            return report, self._reports.pages(report)

        def show(made: tuple[Report, bytes] | UserError) -> None:
            if wanted != self._wanted:
                return
            if isinstance(made, UserError):
                self.preview.show_message(str(made))
            else:
                self._show(*made)

        if not self._operations.start_upkeep(work, show):
            self._delay.start()

    def _show(self, report: Report, pages: bytes) -> None:
        self._report = report
        self._commands.look_again()
        self._said.setText(report.audit.in_words)
        self.preview.setAccessibleDescription(
            " ".join(words for section in report.sections for words in section.sentences)
        )
        self.preview.show_pages(pages)
        self.own.show_texts(report)

    def _let_write(self) -> None:
        """Take own words under a round's report: one of other days bears those of its last round."""
        self.own.let_write(can_write=not self._operations.is_read_only and not self.period.is_on)

    def _on_period_changed(self) -> None:
        self.settle()
        self.round.setEnabled(not self.period.is_on)
        self._let_write()
        self._on_choice_changed()

    def _on_choice_changed(self) -> None:
        self._report = None
        self._commands.look_again()
        self._make()

    def _on_own_written(self) -> None:
        unkept, number = self.own.unkept, self._number
        if unkept and number is not None and self._operations.may_change(Needs.LIFE):
            self.own.kept()
            self._operations.perform(lambda: self._reports.write_text(*unkept, number))

    def _on_save(self, suffix: str) -> None:
        self.settle()
        wanted, today = self._wanted, self._today()
        if self._report is None or wanted is None:
            return
        path = SaveReportDialog.ask(self, self._reports.file_name(self._report, suffix), suffix)
        if path is None:
            return

        def work(progress: Progress, _cancelled: Cancelled) -> tuple[Report, Changes]:
            progress(0, "Writing the report")
            return self._reports.save(path, today, wanted.rule, wanted.number, wanted.within)

        self._operations.start("Saving the report", work, lambda saved: self._on_saved(*saved, path))

    def _on_saved(self, report: Report, changes: Changes, path: Path) -> None:
        self._operations.announce(changes)
        self._operations.say(f"The report is saved as {path.name}. {report.audit.in_words}")
