"""The Overview page: how many people on each side, what to look at before pairing, and the next step."""

from collections.abc import Sequence
from typing import ClassVar, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.text import counted
from buddy_matcher.services.overview import NextStep, Overview, ReadinessLine, SideCount, Subject
from buddy_matcher.ui.labels import (
    Card,
    SectorLabel,
    heading_label,
    large_button,
    plain_label,
    quiet_label,
    title_label,
    with_look,
    without_mnemonic,
)
from buddy_matcher.ui.page import Page
from buddy_matcher.ui.theme import GAP

_NEXT = {
    NextStep.ADD_PEOPLE: ("Bring people in", "Import a form export, or add people one by one."),
    NextStep.SUGGEST: ("Look at pairings", "Everybody is there: suggest pairings and look at the plan."),
    NextStep.AGREE: (
        "Look at the plan",
        "The plan is a draft: look at it, change what you like, then agree it.",
    ),
    NextStep.PRINT_LETTERS: (
        "Make the letters",
        "The plan is agreed: print the letters or save them as PDF.",
    ),
}
_WIDEST = 1000


class OverviewPage(Page):
    """A round at a glance.

    `step_wanted` asks the window for the place of a `NextStep`, `decisions_wanted` for the open questions.
    """

    shows: ClassVar = frozenset(Kind)

    step_wanted = Signal(object)
    decisions_wanted = Signal()

    def __init__(self, overview: Overview) -> None:
        super().__init__()
        self._overview = overview
        self._next = NextStep.ADD_PEOPLE
        self._title = title_label()
        self._round = quiet_label()
        self._sides = QHBoxLayout()
        self._readiness = QVBoxLayout()
        self._plan = plain_label(wraps=True)
        self._standing = quiet_label()
        self._step_text = plain_label(wraps=True)
        self._step = large_button("")
        self._step.clicked.connect(self._on_step_clicked)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scrolled(self._content()))

    @override
    def refresh(self) -> None:
        at_a_glance = self._overview.round()
        self._title.setText(at_a_glance.scheme_name)
        self._round.setText(at_a_glance.round_name)
        _fill(self._sides, [_side_card(side) for side in at_a_glance.sides])
        lines = [self._line(line) for line in at_a_glance.readiness]
        _fill(self._readiness, lines or [quiet_label("Nothing to look at: everything is in order.")])
        plan = at_a_glance.plan
        waiting = counted(len(plan.without_buddy), "person", "people")
        self._plan.setText(f"{counted(len(plan.pairs), 'pair')}, {waiting} without a buddy.")
        self._plan.setVisible(bool(plan.pairs))
        self._standing.setText(plan.standing)
        self._next = at_a_glance.next_step
        button, text = _NEXT[self._next]
        self._step.setText(button)
        self._step_text.setText(text)

    def _scrolled(self, content: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(with_look(content, "page"))
        return area

    def _content(self) -> QWidget:
        content = QWidget()
        content.setMaximumWidth(_WIDEST)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(2 * GAP)
        layout.addWidget(self._title)
        layout.addWidget(self._round)
        layout.addWidget(self._step_card())
        self._sides.setSpacing(2 * GAP)
        layout.addLayout(self._sides)
        layout.addWidget(heading_label("The plan"))
        layout.addWidget(self._plan)
        layout.addWidget(self._standing)
        layout.addWidget(heading_label("Before you pair"))
        self._readiness.setSpacing(GAP)
        layout.addLayout(self._readiness)
        layout.addStretch()
        return content

    def _step_card(self) -> Card:
        card = Card()
        card.body.addWidget(heading_label("Next step"))
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addWidget(self._step_text, 1)
        row.addWidget(self._step)
        card.body.addLayout(row)
        return card

    def _line(self, line: ReadinessLine) -> QPushButton:
        button = with_look(QPushButton(without_mnemonic(line.text)), "line")
        if line.subject is Subject.PEOPLE:
            button.clicked.connect(lambda: self.people_wanted.emit(line.participation_ids))
        else:
            button.clicked.connect(self.decisions_wanted)
        return button

    def _on_step_clicked(self) -> None:
        self.step_wanted.emit(self._next)


def _side_card(side: SideCount) -> Card:
    card = Card()
    label = SectorLabel()
    label.show_sector(side.sector)
    card.body.addWidget(label)
    card.body.addWidget(title_label(counted(side.people, "person", "people")))
    buddies = counted(side.capacity, "buddy", "buddies")
    can = counted(side.in_pool, "person", "people")
    card.body.addWidget(quiet_label(f"{can} can be paired, with room for {buddies} in all."))
    return card


def _fill(layout: QHBoxLayout | QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    """Put widgets in the place of those that a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
