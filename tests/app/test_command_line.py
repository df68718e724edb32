"""The command line as a whole: usage, bad input, exit codes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from buddy_matcher.app import main
from buddy_matcher.app.command import Command
from buddy_matcher.app.command_line import COMMANDS
from buddy_matcher.services.schemes import open_scheme
from tests.app.typed import FORM_EXPORT, MAIN
from tests.storage.disks import read_only


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
        ["export", str(scheme), str(text / "out.xlsx")],
        ["new", str(scheme), "--name", "Again"],
        ["new", str(folder / "nameless.buddy"), "--name", " "],
        ["check", str(folder / "missing.buddy")],
        ["check", str(folder / f"{'x' * 300}.buddy")],
        ["letters", str(scheme), "--pdf", str(folder / "letters.docx")],
        ["letters", str(scheme), "--pdf", "-"],
        ["import", str(scheme), "-"],
        ["import", str(scheme), str(folder / "x\ny.csv")],
        ["import", str(text), str(scheme)],
        ["export", str(text), str(scheme)],
        ["export", str(scheme), str(folder)],
        ["demo", "--out", str(text)],
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
        ["pair", "x.buddy", "--time-limit", "0"],
        ["pair", "x.buddy", "--time-limit", "nan"],
        ["pair", "x.buddy", "--time-limit", "abc"],
        ["impotr", "x.buddy", "answers.xlsx"],
        ["new", "x.buddy", "--name", "West", "Moor"],
    ],
)
def test_wrong_usage_ends_with_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: buddy-matcher" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_help_of_a_command_begins_with_a_sentence(command: Command, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stop:
        main([command.name, "--help"])
    assert stop.value.code == 0
    sentence = " ".join(capsys.readouterr().out.split("\n\n")[1].split())
    assert sentence == f"{command.purpose[0].upper()}{command.purpose[1:]}."


@pytest.mark.parametrize("command", ["import", "export"])
def test_files_in_the_wrong_order_are_put_right_in_a_sentence(
    command: str, scheme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    sheet = tmp_path / "answers.xlsx"
    sheet.write_bytes(FORM_EXPORT.read_bytes())
    assert main([command, str(sheet), str(scheme)]) == 1
    assert "The scheme comes first" in capsys.readouterr().err
    assert sheet.read_bytes() == FORM_EXPORT.read_bytes()


def test_a_scheme_that_can_only_be_read_is_looked_at_but_not_changed(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    kept = filled.rename(shelf / filled.name)
    out = tmp_path / "out"
    out.mkdir()
    with read_only(shelf):
        for change in (
            ["pair", str(kept)],
            ["import", str(kept), str(FORM_EXPORT)],
            ["letters", str(kept), "--pdf", str(out / "letters.pdf")],
        ):
            assert main(change) == 1
            assert "can only be read there" in capsys.readouterr().err
        assert not list(out.iterdir())
        assert main(["check", str(kept)]) == 0
        assert main(["import", str(kept), str(FORM_EXPORT), "--dry-run"]) == 0
        for look in (["learnt"], ["continue"], ["payments", "--out", str(out)]):
            assert main([look[0], str(kept), *look[1:]]) == 0
        assert main(["export", str(kept), str(out / "plan.xlsx")]) == 0


def test_a_scheme_that_is_open_elsewhere_is_left_alone(filled: Path, capsys: pytest.CaptureFixture[str]):
    services = open_scheme(filled)
    assert main(["pair", str(filled)]) == 1
    assert "open" in capsys.readouterr().err
    services.close()
    assert main(["check", str(filled)]) == 0


def test_a_terminal_without_our_characters_shows_others_and_json_stays_whole(
    filled: Path, monkeypatch: pytest.MonkeyPatch
):
    terminal = TextIOWrapper(BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["import", str(filled), str(FORM_EXPORT), "--dry-run"]) == 0
    assert b"The name was read as ?Leon Bevan?." in terminal.buffer.getvalue()
    terminal.seek(0)
    terminal.truncate()
    assert main(["pair", str(filled), "--json"]) == 0
    names = {person["name"] for person in json.loads(terminal.buffer.getvalue())["without_buddy"]}
    assert "Farhan Ŵyn" in names


@pytest.fixture
def closed_pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let standard output go to a program that reads no more, as after `| head -1`."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        yield


@pytest.mark.usefixtures("closed_pipe")
def test_a_reader_that_has_enough_is_no_error(filled: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["check", str(filled)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_an_answer_that_finds_no_room_is_said(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert main(["check", str(filled)]) == 1
    assert "The answer could not be written" in capsys.readouterr().err


class Impatient(StringIO):
    """A terminal in front of somebody who presses Ctrl+C at the first word."""

    def write(self, text: str) -> int:
        signal.raise_signal(signal.SIGINT)
        return len(text)


@pytest.fixture
def ctrl_c_is_heard() -> Iterator[None]:
    """Hear Ctrl+C as in a terminal: what runs in the background ignores it, and so do its children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_is_heard")
def test_ctrl_c_stops_without_a_traceback(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with monkeypatch.context() as terminal:
        terminal.setattr(sys, "stdout", Impatient())
        assert main(["pair", str(filled)]) == 130
    assert capsys.readouterr().err == "Stopped. Nothing is left half done.\n"
    assert main(["check", str(filled)]) == 0


@pytest.mark.usefixtures("ctrl_c_is_heard")
def test_ctrl_c_while_everything_is_loaded_leaves_no_traceback(tmp_path: Path):
    (tmp_path / "numpy.py").write_text("import signal\nsignal.raise_signal(signal.SIGINT)\n")
    done = subprocess.run(
        [sys.executable, str(MAIN), "check", "x"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, "Stopped. Nothing is left half done.\n")


@pytest.mark.parametrize("command", ["new s.buddy --name", "import", "--window"])
def test_words_that_are_no_text_are_refused_in_a_sentence(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert main([*command.split(), os.fsdecode(b"Zo\xeb")]) == 1
    assert "“Zo?” can’t be read: its bytes are no text in UTF-8." in capsys.readouterr().err
    assert not list(tmp_path.glob("*.buddy"))
