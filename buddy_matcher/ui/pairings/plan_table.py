"""The plan as one table with its search, filters and tools, beside the inspector.

It shows rows and says what is selected; it knows no service.
"""

from collections.abc import Collection, Sequence
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QDrag, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.services.rounds.shown_plan import ShownPair, ShownPlan, WithoutBuddy
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.pairings.chosen import Chosen
from buddy_matcher.ui.pairings.pairing_commands import PairingCommands
from buddy_matcher.ui.pairings.plan_filter import PlanFilter
from buddy_matcher.ui.pairings.plan_model import Column, PlanModel, PlanRow, identity, members_of
from buddy_matcher.ui.widgets.action_button import action_button, menu_button
from buddy_matcher.ui.widgets.filter_chips import FilterChips
from buddy_matcher.ui.widgets.labels import search_line
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP, colours
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_TABLE_HEIGHT, _INSPECTOR_HEIGHT = 420, 180
_INSPECTOR_WIDTH = 320
_INSPECTOR_SHARE = 0.4


class PlanRows(RowsView[PlanRow]):
    """The table of the plan: a line parts who waits from the pairs, and people can be dragged."""

    def __init__(self, model: PlanModel, parent: QWidget) -> None:
        super().__init__(model, "Pairs of the plan", parent=parent)
        self.stretch(Column.HEALTH, Column.VCSE, dispensable=[Column.MEET, Column.WISHES])
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(True)
        self.say_when_empty("No such pairs", "Choose All to see the whole plan.")

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag whoever stands in the cell that was pressed; Qt alone would take the whole row."""
        content = self.model().mimeData([self.currentIndex()])
        if content.formats():
            drag = QDrag(self)
            drag.setMimeData(content)
            drag.exec(supportedActions)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        first = next((row for row, one in self._in_sight() if isinstance(one, WithoutBuddy)), 0)
        if first:
            painter = QPainter(self.viewport())
            top = self.rowViewportPosition(first) - 1
            painter.fillRect(0, top, self.viewport().width(), 2, QColor(colours(self.palette()).border))
            painter.end()

    def _in_sight(self) -> list[tuple[int, PlanRow]]:
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = bottom if bottom >= 0 else self.model().rowCount() - 1
        return [(row, self.row_at(row)) for row in range(max(0, top), last + 1)]


class PlanTable(QWidget):
    """The table of the plan, or its pictures; the inspector stands beside, or below in a narrow window.

    `chosen_changed` is emitted when something else may be selected; `dropped` carries who was dragged onto
    whom, as participation ids.
    """

    chosen_changed = Signal()
    dropped = Signal(int, int)

    def __init__(self, inspector: QWidget, pictures: QWidget) -> None:
        super().__init__()
        self._pictures = pictures
        self._sights = QStackedWidget()
        self._is_wide = True
        self.search = search_line("Search names and organisations")
        self._inspector = inspector
        self._plan: tuple[PlanRow, ...] = ()
        self._model = PlanModel(self)
        self._tools = WrappingRow()
        self._chips = FilterChips(PlanFilter, ("row", "rows"), "Show the whole plan")
        self.table = PlanRows(self._model, self)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self.table.search_by(self.search)
        self.table.chosen.connect(self.chosen_changed)
        self._model.dropped.connect(self.dropped)
        self._chips.changed.connect(self._show_rows)

    def offer(self, commands: PairingCommands, others: Command, leaving: Sequence[Command]) -> None:
        """Offer the commands on what is selected, as buttons and in the context menu."""
        for action in (commands.pair, commands.unpair, commands.lock, commands.agree):
            self._tools.addWidget(action_button(action))
        more = (others, commands.swap, commands.never_pair, commands.show_answers, *leaving)
        self._tools.addWidget(menu_button("More", *more))
        self.table.offer(
            others,
            commands.show_answers,
            commands.pair,
            commands.unpair,
            commands.swap,
            commands.lock,
            commands.agree,
            commands.never_pair,
            *leaving,
        )
        self.table.opened.connect(commands.open_chosen)

    def let_drop(self, *, can_change: bool) -> None:
        """Let people be dropped on each other while the plan can be changed."""
        self.table.setAcceptDrops(can_change)

    def show_plan(self, plan: ShownPlan, changed: Collection[ParticipationId] = ()) -> None:
        """Show a plan; what was selected stays so where it still stands. `changed` marks people's rows."""
        self._plan = (*plan.changes, *plan.pairs, *plan.without_buddy)
        self._model.changed = frozenset(changed)
        self._show_rows()

    def show_whole_plan(self) -> None:
        """Take off every filter."""
        self.search.clear()
        self._chips.show_all()

    def show_pictures(self, *, are_wanted: bool) -> None:
        """Show the pictures in the place of the table, or the table again."""
        self._sights.setCurrentWidget(self._pictures if are_wanted else self.table)
        self._chips.setVisible(not are_wanted)
        self.search.setEnabled(not are_wanted)
        self._place_inspector()

    def choose(self, members: Collection[ParticipationId]) -> bool:
        """Select the rows of all these people, by participation id; return whether there are any."""
        wanted = set(members)
        self.show_whole_plan()
        self.table.choose(lambda row: wanted.issuperset(members_of(row)))
        return bool(self.table.chosen_rows())

    def chosen(self) -> Chosen:
        """Return what is selected."""
        rows = self.table.chosen_rows()
        return Chosen(
            tuple(row for row in rows if isinstance(row, ShownPair)),
            tuple(row for row in rows if isinstance(row, WithoutBuddy)),
        )

    def place_inspector(self, *, is_wide: bool) -> None:
        """Put the inspector beside the table, or below it; it stays where that is so already."""
        self._is_wide = is_wide
        self._place_inspector()

    def _place_inspector(self) -> None:
        # Below a picture it would leave no room; what is looked at is said there in a line.
        self._inspector.setVisible(self._is_wide or self._sights.currentWidget() is self.table)
        wanted = Qt.Orientation.Horizontal if self._is_wide else Qt.Orientation.Vertical
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)
            # What a splitter is given beyond its own size, Qt takes from the table alone.
            size = self.splitter.width() if self._is_wide else self.splitter.height()
            inspector = _INSPECTOR_WIDTH if self._is_wide else round(_INSPECTOR_SHARE * size)
            self.splitter.setSizes([size - inspector, inspector])

    def _show_rows(self) -> None:
        self.table.show_rows(self._chips.narrow(self._plan, is_part=False), identity)
        if not self.table.chosen_rows():
            self.table.choose_first()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        self._tools.addWidget(self.search)
        layout.addLayout(self._tools)
        layout.addWidget(self._chips)
        for sight in (self.table, self._pictures):
            self._sights.addWidget(sight)
        for part in (self._sights, self._inspector):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([_TABLE_HEIGHT, _INSPECTOR_HEIGHT])
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(GAP)
        layout.addWidget(self.splitter, 1)
