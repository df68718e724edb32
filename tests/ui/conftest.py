"""Fixtures that tests of several pages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import Services, open_scheme
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.pairings.pairings_page import Asking, PairingsPage
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.lives import TODAY, leaving_on, running_round
from tests.helpers.people import add_four, new_scheme


@pytest.fixture
def operations(qtbot) -> Iterator[Operations]:
    """How pages act, without a window."""
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


@pytest.fixture
def pairings_page(services: Services, operations: Operations, qtbot) -> PairingsPage:
    """The Pairings page on `services`, in sight."""
    page = PairingsPage(
        services.plan,
        services.pairings,
        services.overview,
        services.latest,
        Asking(services.weighing, services.waiting, services.questions.pictures),
        leaving_on(services),
        operations,
        today=lambda: TODAY,
    )
    qtbot.addWidget(page)
    operations.changed.connect(page.refresh)
    page.resize(1200, 800)
    page.refresh()
    page.show()
    return page


@pytest.fixture
def window(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window as on its first start."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    window = MainWindow(Remembered())
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture(scope="session")
def running_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scheme file with a round that runs, closed; not to be changed."""
    services = running_round(tmp_path_factory.mktemp("running"))
    services.close()
    return services.path


@pytest.fixture
def running(running_file: Path, tmp_path: Path) -> Iterator[Services]:
    """Two agreed pairs whose letters went ten days ago."""
    copy = tmp_path / "running.buddy"
    copy.write_bytes(running_file.read_bytes())
    services = open_scheme(copy)
    yield services
    services.close()


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """A scheme file with four people and a plan, closed."""
    services = new_scheme(tmp_path)
    add_four(services)
    services.plan.suggest()
    services.close()
    return services.path
