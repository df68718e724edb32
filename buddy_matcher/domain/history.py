"""What was done to a scheme, as the history and Undo name it."""

from dataclasses import dataclass
from datetime import datetime

from buddy_matcher.domain.changes import Changes


@dataclass(frozen=True, slots=True)
class Label:
    """What an action did, without names, so that erasing a person leaves none behind.

    `template` has a place `{0}`, `{1}` … for each participant of `people`.
    """

    template: str
    people: tuple[int, ...] = ()

    def in_words(self, names: dict[int, str]) -> str:
        """Return the label with full names; someone erased since is "someone"."""
        return self.template.format(*(names.get(person, "someone") for person in self.people))


@dataclass(frozen=True, slots=True)
class Action:
    """One user action of the scheme's history; a larger `number` is later, whatever the clock said."""

    number: int
    label: Label
    at: datetime
    is_undone: bool
    changes: Changes
