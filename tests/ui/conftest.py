"""Fixtures that tests of several pages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.pairings.pairings_page import Asking, PairingsPage
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.kept_schemes import copy_of, opened
from tests.helpers.lives import TODAY, leaving_on, running_four
from tests.helpers.people import planned_four


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


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Services]:
    """Two agreed pairs whose letters went ten days ago."""
    services = opened(running_four, tmp_path / "running.buddy")
    yield services
    services.close()


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """A scheme file with four people and a plan, closed."""
    return copy_of(planned_four, tmp_path / "scheme.buddy")
