"""Asks what to note about somebody and keeps it, or changes what was noted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.entries import REMIND_AFTER, Entry, EntryKind
from buddy_matcher.domain.organisations import Organisation
from buddy_matcher.services.record_entries import RecordEntries
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.ui.acting.operations import Needs, Operations

if TYPE_CHECKING:
    from buddy_matcher.ui.noting.note_dialog import Answer


@dataclass(frozen=True, slots=True)
class Noting:
    """Keeps notes about people and organisations from one page."""

    page: QWidget
    entries: RecordEntries
    operations: Operations

    def note(self, about: Member, today: date) -> None:
        """Ask for a note about somebody, or that they were rung, and keep it."""
        blank = Entry(participation_id=about.participation_id, on=today, kind=EntryKind.NOTE)
        self._ask(about.name, blank, today)

    def note_organisation(self, about: Organisation, today: date) -> None:
        """Ask for a note about an organisation, or that it was rung, and keep it."""
        self._ask(about.name, Entry(organisation_id=about.id, on=today, kind=EntryKind.NOTE), today)

    def remind(self, people: Sequence[Member], today: date) -> None:
        """Ask about whom of some people to be reminded, of what and when, and keep it."""
        from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog, PersonChoice

        choices = [PersonChoice.of(member.participation_id, member) for member in people]
        chosen = ChoosePersonDialog.ask(
            self.page,
            "A reminder: about whom?",
            "What a pair is to be reminded of stands better with the pair, on the Follow-up page.",
            choices,
            accept="Choose person",
        )
        member = next((each for each in people if each.participation_id == chosen), None)
        if member:
            about = Entry(participation_id=member.participation_id, on=today, kind=EntryKind.NOTE)
            self._ask(member.name, replace(about, follow_up_on=today + REMIND_AFTER), today)

    def change(self, about: str, entry: Entry, today: date) -> None:
        """Let a note about whoever has that name be changed or struck out."""
        if self.operations.may_change(Needs.LIFE):
            self._ask(about, entry, today)

    def _ask(self, about: str, entry: Entry, today: date) -> None:
        # Late: the first sight of a scheme offers notes and opens no dialog.
        from buddy_matcher.ui.noting.note_dialog import Answer, NoteDialog

        self.operations.ask_until_kept(
            lambda asked, refusal: NoteDialog.ask(self.page, about, asked.entry, today, refusal),
            Answer(entry),
            self._keep,
        )

    def _keep(self, answer: "Answer") -> Changes:
        if answer.is_struck_out:
            return self.entries.strike_out(answer.entry.id)
        is_there = bool(answer.entry.id)
        return self.entries.correct(answer.entry) if is_there else self.entries.add(answer.entry)
