"""Looking at another plan before it is kept: other buddies are weighed, one is previewed, kept or given up.

Nothing is stored until the preview is kept; a change from elsewhere ends it.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.plan_round import PlanRound, Preview
from buddy_matcher.services.rounds.shown_plan import ShownPair
from buddy_matcher.services.weigh_changes import OtherBuddies, WeighChanges
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.pairings.chosen import Chosen
from buddy_matcher.ui.pairings.making_pairs import MakingPairs, Two
from buddy_matcher.ui.pairings.other_buddies_dialog import OtherBuddiesDialog, Weighing
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.labels import plain_label, primary_button, with_look
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_AT_ONCE, _PATIENCE = 0.2, 2.0
"""Seconds for exact figures of other buddies, before the table opens and then; the rest say "at best"."""

_MOST_MOVES = 8
"""So many moves are named; the rows of all are marked."""

type Named = tuple[ParticipationId, str]


class Previewing(QObject):
    """The commands that lead to another plan; `changed` when a preview begins or ends."""

    changed = Signal()

    def __init__(
        self,
        plan: PlanRound,
        making: MakingPairs,
        weighing: WeighChanges,
        operations: Operations,
        page: Page,
        may_replace: Callable[[str, set[ParticipationId]], bool],
    ) -> None:
        super().__init__(page)
        self._plan = plan
        self._making = making
        self._weighing = weighing
        self._operations = operations
        self._page = page
        self._may_replace = may_replace
        self._chosen = Chosen()
        self.preview: Preview | None = None
        self._wanted: Two = (ParticipationId(0), ParticipationId(0))
        self._commands = Commands(page, operations, Menu.PAIRINGS)
        declare = self._commands.declare
        self.others = declare(
            "Other &buddies…",
            self._on_others,
            "Ctrl+B",
            why_not=self._unless_one,
            needs=Needs.NO_JOB,
            begins_group=True,
        )
        self.keep = declare("Keep the preview", self._on_keep, "Ctrl+J", why_not=self._unless_previewed)
        self.give_up = declare(
            "Undo the preview",
            self.end,
            "Ctrl+U",
            why_not=self._unless_previewed,
            needs=Needs.NOTHING,
        )
        self.bar = self._make_bar()

    def all(self) -> tuple[Command, ...]:
        """Return the commands in the order of a menu."""
        return self._commands.all()

    def look_at_choice(self, chosen: Chosen) -> None:
        """Take note of what is selected."""
        self._chosen = chosen
        self._commands.look_again()

    def show_others(self, people: Sequence[Named]) -> None:
        """Weigh the other buddies of the first of some people, and let one be previewed."""

        def ask(found: OtherBuddies) -> None:
            weighing = Weighing(lambda who, show: self._weigh(who, show, seconds=_PATIENCE), self._release)
            chosen = OtherBuddiesDialog.ask(self._page, people, found, weighing)
            self._stop_weighing()
            if chosen:
                self.look_at(*chosen)

        if not self._operations.jobs.is_busy:
            self._weigh(people[0][0], ask, seconds=_AT_ONCE)

    def look_at(self, first: ParticipationId, second: ParticipationId) -> None:
        """Show what the plan would be with these two as a pair, by participation id."""
        if not self._operations.may_change() or not self._may_replace("Preview", {first, second}):
            return

        def work(progress: Progress, cancelled: Cancelled) -> Preview | None:
            return self._plan.preview_with(first, second, progress=progress, cancelled=cancelled)

        def show(preview: Preview | None) -> None:
            if preview:
                self._begin(preview, (first, second))

        self._operations.start("Planning around a pair", work, show)

    def end(self) -> None:
        """Give up the preview, if there is one."""
        if self.preview:
            self.forget()
            self.changed.emit()
            self._operations.say("The preview is undone; nothing was changed.")

    def forget(self) -> None:
        """Take note that the preview is over, however it ended."""
        focused = QApplication.focusWidget()
        is_in_bar = focused is not None and self.bar.isAncestorOf(focused)
        self.preview = None
        self.bar.hide()
        self._commands.look_again()
        if is_in_bar:
            self._page.first_focus.setFocus()

    def _begin(self, preview: Preview, wanted: Two) -> None:
        self.preview, self._wanted = preview, wanted
        self._label.setText(f"Preview: {_in_words(preview, wanted)} Nothing is stored yet.")
        self.bar.show()
        self._commands.look_again()
        self.changed.emit()
        self._operations.say(self._label.text())
        self._keep_button.setFocus()

    def _on_keep(self) -> None:
        preview = self.preview
        if preview is None or not self._making.may_cross("Keep", [self._wanted]):
            return
        self.forget()

        def keep() -> Changes:
            return self._plan.keep(preview).changes

        pairs = len(preview.plan.pairs)
        self._operations.perform_many(pairs, "Keeping the plan", keep, on_failed=self.changed.emit)

    def _on_others(self) -> None:
        people = [
            (member.participation_id, member.name) for pair in self._chosen.pairs for member in pair.members
        ]
        people += [(person.participation_id, person.name) for person in self._chosen.people]
        self.show_others(people)

    def _weigh(self, who: ParticipationId, show: Callable[[OtherBuddies], None], *, seconds: float) -> None:
        def work(_progress: Progress, cancelled: Cancelled) -> OtherBuddies:
            return self._weighing.other_buddies(who, seconds=seconds, cancelled=cancelled)

        self._stop_weighing()
        self._operations.start("Weighing other buddies", work, show)

    def _stop_weighing(self) -> None:
        """Stop finding out what nobody waits for any more: it would stand in the way of what is wanted now.

        While the dialog is open nothing else can be running.
        """
        self._operations.jobs.cancel()

    def _release(self, pairs: Sequence[ShownPair]) -> bool:
        """Let go of pairings, as the dialog asks; return whether that could be done."""
        self._stop_weighing()
        return self._making.release(pairs)

    def _unless_one(self) -> str:
        is_one = self._chosen.only or self._chosen.person
        return "" if is_one else "Select one pair, or someone without a buddy."

    def _unless_previewed(self) -> str:
        return "" if self.preview else "There is no preview: choose another buddy first."

    def _make_bar(self) -> QFrame:
        bar = with_look(QFrame(), "banner")
        self._label = plain_label("", wraps=True)
        self._keep_button = action_button(self.keep, primary_button(""))
        # The words take the whole width: in large text they would leave no row of the table in sight.
        lines = QVBoxLayout(bar)
        lines.setContentsMargins(2 * GAP, GAP, GAP, GAP)
        lines.setSpacing(GAP)
        lines.addWidget(self._label)
        lines.addLayout(WrappingRow(self._keep_button, action_button(self.give_up)))
        bar.hide()
        return bar


def _in_words(preview: Preview, wanted: Two) -> str:
    """Return who would be paired, who else moves and where to, and how many wait then."""
    pairs = [pair for pair in preview.plan.pairs if set(pair.pairing.members) == set(wanted)]
    told = [f"{listed([pair.names for pair in pairs])} as a pair."]
    told += [f"This crosses a rule: {listed(pair.crossed)}." for pair in pairs if pair.crossed]
    more = len(preview.moves) - _MOST_MOVES
    moves = [*preview.moves[:_MOST_MOVES], f"{more} more"] if more > 0 else preview.moves
    told.append(f"Who else moves: {'; '.join(moves)}." if moves else "Nobody else moves.")
    return " ".join([*told, f"{counted(preview.plan.waiting, 'person', 'people')} without a buddy."])
