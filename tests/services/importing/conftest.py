from collections.abc import Iterator
from pathlib import Path

import pytest

from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.import_report import ImportReport
from buddy_matcher.services.schemes import Services
from tests.helpers.people import new_scheme
from tests.helpers.sheets import write_csv
from tests.services.importing.answers import Answer, Importer


@pytest.fixture
def scheme(tmp_path: Path) -> Iterator[Services]:
    services = new_scheme(tmp_path)
    yield services
    services.close()


@pytest.fixture
def bring(scheme: Services, tmp_path: Path) -> Importer:
    """Imports answers as a sheet with all the headings that they have."""

    def run(*answers: Answer, round_id: RoundId | None = None) -> ImportReport:
        headings = list(dict.fromkeys(key for each in answers for key in each))
        rows = [[each.get(heading, "") for heading in headings] for each in answers]
        return scheme.imports.run(write_csv(tmp_path / "form.csv", [headings, *rows]), round_id)

    return run
