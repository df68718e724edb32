"""Fixtures that tests of several pages share."""

from collections.abc import Iterator

import pytest

from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.jobs import Jobs
from buddy_matcher.ui.operations import Operations
from buddy_matcher.ui.pairings_page import PairingsPage


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
        services.people,
        services.changes,
        services.waiting,
        operations,
    )
    qtbot.addWidget(page)
    operations.changed.connect(page.refresh)
    page.resize(1200, 800)
    page.refresh()
    page.show()
    return page
