"""The Pairings page: the plan, the people without a buddy, and why for what is selected.

It shows the plan and tells its commands what is selected; it computes nothing about pairs.
"""

from collections.abc import Callable
from typing import ClassVar, override

from PySide6.QtCore import Qt
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
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.adjust_pairings import AdjustPairings
from buddy_matcher.services.explain_waiting import ExplainWaiting
from buddy_matcher.services.overview import NextStep, Overview, RoundOverview, SideCount
from buddy_matcher.services.plan_round import PlanRound
from buddy_matcher.services.rounds.plan_view import PairView, PlanView, ViewPlan, WithoutBuddy
from buddy_matcher.services.weigh_changes import Alternative, WeighChanges
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.acting.jobs import Cancelled, Progress, Work
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.pairings import pairings_model, without_buddy_model
from buddy_matcher.ui.pairings.pair_inspector import PairInspector
from buddy_matcher.ui.pairings.pairing_commands import Chosen, PairingCommands
from buddy_matcher.ui.pairings.pairings_model import PairingsModel
from buddy_matcher.ui.pairings.without_buddy_model import WithoutBuddyModel
from buddy_matcher.ui.widgets.action_button import action_button, emphasise, menu_button
from buddy_matcher.ui.widgets.labels import (
    EmptyState,
    heading_label,
    primary_button,
    quiet_label,
    search_line,
    title_label,
)
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP

_PLAN, _NO_PLAN, _NOBODY = range(3)
"""What the page shows below its title, as the index of its part."""

_TABLE_SHARES, _NARROW_SHARES = [500, 200], [400, 300]
"""How the height is shared with what stands below the pairs, and where the inspector stands there too."""

_PATIENCE = 2.0
"""Seconds for exact figures of other buddies; the rest say "at best"."""

_INSPECTOR_WIDTH = 320

_WIDE = 140
"""The least width of the page, in average characters, for the inspector to stand beside the tables."""


class PairingsPage(Page):
    """The plan of the round, and every way to change it.

    `people_wanted` asks the window for the People page, with the participation ids to show there. In a
    narrow window the inspector stands below the table.
    """

    shows: ClassVar = frozenset(
        {Kind.PAIRINGS, Kind.PEOPLE, Kind.ORGANISATIONS, Kind.RULES, Kind.ROUNDS, Kind.STRENGTHS}
    )

    def __init__(
        self,
        plan: PlanRound,
        pairings: AdjustPairings,
        overview: Overview,
        viewing: ViewPlan,
        weighing: WeighChanges,
        waiting: ExplainWaiting,
        operations: Operations,
    ) -> None:
        super().__init__()
        self._overview = overview
        self._viewing = viewing
        self._weighing = weighing
        self._waiting = waiting
        self._operations = operations
        self._search = search_line("Search names and organisations")
        self._commands = PairingCommands(
            plan,
            pairings,
            viewing,
            operations,
            self,
            compare=self._on_compare,
            find=self._search.setFocus,
        )
        self._standing = quiet_label()
        self._suggest_first = action_button(self._commands.suggest, primary_button(""))
        self._compare_button = action_button(self._commands.compare)
        self._plan_buttons = {
            NextStep.AGREE: action_button(self._commands.agree_plan),
            NextStep.SUGGEST: action_button(self._commands.suggest),
        }
        self._pairs = RowsView(
            PairingsModel(self), "Pairs of the plan", match=pairings_model.Column.MATCH, parent=self
        )
        self._pairs.stretch(
            pairings_model.Column.HEALTH,
            pairings_model.Column.VCSE,
            dispensable=[pairings_model.Column.WISHES],
        )
        without = WithoutBuddyModel(self)
        self._without = RowsView(
            without, "People without a buddy", wrapped=[without_buddy_model.Column.REASON], parent=self
        )
        self._without_part = QWidget()
        self._tables = QSplitter(Qt.Orientation.Vertical)
        self._beside, self._below = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Horizontal)
        self._inspector = PairInspector()
        self._nobody = EmptyState("", "", "Go to people")
        self._no_plan = EmptyState("", "")
        self._places = QStackedWidget()
        self._lay_out()
        self._connect(without)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the window's menu."""
        return self._commands.all()

    @property
    @override
    def first_focus(self) -> QWidget:
        return {_PLAN: self._pairs, _NO_PLAN: self._suggest_first, _NOBODY: self._nobody.button}[
            self._places.currentIndex()
        ]

    @override
    def refresh(self) -> None:
        round_ = self._overview.round()
        plan = round_.plan
        self._show_place(round_)
        self._standing.setText(_in_words(plan))
        self._compare_button.setVisible(plan.is_changed_by_hand)
        self._pairs.show_rows(
            (*plan.changes, *plan.pairs), lambda pair: (pair.change, frozenset(pair.pairing.members))
        )
        self._without.show_rows(plan.without_buddy, lambda person: person.participation_id)
        self._without_part.setVisible(bool(self._without.shown()))
        self._commands.look_at_plan(plan, can_suggest=all(side.in_pool for side in round_.sides))
        self._choose_something()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(2 * GAP)
        layout.addLayout(self._header())
        for place in (self._plan_part(), self._no_plan_part(), self._nobody):
            self._places.addWidget(place)
        layout.addWidget(self._places, 1)

    def _header(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(GAP // 2)
        words.addWidget(title_label("Pairings"))
        words.addWidget(self._standing)
        header = QHBoxLayout()
        header.setSpacing(GAP)
        header.addLayout(words, 1)
        for button in (self._compare_button, *self._plan_buttons.values()):
            header.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        return header

    def _plan_part(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        tools = QHBoxLayout()
        tools.setSpacing(GAP)
        tools.addWidget(self._search, 1)
        commands = self._commands
        for action in (commands.pair, commands.unpair, commands.lock, commands.agree):
            tools.addWidget(action_button(action))
        tools.addWidget(menu_button("More", commands.swap, commands.never_pair, commands.show_answers))
        layout.addLayout(tools)
        layout.addWidget(self._splitters(), 1)
        return part

    def _splitters(self) -> QSplitter:
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
        return self._beside

    def _place_inspector(self, *, is_wide: bool) -> None:
        place, width = (self._beside, 1) if is_wide else (self._below, 3)
        place.addWidget(self._inspector)
        place.setSizes([3 * _INSPECTOR_WIDTH, width * _INSPECTOR_WIDTH])
        self._tables.setSizes(_TABLE_SHARES if is_wide else _NARROW_SHARES)
        columns = without_buddy_model.Column
        self._without.stretch(*([columns.REASON] if is_wide else columns))

    def _no_plan_part(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setSpacing(2 * GAP)
        layout.addStretch(2)
        layout.addWidget(self._no_plan)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._suggest_first)
        buttons.addWidget(action_button(self._commands.pair))
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addStretch(3)
        return part

    def _connect(self, without: WithoutBuddyModel) -> None:
        self._search.textChanged.connect(self._on_search_changed)
        commands = self._commands
        self._pairs.offer(
            commands.show_answers,
            commands.unpair,
            commands.swap,
            commands.lock,
            commands.agree,
            commands.never_pair,
        )
        self._without.offer(commands.pair, commands.never_pair, commands.show_answers)
        for table in (self._pairs, self._without):
            table.clear_wanted.connect(self._search.clear)
        self._pairs.opened.connect(self._commands.show_answers.trigger)
        self._pairs.chosen.connect(self._on_pairs_chosen)
        self._without.chosen.connect(self._on_without_chosen)
        self._without.opened.connect(self._commands.pair.trigger)
        self._inspector.pair_wanted.connect(self._commands.pair_people)
        self._inspector.plan_wanted.connect(self._commands.plan_around)
        self._inspector.answers_wanted.connect(lambda member_id: self.people_wanted.emit((member_id,)))
        self._inspector.edit_wanted.connect(self._commands.edit_answers)
        self._inspector.back_wanted.connect(self._show_choice)
        self._commands.answers_wanted.connect(self.people_wanted)
        self._commands.form_wanted.connect(self.form_wanted)
        self._operations.jobs.started.connect(self._on_jobs_changed)
        self._operations.jobs.ended.connect(self._on_jobs_changed)
        self._inspector.alternatives_wanted.connect(self._on_alternatives_wanted)
        self._inspector.help_wanted.connect(self._on_help_wanted)
        self._nobody.acted.connect(self._on_nobody_acted)
        self._without.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._without.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self._without.setDragDropOverwriteMode(True)
        self._without.setAcceptDrops(self._operations.can_change)
        # The plan is read anew only after Qt is done with the drop.
        without.dropped.connect(self._commands.pair_people, Qt.ConnectionType.QueuedConnection)

    def _show_place(self, round_: RoundOverview) -> None:
        for widget in (self._standing, *self._plan_buttons.values()):
            widget.setVisible(bool(round_.plan.pairs))
        for step, button in self._plan_buttons.items():
            is_next = step is round_.next_step or (
                step is NextStep.SUGGEST and round_.next_step is NextStep.FIND_BUDDY
            )
            emphasise(button, is_primary=is_next)
        empty = [side.sector.label for side in round_.sides if not side.in_pool]
        if round_.plan.pairs:
            self._places.setCurrentIndex(_PLAN)
        elif empty:
            self._nobody.say(
                f"Nobody to pair on the {listed(empty)} side",
                "Add people or import a form export. Someone without strengths waits until you decide.",
            )
            self._places.setCurrentIndex(_NOBODY)
        else:
            sides = [_side_in_words(side) for side in round_.sides]
            self._no_plan.say(
                "No plan yet",
                f"{listed(sides)} can be paired. Suggest pairings finds the best plan under your rules.",
            )
            self._places.setCurrentIndex(_NO_PLAN)

    def _chosen(self) -> Chosen:
        if self._places.currentIndex() != _PLAN:  # what is out of sight is not to be acted on
            return Chosen()
        person: WithoutBuddy | None = next(iter(self._without.chosen_rows()), None)
        pairs: list[PairView] = self._pairs.chosen_rows()
        return Chosen(tuple(pairs), None if pairs else person)

    def _show_choice(self) -> None:
        chosen = self._chosen()
        self._commands.look_at_choice(chosen)
        if chosen.pairs:
            self._inspector.show_pair(chosen.pairs[0])
        elif chosen.person:
            self._show_person(chosen.person)
        else:
            self._inspector.show_nothing()

    def _show_person(self, person: WithoutBuddy) -> None:
        try:
            self._inspector.show_person(person, self._viewing.possible_buddies(person.participation_id))
        except UserError:  # they left the round; the refresh that follows takes them off the list
            self._inspector.show_nothing()

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
        self._show_choice()

    def _on_pairs_chosen(self) -> None:
        if self._pairs.chosen_rows():
            self._without.clearSelection()
        self._show_choice()

    def _on_without_chosen(self) -> None:
        if self._without.chosen_rows():
            self._pairs.clearSelection()
        self._show_choice()

    def _on_jobs_changed(self) -> None:
        is_free = not self._operations.jobs.is_busy
        self._inspector.let_act(can_act=is_free)
        self._without.setAcceptDrops(self._operations.can_change)

    def _on_alternatives_wanted(self, member_id: ParticipationId, name: str) -> None:
        self._weigh(member_id, name, seconds=0)

    def _weigh(self, member_id: ParticipationId, name: str, *, seconds: float) -> None:
        """Show other buddies of someone: with the bounds that are known at once, then exactly."""

        def work(_progress: Progress, cancelled: Cancelled) -> tuple[Alternative, ...]:
            return self._weighing.alternatives(member_id, seconds=seconds, cancelled=cancelled)

        def show(found: tuple[Alternative, ...]) -> None:
            self._inspector.show_alternatives(member_id, name, found)
            if not seconds and not all(other.is_exact for other in found):
                self._weigh(member_id, name, seconds=_PATIENCE)

        self._look_up(f"Weighing other buddies for {name}", work, show)

    def _on_help_wanted(self, person: WithoutBuddy) -> None:
        self._look_up(
            f"Looking for what would help {person.name}",
            lambda _progress, cancelled: self._waiting.explain(person.participation_id, cancelled=cancelled),
            lambda sentences: self._inspector.show_help(person, sentences),
        )

    def _look_up[T](self, text: str, work: Work[T], show: Callable[[T], None]) -> None:
        """Look up something about what is selected; nothing is shown when that has changed meanwhile."""
        asked_for = self._chosen()

        def show_if_wanted(found: T) -> None:
            if self._chosen() == asked_for:
                show(found)

        self._operations.start(text, work, show_if_wanted)

    def _on_compare(self) -> None:
        self._operations.start(
            "Comparing with the best plan",
            lambda _progress, cancelled: self._weighing.cost_of_changes(cancelled=cancelled),
            self._show_cost,
        )

    def _show_cost(self, cost: str) -> None:
        best = "As good as the best plan under your rules."
        told = f"Against the best plan: {cost}." if cost else best
        self._standing.setText(told)
        self._operations.say(told)

    def _on_nobody_acted(self) -> None:
        self.people_wanted.emit(())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= _WIDE * self.fontMetrics().averageCharWidth()
        if self._inspector.parentWidget() is not (self._beside if is_wide else self._below):
            self._place_inspector(is_wide=is_wide)


def _side_in_words(side: SideCount) -> str:
    return counted(side.in_pool, f"{side.sector.label} person", f"{side.sector.label} people")


def _in_words(plan: PlanView) -> str:
    pairs = counted(len(plan.pairs), "pair")
    without = counted(len(plan.without_buddy), "person", "people")
    changes = f"{counted(len(plan.changes), 'change')} to agree. " if plan.changes else ""
    return f"{pairs}, {without} without a buddy. {changes}{plan.standing}"
