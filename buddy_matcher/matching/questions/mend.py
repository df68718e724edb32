"""Some have left: who could step in. Three answers, each the best of its kind.

1. Move nobody: every pair stays, and those who are free are paired among each other.
2. Let someone join: the same, and a pair whose two are happy in a three may take in a third.
3. Plan the drafts again: locked pairs stay, everything else is planned anew; of the plans that are best, the
   one that keeps the most pairs.

The first two are small problems whatever the round's size: people who have no room, and whose buddies have
none, can be left out with their pairs, since these add the same to every plan.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.matching.arrays import BoolArray, Id, Pair
from buddy_matcher.matching.limits import PairLimit, PairsBetween
from buddy_matcher.matching.partners import TRIO_PARTNERS, sides_of
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.questions.last_aim import counting_last
from buddy_matcher.matching.solver import solve
from buddy_matcher.matching.verify import partners_in, trios_in, value_of
from buddy_matcher.matching.watch import Cancelled


class Way(Enum):
    """How a plan can be mended."""

    MOVE_NOBODY = "move-nobody"
    JOIN = "join-as-three"
    PLAN_AGAIN = "plan-again"


@dataclass(frozen=True)
class Mended:
    """A plan after mending: its pairs, those that are new, and its value aim by aim.

    `helped` are free people in new pairs, `moved` those who no longer have a buddy whom they had. When
    OPTIMAL no plan of that way is better; `trios` are those of the whole plan (hub, its two partners).
    """

    way: Way
    pairs: tuple[Pair, ...]
    new: tuple[Pair, ...]
    trios: tuple[tuple[Id, tuple[Id, Id]], ...]
    helped: tuple[Id, ...]
    moved: tuple[Id, ...]
    objective: tuple[int, ...]
    status: SolutionStatus


def free_people(problem: AssignmentProblem, present: Collection[Pair]) -> tuple[Id, ...]:
    """Return those who have room for another buddy beside the present pairs, left ones first."""
    room = _room(problem, present)
    return tuple(each for side in (problem.left, problem.right) for each in sorted(side) if room[each] > 0)


def mend(
    problem: AssignmentProblem,
    present: Collection[Pair],
    *,
    cancelled: Cancelled | None = None,
    time_limit: float | None = None,
) -> Iterator[Mended]:
    """Yield the best plan of each way as it is found, the quickest first.

    `present` are the pairs of those who are still there, locked ones included; they may cross the rules.
    `time_limit` is for each way, in seconds. Nothing more is yielded once it is cancelled. Raises what
    `solve` raises.
    """
    present = frozenset(present)
    for way in Way:
        is_anew = way is Way.PLAN_AGAIN
        changed = counting_last(problem, sorted(present)) if is_anew else _beside(problem, present, way)
        found = solve(changed, cancelled=cancelled, time_limit=time_limit)
        if found.status is SolutionStatus.CANCELLED:
            return
        pairs = set(found.pairs) if is_anew else present | set(found.pairs)
        yield _mended(problem, present, way, tuple(sorted(pairs)), found.status)


def _mended(
    problem: AssignmentProblem,
    present: frozenset[Pair],
    way: Way,
    pairs: tuple[Pair, ...],
    status: SolutionStatus,
) -> Mended:
    new = tuple(pair for pair in pairs if pair not in present)
    lost = present.difference(pairs)
    return Mended(
        way=way,
        pairs=pairs,
        new=new,
        trios=trios_in(problem, pairs),
        helped=tuple(each for each in free_people(problem, present) if any(each in pair for pair in new)),
        moved=tuple(
            each
            for side, people in enumerate((problem.left, problem.right))
            for each in sorted(people)
            if any(each == pair[side] for pair in lost)
        ),
        objective=value_of(problem, pairs),
        status=status,
    )


def _room(problem: AssignmentProblem, present: Collection[Pair]) -> Counter[Id]:
    """Return everybody's capacity less their present pairs; below 0 where these are too many."""
    room = Counter(dict(zip(problem.left, problem.left_capacity.tolist(), strict=True)))
    room.update(dict(zip(problem.right, problem.right_capacity.tolist(), strict=True)))
    room.subtract(each for pair in present for each in pair)
    return room


def _beside(problem: AssignmentProblem, present: frozenset[Pair], way: Way) -> AssignmentProblem:
    """Return the problem of those who could get another buddy, with their present pairs locked."""
    room, partners = _room(problem, present), partners_in(present)
    joinable = _joinable(problem, present) if way is Way.JOIN else frozenset()
    roomy = {each for each, places in room.items() if places > 0} | joinable
    staying = roomy | {other for each in roomy for other in partners.get(each, ())}
    locked = sorted(pair for pair in present if staying >= set(pair))
    pairs_of = Counter(each for pair in locked for each in pair)
    among = _among(problem, staying)

    def places(people: Sequence[Id]) -> list[int]:
        return [pairs_of[each] + max(0, room[each]) for each in people]

    def happy(people: Sequence[Id], flags: BoolArray) -> list[bool]:
        return [
            bool(flag) and (each in joinable or each not in partners)
            for each, flag in zip(people, flags, strict=True)
        ]

    return among.changed(
        left_capacity=places(among.left),
        right_capacity=places(among.right),
        trio_left=happy(among.left, among.trio_left),
        trio_right=happy(among.right, among.trio_right),
        locked=locked,
        limits=[_limit_beside(limit, present, locked, staying) for limit in problem.limits],
    )


def _among(problem: AssignmentProblem, people: set[Id]) -> AssignmentProblem:
    """Return the problem of these people alone, without locked pairs and limits."""
    rows = [row for row, each in enumerate(problem.left) if each in people]
    columns = [column for column, each in enumerate(problem.right) if each in people]
    pairs = np.ix_(rows, columns)
    return AssignmentProblem(
        [problem.left[row] for row in rows],
        [problem.right[column] for column in columns],
        problem.score[pairs],
        problem.gain_left[pairs],
        problem.gain_right[pairs],
        problem.allowed[pairs],
        preferred=problem.preferred[pairs],
        left_priority=problem.left_priority[rows],
        right_priority=problem.right_priority[columns],
        trio_left=problem.trio_left[rows],
        trio_right=problem.trio_right[columns],
        apart=[pair for pair in problem.apart if people >= set(pair)],
        incumbent=[pair for pair in problem.incumbent if people >= set(pair)],
        bands=problem.bands,
        stages=problem.stages,
    )


def _joinable(problem: AssignmentProblem, present: frozenset[Pair]) -> frozenset[Id]:
    """Return the people of present pairs who could take in a third."""
    partners = partners_in(present)
    may = {
        ids[index]
        for ids, side in zip((problem.left, problem.right), sides_of(problem), strict=True)
        for index in np.flatnonzero(side.trio).tolist()
    }
    return frozenset(
        each
        for pair in present
        if may >= set(pair) and all(len(partners[each]) < TRIO_PARTNERS for each in pair)
        for each in pair
    )


def _limit_beside(
    limit: PairLimit, present: frozenset[Pair], locked: list[Pair], staying: set[Id]
) -> PairLimit:
    """Return the limit on what is left, less the pairs that aren't; what exceeds it already may stay."""
    pairs = limit.pairs
    within: PairsBetween | list[Pair]
    if isinstance(pairs, PairsBetween):
        within = PairsBetween(
            [each for each in pairs.lefts if each in staying],
            [each for each in pairs.rights if each in staying],
        )
    else:
        within = [pair for pair in pairs if staying >= set(pair)]
    taken = sum(pair in pairs for pair in present)
    there = sum(pair in pairs for pair in locked)
    return PairLimit(limit.name, within, max(there, limit.at_most - taken + there))
