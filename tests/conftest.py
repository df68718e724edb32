"""What the tests of several layers share, and the counts that stand at the end of a run."""

import gc
import os
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened, share_in
from tests.helpers.people import Ids, add_four, four_people, new_scheme

type Tally = Callable[..., None]
"""Adds named numbers to the counts of something: `tally("kills", lost=0)`."""

_PROPERTY = "tally"

# Where the system keeps a disk in memory, tests need not wait for a real one at each of their commits.
_MEMORY, _ROOM_BYTES = Path("/dev/shm"), 2_000_000_000  # noqa: S108 - pytest makes a folder of this user's own
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES:
    for variable in ("PYTEST_DEBUG_TEMPROOT", "TMPDIR"):
        os.environ.setdefault(variable, str(_MEMORY))

# Tests open windows on no screen, wherever they run.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Tests make and drop many small objects: looking for rings among them this seldom takes a tenth less time.
gc.set_threshold(20_000, 20, 20)

# How long an example takes says more about the machine than about the code.
settings.register_profile("anywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("anywhere")


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Settings, backups and logs go to a temporary folder, never to those of whoever runs the tests."""
    home = tmp_path_factory.mktemp("home")
    if "PYTEST_XDIST_WORKER" in os.environ:
        share_in(tmp_path_factory.getbasetemp().parent)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(HOME_VARIABLE, str(home))
        yield home


@pytest.fixture(autouse=True)
def no_dialog_left() -> Iterator[None]:
    """Each test closes its dialogs: one that stays open takes keys and messages from later tests."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    left = widgets.QApplication.activeModalWidget() if widgets else None
    if left:
        left.close()
        pytest.fail(f"{left.windowTitle() or type(left).__name__} is still open")


@pytest.fixture
def services(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Services]:
    """A new scheme with the starter strengths, and nobody in it but the people of `ids`."""
    # They are in the copy already: adding them to each would take most of the time of most tests.
    has_people = "ids" in request.fixturenames
    services = opened(four_people, tmp_path / "scheme.buddy") if has_people else new_scheme(tmp_path)
    yield services
    services.close()


@pytest.fixture
def ids(services: Services) -> Ids:
    """The participations of four people of `services` by given name: Asha fits Ben best, and Cara Dewi."""
    added = sorted(services.people.people(), key=lambda member: member.participation_id)
    return {m.participant.given: m.participation_id for m in added} or add_four(services)


@pytest.fixture(scope="session")
def office() -> str:
    """Return the command that runs LibreOffice; fail where there is none, for a skip would say nothing."""
    command = shutil.which("soffice")
    if not command:
        pytest.fail("LibreOffice is not installed: make soak installs it, or run .ci/office")
    return command


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
