"""The Letters page: who gets what, where each letter stands, and its real pages.

It shows and selects; which letters are shown is chosen in its filters, and a run of them is made by its bar.
"""

from collections.abc import Sequence
from typing import ClassVar, override

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.text import counted
from buddy_matcher.services.issue_letters import IssueLetters
from buddy_matcher.services.make_papers import MakePapers
from buddy_matcher.services.rounds.letter_views import LetterView
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.letters.letter_filters import LetterFilters, is_shown_under
from buddy_matcher.ui.letters.letter_run_bar import LetterRunBar
from buddy_matcher.ui.letters.letters_model import Column, LettersModel
from buddy_matcher.ui.letters.pages_preview import PagesPreview
from buddy_matcher.ui.letters.papers_dialog import PapersDialog
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.labels import EmptyState, quiet_label, title_label
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP

_PREVIEW_DELAY_MS = 120
"""Long enough that running down the list with a key does not lay out every letter on the way."""

_MOST_PREVIEWED = 5
_LIST_WIDTH, _PREVIEW_WIDTH = 680, 410


class LettersPage(Page):
    """The letters of the round.

    `people_wanted` asks the window to open people, by participation id, so that a greeting can be mended;
    `pairings_wanted` asks for the Pairings page.
    """

    shows: ClassVar = frozenset(Kind)

    people_wanted = Signal(object)
    pairings_wanted = Signal()

    def __init__(self, letters: IssueLetters, papers: MakePapers, operations: Operations) -> None:
        super().__init__()
        self._letters = letters
        self._all: tuple[LetterView, ...] = ()
        self._about_coordinator = ""
        self._standing = quiet_label()
        self._filters = LetterFilters()
        self._table = RowsView(LettersModel(self), "Letters", parent=self)
        self._table.stretch(Column.PERSON, Column.LETTER)
        self._table.say_when_empty("No letters here", "Show other letters with the choices above.")
        self._preview = PagesPreview("Pages of the letter")
        self._run = LetterRunBar(letters, operations, self, find=self._filters.search.setFocus)
        self._table.offer(self._run.print, self._run.save, self._run.each, self._run.email)
        self._papers = Commands(self, operations, Menu.LETTERS).declare(
            "P&apers…",
            lambda: PapersDialog.ask(self, papers, operations),
            "Ctrl+Shift+K",
            needs=Needs.NO_JOB,
            begins_group=True,
            works_everywhere=True,
        )
        self._nothing = EmptyState(
            "No letters yet", "Suggest pairings first. Then each person gets a letter.", "Go to pairings"
        )
        self._places = QStackedWidget()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_PREVIEW_DELAY_MS)
        self._lay_out()
        self._connect()

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the window's menu."""
        return (*self._run.commands(), self._papers)

    @property
    @override
    def first_focus(self) -> QWidget:
        return self._table if self._all else self._nothing.button

    @override
    def refresh(self) -> None:
        self._all = self._letters.letters()
        self._about_coordinator = self._letters.coordinator().lacks_in_words if self._all else ""
        self._show_letters()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        heading = QHBoxLayout()
        heading.addWidget(title_label("Letters"), 1)
        heading.addWidget(action_button(self._papers))
        layout.addLayout(heading)
        layout.addWidget(self._standing)
        layout.addSpacing(GAP)
        layout.addWidget(self._filters)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(2 * GAP)
        splitter.addWidget(self._table)
        splitter.addWidget(self._preview)
        splitter.setSizes([_LIST_WIDTH, _PREVIEW_WIDTH])
        self._places.addWidget(self._letters_part(splitter))
        self._places.addWidget(self._nothing)
        layout.addWidget(self._places, 1)

    def _letters_part(self, list_and_preview: QWidget) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(list_and_preview, 1)
        layout.addWidget(self._run)
        return part

    def _connect(self) -> None:
        self._filters.changed.connect(self._show_letters)
        self._table.search_by(self._filters.search)
        self._table.chosen.connect(self._on_table_chosen)
        self._table.opened.connect(self._on_table_opened)
        self._run.envelope.currentIndexChanged.connect(self._on_envelope_changed)
        self._delay.timeout.connect(self._show_pages)
        self._nothing.acted.connect(self.pairings_wanted)

    def _show_letters(self) -> None:
        self._table.show_rows(self._filters.narrow(self._all), lambda view: view.member.participation_id)
        if not self._table.chosen_rows():
            self._table.choose_first()
        told = " ".join(filter(None, (self._about_coordinator, _in_words(self._all, self._filters.kind))))
        self._standing.setText(told)
        self._standing.setVisible(bool(told))
        self._filters.setVisible(bool(self._all))
        self._places.setCurrentIndex(0 if self._all else 1)
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
                [view.member.participation_id for view in chosen],
                envelope=self._run.envelope.chosen,
                both_sides=False,
            )
        except UserError as error:
            self._preview.show_message(error.message)
        else:
            self._preview.show_pages(pdf)

    def _on_table_chosen(self) -> None:
        self._run.look_at(self._table.shown(), self._table.chosen_rows())
        self._show_pages_soon()

    def _on_envelope_changed(self) -> None:
        self._show_pages_soon()

    def _on_table_opened(self) -> None:
        chosen = tuple(view.member.participation_id for view in self._table.chosen_rows())
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


def _in_words(letters: Sequence[LetterView], kind: LetterKind | None) -> str:
    """Return what to know before letters are made; `kind` is the one that is shown, None for all."""
    shown = [view for view in letters if is_shown_under(kind, view)]
    return " ".join(
        told
        for told in (
            _about_drafts(shown),
            _about_greetings(sum(bool(view.oddity) for view in shown)),
            _about_addresses(sum(bool(view.lacking_address) for view in shown)),
            _about_characters(sum(bool(view.unprintable) for view in shown)),
            _about_languages(sum(bool(view.lacking_language) for view in shown)),
            _about_waiting(letters) if kind is LetterKind.INTRODUCTION else "",
        )
        if told
    )


def _about_drafts(letters: Sequence[LetterView]) -> str:
    drafts = sum(view.text.is_draft for view in letters)
    if not drafts:
        return ""
    which = "The letters are drafts" if drafts == len(letters) else f"{drafts} of {len(letters)} are drafts"
    return f"{which}, marked so and not counted as sent."


def _about_addresses(people: int) -> str:
    if not people:
        return ""
    who = "1 letter has" if people == 1 else f"{people} letters have"
    return f"{who} no address to go to: the list says which."


def _about_greetings(odd: int) -> str:
    if not odd:
        return ""
    what = "1 greeting looks" if odd == 1 else f"{odd} greetings look"
    return f"{what} odd: press Return on a letter to mend it."


def _about_characters(letters: int) -> str:
    if not letters:
        return ""
    which = "1 letter has" if letters == 1 else f"{letters} letters have"
    return f"{which} characters that can’t be printed: the list says which."


def _about_languages(people: int) -> str:
    if not people:
        return ""
    return f"{counted(people, 'person', 'people')} asked for letters in Welsh: they go out in English."


def _about_waiting(letters: Sequence[LetterView]) -> str:
    people = sum(view.text.kind is LetterKind.WAITING_LIST for view in letters)
    if not people:
        return ""
    who = "1 person waits" if people == 1 else f"{people} people wait"
    return f"{who} for a buddy: choose their letters under Kind."
