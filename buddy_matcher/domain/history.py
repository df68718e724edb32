"""What was done to a scheme, as the history and Undo name it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed, deed_in_words
from buddy_matcher.domain.ids import ParticipantId

UNDO_DEPTH = 200
"""How many actions Undo reaches back, across restarts; older ones stay in the history without their rows."""


@dataclass(frozen=True, slots=True)
class Label:
    """What an action did, without names, so that erasing a person leaves none behind.

    `deed` is the code of a `Deed`; files of before hold a sentence there. `people` are those that it was
    about; `told` is what else belongs to it, as the deed's words expect it.
    """

    deed: str
    people: tuple[ParticipantId, ...] = ()
    told: tuple[str, ...] = ()

    def in_words(self, names: dict[ParticipantId, str]) -> str:
        """Return the label with full names; someone erased since is "someone"."""
        return deed_in_words(self.deed, [names.get(person, "someone") for person in self.people], self.told)


def label_of(deed: Deed, people: tuple[ParticipantId, ...], number: int) -> Label:
    """Return the label of a deed to `number` things: one is told by its person, several by their number."""
    return Label(deed, people) if number == 1 else Label(deed, told=(str(number),))


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
    """An action that Undo never passes, by its deed."""

    ERASURE = Deed.ERASE.value
    RESTORE = Deed.RESTORE_BACKUP.value
    RECOVERY = Deed.RECOVER.value
    MIGRATION = Deed.MIGRATE.value
