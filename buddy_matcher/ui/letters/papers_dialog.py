"""The papers besides letters: which there are, their real pages, and the ways to print and save them.

Making a paper records nothing. The pages are laid out beside whatever runs, so that one can go through the
list without waiting.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import override

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from buddy_matcher.domain.papers import STOCKS, Paper, Start
from buddy_matcher.domain.text import counted
from buddy_matcher.services.make_papers import MadePaper, MakePapers, ShownPaper
from buddy_matcher.ui.acting.command import Commands
from buddy_matcher.ui.acting.job_bar import JobBar
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.letters.page_printing import PrinterDialog, has_printer, print_pages
from buddy_matcher.ui.letters.papers_model import Column, PapersModel
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.file_dialogs import FolderDialog, SavePdfDialog
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, number_box, primary_button
from buddy_matcher.ui.widgets.pages_preview import PagesPreview
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP

_SIZE = QSize(1080, 700)
_LIST_WIDTH, _PREVIEW_WIDTH = 500, 540
_PREVIEW_DELAY_MS = 120
"""Long enough that running down the list with a key does not lay out every paper on the way."""


class PapersDialog(FramedDialog):
    """Every paper with what it is for and what is on it now, the pages of one, and the ways out."""

    def __init__(self, parent: QWidget | None, papers: MakePapers, operations: Operations) -> None:
        super().__init__(parent, "Papers", "What is printed besides letters. Making a paper records nothing.")
        self.resize(_SIZE)
        self._papers = papers
        self._operations = operations
        self.table = RowsView(PapersModel(self), "Papers")
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.stretch(Column.PAPER)
        self.preview = PagesPreview("Pages of the paper")
        self.stocks = {
            paper: ChoiceBox([(each, each.name) for each in found]) for paper, found in STOCKS.items()
        }
        self.first_label = number_box(1, 1)
        self._beginning = QWidget()
        self._status = JobBar(operations.jobs, "")
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_PREVIEW_DELAY_MS)
        self._declare(Commands(self, operations))
        self._lay_out()
        self.table.chosen.connect(self._on_table_chosen)
        self.first_label.valueChanged.connect(self._delay.start)
        for box in self.stocks.values():
            box.currentIndexChanged.connect(self._on_stock_chosen)
        self._delay.timeout.connect(self._show_pages)
        self.table.show_rows(papers.papers(), lambda shown: shown.paper)
        self.table.choose_first()

    @classmethod
    def ask(cls, parent: QWidget | None, papers: MakePapers, operations: Operations) -> None:
        """Show the papers until they are closed."""
        cls(parent, papers, operations).exec()

    @property
    def _chosen(self) -> ShownPaper | None:
        return next(iter(self.table.chosen_rows()), None)

    @property
    def _wanted(self) -> tuple[Paper, Start | None]:
        """The paper that is chosen, or the first one, and where its labels begin."""
        paper = self._chosen.paper if self._chosen else next(iter(Paper))
        box = self.stocks.get(paper)
        return paper, Start(box.chosen, self.first_label.value()) if box else None

    def _declare(self, commands: Commands) -> None:
        self._commands = commands
        declare = partial(commands.declare, needs=Needs.NO_JOB)
        self.print = declare("P&rint…", self._on_print, why_not=self._unless_made)
        self.save = declare("Save as &PDF…", self._on_save, why_not=self._unless_made)
        self.save_all = declare("&All into a folder…", self._on_save_all)

    def _unless_made(self) -> str:
        chosen = self._chosen
        if chosen is None:
            return "Choose a paper first."
        return "" if chosen.amount else "There is nothing to put on this paper yet."

    def _lay_out(self) -> None:
        line = QHBoxLayout(self._beginning)
        line.setContentsMargins(0, 0, 0, 0)
        for paper, box in self.stocks.items():
            box.setAccessibleName(f"Sheets for {paper.label}")
            line.addWidget(box)
        line.addWidget(field_label("&Begin at label", self.first_label))
        line.addWidget(self.first_label)
        line.addStretch()
        pages = QWidget()
        column = QVBoxLayout(pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._beginning)
        column.addWidget(self.preview, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(2 * GAP)
        splitter.addWidget(self.table)
        splitter.addWidget(pages)
        splitter.setSizes([_LIST_WIDTH, _PREVIEW_WIDTH])
        self.body.addWidget(splitter, 1)
        self.body.addWidget(self._status)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        printing = action_button(self.print, primary_button(""))
        for button in (printing, action_button(self.save), action_button(self.save_all)):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)

    def _on_table_chosen(self) -> None:
        for paper, box in self.stocks.items():
            box.setVisible(bool(self._chosen) and paper is self._wanted[0])
        self._commands.look_again()
        self._on_stock_chosen()

    def _on_stock_chosen(self) -> None:
        _, start = self._wanted
        self._beginning.setVisible(start is not None)
        self.first_label.setRange(1, start.stock.places if start else 1)
        if not self.preview.page_count:
            self.preview.show_message("Making the pages…")
        if self.isVisible():
            self._delay.start()

    def _show_pages(self) -> None:
        chosen, wanted = self._chosen, self._wanted
        if chosen is None or not chosen.amount:
            self.preview.show_message(chosen.in_words if chosen else "Choose a paper to see its pages.")
            return

        def show(pdf: bytes | None) -> None:
            if pdf and self.isVisible() and wanted == self._wanted:
                self.preview.show_pages(pdf)

        if not self._operations.start_upkeep(self._making(*wanted), show):
            self._delay.start()

    def _making(self, paper: Paper, start: Start | None) -> Callable[[Progress, Cancelled], bytes | None]:
        return lambda _progress, _cancelled: self._papers.pages(paper, start)

    def _on_save(self) -> None:
        paper, start = self._wanted
        path = SavePdfDialog.ask(self, self._papers.file_name(paper))
        if path is not None:
            self._operations.start(
                "Saving the paper",
                lambda _progress, _cancelled: self._papers.save_as(path, paper, start),
                lambda made: self._say(f"{paper.label}: {counted(made.pages, 'page')} saved as {made.path}."),
            )

    def _on_save_all(self) -> None:
        folder = FolderDialog.ask(self, "Choose a folder for the papers")
        if folder is not None:
            self._operations.start(
                "Saving the papers",
                lambda _progress, _cancelled: self._papers.save(folder),
                lambda made: self._on_all_saved(made, folder),
            )

    def _on_all_saved(self, made: tuple[MadePaper, ...], folder: Path) -> None:
        empty = len(Paper) - len(made)
        without = f" {counted(empty, 'paper has', 'papers have')} nothing on it yet." if empty else ""
        self._say(f"{counted(len(made), 'paper')} saved in {folder}.{without}")

    def _on_print(self) -> None:
        if not has_printer():
            self._say("No printer is installed on this computer: save a PDF, and print it elsewhere.")
            return
        paper, start = self._wanted
        printer = PrinterDialog.ask(self, name=paper.label)
        if printer is None:
            return
        make = self._making(paper, start)

        def work(progress: Progress, cancelled: Cancelled) -> int:
            pdf = make(progress, cancelled)
            return print_pages(pdf, printer, progress, cancelled) if pdf else 0

        self._operations.start(
            f"Printing: {paper.label}",
            work,
            lambda sheets: self._say(f"{paper.label}: {counted(sheets, 'page')} went to the printer."),
        )

    def _say(self, outcome: str) -> None:
        self._operations.say(outcome)
        self._status.say(outcome)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._delay.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Lay out no page that nobody sees; the scheme may be closed next."""
        super().hideEvent(event)
        self._delay.stop()
