"""Which sheets of a workbook hold the people to bring in: each with what stands in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from buddy_matcher.domain.sheet_reading import FoundSheet
from buddy_matcher.domain.text import counted
from buddy_matcher.ui.widgets.labels import Card, without_mnemonic
from buddy_matcher.ui.widgets.reading_label import quiet_text
from buddy_matcher.ui.widgets.reading_pane import ReadingPane


class SheetsStep(QWidget):
    """Shows the sheets that hold answers, those ticked that would be read; `decided` tells of each choice."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._read: frozenset[str] = frozenset()
        self._pane = ReadingPane("Sheets", look="page")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pane, 1)

    def show_sheets(self, sheets: Sequence[FoundSheet]) -> None:
        """Show the sheets of a workbook."""
        self._read = frozenset(sheet.name for sheet in sheets if sheet.is_read)
        self._boxes = {sheet.name: self._box(sheet) for sheet in sheets}
        self._pane.show_parts([_card(sheet, self._boxes[sheet.name]) for sheet in sheets])

    def _box(self, sheet: FoundSheet) -> QCheckBox:
        box = QCheckBox(without_mnemonic(f"{sheet.name} ({counted(sheet.count, 'row')})"))
        box.setChecked(sheet.is_read)
        box.toggled.connect(self.decided)
        return box

    @property
    def is_a_choice(self) -> bool:
        """Whether there are several to choose from."""
        return len(self._boxes) > 1

    @property
    def first_focus(self) -> QWidget:
        """The control that has the focus when the step comes in sight."""
        return next(iter(self._boxes.values()), self._pane)

    @property
    def chosen(self) -> frozenset[str] | None:
        """The names of the sheets to read, None where all are, as they are without a choice."""
        ticked = frozenset(name for name, box in self._boxes.items() if box.isChecked())
        return None if ticked == self._read == self._boxes.keys() else ticked

    @property
    def is_ready(self) -> bool:
        """Whether any sheet is to be read."""
        return any(box.isChecked() for box in self._boxes.values())

    @property
    def advice(self) -> str:
        """What is to be done here, in a sentence."""
        if not self.is_ready:
            return "Tick the sheets that hold people: nobody can come in without one."
        return "The file has several sheets with answers. Tick those whose people are to come in."


def _card(sheet: FoundSheet, box: QCheckBox) -> Card:
    card = Card()
    card.body.addWidget(box, alignment=Qt.AlignmentFlag.AlignLeft)
    card.body.addWidget(quiet_text(" · ".join(sheet.headings)))
    return card
