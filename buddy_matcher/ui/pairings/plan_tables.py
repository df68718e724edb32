"""The tables of the plan: its pairs, and the people without a buddy, searched and selected as one.

They show rows and say what is selected; they know no service.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from buddy_matcher.services.rounds.shown_plan import ShownPlan
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.pairings import pairings_model, without_buddy_model
from buddy_matcher.ui.pairings.chosen import Chosen
from buddy_matcher.ui.pairings.pairing_commands import PairingCommands
from buddy_matcher.ui.pairings.pairings_model import PairingsModel
from buddy_matcher.ui.pairings.without_buddy_model import WithoutBuddyModel
from buddy_matcher.ui.widgets.action_button import action_button, menu_button
from buddy_matcher.ui.widgets.labels import heading_label, search_line
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP

_TABLE_SHARES, _NARROW_SHARES = [500, 200], [400, 300]
"""How the height is shared with what stands below the pairs, and where the inspector stands there too."""

_INSPECTOR_WIDTH = 320


class PlanTables(QWidget):
    """The two tables with their search and tools; the inspector beside them, or below in a narrow window.

    `chosen_changed` is emitted when something else may be selected: at most one table has a selection.
    """

    chosen_changed = Signal()

    def __init__(self, inspector: QWidget) -> None:
        super().__init__()
        self.search = search_line("Search names and organisations")
        self._inspector = inspector
        self._dragged = WithoutBuddyModel(self)
        self._tools = QHBoxLayout()
        self._pairs = RowsView(
            PairingsModel(self), "Pairs of the plan", match=pairings_model.Column.MATCH, parent=self
        )
        self._pairs.stretch(
            pairings_model.Column.HEALTH,
            pairings_model.Column.VCSE,
            dispensable=[pairings_model.Column.WISHES],
        )
        self._without = RowsView(
            self._dragged, "People without a buddy", wrapped=[without_buddy_model.Column.REASON], parent=self
        )
        self._without.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._without.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self._without.setDragDropOverwriteMode(True)
        self._without_part = QWidget()
        self._tables = QSplitter(Qt.Orientation.Vertical)
        self._beside, self._below = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()

    def offer(self, commands: PairingCommands, leaving: Sequence[Command]) -> None:
        """Offer the commands on what is selected, as buttons and in the context menus."""
        for action in (commands.pair, commands.unpair, commands.lock, commands.agree):
            self._tools.addWidget(action_button(action))
        more = (commands.swap, commands.never_pair, commands.show_answers, *leaving)
        self._tools.addWidget(menu_button("More", *more))
        self._pairs.offer(
            commands.show_answers,
            commands.unpair,
            commands.swap,
            commands.lock,
            commands.agree,
            commands.never_pair,
            *leaving,
        )
        self._without.offer(commands.pair, commands.never_pair, commands.show_answers, *leaving)
        self._pairs.opened.connect(commands.show_answers.trigger)
        self._without.opened.connect(commands.pair.trigger)
        # The plan is read anew only after Qt is done with the drop.
        self._dragged.dropped.connect(commands.pair_people, Qt.ConnectionType.QueuedConnection)

    def first_focus(self) -> QWidget:
        """Return the table of pairs, where one begins."""
        return self._pairs

    def let_drop(self, *, can_change: bool) -> None:
        """Let people be dropped on each other while the plan can be changed."""
        self._without.setAcceptDrops(can_change)

    def show_plan(self, plan: ShownPlan) -> None:
        """Show a plan; what was selected stays so where it still stands."""
        self._pairs.show_rows(
            (*plan.changes, *plan.pairs), lambda pair: (pair.change, frozenset(pair.pairing.members))
        )
        self._without.show_rows(plan.without_buddy, lambda person: person.participation_id)
        self._without_part.setVisible(bool(self._without.shown()))
        self._choose_something()

    def chosen(self) -> Chosen:
        """Return what is selected."""
        pairs = tuple(self._pairs.chosen_rows())
        person = next(iter(self._without.chosen_rows()), None)
        return Chosen(pairs, None if pairs else person)

    def place_inspector(self, *, is_wide: bool) -> None:
        """Put the inspector beside the tables, or below them; it stays where that is so already."""
        place, width = (self._beside, 1) if is_wide else (self._below, 3)
        if self._inspector.parentWidget() is place:
            return
        place.addWidget(self._inspector)
        place.setSizes([3 * _INSPECTOR_WIDTH, width * _INSPECTOR_WIDTH])
        self._tables.setSizes(_TABLE_SHARES if is_wide else _NARROW_SHARES)
        columns = without_buddy_model.Column
        self._without.stretch(*([columns.REASON] if is_wide else columns))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        self._tools.setSpacing(GAP)
        self._tools.addWidget(self.search, 1)
        layout.addLayout(self._tools)
        below = QVBoxLayout(self._without_part)
        below.setContentsMargins(0, GAP // 2, 0, 0)
        below.setSpacing(GAP)
        below.addWidget(heading_label("People without a buddy"))
        below.addWidget(self._without)
        self._below.addWidget(self._without_part)
        for part, share in zip((self._pairs, self._below), _TABLE_SHARES, strict=True):
            self._tables.addWidget(part)
            self._tables.setStretchFactor(self._tables.indexOf(part), share)
        self._beside.addWidget(self._tables)
        self._beside.setStretchFactor(0, 1)
        for splitter in (self._tables, self._beside, self._below):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(GAP)
        layout.addWidget(self._beside, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search_changed)
        for table in (self._pairs, self._without):
            table.clear_wanted.connect(self.search.clear)
        self._pairs.chosen.connect(self._on_pairs_chosen)
        self._without.chosen.connect(self._on_without_chosen)

    def _on_search_changed(self, text: str) -> None:
        for table in (self._pairs, self._without):
            table.look_for(text, chooses=False)
        self._without_part.setVisible(bool(self._without.shown()))
        self._choose_something()

    def _choose_something(self) -> None:
        if not self._pairs.chosen_rows() and not self._without.chosen_rows():
            self._pairs.choose_first()
        if not self._pairs.chosen_rows() and not self._without.chosen_rows():
            self._without.choose_first()
        self.chosen_changed.emit()

    def _on_pairs_chosen(self) -> None:
        if self._pairs.chosen_rows():
            self._without.clearSelection()
        self.chosen_changed.emit()

    def _on_without_chosen(self) -> None:
        if self._without.chosen_rows():
            self._pairs.clearSelection()
        self.chosen_changed.emit()
