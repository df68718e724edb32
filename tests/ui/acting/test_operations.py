"""How pages act: at once, or beside the window where it takes long."""

from collections.abc import Iterator

import pytest

from buddy_matcher.domain.changes import Changes, Kind
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import MANY, Operations

PEOPLE = Changes(frozenset({Kind.PEOPLE}))


@pytest.fixture
def operations(qtbot) -> Iterator[Operations]:
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


def test_what_is_done_to_a_few_is_done_at_once(operations: Operations):
    told: list[object] = []
    operations.changed.connect(told.append)
    operations.perform_many(MANY, "Changing", lambda: PEOPLE)
    assert told == [PEOPLE]


def test_what_is_done_to_many_is_done_beside_the_window_and_read_there(operations: Operations, qtbot):
    steps: list[object] = []
    operations.changed.connect(steps.append)
    operations.read_ahead = lambda: steps.append("read")
    with qtbot.waitSignal(operations.said) as said:
        operations.perform_many(MANY + 1, "Changing", lambda: PEOPLE, "All changed.")
        assert operations.jobs.is_busy
    assert steps == ["read", PEOPLE]
    assert said.args == ["All changed."]
