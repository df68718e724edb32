"""The command line, as someone types it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from buddy_matcher.app import main

SAMPLES = Path(__file__).parent / "samples"
MAIN = Path(__file__).parents[1] / "main.py"
FORM_EXPORT = SAMPLES / "microsoft-forms.xlsx"


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    path = tmp_path / "scheme.buddy"
    assert main(["new", str(path), "--name", "West Moor buddies"]) == 0
    return path


@pytest.fixture
def filled(scheme: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["import", str(scheme), str(FORM_EXPORT)]) == 0
    capsys.readouterr()
    return scheme


def answer(capsys: pytest.CaptureFixture[str]) -> dict:
    return json.loads(capsys.readouterr().out)


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


def test_pair_gives_the_plan_and_keeps_agreed_pairings(filled: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["pair", str(filled), "--agree", "--json"]) == 0
    plan = answer(capsys)
    assert plan["status"] == "optimal"
    assert list(plan["objective"]) == ["people", "priority", "extra", "below_1", "kept", "score"]
    assert plan["bound"] == plan["objective"]
    paired = [member["name"] for pair in plan["pairs"] for member in pair["members"]]
    alone = [person["name"] for person in plan["without_buddy"]]
    assert len(set(paired)) + len(alone) == 57
    assert all(pair["score"] == sum(pair["parts"].values()) and pair["reasons"] for pair in plan["pairs"])
    assert plan["objective"]["people"] == len(set(paired))

    assert main(["pair", str(filled), "--json"]) == 0
    again = answer(capsys)
    assert again["pairs"] == plan["pairs"]


def test_pair_without_json_says_each_pair_in_a_line(filled: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["pair", str(filled)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert "Best possible under your rules and these answers." in printed[0]
    assert any("Both gain" in line for line in printed)


def test_letters_are_written_and_counted(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    main(["pair", str(filled)])
    capsys.readouterr()
    assert main(["letters", str(filled), "--pdf", str(tmp_path / "letters.pdf"), "--json"]) == 0
    batch = answer(capsys)
    assert batch["draft"] is True
    assert batch["needs_arranging"] > 0
    assert len(PdfReader(tmp_path / "letters.pdf").pages) >= batch["letters"]
    assert main(["letters", str(filled), "--pdf", str(tmp_path / "letters.pdf")]) == 0
    assert "you have to arrange" in capsys.readouterr().out


def test_waiting_list_letters_are_a_batch_of_their_own(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    batch = ["letters", str(filled), "--pdf", str(tmp_path / "waiting.pdf"), "--waiting-list", "--json"]
    assert main(batch) == 0
    everyone = answer(capsys)
    assert everyone["letters"] + everyone["needs_arranging"] == 57
    main(["pair", str(filled)])
    assert main(batch) == 1
    assert "needs another format" in capsys.readouterr().err


def test_an_exported_workbook_brings_the_same_people_into_another_scheme(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    main(["pair", str(filled)])
    assert main(["export", str(filled), str(tmp_path / "out.xlsx")]) == 0
    sheets = load_workbook(tmp_path / "out.xlsx")
    assert sheets.sheetnames == ["People", "Plan", "Without a buddy", "Organisations"]
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


def test_check_is_content_with_a_sound_scheme(filled: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["check", str(filled), "--json"]) == 0
    assert answer(capsys) == {"ok": True, "findings": []}
    filled.write_bytes(filled.read_bytes()[:5000])
    assert main(["check", str(filled), "--json"]) == 1
    found = answer(capsys)
    assert not found["ok"]
    assert "damaged" in found["findings"][0]["message"]


def test_import_says_what_is_to_be_decided(scheme: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["import", str(scheme), str(FORM_EXPORT), "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert "To decide: Imogen Bevan asked not to be paired" in printed
    assert "“Fund raising” is on no list, probably “Bid writing and fundraising”" in printed


def test_a_scheme_is_never_replaced_by_what_is_made_from_it(filled: Path, capsys: pytest.CaptureFixture[str]):
    main(["pair", str(filled)])
    disguised = filled.with_suffix(".pdf")
    disguised.write_bytes(filled.read_bytes())
    before = disguised.read_bytes()
    assert main(["letters", str(filled), "--pdf", str(disguised)]) == 1
    assert main(["letters", str(filled), "--pdf", str(filled)]) == 1
    assert main(["export", str(filled), str(filled)]) == 1
    assert "is a scheme" in capsys.readouterr().err
    assert disguised.read_bytes() == before
    assert main(["check", str(filled)]) == 0


def test_without_a_screen_the_window_is_refused_in_a_sentence(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([str(filled)]) == 1
    assert "no screen" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--help"])
    printed = capsys.readouterr().out
    assert all(command in printed for command in ("import", "pair", "letters", "export", "check", "demo"))


def bad_inputs(folder: Path) -> list[list[str]]:
    scheme, other, text, empty = (folder / name for name in ("s.buddy", "o.buddy", "text.xlsx", "empty.csv"))
    main(["new", str(scheme), "--name", "West Moor"])
    text.write_text("Dear Asha, thank you for coming.")
    empty.touch()
    other.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    return [
        ["import", str(scheme), str(folder / "missing.xlsx")],
        ["import", str(scheme), str(folder)],
        ["import", str(scheme), str(empty)],
        ["import", str(scheme), str(text)],
        ["pair", str(folder / "missing.buddy")],
        ["pair", str(folder)],
        ["pair", str(other)],
        ["pair", str(text)],
        ["pair", str(empty)],
        ["pair", str(scheme)],
        ["letters", str(scheme), "--pdf", str(folder / "letters.pdf")],
        ["export", str(scheme), str(folder / "nowhere" / "out.xlsx")],
        ["new", str(scheme), "--name", "Again"],
        ["new", str(folder / "nameless.buddy"), "--name", " "],
        ["check", str(folder / "missing.buddy")],
        ["check", str(folder / f"{'x' * 300}.buddy")],
        ["letters", str(scheme), "--pdf", str(folder / "letters.docx")],
    ]


def test_bad_input_ends_in_a_sentence_and_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for arguments in bad_inputs(tmp_path):
        capsys.readouterr()
        assert main(arguments) == 1, arguments
        printed = capsys.readouterr()
        assert printed.out == "", arguments
        assert printed.err.strip().endswith("."), arguments
        assert "Traceback" not in printed.err
        assert len(printed.err.splitlines()) == 1, arguments


@pytest.mark.parametrize(
    "arguments",
    [
        ["pair", "x.buddy", "--wrong"],
        ["--wrong"],
        ["new", "x.buddy"],
        ["pair", "x.buddy", "--time-limit", "-1"],
    ],
)
def test_wrong_usage_ends_with_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: buddy-matcher" in capsys.readouterr().err


def test_the_demo_makes_everything_where_there_is_no_screen(tmp_path: Path):
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    done = subprocess.run(
        [sys.executable, str(MAIN), "demo", "--out", str(tmp_path / "demo")],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("example.buddy", "example.xlsx", "letters.pdf", "pictures"):
        assert str(tmp_path / "demo" / name) in done.stdout
    assert len(list((tmp_path / "demo" / "pictures").glob("*.png"))) >= 5
