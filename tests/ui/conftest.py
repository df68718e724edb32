"""Fixtures that tests of several pages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

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


@pytest.fixture(scope="module", autouse=True)
def _looks_as_before(qapp: QApplication) -> Iterator[None]:
    """Let no module's colours and letters change what fits into the windows of the next one."""
    font, palette, style_sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    yield
    if qapp.styleSheet() != style_sheet:
        qapp.setStyleSheet(style_sheet)
    if qapp.font() != font:
        qapp.setFont(font)
    if qapp.palette() != palette:
        qapp.setPalette(palette)


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
