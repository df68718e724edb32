"""Damaged files: whatever the damage, no crash, no hang, and never taken for sound."""

import time
from pathlib import Path

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.services.recovery import recover_scheme
from buddy_matcher.services.rounds.findings import domain_findings
from buddy_matcher.services.rounds.round_state import read_round
from buddy_matcher.storage.document.seal import drop_seal
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.conftest import Tally
from tests.helpers.people import add_four, new_scheme
from tests.storage.mutants import damages, opens

LONGEST = 2.0
"""Seconds of the processor that opening a damaged file may take, however much else goes on."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed and sealed scheme with something in most tables."""
    services = new_scheme(tmp_path_factory.mktemp("sound"))
    ids = add_four(services)
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.agree()
    services.pairings.never_pair(ids["Cara"], ids["Dewi"])
    services.close()
    return services.path


def open_damaged(sound: Path, number: int, seed: int = 0) -> tuple[list[str], float]:
    """Damage a sealed file in many ways; return the ways that passed for sound and the longest opening."""
    content, passed, longest = sound.read_bytes(), [], 0.0
    for damage in damages(number, seed):
        damaged = damage.apply(content)
        sound.write_bytes(damaged)
        began = time.process_time()
        if opens(sound):
            passed.append(f"{damage.name} {damage.seed}")
        longest = max(longest, time.process_time() - began)
        assert passed or sound.read_bytes() == damaged, damage
    sound.write_bytes(content)
    assert opens(sound)
    return passed, longest


def test_damaged_files_are_refused_at_once_and_left_as_they_are(sound: Path):
    passed, longest = open_damaged(sound, 45)
    assert passed == []
    assert longest < LONGEST


@pytest.mark.slow
def test_a_thousand_damaged_files(sound: Path, tally: Tally):
    passed, longest = open_damaged(sound, 1500, seed=1)
    tally("Damaged files", opened=1500, taken_for_sound=len(passed), hangs=int(longest >= LONGEST))
    assert passed == []
    assert longest < LONGEST


def open_without_a_seal(sound: Path, folder: Path, number: int, seed: int) -> dict[str, int]:
    """Damage copies that this computer never closed, as from elsewhere, and recover what is refused."""
    content = sound.read_bytes()
    counts = {"refused": 0, "opened": 0, "recovered": 0, "beyond_recovery": 0}
    for damage in damages(number, seed):
        path = folder / f"{damage.seed}.buddy"
        path.write_bytes(damage.apply(content))
        began = time.process_time()
        if opens(path):
            # Only what no check of SQLite sees, such as another letter in a name, may pass.
            counts["opened"] += 1
        else:
            counts["refused"] += 1
            counts["recovered" if recovers(path) else "beyond_recovery"] += 1
        assert time.process_time() - began < 2 * LONGEST, damage
    return counts


def recovers(path: Path) -> bool:
    before = path.read_bytes()
    try:
        report = recover_scheme(path)
    except UserError:
        assert path.read_bytes() == before
        return False
    assert report.damaged.read_bytes() == before
    file = SchemeFile.open(path)
    with file.reading() as unit:
        list(domain_findings(read_round(unit)))
    file.close()
    drop_seal(path)
    return True


def test_damaged_files_from_elsewhere_are_refused_or_make_sense(sound: Path, tmp_path: Path):
    counts = open_without_a_seal(sound, tmp_path, 27, seed=2)
    assert counts["refused"] > counts["opened"]
    assert counts["recovered"] > counts["beyond_recovery"]


@pytest.mark.slow
def test_hundreds_of_damaged_files_from_elsewhere(sound: Path, tmp_path: Path, tally: Tally):
    counts = open_without_a_seal(sound, tmp_path, 450, seed=3)
    tally("Damaged files that this computer never closed", **counts)
    assert counts["refused"] > counts["opened"]
