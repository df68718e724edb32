"""Killed at any moment: every acknowledged action is there, none is half-done, and work goes on."""

import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.services.check_scheme import CheckScheme
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.conftest import Tally
from tests.helpers.people import add_four, new_scheme
from tests.storage.killed_child import (
    Child,
    Ended,
    Kill,
    can_trace,
    kill_at_system_call,
    state_of,
    undisturbed_states,
)
from tests.storage.raw_files import add_person

SYSTEM_CALLS = ("pwrite64", "fdatasync", "fsync", "unlink", "ftruncate", "rename", "fchmod")


@dataclass
class Verdicts:
    """What was found after each kill."""

    killed: int = 0
    lost: list[str] = field(default_factory=list)
    half_done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class Runs:
    """Kills children at work on copies of one scheme and judges what they leave."""

    def __init__(self, original: Path, folder: Path) -> None:
        self._original = original
        self._folder = folder
        self._states: dict[int, list[str]] = {}
        self.verdicts = Verdicts()

    def copy(self, name: str) -> Path:
        folder = self._folder / name.replace(" ", "-")
        folder.mkdir()
        copy = folder / "scheme.buddy"
        copy.write_bytes(self._original.read_bytes())
        return copy

    def states(self, seed: int) -> list[str]:
        if seed not in self._states:
            self._states[seed] = undisturbed_states(self.copy(f"undisturbed {seed}"), seed)
        return self._states[seed]

    def counts(self, seed: int) -> tuple[int, int]:
        """Return how many events and ticks the actions of a seed have when nobody kills them."""
        child = Child(self.copy(f"counted {seed}"), seed)
        child.begin()
        ended = child.ended()
        assert ended.counts is not None
        assert ended.acknowledged == len(self.states(seed)) - 1
        return ended.counts

    def kill(self, name: str, seed: int, stop: Callable[[Path], Ended]) -> bool:
        """Run a child that `stop` ends; return False when it came to its own end."""
        path = self.copy(name)
        ended = stop(path)
        self._judge(path, seed, ended, name)
        return ended.counts is None

    def _judge(self, path: Path, seed: int, ended: Ended, name: str) -> None:
        states = self.states(seed)
        self.verdicts.killed += ended.counts is None
        try:
            file = SchemeFile.open(path)
        except UserError:
            # The folder stays, to be looked at.
            self.verdicts.refused.append(name)
            return
        found = state_of(path)
        if found not in states[ended.acknowledged : ended.acknowledged + 2]:
            (self.verdicts.lost if found in states else self.verdicts.half_done).append(name)
        CheckScheme(file, RoundReadings(file)).findings()
        add_person(file, "Later")
        assert file.undo()
        file.close()
        assert [each.name for each in path.parent.iterdir()] == [path.name]
        shutil.rmtree(path.parent)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    services = new_scheme(tmp_path_factory.mktemp("original"))
    ids = add_four(services)
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.close()
    return services.path


@pytest.fixture
def runs(original: Path, tmp_path: Path) -> Iterator[Runs]:
    runs = Runs(original, tmp_path)
    yield runs
    assert runs.verdicts.lost == []
    assert runs.verdicts.half_done == []
    assert runs.verdicts.refused == []


def kill_at(runs: Runs, seed: int, kills: Iterable[Kill]) -> None:
    for kill in kills:
        runs.kill(f"{kill} {seed}", seed, partial(run_until, seed=seed, kill=kill))


def run_until(path: Path, seed: int, kill: Kill) -> Ended:
    child = Child(path, seed, kill)
    child.begin()
    return child.ended()


def kill_after_a_while(runs: Runs, seed: int, times: int) -> None:
    chance = random.Random(seed)
    for number in range(times):
        runs.kill(f"time {number} {seed}", seed, lambda path: run_for(path, seed, chance.uniform(0, 0.3)))


def run_for(path: Path, seed: int, seconds: float) -> Ended:
    child = Child(path, seed)
    child.begin()
    return child.ended(seconds)


def kill_in_the_system(runs: Runs, seed: int, call: str, step: int) -> None:
    number = 1
    while runs.kill(f"{call} {number} {seed}", seed, lambda path: run_traced(path, seed, call, number)):  # noqa: B023
        number += step


def run_traced(path: Path, seed: int, call: str, number: int) -> Ended:
    child = Child(path, seed)
    tracer = kill_at_system_call(child, call, number)
    child.begin()
    ended = child.ended()
    tracer.communicate()
    return ended


def test_a_killed_program_loses_nothing_that_it_acknowledged(runs: Runs):
    events, ticks = runs.counts(seed=1)
    kill_at(runs, 1, (Kill(event=number) for number in range(5, events, events // 6)))
    kill_at(runs, 1, (Kill(tick=number) for number in range(3, ticks, ticks // 4)))
    assert runs.verdicts.killed >= 10


@pytest.mark.skipif(not can_trace(), reason="strace is not here or not allowed")
@pytest.mark.parametrize(("call", "number"), [("pwrite64", 20), ("pwrite64", 61), ("fdatasync", 9)])
def test_a_program_killed_while_the_system_writes_loses_nothing(runs: Runs, call: str, number: int):
    assert runs.kill(f"{call} {number}", 2, lambda path: run_traced(path, 2, call, number))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 24))
def test_hundreds_of_kills_lose_nothing(runs: Runs, seed: int, tally: Tally):
    events, ticks = runs.counts(seed)
    kill_at(runs, seed, (Kill(event=number) for number in range(1, events, max(1, events // 85))))
    kill_at(runs, seed, (Kill(tick=number) for number in range(1, ticks, max(1, ticks // 55))))
    kill_after_a_while(runs, seed, 15)
    count(runs, tally, "Kills at events, at steps of SQLite and at random")
    assert runs.verdicts.killed >= 100


@pytest.mark.slow
@pytest.mark.skipif(not can_trace(), reason="strace is not here or not allowed")
@pytest.mark.parametrize("seed", range(30, 33))
@pytest.mark.parametrize("call", SYSTEM_CALLS)
def test_kills_at_system_calls_lose_nothing(runs: Runs, call: str, seed: int, tally: Tally):
    kill_in_the_system(runs, seed, call, step=7)
    count(runs, tally, "Kills before the system writes, flushes, removes or renames")


def count(runs: Runs, tally: Tally, what: str) -> None:
    found = runs.verdicts
    tally(
        what,
        kill_points=found.killed,
        lost=len(found.lost),
        half_done=len(found.half_done),
        refused=len(found.refused),
    )
