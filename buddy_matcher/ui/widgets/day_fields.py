"""Fields for days: between Qt's dates and ours, and a day that need not be given."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from buddy_matcher.ui.widgets.calm_fields import CalmDateEdit
from buddy_matcher.ui.widgets.theme import GAP


def day_field(day: date, *, earliest: date | None = None, latest: date | None = None) -> CalmDateEdit:
    """Return a field for a day, from `earliest` and up to `latest` where these are given."""
    field = CalmDateEdit()
    if earliest:
        field.setMinimumDate(_as_qt(min(day, earliest)))
    if latest:
        field.setMaximumDate(_as_qt(max(day, latest)))
    show_day(field, day)
    return field


def show_day(field: CalmDateEdit, day: date) -> None:
    """Show a day in a field."""
    field.setDate(_as_qt(day))


def day_in(field: CalmDateEdit) -> date:
    """Return the day that a field shows."""
    day = field.date()
    return date(day.year(), day.month(), day.day())


class OptionalDay(QWidget):
    """A tick and, with it, a day; `changed` when either is."""

    changed = Signal()

    def __init__(self, text: str, proposed: date, *, earliest: date | None = None) -> None:
        super().__init__()
        self.tick = QCheckBox(text)
        self.field = day_field(proposed, earliest=earliest)
        self.field.setAccessibleName(f"{text.replace('&', '')}: which day")
        self.field.setEnabled(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.tick)
        layout.addWidget(self.field)
        layout.addStretch()
        self.tick.toggled.connect(self.field.setEnabled)
        self.tick.toggled.connect(self.changed)
        self.field.dateChanged.connect(self.changed)

    @property
    def day(self) -> date | None:
        """The day, None without the tick."""
        return day_in(self.field) if self.tick.isChecked() else None

    def show_day(self, day: date | None) -> None:
        """Show a day, or that there is none."""
        self.tick.setChecked(day is not None)
        if day:
            show_day(self.field, day)


def _as_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
