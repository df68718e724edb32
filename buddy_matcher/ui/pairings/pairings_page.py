"""The Pairings page: the plan with whoever waits, and why for what is selected.

It shows the plan and tells its commands what is selected; it computes nothing about pairs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED, ParticipationId
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.adjust_pairings import AdjustPairings
from buddy_matcher.services.explain_waiting import ExplainWaiting
from buddy_matcher.services.overview import NextStep, Overview, RoundPlan, SideCount
from buddy_matcher.services.plan_round import PlanRound
from buddy_matcher.services.questions.picture_plan import PicturePlan
from buddy_matcher.services.rounds.shown_plan import LatestRound, ShownPlan, WithoutBuddy
from buddy_matcher.services.weigh_changes import WeighChanges
from buddy_matcher.ui.acting.command import Command, Menu
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.leaving.concerned import Concerned, Together
from buddy_matcher.ui.leaving.leaving import Leaving
from buddy_matcher.ui.leaving.leaving_commands import LeavingCommands
from buddy_matcher.ui.pairings.agreeing import Agreeing
from buddy_matcher.ui.pairings.choose_members import ChooseMembers
from buddy_matcher.ui.pairings.chosen import Chosen
from buddy_matcher.ui.pairings.looking_up import LookingUp
from buddy_matcher.ui.pairings.making_pairs import MakingPairs
from buddy_matcher.ui.pairings.pair_inspector import PairInspector
from buddy_matcher.ui.pairings.pairing_commands import PairingCommands
from buddy_matcher.ui.pairings.pictures_part import PicturesPart, Sight
from buddy_matcher.ui.pairings.plan_commands import PlanCommands
from buddy_matcher.ui.pairings.plan_table import PlanTable
from buddy_matcher.ui.pairings.previewing import Previewing
from buddy_matcher.ui.widgets.action_button import action_button, emphasise, menu_button
from buddy_matcher.ui.widgets.labels import EmptyState, primary_button, quiet_label
from buddy_matcher.ui.widgets.page_top import page_top
from buddy_matcher.ui.widgets.theme import GAP

_PLAN, _NO_PLAN, _NOBODY = range(3)
"""What the page shows below its title, as the index of its part."""

_WIDE = 140
"""The least width of the page, in average characters, for the inspector to stand beside the tables."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The use cases that answer questions about the plan."""

    weighing: WeighChanges
    waiting: ExplainWaiting
    pictures: PicturePlan


class PairingsPage(Page):
    """The plan of the round, and every way to change it.

    `people_wanted` asks the window for the People page, with the participation ids to show there.
    """

    shows: ClassVar = frozenset(
        {
            Kind.PAIRINGS,
            Kind.PEOPLE,
            Kind.ORGANISATIONS,
            Kind.RULES,
            Kind.ROUNDS,
            Kind.STRENGTHS,
            Kind.MONEY,
            Kind.SCHEME,
        }
    )

    def __init__(
        self,
        plan: PlanRound,
        pairings: AdjustPairings,
        overview: Overview,
        latest: LatestRound,
        asking: Asking,
        leaving: Leaving,
        operations: Operations,
        *,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._overview = overview
        self._imagined = asking.pictures
        self._latest = latest
        self._weighing = asking.weighing
        self._operations = operations
        self._inspector = PairInspector()
        self._pictures = PicturesPart(asking.pictures, operations, self)
        self._plan_part = PlanTable(self._inspector, self._pictures)
        agreeing = Agreeing(pairings, operations, self)
        self._making = making = MakingPairs(pairings, latest, operations, self)
        self._of_plan = PlanCommands(plan, latest, agreeing, operations, self, compare=self._on_compare)
        self._previewing = Previewing(
            plan, making, asking.weighing, operations, self, self._of_plan.may_replace
        )
        self._leaving = LeavingCommands(leaving, operations, self, Menu.PAIRINGS, today)
        self._of_choice = PairingCommands(
            pairings,
            making,
            agreeing,
            ChooseMembers(latest, self),
            operations,
            self,
            end=self._leaving.end,
            find=self._plan_part.search.setFocus,
        )
        self._plan_part.offer(self._of_choice, self._previewing.others, self._leaving.all())
        self._standing = quiet_label()
        self._sights = menu_button("Show as", *self._pictures.sights)
        self._suggest_first = action_button(self._of_plan.suggest, primary_button(""))
        self._compare_button = action_button(self._of_plan.compare)
        self._plan_buttons = {
            NextStep.SUGGEST: action_button(self._of_plan.suggest),
            NextStep.AGREE: action_button(self._of_plan.agree_plan),
        }
        self._nobody = EmptyState("", "", "Go to people")
        self._no_plan = EmptyState("", "")
        self._places = QStackedWidget()
        self._lay_out()
        self._connect()
        LookingUp(asking.waiting, operations, self._inspector, self._chosen)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the window's menu."""
        return (
            *self._of_plan.all(),
            *self._previewing.all(),
            *self._pictures.all(),
            *self._of_choice.all(),
            *self._leaving.all(),
        )

    @property
    @override
    def first_focus(self) -> QWidget:
        return {
            _PLAN: self._plan_part.table if self._is_table else self._pictures.first_focus,
            _NO_PLAN: self._suggest_first,
            _NOBODY: self._nobody.button,
        }[self._places.currentIndex()]

    @override
    def refresh(self) -> None:
        self._previewing.forget()
        round_ = self._overview.plan()
        plan = round_.plan
        self._show_place(round_)
        self._standing.setText(_summary(plan, looks_back=self._operations.looks_back))
        self._compare_button.setVisible(plan.is_changed_by_hand)
        self._of_plan.look_at_plan(plan, can_suggest=all(side.in_pool for side in round_.sides))
        self._show_plan()
        self._pictures.refresh()

    @property
    def _is_table(self) -> bool:
        return self._pictures.sight is Sight.TABLE

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        buttons = self._sights, self._compare_button, *self._plan_buttons.values()
        layout.addLayout(page_top("Pairings", self._standing, *buttons))
        layout.addWidget(self._previewing.bar)
        for place in (self._plan_part, self._no_plan_part(), self._nobody):
            self._places.addWidget(place)
        layout.addWidget(self._places, 1)

    def _no_plan_part(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setSpacing(2 * GAP)
        layout.addStretch(2)
        layout.addWidget(self._no_plan)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._suggest_first)
        buttons.addWidget(action_button(self._of_choice.pair))
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addStretch(3)
        return part

    def _connect(self) -> None:
        self._plan_part.chosen_changed.connect(self._show_choice)
        self._plan_part.let_drop(can_change=self._operations.can_change)
        # The plan is read anew only after Qt is done with the drop.
        self._plan_part.dropped.connect(self._making.put_together, Qt.ConnectionType.QueuedConnection)
        self._inspector.pair_wanted.connect(self._making.pair)
        self._inspector.others_wanted.connect(lambda who, name: self._previewing.show_others([(who, name)]))
        self._previewing.changed.connect(self._show_plan)
        self._pictures.sight_changed.connect(self._on_sight_changed)
        self._pictures.pair_looked_at.connect(self._on_pair_looked_at)
        self._pictures.pair_opened.connect(self._previewing.look_at)
        self._pictures.members_wanted.connect(self._plan_part.choose)
        self._inspector.answers_wanted.connect(lambda member_id: self.people_wanted.emit((member_id,)))
        self._inspector.edit_wanted.connect(self._of_choice.edit_answers)
        self._inspector.back_wanted.connect(self._show_choice)
        self._of_choice.answers_wanted.connect(self.people_wanted)
        self._of_choice.form_wanted.connect(self.form_wanted)
        self._operations.jobs.started.connect(self._on_jobs_changed)
        self._operations.jobs.ended.connect(self._on_jobs_changed)
        self._nobody.acted.connect(self._on_nobody_acted)

    def _show_place(self, round_: RoundPlan) -> None:
        for widget in (self._standing, self._sights, *self._plan_buttons.values()):
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
                f"Nobody to pair on the {listed(empty)} {'side' if len(empty) == 1 else 'sides'}",
                "Add people or import a form export. Someone without strengths waits until you decide.",
            )
            self._places.setCurrentIndex(_NOBODY)
        else:
            sides = [_counted_people(side) for side in round_.sides]
            self._no_plan.say(
                "No plan yet",
                f"{listed(sides)} can be paired. Suggest pairings finds the best plan under your rules.",
            )
            self._places.setCurrentIndex(_NO_PLAN)

    def _show_plan(self) -> None:
        """Show the plan as it stands, or as a preview would have it."""
        preview = self._previewing.preview
        self._of_plan.look_at_preview(is_shown=preview is not None)
        self._plan_part.show_plan(
            preview.plan if preview else self._latest.plan(), preview.moved if preview else ()
        )

    def _chosen(self) -> Chosen:
        # What is out of sight is not to be acted on.
        return self._plan_part.chosen() if self._places.currentIndex() == _PLAN else Chosen()

    def _show_choice(self) -> None:
        chosen = self._chosen()
        if self._previewing.preview:
            self._show_previewed(chosen)
            return
        self._previewing.look_at_choice(chosen)
        self._of_choice.look_at_choice(chosen)
        self._leaving.look_at_choice(self._concerned(chosen))
        if chosen.pairs:
            self._inspector.show_pair(chosen.pairs[0])
        elif chosen.people:
            self._show_person(chosen.people[0])
        else:
            self._inspector.show_nothing()

    def _show_previewed(self, chosen: Chosen) -> None:
        """Let a plan that is not stored be looked at only."""
        self._previewing.look_at_choice(Chosen())
        self._of_choice.look_at_choice(Chosen())
        self._leaving.look_at_choice(Concerned((), ()))
        if chosen.pairs:
            self._inspector.show_pair(chosen.pairs[0], can_change=False)
        else:
            self._inspector.show_nothing()

    def _concerned(self, chosen: Chosen) -> Concerned:
        members = self._latest.state().members
        pairs = tuple(
            Together(pair.pairing, tuple(members[each] for each in pair.pairing.members if each in members))
            for pair in chosen.pairs
            if not pair.change
        )
        people = (members.get(person.participation_id) for person in chosen.people)
        return Concerned(pairs, tuple(person for person in people if person))

    def _show_person(self, person: WithoutBuddy) -> None:
        try:
            self._inspector.show_person(person, self._latest.allowed_buddies(person.participation_id))
        except UserError:  # they left the round; the refresh that follows takes them off the list
            self._inspector.show_nothing()

    def _on_sight_changed(self) -> None:
        self._plan_part.show_pictures(are_wanted=not self._is_table)
        self.first_focus.setFocus()

    def _on_pair_looked_at(self, first: ParticipationId, second: ParticipationId) -> None:
        """Select the pair of a cell, or show what the two would be."""
        if self._is_table:
            return
        pair = self._imagined.pair(first, second)
        if pair and pair.pairing.id != UNSAVED:
            self._plan_part.choose(pair.pairing.members)
            return
        self._plan_part.table.clearSelection()
        if pair:
            self._inspector.show_pair(pair, can_change=False)

    def _on_jobs_changed(self) -> None:
        self._inspector.let_act(can_act=not self._operations.jobs.is_busy)
        self._plan_part.let_drop(can_change=self._operations.can_change)

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
        self._plan_part.place_inspector(is_wide=self.width() >= _WIDE * self.fontMetrics().averageCharWidth())


def _counted_people(side: SideCount) -> str:
    return counted(side.in_pool, f"{side.sector.label} person", f"{side.sector.label} people")


def _summary(plan: ShownPlan, *, looks_back: bool) -> str:
    """Return for example "29 pairs · 1 waiting · proved best", and the cost; unproved is told in full.

    Who is invited and has not answered does not wait for a buddy yet. In a round that lies behind nothing can
    be suggested any more, so nothing is said of how good its plan is.
    """
    invited = len(plan.without_buddy) - plan.waiting
    changes = [f"{counted(len(plan.changes), 'change')} to agree"] if plan.changes else []
    how_good = "proved best" if plan.is_proved else plan.standing
    return " · ".join(
        [
            counted(len(plan.pairs), "pair"),
            f"{plan.waiting} waiting",
            *([f"{invited} invited"] if invited else []),
            *changes,
            *([] if looks_back else [how_good]),
            *([plan.cost] if plan.cost else []),
        ]
    )
