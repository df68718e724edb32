"""The commands on the plan: each as an action with its shortcut, and what it asks before it acts.

The page shows the plan and says what is chosen; what a command changes is decided by the services.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
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
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Needs, Operations
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
    """What can be done with the plan and with what is chosen of it.

    `compare` sets the plan beside the best one, `find` leads to the search.
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
        *,
        compare: Callable[[], object],
        find: Callable[[], object],
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
        self._commands = Commands(page, operations, Menu.PAIRINGS)
        self._declare_for_plan(compare)
        self._declare_for_choice()
        self.find = self._commands.declare(
            "&Find in the plan", find, "Ctrl+F", needs=Needs.NOTHING, begins_group=True
        )

    def _declare_for_plan(self, compare: Callable[[], object]) -> None:
        declare = self._commands.declare
        self.suggest = declare(
            "&Suggest pairings", self._on_suggest, "F5", why_not=self._unless_pool, works_everywhere=True
        )
        self.agree_plan = declare(
            "Agree the &whole plan",
            self._on_agree_plan,
            "Ctrl+Shift+Return",
            why_not=self._unless_draft,
            works_everywhere=True,
        )
        self.compare = declare(
            "&Compare with the best plan",
            compare,
            "F8",
            why_not=self._unless_by_hand,
            needs=Needs.NO_JOB,
        )

    def _declare_for_choice(self) -> None:
        declare = self._commands.declare
        self.pair = declare("Pai&r…", self._on_pair, "Ctrl+B", begins_group=True)
        self.unpair = declare(
            lambda: _of_several("&Unpair", self._chosen.pairs, one="&Unpair"),
            self._on_unpair,
            "Del",
            why_not=self._unless_unpairable,
        )
        self.swap = declare(
            "Swap &buddies", self._on_swap, "Ctrl+Shift+B", why_not=lambda: _no_swap_of(self._chosen.pairs)
        )
        self.lock = declare(
            lambda: _lock_text(self._chosen.pairs), self._on_lock, "Ctrl+L", why_not=self._unless_pairs
        )
        self.agree = declare(
            lambda: _agree_text(self._chosen.pairs),
            self._on_agree,
            "Ctrl+Return",
            why_not=self._unless_pairs,
        )
        self.never_pair = declare(
            "&Never pair…", self._on_never_pair, "Ctrl+Shift+V", why_not=self._unless_two
        )
        self.show_answers = declare(
            "Sho&w answers",
            self._on_show_answers,
            "Ctrl+Shift+W",
            why_not=self._unless_chosen,
            needs=Needs.NOTHING,
        )

    def all(self) -> tuple[Command, ...]:
        """Return the commands in the order of a menu."""
        return self._commands.all()

    def look_at_plan(self, view: PlanView, *, can_suggest: bool) -> None:
        """Take note of the plan as it stands, and of whether both sides have people to pair."""
        self._view = view
        self._can_suggest = can_suggest
        self._commands.look_again()

    def look_at_choice(self, chosen: Chosen) -> None:
        """Take note of what is selected."""
        self._chosen = chosen
        self._commands.look_again()

    def pair_people(self, first: ParticipationId, second: ParticipationId) -> None:
        """Pair two people by participation id, and leave the rest as it is."""
        if self._is_free():
            self._operations.perform(lambda: self._pairings.pair(first, second))

    def plan_around(self, first: ParticipationId, second: ParticipationId) -> None:
        """Pair two people by participation id, lock the pair and plan the rest again."""
        if self._is_free() and self._may_replace_handmade("Pair and plan again", {first, second}):

            def work(progress: Progress, cancelled: Cancelled) -> Suggestion:
                return self._plan.suggest_with(first, second, progress=progress, cancelled=cancelled)

            self._operations.start("Planning around a pair", work, self._on_suggested)

    def edit_answers(self, member_id: ParticipationId) -> None:
        """Let the coordinator edit the answers of someone, by participation id."""
        if self._is_free():
            self.form_wanted.emit(member_id)

    def _is_free(self) -> bool:
        """Return whether the plan can be changed now; say so if it can't."""
        obstacle = self._operations.why_not(Needs.CHANGE)
        if obstacle:
            self._operations.refused.emit(UserError(obstacle, "Nothing was changed."))
        return not obstacle

    def _unless_pool(self) -> str:
        return "" if self._can_suggest else "Both sides need people who can be paired."

    def _unless_draft(self) -> str:
        if self._view is None or not self._view.pairs:
            return "There is no plan yet: suggest pairings first."
        return "" if self._view.is_draft else "Every pair of the plan is agreed."

    def _unless_by_hand(self) -> str:
        by_hand = self._view is not None and self._view.is_changed_by_hand
        return "" if by_hand else "The plan is as it was suggested."

    def _unless_pairs(self) -> str:
        return "" if self._chosen.pairs else "Select a pair first."

    def _unless_unpairable(self) -> str:
        pairs = self._chosen.pairs
        if self._chosen.only or _all_drafts(pairs):
            return self._unless_pairs()
        return "Some of these pairs are agreed: unpair those one by one."

    def _unless_two(self) -> str:
        if self._chosen.person or (self._chosen.only and not _is_trio(self._chosen.only)):
            return ""
        return "Select one pair of two, or someone without a buddy."

    def _unless_chosen(self) -> str:
        return "" if self._chosen.pairs or self._chosen.person else "Select a pair or a person first."

    def _on_suggest(self) -> None:
        if not self._may_replace_handmade("Suggest pairings"):
            return

        def work(progress: Progress, cancelled: Cancelled) -> Suggestion:
            return self._plan.suggest(progress=progress, cancelled=cancelled)

        self._operations.start("Suggesting pairings", work, self._on_suggested)

    def _may_replace_handmade(self, verb: str, wanted: Iterable[ParticipationId] = ()) -> bool:
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
        plan = self._viewing.plan()
        without = counted(len(plan.without_buddy), "person", "people")
        pairs = counted(len(plan.pairs), "pair")
        self._operations.say(f"{pairs}, {without} without a buddy. {plan.standing}")

    def _on_agree_plan(self) -> None:
        view = self._view
        self._agree((*view.pairs, *view.changes) if view else (), every=True)

    def _on_pair(self) -> None:
        first = self._chosen.person.participation_id if self._chosen.person else self._someone()
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
        if ids and _all_agreed(self._chosen.pairs):
            self._operations.perform(lambda: self._pairings.reopen(*ids))
        elif ids:
            self._agree(self._chosen.pairs)

    def _agree(self, pairs: Sequence[PairView], *, every: bool = False) -> None:
        """Agree pairs, or every one; whether those that cross a rule are to be is asked first."""
        drafts = [pair for pair in pairs if pair.pairing.state is PairingState.DRAFT]
        crossing = [pair for pair in drafts if pair.blocks]
        told = "\n".join(
            f"{pair.names}: {listed([block.sentence for block in pair.blocks])}." for pair in crossing
        )
        if crossing and not ConfirmDialog.ask(
            self._page, "Agree", f"A rule is crossed here:\n\n{told}", accept="Agree all the same"
        ):
            return
        ids = () if every else tuple(pair.pairing.id for pair in pairs)
        self._operations.perform(lambda: self._pairings.agree(*ids, cross_rules=bool(crossing)))

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
        members += [self._chosen.person.participation_id] if self._chosen.person else []
        self.answers_wanted.emit(tuple(members))

    def _members_to_part(self) -> tuple[ParticipationId, ParticipationId] | None:
        if self._chosen.only:
            first, second = self._chosen.only.pairing.members
            return first, second
        if self._chosen.person is None:
            return None
        other = self._buddy_for(self._chosen.person.participation_id, "Never pair", "Never pair these two")
        return None if other is None else (self._chosen.person.participation_id, other)

    def _someone(self) -> ParticipationId | None:
        return ChoosePersonDialog.ask(
            self._page,
            "Pair two people: the first",
            "Choose one of the two. Then you choose the other from a ranked list.",
            self._everyone(first=[member for pair in self._chosen.pairs for member in pair.pairing.members]),
            accept="Choose person",
        )

    def _buddy_for(
        self, participation_id: ParticipationId, title: str, accept: str
    ) -> ParticipationId | None:
        name = next((choice.name for choice in self._everyone() if choice.id == participation_id), "")
        choices = [_as_choice(buddy) for buddy in self._viewing.possible_buddies(participation_id)]
        hint = "Those who fit best stand first. People whom a rule keeps apart stand last, with the rule."
        return ChoosePersonDialog.ask(self._page, f"{title} {name} with", hint, choices, accept=accept)

    def _everyone(self, first: Sequence[ParticipationId] = ()) -> list[PersonChoice[ParticipationId]]:
        """Return everyone of the round as a choice, with the members that come `first` at the top."""
        state = self._viewing.state()
        choices = [
            PersonChoice(
                id=member.participation_id,
                name=member.name,
                organisation=member.organisation_name,
                sector=member.sector,
                now=_now_in_words(buddy_names(state, member.participation_id)),
            )
            for member in state.members.values()
            if member.participation.status not in HAS_LEFT
        ]
        return sorted(choices, key=lambda choice: choice.id not in first)


def _as_choice(buddy: PossibleBuddy) -> PersonChoice[ParticipationId]:
    rules = listed([block.sentence for block in buddy.blocks])
    return PersonChoice(
        id=buddy.participation_id,
        name=buddy.name,
        organisation=buddy.organisation,
        sector=buddy.sector,
        match=Match(buddy.who_gains.words, buddy.percent, buddy.who_gains.extent),
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


def _no_swap_of(pairs: tuple[PairView, ...]) -> str:
    """Return why the people of some pairs can't swap their buddies, or ""."""
    if len(pairs) != _PAIR:
        return "Select two pairs."
    return (
        "" if all(pair.pairing.can_swap for pair in pairs) else "Only two draft pairs, not locked, can swap."
    )


def _all_agreed(pairs: tuple[PairView, ...]) -> bool:
    return bool(pairs) and all(pair.pairing.state is PairingState.AGREED for pair in pairs)


def _all_drafts(pairs: tuple[PairView, ...]) -> bool:
    return all(pair.pairing.state is PairingState.DRAFT for pair in pairs)


def _all_locked(pairs: tuple[PairView, ...]) -> bool:
    return bool(pairs) and all(pair.pairing.is_locked for pair in pairs)


def _lock_text(pairs: tuple[PairView, ...]) -> str:
    verb = "Unloc&k" if _all_locked(pairs) else "Loc&k"
    return _of_several(verb, pairs, one=f"{verb} pair")


def _agree_text(pairs: tuple[PairView, ...]) -> str:
    return "M&ake draft again" if _all_agreed(pairs) else _of_several("&Agree", pairs, one="&Agree pair")


def _of_several(verb: str, pairs: tuple[PairView, ...], *, one: str) -> str:
    """Return the text of a command for one pair, or with the number of several."""
    return f"{verb} {len(pairs)} pairs" if len(pairs) > 1 else one
