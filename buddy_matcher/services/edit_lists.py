"""The scheme's own lists: its strengths and themes, how many share and want each, and taking another list."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ListedId
from buddy_matcher.domain.strengths import Strength
from buddy_matcher.domain.text import fold, tidy
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry of a list, and how many people of the latest round can share it and would like it.

    With a theme both are how many chose it.
    """

    id: ListedId
    name: str
    can_share: int
    would_like: int

    @property
    def short(self) -> int:
        """How many of those who would like it have nobody who can share it, one for one."""
        return max(0, self.would_like - self.can_share)


class EditLists:
    """Shows and replaces the lists that answers choose from."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def strengths(self) -> tuple[ListedEntry, ...]:
        """Return the strengths in their order."""
        with self._file.reading() as unit:
            parts = unit.participations.of_round(current_round(unit).id)
            share = Counter(strength for part in parts for strength in part.can_share)
            like = Counter(strength for part in parts for strength in part.would_like)
            return tuple(ListedEntry(s.id, s.name, share[s.id], like[s.id]) for s in unit.strengths.all())

    def themes(self) -> tuple[ListedEntry, ...]:
        """Return the themes in their order."""
        with self._file.reading() as unit:
            parts = unit.participations.of_round(current_round(unit).id)
            chosen = Counter(theme for part in parts for theme in part.theme_ids)
            return tuple(ListedEntry(t.id, t.name, chosen[t.id], chosen[t.id]) for t in unit.themes.all())

    def replace_strengths(self, names: Sequence[str]) -> Changes:
        """Put a list of names in place of the strengths.

        Raises UserError for an empty list, and where somebody chose a strength: their answers would go.
        """
        wanted = {fold(name): tidy(name) for name in names if name.strip()}
        if not wanted:
            raise UserError("The list names no strength. Nothing was changed.", "Write one strength a line.")
        with self._file.changing(Label(Deed.REPLACE_STRENGTHS)) as unit:
            _refuse_used(unit)
            held = {fold(strength.name): strength for strength in unit.strengths.all()}
            for folded, strength in held.items():
                if folded not in wanted:
                    unit.strengths.remove(strength.id)
            unit.strengths.save_all(
                Strength(name=name) for folded, name in wanted.items() if folded not in held
            )
            return unit.commit()


def _refuse_used(unit: UnitOfWork) -> None:
    is_used = any(part.strengths for part in unit.participations.all()) or unit.unknown_values.all()
    if is_used:
        raise UserError(
            "People have chosen from the list of strengths, so it was not replaced.",
            "Add and rename single strengths under Settings instead.",
        )
