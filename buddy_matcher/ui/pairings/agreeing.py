"""Agreeing pairs: what crosses a rule is told and confirmed before it is agreed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.text import listed
from buddy_matcher.services.adjust_pairings import AdjustPairings
from buddy_matcher.services.rounds.shown_plan import ShownPair
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog


class Agreeing:
    """Agrees pairs for the commands of a page, which asks nothing twice."""

    def __init__(self, pairings: AdjustPairings, operations: Operations, page: QWidget) -> None:
        self._pairings = pairings
        self._operations = operations
        self._page = page

    def agree(self, pairs: Sequence[ShownPair]) -> None:
        """Agree some pairs, unless the coordinator shrinks from a rule that one of them crosses."""
        self._agree(pairs, every=False)

    def agree_all(self, pairs: Sequence[ShownPair]) -> None:
        """Agree the whole plan, which shows these pairs; changes that wait to be agreed are among them."""
        self._agree(pairs, every=True)

    def _agree(self, pairs: Sequence[ShownPair], *, every: bool) -> None:
        crossing = [pair for pair in pairs if pair.pairing.state is PairingState.DRAFT and pair.blocks]
        if crossing and not self._confirm(crossing):
            return
        ids = () if every else tuple(pair.pairing.id for pair in pairs)
        self._operations.perform(lambda: self._pairings.agree(*ids, cross_rules=bool(crossing)))

    def _confirm(self, crossing: Sequence[ShownPair]) -> bool:
        told = "\n".join(f"{pair.names}: {listed(pair.crossed)}." for pair in crossing)
        text = f"A rule is crossed here:\n\n{told}"
        return ConfirmDialog.ask(self._page, "Agree", text, accept="Agree all the same")
