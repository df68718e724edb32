"""The commands on the plan as a whole: suggest it, agree it, and compare it with the best one."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.plan_round import PlanRound, Suggestion
from buddy_matcher.services.rounds.shown_plan import LatestRound, ShownPair, ShownPlan
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.pairings.agreeing import Agreeing
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog

_PREVIEWED = "Keep or undo the preview first."


class PlanCommands(QObject):
    """What can be done with the plan; `compare` sets it beside the best one.

    Drafts made by hand are never replaced unasked.
    """

    def __init__(
        self,
        plan: PlanRound,
        latest: LatestRound,
        agreeing: Agreeing,
        operations: Operations,
        page: QWidget,
        *,
        compare: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._plan = plan
        self._latest = latest
        self._agreeing = agreeing
        self._operations = operations
        self._page = page
        self._plan_in_sight: ShownPlan | None = None
        self._can_suggest = False
        self._is_previewing = False
        self._commands = Commands(page, operations, Menu.PAIRINGS)
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
            "&Compare with the best plan", compare, "F8", why_not=self._unless_by_hand, needs=Needs.NO_JOB
        )

    def all(self) -> tuple[Command, ...]:
        """Return the commands in the order of a menu."""
        return self._commands.all()

    def look_at_plan(self, plan: ShownPlan, *, can_suggest: bool) -> None:
        """Take note of the plan as it stands, and of whether both sides have people to pair."""
        self._plan_in_sight = plan
        self._can_suggest = can_suggest
        self._commands.look_again()

    def look_at_preview(self, *, is_shown: bool) -> None:
        """Take note of whether another plan is only looked at: it would be mistaken for what is agreed."""
        self._is_previewing = is_shown
        self._commands.look_again()

    def _unless_pool(self) -> str:
        if self._is_previewing:
            return _PREVIEWED
        return "" if self._can_suggest else "Both sides need people who can be paired."

    def _unless_draft(self) -> str:
        if self._is_previewing:
            return _PREVIEWED
        if self._plan_in_sight is None or not self._plan_in_sight.pairs:
            return "There is no plan yet: suggest pairings first."
        return "" if self._plan_in_sight.is_draft else "Every pair of the plan is agreed."

    def _unless_by_hand(self) -> str:
        by_hand = self._plan_in_sight is not None and self._plan_in_sight.is_changed_by_hand
        return "" if by_hand else "The plan is as it was suggested."

    def _on_suggest(self) -> None:
        if not self.may_replace("Suggest pairings"):
            return

        def work(progress: Progress, cancelled: Cancelled) -> Suggestion:
            return self._plan.suggest(progress=progress, cancelled=cancelled)

        self._operations.start("Suggesting pairings", work, self._on_suggested)

    def may_replace(self, verb: str, wanted: Iterable[ParticipationId] = ()) -> bool:
        """Return whether drafts by hand may go; the pair of those who are `wanted` stays."""
        pairs = self._plan_in_sight.pairs if self._plan_in_sight else ()
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
        plan = self._latest.plan()
        without = counted(plan.waiting, "person", "people")
        pairs = counted(len(plan.pairs), "pair")
        self._operations.say(f"{pairs}, {without} without a buddy. {plan.standing}")

    def _on_agree_plan(self) -> None:
        plan = self._plan_in_sight
        self._agreeing.agree_all((*plan.pairs, *plan.changes) if plan else ())


def _is_replaceable(pair: ShownPair) -> bool:
    pairing = pair.pairing
    return pairing.is_by_hand and pairing.state is PairingState.DRAFT and not pairing.is_locked
