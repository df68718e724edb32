"""What was done to a scheme, and taking it back: every action the same way, across restarts."""

from dataclasses import dataclass
from datetime import datetime

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.history import Action
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action in words, for example "Pair Asha O’Neill with Ben Nguyễn"."""

    number: int
    text: str
    at: datetime
    is_undone: bool


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
        done = [entry.text for entry in self.entries() if not entry.is_undone]
        return done[-1] if done else ""

    def next_redo(self) -> str:
        """Return what Redo would do again, or ""."""
        undone = [entry.text for entry in self.entries() if entry.is_undone]
        return undone[0] if undone else ""

    def undo(self) -> Changes:
        """Take back the last action; nothing changes when there is none."""
        return self._file.undo()

    def redo(self) -> Changes:
        """Do the last undone action again; nothing changes when there is none."""
        return self._file.redo()


def _entry(action: Action, names: dict[int, str]) -> HistoryEntry:
    return HistoryEntry(action.number, action.label.in_words(names), action.at, action.is_undone)
