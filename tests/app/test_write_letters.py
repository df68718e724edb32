"""`letters`, as someone types it."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from buddy_matcher.app import main
from tests.app.typed import answer


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


def test_letters_replace_earlier_letters_and_nothing_else(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    main(["pair", str(filled)])
    letters, minutes = tmp_path / "letters.pdf", tmp_path / "minutes.pdf"
    minutes.write_bytes(b"%PDF-1.7 minutes of somebody else")
    assert main(["letters", str(filled), "--pdf", str(letters)]) == 0
    assert "replaced" not in capsys.readouterr().out
    assert main(["letters", str(filled), "--pdf", str(letters)]) == 0
    assert "The earlier file of that name was replaced." in capsys.readouterr().out
    assert main(["letters", str(filled), "--pdf", str(minutes)]) == 1
    assert "It was not replaced." in capsys.readouterr().err
    assert minutes.read_bytes() == b"%PDF-1.7 minutes of somebody else"
