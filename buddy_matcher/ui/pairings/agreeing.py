"""Agreeing pairs: what crosses a rule is told and confirmed before it is agreed."""

from collections.abc import Sequence
from functools import partial

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
        crossing = _crossing(pairs)
        ids = [pair.pairing.id for pair in pairs]
        if not crossing or self._confirm(crossing):
            agree = partial(self._pairings.agree, *ids, cross_rules=bool(crossing))
            self._operations.perform_many(len(ids), "Agreeing pairs", agree)

    def agree_all(self, pairs: Sequence[ShownPair]) -> None:
        """Agree the whole plan, which shows these pairs; changes that wait to be agreed are among them."""
        crossing = _crossing(pairs)
        if not crossing or self._confirm(crossing):
            agree = partial(self._pairings.agree, cross_rules=bool(crossing))
            self._operations.perform_beside("Agreeing the whole plan", agree)

    def _confirm(self, crossing: Sequence[ShownPair]) -> bool:
        told = "\n".join(f"{pair.names}: {listed(pair.crossed)}." for pair in crossing)
        text = f"A rule is crossed here:\n\n{told}"
        return ConfirmDialog.ask(self._page, "Agree", text, accept="Agree all the same")


def _crossing(pairs: Sequence[ShownPair]) -> list[ShownPair]:
    """Return the pairs that are not agreed yet and cross a rule."""
    return [pair for pair in pairs if pair.pairing.state is PairingState.DRAFT and pair.blocks]
