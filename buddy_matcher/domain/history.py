"""What was done to a scheme, as the history and Undo name it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.ids import ParticipantId

UNDO_DEPTH = 200
"""How many actions Undo reaches back, across restarts; older ones stay in the history without their rows."""


@dataclass(frozen=True, slots=True)
class Label:
    """What an action did, without names, so that erasing a person leaves none behind.

    `template` has a place `{0}`, `{1}` … for each participant of `people`.
    """

    template: str
    people: tuple[ParticipantId, ...] = ()

    def in_words(self, names: dict[ParticipantId, str]) -> str:
        """Return the label with full names; someone erased since is "someone"."""
        return self.template.format(*(names.get(person, "someone") for person in self.people))


@dataclass(frozen=True, slots=True)
class Action:
    """One user action of the scheme's history; a larger `number` is later, whatever the clock said.

    Undo can take back an action unless it is `is_final`: a barrier such as an erasure, or older than one.
    """

    number: int
    label: Label
    at: datetime
    is_undone: bool
    changes: Changes
    is_barrier: bool = False
    is_final: bool = False


class Barrier(StrEnum):
    """An action that Undo never passes, with its label."""

    ERASURE = "Erase a person"
    RESTORE = "Restore a backup"
    RECOVERY = "Recover the damaged file"
    MIGRATION = "Bring the file up to date"
