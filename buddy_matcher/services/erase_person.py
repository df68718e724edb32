"""Erases a person for good: from the file, its history and its free pages; says what is still held where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from buddy_matcher.domain.backups import gone_by
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipantId, ParticipationId
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.text import has_words
from buddy_matcher.storage.document.synced_folders import versions_beside
from buddy_matcher.storage.rescue.backup_copies import BackupFolder, holds_person
from buddy_matcher.storage.rescue.leftovers import damaged_files
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
    whatever else is called after them, for the coordinator to read and edit. `files` are damaged and other
    versions of the scheme beside it, which may hold them too and are the coordinator's to delete.
    """

    changes: Changes
    backups: tuple[HeldInBackup, ...]
    mentioned_by: tuple[str, ...]
    files: tuple[Path, ...] = ()


class ErasePerson:
    """Erasure at a person's request. It can't be undone, and nothing before it can be either."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def erase(self, participant_id: ParticipantId) -> ErasureReport:
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
            mentioned_by = tuple(_mentioning(unit, person.full_name))
        held = (
            HeldInBackup(backup.taken_at, gone_by(backup))
            for backup in BackupFolder(self._file.document_uuid).backups()
            if holds_person(backup, participant_id)
        )
        path = self._file.path
        files = (*damaged_files(path), *versions_beside(path, self._file.document_uuid))
        return ErasureReport(changes, tuple(held), mentioned_by, files)


def _mentioning(unit: UnitOfWork, name: str) -> Iterator[str]:
    """Yield the people in whose answers, notes, wishes or rules a name stands, and what else bears it.

    It looks through everything there is, so that no new kind of text is left out.
    """
    people = {person.id: person.full_name for person in unit.people.all()}
    parts = {part.id: part.participant_id for part in unit.participations.all()}
    found: dict[str, None] = {}
    for item in unit.everything():
        if not any(has_words(text, name) for text in _texts(asdict(item))):
            continue
        whose = _person_of(item, parts)
        found[people[whose] if whose in people else _named(item)] = None
    yield from (each for each in people.values() if each in found)
    yield from (each for each in found if each not in people.values())


def _person_of(item: Any, participants: Mapping[ParticipationId, ParticipantId]) -> ParticipantId | None:
    if isinstance(item, Participant):
        return item.id
    participation = getattr(item, "participation_id", None)
    if participation is not None:
        return participants.get(participation)
    whose: ParticipantId | None = getattr(item, "participant_id", getattr(item, "first_participant_id", None))
    return whose


def _named(item: Any) -> str:
    kind = type(item).__name__.lower()
    return str(getattr(item, "name", "") or f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}")


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in nested dictionaries, lists and tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(value.values())
    elif isinstance(value, Iterable):
        for each in value:
            yield from _texts(each)
