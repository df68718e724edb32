"""The benchmarks run: one quick pass over tiny sizes, in this process."""

import pytest

from benchmarks import measure
from benchmarks.__main__ import main
from benchmarks.schemes import KINDS
from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.matching import solve


def test_a_quick_pass_prints_every_row_and_draws_the_plot(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("benchmarks.__main__.in_fresh_process", lambda work, *arguments: work(*arguments))
    main(["--quick", "--out", str(tmp_path)])
    printed = capsys.readouterr().out
    assert "all rules, 8 + 8" in printed
    assert "re-plan after a drop-out" in printed
    assert "cancel, geometric" in printed
    assert (tmp_path / "matching-scaling.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "everything" in (tmp_path / "schemes-scaling.svg").read_text(encoding="utf-8")


def test_a_fresh_process_brings_its_rows_back():
    rows = measure.in_fresh_process(measure.solving, "uniform", 8, "scipy_assignment", "")
    assert rows[0].ours > 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_scheme_can_be_generated_and_solved(kind):
    problem = KINDS[kind](24)
    assert sum(problem.shape) == 24
    assert solve(problem).status is SolutionStatus.OPTIMAL


def test_a_generated_scheme_is_the_same_each_time():
    one, again = (KINDS["everything"](30, seed=5) for _ in range(2))
    assert (one.score == again.score).all()
    assert one.incumbent == again.incumbent
