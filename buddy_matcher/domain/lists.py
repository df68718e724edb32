"""The scheme's own lists, each under the questions whose answers choose from it."""

from dataclasses import dataclass
from enum import StrEnum

from buddy_matcher.domain.ids import ListedId
from buddy_matcher.domain.questions import Question


class ListKind(StrEnum):
    """A list that the coordinator edits."""

    STRENGTHS = "strengths"
    THEMES = "themes"

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions whose answers choose from it."""
        if self is ListKind.THEMES:
            return (Question.THEMES,)
        return Question.CAN_SHARE, Question.WOULD_LIKE

    @property
    def entry(self) -> str:
        """What one entry is called in a sentence."""
        return self.value.removesuffix("s")


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry of a list, and how many people of the latest round can share it and would like it.

    With a theme both are how many chose it. `also_called` are other texts that an import takes for it.
    It `tells_apart` unless everybody chose it.
    """

    id: ListedId
    name: str
    can_share: int
    would_like: int
    group: str = ""
    also_called: tuple[str, ...] = ()
    is_retired: bool = False
    tells_apart: bool = True

    @property
    def short(self) -> int:
        """How many of those who would like it have nobody who can share it, one for one."""
        return max(0, self.would_like - self.can_share)

    @property
    def is_used(self) -> bool:
        """Whether anybody of the latest round chose it."""
        return bool(self.can_share or self.would_like)
