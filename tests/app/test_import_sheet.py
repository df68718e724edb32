"""`import`, as someone types it."""

from pathlib import Path

import pytest

from buddy_matcher.app import main
from tests.app.typed import FORM_EXPORT, answer
from tests.helpers.sheets import write_csv, write_sheets


def test_import_reports_everything_in_the_sheet(scheme: Path, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    assert main(["import", str(scheme), str(FORM_EXPORT), "--json"]) == 0
    report = answer(capsys)
    assert (report["rows"], report["added"], report["superseded"]) == (58, 57, 1)
    unknown = {value["value"]: value["suggestion"] for value in report["unknown_values"]}
    assert unknown == {"Fund raising": "Bid writing and fundraising", "Beekeeping": None}
    assert {"row", "column", "value", "message", "advice"} == set(report["problems"][0])
    assert "not given" in {problem["value"] for problem in report["problems"]}
    [wish] = report["possible_rules"]
    assert (wish["person"], wish["likely"][0]) == ("Imogen Bevan", "Gareth Aziz")

    assert main(["import", str(scheme), str(FORM_EXPORT), "--json"]) == 0
    again = answer(capsys)
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 57)


def test_a_dry_run_changes_nothing(scheme: Path, capsys: pytest.CaptureFixture[str]):
    before = scheme.read_bytes()
    capsys.readouterr()
    assert main(["import", str(scheme), str(FORM_EXPORT), "--dry-run", "--json"]) == 0
    assert answer(capsys)["added"] == 57
    assert scheme.read_bytes() == before


def test_import_says_what_is_to_be_decided(scheme: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["import", str(scheme), str(FORM_EXPORT), "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert "To decide: Imogen Bevan asked not to be paired" in printed
    assert (
        "what “Fund raising” means under “Can share” (1 time), probably “Bid writing and fundraising”"
        in printed
    )


def test_headings_without_answers_change_nothing(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    before = filled.read_bytes()
    sheet = write_csv(tmp_path / "a.csv", [("Name", "E-mail", "Organisation", "Sector")])
    assert main(["import", str(filled), str(sheet)]) == 1
    printed = capsys.readouterr()
    assert "has headings but no answers" in printed.err
    assert printed.out == ""
    assert filled.read_bytes() == before


def test_a_wish_that_may_mean_nobody_names_nobody(
    scheme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    rows = [
        ("Name", "Organisation", "Sector", "Not to be paired with"),
        ("Joy Grant", "Rainbow Lounge", "VCSE", "my former manager"),
    ]
    assert main(["import", str(scheme), str(write_csv(tmp_path / "a.csv", rows))]) == 0
    assert "asked not to be paired: “my former manager”." in capsys.readouterr().out


def test_a_problem_of_a_whole_row_names_no_column(
    scheme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    rows = [("Name", "E-mail", "Organisation", "Sector"), ("Joy Grant", "", "Rainbow Lounge", "VCSE", "more")]
    assert main(["import", str(scheme), str(write_csv(tmp_path / "a.csv", rows))]) == 0
    assert "Row 2: The row has 5 cells" in capsys.readouterr().out


def test_sheets_of_a_workbook_are_chosen_by_name(
    scheme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    years = {
        year: [("Name", "E-mail", "Sector"), (f"{name} Reid", f"{name}@example.org".lower(), "VCSE")]
        for year, name in (("2025", "Owen"), ("2026", "Joy"))
    }
    stalls = [("Stall", "Open from", "Helpers"), ("Cakes", "noon", "four")]
    sheet = str(write_sheets(tmp_path / "a.xlsx", {**years, "Stalls": stalls}))
    capsys.readouterr()
    assert main(["import", str(scheme), sheet, "--dry-run", "--json"]) == 0
    report = answer(capsys)
    assert [(each["name"], each["read"]) for each in report["sheets"]] == [
        ("2025", True),
        ("2026", True),
        ("Stalls", False),
    ]
    assert "“Stalls” has no headings that name people" in report["problems"][0]["message"]
    assert main(["import", str(scheme), sheet, "--sheet", "2026", "--json"]) == 0
    report = answer(capsys)
    assert (report["added"], report["problems"]) == (1, [])
    assert main(["import", str(scheme), sheet, "--sheet", "2024"]) == 1
    assert "Those with answers are “2025”, “2026” and “Stalls”." in capsys.readouterr().err
