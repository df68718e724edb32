"""An independent check of every plan: plain loops over ids, sharing nothing with the optimiser.

The solver's word is never taken. The plan's rules and its value in every aim are worked out anew from the
problem. Keep this module simple rather than fast, and never let it import `aims`, `partners` or `programme`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from buddy_matcher.domain.assignment import PlanCheckFailed, SolutionStatus, Stage
from buddy_matcher.matching.arrays import Id, Pair
from buddy_matcher.matching.certificate import check_proof
from buddy_matcher.matching.limits import PairLimit, PairsBetween
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.solution import Solution

type Partners = Mapping[Id, list[Id]]

TRIO_PARTNERS = 2


def verify(problem: AssignmentProblem, solution: Solution) -> None:
    """Raise PlanCheckFailed unless the plan keeps every rule and is worth exactly what it claims."""
    if solution.status is SolutionStatus.CANCELLED:
        return
    missing = set(problem.locked) - set(solution.pairs)
    fault = f"locked pairs left out: {missing}" if missing else broken_rule(problem, solution.pairs)
    if fault:
        raise PlanCheckFailed(fault)
    _expect("pairs in order, each once", solution.pairs, tuple(sorted(set(solution.pairs))))
    _expect("objective", solution.objective, value_of(problem, solution.pairs))
    _expect("trios", solution.trios, trios_in(problem, solution.pairs))
    _expect("unmatched", solution.unmatched, unmatched_by(problem, solution.pairs))
    _check_bound(solution)
    if solution.status is SolutionStatus.OPTIMAL:
        check_proof(problem, solution)


def broken_rule(
    problem: AssignmentProblem, pairs: Iterable[Pair], limits: Iterable[PairLimit] | None = None
) -> str | None:
    """Return the first rule that a plan of these pairs breaks, in words, or None.

    `limits` replaces the problem's own.
    """
    chosen = set(pairs)
    for left, right in sorted(chosen - set(problem.locked)):
        if not problem.allowed[problem.row_of[left], problem.column_of[right]]:
            return f"{left!r} and {right!r} are not allowed"
    partners = partners_in(chosen)
    broken = next(_exceeded(problem.limits if limits is None else limits, chosen, partners), None)
    return f"limit {broken.name!r} is exceeded" if broken else _broken_capacity(problem, partners)


def partners_in(pairs: Iterable[Pair]) -> Partners:
    """Everybody's partners, in id order, for those who have any."""
    partners: dict[Id, list[Id]] = defaultdict(list)
    for left, right in sorted(pairs):
        partners[left].append(right)
        partners[right].append(left)
    return partners


def value_of(problem: AssignmentProblem, pairs: Iterable[Pair]) -> tuple[int, ...]:
    """Return the plan's value in every stage, FAIRNESS once per band; larger is better."""
    chosen = sorted(set(pairs))
    return tuple(value for stage in problem.stages for value in _stage_value(problem, stage, chosen))


def trios_in(problem: AssignmentProblem, pairs: Iterable[Pair]) -> tuple[tuple[Id, tuple[Id, Id]], ...]:
    """Hubs with their two partners: left hubs first, each side sorted."""
    partners = partners_in(pairs)
    return tuple(
        (hub, (partners[hub][0], partners[hub][1]))
        for hub in (*sorted(problem.left), *sorted(problem.right))
        if _capacity(problem, hub) == 1 and len(partners.get(hub, [])) == TRIO_PARTNERS
    )


def unmatched_by(problem: AssignmentProblem, pairs: Iterable[Pair]) -> tuple[Id, ...]:
    """Ids without a partner: left ones first, each side sorted."""
    matched = {each for pair in pairs for each in pair}
    return tuple(each for each in (*sorted(problem.left), *sorted(problem.right)) if each not in matched)


def _exceeded(limits: Iterable[PairLimit], chosen: set[Pair], partners: Partners) -> Iterator[PairLimit]:
    # An organisation has a limit with each other one: its members' partners are listed once for all.
    partners_of: dict[tuple[Id, ...], list[Id]] = {}
    for limit in limits:
        if isinstance(limit.pairs, PairsBetween):
            lefts = limit.pairs.lefts
            if lefts not in partners_of:
                partners_of[lefts] = [other for left in lefts for other in partners.get(left, ())]
            count = sum(map(limit.pairs.right_set.__contains__, partners_of[lefts]))
        else:
            count = len(chosen.intersection(limit.pairs))
        if count > limit.at_most:
            yield limit


def _broken_capacity(problem: AssignmentProblem, partners: Partners) -> str | None:
    kept_apart = {frozenset(pair) for pair in problem.apart}
    for person, others in partners.items():
        capacity = _capacity(problem, person)
        if len(others) <= capacity:
            continue
        if capacity != 1 or len(others) > TRIO_PARTNERS:
            return f"{person!r} has {len(others)} partners"
        if not all(_is_happy_in_trio(problem, each) for each in (person, *others)):
            return f"{person!r} shares with {others!r}, who are not all happy in a trio"
        if any(len(partners[other]) > 1 for other in others):
            return f"a partner in the trio of {person!r} has another partner"
        if frozenset(others) in kept_apart:
            return f"{others!r} are to be kept apart"
    return None


def _stage_value(problem: AssignmentProblem, stage: Stage, pairs: list[Pair]) -> list[int]:
    partners = partners_in(pairs)
    match stage:
        case Stage.PEOPLE:
            return [len(partners)]
        case Stage.PRIORITY:
            return [sum(_priority(problem, person) for person in partners)]
        case Stage.FEWEST_EXTRA:
            return [-sum(len(others) - 1 for others in partners.values())]
        case Stage.KEEP:
            return [len(set(pairs) & set(problem.incumbent))]
        case _:
            indices = [(problem.row_of[left], problem.column_of[right]) for left, right in pairs]
            return _indexed_value(problem, stage, indices)


def _indexed_value(problem: AssignmentProblem, stage: Stage, indices: list[tuple[int, int]]) -> list[int]:
    if stage is Stage.PREFERRED:
        return [sum(bool(problem.preferred[index]) for index in indices)]
    if stage is Stage.SCORE:
        return [sum(int(problem.score[index]) for index in indices)]
    gains = [int(gain[index]) for index in indices for gain in (problem.gain_left, problem.gain_right)]
    below = [sum(gain < threshold for gain in gains) for threshold in problem.bands]
    return [-(count - lower) for count, lower in zip(below, [0, *below], strict=False)]


def _check_bound(solution: Solution) -> None:
    if solution.bound < solution.objective:
        raise PlanCheckFailed(f"the plan {solution.objective} exceeds the bound {solution.bound}")
    if solution.status is SolutionStatus.OPTIMAL and solution.bound != solution.objective:
        raise PlanCheckFailed("the plan is called best although its bound is higher")


def _expect(what: str, claimed: object, found: object) -> None:
    if claimed != found:
        raise PlanCheckFailed(f"{what}: claimed {claimed!r}, found {found!r}")


def _capacity(problem: AssignmentProblem, person: Id) -> int:
    if person in problem.row_of:
        return int(problem.left_capacity[problem.row_of[person]])
    return int(problem.right_capacity[problem.column_of[person]])


def _priority(problem: AssignmentProblem, person: Id) -> int:
    if person in problem.row_of:
        return int(problem.left_priority[problem.row_of[person]])
    return int(problem.right_priority[problem.column_of[person]])


def _is_happy_in_trio(problem: AssignmentProblem, person: Id) -> bool:
    if _capacity(problem, person) != 1:
        return False
    if person in problem.row_of:
        return bool(problem.trio_left[problem.row_of[person]])
    return bool(problem.trio_right[problem.column_of[person]])
