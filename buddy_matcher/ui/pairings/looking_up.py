"""Looks up what would help somebody who waits, which takes a while."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from buddy_matcher.services.explain_waiting import ExplainWaiting
from buddy_matcher.services.rounds.shown_plan import WithoutBuddy
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.pairings.chosen import Chosen
from buddy_matcher.ui.pairings.pair_inspector import PairInspector


class LookingUp(QObject):
    """Answers the inspector as a job; shows nothing when something else is `chosen` meanwhile."""

    def __init__(
        self,
        waiting: ExplainWaiting,
        operations: Operations,
        inspector: PairInspector,
        chosen: Callable[[], Chosen],
    ) -> None:
        super().__init__(inspector)
        self._waiting = waiting
        self._operations = operations
        self._inspector = inspector
        self._chosen = chosen
        inspector.help_wanted.connect(self.look_up)

    def look_up(self, person: WithoutBuddy) -> None:
        """Show everyone in the same position as somebody, and which rule would have to give way."""
        asked_for = self._chosen()

        def show_if_wanted(sentences: tuple[str, ...]) -> None:
            if self._chosen() == asked_for:
                self._inspector.show_help(person, sentences)

        self._operations.start(
            f"Looking for what would help {person.name}",
            lambda _progress, cancelled: self._waiting.explain(person.participation_id, cancelled=cancelled),
            show_if_wanted,
        )
