"""Asks when and where a pair meets, with the times that suit all and the fairest places beside."""

from datetime import datetime, time

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from buddy_matcher.domain.arranged import MOST_MINUTES, MOST_TIMES, MOST_WEEKS, Arranged
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.first_meetings import FairPlace, FreeHalfDay
from buddy_matcher.domain.meeting import DAYS
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.places import HECTOMETRES_PER_MILE
from buddy_matcher.domain.text import listed
from buddy_matcher.services.arrange_meetings import MeetingOptions
from buddy_matcher.ui.widgets.answer_dialog import Row, model_of
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.day_fields import day_field, day_in, show_day
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, heading_label, number_box, primary_button
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP

_SIZE = QSize(960, 560)
_USUAL_STARTS = (time(10), time(14), time(18))
"""When a meeting of a morning, an afternoon or an evening begins unless they choose another time."""

_HOURS = range(7, 22)
_STEP_MINUTES = 15
_HINT = (
    "Choose a time that suits and a place, then change what you like. Letters say it from now on; those that "
    "went out before are out of date."
)


class ArrangeDialog(FramedDialog):
    """The questions about the meetings of one pair; `now` is what was arranged before."""

    def __init__(
        self,
        parent: QWidget | None,
        names: str,
        options: MeetingOptions,
        now: Arranged | None,
    ) -> None:
        super().__init__(parent, f"When and where {names} meet", _HINT)
        self.resize(_SIZE)
        self._options = options
        self.times = _table(("Free together",), "Times that suit all")
        self.times.say_when_empty(*_without_times(options))
        self.times.show_rows(list(enumerate(map(_time_row, options.times))), lambda row: row[0])
        self.places = _table(("Place", "Trips", "What it has"), "Fairest places")
        self.places.say_when_empty("No place is known", "Type one below, or ask where they are based.")
        self.places.show_rows(list(enumerate(map(self._place_row, options.places))), lambda row: row[0])
        self._day = day_field(options.proposed)
        self._time = ChoiceBox([(each, _time_in_words(each)) for each in _times_with(now)])
        self._minutes = number_box(_STEP_MINUTES, MOST_MINUTES, unit="minutes")
        self._minutes.setSingleStep(_STEP_MINUTES)
        self._where = QLineEdit()
        self._times = number_box(1, MOST_TIMES)
        self._weeks = number_box(1, MOST_WEEKS)
        self._lay_out()
        self._show(now or Arranged(starts=datetime.combine(day_in(self._day), _USUAL_STARTS[0])))
        if now is None and options.times:
            self.times.choose_first()
            self._take_time()
        self.times.chosen.connect(self._take_time)
        self.places.chosen.connect(self._take_place)
        self._times.valueChanged.connect(self._on_times_changed)
        self._on_times_changed()

    @property
    def arranged(self) -> Arranged:
        """What was chosen."""
        return Arranged(
            starts=datetime.combine(day_in(self._day), self._time.chosen),
            minutes=self._minutes.value(),
            where=self._where.text().strip(),
            times=self._times.value(),
            weeks=self._weeks.value(),
        )

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        names: str,
        options: MeetingOptions,
        now: Arranged | None,
        refusal: UserError | None = None,
    ) -> Arranged | None:
        """Return what is arranged, or None when it was cancelled; `refusal` is why it was not kept before."""
        dialog = cls(parent, names, options, now)
        dialog.say_refused(refusal)
        return dialog.arranged if dialog.exec() else None

    def _lay_out(self) -> None:
        beside = QGridLayout()
        beside.setHorizontalSpacing(2 * GAP)
        for column, (words, table) in enumerate(
            (("Times that suit all", self.times), ("Fairest places", self.places))
        ):
            beside.addWidget(heading_label(words), 0, column)
            beside.addWidget(table, 1, column)
            beside.setColumnStretch(column, 1 + column)
        fields = QHBoxLayout()
        fields.setSpacing(2 * GAP)
        for questions in (
            (("&Day", self._day), ("&Time", self._time), ("&How long", self._minutes)),
            (
                ("&Where", self._where),
                ("How &many meetings", self._times),
                ("Weeks betw&een them", self._weeks),
            ),
        ):
            form = QFormLayout()
            for text, field in questions:
                form.addRow(field_label(text, field), field)
            fields.addLayout(form, 1)
        self.body.addLayout(beside, 1)
        self.body.addSpacing(GAP)
        self.body.addLayout(fields)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Arrange meeting"), QDialogButtonBox.ButtonRole.AcceptRole)

    def _show(self, arranged: Arranged) -> None:
        show_day(self._day, arranged.starts.date())
        self._time.choose(arranged.starts.time())
        self._minutes.setValue(arranged.minutes)
        self._where.setText(arranged.where)
        self._times.setValue(arranged.times)
        self._weeks.setValue(arranged.weeks)

    def _place_row(self, place: FairPlace) -> tuple[str, ...]:
        called = [member.participant.greeting_name for member in self._options.members]
        trips = [
            f"{name} {_miles(trip)}"
            for name, trip in zip(called, place.trips, strict=True)
            if trip is not None
        ]
        room = place.venue.room
        has = [feature.label for feature in sorted(room.features)] if room else []
        has[1:] = map(str.lower, has[1:])
        told = [*has, room.cost, f"ask {room.ask}" if room.ask else ""] if room else []
        return place.venue.name, listed(trips) or "Not known", ", ".join(filter(None, told))

    @Slot()
    def _take_time(self) -> None:
        for row in self.times.chosen_rows():
            chosen = self._options.times[row[0]]
            show_day(self._day, chosen.on)
            self._time.choose(_USUAL_STARTS[chosen.half_day.part])

    @Slot()
    def _take_place(self) -> None:
        for row in self.places.chosen_rows():
            self._where.setText(self._options.places[row[0]].venue.name)

    @Slot()
    def _on_times_changed(self) -> None:
        self._weeks.setEnabled(self._times.value() > 1)


def _times_with(now: Arranged | None) -> list[time]:
    """Return every quarter of an hour at which people meet, and the time that was arranged before."""
    quarters = {time(hour, minute) for hour in _HOURS for minute in range(0, 60, _STEP_MINUTES)}
    return sorted(quarters | ({now.starts.time()} if now else set()))


def _time_in_words(at: time) -> str:
    return f"{at:%H:%M}"


def _table(headings: tuple[str, ...], name: str) -> RowsView[Row]:
    outer = sorted({0, len(headings) - 1})
    table = RowsView(model_of(headings, None), name, wrapped=outer)
    table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
    table.stretch(*outer)
    table.setMinimumHeight(24 * GAP)
    return table


def _time_row(time_: FreeHalfDay) -> tuple[str, ...]:
    return (f"{DAYS[time_.on.weekday()]} {date_in_words(time_.on)}, {time_.part}",)


def _without_times(options: MeetingOptions) -> tuple[str, str]:
    if options.have_times:
        return "No half-day suits all", "Any time will do: let them agree it by phone first."
    return "Not everybody said when they are free", "Ask them, and choose a day below."


def _miles(trip: int) -> str:
    return f"{round(trip / HECTOMETRES_PER_MILE)} mi"
