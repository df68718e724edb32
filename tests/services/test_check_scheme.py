"""Checking a scheme in words, and repairing it only when asked, after a backup."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipationId, RoundId
from buddy_matcher.domain.pairings import Pairing, PairingState, between
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.check_scheme import check_scheme
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids


def pair_behind_the_services(
    services: Services,
    *pairs: tuple[ParticipationId, ParticipationId],
    state: PairingState = PairingState.DRAFT,
) -> None:
    with services.file.changing(Label("Pair")) as unit:
        unit.pairings.save_all(
            Pairing(round_id=RoundId(1), memberships=between(*pair), state=state) for pair in pairs
        )
        # As a file of an older version may hold: past what a commit checks.
        unit.commit_replay()


def test_someone_in_two_pairings_is_reported_and_repaired_only_on_consent(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.agree()
    pair_behind_the_services(services, (ids["Asha"], ids["Dewi"]), (ids["Cara"], ids["Dewi"]))
    messages = [finding.message for finding in services.check.findings()]
    assert messages == ["Asha Rao has 2 buddies but can have 1.", "Dewi Pugh has 2 buddies but can have 1."]
    services.close()
    found = check_scheme(services.path)
    assert [finding.message for finding in found] == messages
    assert {finding.kind for finding in found} == {"capacity"}


def test_too_many_agreed_pairings_are_reported_and_left_to_the_coordinator(services: Services, ids: Ids):
    pairs = (ids["Asha"], ids["Ben"]), (ids["Asha"], ids["Dewi"])
    pair_behind_the_services(services, *pairs, state=PairingState.AGREED)
    pair_behind_the_services(services, (ids["Cara"], ids["Ben"]))
    services.check.repair()
    [left] = services.check.findings()
    assert left.message == (
        "Asha Rao has 2 buddies but can have 1. Unpair one, or let them have more buddies."
    )
    assert not left.can_be_repaired
    assert {pair.pairing.members for pair in services.latest.plan().pairs} == set(pairs)
    assert not services.check.repair()


def test_an_agreed_pairing_that_a_repair_takes_apart_counts_as_paired_before(services: Services, ids: Ids):
    pair_behind_the_services(services, (ids["Asha"], ids["Ben"]), state=PairingState.AGREED)
    with services.file.changing(Label("Withdraw")) as unit:
        ben = unit.participations.get(ids["Ben"])
        unit.participations.save(replace(ben, status=Status.WITHDRAWN))
        unit.commit()
    [found] = services.check.findings()
    assert found.message == "Ben Moss is withdrawn but still paired with Asha Rao."
    services.check.repair()
    assert services.check.findings() == ()
    assert services.latest.state().blocks(ids["Asha"], ids["Ben"]) == (Block.PAIRED_BEFORE,)


def test_of_two_agreed_pairings_of_the_same_people_one_stands(services: Services, ids: Ids):
    twice = ((ids["Asha"], ids["Ben"]),) * 2
    pair_behind_the_services(services, *twice, state=PairingState.AGREED)
    services.check.repair()
    assert services.check.findings() == ()
    [pair] = services.latest.plan().pairs
    assert pair.blocks == ()


def test_a_repair_keeps_agreed_pairings_and_can_be_undone(services: Services, ids: Ids):
    pair_behind_the_services(services, (ids["Asha"], ids["Dewi"]), (ids["Asha"], ids["Dewi"]))
    with services.file.changing(Label("Agree")) as unit:
        unit.pairings.save(
            Pairing(
                round_id=RoundId(1), memberships=between(ids["Asha"], ids["Ben"]), state=PairingState.AGREED
            )
        )
        unit.commit_replay()
    before = services.check.findings()
    assert "are paired 2 times" in before[-1].message
    assert services.check.repair()
    assert services.check.findings() == ()
    assert [pair.pairing.members for pair in services.latest.plan().pairs] == [(ids["Asha"], ids["Ben"])]
    assert services.backups.list()[0].reason == "Before a repair"
    assert not services.check.repair()
    services.history.undo()
    assert services.check.findings() == before


def test_a_pairing_with_somebody_in_the_bin_is_reported_and_repaired(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    with services.file.changing(Label("Remove")) as unit:
        [person] = [each for each in unit.people.all() if each.given == "Asha"]
        unit.people.save(replace(person, removed_at=datetime.now(UTC)))
        unit.commit()
    assert [finding.kind for finding in services.check.findings()] == ["pairing"]
    services.check.repair()
    assert services.check.findings() == ()


def test_a_file_in_use_can_be_checked(services: Services, ids: Ids):
    assert check_scheme(services.path) == ()


def test_a_file_that_is_no_scheme_is_one_finding(tmp_path: Path):
    (tmp_path / "notes.buddy").write_text("Dear Asha")
    [finding] = check_scheme(tmp_path / "notes.buddy")
    assert finding.kind == "file"
