"""Measuring: each row of the table in a fresh process, so that its peak memory is its own."""

import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median
from time import perf_counter, process_time

from benchmarks import instances, references, schemes
from buddy_matcher.matching import SolverProcess, WhatIf, solve


@dataclass(frozen=True)
class Row:
    """One line: what was done, our seconds, the reference's, the peak memory, and what to reach."""

    name: str
    ours: float
    reference: str = ""
    theirs: float = 0.0
    megabytes: float = 0.0
    reach: str = ""

    @property
    def ratio(self):
        return self.ours / self.theirs if self.theirs else 0.0


def in_fresh_process(work, *arguments):
    """Run a function of this module in a new process and return its rows."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def solving(kind, people, reference, reach, runs=2):
    problem = getattr(instances, kind)(people)
    solve(instances.uniform(4))
    ours = min(_seconds(solve, problem) for _ in range(runs))
    megabytes = _peak_megabytes()
    compare = getattr(references, reference)
    repeats = 5 if reference == "scipy_assignment" else 1
    theirs = median(_seconds(compare, problem) for _ in range(repeats))
    name = f"{kind.replace('_', ' ')}, {problem.shape[0]} + {problem.shape[1]}"
    return [Row(name, ours, reference.replace("_", " "), theirs, megabytes, reach)]


# Processor seconds of the engine before prices took the place of copies, on the same problems of `schemes`.
BEFORE = {
    ("plain", 57): 0.01,
    ("plain", 150): 0.02,
    ("default", 57): 0.06,
    ("default", 150): 0.17,
    ("default", 300): 0.49,
    ("default", 586): 1.08,
    ("threes", 57): 0.07,
    ("threes", 150): 0.37,
    ("threes", 466): 1.70,
    ("limits", 57): 0.04,
    ("limits", 150): 0.23,
    ("limits", 200): 17.38,
    ("limits", 400): 4.32,
    ("everything", 57): 0.10,
    ("everything", 150): 0.49,
    ("everything", 200): 51.73,
}


def planning_scheme(kind, people, time_limit=60.0):
    """Processor seconds for a generated scheme, beside what they were before."""
    problem = schemes.KINDS[kind](people)
    solve(instances.uniform(4))
    started = process_time()
    solution = solve(problem, time_limit=time_limit)
    ours = process_time() - started
    name = f"scheme {kind}, {problem.shape[0]} + {problem.shape[1]}, {solution.status.name.lower()}"
    return [Row(name, ours, "before", BEFORE.get((kind, people), 0.0))]


def asking(people, reach):
    problem = instances.form_like(people)
    what_if = WhatIf(problem, solve(problem))
    ours = min(_seconds(what_if.alternatives, person) for person in (1, people + 1, people // 2))
    return [Row(f"what-if: one person's alternatives, {people} + {people}", ours, reach=reach)]


IN_SIGHT = 10


def asking_exactly(kind, people, reach):
    """Processor seconds for the exact cost of the other buddies of one person that are in sight."""
    problem = schemes.KINDS[kind](people)
    changes = WhatIf(problem, solve(problem)).alternatives(problem.left[0])[:IN_SIGHT]
    started = process_time()
    for change in changes:
        if not change.exact:
            change.exactly()
    name = f"ten other buddies, {kind}, {problem.shape[0]} + {problem.shape[1]}"
    return [Row(name, process_time() - started, reach=reach)]


def planning_again(people, reach):
    """A lock and a drop-out, each with the whole problem solved again."""
    problem = instances.form_like(people)
    pairs = solve(problem).pairs
    lock = problem.changed(locked=[(pairs[0][0], pairs[1][1])], incumbent=pairs)
    capacity = problem.right_capacity.copy()
    capacity[0] = 0
    drop = problem.changed(right_capacity=capacity, incumbent=pairs)
    size = f"{people} + {people}"
    return [
        Row(f"re-plan after a lock, {size}", min(_seconds(solve, lock) for _ in range(2)), reach=reach),
        Row(f"re-plan after a drop-out, {size}", min(_seconds(solve, drop) for _ in range(2)), reach=reach),
    ]


def cancelling(kind, people, reach):
    """The longest wait from the wish to cancel until the caller is free, with the child at several stages."""
    problem = getattr(instances, kind)(people)
    with closing(SolverProcess()) as solver:
        ours = max(_seconds_to_cancel(solver, problem, delay) for delay in (0, 0.2, 0.4, 0.6))
    name = f"cancel, {kind.replace('_', ' ')}, {problem.shape[0]} + {problem.shape[1]}"
    return [Row(name, ours, reach=reach)]


def _seconds_to_cancel(solver, problem, delay):
    """Wish to cancel so long after the first sign of progress, unless the plan is there before."""
    solver.solve(instances.uniform(4))
    first_signs = []
    solver.solve(
        problem,
        progress=lambda _fraction, _stage: first_signs.append(perf_counter()),
        cancelled=lambda: bool(first_signs) and perf_counter() >= first_signs[0] + delay,
    )
    return max(0.0, perf_counter() - first_signs[0] - delay)


def _seconds(work, *arguments):
    start = perf_counter()
    work(*arguments)
    return perf_counter() - start


def _peak_megabytes():
    if sys.platform == "win32":
        return 0.0
    import resource

    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
