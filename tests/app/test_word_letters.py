"""`wording`, as someone types it."""

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from buddy_matcher.app import main
from tests.app.typed import answer


def blocks(filled: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    capsys.readouterr()
    assert main(["wording", str(filled), "--json"]) == 0
    return {f"{each['kind']}.{each['block']}": each for each in answer(capsys)["blocks"]}


def test_words_are_shown_changed_and_taken_back(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    named = [name.removeprefix("introduction.") for name in blocks(filled, capsys) if "introduction." in name]
    assert named == ["who", "why", "next", "ideas", "expect", "coordinator", "format", "privacy"]
    assert main(["wording", str(filled), "--set", "introduction.expect=Meet = talk, {{first_name}}."]) == 0
    assert capsys.readouterr().out.startswith("introduction.expect (your words)\n    Meet = talk")
    assert blocks(filled, capsys)["introduction.expect"] == {
        "kind": "introduction",
        "block": "expect",
        "text": "Meet = talk, {{first_name}}.",
        "ours": False,
    }
    main(["pair", str(filled), "--agree"])
    main(["letters", str(filled), "--pdf", str(tmp_path / "letters.pdf")])
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "letters.pdf").pages)
    assert "Meet = talk, " in text
    assert "Plan to meet" not in text
    assert main(["wording", str(filled), "--reset", "introduction.expect"]) == 0
    assert all(each["ours"] for each in blocks(filled, capsys).values())


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("introduction.who=", "can’t be left out"),
        ("introduction.privacy=- \n …", "can’t be left out"),
        ("introduction.expect={{bdy}}", "{{buddy}}"),
        (f"introduction.expect={'x' * 100_001}", "at most 100 are kept"),
    ],
)
def test_what_no_letter_can_say_is_refused(
    filled: Path, typed: str, told: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["wording", str(filled), "--set", typed]) == 1
    assert told in capsys.readouterr().err
    assert all(each["ours"] for each in blocks(filled, capsys).values())


@pytest.mark.parametrize(
    "typed",
    [["--set", "introduction.poem=x"], ["--set", "introduction.expect"], ["--reset", "kite.who"]],
)
def test_an_unknown_block_is_wrong_usage(filled: Path, typed: list[str]):
    with pytest.raises(SystemExit) as wrong:
        main(["wording", str(filled), *typed])
    assert wrong.value.code == 2
