"""Chips above a table, each with how many rows it would show, and one for rows that somebody else asked for.

It chooses among the rows that it is given; what a filter takes is the filter's own business.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from buddy_matcher.domain.text import counted
from buddy_matcher.ui.widgets.labels import filter_chip
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow


class RowFilter[R](Protocol):
    """A choice of rows, such as a member of an enumeration of words."""

    @property
    def value(self) -> str:
        """What the chip says."""

    def takes(self, row: R, /) -> bool:
        """Return whether a row is among those."""


class FilterChips[R](QWidget):
    """One chip of a row is on. `changed` when other rows are to be shown, `all_wanted` when every row is.

    `noun` names one row and several, `everything` what the chip for some rows leads back to.
    """

    changed = Signal()
    all_wanted = Signal()

    def __init__(self, filters: Iterable[RowFilter[R]], noun: tuple[str, str], everything: str) -> None:
        super().__init__()
        self._noun = noun
        self._everything = everything
        self._group = QButtonGroup(self)
        self._chips = [(each, self._chip(each.value)) for each in filters]
        self._only = filter_chip("")
        self._only.setChecked(True)
        self._only.setToolTip(everything)
        self.show_all()
        self.setLayout(WrappingRow(*(chip for _, chip in self._chips), self._only))
        self._group.buttonToggled.connect(self._on_group_toggled)
        self._only.clicked.connect(self._on_only_clicked)

    def show_all(self) -> None:
        """Choose the first filter."""
        self._chips[0][1].setChecked(True)

    def narrow(self, rows: Sequence[R], *, is_part: bool) -> list[R]:
        """Return the rows to show, and say at each chip how many it would show.

        Where the rows are only a part of all, as somebody else asked, a chip says so and takes that back.
        """
        for wanted, chip in self._chips:
            number = sum(wanted.takes(row) for row in rows)
            chip.setText(f"{wanted.value} {number}")
            chip.setAccessibleName(f"{wanted.value}, {number}")
        told = f"Showing {counted(len(rows), *self._noun)}"
        self._only.setText(f"{told} ×")
        self._only.setAccessibleName(f"{told}. {self._everything}")
        self._only.setVisible(is_part)
        chosen = next(wanted for wanted, chip in self._chips if chip.isChecked())
        return [row for row in rows if chosen.takes(row)]

    def _chip(self, text: str) -> QPushButton:
        chip = filter_chip(text)
        self._group.addButton(chip)
        return chip

    def _on_group_toggled(self, _chip: QPushButton, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_on:
            self.changed.emit()

    def _on_only_clicked(self) -> None:
        self._only.setChecked(True)
        self.all_wanted.emit()
