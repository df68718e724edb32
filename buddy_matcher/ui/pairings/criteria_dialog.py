"""What the round's plan looks for: which pairs may be, and what makes a pair good, in words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import override

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from buddy_matcher.domain.criteria import Criteria, Importance, Part, points_for
from buddy_matcher.ui.pairings.trial import Trial, Try
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import (
    field_label,
    heading_label,
    number_box,
    primary_button,
    quiet_label,
)
from buddy_matcher.ui.widgets.side_by_side import columns
from buddy_matcher.ui.widgets.theme import GAP

_MOST = 999
_CHARACTERS = 154
"""From which width, in average characters, who may be paired stands beside what makes a pair good."""

_PARTS = {
    Part.COMPLEMENTARY: "&Complementary strengths",
    Part.MEETING: "Meeting in person, the &nearer the better",
    Part.SHARED_GROUND: "&Shared ground",
    Part.DIFFERENT: "&Different strengths",
    Part.FREE_TIME: "Free at the same &time",
    Part.LEVEL: "Similar &level of role",
}
_PARTS_IN_WORDS = (
    "Strengths are complementary where each can share what the other wishes for; shared ground is the "
    "communities and themes that both work with."
)


class CriteriaDialog(FramedDialog):
    """Edits a copy of a round's criteria; nothing is stored here.

    `tries` are rounds, by name, on which what is chosen is tried at once.
    """

    def __init__(
        self, parent: QWidget | None, criteria: Criteria, tries: Sequence[tuple[str, Try]] = ()
    ) -> None:
        super().__init__(
            parent,
            "What the plan looks for",
            "As many people as possible get a buddy; these decide who gets whom.",
        )
        self._criteria = criteria
        self.importances = {part: _importance_box(criteria.points(part), part) for part in _PARTS}
        self._total = quiet_label()
        self.way_to_meet = _check("They need a &way to meet in common", is_on=criteria.needs_way_to_meet)
        self.shared_time = _check("They need free time in co&mmon", is_on=criteria.needs_shared_time)
        self.repeats = _check(
            "Nobody is paired with a buddy of an &earlier round", is_on=criteria.repeat_rounds != 0
        )
        self.in_person_first = _check(
            "Meeting in &person comes before points", is_on=criteria.meets_in_person_first
        )
        self.minimum = _limit_box(criteria.minimum_score, "No minimum")
        self.per_organisation = _limit_box(criteria.at_most_per_organisation, "No limit")
        self.between = _limit_box(criteria.at_most_between_organisations, "No limit")
        self._lay_out()
        self._trial = self._try_on(tries) if tries else None
        for box in self.importances.values():
            box.currentIndexChanged.connect(self._show_total)
        self._show_total()

    def _lay_out(self) -> None:
        good, may_be = QVBoxLayout(), QVBoxLayout()
        good.addWidget(heading_label("What makes a pair good"))
        good.addWidget(quiet_label(_PARTS_IN_WORDS))
        good.addLayout(_form([(words, self.importances[part]) for part, words in _PARTS.items()]))
        good.addWidget(self._total)
        may_be.addWidget(heading_label("Who may be paired"))
        for check in (self.way_to_meet, self.shared_time, self.repeats, self.in_person_first):
            may_be.addWidget(check)
        limits = [
            ("&Rather no buddy than a pair below (points)", self.minimum),
            ("Most pairs of one &organisation", self.per_organisation),
            ("Most pairs &between two organisations", self.between),
        ]
        may_be.addLayout(_form(limits))
        self.body.addLayout(columns(good, may_be, characters=_CHARACTERS))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("Save criteria"), QDialogButtonBox.ButtonRole.AcceptRole)

    def _try_on(self, tries: Sequence[tuple[str, Try]]) -> Trial:
        """Say below the choices what they would do, whenever one is made."""
        trial = Trial(tries, lambda: self.edited)
        self.body.addWidget(trial)
        for box in self.importances.values():
            box.currentIndexChanged.connect(trial.wait)
        for check in (self.way_to_meet, self.shared_time, self.repeats, self.in_person_first):
            check.toggled.connect(trial.wait)
        for limit in (self.minimum, self.per_organisation, self.between):
            limit.valueChanged.connect(trial.wait)
        return trial

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._trial:
            self._trial.begin()

    def _show_total(self) -> None:
        total = sum(box.chosen for box in self.importances.values())
        self._total.setText(f"A pair can have {total} points at most.")

    @property
    def edited(self) -> Criteria:
        """The criteria as the form has them."""
        repeats = self._criteria.repeat_rounds or None
        return replace(
            self._criteria.with_points({part: box.chosen for part, box in self.importances.items()}),
            needs_way_to_meet=self.way_to_meet.isChecked(),
            needs_shared_time=self.shared_time.isChecked(),
            repeat_rounds=repeats if self.repeats.isChecked() else 0,
            meets_in_person_first=self.in_person_first.isChecked(),
            minimum_score=_limit(self.minimum),
            at_most_per_organisation=_limit(self.per_organisation),
            at_most_between_organisations=_limit(self.between),
        )

    @classmethod
    def ask(
        cls, parent: QWidget | None, criteria: Criteria, tries: Sequence[tuple[str, Try]] = ()
    ) -> Criteria | None:
        """Return the criteria as edited, or None when it was cancelled."""
        dialog = cls(parent, criteria, tries)
        return dialog.edited if dialog.exec() else None


def _importance_box(points: int, part: Part) -> ChoiceBox[int]:
    """Return the choices of how much a part counts; other points, as a workbook may set, stay a choice."""
    choices = [(points_for(part, importance), _choice_text(part, importance)) for importance in Importance]
    if points not in dict(choices):
        choices.append((points, f"Up to {points} points"))
    box = ChoiceBox(choices)
    box.choose(points)
    return box


def _choice_text(part: Part, importance: Importance) -> str:
    points = points_for(part, importance)
    return f"{importance.value.capitalize()}, up to {points} points" if points else "Not used"


def _check(text: str, *, is_on: bool) -> QCheckBox:
    box = QCheckBox(text)
    box.setChecked(is_on)
    return box


def _limit_box(limit: int | None, off: str) -> QSpinBox:
    """Return a box whose first value means that there is no limit."""
    box = number_box(-1, _MOST, without=off)
    box.setValue(-1 if limit is None else limit)
    return box


def _limit(box: QSpinBox) -> int | None:
    return None if box.value() == box.minimum() else box.value()


def _form(fields: Sequence[tuple[str, QWidget]]) -> QFormLayout:
    form = QFormLayout()
    form.setSpacing(GAP)
    for words, field in fields:
        form.addRow(field_label(words, field), field)
    return form
