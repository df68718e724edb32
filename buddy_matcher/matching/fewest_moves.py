"""Among equally good plans the one that moves the fewest people from where they are now."""

from collections.abc import Sequence

import numpy as np

from buddy_matcher.domain.assignment import SolverFailed
from buddy_matcher.matching.aims import Aim, aims_of, locks_of, tie_break
from buddy_matcher.matching.arrays import BoolArray, Pair
from buddy_matcher.matching.bounds import Pricing
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.programme import Programme
from buddy_matcher.matching.recount import expect
from buddy_matcher.matching.relaxation import relax
from buddy_matcher.matching.solution import Solution
from buddy_matcher.matching.verify import broken_rule, value_of


def nearest_best_plan(
    problem: AssignmentProblem, best: Solution, present: Sequence[Pair]
) -> tuple[Pair, ...]:
    """Return the pairs of a plan as good as the `best` one, proved so, with the fewest people moved.

    Who has the same partners as among the `present` pairs is not moved. Raises SolverFailed or
    PlanCheckFailed where the solver's answer is no such plan.
    """
    problem = problem.in_id_order()
    aims = (locks_of(problem), *aims_of(problem))
    values = (len(problem.locked), *best.objective)
    programme = Programme(problem, _in_best_plans(problem, best, aims, values), present)
    layout, model = programme.layout, programme.kept()
    for place, (aim, value) in enumerate(zip(aims, values, strict=True)):
        model.hold(place, layout.weights(aim), value, value)
    found = model.best(layout.unmoved(), np.zeros(layout.count, dtype=np.bool_), None)
    if found.values is None or not found.proved:
        raise SolverFailed("the solver finds no plan as good as the best one")
    pairs = layout.plan(found.values).ids(problem)
    expect(
        not broken_rule(problem, pairs) and value_of(problem, pairs) == best.objective,
        "the plan with the fewest moves is not a best one",
    )
    return pairs


def _in_best_plans(
    problem: AssignmentProblem, best: Solution, aims: tuple[Aim, ...], values: tuple[int, ...]
) -> BoolArray:
    """Return the pairs (L, R) that a best plan may have, as far as the proof tells."""
    relaxation = relax(problem, aims, tie_break(problem))
    is_open = relaxation.within(relaxation.gap_of(values))
    steps = best.proof.steps if best.proof else ()
    for _step, _bound, usable in Pricing(problem, aims).along(steps, values, is_open):
        is_open = usable
    return is_open
