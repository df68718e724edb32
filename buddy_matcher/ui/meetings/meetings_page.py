"""The Follow-up page: the pairs that run, who needs a call and why, and what happened in each.

It shows and selects; what is recorded is its commands' business, who leaves that of `ui.leaving`.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import ClassVar, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.ids import PairingId, ParticipationId
from buddy_matcher.domain.ring_round import Noted
from buddy_matcher.domain.text import counted, listed_up_to
from buddy_matcher.services.arrange_meetings import ArrangeMeetings
from buddy_matcher.services.follow_up import FollowUp, RunningPair, standing_in_words
from buddy_matcher.services.record_entries import RecordEntries
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.services.start_round import StartRound
from buddy_matcher.ui.acting.command import Command, Menu
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.leaving.concerned import Concerned, Together
from buddy_matcher.ui.leaving.finish import finish_pairs
from buddy_matcher.ui.leaving.leaving import Leaving
from buddy_matcher.ui.leaving.leaving_commands import LeavingCommands
from buddy_matcher.ui.leaving.step_in import find_who_steps_in
from buddy_matcher.ui.meetings.arranging_commands import ArrangingCommands
from buddy_matcher.ui.meetings.meeting_commands import MeetingCommands
from buddy_matcher.ui.meetings.meetings_model import Column, MeetingsModel, PairsFilter
from buddy_matcher.ui.meetings.pair_story import PairStory
from buddy_matcher.ui.meetings.ring_round import HELP, RingRound
from buddy_matcher.ui.widgets.action_button import action_button, menu_button
from buddy_matcher.ui.widgets.filter_chips import FilterChips
from buddy_matcher.ui.widgets.labels import (
    EmptyState,
    primary_button,
    quiet_label,
    search_line,
)
from buddy_matcher.ui.widgets.page_top import page_top
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_BESIDE, _BELOW = [750, 350], [420, 220]
"""How the table and the story share the width of the page, and in a narrow one its height."""

_MOST_NAMED = 4
_WIDE = 140
"""The least width of the page, in average characters, for the story to stand beside the table."""

_LIST, _GRID = range(2)
"""What stands beside the story: the table, or the ring-round."""


class MeetingsPage(Page):
    """The pairs of a round that were agreed; `pairings_wanted` asks the window for the Pairings page."""

    shows: ClassVar = frozenset({Kind.PAIRINGS, Kind.PEOPLE, Kind.ENTRIES, Kind.LETTERS, Kind.ROUNDS})

    pairings_wanted = Signal()

    def __init__(
        self,
        follow_up: FollowUp,
        entries: RecordEntries,
        arranging: ArrangeMeetings,
        rounds: StartRound,
        leaving: Leaving,
        operations: Operations,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._follow_up = follow_up
        self._entries = entries
        self._rounds = rounds
        self._operations = operations
        self._today = today
        self._all: tuple[RunningPair, ...] = ()
        self._only: frozenset[PairingId] | None = None
        self._ringing: tuple[PairingId, ...] | None = None
        self._search = search_line("Search names and organisations")
        self._commands = MeetingCommands(
            entries,
            follow_up,
            operations,
            self,
            today=today,
            ring_round=self._on_ring_round,
            step_in=lambda: find_who_steps_in(self, leaving.mend, operations),
            finish=lambda: finish_pairs(self, leaving, operations, today()),
            find=self._search.setFocus,
        )
        self._arranging = ArrangingCommands(arranging, operations, self, today)
        self._leaving = LeavingCommands(leaving, operations, self, Menu.FOLLOW_UP, today)
        self._buttons = (
            action_button(self._leaving.end),
            action_button(self._commands.ring_round, primary_button("")),
        )
        self._standing = quiet_label()
        self._free = quiet_label()
        self._free_part = QWidget()
        self._chips = FilterChips(PairsFilter, ("pair", "pairs"), "Show every pair")
        self._table = RowsView(MeetingsModel(self), "Pairs that run", parent=self)
        self._grid = RingRound(self._store, self)
        self._keys = quiet_label(HELP)
        self._lists = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._story = PairStory()
        self._nothing = EmptyState(
            "No pair runs yet",
            "Pairs stand here once they are agreed and their letters go.",
            "Go to pairings",
        )
        self._places = QStackedWidget()
        self._lay_out()
        self._connect()

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the window's menu."""
        return (*self._commands.all(), *self._arranging.all(), *self._leaving.all())

    def show_only(self, participation_ids: Collection[ParticipationId]) -> None:
        """Show only the pairs of these people until the filter is taken off; none at all shows every pair."""
        self._end_ringing()
        wanted = set(participation_ids)
        self._all = self._follow_up.pairs(self._today())
        pairs = [
            each for each in self._all if not each.is_over and not wanted.isdisjoint(each.pairing.members)
        ]
        self._only = frozenset(pair.pairing.id for pair in pairs) or None
        self._search.clear()
        self._chips.show_all()
        self.refresh()

    @property
    @override
    def first_focus(self) -> QWidget:
        if not self._all:
            return self._nothing.button
        return self._table if self._ringing is None else self._grid

    @override
    def refresh(self) -> None:
        self._all = self._follow_up.pairs(self._today())
        self._forget_other_rounds()
        self._places.setCurrentIndex(0 if self._all else 1)
        for button in self._buttons:
            button.setVisible(bool(self._all))
        self._standing.setText(self._standing_in_words())
        free = self._find_free()
        self._free.setText(_free_in_words(free))
        self._free_part.setVisible(bool(free))
        self._commands.look_at_round(
            can_ring=any(not pair.is_over for pair in self._all),
            is_ringing=self._ringing is not None,
            has_free=bool(free),
        )
        self._show_pairs()

    @override
    def settle(self) -> None:
        self._grid.settle()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addLayout(page_top("Follow-up", self._standing, *self._buttons))
        self._places.addWidget(self._pairs_part())
        self._places.addWidget(self._nothing)
        layout.addWidget(self._places, 1)

    def _pairs_part(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._search)
        layout.addWidget(self._chips)
        layout.addWidget(self._keys)
        splitter = self._splitter
        self._lists.addWidget(self._table)
        self._lists.addWidget(self._grid)
        splitter.addWidget(self._lists)
        splitter.addWidget(self._story_part())
        splitter.setStretchFactor(0, 1)
        splitter.setSizes(_BELOW)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(GAP)
        layout.addWidget(splitter, 1)
        below = QHBoxLayout(self._free_part)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._free, 1)
        below.addWidget(action_button(self._commands.step_in))
        layout.addWidget(self._free_part)
        return part

    def _story_part(self) -> QWidget:
        """Return the pane, below the buttons for what happened: they stay where they are."""
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        commands, leaving = self._commands, self._leaving
        quick = (commands.met, commands.called, commands.no_answer)
        arranging = self._arranging.all()
        more = (commands.in_touch, commands.record, commands.remind, *arranging, *leaving.all())
        layout.addLayout(WrappingRow(*(action_button(each) for each in quick), menu_button("More", *more)))
        layout.addWidget(self._story, 1)
        return part

    def _connect(self) -> None:
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._table.stretch(Column.HEALTH, Column.VCSE, Column.STATE, dispensable=[Column.MET, Column.HEARD])
        self._table.say_when_empty("No pair here", "Choose another kind above: Over has pairs that ended.")
        self._table.search_by(self._search)
        commands, leaving = self._commands, self._leaving
        kinds = (commands.met, commands.in_touch, commands.called, commands.no_answer)
        self._table.offer(*kinds, commands.record, commands.remind, *self._arranging.all(), *leaving.all())
        self._search.textEdited.connect(self._on_search_edited)
        self._chips.changed.connect(self._show_pairs)
        self._chips.all_wanted.connect(self._on_all_wanted)
        self._table.chosen.connect(self._on_chosen)
        self._table.opened.connect(commands.record.trigger)
        self._grid.chosen.connect(self._on_chosen)
        self._grid.said.connect(self._operations.say)
        self._story.entry_wanted.connect(commands.change_entry)
        self._nothing.acted.connect(self.pairings_wanted)

    def _forget_other_rounds(self) -> None:
        """End a ring-round and a filter whose pairs are not in sight any more."""
        in_sight = {pair.pairing.id for pair in self._all}
        if self._ringing is not None and in_sight.isdisjoint(self._ringing):
            self._ringing = None
        if self._only is not None and in_sight.isdisjoint(self._only):
            self._only = None

    def _standing_in_words(self) -> str:
        """Return how the pairs stand, and of which round they are where the rail names another."""
        standing, newest = standing_in_words(self._all), self._rounds.rounds()[-1].round
        if not self._all or self._operations.looks_back or self._all[0].pairing.round_id == newest.id:
            return standing
        return f"{self._rounds.running().name}, as no pair of {newest.name} is agreed yet. {standing}"

    def _find_free(self) -> tuple[Member, ...]:
        """Return who of the newest round is without a buddy: only its plan can change."""
        is_newest = not self._operations.looks_back and self._rounds.rounds()[-1].pairs
        return self._follow_up.without_buddy(self._today()) if is_newest else ()

    def _show_pairs(self) -> None:
        pairs = [pair for pair in self._all if self._only is None or pair.pairing.id in self._only]
        shown = self._chips.narrow(pairs, is_part=self._only is not None)
        is_ringing = self._ringing is not None
        if self._ringing is not None:  # what is out of sight is shown when it comes in sight
            by_id = {pair.pairing.id: pair for pair in self._all}
            self._grid.show_pairs([by_id[each] for each in self._ringing if each in by_id])
        else:
            self._table.show_rows(shown, lambda pair: pair.pairing.id)
            if not self._table.chosen_rows():
                self._table.choose_first()
        self._lists.setCurrentIndex(_GRID if is_ringing else _LIST)
        self._keys.setVisible(is_ringing)
        for widget in (self._search, self._chips):
            widget.setVisible(not is_ringing)
        self._on_chosen()

    def _chosen(self) -> tuple[RunningPair, ...]:
        if not self._all:
            return ()
        if self._ringing is None:
            return tuple(self._table.chosen_rows())
        return (self._grid.pair,) if self._grid.pair else ()

    def _store(self, pair: RunningPair, noted: Noted) -> bool:
        entry = noted.entry(pair.pairing.id, self._today())
        return self._operations.perform(
            lambda: self._entries.add(entry), f"Recorded: {pair.names}, {entry.kind.label.lower()}."
        )

    def _end_ringing(self) -> None:
        if self._ringing is not None:
            self._grid.settle()
            self._ringing = None

    def _on_ring_round(self) -> None:
        """Ring the pairs that the table shows, but those on hold, or go back to it."""
        if self._ringing is not None:
            self._end_ringing()
            self.refresh()
            self._table.setFocus()
            return
        running = [pair for pair in self._table.shown() if not pair.is_over]
        running = running or [pair for pair in self._all if not pair.is_over]
        to_ring = [pair for pair in running if not pair.life.is_held] or running
        self._ringing = tuple(pair.pairing.id for pair in to_ring)
        self.refresh()
        self._grid.begin()
        self._operations.say(f"Ring-round: {counted(len(to_ring), 'pair')} to ring.")

    def _on_chosen(self) -> None:
        chosen = self._chosen()
        pairs = tuple(Together(pair.pairing, pair.members) for pair in chosen)
        self._commands.look_at_choice(chosen)
        self._arranging.look_at_choice(chosen)
        self._leaving.look_at_choice(Concerned(pairs))
        if not chosen:
            self._story.show_nothing()
        elif len(chosen) > 1:
            self._story.show_several(len(chosen))
        else:
            self._story.show_pair(chosen[0])

    def _on_search_edited(self) -> None:
        if self._only is not None:  # whoever types looks for a pair among all
            self._only = None
            self._show_pairs()

    def _on_all_wanted(self) -> None:
        self._only = None
        self._show_pairs()
        self._table.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= _WIDE * self.fontMetrics().averageCharWidth()
        orientation = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self._splitter.orientation() is not orientation:
            self._splitter.setOrientation(orientation)
            self._splitter.setSizes(_BESIDE if is_wide else _BELOW)


def _free_in_words(free: tuple[Member, ...]) -> str:
    return f"Free: {listed_up_to([member.name for member in free], _MOST_NAMED)}."
