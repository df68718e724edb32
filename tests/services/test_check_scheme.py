"""Checking a scheme in words, and repairing it only when asked, after a backup."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.services.check_scheme import check_scheme
from buddy_matcher.services.schemes import Services


def pair_behind_the_services(services: Services, *pairs: tuple[int, int]) -> None:
    with services.file.changing(Label("Pair")) as unit:
        unit.pairings.save_all(Pairing(round_id=1, members=pair) for pair in pairs)
        unit.commit()


def test_someone_in_two_pairings_is_reported_and_repaired_only_on_consent(
    services: Services, ids: dict[str, int]
):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.agree()
    pair_behind_the_services(services, (ids["Asha"], ids["Dewi"]), (ids["Cara"], ids["Dewi"]))
    messages = [finding.message for finding in services.check.findings()]
    assert messages == ["Asha Rao has 2 buddies but can have 1.", "Dewi Pugh has 2 buddies but can have 1."]
    services.close()
    found = check_scheme(services.path)
    assert [finding.message for finding in found] == messages
    assert {finding.kind for finding in found} == {"capacity"}


def test_a_repair_keeps_agreed_pairings_and_can_be_undone(services: Services, ids: dict[str, int]):
    pair_behind_the_services(services, (ids["Asha"], ids["Dewi"]), (ids["Asha"], ids["Dewi"]))
    with services.file.changing(Label("Agree")) as unit:
        unit.pairings.save(Pairing(round_id=1, members=(ids["Asha"], ids["Ben"]), state=PairingState.AGREED))
        unit.commit()
    before = services.check.findings()
    assert "are paired 2 times" in before[-1].message
    assert services.check.repair()
    assert services.check.findings() == ()
    assert [pair.pairing.members for pair in services.overview.plan().pairs] == [(ids["Asha"], ids["Ben"])]
    assert services.backups.list()[0].reason == "Before a repair"
    assert not services.check.repair()
    services.history.undo()
    assert services.check.findings() == before


def test_a_pairing_with_somebody_in_the_bin_is_reported_and_repaired(services: Services, ids: dict[str, int]):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    with services.file.changing(Label("Remove")) as unit:
        [person] = [each for each in unit.people.all() if each.given == "Asha"]
        unit.people.save(replace(person, removed_at=datetime.now(UTC)))
        unit.commit()
    assert [finding.kind for finding in services.check.findings()] == ["pairing"]
    services.check.repair()
    assert services.check.findings() == ()


def test_a_file_in_use_can_be_checked(services: Services, ids: dict[str, int]):
    assert check_scheme(services.path) == ()


def test_a_file_that_is_no_scheme_is_one_finding(tmp_path: Path):
    (tmp_path / "notes.buddy").write_text("Dear Asha")
    [finding] = check_scheme(tmp_path / "notes.buddy")
    assert finding.kind == "file"
