"""The command line as a whole: usage, bad input, exit codes."""

import sys
from pathlib import Path

import pytest

from buddy_matcher.app import main


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--help"])
    printed = capsys.readouterr().out
    assert all(command in printed for command in ("import", "pair", "letters", "export", "check", "demo"))


def test_without_a_screen_the_window_is_refused_in_a_sentence(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([str(filled)]) == 1
    assert "no screen" in capsys.readouterr().err


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
