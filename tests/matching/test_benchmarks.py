"""The benchmarks run: one quick pass over tiny sizes, in this process."""

import os
import pickle

import pytest

from benchmarks.__main__ import main
from benchmarks.measure import in_fresh_process
from benchmarks.schemes import KINDS
from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.matching import solve


def as_if_brought_back(work, *arguments):
    return pickle.loads(pickle.dumps(work(*arguments)))  # noqa: S301 - what is read was written just before


def test_a_quick_pass_prints_every_row_and_draws_the_plot(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("benchmarks.__main__.in_fresh_process", as_if_brought_back)
    main(["--quick", "--out", str(tmp_path)])
    printed = capsys.readouterr().out
    assert "all rules, 8 + 8" in printed
    assert "re-plan after a drop-out" in printed
    assert "cancel, geometric" in printed
    assert (tmp_path / "matching-scaling.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "everything" in (tmp_path / "schemes-scaling.svg").read_text(encoding="utf-8")


def test_a_fresh_process_brings_back_what_was_measured_in_it():
    assert in_fresh_process(os.getpid) != os.getpid()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_scheme_can_be_generated_and_solved(kind):
    problem = KINDS[kind](24)
    assert sum(problem.shape) == 24
    assert solve(problem).status is SolutionStatus.OPTIMAL


def test_a_generated_scheme_is_the_same_each_time():
    one, again = (KINDS["everything"](30, seed=5) for _ in range(2))
    assert (one.score == again.score).all()
    assert one.incumbent == again.incumbent
