"""The Letters page: who gets what, where each letter stands, and its real pages.

It shows and selects; a run of letters is made by its bar.
"""

from typing import ClassVar, override

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.letters import LetterKind
from buddy_matcher.services.issue_letters import IssueLetters, LetterView
from buddy_matcher.ui.labels import EmptyState, field_label, filter_chip, quiet_label, title_label
from buddy_matcher.ui.letter_preview import LetterPreview
from buddy_matcher.ui.letter_run_bar import LetterRunBar
from buddy_matcher.ui.letters_model import Column, LetterFilter, LettersModel
from buddy_matcher.ui.operations import Operations
from buddy_matcher.ui.page import Page
from buddy_matcher.ui.rows_view import RowsView
from buddy_matcher.ui.theme import GAP

_PREVIEW_DELAY_MS = 120
"""Long enough that running down the list with a key does not lay out every letter on the way."""

_MOST_PREVIEWED = 5
_LIST_WIDTH, _PREVIEW_WIDTH = 640, 460


class LettersPage(Page):
    """The letters of the round.

    `people_wanted` asks the window to open people, by participation id, so that a greeting can be mended;
    `pairings_wanted` asks for the Pairings page.
    """

    shows: ClassVar = frozenset(Kind)

    people_wanted = Signal(object)
    pairings_wanted = Signal()

    def __init__(self, letters: IssueLetters, operations: Operations) -> None:
        super().__init__()
        self._letters = letters
        self._all: tuple[LetterView, ...] = ()
        self._standing = quiet_label()
        self._kind = QComboBox()
        self._filters = QButtonGroup(self)
        self._chips = {wanted: self._chip(wanted) for wanted in LetterFilter}
        self._chips[LetterFilter.TO_PRINT].setChecked(True)
        self._table = RowsView(LettersModel(self), "Letters", parent=self)
        self._table.stretch(Column.PERSON, Column.LETTER)
        self.setFocusProxy(self._table)
        self._preview = LetterPreview()
        self._run = LetterRunBar(letters, operations, self)
        self._nothing = EmptyState("", "", "Go to pairings")
        self._places = QStackedWidget()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_PREVIEW_DELAY_MS)
        for kind, text in _KINDS.items():
            self._kind.addItem(text, kind)
        self._lay_out()
        self._connect()

    def commands(self) -> tuple[QAction, ...]:
        """Return the commands of this page for the window's menu."""
        return (self._run.print, self._run.save)

    @override
    def refresh(self) -> None:
        self._all = self._letters.letters()
        self._show_letters()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addWidget(title_label("Letters"))
        layout.addWidget(self._standing)
        layout.addSpacing(GAP)
        layout.addLayout(self._filter_line())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(2 * GAP)
        splitter.addWidget(self._list_part())
        splitter.addWidget(self._preview)
        splitter.setSizes([_LIST_WIDTH, _PREVIEW_WIDTH])
        self._places.addWidget(splitter)
        self._places.addWidget(self._nothing)
        layout.addWidget(self._places, 1)

    def _filter_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for chip in self._chips.values():
            line.addWidget(chip)
        line.addStretch()
        line.addWidget(field_label("&Kind", self._kind))
        line.addWidget(self._kind)
        return line

    def _list_part(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._run)
        return part

    def _chip(self, wanted: LetterFilter) -> QPushButton:
        chip = filter_chip(wanted.value)
        self._filters.addButton(chip)
        return chip

    def _connect(self) -> None:
        self._filters.buttonToggled.connect(self._on_filters_toggled)
        self._kind.currentIndexChanged.connect(self._show_letters)
        self._table.chosen.connect(self._on_table_chosen)
        self._table.opened.connect(self._on_table_opened)
        self._run.envelope.currentIndexChanged.connect(self._on_envelope_changed)
        self._delay.timeout.connect(self._show_pages)
        self._nothing.acted.connect(self.pairings_wanted)

    def _show_letters(self) -> None:
        of_kind = [view for view in self._all if self._kind.currentData() in {None, view.text.kind}]
        for wanted, chip in self._chips.items():
            number = sum(wanted.takes(view) for view in of_kind)
            chip.setText(f"{wanted.value} {number}")
            chip.setAccessibleName(f"{wanted.value}, {number}")
        wanted = next(wanted for wanted, chip in self._chips.items() if chip.isChecked())
        self._table.show_rows([v for v in of_kind if wanted.takes(v)], lambda view: view.member.id)
        if not self._table.chosen_rows():
            self._table.choose_first()
        self._standing.setText(_in_words(of_kind))
        self._places.setCurrentIndex(0 if of_kind else 1)
        if not of_kind:
            self._nothing.say(*_why_nothing(self._kind.currentData()))
        self._on_table_chosen()

    def _show_pages_soon(self) -> None:
        if self.isVisible():
            self._delay.start()

    def _show_pages(self) -> None:
        chosen = self._table.chosen_rows()
        if not chosen:
            self._preview.show_message("Select a letter to see its pages.")
            return
        if len(chosen) > _MOST_PREVIEWED:
            chosen = chosen[:1]
        try:
            pdf = self._letters.pages(
                [view.member.id for view in chosen],
                envelope=self._run.envelope.currentData(),
                both_sides=False,
            )
        except UserError as error:
            self._preview.show_message(error.message)
        else:
            self._preview.show_pages(pdf)

    def _on_filters_toggled(self, _chip: QPushButton, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_on:
            self._show_letters()

    def _on_table_chosen(self) -> None:
        self._run.look_at(self._table.shown(), self._table.chosen_rows())
        self._show_pages_soon()

    def _on_envelope_changed(self) -> None:
        self._show_pages_soon()

    def _on_table_opened(self) -> None:
        chosen = tuple(view.member.id for view in self._table.chosen_rows())
        if chosen:
            self.people_wanted.emit(chosen)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._delay.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Lay out no page that nobody sees; the scheme may be closed next."""
        super().hideEvent(event)
        self._delay.stop()


_KINDS = {
    LetterKind.INTRODUCTION: "Introductions",
    LetterKind.WAITING_LIST: "Waiting list letters",
    None: "Every kind",
}


def _in_words(letters: list[LetterView]) -> str:
    odd = sum(bool(view.oddity) for view in letters)
    incomplete = sum(bool(view.unprintable) for view in letters)
    drafts = sum(view.text.is_draft for view in letters)
    told = []
    if drafts:
        told.append("The plan is a draft, so letters are marked “Draft” and not counted as sent.")
    if odd:
        what = "1 greeting looks" if odd == 1 else f"{odd} greetings look"
        told.append(f"{what} odd: press Return on a letter to mend it.")
    if incomplete:
        who = "1 letter has" if incomplete == 1 else f"{incomplete} letters have"
        told.append(f"{who} characters that can’t be printed: the list says which.")
    return " ".join(told)


def _why_nothing(kind: LetterKind | None) -> tuple[str, str]:
    if kind is LetterKind.WAITING_LIST:
        return "No waiting list letters", "Everyone of this round has a buddy."
    return "No letters yet", "Suggest pairings first. Then each person gets a letter."
