"""The worker thread: one job at a time, upkeep that stands in nobody's way, cancelling and failures."""

import gc
import weakref
from collections.abc import Callable, Iterator
from threading import Event, Thread, current_thread

import pytest

from buddy_matcher.ui.acting.jobs import Cancelled, Jobs, Progress, Work, meanwhile
from tests.helpers.finding import fail_with

LONG = 10


class Held:
    """Work that runs until it is let go, whether it was cancelled or not."""

    def __init__(self, result: str = "done") -> None:
        self.began, self._may_end, self._result = Event(), Event(), result

    def __call__(self, _progress: Progress, _cancelled: Cancelled) -> str:
        self.began.set()
        assert self._may_end.wait(LONG)
        return self._result

    def let_go(self) -> None:
        self._may_end.set()


class Told:
    """What a job told at its end."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []

    def start(self, jobs: Jobs, work: Work[object], text: str = "Working") -> None:
        jobs.start(text, work, self.results.append, self.errors.append)


@pytest.fixture
def jobs(qtbot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def held() -> Iterator[Callable[..., Held]]:
    """Makes work that is let go at the latest when the test ends."""
    made: list[Held] = []

    def make(result: str = "done") -> Held:
        made.append(Held(result))
        return made[-1]

    yield make
    for work in made:
        work.let_go()


@pytest.fixture
def told() -> Told:
    return Told()


def failing(_progress: Progress, _cancelled: Cancelled) -> None:
    raise ValueError("no")


def test_a_job_tells_how_it_goes_and_what_came_of_it(jobs: Jobs, told: Told, qtbot):
    def work(progress: Progress, _cancelled: Cancelled) -> str:
        progress(0.5, "half way")
        return "done"

    with qtbot.waitSignals([jobs.started, jobs.progressed, jobs.ended]):
        told.start(jobs, work)
    assert told.results == ["done"]
    assert not jobs.is_busy


def test_a_failing_job_tells_its_own_caller_and_nobody_else(jobs: Jobs, told: Told, qtbot):
    with qtbot.waitSignal(jobs.ended):
        told.start(jobs, failing)
    assert [type(error) for error in told.errors] == [ValueError]
    assert told.results == []
    assert not jobs.is_busy


def test_when_a_job_tells_what_came_of_it_the_next_can_start(jobs: Jobs, told: Told, qtbot):
    after = Told()
    with qtbot.waitSignals([jobs.ended, jobs.ended]):
        jobs.start("First", lambda _p, _c: 1, lambda _: after.start(jobs, lambda _p, _c: 2), fail_with)
    assert after.results == [2]


def test_two_jobs_that_were_asked_for_never_run_at_once(jobs: Jobs, told: Told, held):
    told.start(jobs, held())
    with pytest.raises(RuntimeError):
        told.start(jobs, held())


def test_what_was_asked_for_waits_behind_upkeep(jobs: Jobs, told: Told, held, qtbot):
    upkeep = held()
    assert jobs.start_upkeep(upkeep, told.results.append, told.errors.append)
    assert upkeep.began.wait(LONG)
    assert not jobs.is_busy
    with qtbot.waitSignal(jobs.started):
        told.start(jobs, lambda _p, _c: "asked for")
    assert jobs.is_busy
    with qtbot.waitSignal(jobs.ended):
        upkeep.let_go()
    assert told.results == ["done", "asked for"]


def test_upkeep_is_left_for_later_while_anything_runs(jobs: Jobs, told: Told, held):
    told.start(jobs, held())
    assert not jobs.start_upkeep(held(), fail_with, fail_with)


def test_upkeep_that_fails_harms_no_job(jobs: Jobs, told: Told, held, qtbot):
    problems: list[Exception] = []
    jobs.start_upkeep(failing, pytest.fail, problems.append)
    with qtbot.waitSignal(jobs.ended):
        told.start(jobs, lambda _p, _c: "asked for")
    assert [type(problem) for problem in problems] == [ValueError]
    assert told.results == ["asked for"]
    assert told.errors == []


def test_cancelling_a_job_that_waits_leaves_upkeep_alone(jobs: Jobs, told: Told, held, qtbot):
    upkeep, asked = held("kept"), held()
    jobs.start_upkeep(upkeep, told.results.append, fail_with)
    told.start(jobs, asked)
    with qtbot.waitSignal(jobs.ended):
        jobs.cancel()
    upkeep.let_go()
    with qtbot.waitSignal(jobs.ended):
        told.start(jobs, lambda _p, _c: "next")
    assert told.results == ["kept", "next"]
    assert not asked.began.is_set()


def test_the_late_result_of_a_cancelled_job_falls_on_the_floor_and_is_told(
    jobs: Jobs, told: Told, held, qtbot
):
    work = held()
    told.start(jobs, work)
    assert work.began.wait(LONG)
    jobs.cancel()
    assert not jobs.is_busy
    with qtbot.waitSignal(jobs.came_late):
        work.let_go()
    assert told.results == []


def test_the_late_failure_of_a_cancelled_job_is_of_no_interest(jobs: Jobs, told: Told, qtbot):
    began, goes_on = Event(), Event()

    def work(_progress: Progress, _cancelled: Cancelled) -> None:
        began.set()
        goes_on.wait(LONG)
        raise ValueError("too late")

    told.start(jobs, work)
    assert began.wait(LONG)
    jobs.cancel()
    goes_on.set()
    with qtbot.waitSignal(jobs.ended):
        told.start(jobs, lambda _p, _c: "next")
    assert told.errors == []
    assert told.results == ["next"]


def test_a_job_may_start_while_a_cancelled_one_still_ends(jobs: Jobs, told: Told, held, qtbot):
    cancelled = held("cancelled")
    told.start(jobs, cancelled)
    assert cancelled.began.wait(LONG)
    jobs.cancel()
    told.start(jobs, lambda _p, _c: "next")
    with qtbot.waitSignal(jobs.ended):
        cancelled.let_go()
    assert told.results == ["next"]


def test_no_widget_is_destroyed_on_the_worker_thread(jobs: Jobs, told: Told, qtbot):
    class Cycle:
        def __init__(self) -> None:
            self.itself = self

    destroyed_on: list[Thread] = []

    def work(_progress: Progress, _cancelled: Cancelled) -> Thread:
        weakref.finalize(Cycle(), lambda: destroyed_on.append(current_thread()))
        assert len([[number] for number in range(200_000)]) == 200_000  # enough to begin a collection
        return current_thread()

    with qtbot.waitSignal(jobs.ended):
        told.start(jobs, work)
    gc.collect()
    assert destroyed_on == [current_thread()]
    assert told.results != [current_thread()]


def test_nothing_is_collected_on_a_thread_that_has_just_ended_its_work(jobs: Jobs, told: Told, qtbot):
    class Cycle:
        def __init__(self) -> None:
            self.itself = self

    destroyed_on: list[Thread] = []
    kept: list[object] = []

    def much() -> None:
        weakref.finalize(Cycle(), lambda: destroyed_on.append(current_thread()))
        kept.append([[number] for number in range(200_000)])  # a collection is overdue when this ends

    with qtbot.waitSignal(jobs.ended):
        told.start(jobs, lambda _progress, _cancelled: much())
    meanwhile(much)
    gc.collect()
    assert destroyed_on == [current_thread()] * 2


def test_garbage_waits_until_the_last_thread_has_ended_its_work(jobs: Jobs, told: Told, held, qtbot):
    work = held()
    told.start(jobs, work)
    assert work.began.wait(LONG)
    meanwhile(lambda: None)
    assert not gc.isenabled()
    with qtbot.waitSignal(jobs.ended):
        work.let_go()
    assert gc.isenabled()


def test_closing_lets_garbage_be_collected_again():
    jobs = Jobs()
    jobs.start("Working", lambda _progress, _cancelled: None, fail_with, fail_with)
    jobs.close()
    assert gc.isenabled()


def test_no_upkeep_begins_after_closing():
    jobs = Jobs()
    jobs.close()
    assert not jobs.start_upkeep(lambda _progress, _cancelled: None, fail_with, fail_with)
    assert gc.isenabled()


def test_closing_asks_what_runs_to_stop_and_waits_for_it(qtbot):
    jobs, began, ended = Jobs(), Event(), Event()

    def work(_progress: Progress, cancelled: Cancelled) -> None:
        began.set()
        while not cancelled():
            ended.wait(0.01)
        ended.set()

    jobs.start("Working", work, fail_with, fail_with)
    assert began.wait(LONG)
    jobs.close()
    assert ended.is_set()
