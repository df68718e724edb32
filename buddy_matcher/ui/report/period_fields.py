"""Of which days a report is: those of a round, or any others, such as a funder's year."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from buddy_matcher.domain.report_facts import Period
from buddy_matcher.ui.widgets.day_fields import day_field, day_in
from buddy_matcher.ui.widgets.labels import plain_label
from buddy_matcher.ui.widgets.theme import GAP

_YEAR_BEGINS = 4
"""Funders and councils reckon from April to March."""


class PeriodFields(QWidget):
    """A tick and, with it, a first and a last day; `changed` when any of them is."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        year = today.year if today.month >= _YEAR_BEGINS else today.year - 1
        self.tick = QCheckBox("Only fro&m")
        self.starts = day_field(date(year, _YEAR_BEGINS, 1))
        self.ends = day_field(date(year + 1, _YEAR_BEGINS - 1, 31))
        self.starts.setAccessibleName("First day of the report")
        self.ends.setAccessibleName("Last day of the report")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for each in (self.tick, self.starts, plain_label("to"), self.ends):
            layout.addWidget(each)
        for field in (self.starts, self.ends):
            field.setEnabled(False)
            self.tick.toggled.connect(field.setEnabled)
            field.dateChanged.connect(self.changed)
        self.tick.toggled.connect(self.changed)

    @property
    def is_on(self) -> bool:
        """Whether other days than a round's are wanted."""
        return self.tick.isChecked()

    @property
    def period(self) -> Period | None:
        """The days; None without the tick, or where the last is before the first."""
        starts, ends = day_in(self.starts), day_in(self.ends)
        return Period(starts, ends) if self.is_on and starts <= ends else None
