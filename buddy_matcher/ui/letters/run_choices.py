"""The choices for a run of letters: which of them, for which envelope, on one side or both, of which date."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWidget

from buddy_matcher.domain.letters import Envelope
from buddy_matcher.domain.text import counted
from buddy_matcher.services.rounds.shown_letters import ShownLetter
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.day_fields import day_field, day_in
from buddy_matcher.ui.widgets.labels import field_label
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow, in_one_line

_FEWEST_CHARACTERS = 10
"""The list of envelopes may be this narrow; opened, it shows whole names."""


class RunChoices(QWidget):
    """What a run is made of; `changed` when others are chosen, `looks_changed` when their pages change.

    `both_sides` stands elsewhere, beside the buttons that print and save.
    """

    changed = Signal()
    looks_changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[ShownLetter, ...] = ()
        self._selected: tuple[ShownLetter, ...] = ()
        self._every: tuple[ShownLetter, ...] = ()
        self._all = QRadioButton()
        self._all.setChecked(True)
        self._only = QRadioButton()
        self._whole = QRadioButton()
        self._envelope = ChoiceBox([(envelope, envelope.label) for envelope in Envelope])
        self._envelope.setMinimumContentsLength(_FEWEST_CHARACTERS)
        self.both_sides = QCheckBox("On &both sides")
        self.both_sides.setChecked(True)  # many printers turn pages unasked
        self._dated = day_field(today)
        self._dated.setToolTip("The date in the letters, for example the day of posting")
        self._lay_out()
        for radio in (self._all, self._only, self._whole):
            radio.toggled.connect(self.changed)
        self._envelope.currentIndexChanged.connect(self.looks_changed)
        self._dated.dateChanged.connect(self.looks_changed)

    @property
    def letters(self) -> tuple[ShownLetter, ...]:
        """The letters that are chosen."""
        if self._whole.isChecked():
            return self._every
        return self._shown if self._all.isChecked() else self._selected

    @property
    def selected(self) -> tuple[ShownLetter, ...]:
        """The letters that are selected in the list."""
        return self._selected

    @property
    def envelope(self) -> Envelope:
        """The envelope that they go into."""
        return self._envelope.chosen

    @property
    def is_both_sides(self) -> bool:
        """Whether they are printed on both sides."""
        return self.both_sides.isChecked()

    @property
    def dated(self) -> date:
        """The date in the letters."""
        return day_in(self._dated)

    def look_at(
        self, shown: Sequence[ShownLetter], selected: Sequence[ShownLetter], every: Sequence[ShownLetter]
    ) -> None:
        """Take note of the letters that are shown and selected, and of every letter of the round."""
        self._shown, self._selected, self._every = tuple(shown), tuple(selected), tuple(every)
        self._all.setText(f"All {counted(len(shown), 'letter')} &shown")
        self._only.setText(
            "Only the selecte&d one" if len(selected) == 1 else f"Only the {len(selected)} selecte&d"
        )
        self._whole.setText(f"All {len(every)} of every tab")
        self._only.setEnabled(bool(self._selected))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        row = WrappingRow(
            self._all,
            self._only,
            self._whole,
            in_one_line(field_label("D&ated", self._dated), self._dated),
            in_one_line(field_label("E&nvelope", self._envelope), self._envelope),
        )
        row.setSpacing(2 * GAP)
        layout.addLayout(row)
