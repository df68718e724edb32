"""`scheme`, as someone types it."""

from pathlib import Path

import pytest

from buddy_matcher.app import main
from tests.app.typed import answer


def test_details_are_set_one_by_one_and_kept(scheme: Path, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    assert main(["scheme", str(scheme), "--coordinator", "Nia  Hughes", "--email", "nia@example.org"]) == 0
    assert "missing" not in capsys.readouterr().err
    address = ["--address", "1 Mill Lane", "--address", "Halifax", "--address", "HX1 1UJ"]
    assert main(["scheme", str(scheme), "--phone", "07700 900123", *address, "--json"]) == 0
    assert answer(capsys) == {
        "name": "West Moor buddies",
        "coordinator": "Nia Hughes",
        "phone": "07700 900123",
        "email": "nia@example.org",
        "organisation": None,
        "address": ["1 Mill Lane", "Halifax", "HX1 1UJ"],
        "safeguarding": None,
        "nation": "england_and_wales",
        "welsh": False,
    }


def test_a_scheme_without_a_coordinator_is_warned_of(scheme: Path, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    assert main(["scheme", str(scheme), "--json"]) == 0
    printed = capsys.readouterr()
    assert '"coordinator": null' in printed.out
    assert "name, phone and e-mail are missing" in printed.err
    assert main(["scheme", str(scheme), "--coordinator", "Nia Hughes"]) == 0
    assert "their phone and e-mail are missing" in capsys.readouterr().err


def test_a_new_scheme_takes_the_same_details(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = str(tmp_path / "moor.buddy")
    assert (
        main(["new", path, "--name", "Moor", "--coordinator", "Nia Hughes", "--phone", "07700 900123"]) == 0
    )
    capsys.readouterr()
    assert main(["scheme", path]) == 0
    assert "Coordinator: Nia Hughes" in capsys.readouterr().out


def test_what_can_not_be_an_address_is_refused(scheme: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["scheme", str(scheme), "--email", "notanemail"]) == 1
    assert "can’t be an e-mail address" in capsys.readouterr().err
    assert main(["scheme", str(scheme), "--name", " "]) == 1
