"""What keeps a row out, and what of it is kept apart."""

from pathlib import Path

import pytest

from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.services.schemes import Services
from tests.helpers.sheets import write_sheets
from tests.services.importing.answers import LATER, Importer, answer, members, outcomes


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("Name", "names nobody"),
        ("Organisation", "names no organisation"),
        ("Sector", "sector of Rainbow Lounge is not known"),
    ],
)
def test_a_row_without_the_least_that_is_needed_is_kept_out_with_a_reason(
    scheme: Services, bring: Importer, missing: str, message: str
):
    report = bring(answer(**{missing: ""}))
    assert outcomes(report) == [Outcome.NOT_IMPORTED]
    assert message in report.problems[0].message
    assert not members(scheme)


def test_one_person_on_two_sheets_is_one_person_and_rows_are_told_apart(scheme: Services, tmp_path: Path):
    first, wish = answer(Sector="NHS"), {"Not to be paired with": "Owen Reid"}
    sheets = {
        "Health": [list({**first, **wish}), list({**first, **wish}.values())],
        "VCSE": [list({**first, **wish}), list({**answer(Timestamp=LATER), **wish}.values())],
    }
    report = scheme.imports.run(write_sheets(tmp_path / "a.xlsx", sheets))
    assert [(row.sheet, row.row, row.outcome) for row in report.outcomes] == [
        ("Health", 2, Outcome.SUPERSEDED),
        ("VCSE", 2, Outcome.ADDED),
    ]
    assert "in row 2 of “VCSE”" in report.outcomes[0].notes[0]
    told = report.as_json()
    assert {each["sheet"] for each in (*told["problems"], *told["possible_rules"])} == {"VCSE", "Health"}
