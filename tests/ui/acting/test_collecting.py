"""When Python looks for rings of garbage."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from buddy_matcher.ui.acting.collecting import OldGarbage, collecting


class Ring:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def old_garbage(qapp) -> Iterator[OldGarbage]:
    usual = gc.get_threshold()
    gc.set_threshold(1000, 2, 2)  # as Python has it, but more often
    yield OldGarbage(every_ms=20)
    gc.set_threshold(*usual)
    collecting.is_loading = False
    gc.unfreeze()


def test_old_garbage_waits_for_its_time_however_much_is_made(old_garbage, qtbot):
    old_garbage.keep_what_is_loaded()
    ring = Ring()
    gone = weakref.ref(ring)
    gc.collect()  # makes it old
    del ring
    kept = [[number] for number in range(100_000)]
    assert gone() is not None
    qtbot.waitUntil(lambda: gone() is None)
    assert kept


def test_what_is_there_when_all_is_loaded_is_not_looked_through_again(old_garbage):
    before = gc.get_freeze_count()
    made = [[number] for number in range(1000)]
    old_garbage.keep_what_is_loaded()
    assert gc.get_freeze_count() >= before + len(made)


def test_what_work_makes_while_the_program_loads_stays(old_garbage):
    before = gc.get_freeze_count()
    collecting.pause()
    made = [[number] for number in range(1000)]
    collecting.go_on()
    assert gc.get_freeze_count() >= before + len(made)
    assert gc.isenabled()
