"""`export`, as someone types it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from buddy_matcher.app import main
from tests.app.typed import FORM_EXPORT, answer


def test_an_exported_workbook_brings_the_same_people_into_another_scheme(
    drafted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["export", str(drafted), str(tmp_path / "out.xlsx")]) == 0
    sheets = load_workbook(tmp_path / "out.xlsx")
    assert sheets.sheetnames == ["People", "Plan", "Without a buddy", "Organisations", "Lists"]
    other = tmp_path / "other.buddy"
    main(["new", str(other), "--name", "Other"])
    capsys.readouterr()
    assert main(["import", str(other), str(tmp_path / "out.xlsx"), "--json"]) == 0
    assert answer(capsys)["added"] == 57
    main(["export", str(other), str(tmp_path / "again.xlsx")])
    first, second = (
        list(load_workbook(tmp_path / name)["People"].iter_rows(values_only=True))
        for name in ("out.xlsx", "again.xlsx")
    )
    assert first == second


def test_the_sheet_that_people_came_from_is_never_replaced(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    answers = tmp_path / "answers.xlsx"
    answers.write_bytes(FORM_EXPORT.read_bytes())
    assert main(["export", str(filled), str(answers)]) == 1
    assert "It was not replaced. Choose another name" in capsys.readouterr().err
    assert answers.read_bytes() == FORM_EXPORT.read_bytes()


def test_an_earlier_workbook_is_replaced_and_that_is_said(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    plan = tmp_path / "plan.xlsx"
    assert main(["export", str(filled), str(plan)]) == 0
    assert "replaced" not in capsys.readouterr().out
    assert main(["export", str(filled), str(plan)]) == 0
    assert "The earlier file of that name was replaced." in capsys.readouterr().out


def test_a_name_that_ends_in_csv_gets_the_letters_and_replaces_only_its_own_kind(
    agreed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    capsys.readouterr()
    letters = tmp_path / "letters.csv"
    assert main(["export", str(agreed), str(letters)]) == 0
    assert "A mail merge of 56 letters is in" in capsys.readouterr().out
    assert main(["export", str(agreed), str(letters)]) == 0
    assert "The earlier file of that name was replaced." in capsys.readouterr().out
    letters.write_text("Kind,Greeting\nmine,too\n", encoding="utf-8")
    assert main(["export", str(agreed), str(letters)]) == 1
    assert letters.read_text(encoding="utf-8").startswith("Kind,Greeting\nmine")


def test_another_ending_is_told_all_that_can_be_written(filled: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["export", str(filled), str(filled.with_name("people.pdf"))]) == 1
    said = capsys.readouterr().err
    assert ".xlsx, for people and plan" in said
    assert ".csv, for a mail merge" in said
