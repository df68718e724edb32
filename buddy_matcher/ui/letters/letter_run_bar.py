"""Makes a run of letters: as a file, on paper, as e-mails, as texts for other formats; records what went.

Only letters that go on paper are printed. They are recorded as printed only when the coordinator says that
the pages came out, and never one that changed meanwhile.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.text import counted
from buddy_matcher.services.issue_letters import IssueLetters
from buddy_matcher.services.rounds.shown_letters import IssuedBatch, ShownLetter, ToDo
from buddy_matcher.ui.acting.command import Command, Commands
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.letters import run_in_words
from buddy_matcher.ui.letters.gone_dialog import GoneDialog
from buddy_matcher.ui.letters.page_printing import PrinterDialog, has_printer, print_pages
from buddy_matcher.ui.letters.run_choices import RunChoices
from buddy_matcher.ui.widgets.action_button import action_button, menu_button
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.file_dialogs import FolderDialog, SavePdfDialog, SaveWordDialog
from buddy_matcher.ui.widgets.labels import plain_label, primary_button, quiet_label, with_look
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow


class LetterRunBar(QWidget):
    """The choices for a run of letters and the commands that make it, one of them primary on each tab."""

    def __init__(
        self, letters: IssueLetters, operations: Operations, commands: Commands, page: QWidget
    ) -> None:
        super().__init__(page)
        self._letters = letters
        self._operations = operations
        self._commands = commands
        self.choices = RunChoices(_today())
        self._told = with_look(plain_label(wraps=True), "good")
        self._told.hide()
        self._left_out = quiet_label()
        self._declare()
        self._primary = {
            ToDo.PRINT: self._primary_button(self.print),
            ToDo.EMAIL: self._primary_button(self.email),
            ToDo.ARRANGE: self._primary_button(self.texts),
            ToDo.NOTHING: self._primary_button(self.save),
        }
        self._saving = action_button(self.save)
        self._lay_out()
        self.choices.changed.connect(self._look_again)
        if operations.is_read_only:
            self._tell(run_in_words.READ_ONLY)

    def _declare(self) -> None:
        declare, made = partial(self._commands.declare, needs=Needs.LIFE), self._unless_made
        self.print = declare("P&rint…", self._on_print, "Ctrl+P", why_not=self._unless_paper)
        self.save = declare("Save as &PDF…", self._on_save, "Ctrl+Shift+P", why_not=made)
        self.each = declare("&One PDF for each person…", self._on_each, "Ctrl+Shift+F", why_not=made)
        self.word = declare("Save for &Word…", self._on_word, "Ctrl+Shift+Y", why_not=self._unless_any)
        self.email = declare("&E-mail drafts…", self._on_email, "Ctrl+Shift+M", why_not=self._unless_email)
        self.texts = declare(
            "Save &texts for other formats…",
            self._on_texts,
            "Ctrl+Shift+U",
            why_not=self._unless_arranged,
            begins_group=True,
        )
        self.copy = declare("&Copy the text", self._on_copy, "Ctrl+Shift+C", why_not=self._unless_selected)
        self.gone = declare(
            "Record as &gone…", self._on_gone, "Ctrl+Shift+G", why_not=self._unless_final, begins_group=True
        )

    @property
    def other_ways(self) -> tuple[Command, ...]:
        """The ways out, whichever of them a tab shows as its button."""
        return (self.print, self.save, self.each, self.word, self.email, self.texts, self.copy)

    def _unless_any(self) -> str:
        return "" if self.choices.letters else "There are no letters here."

    def _unless_made(self) -> str:
        if any(not letter.needs_arranging for letter in self.choices.letters):
            return ""
        return self._unless_any() or "Everyone here needs another format: arrange that first."

    def _unless_paper(self) -> str:
        if any(letter.goes_on_paper for letter in self.choices.letters):
            return ""
        return self._unless_any() or "None of these letters goes on paper."

    def _unless_email(self) -> str:
        if any(letter.delivery is Delivery.EMAIL for letter in self.choices.letters):
            return ""
        return self._unless_any() or "Nobody here asked for e-mail."

    def _unless_arranged(self) -> str:
        if any(letter.needs_arranging for letter in self.choices.letters):
            return ""
        return self._unless_any() or "Nobody here needs another format."

    def _unless_selected(self) -> str:
        return "" if self.choices.selected else "Select a letter first."

    def _unless_final(self) -> str:
        if any(not letter.text.is_draft for letter in self.choices.letters):
            return ""
        return self._unless_any() or "These letters are drafts: agree the plan first."

    def look_at(
        self,
        to_do: ToDo,
        shown: Sequence[ShownLetter],
        selected: Sequence[ShownLetter],
        every: Sequence[ShownLetter],
    ) -> None:
        """Take note of the tab, of the letters that are shown and selected on it, and of every letter."""
        self.choices.look_at(shown, selected, every)
        if to_do is ToDo.RENEW:
            to_do = _main_way(shown)
        for place, button in self._primary.items():
            button.setVisible(place is to_do)
        self._saving.setVisible(to_do is not ToDo.NOTHING)
        self._look_again()

    def _primary_button(self, command: Command) -> QPushButton:
        return action_button(command, primary_button(""))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._told)
        layout.addWidget(self.choices)
        layout.addLayout(
            WrappingRow(
                *self._primary.values(),
                self._saving,
                action_button(self.gone),
                menu_button("&Other ways", *self.other_ways),
                self.choices.both_sides,
            )
        )
        layout.addWidget(self._left_out)

    def _look_again(self) -> None:
        self._commands.look_again()
        told = run_in_words.not_printed(self.choices.letters)
        self._left_out.setText(told)
        self._left_out.setVisible(bool(told))

    def _on_save(self) -> None:
        chosen, choices = self.choices.letters, self.choices
        path = SavePdfDialog.ask(self, run_in_words.file_name(chosen, _today(), ".pdf"))
        if path is not None:
            write = partial(
                self._letters.save_pdf,
                path,
                _ids(chosen),
                envelope=choices.envelope,
                both_sides=choices.is_both_sides,
                dated=choices.dated,
            )
            self._write(chosen, path, write)

    def _on_each(self) -> None:
        write = partial(
            self._letters.save_each, envelope=self.choices.envelope, one_sided=not self.choices.is_both_sides
        )
        self._write_into_folder(write)

    def _on_word(self) -> None:
        """Save one file to go on writing in; for those who need another format a file each."""
        chosen = self.choices.letters
        if all(letter.needs_arranging for letter in chosen):
            self._write_into_folder(partial(self._letters.save_texts, for_word=True))
            return
        path = SaveWordDialog.ask(self, run_in_words.file_name(chosen, _today(), ".docx"))
        if path is not None:
            dated = self.choices.dated
            self._write(chosen, path, partial(self._letters.save_word, path, _ids(chosen), dated=dated))

    def _on_email(self) -> None:
        self._write_into_folder(self._letters.save_email_drafts)

    def _on_texts(self) -> None:
        self._write_into_folder(self._letters.save_texts)

    def _write_into_folder(self, write: Callable[..., IssuedBatch]) -> None:
        chosen, dated = self.choices.letters, self.choices.dated
        folder = FolderDialog.ask(self, "Choose a folder for the letters")
        if folder is not None:
            self._write(chosen, folder, partial(write, folder, _ids(chosen), dated=dated))

    def _write(self, chosen: Sequence[ShownLetter], target: Path, write: Callable[[], IssuedBatch]) -> None:
        """Write letters as a job, and say what came of it."""

        def work(progress: Progress, cancelled: Cancelled) -> IssuedBatch:  # noqa: ARG001 - one step
            progress(0, f"Laying out {counted(len(chosen), 'letter')}")
            return write()

        self._operations.start("Saving letters", work, lambda batch: self._on_saved(batch, target))

    def _on_saved(self, batch: IssuedBatch, target: Path) -> None:
        self._operations.announce(batch.changes)
        self._tell(run_in_words.saved(batch, target))

    def _on_copy(self) -> None:
        selected = self.choices.selected
        QGuiApplication.clipboard().setText(self._letters.in_words(_ids(selected), self.choices.dated))
        self._tell(f"The text of {counted(len(selected), 'letter')} is copied.")

    def _on_gone(self) -> None:
        final = tuple(letter for letter in self.choices.letters if not letter.text.is_draft)
        gone = GoneDialog.ask(self, final, _today())
        if gone is None:
            return
        dated = self.choices.dated
        outcome = run_in_words.gone(len(final), gone.how, gone.on)

        def record() -> Changes:
            return self._letters.record_gone(gone.how, gone.on, _ids(final), dated=dated).changes

        self._record(len(final), record, outcome)

    def _on_print(self) -> None:
        if not has_printer():
            self._offer_to_save()
            return
        printer = PrinterDialog.ask(self, both_sides=self.choices.is_both_sides)
        if printer is not None:
            self._print(self.choices.letters, printer)

    def _offer_to_save(self) -> None:
        if ConfirmDialog.ask(
            self,
            "Print letters",
            "No printer is installed on this computer.\n\n"
            "You can save the letters as a PDF and print it elsewhere.",
            accept="Save as PDF…",
        ):
            self._on_save()

    def _print(self, chosen: tuple[ShownLetter, ...], printer: QPrinter) -> None:
        printable = tuple(letter for letter in chosen if letter.goes_on_paper)
        dated = self.choices.dated
        make = partial(
            self._letters.pages,
            _ids(printable),
            envelope=self.choices.envelope,
            both_sides=self.choices.is_both_sides,
            dated=dated,
        )

        def work(progress: Progress, cancelled: Cancelled) -> int:
            progress(0, f"Laying out {counted(len(printable), 'letter')}")
            return print_pages(make(), printer, progress, cancelled)

        self._operations.start(
            "Printing letters", work, lambda pages: self._on_printed(printable, pages, dated)
        )

    def _on_printed(self, printed: tuple[ShownLetter, ...], pages: int, dated: date) -> None:
        final, told = tuple(v for v in printed if not v.text.is_draft), run_in_words.sent(printed, pages)
        if not final:
            self._tell(f"{told} Drafts are not counted as sent.")
            return
        question = f"{told}\n\nDid all pages come out?"
        if not ConfirmDialog.ask(self, "Print letters", question, accept="Yes, all came out", refuse="No"):
            self._tell("Nothing was recorded as printed.")
            return
        same = _still_the_same(final, self._letters.letters(dated))
        changed = len(final) - len(same)
        later = (
            f" {counted(changed, 'letter')} changed meanwhile and must be printed again." if changed else ""
        )
        outcome = f"{counted(len(same), 'letter')} recorded as printed.{later}"
        self._record(len(same), lambda: self._letters.record_printed(same, dated), outcome)

    def _record(self, letters: int, record: Callable[[], Changes], outcome: str) -> None:
        """Record so many letters, and show what came of it once that is done."""

        def tell() -> str:
            self._show_told(outcome)
            return outcome

        self._operations.perform_many(letters, "Recording letters", record, tell)

    def _tell(self, text: str) -> None:
        self._show_told(text)
        self._operations.say(text)

    def _show_told(self, text: str) -> None:
        self._told.setText(text)
        self._told.show()


def _main_way(letters: Sequence[ShownLetter]) -> ToDo:
    """Return what is to be done with letters of several ways first: print, as long as one goes on paper."""
    if not letters or any(letter.goes_on_paper for letter in letters):
        return ToDo.PRINT
    return ToDo.ARRANGE if all(letter.needs_arranging for letter in letters) else ToDo.EMAIL


def _ids(letters: Sequence[ShownLetter]) -> tuple[ParticipationId, ...]:
    return tuple(letter.member.participation_id for letter in letters)


def _still_the_same(
    printed: Sequence[ShownLetter], now: Sequence[ShownLetter]
) -> tuple[ParticipationId, ...]:
    """Return whose printed letter says what their letter would say now: only that one is up to date."""
    facts = {letter.member.participation_id: letter.text.facts for letter in now}
    return tuple(
        v.member.participation_id for v in printed if facts.get(v.member.participation_id) == v.text.facts
    )


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the coordinator's own day
