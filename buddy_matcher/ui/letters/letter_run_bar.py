"""Makes a run of letters: which of them, for which envelope, and whether as a file or on paper.

Only letters that go on paper are printed. They are recorded as printed only when the coordinator says that
the pages came out, and never one that changed meanwhile.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWidget

from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letters import Envelope
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.issue_letters import IssueLetters
from buddy_matcher.services.rounds.letter_views import IssuedBatch, LetterView
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.letters.page_printing import PrinterDialog, has_printer, print_pages
from buddy_matcher.ui.widgets.action_button import action_button, menu_button
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.file_dialogs import FolderDialog, SavePdfDialog
from buddy_matcher.ui.widgets.labels import field_label, plain_label, primary_button, quiet_label, with_look
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow, in_one_line

_READ_ONLY = (
    "You look at a copy, so no letters are made from it: one that is not recorded would never show as out of "
    "date. Save a copy, and make them there."
)

_FEWEST_CHARACTERS = 10
"""The list of envelopes may be this narrow; opened, it shows whole names."""


class LetterRunBar(QWidget):
    """The choices for a run of letters and the commands that make it; `find` leads to the search."""

    def __init__(
        self, letters: IssueLetters, operations: Operations, page: QWidget, *, find: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._letters = letters
        self._operations = operations
        self._shown: tuple[LetterView, ...] = ()
        self._selected: tuple[LetterView, ...] = ()
        self._all = QRadioButton()
        self._all.setChecked(True)
        self._only = QRadioButton()
        self.envelope = ChoiceBox([(envelope, envelope.label) for envelope in Envelope])
        self.envelope.setMinimumContentsLength(_FEWEST_CHARACTERS)
        self.both_sides = QCheckBox("On &both sides")
        self.both_sides.setChecked(True)  # many printers turn pages unasked
        self._told = with_look(plain_label(wraps=True), "good")
        self._told.hide()
        self._left_out = quiet_label()
        self._declare(Commands(page, operations, Menu.LETTERS), find)
        self._lay_out()
        self._all.toggled.connect(self._look_again)
        if operations.is_read_only:
            self._tell(_READ_ONLY)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands in the order of a menu."""
        return self._commands.all()

    def _declare(self, commands: Commands, find: Callable[[], object]) -> None:
        declare = commands.declare
        self._commands = commands
        self.print = declare("P&rint…", self._on_print, "Ctrl+P", why_not=self._unless_paper)
        self.save = declare("Save as &PDF…", self._on_save, "Ctrl+Shift+P", why_not=self._unless_made)
        self.each = declare(
            "&One PDF for each person…", self._on_each, "Ctrl+Shift+F", why_not=self._unless_made
        )
        self.email = declare("&E-mail drafts…", self._on_email, "Ctrl+Shift+M", why_not=self._unless_email)
        declare("&Find letters", find, "Ctrl+F", needs=Needs.NOTHING, begins_group=True)

    def _unless_any(self) -> str:
        return "" if self._chosen else "There are no letters here."

    def _unless_made(self) -> str:
        if any(not view.needs_arranging for view in self._chosen):
            return ""
        return self._unless_any() or "Everyone here needs another format: arrange that first."

    def _unless_paper(self) -> str:
        if any(view.goes_on_paper for view in self._chosen):
            return ""
        return self._unless_any() or "None of these letters goes on paper."

    def _unless_email(self) -> str:
        if any(view.delivery is Delivery.EMAIL for view in self._chosen):
            return ""
        return self._unless_any() or "Nobody here asked for e-mail."

    def look_at(self, shown: Sequence[LetterView], selected: Sequence[LetterView]) -> None:
        """Take note of the letters that are shown and of those that are selected."""
        self._shown, self._selected = tuple(shown), tuple(selected)
        self._all.setText(f"All {counted(len(shown), 'letter')} &shown")
        self._only.setText(
            "Only the selecte&d one" if len(selected) == 1 else f"Only the {len(selected)} selecte&d"
        )
        self._look_again()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._told)
        layout.addLayout(
            WrappingRow(
                self._all,
                self._only,
                self.both_sides,
                in_one_line(field_label("E&nvelope", self.envelope), self.envelope),
                in_one_line(
                    menu_button("Other ways", self.each, self.email),
                    action_button(self.save),
                    action_button(self.print, primary_button("")),
                ),
            )
        )
        layout.addWidget(self._left_out)

    @property
    def _chosen(self) -> tuple[LetterView, ...]:
        return self._shown if self._all.isChecked() else self._selected

    def _look_again(self) -> None:
        self._only.setEnabled(bool(self._selected))
        self._commands.look_again()
        told = _not_printed_in_words(self._chosen)
        self._left_out.setText(told)
        self._left_out.setVisible(bool(told))

    def _on_save(self) -> None:
        chosen = self._chosen
        path = SavePdfDialog.ask(self, _file_name(chosen))
        if path is None:
            return
        ids, envelope, both_sides = _ids(chosen), self.envelope.chosen, self.both_sides.isChecked()
        self._write(
            chosen,
            path,
            lambda: self._letters.save_pdf(path, ids, envelope=envelope, both_sides=both_sides),
        )

    def _on_each(self) -> None:
        chosen, folder = self._chosen, FolderDialog.ask(self, "Choose a folder for the letters")
        if folder is not None:
            ids, envelope = _ids(chosen), self.envelope.chosen
            self._write(chosen, folder, lambda: self._letters.save_each(folder, ids, envelope=envelope))

    def _on_email(self) -> None:
        chosen, folder = self._chosen, FolderDialog.ask(self, "Choose a folder for the letters")
        if folder is not None:
            ids = _ids(chosen)
            self._write(chosen, folder, lambda: self._letters.save_email_drafts(folder, ids))

    def _write(self, chosen: Sequence[LetterView], target: Path, write: Callable[[], IssuedBatch]) -> None:
        """Write letters as a job, and say what came of it."""

        def work(progress: Progress, cancelled: Cancelled) -> IssuedBatch:  # noqa: ARG001 - one step
            progress(0, f"Laying out {counted(len(chosen), 'letter')}")
            return write()

        self._operations.start("Saving letters", work, lambda batch: self._on_saved(batch, target))

    def _on_saved(self, batch: IssuedBatch, target: Path) -> None:
        self._operations.announce(batch.changes)
        self._tell(" ".join(_saved_in_words(batch, target)))

    def _on_print(self) -> None:
        if not has_printer():
            self._offer_to_save()
            return
        both_sides = self.both_sides.isChecked()
        printer = PrinterDialog.ask(self, both_sides=both_sides)
        if printer is not None:
            self._print(self._chosen, printer, both_sides=both_sides)

    def _offer_to_save(self) -> None:
        if ConfirmDialog.ask(
            self,
            "Print letters",
            "No printer is installed on this computer.\n\n"
            "You can save the letters as a PDF and print it elsewhere.",
            accept="Save as PDF…",
        ):
            self._on_save()

    def _print(self, chosen: tuple[LetterView, ...], printer: QPrinter, *, both_sides: bool) -> None:
        printable = tuple(view for view in chosen if view.goes_on_paper)
        ids, envelope = _ids(printable), self.envelope.chosen

        def work(progress: Progress, cancelled: Cancelled) -> int:
            progress(0, f"Laying out {counted(len(ids), 'letter')}")
            pdf = self._letters.pages(ids, envelope=envelope, both_sides=both_sides)
            return print_pages(pdf, printer, progress, cancelled)

        self._operations.start("Printing letters", work, lambda pages: self._on_printed(printable, pages))

    def _on_printed(self, printed: tuple[LetterView, ...], pages: int) -> None:
        final = tuple(view for view in printed if not view.text.is_draft)
        if not final:
            self._tell(f"{_sent_in_words(printed, pages)} Drafts are not counted as sent.")
            return
        question = f"{_sent_in_words(printed, pages)}\n\nDid all pages come out?"
        if not ConfirmDialog.ask(self, "Print letters", question, accept="Yes, all came out", refuse="No"):
            self._tell("Nothing was recorded as printed.")
            return
        same = _still_the_same(final, self._letters.letters())
        self._operations.perform(lambda: self._letters.record_printed(same))
        changed = len(final) - len(same)
        later = (
            f" {counted(changed, 'letter')} changed meanwhile and must be printed again." if changed else ""
        )
        self._tell(f"{counted(len(same), 'letter')} recorded as printed.{later}")

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.show()
        self._operations.say(text)


def _ids(letters: Sequence[LetterView]) -> tuple[ParticipationId, ...]:
    return tuple(view.member.participation_id for view in letters)


def _file_name(letters: Sequence[LetterView]) -> str:
    if len(letters) == 1:
        return letters[0].text.file_name()
    draft = "Draft letters" if any(view.text.is_draft for view in letters) else "Letters"
    today = date_in_words(date.today())  # noqa: DTZ011 - the coordinator's own day
    return safe_file_name(f"{draft} {letters[0].text.letterhead} {today}", suffix=".pdf")


def _saved_in_words(batch: IssuedBatch, target: Path) -> Iterator[str]:
    yield f"{counted(batch.letters, 'letter')} saved in {target.name}."
    if batch.needs_arranging:
        yield _left_out_in_words(batch.needs_arranging)
    if batch.unreachable:
        who = listed([view.member.name for view in batch.unreachable])
        yield f"Left out, without a usable e-mail address: {who}."
    if batch.incomplete:
        yield _incomplete_in_words(len(batch.incomplete))
    if batch.is_draft:
        of_them = f"{batch.drafts} of them {'is a draft' if batch.drafts == 1 else 'are drafts'}"
        yield f"{of_them}, marked so and not counted as sent."


def _left_out_in_words(number: int) -> str:
    people = "1 person needs" if number == 1 else f"{number} people need"
    return f"{people} another format and must be arranged."


def _not_printed_in_words(letters: Sequence[LetterView]) -> str:
    """Return whom Print leaves out, or ""."""
    by_email = sum(view.delivery is Delivery.EMAIL and not view.needs_arranging for view in letters)
    arranged = sum(view.needs_arranging for view in letters)
    told = []
    if by_email:
        told.append(f"{by_email} who asked for e-mail")
    if arranged:
        told.append(f"{arranged} who {'needs' if arranged == 1 else 'need'} another format")
    return f"Print leaves out {listed(told)}." if told else ""


def _incomplete_in_words(number: int) -> str:
    who = "1 of them has" if number == 1 else f"{number} of them have"
    return f"{who} characters that can’t be printed."


def _sent_in_words(letters: Sequence[LetterView], pages: int) -> str:
    return f"{counted(len(letters), 'letter')} on {counted(pages, 'page')} went to the printer."


def _still_the_same(printed: Sequence[LetterView], now: Sequence[LetterView]) -> tuple[ParticipationId, ...]:
    """Return whose printed letter says what their letter would say now: only that one is up to date."""
    facts = {view.member.participation_id: view.text.facts for view in now}
    return tuple(
        v.member.participation_id for v in printed if facts.get(v.member.participation_id) == v.text.facts
    )
