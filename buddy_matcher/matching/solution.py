"""What the engine answers: a plan in ids, its value aim by aim, and how much of that is proved."""

from dataclasses import dataclass, field
from typing import Literal

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.matching.arrays import Id, Pair
from buddy_matcher.matching.duals import Copies, Level, Step

type Certificate = Literal["cycle", "solver bound", ""]


@dataclass(frozen=True)
class Proof:
    """The duals of the copies, level by level; they bound every plan (see `relaxation`).

    Where they do not prove it the best, there is a step for each aim (see `bounds`).
    """

    left: Copies
    right: Copies
    levels: tuple[Level, ...]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Solution:
    """A plan, checked by `verify`.

    `pairs` holds every (left id, right id) of the plan, sorted, those of trios included; `trios` tells which
    of them form a three: (hub id, its two partners). `unmatched` holds the ids without a partner, left ones
    first.

    `objective` has one whole number per stage (FAIRNESS one per band), larger is better: what is to be few
    stands negated. `bound` has the same shape, and no plan's tuple is larger. It equals `objective` when
    OPTIMAL; after the first entry above the objective each entry bounds its own stage over all plans. Both
    are empty, like every other tuple, when CANCELLED.

    `certificate` names the proof: 'cycle' (no chain of changes improves the plan) or 'solver bound' (bounds
    on the pairs left out plus the solver's bound on the rest). It is empty without a proof.
    """

    status: SolutionStatus
    pairs: tuple[Pair, ...] = ()
    trios: tuple[tuple[Id, tuple[Id, Id]], ...] = ()
    unmatched: tuple[Id, ...] = ()
    objective: tuple[int, ...] = ()
    bound: tuple[int, ...] = ()
    certificate: Certificate = ""
    proof: Proof | None = field(default=None, repr=False, compare=False)
