"""The scheme's strengths under their groups, with one person's answers beside each, which can be edited.

The model holds the answers until they are asked for; it saves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import groupby
from typing import Any, ClassVar, override

from PySide6.QtCore import Qt, Signal

from buddy_matcher.domain.ids import StrengthId
from buddy_matcher.domain.strengths import LEVEL_LABELS, WISH_LABELS, Strength, StrengthAnswer, answers_from
from buddy_matcher.ui.widgets.cell_lines import CellLine, Index, Tone
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel

_NO_GROUP = "Other strengths"


class Column(IntEnum):
    """The columns of the picker."""

    STRENGTH = 0
    CAN_SHARE = 1
    WOULD_LIKE = 2


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The heading of a group; it is found with each of its strengths."""

    name: str
    strengths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StrengthLine:
    """A strength, and one person's answers: levels 0 to 3."""

    strength_id: StrengthId
    name: str
    group: str
    can_share: int = 0
    would_like: int = 0


class StrengthsModel(RowsModel[GroupLine | StrengthLine]):
    """Groups and their strengths in the order of the scheme's list; the cells of the levels are editable."""

    headings: ClassVar = ("Strength", "Can share", "Would like")

    answered = Signal()
    """A level was changed."""

    def show_strengths(self, strengths: Sequence[Strength], answers: Sequence[StrengthAnswer]) -> None:
        """Show a list of strengths with someone's answers."""
        given = {answer.strength_id: answer for answer in answers}
        lines: list[GroupLine | StrengthLine] = []
        for group, members in _grouped(strengths):
            lines.append(GroupLine(group, tuple(strength.name for strength in members)))
            lines += [_line(strength, group, given.get(strength.id)) for strength in members]
        self.show_rows(lines)

    @property
    def answers(self) -> tuple[StrengthAnswer, ...]:
        """The answers as they stand."""
        lines = self._strength_lines()
        return answers_from(
            {s.strength_id: s.can_share for s in lines}, {s.strength_id: s.would_like for s in lines}
        )

    def in_words(self) -> tuple[str, str]:
        """Return what they can share and what they would like, each by name, the strongest first."""
        lines = self._strength_lines()
        return (
            "; ".join(s.name for s in sorted(lines, key=lambda s: -s.can_share) if s.can_share),
            "; ".join(s.name for s in sorted(lines, key=lambda s: -s.would_like) if s.would_like),
        )

    def _strength_lines(self) -> list[StrengthLine]:
        return [row for row in self.rows if isinstance(row, StrengthLine)]

    @override
    def cell(self, row: GroupLine | StrengthLine, column: int) -> Cell:
        if isinstance(row, GroupLine):
            lines = (CellLine(row.name, Tone.STRONG),) if column == Column.STRENGTH else ()
            return Cell(lines=lines, spoken=f"Group {row.name}" if lines else "")
        match Column(column):
            case Column.STRENGTH:
                return Cell(lines=(CellLine(f"    {row.name}"),), spoken=row.name, tooltip=row.name)
            case Column.CAN_SHARE:
                return _level_cell(row, "can share", LEVEL_LABELS[row.can_share], is_no=not row.can_share)
            case Column.WOULD_LIKE:
                return _level_cell(row, "would like", WISH_LABELS[row.would_like], is_no=not row.would_like)

    @override
    def search_text(self, row: GroupLine | StrengthLine) -> str:
        if isinstance(row, GroupLine):
            return " | ".join((row.name, *row.strengths))
        return f"{row.group} | {row.name}"

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self._holds(index):
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self.rows[index.row()], GroupLine):
            return Qt.ItemFlag.ItemIsEnabled
        editable = (
            Qt.ItemFlag.ItemIsEditable if index.column() != Column.STRENGTH else Qt.ItemFlag.NoItemFlags
        )
        return super().flags(index) | editable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and self._holds(index):
            row = self.rows[index.row()]
            if isinstance(row, StrengthLine) and index.column() != Column.STRENGTH:
                return row.can_share if index.column() == Column.CAN_SHARE else row.would_like
        return super().data(index, role)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()] if self._holds(index) else None
        is_level = isinstance(value, int) and 0 <= value < len(LEVEL_LABELS)
        if (
            not isinstance(row, StrengthLine)
            or role != Qt.ItemDataRole.EditRole
            or index.column() == Column.STRENGTH
            or not is_level
        ):
            return False
        field = "can_share" if index.column() == Column.CAN_SHARE else "would_like"
        changed = replace(row, **{field: value})
        self._rows = (*self.rows[: index.row()], changed, *self.rows[index.row() + 1 :])
        self.dataChanged.emit(index, index)
        self.answered.emit()
        return True


def _grouped(strengths: Sequence[Strength]) -> list[tuple[str, list[Strength]]]:
    """Return the strengths by group, groups in the order in which they first appear."""
    first: dict[str, int] = {}
    for strength in strengths:
        first.setdefault(strength.group, len(first))
    ordered = sorted(strengths, key=lambda strength: first[strength.group])
    return [
        (group or _NO_GROUP, list(members))
        for group, members in groupby(ordered, lambda strength: strength.group)
    ]


def _line(strength: Strength, group: str, answer: StrengthAnswer | None) -> StrengthLine:
    if answer is None:
        return StrengthLine(strength.id, strength.name, group)
    return StrengthLine(strength.id, strength.name, group, answer.can_share, answer.would_like)


def _level_cell(row: StrengthLine, what: str, words: str, *, is_no: bool) -> Cell:
    tone = Tone.QUIET if is_no else Tone.STRONG
    return Cell(lines=(CellLine(words, tone),), spoken=f"{row.name}, {what}: {words}")
