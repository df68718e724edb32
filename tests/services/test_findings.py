"""What is wrong with a plan is said at a glance, before agreeing and before letters, not only when asked."""

from dataclasses import replace
from pathlib import Path

import pytest

from buddy_matcher.domain.crossing import CrossesRules
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, PairingState, between
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.overview import NextStep, Subject
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids, add_person, id_of

CROSSED = "Asha Rao and Cara Lunt are paired although they work in the same sector"


def lines(services: Services) -> list[str]:
    return [line.text for line in services.overview.round().readiness if line.subject is Subject.PLAN]


def widowed_lines(services: Services) -> list[str]:
    return [line.text for line in services.overview.round().readiness if "pairing has ended" in line.text]


def withdraw(services: Services, name: str) -> None:
    services.people.set_status(name, Status.WITHDRAWN)


def test_agreeing_a_pair_that_crosses_a_rule_is_asked_first(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Cara"])
    services.pairings.pair(ids["Ben"], ids["Dewi"])
    with pytest.raises(CrossesRules) as asked:
        services.pairings.agree()
    assert asked.value.crossed[0] == CROSSED
    assert services.latest.plan().is_draft
    services.pairings.agree(cross_rules=True)
    assert not services.latest.plan().is_draft


def test_a_locked_pair_that_crosses_a_rule_is_not_agreed_with_the_plan_unasked(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Cara"])
    [pair] = services.latest.plan().pairs
    services.pairings.lock(pair.pairing.id)
    with pytest.raises(CrossesRules):
        services.plan.suggest(agree=True)
    assert [p.pairing.state for p in services.latest.plan().pairs] == [PairingState.DRAFT]
    services.plan.suggest(agree=True, cross_rules=True)
    assert not services.latest.plan().is_draft


def test_a_crossed_rule_and_too_many_pairings_are_listed_at_a_glance(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Cara"])
    assert lines(services) == [CROSSED]
    assert CROSSED in services.check.findings()[0].message
    form = services.people.form_of(ids["Ben"])
    services.people.save(replace(form, participation=replace(form.participation, capacity=2)))
    services.plan.suggest()
    for name in ("Asha Rao", "Cara Lunt"):
        if not any(id_of(services, name) in p.pairing.members for p in services.latest.plan().pairs):
            services.pairings.pair(id_of(services, name), ids["Ben"])
    with services.file.changing(Label("Ask for none")) as unit:
        parts = [unit.participations.get(m) for p in services.latest.plan().pairs for m in p.pairing.members]
        unit.participations.save_all(replace(part, capacity=1) for part in {p.id: p for p in parts}.values())
        unit.commit()
    has_two = any(len(pairings) > 1 for pairings in services.latest.state().pairings_of.values())
    assert any("can have 1" in line for line in lines(services)) == has_two


def test_whoever_lost_their_buddy_is_the_next_step(services: Services, ids: Ids):
    services.plan.suggest(agree=True)
    assert services.overview.round().next_step is NextStep.PRINT_LETTERS
    withdraw(services, "Ben Moss")
    at_a_glance = services.overview.round()
    assert (at_a_glance.next_step, at_a_glance.needing) == (NextStep.FIND_BUDDY, ("Asha Rao",))
    assert widowed_lines(services) == ["Asha Rao needs a buddy: their pairing has ended"]
    services.plan.suggest()
    assert services.overview.round().next_step is NextStep.PRINT_LETTERS
    assert widowed_lines(services)
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid", wishes="Policy")
    assert services.overview.round().next_step is NextStep.FIND_BUDDY
    services.plan.suggest(agree=True)
    assert not widowed_lines(services)


def test_an_unpairing_needs_two_buddies(services: Services, ids: Ids):
    services.plan.suggest(agree=True)
    [pair] = [p for p in services.latest.plan().pairs if p.names == "Asha Rao and Ben Moss"]
    services.pairings.unpair(pair.pairing.id, reason="no time")
    assert services.overview.round().needing == ("Ben Moss", "Asha Rao")
    assert len(widowed_lines(services)) == 2


def test_the_pairings_of_somebody_who_has_finished_stay(services: Services, ids: Ids):
    services.plan.suggest(agree=True)
    services.people.set_status("Moss, Ben", Status.FINISHED)
    assert len(services.latest.plan().pairs) == 2
    assert not services.check.findings()


def test_an_older_file_with_a_double_makes_no_letters(services: Services, ids: Ids, tmp_path: Path):
    services.plan.suggest(agree=True)
    with services.file.changing(Label("Pair")) as unit:
        twice = Pairing(
            round_id=RoundId(1),
            memberships=between(ids["Asha"], ids["Ben"], ids["Dewi"]),
            state=PairingState.AGREED,
        )
        unit.pairings.save(twice)
        # As a file of an older version may hold: past what a commit checks.
        unit.commit_replay()
    messages = [finding.message for finding in services.check.findings()]
    assert "Asha Rao and Ben Moss are paired 2 times." in messages
    assert lines(services)
    with pytest.raises(UserError, match="in two pairings with each other, so no letters were made"):
        services.letters.save_pdf(tmp_path / "letters.pdf")
    services.check.repair()
    assert not services.check.findings()
    services.letters.save_pdf(tmp_path / "letters.pdf")
