"""Why a pair stands in the plan, and why someone does not: in sentences first, in points last."""

from collections.abc import Sequence
from functools import partial
from textwrap import wrap as wrapped
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.text import with_capital
from buddy_matcher.services.plan_view import PairMember, PairView, PossibleBuddy, WithoutBuddy
from buddy_matcher.services.weigh_changes import Alternative
from buddy_matcher.ui.labels import (
    SectorLabel,
    heading_label,
    plain_label,
    quiet_label,
    rule_line,
    with_look,
    without_mnemonic,
)
from buddy_matcher.ui.match_delegate import BAR_HEIGHT, paint_bar
from buddy_matcher.ui.pairings_model import state_in_words
from buddy_matcher.ui.theme import GAP, colours, scaled_font

_NARROWEST = 300
_BAR_WIDTH = 90
_MOST_NAMED = 5
_WRAP_AT = 34


class PairInspector(QScrollArea):
    """Shows one pair, or one person without a buddy and who could be theirs.

    `pair_wanted` says who is to be paired with whom, `alternatives_wanted` whose other buddies to weigh,
    all by participation id; `help_wanted` carries the person whose wait is to be explained.
    """

    pair_wanted = Signal(int, int)
    alternatives_wanted = Signal(int, str)
    help_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setMinimumWidth(_NARROWEST)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Why this pair")
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say how to get something shown here."""
        self._fill([quiet_label("Select a pair to see why it was made.")])

    def show_pair(self, pair: PairView) -> None:
        """Show why a pair stands in the plan."""
        parts: list[QWidget] = [heading_label(pair.match), quiet_label(f"{state_in_words(pair)}.")]
        parts += [_member_part(member) for member in pair.members]
        if pair.blocks:
            parts.append(_crossed_rules(pair))
        parts += [rule_line(), heading_label("Why this pair")]
        parts += _bullets(pair.reasons) or [quiet_label("Nothing in their answers speaks for this pair.")]
        parts += [rule_line(), heading_label("In points"), _points_part(pair)]
        parts += [rule_line(), heading_label("Choosing otherwise")]
        parts += [self._weigh_button(member.id, member.name) for member in pair.members]
        self._fill(parts)

    def show_person(self, person: WithoutBuddy, possible: Sequence[PossibleBuddy]) -> None:
        """Show why someone has no buddy, and the best of those whom no rule forbids."""
        parts: list[QWidget] = [heading_label(person.name), _sector_of(person)]
        parts += [quiet_label(person.organisation), rule_line(), heading_label("Why without a buddy")]
        parts.append(plain_label(person.reason, wraps=True))
        explain = QPushButton("What would help?")
        explain.clicked.connect(partial(self.help_wanted.emit, person))
        parts.append(explain)
        allowed = [buddy for buddy in possible if not buddy.blocks]
        if allowed:
            parts += [rule_line(), heading_label("Who could be their buddy")]
            parts += [self._buddy_button(person, buddy) for buddy in allowed[:_MOST_NAMED]]
            parts.append(self._weigh_button(person.id, person.name))
        self._fill(parts)

    def show_help(self, person: WithoutBuddy, sentences: Sequence[str]) -> None:
        """Show why someone waits in full, and which single rule would have to give way."""
        parts: list[QWidget] = [heading_label(person.name), _sector_of(person), rule_line()]
        parts += [plain_label(sentence, wraps=True) for sentence in sentences]
        if len(sentences) <= 1:
            parts.append(quiet_label("No single rule alone would give them a buddy."))
        self._fill(parts)

    def show_alternatives(self, member_id: int, name: str, alternatives: Sequence[Alternative]) -> None:
        """Show every allowed buddy of someone, with what choosing them does to the whole plan."""
        parts: list[QWidget] = [heading_label(f"Other buddies for {name}")]
        others = [alternative for alternative in alternatives if not alternative.is_in_plan]
        hint = "Compared with the best plan under your rules. Click to pair."
        nobody = "Nobody else is possible: the rules or a locked pair leave no choice."
        parts.append(quiet_label(hint if others else nobody))
        parts += [self._alternative_button(member_id, name, other) for other in others]
        self._fill(parts)

    def _weigh_button(self, member_id: int, name: str) -> QPushButton:
        button = QPushButton(without_mnemonic(f"Weigh other buddies for {name}"))
        button.clicked.connect(partial(self.alternatives_wanted.emit, member_id, name))
        return button

    def _alternative_button(self, member_id: int, name: str, other: Alternative) -> QPushButton:
        lines = "\n".join((other.name, *wrapped(with_capital(other.effect), _WRAP_AT)))
        button = with_look(QPushButton(without_mnemonic(lines)), "line")
        button.setAccessibleName(f"Pair {name} with {other.name}: {other.effect}")
        button.clicked.connect(partial(self.pair_wanted.emit, member_id, other.id))
        return button

    def _buddy_button(self, person: WithoutBuddy, buddy: PossibleBuddy) -> QPushButton:
        now = f"now with {', '.join(buddy.buddies)}" if buddy.buddies else "without a buddy"
        button = with_look(QPushButton(without_mnemonic(f"{buddy.name}\n{buddy.match}, {now}")), "line")
        button.setAccessibleName(f"Pair {person.name} with {buddy.name}. {buddy.match}, {now}")
        button.setToolTip("Pair these two")
        button.clicked.connect(partial(self.pair_wanted.emit, person.id, buddy.id))
        return button

    def _fill(self, parts: Sequence[QWidget]) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        for part in parts:
            layout.addWidget(part)
        layout.addStretch()
        self.setWidget(content)


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


def _sector_of(person: PairMember | WithoutBuddy) -> QWidget:
    label = SectorLabel()
    label.show_sector(person.sector)
    return label


def _member_part(member: PairMember) -> QWidget:
    part = QWidget()
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, GAP // 2, 0, 0)
    layout.setSpacing(0)
    name = plain_label(member.name, wraps=True)
    name.setFont(scaled_font(1, is_bold=True))
    gains = plain_label(f"Gains {member.wishes}" if member.gain is not None else "Named no wishes")
    for widget in (_sector_of(member), name, quiet_label(member.organisation), gains):
        layout.addWidget(widget)
    return part


def _crossed_rules(pair: PairView) -> QWidget:
    notice = with_look(QFrame(), "notice")
    layout = QVBoxLayout(notice)
    title = plain_label("⚠ This pair crosses a rule", wraps=True)
    title.setFont(scaled_font(1, is_bold=True))
    layout.addWidget(title)
    for bullet in _bullets([with_capital(block) for block in pair.blocks]):
        layout.addWidget(bullet)
    return notice


def _bullets(sentences: Sequence[str]) -> list[QWidget]:
    return [plain_label(f"• {sentence}.", wraps=True) for sentence in sentences]


def _points_part(pair: PairView) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(0, 1)
    shown = [part for part in Part if pair.parts[part] or pair.most.get(part)]
    for row, part in enumerate(shown):
        most = pair.most.get(part, 0)
        grid.addWidget(quiet_label(with_capital(part)), row, 0)
        if most:
            grid.addWidget(_Bar(100 * pair.parts[part] // most), row, 1)
        told = f"{pair.parts[part]} of {most}" if most else f"{pair.parts[part]:+}"
        grid.addWidget(quiet_label(told, wraps=False), row, 2, Qt.AlignmentFlag.AlignRight)
    total = plain_label(f"{pair.score} of {sum(pair.most.values())}")
    grid.addWidget(plain_label("Together"), len(shown), 0)
    grid.addWidget(total, len(shown), 2, Qt.AlignmentFlag.AlignRight)
    return table
