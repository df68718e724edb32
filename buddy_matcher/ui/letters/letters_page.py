"""The Letters page: what is to be done with which letter, and the real pages of each.

It shows and selects; which letters are shown is chosen in its filters, and a run of them is made by its bar.
"""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, override

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import listed
from buddy_matcher.services.edit_letterhead import EditLetterhead
from buddy_matcher.services.issue_letters import IssueLetters
from buddy_matcher.services.make_papers import MakePapers
from buddy_matcher.services.rounds.letters_to_mend import ToMend
from buddy_matcher.services.rounds.shown_letters import ShownLetter, ToDo
from buddy_matcher.services.translate_letters import TranslateLetters
from buddy_matcher.services.word_letters import Place, WordLetters
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.letters.languages_dialog import LanguagesDialog
from buddy_matcher.ui.letters.letter_filters import LetterFilters
from buddy_matcher.ui.letters.letter_run_bar import LetterRunBar
from buddy_matcher.ui.letters.letterhead_dialog import LetterheadDialog
from buddy_matcher.ui.letters.letters_model import Column, LettersModel
from buddy_matcher.ui.letters.papers_dialog import PapersDialog
from buddy_matcher.ui.letters.to_mend_dialog import ToMendDialog
from buddy_matcher.ui.letters.wording_dialog import WordingDialog
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.labels import EmptyState, quiet_label
from buddy_matcher.ui.widgets.page_top import page_top
from buddy_matcher.ui.widgets.pages_preview import PagesPreview
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP

_PREVIEW_DELAY_MS = 120
"""Long enough that running down the list with a key does not lay out every letter on the way."""

_MOST_PREVIEWED = 5
_LIST_WIDTH, _PREVIEW_WIDTH = 680, 410

_WHEN_EMPTY = {
    ToDo.PRINT: ("Nothing to print", "No letter waits to go on paper."),
    ToDo.EMAIL: ("Nothing to e-mail", "No letter waits for somebody who asked for e-mail."),
    ToDo.ARRANGE: ("Nothing to arrange", "Nobody waits for braille, audio or another format."),
    ToDo.RENEW: ("Nothing is out of date", "No letter says what is not so any more."),
    ToDo.NOTHING: ("Nothing has gone yet", "Letters come here once they are printed or recorded as gone."),
}


class LettersPage(Page):
    """The letters of the round, by what is to be done with them.

    `people_wanted` asks the window to show people, by participation id, and `form_wanted` for the form of
    one, so that what looks odd can be mended; `details_wanted` asks for the scheme's details,
    `pairings_wanted` for the Pairings page.
    """

    shows: ClassVar = frozenset(Kind)

    details_wanted = Signal()
    pairings_wanted = Signal()

    def __init__(
        self,
        letters: IssueLetters,
        wording: WordLetters,
        letterhead: EditLetterhead,
        translations: TranslateLetters,
        papers: MakePapers,
        operations: Operations,
    ) -> None:
        super().__init__()
        self._letters = letters
        self._wording = wording
        self._letterhead = letterhead
        self._translations = translations
        self._papers = papers
        self._operations = operations
        self._all: tuple[ShownLetter, ...] = ()
        self._to_mend: tuple[ToMend, ...] = ()
        self._hard_shown = -1
        self._is_as_text = False
        self._has_been_seen = False
        self._standing = quiet_label()
        self._filters = LetterFilters()
        self._table = RowsView(LettersModel(self), "Letters", parent=self)
        self._table.stretch(Column.PERSON, Column.LETTER)
        self._preview = PagesPreview("Pages of the letter")
        self._commands = Commands(self, operations, Menu.LETTERS)
        self._run = LetterRunBar(letters, operations, self._commands, self)
        self._declare()
        self._table.offer(self._run.gone, *self._run.other_ways, self._form, self._people, self._reading)
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
        return self._commands.all()

    @property
    @override
    def first_focus(self) -> QWidget:
        return self._table if self._all else self._nothing.button

    @override
    def refresh(self) -> None:
        dated = self._run.choices.dated
        self._all = self._letters.letters(dated)
        self._to_mend = self._letters.to_mend(dated) if self._all else ()
        if self._all and not self._has_been_seen:
            # Once: later a tab that was emptied stays, so that what was done can be seen.
            self._has_been_seen = True
            self._filters.show_tab(_first_to_do(self._all))
        self._show_letters()

    def _declare(self) -> None:
        declare = self._commands.declare
        self._form = declare(
            "Person’s for&m…",
            self._open_form,
            "Ctrl+Return",
            why_not=self._unless_selected,
            begins_group=True,
        )
        self._people = declare(
            "&Show on the People page",
            self._show_people,
            "Ctrl+Shift+W",
            why_not=self._unless_selected,
            needs=Needs.NOTHING,
        )
        self._mend = declare(
            lambda: f"&Look at {self._number_to_mend()}…",
            self._on_mend,
            "F8",
            why_not=lambda: "" if self._to_mend else "Nothing looks odd.",
            begins_group=True,
        )
        self._reading = declare(
            lambda: "Show the &pages" if self._is_as_text else "Read as te&xt",
            self._on_reading,
            "F6",
            why_not=self._unless_letters,
            needs=Needs.NOTHING,
        )
        self._hard = declare(
            "Next &hard case", self._on_hard, "F3", why_not=self._unless_letters, needs=Needs.NOTHING
        )
        declare("&Find letters", self._filters.search.setFocus, "Ctrl+F", needs=Needs.NOTHING)
        self._declare_what_letters_look_like()

    def _declare_what_letters_look_like(self) -> None:
        declare = self._commands.declare
        self._reword = declare("Word&ing…", self._on_wording, "F4", begins_group=True, works_everywhere=True)
        declare(
            "Letterhea&d…",
            lambda: LetterheadDialog.ask(self, self._letterhead, self._operations),
            "Shift+F11",
            works_everywhere=True,
        )
        declare(
            "La&nguages…",
            lambda: LanguagesDialog.ask(self, self._translations, self._operations),
            "Shift+F12",
            works_everywhere=True,
        )
        self._show_papers = declare(
            "P&apers…",
            lambda: PapersDialog.ask(self, self._papers, self._operations),
            "Ctrl+K",
            needs=Needs.NO_JOB,
            works_everywhere=True,
        )

    def _unless_selected(self) -> str:
        return "" if self._table.chosen_rows() else "Select a letter first."

    def _unless_letters(self) -> str:
        return "" if self._all else "There are no letters yet."

    def _number_to_mend(self) -> str:
        number = len(self._to_mend)
        return f"{number} things" if number > 1 else "1 thing" if number else "what is odd"

    def _lay_out(self) -> None:
        self._looking = action_button(self._mend)
        others = [action_button(each) for each in (self._hard, self._reword, self._show_papers)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addLayout(page_top("Letters", self._standing, self._looking, *others))
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
        self._table.opened.connect(self._form.trigger)
        self._run.choices.looks_changed.connect(self.refresh)
        self._delay.timeout.connect(self._show_pages)
        self._nothing.acted.connect(self.pairings_wanted)

    def _show_letters(self) -> None:
        self._table.say_when_empty(*_WHEN_EMPTY[self._filters.to_do])
        shown = self._filters.narrow(self._all)
        with QSignalBlocker(self._table):  # what is chosen is looked at once, below
            self._table.show_rows(shown, lambda letter: letter.member.participation_id)
            if not self._table.chosen_rows():
                self._table.choose_first()
        told = _about_drafts(self._all)
        self._standing.setText(told)
        self._standing.setVisible(bool(told))
        self._looking.setVisible(bool(self._to_mend))
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
        ids = [letter.member.participation_id for letter in chosen]
        choices = self._run.choices
        if self._is_as_text or all(letter.needs_arranging for letter in chosen):
            # What is arranged is made elsewhere, from this text; and a screen reader can't read a page.
            self._preview.show_text(self._letters.in_words(ids, choices.dated))
            return
        try:
            pdf = self._letters.pages(ids, envelope=choices.envelope, dated=choices.dated)
        except UserError as error:
            self._preview.show_message(error.message)
        else:
            self._preview.show_pages(pdf)

    def _on_table_chosen(self) -> None:
        self._run.look_at(self._filters.to_do, self._table.shown(), self._table.chosen_rows(), self._all)
        self._show_pages_soon()

    def _open_form(self) -> None:
        self.form_wanted.emit(self._table.chosen_rows()[0].member.participation_id)

    def _show_people(self) -> None:
        chosen = tuple(letter.member.participation_id for letter in self._table.chosen_rows())
        self.people_wanted.emit(chosen)

    def _on_mend(self) -> None:
        find = partial(self._letters.to_mend, self._run.choices.dated)
        ToMendDialog.ask(self, find, self._mend_one)

    def _on_reading(self) -> None:
        self._is_as_text = not self._is_as_text
        self._commands.look_again()
        self._show_pages()
        self._operations.say("Letters stand as text." if self._is_as_text else "Letters stand as pages.")

    def _on_hard(self) -> None:
        """Show the next of the letters that are hard in some way, in its tab."""
        cases = self._letters.hard_cases(self._run.choices.dated)
        self._hard_shown = (self._hard_shown + 1) % len(cases)
        case = cases[self._hard_shown]
        letter = next(v for v in self._all if v.member.participation_id == case.member_id)
        self._filters.show_all(letter.to_do)
        self._table.choose(lambda letter: letter.member.participation_id == case.member_id)
        number = f"{self._hard_shown + 1} of {len(cases)}"
        self._operations.say(f"{case.what}: {letter.member.name} ({number}).")

    def _on_wording(self) -> None:
        dated, nothing_typed = self._run.choices.dated, dict[Place, str]()
        kept = self._operations.ask_until_kept(
            lambda texts, refusal: WordingDialog.ask(self, self._wording, dated, texts, refusal),
            nothing_typed,
            self._wording.reword,
        )
        if kept:
            self._say_what_to_translate()

    def _say_what_to_translate(self) -> None:
        lost = [each.language.label for each in self._translations.states() if each.has_lost_sentences]
        if lost:
            self._operations.say(
                f"Wording saved. New words wait to be translated and signed: {listed(lost)}."
            )

    def _mend_one(self, entry: ToMend) -> None:
        if entry.member_id is None:
            self.details_wanted.emit()
        else:
            self.form_wanted.emit(entry.member_id)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._delay.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Lay out no page that nobody sees; the scheme may be closed next."""
        super().hideEvent(event)
        self._delay.stop()


def _first_to_do(letters: Sequence[ShownLetter]) -> ToDo:
    """Return the first tab that has letters."""
    return next(to_do for to_do in ToDo if any(letter.to_do is to_do for letter in letters))


def _about_drafts(letters: Sequence[ShownLetter]) -> str:
    drafts = sum(letter.text.is_draft for letter in letters)
    if not drafts:
        return ""
    which = "The letters are drafts" if drafts == len(letters) else f"{drafts} of {len(letters)} are drafts"
    return f"{which}, marked so and not counted as sent."
