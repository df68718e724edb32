"""Finishes the pairs of a round whose time is over, all at once but those that go on."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.leaving.leaving import Leaving
from buddy_matcher.ui.widgets.choose_several_dialog import ChooseSeveralDialog

_HINT = "Their time together is over: they are asked again in the next round. Untick the pairs that go on."


def finish_pairs(parent: QWidget, leaving: Leaving, operations: Operations, today: date) -> None:
    """Ask which running pairs of the round in sight have finished, and end those as one action."""
    pairs = {pair.pairing.id: pair for pair in leaving.follow_up.pairs(today) if not pair.is_over}
    chosen = ChooseSeveralDialog.ask(
        parent,
        "Finish the pairs of the round",
        _HINT,
        [(pairing_id, pair.names) for pairing_id, pair in pairs.items()],
        today,
        accept="&Finish pairs",
    )
    if chosen:
        spared = {member for one in chosen.left_out for member in pairs[one].pairing.members}
        round_id = pairs[chosen.ticked[0]].pairing.round_id
        end = partial(leaving.endings.end_all_finished, round_id, chosen.on, spared=spared)
        operations.perform_many(len(chosen.ticked), "Finishing pairs", end)
