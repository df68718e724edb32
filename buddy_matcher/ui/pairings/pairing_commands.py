"""The commands on the plan: each as an action with its shortcut, and what it asks before it acts.

The page shows the plan and says what is chosen; what a command changes is decided by the services.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.participations import HAS_LEFT
from buddy_matcher.domain.text import counted, listed, with_capital
from buddy_matcher.services.adjust_pairings import AdjustPairings
from buddy_matcher.services.plan_round import PlanRound, Suggestion
from buddy_matcher.services.rounds.plan_view import (
    PairView,
    PlanView,
    PossibleBuddy,
    ViewPlan,
    WithoutBuddy,
    buddy_names,
)
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog, PersonChoice
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog, ReasonDialog
from buddy_matcher.ui.widgets.match_delegate import Match

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is selected on the page: some pairs, or one person without a buddy."""

    pairs: tuple[PairView, ...] = ()
    person: WithoutBuddy | None = None

    @property
    def only(self) -> PairView | None:
        """The selected pair when there is just one."""
        return self.pairs[0] if len(self.pairs) == 1 else None


class PairingCommands(QObject):
    """The actions of the Pairings menu, enabled as what is chosen allows.

    `answers_wanted` carries the participation ids of whose answers are to be shown, `form_wanted` the one of
    whose answers are to be edited.
    """

    answers_wanted = Signal(object)
    form_wanted = Signal(object)

    def __init__(
        self,
        plan: PlanRound,
        pairings: AdjustPairings,
        viewing: ViewPlan,
        operations: Operations,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._plan = plan
        self._pairings = pairings
        self._viewing = viewing
        self._operations = operations
        self._page = page
        self._view: PlanView | None = None
        self._can_suggest = False
        self._chosen = Chosen()
        self.suggest = self._action("&Suggest pairings", "F5", self._on_suggest, is_everywhere=True)
        self.agree_plan = self._action(
            "Agree the &whole plan", "Ctrl+Shift+Return", self._on_agree_plan, is_everywhere=True
        )
        self.pair = self._action("Pai&r…", "Ctrl+B", self._on_pair)
        self.unpair = self._action("&Unpair", "Del", self._on_unpair)
        self.swap = self._action("Swap &buddies", "Ctrl+Shift+B", self._on_swap)
        self.lock = self._action("Loc&k pair", "Ctrl+L", self._on_lock)
        self.agree = self._action("&Agree pair", "Ctrl+Return", self._on_agree)
        self.never_pair = self._action("&Never pair…", "Ctrl+Shift+V", self._on_never_pair)
        self.show_answers = self._action("Sho&w answers", "Ctrl+Shift+W", self._on_show_answers)
        operations.jobs.started.connect(self._enable)
        operations.jobs.ended.connect(self._enable)

    def all(self) -> tuple[QAction, ...]:
        """Return the commands in the order of a menu."""
        return (
            self.suggest,
            self.agree_plan,
            self.pair,
            self.unpair,
            self.swap,
            self.lock,
            self.agree,
            self.never_pair,
            self.show_answers,
        )

    def look_at_plan(self, view: PlanView, *, can_suggest: bool) -> None:
        """Take note of the plan as it stands, and of whether both sides have people to pair."""
        self._view = view
        self._can_suggest = can_suggest
        self._enable()

    def look_at_choice(self, chosen: Chosen) -> None:
        """Take note of what is selected."""
        self._chosen = chosen
        self._enable()

    def pair_people(self, first: int, second: int) -> None:
        """Pair two people by participation id, and leave the rest as it is."""
        if self._is_free():
            self._operations.perform(lambda: self._pairings.pair(first, second))

    def plan_around(self, first: int, second: int) -> None:
        """Pair two people by participation id, lock the pair and plan the rest again."""
        if self._is_free() and self._may_replace_handmade("Pair and plan again", {first, second}):

            def work(progress: Progress, cancelled: Cancelled) -> Suggestion:
                return self._plan.suggest_with(first, second, progress=progress, cancelled=cancelled)

            self._operations.start("Planning around a pair", work, self._on_suggested)

    def edit_answers(self, member_id: int) -> None:
        """Let the coordinator edit the answers of someone, by participation id."""
        if self._is_free():
            self.form_wanted.emit(member_id)

    def _is_free(self) -> bool:
        """Return whether the plan can be changed now; say so if it can't."""
        operations = self._operations
        if operations.is_read_only:
            operations.refused.emit(UserError("You look at a copy.", "Nothing was changed."))
        elif operations.jobs.is_busy:
            busy = UserError("Something else is still running.", "Nothing was changed. Try again then.")
            operations.refused.emit(busy)
        return operations.can_change

    def _action(
        self, text: str, shortcut: str, slot: Callable[[], None], *, is_everywhere: bool = False
    ) -> QAction:
        action = QAction(text, self._page)
        action.setShortcut(QKeySequence(shortcut))
        # A command on what is selected works only while the selection is in sight.
        contexts = Qt.ShortcutContext
        action.setShortcutContext(
            contexts.WindowShortcut if is_everywhere else contexts.WidgetWithChildrenShortcut
        )
        action.triggered.connect(slot)
        self._page.addAction(action)
        return action

    def _enable(self) -> None:
        can_change = self._operations.can_change
        pairs, only = self._chosen.pairs, self._chosen.only
        wanted = {
            self.suggest: self._can_suggest,
            self.agree_plan: self._view is not None and self._view.is_draft,
            self.pair: True,
            self.unpair: bool(pairs) and (only is not None or _all_drafts(pairs)),
            self.swap: len(pairs) == _PAIR and all(_can_swap(pair) for pair in pairs),
            self.lock: bool(pairs),
            self.agree: bool(pairs),
            self.never_pair: self._chosen.person is not None or (only is not None and not _is_trio(only)),
        }
        for action, is_wanted in wanted.items():
            action.setEnabled(can_change and is_wanted)
        self.show_answers.setEnabled(bool(pairs) or self._chosen.person is not None)
        self.unpair.setText(_of_several("&Unpair", pairs, one="&Unpair"))
        verb = "Unloc&k" if _all_locked(pairs) else "Loc&k"
        self.lock.setText(_of_several(verb, pairs, one=f"{verb} pair"))
        self.agree.setText(_agree_text(pairs))

    def _on_suggest(self) -> None:
        if not self._may_replace_handmade("Suggest pairings"):
            return

        def work(progress: Progress, cancelled: Cancelled) -> Suggestion:
            return self._plan.suggest(progress=progress, cancelled=cancelled)

        self._operations.start("Suggesting pairings", work, self._on_suggested)

    def _may_replace_handmade(self, verb: str, wanted: Iterable[int] = ()) -> bool:
        """Return whether drafts by hand may go; the pair of those who are `wanted` stays."""
        pairs = self._view.pairs if self._view else ()
        at_stake = [
            pair for pair in pairs if _is_replaceable(pair) and set(pair.pairing.members) != set(wanted)
        ]
        if not at_stake:
            return True
        number = counted(len(at_stake), "draft pair that you made", "draft pairs that you made")
        return ConfirmDialog.ask(
            self._page,
            verb,
            f"{number} by hand may be replaced: {listed([pair.names for pair in at_stake])}.\n\n"
            "To keep a pair, lock or agree it first. You can undo this.",
            accept=verb,
        )

    def _on_suggested(self, suggestion: Suggestion) -> None:
        self._operations.announce(suggestion.changes)

    def _on_agree_plan(self) -> None:
        self._operations.perform(self._pairings.agree)

    def _on_pair(self) -> None:
        first = self._chosen.person.id if self._chosen.person else self._someone()
        if first is None:
            return
        second = self._buddy_for(first, "Pair", "Pair these two")
        if second is not None:
            self.pair_people(first, second)

    def _on_unpair(self) -> None:
        pairs = self._chosen.pairs
        ids = [pair.pairing.id for pair in pairs]
        if _all_drafts(pairs):
            self._operations.perform(lambda: self._pairings.unpair(*ids))
            return
        reason = ReasonDialog.ask(
            self._page,
            "Unpair an agreed pair",
            f"{pairs[0].names} may have met. The pairing is kept as ended and is not suggested again.",
            accept="Unpair",
        )
        if reason is not None:
            self._operations.perform(lambda: self._pairings.unpair(*ids, reason=reason))

    def _on_swap(self) -> None:
        first, second = (pair.pairing.id for pair in self._chosen.pairs)
        self._operations.perform(lambda: self._pairings.swap(first, second))

    def _on_lock(self) -> None:
        ids = [pair.pairing.id for pair in self._chosen.pairs]
        change = self._pairings.unlock if _all_locked(self._chosen.pairs) else self._pairings.lock
        if ids:
            self._operations.perform(lambda: change(*ids))

    def _on_agree(self) -> None:
        ids = [pair.pairing.id for pair in self._chosen.pairs]
        change = self._pairings.reopen if _all_agreed(self._chosen.pairs) else self._pairings.agree
        if ids:
            self._operations.perform(lambda: change(*ids))

    def _on_never_pair(self) -> None:
        members = self._members_to_part()
        if members is None:
            return
        names = listed([choice.name for choice in self._everyone() if choice.id in members])
        reason = ReasonDialog.ask(
            self._page,
            "Never pair",
            f"{names} will not be suggested as a pair. A draft pairing of the two goes.",
            accept="Never pair them",
        )
        if reason is not None:
            self._operations.perform(lambda: self._pairings.never_pair(*members, reason=reason))

    def _on_show_answers(self) -> None:
        members = [member for pair in self._chosen.pairs for member in pair.pairing.members]
        members += [self._chosen.person.id] if self._chosen.person else []
        self.answers_wanted.emit(tuple(members))

    def _members_to_part(self) -> tuple[int, int] | None:
        if self._chosen.only:
            first, second = self._chosen.only.pairing.members
            return first, second
        if self._chosen.person is None:
            return None
        other = self._buddy_for(self._chosen.person.id, "Never pair", "Never pair these two")
        return None if other is None else (self._chosen.person.id, other)

    def _someone(self) -> int | None:
        return ChoosePersonDialog.ask(
            self._page,
            "Pair two people: the first",
            "Choose one of the two. Then you choose the other from a ranked list.",
            self._everyone(first=[member for pair in self._chosen.pairs for member in pair.pairing.members]),
            accept="Choose person",
        )

    def _buddy_for(self, person_id: int, title: str, accept: str) -> int | None:
        name = next((choice.name for choice in self._everyone() if choice.id == person_id), "")
        choices = [_as_choice(buddy) for buddy in self._viewing.possible_buddies(person_id)]
        hint = "Those who fit best stand first. People whom a rule keeps apart stand last, with the rule."
        return ChoosePersonDialog.ask(self._page, f"{title} {name} with", hint, choices, accept=accept)

    def _everyone(self, first: Sequence[int] = ()) -> list[PersonChoice]:
        """Return everyone of the round as a choice, with the members that come `first` at the top."""
        state = self._viewing.state()
        choices = [
            PersonChoice(
                id=member.id,
                name=member.name,
                organisation=member.organisation.name,
                sector=member.sector,
                now=_now_in_words(buddy_names(state, member.id)),
            )
            for member in state.members.values()
            if member.participation.status not in HAS_LEFT
        ]
        return sorted(choices, key=lambda choice: choice.id not in first)


def _as_choice(buddy: PossibleBuddy) -> PersonChoice:
    rules = listed(list(buddy.blocks))
    return PersonChoice(
        id=buddy.id,
        name=buddy.name,
        organisation=buddy.organisation,
        sector=buddy.sector,
        match=Match(buddy.who_gains, buddy.percent),
        now=_now_in_words(buddy.buddies),
        warning=f"⚠ {with_capital(rules)}" if rules else "",
    )


def _now_in_words(buddies: tuple[str, ...]) -> str:
    return f"Now with {listed(list(buddies))}" if buddies else "Without a buddy"


def _is_trio(pair: PairView) -> bool:
    return pair.pairing.is_trio


def _is_replaceable(pair: PairView) -> bool:
    pairing = pair.pairing
    return pairing.is_by_hand and pairing.state is PairingState.DRAFT and not pairing.is_locked


def _can_swap(pair: PairView) -> bool:
    pairing = pair.pairing
    return not pairing.is_trio and not pairing.is_locked and pairing.state is PairingState.DRAFT


def _all_agreed(pairs: tuple[PairView, ...]) -> bool:
    return bool(pairs) and all(pair.pairing.state is PairingState.AGREED for pair in pairs)


def _all_drafts(pairs: tuple[PairView, ...]) -> bool:
    return all(pair.pairing.state is PairingState.DRAFT for pair in pairs)


def _all_locked(pairs: tuple[PairView, ...]) -> bool:
    return bool(pairs) and all(pair.pairing.is_locked for pair in pairs)


def _agree_text(pairs: tuple[PairView, ...]) -> str:
    return "M&ake draft again" if _all_agreed(pairs) else _of_several("&Agree", pairs, one="&Agree pair")


def _of_several(verb: str, pairs: tuple[PairView, ...], *, one: str) -> str:
    """Return the text of a command for one pair, or with the number of several."""
    return f"{verb} {len(pairs)} pairs" if len(pairs) > 1 else one
