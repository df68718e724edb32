"""Erases a person for good: from the file, its history and its free pages; says what is still held where."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from buddy_matcher.domain.backups import gone_by
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import fold
from buddy_matcher.storage.rescue.backup_copies import BackupFolder, holds_person
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HeldInBackup:
    """A backup that still holds the person, and the day by which it will have been removed."""

    taken_at: datetime
    gone_by: date


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What came of an erasure: where the person is still held.

    `mentioned_by` names the people in whose own answers or notes the person's full name still stands, and
    organisations that are called after them, for the coordinator to read and edit.
    """

    changes: Changes
    backups: tuple[HeldInBackup, ...]
    mentioned_by: tuple[str, ...]


class ErasePerson:
    """Erasure at a person's request. It can't be undone, and nothing before it can be either."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def erase(self, participant_id: int) -> ErasureReport:
        """Erase a participant with their answers, pairings, rules and letters.

        A backup is taken before and one after; a restored backup erases them again. Raises UserError when
        there is nobody with that id, EnvironmentProblem when the file or a backup can't be written.
        """
        with self._file.reading() as unit:
            person = unit.people.find(participant_id)
        if person is None:
            raise UserError("That person is not in the scheme any more.", "Nothing was changed.")
        changes = self._file.erase(participant_id)
        with self._file.reading() as unit:
            mentioned_by = tuple(_mentioning(unit, fold(person.full_name)))
        held = (
            HeldInBackup(backup.taken_at, gone_by(backup))
            for backup in BackupFolder(self._file.document_uuid).backups()
            if holds_person(backup, participant_id)
        )
        return ErasureReport(changes, tuple(held), mentioned_by)


def _mentioning(unit: UnitOfWork, name: str) -> Iterator[str]:
    """Yield the people in whose answers, notes, wishes or rules a folded name stands, and organisations."""
    of_participation = {part.id: part.participant_id for part in unit.participations.all()}
    texts: list[tuple[int, Any]] = [(person.id, person) for person in unit.people.all()]
    texts += [(part.participant_id, part) for part in unit.participations.all()]
    texts += [(wish.participant_id, wish) for wish in unit.possible_rules.all()]
    texts += [(rule.first_id, rule) for rule in unit.rules.all()]
    texts += [(of_participation[value.participation_id], value) for value in unit.unknown_values.all()]
    found = {person for person, said in texts if any(name in fold(text) for text in _texts(asdict(said)))}
    yield from (person.full_name for person in unit.people.all() if person.id in found)
    yield from (each.name for each in unit.organisations.all() if name in fold(each.name))


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in nested dictionaries, lists and tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(value.values())
    elif isinstance(value, Iterable):
        for each in value:
            yield from _texts(each)
