"""Whoever clicks or types never waits long: no handler takes more than its time with 300 + 300 people."""

import pytest

from benchmarks.handlers import YARDSTICK, YARDSTICK_MS
from benchmarks.measure import Row, in_fresh_process
from benchmarks.window import pressing, using

PEOPLE = 600

pytestmark = pytest.mark.slow


def test_no_handler_takes_long_with_600_people(record_property):
    rows = in_fresh_process(using, PEOPLE, True)
    check([row for row in rows if not row.name.endswith(YARDSTICK)], record_property)


@pytest.mark.parametrize("is_running", [False, True], ids=["planned", "running"])
def test_no_command_and_no_button_of_a_dialog_takes_long_with_600_people(is_running: bool, record_property):
    check(in_fresh_process(pressing, PEOPLE, is_running), record_property)


def check(rows: list[Row], record_property) -> None:
    """Hold each handler to its reach, which is meant for a usual laptop."""
    took = {row.name: row.ours / row.theirs * YARDSTICK_MS / float(row.reach) for row in rows}
    record_property("longest", max(took.items(), key=lambda entry: entry[1]))
    assert not {name: round(times, 2) for name, times in took.items() if times > 1}
