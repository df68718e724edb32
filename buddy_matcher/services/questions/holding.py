"""Says which pairs of the plan hold however much each part of the points counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.matching.encode import EnginePair, encode
from buddy_matcher.matching.questions.weightings import Holding, Parts, weigh
from buddy_matcher.services.questions.planned import Planned, read_planned
from buddy_matcher.services.rounds.best_plan import Cancelled
from buddy_matcher.storage.scheme_file import SchemeFile

if TYPE_CHECKING:
    from buddy_matcher.matching.arrays import IntArray

_PRESENT = {Part.COMPLEMENTARY: 0, Part.PREFERENCE: 0}
"""Where a part can't be left out, its first way to count is the present one; elsewhere it is the second."""


class Holds(StrEnum):
    """How firmly a pair is in the plan; the values stand in printed and exported results."""

    ALWAYS = "always"
    ONE_STEP = "one-step"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class HeldPair:
    """The names of a pairing's people, how firmly it holds, and in what share of the weightings: 0 to 1.

    `instead` are the pairs that would come in most of the others, by names.
    """

    members: tuple[str, ...]
    holds: Holds
    share: float
    instead: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Firmness:
    """What a plan's pairs hold under; `is_all` when every combination of weights was tried."""

    weightings: int
    is_all: bool
    pairs: tuple[HeldPair, ...]


class AskHolding:
    """Weighs the latest round anew under other weights; changes nothing."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def firmness(
        self, *, progress: Callable[[float], None] | None = None, cancelled: Cancelled | None = None
    ) -> Firmness | None:
        """Return how firmly each pairing of the plan holds; None when cancelled.

        Complementary strengths count once or twice, every other part not at all, once or twice. With limits
        or people who are happy in a three only one part at a time counts otherwise. Raises UserError when
        there is no plan.
        """
        planned = read_planned(self._file, cancelled=cancelled)
        if planned is None:
            return None
        parts = _parts(planned)
        holding = weigh(planned.best.encoded.problem, parts, progress=progress, cancelled=cancelled)
        if holding is None:
            return None
        groups = [pairs for p in planned.state.current if (pairs := _pairs(planned, p.pairs))]
        return Firmness(
            len(holding.plans), holding.is_all, tuple(_held(planned, parts, holding, each) for each in groups)
        )


def _parts(planned: Planned) -> Parts:
    """Return the ways of each part: its points now, doubled, and for most none; rules stay as they are."""
    state = planned.state
    criteria = state.round.criteria
    doubled = criteria.with_points({part: 2 * criteria.points(part) for part in Part})
    once = planned.best.encoded.parts
    twice = encode(replace(state.pool, criteria=doubled)).parts
    ways: dict[Part, tuple[IntArray, ...]] = {
        part: (once[part], twice[part]) if part in _PRESENT else (0 * once[part], once[part], twice[part])
        for part in Part
    }
    ways[Part.PREFERENCE] = (once[Part.PREFERENCE],)
    return Parts(tuple(ways.values()), tuple(_PRESENT.get(part, 1) for part in ways))


def _pairs(
    planned: Planned, pairs: tuple[tuple[ParticipationId, ParticipationId], ...]
) -> tuple[EnginePair, ...]:
    ids = planned.best.encoded.engine_ids
    known = [sorted((ids[a], ids[b])) for a, b in pairs if a in ids and b in ids]
    return tuple((a, b) for a, b in known if (a, b) in planned.pairs)


def _held(planned: Planned, parts: Parts, holding: Holding, pairs: tuple[EnginePair, ...]) -> HeldPair:
    with_it = {weighting for weighting, plan in holding.plans.items() if plan.issuperset(pairs)}
    near = {weighting for weighting in holding.plans if parts.steps(weighting) <= 1}
    if holding.is_all and len(with_it) == len(holding.plans):
        holds = Holds.ALWAYS
    else:
        holds = Holds.ONE_STEP if near <= with_it else Holds.ONLY
    names = dict.fromkeys(planned.name(each) for pair in pairs for each in pair)
    instead = tuple(
        (planned.name(a), planned.name(b)) for pair in pairs for a, b in holding.instead_of(pair)[:3]
    )
    return HeldPair(tuple(names), holds, len(with_it) / len(holding.plans), instead)
