"""Says what choosing otherwise would do to the whole plan, before anything is changed.

Every figure compares with the best plan under the rules; it is exact unless a sentence says "at best".
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from buddy_matcher.domain.assignment import ContradictoryLocks
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.matching import Change, Solution, WhatIf, solve
from buddy_matcher.matching.encode import Encoded
from buddy_matcher.services.round_problem import aim_names, round_problem
from buddy_matcher.services.round_state import RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile

_AIM_LOSSES = {
    "people": ("1 person loses a buddy", "{} people lose a buddy"),
    "priority": ("someone who has waited loses a buddy", "people who have waited lose a buddy"),
    "extra": ("1 more second buddy", "{} more second buddies"),
    "preferred": ("1 pair fewer can meet in person", "{} pairs fewer can meet in person"),
    "kept": ("1 agreed pair fewer stays", "{} agreed pairs fewer stay"),
    "score": ("1 point fewer", "{} points fewer"),
}
_FAIRNESS_LOSS = ("1 more person without a wish met", "{} more people without a wish met")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another buddy for someone, and what choosing them does to the plan, in words."""

    id: int
    name: str
    organisation: str
    sector: Sector
    is_in_plan: bool
    effect: str


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The best plan of one state of the file, ready to be asked about changes."""

    state: RoundState
    encoded: Encoded
    best: Solution
    what_if: WhatIf


class WeighChanges:
    """Asks what-if questions of the latest round; changes nothing."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file
        self._weighed: _Weighed | None = None

    def alternatives(self, member_id: int, *, seconds: float = 0.3) -> tuple[Alternative, ...]:
        """Return every buddy whom the rules and locks allow someone, by participation id, best first.

        Where limits and threes make a figure a bound at first, the exact one is computed for as many of
        the best as `seconds` allow. Empty for someone outside the pool, and where locked pairings
        contradict each other.
        """
        weighed = self._look_again()
        if weighed is None or member_id not in weighed.encoded.candidate_ids:
            return ()
        person = weighed.encoded.candidate_ids.index(member_id)
        until = time.monotonic() + seconds
        return tuple(
            _alternative(weighed, person, change, is_pressed=time.monotonic() > until)
            for change in weighed.what_if.alternatives(person)
        )

    def cost_of_changes(self) -> str:
        """Return in words what the plan as it stands loses against the best one; "" for nothing."""
        weighed = self._look_again()
        if weighed is None or not weighed.state.current:
            return ""
        problem = weighed.encoded.problem
        position = {candidate: n for n, candidate in enumerate(weighed.encoded.candidate_ids)}
        current = _positions(weighed.state, position, len(problem.left))
        allowed = problem.allowed & False
        for left, right in current:
            allowed[left, right - len(problem.left)] = True
        try:
            now = solve(problem.changed(allowed=allowed, locked=current, incumbent=problem.incumbent))
        except ContradictoryLocks:
            return ""
        return listed(_losses(weighed, now.objective))

    def _look_again(self) -> _Weighed | None:
        with self._file.reading() as unit:
            if self._weighed and self._weighed.state.save_counter == unit.save_counter:
                return self._weighed
            state = read_round(unit)
        encoded = round_problem(state).encoded
        try:
            best = solve(encoded.problem)
        except ContradictoryLocks:
            return None
        self._weighed = _Weighed(state, encoded, best, WhatIf(encoded.problem, best))
        return self._weighed


def _positions(state: RoundState, position: dict[int, int], lefts: int) -> list[tuple[int, int]]:
    pairs = [sorted((position.get(a, -1), position.get(b, -1))) for p in state.current for a, b in p.pairs]
    return [(left, right) for left, right in pairs if 0 <= left < lefts <= right]


def _alternative(weighed: _Weighed, person: int, change: Change, *, is_pressed: bool) -> Alternative:
    chosen = next(each for each in change.pair or () if each != person)
    member = weighed.state.members[weighed.encoded.candidate_ids[chosen]]
    is_in_plan = change.pair in weighed.best.pairs
    return Alternative(
        id=member.id,
        name=member.name,
        organisation=member.organisation.name,
        sector=member.sector,
        is_in_plan=is_in_plan,
        effect="In the best plan" if is_in_plan else _effect(weighed, change, is_pressed=is_pressed),
    )


def _effect(weighed: _Weighed, change: Change, *, is_pressed: bool) -> str:
    if change.exact:
        return _exact_effect(weighed, change.pair or (), change.pairs, change.objective)
    if is_pressed:
        return f"at best: {', '.join(_lost(weighed, change.objective))}"
    solution = change.exactly()
    return _exact_effect(weighed, change.pair or (), solution.pairs, solution.objective)


def _exact_effect(
    weighed: _Weighed,
    chosen: Sequence[object],
    pairs: Sequence[tuple[object, object]],
    objective: Sequence[int],
) -> str:
    differing = set(weighed.best.pairs).symmetric_difference(pairs)
    others = len({member for pair in differing for member in pair} - set(chosen))
    moved = counted(others, "other moves", "others move") if others else "nobody else moves"
    return ", ".join([moved, *_lost(weighed, objective)])


def _lost(weighed: _Weighed, objective: Sequence[int]) -> list[str]:
    """Return the losses in words, that nobody loses a buddy first, where it is so."""
    nobody = ["nobody loses a buddy"] if objective[0] == weighed.best.objective[0] else []
    return [*nobody, *_losses(weighed, objective)]


def _losses(weighed: _Weighed, objective: Sequence[int]) -> list[str]:
    """Return in words where a plan is worse than the best: all aims up to the first that is better."""
    losses = []
    names = aim_names(weighed.state.round.criteria)
    for name, best, value in zip(names, weighed.best.objective, objective, strict=True):
        one, several = _AIM_LOSSES.get(name, _FAIRNESS_LOSS)
        if value < best:
            losses.append(one if best - value == 1 else several.format(f"{best - value:,}"))
        elif value > best and name == "score":
            losses.append(f"{counted(value - best, 'point')} more")
    return losses
