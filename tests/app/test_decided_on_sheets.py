"""Decisions on a sheet from the command line: an unknown form reaches a plan without the window."""

import json
from pathlib import Path
from typing import Any

import pytest

from buddy_matcher.app import main
from buddy_matcher.documents.tables import read_tables

SHEETS = Path(__file__).parents[1] / "documents/forms/sheets"
UNKNOWN = SHEETS / "22-unknown-wordings.csv"
COLUMNS = (
    *("--column", "Where do you fit?=sector", "--column", "Workplace name=organisation"),
    *("--column", "Things I am good at=can_share", "--column", "Areas to grow=would_like"),
)


@pytest.fixture
def scheme(tmp_path: Path) -> str:
    path = str(tmp_path / "s.buddy")
    assert main(["new", path, "--name", "Test"]) == 0
    return path


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_form_in_unknown_words_reaches_a_plan(scheme: str, capsys: pytest.CaptureFixture[str]):
    before = answered(capsys, "import", scheme, str(UNKNOWN), "--dry-run")
    asked = [each["text"] for each in before["to_decide"] if each["what"] == "column"]
    assert asked == ["Where do you fit?", "Workplace name", "Things I am good at", "Areas to grow"]
    report = answered(capsys, "import", scheme, str(UNKNOWN), *COLUMNS, "--take-list", "strengths")
    assert (report["rows"], report["added"], report["to_decide"]) == (24, 24, [])
    assert report["balance"] == {"health": 12, "vcse": 12, "short": ""}
    assert len(answered(capsys, "lists", scheme)["strengths"]) == 6
    assert len(answered(capsys, "pair", scheme)["pairs"]) == 12


def test_every_open_question_is_asked_in_words(scheme: str, capsys: pytest.CaptureFixture[str]):
    assert main(["import", scheme, str(UNKNOWN), "--dry-run"]) == 0
    assert "To decide: what the column “Where do you fit?” asks" in capsys.readouterr().out


def test_a_value_is_decided_once_and_rows_that_wait_are_saved(
    scheme: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    [sheet] = SHEETS.glob("19-*")
    out = tmp_path / "problems.xlsx"
    arguments = (
        "import",
        scheme,
        str(sheet),
        "--value",
        "sector:University=VCSE",
        "--save-problems",
        str(out),
    )
    report = answered(capsys, *arguments)
    assert "University" not in {each["text"] for each in report["to_decide"]}
    [table] = read_tables(out)
    assert table.rows[0].cells == ("Name", "Sector", "Organisation", "Can share", "Problem")
    assert len(table.rows) == 1 + report["not_imported"]


@pytest.mark.parametrize(
    "wrong", [("--column", "no equals"), ("--column", "Town=nonsense"), ("--value", "sector=Health")]
)
def test_a_decision_that_cannot_be_read_is_refused(
    scheme: str, capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
):
    assert main(["import", scheme, str(UNKNOWN), *wrong]) == 1


def test_the_questions_are_listed_with_their_values(capsys: pytest.CaptureFixture[str]):
    questions = {each["name"]: each for each in answered(capsys, "questions")["questions"]}
    assert questions["sector"]["values"] == ["Health", "VCSE"]
    assert {"full_name", "can_share", "ways", "free"} <= questions.keys()


def test_an_unused_list_is_replaced_and_a_used_one_is_not(
    scheme: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    names = tmp_path / "list.txt"
    names.write_text("Finance\nSafeguarding\n", "utf-8")
    found = answered(capsys, "lists", scheme, "--strengths", str(names))
    assert [each["name"] for each in found["strengths"]] == ["Finance", "Safeguarding"]
    [sheet] = SHEETS.glob("18-*")
    assert main(["import", scheme, str(sheet)]) == 0
    assert main(["lists", scheme, "--strengths", str(names)]) == 1
