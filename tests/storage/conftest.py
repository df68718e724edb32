"""What the tests of storage share: counts that stand at the end of a run."""

from collections.abc import Callable

import pytest

_lines = pytest.StashKey[list[str]]()


@pytest.fixture
def tally(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Return a function that adds a line to the counts at the end of the run."""
    return pytestconfig.stash.setdefault(_lines, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the counts."""
    for line in config.stash.get(_lines, []):
        terminalreporter.write_line(line)
