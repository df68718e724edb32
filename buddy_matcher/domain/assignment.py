"""Words that the matching engine and the window share: its aims, its outcomes and its refusals.

They stand here because the window shows them and may not import the engine. Only names and exceptions:
no arrays, no algorithms.
"""

from enum import Enum, unique

type PairIds = tuple[object, object]


@unique
class Stage(Enum):
    """An aim of the plan; an earlier one always outweighs all later ones together.

    The values are the names used in printed and exported results.
    """

    PEOPLE = "people"
    PRIORITY = "priority"
    FEWEST_EXTRA = "extra"
    FAIRNESS = "fairness"
    PREFERRED = "preferred"
    KEEP = "kept"
    SCORE = "score"


@unique
class SolutionStatus(Enum):
    """How far the engine got: proved best, stopped early with a valid plan, or cancelled without one."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    CANCELLED = "cancelled"


class ContradictoryLocks(Exception):
    """Locked pairs that cannot all hold.

    `pairs` (left id, right id) and `limits` (names of pair limits) are minimal: without any one of them
    the rest could hold. With no limits in it, the pairs give someone more partners than they can take.
    """

    def __init__(self, pairs: tuple[PairIds, ...], limits: tuple[str, ...]) -> None:
        super().__init__(pairs, limits)
        self.pairs = pairs
        self.limits = limits

    def __str__(self) -> str:
        return f"{len(self.pairs)} locked pairs and {len(self.limits)} limits cannot hold together"


class PlanCheckFailed(Exception):
    """The independent check found a fault in a computed plan; the plan is withheld."""


class SolverFailed(Exception):
    """The solver gave no usable answer, or its process ended before it could answer."""
