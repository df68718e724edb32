"""Looks up what takes a while about what is selected: other buddies, and what would help who waits."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.services.explain_waiting import ExplainWaiting
from buddy_matcher.services.rounds.shown_plan import WithoutBuddy
from buddy_matcher.services.weigh_changes import Alternative, WeighChanges
from buddy_matcher.ui.acting.jobs import Cancelled, Progress, Work
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.pairings.chosen import Chosen
from buddy_matcher.ui.pairings.pair_inspector import PairInspector

_PATIENCE = 2.0
"""Seconds for exact figures of other buddies; the rest say "at best"."""


class LookingUp(QObject):
    """Answers what the inspector asks, as jobs; shows nothing when something else is `chosen` meanwhile."""

    def __init__(
        self,
        weighing: WeighChanges,
        waiting: ExplainWaiting,
        operations: Operations,
        inspector: PairInspector,
        chosen: Callable[[], Chosen],
    ) -> None:
        super().__init__(inspector)
        self._weighing = weighing
        self._waiting = waiting
        self._operations = operations
        self._inspector = inspector
        self._chosen = chosen
        inspector.alternatives_wanted.connect(self._on_alternatives_wanted)
        inspector.help_wanted.connect(self._on_help_wanted)

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
        asked_for = self._chosen()

        def show_if_wanted(found: T) -> None:
            if self._chosen() == asked_for:
                show(found)

        self._operations.start(text, work, show_if_wanted)
