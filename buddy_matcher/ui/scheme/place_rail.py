"""The five places of an open scheme with their parts, and the rail at the left that leads to them."""

from collections.abc import Sequence
from enum import StrEnum
from typing import override

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QActionGroup,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.icons import line_icon
from buddy_matcher.ui.widgets.labels import LOOK, as_tooltip, heading_label, quiet_label
from buddy_matcher.ui.widgets.theme import GAP, colours, give_font, scaled_font

_ICON_SIDE = 22
_BAR_WIDTH = 4
_INDENT = 2 * GAP
_ROUND_CHARACTERS = 8


class Place(StrEnum):
    """A place of the window, or a part of the one before it; its value is the name of its icon."""

    OVERVIEW = "overview"
    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    PAIRINGS = "pairings"
    MEETINGS = "meetings"
    LETTERS = "letters"
    REPORT = "report"
    MONEY = "money"

    @property
    def label(self) -> str:
        """The place as the rail and the menu name it."""
        return "Follow-up" if self is Place.MEETINGS else self.value.capitalize()

    @property
    def is_part(self) -> bool:
        """Whether it belongs to the place before it: a plan and what became of it are the same pairs."""
        return self in _PARTS

    @property
    def keys(self) -> str:
        """The shortcut that leads there: the five places come first, their parts after them."""
        whole = [place for place in Place if not place.is_part]
        return f"Ctrl+{[*whole, *_PARTS].index(self) + 1}"


_PARTS = (Place.ORGANISATIONS, Place.MEETINGS, Place.MONEY)
_NOT_YET = "Nothing stands there before a pair is agreed."
_WITHHELD = {Place.MONEY: "Tick “We pay for VCSE time” in the scheme’s details first."}


class PlaceRail(QWidget):
    """Shows where in the scheme one is, and leads elsewhere.

    `chosen` carries the `Place` wanted, `round_chosen` the number of the round, None for the newest;
    `actions_of_places` stand in the View menu too.
    """

    chosen = Signal(object)
    round_chosen = Signal(object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(LOOK, "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._scheme = _NameLabel(heading_label().font())
        self._round = quiet_label()
        self._group = QActionGroup(self)
        self.actions_of_places: dict[Place, Command] = {}
        self._buttons: dict[Place, QToolButton] = {}
        self._withheld: set[Place] = set()
        commands = Commands(self, operations, Menu.VIEW)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, 3 * GAP, GAP, 2 * GAP)
        layout.setSpacing(GAP // 2)
        for label in (self._scheme, self._round):
            label.setContentsMargins(GAP, 0, GAP, 0)
            layout.addWidget(label)
        layout.addSpacing(2 * GAP)
        # In the menu they stand by their keys.
        for place in sorted(Place, key=lambda each: each.keys):
            self.actions_of_places[place] = self._declare(commands, place)
        for place in Place:
            self._buttons[place] = _PlaceButton(place, self.actions_of_places[place])
            row = QHBoxLayout()
            row.setContentsMargins(_INDENT if place.is_part else 0, 0, 0, 0)
            row.addWidget(self._buttons[place])
            layout.addLayout(row)
        self._commands = commands
        layout.addStretch()
        self._rounds = ChoiceBox[int | None]([(None, "")])
        self._rounds.setMinimumContentsLength(_ROUND_CHARACTERS)
        self._rounds.setAccessibleName("Round")
        self._rounds.currentIndexChanged.connect(lambda: self.round_chosen.emit(self._rounds.chosen))
        layout.addWidget(self._rounds)
        self._declare_rounds(commands)
        commands.look_again()
        self._fit_width()

    def name_scheme(self, scheme: str) -> None:
        """Show the name of the scheme."""
        self._scheme.show_name(scheme)

    def commands(self) -> tuple[Command, ...]:
        """Return what leads to each place, and to each round, for the window's menu."""
        return self._commands.all()

    def offer_rounds(self, rounds: Sequence[tuple[int | None, str]]) -> None:
        """Offer the rounds to look at, by number and name, the newest one first with None for its number."""
        before = self._rounds.chosen
        self._rounds.offer(rounds)
        self._rounds.setToolTip(as_tooltip(self._rounds.currentText()))
        self._rounds.setVisible(len(rounds) > 1)
        self._round.setText(rounds[0][1])
        self._round.setVisible(len(rounds) == 1)
        self._commands.look_again()
        if self._rounds.chosen != before:  # the round that was looked at is gone
            self.round_chosen.emit(self._rounds.chosen)

    def show_round(self, number: int) -> None:
        """Go to a round by its number."""
        # The newest one is offered without its number, and stands first.
        self._rounds.choose(number)

    def show_newest_round(self) -> None:
        """Go back to the newest round."""
        self._rounds.choose(None)

    def show_place(self, place: Place) -> None:
        """Show which place is in sight."""
        self.actions_of_places[place].setChecked(True)

    def offer(self, place: Place, *, is_offered: bool) -> None:
        """Lead to a place only while there is something in it."""
        (self._withheld.discard if is_offered else self._withheld.add)(place)
        self._buttons[place].setVisible(is_offered)
        self._commands.look_again()

    def _declare_rounds(self, commands: Commands) -> None:
        self.choose_round = commands.declare(
            "Choose the roun&d",
            self._open_rounds,
            "Ctrl+9",
            why_not=self._unless_rounds,
            needs=Needs.NOTHING,
            begins_group=True,
            works_everywhere=True,
        )
        self.newest_round = commands.declare(
            "&Back to the newest round",
            self.show_newest_round,
            "Ctrl+0",
            why_not=lambda: self._unless_rounds() or ("" if self._rounds.chosen else "It is in sight."),
            needs=Needs.NOTHING,
            works_everywhere=True,
        )

    def _unless_rounds(self) -> str:
        return "" if self._rounds.count() > 1 else "There is one round only."

    def _open_rounds(self) -> None:
        self._rounds.setFocus()
        self._rounds.showPopup()

    def _fit_width(self) -> None:
        """Be as wide as the widest place needs in bold, in whatever font."""
        metrics = QFontMetrics(scaled_font(1, is_bold=True))
        words = max(
            metrics.horizontalAdvance(place.label) + (_INDENT if place.is_part else 0) for place in Place
        )
        self.setFixedWidth(words + _ICON_SIDE + 7 * GAP)

    def _declare(self, commands: Commands, place: Place) -> Command:
        action = commands.declare(
            f"Show {place.label.lower()}",
            lambda: self.chosen.emit(place),
            place.keys,
            why_not=lambda: _WITHHELD.get(place, _NOT_YET) if place in self._withheld else "",
            needs=Needs.NOTHING,
            works_everywhere=True,
        )
        action.setActionGroup(self._group)
        action.setIconText(place.label)
        action.setCheckable(True)
        return action


class _NameLabel(QLabel):
    """The scheme's name in two lines at most; the whole of it is its tooltip."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font)
        self._name = ""

    def show_name(self, name: str) -> None:
        """Show a name, cut off where it is too long."""
        self._name = name
        self.setToolTip(as_tooltip(name))
        self.setAccessibleName(name)
        self._break_lines()

    def _break_lines(self) -> None:
        layout = QTextLayout(self._name, self.font())
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(self.contentsRect().width())
        layout.endLayout()
        start = first.textLength()
        rest = self.fontMetrics().elidedText(
            self._name[start:], Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        self.setText("\n".join(line for line in (self._name[:start].rstrip(), rest) if line))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break_lines()


class _PlaceButton(QToolButton):
    """A place as icon and word; a bar at its left and a bold word mark the one in sight."""

    def __init__(self, place: Place, action: Command) -> None:
        super().__init__()
        self._place = place
        self.setProperty(LOOK, "place")
        self.setDefaultAction(action)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(_ICON_SIDE + GAP, _ICON_SIDE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(place.label)
        action.toggled.connect(self._on_action_toggled)
        self._colour_icon()

    def _colour_icon(self) -> None:
        # The style sheet changes this widget's own palette, so the application's tells the colour scheme.
        own = colours(QApplication.palette())
        icon = line_icon(self._place.value, _ICON_SIDE, own.quiet, own.accent_strong)
        self.defaultAction().setIcon(icon)

    @Slot(bool)
    def _on_action_toggled(self, is_in_sight: bool) -> None:  # noqa: FBT001 - Qt's signal passes it so
        give_font(self, is_bold=is_in_sight)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour_icon()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours(QApplication.palette()).accent))
        bar = QRectF(0, GAP, _BAR_WIDTH, self.height() - 2 * GAP)
        painter.drawRoundedRect(bar, _BAR_WIDTH / 2, _BAR_WIDTH / 2)
        painter.end()
