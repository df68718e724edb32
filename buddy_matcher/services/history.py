"""What was done to a scheme, and taking it back: every action the same way, across restarts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Action
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.phrases import date_in_words, moment_in_words
from buddy_matcher.domain.statements import Permission
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

type Consent = tuple[ParticipantId, str]
"""A participant's id and what they agreed to, in words."""


_WENT_OUT: Mapping[str, str] = {
    Deed.SEND_PAYMENTS: (
        "Payment summaries may have reached organisations; their numbers will not be used again."
    ),
    Deed.ISSUE_REPORT: (
        "Others may have read the report. Later ones will not be checked any more for what both give away."
    ),
}
"""What can't be called back from others, by the deed that sent it."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action in words, for example "Pair Asha O’Neill with Ben Nguyễn".

    Undo never passes one that `is_barrier`, and reaches none that `is_final`.
    """

    number: int
    text: str
    at: datetime
    is_undone: bool
    is_barrier: bool = False
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class ConsentChange:
    """A consent that someone gave or withdrew, which undoing would take back."""

    person: str
    consent: str
    is_given: bool


class History:
    """Lists, undoes and redoes the actions of a scheme."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def entries(self) -> tuple[HistoryEntry, ...]:
        """Return every action that stands or can be redone, oldest first."""
        with self._file.reading() as unit:
            names = {person.id: person.full_name for person in unit.people.all()}
            return tuple(_entry(action, names) for action in unit.journal.actions())

    def next_undo(self) -> str:
        """Return what Undo would take back, or ""."""
        return self.next_steps()[0]

    def next_redo(self) -> str:
        """Return what Redo would do again, or ""."""
        return self.next_steps()[1]

    def next_steps(self) -> tuple[str, str]:
        """Return what Undo would take back and what Redo would do again, "" for nothing; reads only those."""
        with self._file.reading() as unit:
            journal = unit.journal
            return _told(unit, journal.last_done()), _told(unit, journal.first_undone())

    def rows_to_undo(self) -> int:
        """Return how many rows of the file Undo would change."""
        with self._file.reading() as unit:
            return unit.journal.rows_of(unit.journal.last_done())

    def rows_to_redo(self) -> int:
        """Return how many rows of the file Redo would change."""
        with self._file.reading() as unit:
            return unit.journal.rows_of(unit.journal.first_undone())

    def undo_stop(self) -> str:
        """Return in a sentence what keeps Undo from going back further, or ""."""
        standing = [entry for entry in self.entries() if not entry.is_undone]
        if not standing or not standing[-1].is_final:
            return ""
        last = standing[-1]
        return f"Undo stops at “{last.text}” of {moment_in_words(last.at)}, which can’t be taken back."

    def went_out(self) -> str:
        """Return in a sentence what Undo would take back here and can't call back from others, or ""."""
        with self._file.reading() as unit:
            last = unit.journal.last_done()
            return "" if last is None else _WENT_OUT.get(unit.journal.label_of(last).deed, "")

    def undo(self) -> Changes:
        """Take back the last action; nothing changes when there is none.

        Raises UserError when the last one can't be taken back.
        """
        changes = self._file.undo()
        if not changes and (stop := self.undo_stop()):
            raise UserError(stop, "A backup from before it may still be there.")
        return changes

    def redo(self) -> Changes:
        """Do the last undone action again; nothing changes when there is none."""
        return self._file.redo()

    def consents_since(self, number: int) -> tuple[ConsentChange, ...]:
        """Return the consents given or withdrawn after an action, which `undo_to` would take back."""
        with self._file.reading() as unit:
            now, names = set(_consents(unit)), _names(unit)
        # Rolled back: it only shows how things would be.
        with self._file.undoing_to(number) as unit:
            then = set(_consents(unit))
            names = {**_names(unit), **names}
        given = dict.fromkeys(now - then, True) | dict.fromkeys(then - now, False)
        return tuple(
            ConsentChange(names.get(person, "someone"), consent, is_given)
            for (person, consent), is_given in sorted(given.items())
        )

    def undo_to(self, number: int) -> Changes:
        """Take back every action after one, so that the scheme is as that one left it.

        Raises UserError when one in between can't be taken back.
        """
        later = [entry for entry in self.entries() if entry.number > number and not entry.is_undone]
        final = [entry for entry in later if entry.is_final]
        if final:
            raise UserError(
                f"“{final[-1].text}” came after that and can’t be taken back.", "Nothing was changed."
            )
        return self._file.undo_to(number)


def _told(unit: UnitOfWork, number: int | None) -> str:
    if number is None:
        return ""
    label = unit.journal.label_of(number)
    people = {person: unit.people.find(person) for person in label.people}
    return label.in_words({key: person.full_name for key, person in people.items() if person})


def _entry(action: Action, names: dict[ParticipantId, str]) -> HistoryEntry:
    return HistoryEntry(
        action.number,
        action.label.in_words(names),
        action.at,
        action.is_undone,
        action.is_barrier,
        action.is_final,
    )


def _names(unit: UnitOfWork) -> dict[ParticipantId, str]:
    return {person.id: person.full_name for person in unit.people.all()}


def _consents(unit: UnitOfWork) -> Iterator[Consent]:
    for part in unit.participations.all():
        if part.share_contact:
            yield part.participant_id, "share contact details with the buddy"
        if part.share_themes:
            yield part.participant_id, "share themes with the buddy"
        for statement in part.statements:
            if statement.permission is not Permission.NOT_SHARED:
                about = statement.about.label
                yield part.participant_id, f"“If only they knew…” ({about}) for: {statement.read_by}"
        if part.privacy_given_on:
            yield part.participant_id, f"the privacy notice of {date_in_words(part.privacy_given_on)}"
    for need in unit.access_needs.all():
        yield need.participant_id, f"keep an access need, agreed on {date_in_words(need.consent_on)}"
