"""A scripted year: two rounds, drop-outs, check-ins and returns, through services and by the command line.

A plain ledger is kept beside it; after each day every list, count and sum equals it.
"""

from contextlib import closing
from pathlib import Path

import pytest

from buddy_matcher.services.schemes import create_scheme
from tests.helpers.hands import ByCommands, ByServices
from tests.helpers.year import Year

FORMS_OF_SIXTY = 58


def test_a_year_of_twelve_people_equals_its_ledger(tmp_path: Path):
    with closing(create_scheme(tmp_path / "scheme.buddy", "West Moor buddies")) as services:
        Year(ByServices(services), tmp_path, 12, every=9).live()


@pytest.mark.slow
def test_a_year_of_sixty_people_equals_its_ledger(tmp_path: Path):
    with closing(create_scheme(tmp_path / "scheme.buddy", "West Moor buddies")) as services:
        year = Year(ByServices(services), tmp_path, 60)
        year.live()
    assert year.answered[:3] == [FORMS_OF_SIXTY] * 3
    assert len(year.left) * 10 == 60


@pytest.mark.slow
def test_a_year_of_sixty_people_that_is_typed_equals_its_ledger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    scheme = tmp_path / "scheme.buddy"
    create_scheme(scheme, "West Moor buddies").close()
    year = Year(ByCommands(scheme, capsys), tmp_path, 60, every=14)
    year.live()
    assert year.answered[:3] == [FORMS_OF_SIXTY] * 3
