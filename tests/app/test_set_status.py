"""`status` on the command line: people are named as they are written, and who withdraws leaves their pair."""

import json
from pathlib import Path

import pytest

from buddy_matcher.app import main
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.services.schemes import open_scheme
from tests.helpers.people import add_four, add_person, new_scheme

type Screen = pytest.CaptureFixture[str]


def typed(capsys: Screen, *words: object) -> tuple[int, str, str]:
    """Type a command; return its exit code and what it printed and complained of."""
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def path(tmp_path: Path) -> Path:
    services = new_scheme(tmp_path)
    add_four(services)
    services.plan.suggest(agree=True)
    services.close()
    return services.path


def test_who_shares_a_name_and_has_no_address_is_named_with_the_organisation(path: Path, capsys: Screen):
    services = open_scheme(path)
    for organisation in ("The Hub", "Moor Aid"):
        add_person(services, "Dee Poole", Sector.VCSE, organisation=organisation)
    services.close()
    code, _, said = typed(capsys, "status", path, "--person", "Dee Poole", "paused")
    assert code == 1
    assert "Dee Poole (The Hub)" in said
    assert "Dee Poole (Moor Aid)" in said
    code, said, _ = typed(capsys, "status", path, "--person", "dee poole (moor aid)", "paused")
    assert (code, said) == (0, "dee poole (moor aid) is paused now.\n")


def test_who_withdraws_leaves_their_pairing_that_day(path: Path, capsys: Screen):
    code, said, _ = typed(capsys, "status", path, "--person", "MOSS, Ben", "withdrawn")
    assert code == 0
    assert said == ("MOSS, Ben is withdrawn now.\nTheir pairing has ended. Without a buddy now: Asha Rao.\n")
    services = open_scheme(path)
    with services.file.reading() as unit:
        [ended] = [p for p in unit.pairings.all() if p.state is PairingState.ENDED]
    assert ended.ended_on
    services.close()
    _, said, _ = typed(capsys, "status", path, "--person", "Ben Moss", "ready", "--json")
    assert json.loads(said) == {"status": "ready", "pairs": 1, "need_a_buddy": ["Ben Moss", "Asha Rao"]}


def test_an_unknown_or_ambiguous_name_is_refused_with_candidates(path: Path, capsys: Screen):
    code, _, complaint = typed(capsys, "status", path, "--person", "Benn Moss", "paused")
    assert (code, "Did you mean Ben Moss" in complaint) == (1, True)
    services = open_scheme(path)
    add_person(services, "Ben Moss", Sector.HEALTH, organisation="Moor Trust")
    services.close()
    code, _, complaint = typed(capsys, "status", path, "--person", "ben moss", "paused")
    assert code == 1
    assert "“ben moss” may be Ben Moss" in complaint
    assert "Moor Trust" in complaint


def test_an_unknown_status_is_refused(path: Path, capsys: Screen):
    code, _, complaint = typed(capsys, "status", path, "--person", "Ben Moss", "gone")
    assert code == 1
    assert "“gone” is no status. Choose one of ready, waiting, paused, withdrawn or finished." in complaint
