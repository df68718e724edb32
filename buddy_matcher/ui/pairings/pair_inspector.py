"""Why a pair stands in the plan, and why someone does not: in sentences first, in points last."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.text import with_capital
from buddy_matcher.services.rounds.shown_plan import PairMember, PossibleBuddy, ShownPair, WithoutBuddy
from buddy_matcher.ui.pairings.plan_model import state_in_words
from buddy_matcher.ui.widgets.folded_part import FoldedPart
from buddy_matcher.ui.widgets.labels import SectorLabel, plain_label, quiet_label, rule_line, with_look
from buddy_matcher.ui.widgets.match_delegate import BAR_HEIGHT, paint_bar
from buddy_matcher.ui.widgets.reading_label import (
    LinesButton,
    ReadingLabel,
    quiet_text,
    reading_heading,
    strong_text,
)
from buddy_matcher.ui.widgets.reading_pane import ReadingPane
from buddy_matcher.ui.widgets.theme import GAP, colours
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_BAR_WIDTH = 90
_MOST_NAMED = 5


_UNTIL_AGREED = "The pair stays as it is until you agree this; Unpair leaves it so."


class PairInspector(ReadingPane):
    """Shows one pair, or one person without a buddy and who could be theirs.

    All signals speak of participation ids: `pair_wanted` of two to pair by hand, `others_wanted` of whose
    other buddies to weigh, with the name, `answers_wanted` of whose answers to show, `edit_wanted` to edit.
    `help_wanted` carries the person whose wait is to be explained; `back_wanted` asks for what is selected.
    """

    pair_wanted = Signal(int, int)
    others_wanted = Signal(int, str)
    answers_wanted = Signal(int)
    edit_wanted = Signal(int)
    help_wanted = Signal(object)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Why this pair", parent=parent)
        # Widgets are dear: what is shown already is not made anew with every key of a search.
        self._shown: tuple[ShownPair, bool] | None = None
        self._are_points_folded = True
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say how to get something shown here."""
        self.show_parts([quiet_text("Select a pair to see why it was made.")])

    def show_pair(self, pair: ShownPair, *, can_change: bool = True) -> None:
        """Show why a pair stands in the plan; of one that is only previewed nothing can be changed."""
        if self._shown == (pair, can_change):
            return
        parts: list[QWidget] = [reading_heading(pair.who_gains.words), quiet_text(f"{state_in_words(pair)}.")]
        if pair.change:
            parts.append(ReadingLabel(f"{pair.change}. {_UNTIL_AGREED}"))
        parts += [self._member_part(member, can_change=can_change) for member in pair.members]
        if pair.blocks:
            parts.append(_crossed_rules(pair))
        parts += [rule_line(), reading_heading("Why this pair")]
        parts += _bullets(pair.reasons) or [quiet_text("Nothing in their answers speaks for this pair.")]
        parts += [rule_line(), self._folded_points(pair)]
        self.show_parts(parts)
        self._shown = pair, can_change

    def show_person(self, person: WithoutBuddy, possible: Sequence[PossibleBuddy]) -> None:
        """Show why someone has no buddy, and the best of those whom no rule forbids."""
        parts = _head_of(person)
        parts += [rule_line(), reading_heading("Why without a buddy"), ReadingLabel(person.reason)]
        if person.is_in_pool:
            first = _button("What would help?", person.name, lambda: self.help_wanted.emit(person))
        else:
            first = _button(
                "Edit answers…", person.name, lambda: self.edit_wanted.emit(person.participation_id)
            )
        show = _button("Show answers", person.name, lambda: self.answers_wanted.emit(person.participation_id))
        parts.append(_row(first, show))
        allowed = [buddy for buddy in possible if not buddy.blocks]
        if allowed:
            hint = "A click pairs the two by hand. A draft pair of the other goes if they have no room."
            parts += [rule_line(), reading_heading("Who could be their buddy"), quiet_text(hint)]
            parts += [self._buddy_button(person, buddy) for buddy in allowed[:_MOST_NAMED]]
            parts.append(_row(self._weigh_button(person.participation_id, person.name)))
        self.show_parts(parts)

    def show_help(self, person: WithoutBuddy, sentences: Sequence[str]) -> None:
        """Show why someone waits in full, and which single rule would have to give way."""
        parts = [self._back_button(), *_head_of(person), rule_line()]
        parts += [ReadingLabel(sentence) for sentence in sentences]
        if len(sentences) <= 1:
            parts.append(quiet_text("No single rule alone would give them a buddy."))
        parts.append(quiet_text("Other buddies says what each would cost, and who would wait instead."))
        parts.append(_row(self._weigh_button(person.participation_id, person.name)))
        self.show_parts(parts)

    @override
    def show_parts(self, parts: Sequence[QWidget], *, spacing: int = GAP) -> None:
        self._shown = None
        super().show_parts(parts, spacing=spacing)

    def _member_part(self, member: PairMember, *, can_change: bool) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, GAP // 2, 0, 0)
        layout.setSpacing(0)
        gains = f"Gains {member.wishes}" if member.gain is not None else "Named no wishes"
        layout.addWidget(_sector_of(member))
        for label in (strong_text(member.name), quiet_text(member.organisation), ReadingLabel(gains)):
            layout.addWidget(label)
        show = _button("Show answers", member.name, lambda: self.answers_wanted.emit(member.participation_id))
        layout.addSpacing(GAP // 2)
        others = [self._weigh_button(member.participation_id, member.name)] if can_change else []
        layout.addWidget(_row(*others, show))
        return part

    def _folded_points(self, pair: ShownPair) -> QWidget:
        part = FoldedPart("In points", _points_part(pair), is_folded=self._are_points_folded)
        part.folded.connect(self._on_points_folded)
        return part

    def _on_points_folded(self, is_folded: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._are_points_folded = is_folded

    def _back_button(self) -> QWidget:
        button = QPushButton("Back")
        button.setAccessibleName("Back to what is selected")
        button.clicked.connect(self.back_wanted)
        return _row(button)

    def _weigh_button(self, member_id: ParticipationId, name: str) -> QPushButton:
        return _button("Other buddies", name, lambda: self.others_wanted.emit(member_id, name))

    def _buddy_button(self, person: WithoutBuddy, buddy: PossibleBuddy) -> QPushButton:
        now = f"now with {', '.join(buddy.buddies)}" if buddy.buddies else "without a buddy"
        told = f"Pair {person.name} with {buddy.name}. {buddy.who_gains.words}, {now}"
        button = LinesButton(buddy.name, f"{buddy.who_gains.words}, {now}", told)
        button.clicked.connect(
            partial(self.pair_wanted.emit, person.participation_id, buddy.participation_id)
        )
        return button


class _Bar(QWidget):
    """A bar that is filled to a percentage; the words beside it say the same."""

    def __init__(self, percent: int) -> None:
        super().__init__()
        self._percent = percent
        self.setFixedSize(QSize(_BAR_WIDTH, BAR_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        known = colours(self.palette())
        painter = QPainter(self)
        area = QRectF(self.rect())
        paint_bar(painter, area, self._percent, fill=QColor(known.accent), track=QColor(known.line))
        painter.end()


def _button(text: str, name: str, act: Callable[[], None]) -> QPushButton:
    """Return a button whose text holds no name, for a name may be longer than any column is wide."""
    button = QPushButton(text)
    button.setAccessibleName(f"{text}: {name}")
    button.clicked.connect(act)
    return button


def _row(*buttons: QPushButton) -> QWidget:
    row = QWidget()
    row.setLayout(WrappingRow(*buttons))
    return row


def _head_of(person: WithoutBuddy) -> list[QWidget]:
    return [reading_heading(person.name), _sector_of(person), quiet_text(person.organisation)]


def _sector_of(person: PairMember | WithoutBuddy) -> QWidget:
    label = SectorLabel()
    label.show_sector(person.sector)
    return label


def _crossed_rules(pair: ShownPair) -> QWidget:
    notice = with_look(QFrame(), "notice")
    layout = QVBoxLayout(notice)
    layout.addWidget(strong_text("⚠ This pair crosses a rule"))
    for bullet in _bullets([with_capital(clause) for clause in pair.crossed]):
        layout.addWidget(bullet)
    return notice


def _bullets(sentences: Sequence[str]) -> list[QWidget]:
    return [ReadingLabel(f"• {sentence}.") for sentence in sentences]


def _points_part(pair: ShownPair) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(0, 1)
    shown = [part for part in Part if pair.parts[part] or pair.most.get(part)]
    for row, part in enumerate(shown):
        most = pair.most.get(part, 0)
        grid.addWidget(quiet_text(with_capital(part)), row, 0)
        if most:
            grid.addWidget(_Bar(100 * pair.parts[part] // most), row, 1)
        told = f"{pair.parts[part]} of {most}" if most else f"{pair.parts[part]:+}"
        grid.addWidget(quiet_label(told, wraps=False), row, 2, Qt.AlignmentFlag.AlignRight)
    total = plain_label(f"{pair.score} of {sum(pair.most.values())}")
    grid.addWidget(plain_label("Together"), len(shown), 0)
    grid.addWidget(total, len(shown), 2, Qt.AlignmentFlag.AlignRight)
    return table
