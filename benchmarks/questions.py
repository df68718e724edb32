"""Measuring the questions beside the plan, in processor seconds: other things may keep the machine busy."""

from time import process_time

import numpy as np

from benchmarks import instances
from benchmarks.measure import Row
from buddy_matcher.domain.disclosure import SmallNumbers
from buddy_matcher.domain.report_parts import part_sizes, relations
from buddy_matcher.domain.report_tables import drafts
from buddy_matcher.matching import solve
from buddy_matcher.matching.disclosure import protect, widths
from buddy_matcher.matching.questions.mend import mend
from buddy_matcher.matching.questions.prices import prices_of
from buddy_matcher.matching.questions.rotation import rotate
from buddy_matcher.matching.questions.weightings import Parts, weigh
from buddy_matcher.services.rounds.protected_tables import protected_tables
from tests.helpers.random_facts import random_facts


def mending(people, reach):
    """One pair in ten is taken apart: moving nobody, and all three ways."""
    problem = instances.form_like(people)
    pairs = [pair for place, pair in enumerate(solve(problem).pairs) if place % 10]
    start = process_time()
    answers = mend(problem, pairs)
    next(answers)
    nobody = process_time() - start
    list(answers)
    size = f"{people} + {people}"
    return [
        Row(f"mend, moving nobody, {size}", nobody, reach=reach),
        Row(f"mend, all three ways, {size}", process_time() - start, reach=reach),
    ]


def weighing(people, reach):
    numbers = np.random.default_rng(0)
    problem = instances.form_like(people)
    parts = [np.minimum(problem.gain_left, problem.gain_right) // 2]
    parts += [numbers.integers(0, most + 1, problem.shape) for most in (20, 15, 5, 5, 5)]
    first, *others = parts
    ways = ((first, 2 * first), *((0 * part, part, 2 * part) for part in others))
    present = problem.changed(score=np.sum(parts, axis=0))
    solve(instances.uniform(4))
    seconds = _seconds(weigh, present, Parts(ways, (0, 1, 1, 1, 1, 1)))
    return [Row(f"holds under 486 weightings, {people} + {people}", seconds, reach=reach)]


def rotating(people, rounds, reach):
    seconds = _seconds(lambda: rotate(instances.form_like(people), rounds, time_limit=20))
    return [Row(f"rotation, {people} + {people}, {rounds} rounds", seconds, reach=reach)]


def pricing(people, reach):
    problem = instances.form_like(people)
    solution = solve(problem)
    return [
        Row(f"prices of a proof, {people} + {people}", _seconds(prices_of, problem, solution), reach=reach)
    ]


def auditing(people, reach):
    """A report is made of a round by chance: what is hidden, and the audit of all that it prints, alone."""
    facts = random_facts(1, people)
    protected_tables(random_facts(1, 12), SmallNumbers.UNDER_5)
    made = _seconds(protected_tables, facts, SmallNumbers.UNDER_5)
    sizes = part_sizes(facts)
    tables = drafts(facts, sizes, SmallNumbers.UNDER_5)
    counts = [count for table in tables for count in table.counts]
    known = relations(facts, sizes)
    protection = protect(counts, known, sizes, SmallNumbers.UNDER_5)
    audited = _seconds(widths, counts, known, sizes, SmallNumbers.UNDER_5, protection)
    return [
        Row(f"report, small numbers hidden, {people}", made),
        Row(f"report, audit, {people}", audited, reach=reach),
    ]


def _seconds(work, *arguments):
    start = process_time()
    work(*arguments)
    return process_time() - start
