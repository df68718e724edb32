"""Measure and print the table; draw the scaling plot into build/."""

import argparse
from pathlib import Path

from benchmarks import references
from benchmarks.measure import (
    BEFORE,
    asking,
    asking_exactly,
    cancelling,
    in_fresh_process,
    planning_again,
    planning_scheme,
    solving,
)
from benchmarks.plot import EARLIER, scaling
from benchmarks.questions import auditing, mending, pricing, rotating, weighing
from benchmarks.schemes import KINDS

LAP = "scipy_assignment"

# After a size that took so many seconds, no larger one of that kind is drawn.
LONG = 10


def measure(factor):
    """Yield the rows with all sizes multiplied by `factor`."""

    def size(people):
        return max(8, round(people * factor))

    table = [
        (solving, "all_rules", size(150), LAP, "0.5 s"),
        (solving, "form_like", size(400), "dense_pulp", "1/20 x"),
        (solving, "form_like", size(500), LAP, "30 x"),
        (solving, "with_limits", size(1000), LAP, "15 x, 600 MB"),
        (solving, "form_like", size(2000), LAP, "6 x"),
        (solving, "uniform", size(500), LAP, ""),
        (solving, "many_ties", size(500), LAP, ""),
        (solving, "geometric", size(500), LAP, ""),
        (solving, "one_sided", size(500), LAP, ""),
        (solving, "hard_to_reduce", size(60), "dense_pulp", ""),
        (solving, "uniform", size(60), "networkx_matching", ""),
    ]
    if references.has_munkres():
        table.append((solving, "uniform", size(100), "pure_python_munkres", ""))
    for work, *arguments in table:
        yield from in_fresh_process(work, *arguments)
    for kind, people in BEFORE:
        yield from in_fresh_process(planning_scheme, kind, people if factor == 1 else 12)
    yield from in_fresh_process(asking, size(500), "0.05 s")
    for kind in ("default", "threes", "limits"):
        yield from in_fresh_process(asking_exactly, kind, size(290) if factor == 1 else 12, "2 s")
    yield from in_fresh_process(planning_again, size(200), "0.2 s")
    yield from in_fresh_process(planning_again, size(1000), "1.5 s")
    yield from in_fresh_process(cancelling, "hard_to_reduce", size(150), "0.5 s")
    yield from in_fresh_process(mending, size(300), "0.3 s; all 1 s")
    yield from in_fresh_process(weighing, size(30), "1 s")
    yield from in_fresh_process(weighing, size(300), "20 s")
    yield from in_fresh_process(rotating, size(75), 6 if factor == 1 else 2, "2 s")
    yield from in_fresh_process(auditing, size(300), "2 s")
    yield from in_fresh_process(pricing, size(300), "")
    yield from in_fresh_process(cancelling, "geometric", size(2000), "0.5 s")


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to see that everything runs")
    parser.add_argument("--out", type=Path, default=Path("build"), help="folder for the scaling plot")
    chosen = parser.parse_args(arguments)
    print(f"{'work':48}{'ours':>9}  {'reference':22}{'theirs':>9}{'ratio':>9}{'MB':>7}  reach")
    for row in measure(0.02 if chosen.quick else 1):
        theirs = f"{row.theirs:8.3f}s{row.ratio:8.2f}x" if row.theirs else " " * 18
        memory = f"{row.megabytes:7.0f}" if row.megabytes else " " * 7
        print(f"{row.name:48}{row.ours:8.3f}s  {row.reference:22}{theirs}{memory}  {row.reach}", flush=True)
    draw(chosen.out, (8, 16) if chosen.quick else (50, 100, 200, 500, 1000, 2000))
    draw_schemes(chosen.out, (12, 24) if chosen.quick else (50, 150, 300, 586, 800))


def draw(folder, sizes):
    curves = {"all aims": [], "scipy, score alone": []}
    for people in sizes:
        row = in_fresh_process(solving, "form_like", people, LAP, "")[0]
        curves["all aims"].append((people, row.ours))
        curves["scipy, score alone"].append((people, row.theirs))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "matching-scaling.svg").write_text(scaling(curves), encoding="utf-8")


def draw_schemes(folder, sizes):
    """Draw the processor time of each kind of scheme, and what it was; up to where one takes a minute."""
    curves = {}
    for kind in KINDS:
        curves[kind] = []
        for people in sizes:
            row = in_fresh_process(planning_scheme, kind, people)[0]
            curves[kind].append((people, row.ours))
            if row.ours > LONG:
                break
    (folder / "schemes-scaling.svg").write_text(scheme_curves(curves), encoding="utf-8")


def scheme_curves(curves):
    """Return the picture of {kind: [(people, seconds), ...]}, with what each took before, where known."""
    before = {
        f"{kind}{EARLIER}": [(people, spent) for (each, people), spent in BEFORE.items() if each == kind]
        for kind in curves
    }
    return scaling(curves | before, "people")


if __name__ == "__main__":
    main()
