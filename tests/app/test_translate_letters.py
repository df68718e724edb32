"""`languages`, as someone types it."""

from pathlib import Path

import pytest

from buddy_matcher.app import main
from tests.app.typed import answer
from tests.helpers.pseudo_language import fill_in
from tests.helpers.translated_scheme import edit_rows


@pytest.mark.slow
def test_a_sheet_is_written_taken_in_and_signed(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    sheet = tmp_path / "cy.xlsx"
    assert main(["languages", str(filled), "--of", "cy", "--out", str(sheet)]) == 0
    fill_in(sheet)
    edit_rows(sheet, lambda row: {"Cymraeg": "Annwyl,"} if row["English"] == "Dear {{name}}," else None)
    capsys.readouterr()
    assert main(["languages", str(filled), "--in", str(sheet), "--json"]) == 0
    told = answer(capsys)
    [odd] = [each for each in told["odd"] if each["left_out"]]
    assert (odd["english"], odd["what"]) == ("Dear {{name}},", "{{name}} is missing.")
    [welsh] = [each for each in told["languages"] if each["code"] == "cy"]
    assert (welsh["translated"], welsh["signed"]) == (welsh["sentences"] - 1, 0)
    assert told["taken"] == welsh["translated"]
    assert main(["languages", str(filled), "--of", "cy", "--sign", "Mair Rees", "--on", "2026-11-28"]) == 0
    assert f"{welsh['translated']} signed" in capsys.readouterr().out


def test_what_is_missing_or_empty_is_said(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["languages", str(filled), "--out", str(tmp_path / "cy.xlsx")]) == 1
    assert "Which language?" in capsys.readouterr().err
    assert main(["languages", str(filled), "--of", "cy", "--sign", ""]) == 1
    assert "signed by somebody" in capsys.readouterr().err


def test_a_sheet_of_another_language_is_not_taken_in(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    sheet = tmp_path / "sentences.csv"
    sheet.write_text("Key (cy),English,Cymraeg\ntitle,Dear {{name}},Annwyl {{name}}\n", encoding="utf-8")
    assert main(["languages", str(filled), "--of", "pl", "--in", str(sheet)]) == 1
    said = capsys.readouterr().err
    assert "Cymraeg" in said
    assert "Nothing was taken in." in said
    assert main(["languages", str(filled), "--of", "cy", "--in", str(sheet)]) == 0


def test_a_scheme_can_offer_welsh_to_who_was_not_asked(filled: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["scheme", str(filled), "--welsh", "yes"]) == 0
    capsys.readouterr()
    main(["scheme", str(filled), "--json"])
    assert answer(capsys)["welsh"] is True
    assert main(["scheme", str(filled), "--welsh", "no"]) == 0
    assert "Welsh to who was not asked: no" in capsys.readouterr().out
