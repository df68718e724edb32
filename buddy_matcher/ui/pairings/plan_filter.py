"""Which rows of the plan are shown: a choice of chips above the table."""

from collections.abc import Callable
from enum import StrEnum

from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.services.rounds.shown_plan import ShownPair
from buddy_matcher.ui.pairings.plan_model import PlanRow

FAR_MILES = 20
"""From how many miles on a journey is worth a second look; schemes are as wide as a county."""


class PlanFilter(StrEnum):
    """Rows to show, by what the chip says."""

    ALL = "All"
    BOTH = "Both gain"
    ONE = "One"
    NONE = "None"
    LOCKED = "Locked"
    FAR = f"Over {FAR_MILES} miles"
    CROSSES = "Crosses a rule"
    WAITING = "Waiting"

    def takes(self, row: PlanRow, /) -> bool:
        """Return whether a row is among those; who waits stays in sight with all pairs."""
        if not isinstance(row, ShownPair):
            return self is PlanFilter.ALL or (
                self is PlanFilter.WAITING and not row.member.participation.is_invited
            )
        return _TAKES[self](row)


_TAKES: dict[PlanFilter, Callable[[ShownPair], bool]] = {
    PlanFilter.ALL: lambda _pair: True,
    PlanFilter.BOTH: lambda pair: pair.who_gains.extent is Gaining.ALL,
    PlanFilter.ONE: lambda pair: pair.who_gains.extent is Gaining.SOME,
    PlanFilter.NONE: lambda pair: pair.who_gains.extent in (Gaining.NONE, Gaining.NO_WISHES),
    PlanFilter.LOCKED: lambda pair: pair.pairing.is_locked,
    PlanFilter.FAR: lambda pair: pair.miles is not None and pair.miles > FAR_MILES,
    PlanFilter.CROSSES: lambda pair: bool(pair.blocks),
    PlanFilter.WAITING: lambda _pair: False,
}
