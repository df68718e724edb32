"""What the tests of storage share: counts that stand at the end of a run."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest

type Tally = Callable[..., None]
"""Adds named numbers to the counts of something: `tally("kills", lost=0)`."""

_PROPERTY = "tally"


@pytest.fixture
def tally(record_property: Callable[[str, Any], None]) -> Tally:
    """Return a function whose counts are added up over all tests, whichever process runs them."""
    return lambda what, **counts: record_property(_PROPERTY, (what, counts))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the counts."""
    totals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    reports = (report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome))
    for report in reports:
        for name, value in report.user_properties if report.when == "call" else ():
            if name == _PROPERTY:
                what, counts = value
                totals[what].update(counts)
    for what, counts in sorted(totals.items()):
        numbers = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items())
        terminalreporter.write_line(f"{what}: {numbers}")
