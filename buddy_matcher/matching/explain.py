"""Why a plan is as it is, in ids and numbers: who is crowded out, by which rule, and what else there is.

Sentences are made elsewhere. Everything here follows from the problem and its best plan; nothing is a guess.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import ArrayLike

from buddy_matcher.domain.assignment import PlanCheckFailed, SolutionStatus, SolverFailed
from buddy_matcher.matching.aims import aims_of, locks_of, marked_pairs, tie_break
from buddy_matcher.matching.arrays import Id, Pair, read_flags
from buddy_matcher.matching.partners import possible, sides_of
from buddy_matcher.matching.plan import Plan, plan_of
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.relaxation import relax
from buddy_matcher.matching.solution import Solution
from buddy_matcher.matching.solver import solve
from buddy_matcher.matching.verify import broken_rule, partners_in, value_of
from buddy_matcher.matching.watch import Cancelled, Watch
from buddy_matcher.matching.what_if import Change, WhatIf


@dataclass(frozen=True)
class Crowd:
    """`people` can meet nobody but `partners`, who have too few `places` for them (Hall's condition)."""

    people: tuple[Id, ...]
    partners: tuple[Id, ...]
    places: int


@dataclass(frozen=True)
class Opening:
    """Without `rule` the person would be paired with `partners`; `left_out` would then lose their place.

    `gain` people more would have a buddy in all.
    """

    rule: str
    partners: tuple[Id, ...]
    left_out: tuple[Id, ...]
    gain: int = 0


@dataclass(frozen=True)
class OtherPlan:
    """Another plan: its pairs, its value stage by stage, and how many pairs of the best plan are in it."""

    pairs: tuple[Pair, ...]
    objective: tuple[int, ...]
    shared: int


def crowd_around(problem: AssignmentProblem, solution: Solution, person: Id) -> Crowd | None:
    """Return the people around an unmatched person who all compete for too few places.

    None when the person is matched, or when places would do and another rule or aim leaves them out. Nobody
    is counted for a trio.
    """
    if person not in solution.unmatched:
        return None
    is_left = person in problem.row_of
    may_meet, mine, theirs = possible(problem), problem.left, problem.right
    capacity = problem.right_capacity
    if not is_left:
        may_meet, mine, theirs, capacity = may_meet.T, problem.right, problem.left, problem.left_capacity
    index_of = {each: index for index, each in enumerate(mine)}
    partners = partners_in(solution.pairs)
    group, reached, waiting = {person}, np.zeros(len(theirs), dtype=np.bool_), [person]
    while waiting:
        new = may_meet[index_of[waiting.pop()]] & ~reached
        reached |= new
        holders = {each for other in np.flatnonzero(new) for each in partners.get(theirs[other], ())}
        waiting += sorted(holders - group)
        group |= holders
    # Whoever can meet nobody else is in the same position, also without a partner: with one more place only,
    # somebody of them would still wait.
    can_meet_only_these = may_meet.any(axis=1) & ~(may_meet & ~reached).any(axis=1)
    group |= {mine[index] for index in np.flatnonzero(can_meet_only_these).tolist()}
    places = int(capacity[reached].sum())
    if places >= len(group):
        return None
    others = tuple(sorted(theirs[other] for other in np.flatnonzero(reached)))
    return Crowd(tuple(sorted(group)), others, places)


def openings_for(
    problem: AssignmentProblem,
    solution: Solution,
    person: Id,
    layers: Mapping[str, ArrayLike],
    cancelled: Cancelled | None = None,
    time_limit: float | None = None,
) -> tuple[Opening, ...]:
    """Return each single rule without which an unmatched person would have a partner.

    `layers` names the rules behind `allowed`: arrays (L, R), True where the rule blocks. Only the person's
    own pairs that no other layer blocks are opened. Limits are tried one by one, for everybody. Each is
    solved anew; those that leave nobody else out come first. Cancelled, or after `time_limit` seconds, it
    returns what is proved by then. Raises ValueError for a layer of another shape.
    """
    watch = Watch(time_limit=time_limit)
    openings = []
    for rule, changed in _without_one_rule(problem, person, layers):
        if watch.is_over():
            break
        after = solve(changed, cancelled=cancelled, time_limit=watch.seconds_left())
        opening = _opening(solution, after, rule, person)
        if opening and after.status is SolutionStatus.OPTIMAL:
            openings.append(opening)
    return tuple(sorted(openings, key=lambda each: (len(each.left_out), each.rule)))


def next_best(problem: AssignmentProblem, solution: Solution) -> Change | None:
    """Return the best plan that differs from the best in some pair; None when there is no other."""
    candidates = sorted(_differing(problem, solution), key=lambda each: each.objective, reverse=True)
    best: Change | None = None
    best_value: tuple[int, ...] = ()
    for candidate in candidates:
        if best is not None and candidate.objective <= best_value:
            break
        value = value_of(problem, candidate.pairs)
        if best is None or value > best_value:
            best, best_value = candidate, value
    return best


def most_different(problem: AssignmentProblem, solution: Solution, loss: int) -> OtherPlan:
    """Return a plan that shares as few pairs as possible with the best one.

    It may lose `loss` in the last stage and nothing in the stages before. Locked pairs stay.
    """
    from buddy_matcher.matching.programme import Programme

    ranked = problem.in_id_order()
    aims = aims_of(ranked)
    relaxation = relax(ranked, (locks_of(ranked), *aims), tie_break(ranked))
    lowest = (*solution.objective[:-1], solution.objective[-1] - loss) if aims else ()
    within = relaxation.within(relaxation.gap_of((len(ranked.locked), *lowest)))
    locked, best = plan_of(ranked, ranked.locked), plan_of(ranked, solution.pairs)
    within[locked.rows, locked.columns] = within[best.rows, best.columns] = True
    programme = Programme(ranked, within)
    model, layout = programme.kept(), programme.layout
    for place, (aim, least) in enumerate(zip(aims, lowest, strict=True)):
        model.hold(place, layout.weights(aim), least, inf)
    present = marked_pairs(ranked, solution.pairs)
    different = layout.weights(replace(locks_of(ranked), pair=-present))
    answer = model.best(different, layout.closed(within), layout.values_of(best))
    if answer.values is None:
        raise SolverFailed("the solver lost the best plan itself")
    plan = layout.plan(answer.values)
    return _checked(ranked, plan, solution)


def _without_one_rule(
    problem: AssignmentProblem, person: Id, layers: Mapping[str, ArrayLike]
) -> Iterator[tuple[str, AssignmentProblem]]:
    blocked = {name: read_flags(name, layer, problem.shape, default=False) for name, layer in layers.items()}
    others = np.sum([*blocked.values(), np.zeros(problem.shape, dtype=np.bool_)], axis=0)
    own = np.zeros(problem.shape, dtype=np.bool_)
    if person in problem.row_of:
        own[problem.row_of[person]] = True
    else:
        own[:, problem.column_of[person]] = True
    for name, layer in blocked.items():
        opened = own & layer & (others == 1)
        if opened.any():
            yield name, problem.changed(allowed=problem.allowed | opened)
    for limit in problem.limits:
        if limit.names(person):
            yield limit.name, problem.changed(limits=[each for each in problem.limits if each is not limit])


def _opening(before: Solution, after: Solution, rule: str, person: Id) -> Opening | None:
    if person not in partners_in(after.pairs):
        return None
    left_out = tuple(each for each in after.unmatched if each not in before.unmatched)
    gain = len(before.unmatched) - len(after.unmatched)
    return Opening(rule, tuple(partners_in(after.pairs)[person]), left_out, gain)


def _differing(problem: AssignmentProblem, solution: Solution) -> Iterator[Change]:
    """Yield changes, one of which is the next best plan: each pair forbidden, each possible pair added."""
    what_if = WhatIf(problem, solution)
    for pair in solution.pairs:
        change = what_if.forbid(*pair)
        if change is not None:
            yield change
    partners = partners_in(solution.pairs)
    for person, most in zip(problem.left, sides_of(problem)[0].most.tolist(), strict=True):
        if len(partners.get(person, ())) < most:
            for change in what_if.alternatives(person):
                if change.pair not in solution.pairs:
                    yield change


def _checked(problem: AssignmentProblem, plan: Plan, best: Solution) -> OtherPlan:
    pairs = plan.ids(problem)
    fault = broken_rule(problem, pairs)
    if fault:
        raise PlanCheckFailed(fault)
    return OtherPlan(pairs, value_of(problem, pairs), len(set(pairs) & set(best.pairs)))
