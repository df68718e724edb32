"""Adding, editing and removing people by hand; the history and the overview that follow."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.rounds import Coordinator, Scheme
from buddy_matcher.domain.strengths import answers_from
from buddy_matcher.services.edit_people import InvalidField
from buddy_matcher.services.overview import NextStep
from buddy_matcher.services.schemes import Services, create_scheme
from tests.helpers.people import Ids, add_four, add_person, id_of


def names(services: Services) -> list[str]:
    return [member.name for member in services.people.people()]


def test_a_new_scheme_has_the_starter_strengths_and_nobody(services: Services):
    assert len(services.people.strengths()) == 24
    assert len(services.people.themes()) == 10
    assert names(services) == []
    assert services.overview.round().next_step is NextStep.ADD_PEOPLE


def test_a_scheme_needs_a_name(tmp_path: Path):
    with pytest.raises(UserError, match="needs a name"):
        create_scheme(tmp_path / "x.buddy", "  ")
    assert not (tmp_path / "x.buddy").exists()


def test_adding_and_editing_someone_is_one_action_each(services: Services):
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy")
    assert services.history.next_undo() == "Add Asha Rao"
    form = services.people.form_of(id_of(services, "Asha Rao"))
    services.people.save(replace(form, participant=replace(form.participant, given="  Aisha ")))
    assert names(services) == ["Aisha Rao"]
    assert services.history.next_undo() == "Edit Aisha Rao"
    services.history.undo()
    assert names(services) == ["Asha Rao"]
    assert services.history.next_redo() == "Edit Asha Rao"
    services.history.undo()
    assert names(services) == []


def test_a_name_and_an_organisation_are_needed(services: Services):
    form = services.people.blank_form()
    with pytest.raises(InvalidField) as nameless:
        services.people.save(replace(form, organisation="The Hub"))
    assert nameless.value.field == "given"
    with pytest.raises(InvalidField) as homeless:
        services.people.save(replace(form, participant=replace(form.participant, given="Asha")))
    assert homeless.value.field == "organisation"


def test_one_organisation_is_known_by_its_name_however_it_is_typed(services: Services):
    add_person(services, "Asha Rao", Sector.HEALTH, organisation="Beck Street Surgery", shares="Policy")
    add_person(services, "Cara Lunt", Sector.HEALTH, organisation=" BECK street  surgery", shares="Policy")
    assert [o.name for o in services.people.organisations()] == ["Beck Street Surgery"]


def test_nobody_is_ready_without_a_strength(services: Services):
    someone = add_person(services, "Eve Stone", Sector.VCSE)
    form = services.people.form_of(someone)
    assert form.participation.status is Status.INCOMPLETE
    strengths = answers_from({services.people.strengths()[0].id: 3}, {})
    services.people.save(replace(form, participation=replace(form.participation, strengths=strengths)))
    assert services.people.form_of(someone).participation.status is Status.READY


def test_whoever_the_coordinator_calls_ready_stays_so_without_strengths(services: Services):
    someone = add_person(services, "Eve Stone", Sector.VCSE)
    form = services.people.form_of(someone)
    services.people.save(replace(form, participation=replace(form.participation, status=Status.READY)))
    assert services.people.form_of(someone).participation.status is Status.READY
    form = services.people.form_of(someone)
    services.people.save(replace(form, participant=replace(form.participant, phone="07700 900123")))
    assert services.people.form_of(someone).participation.status is Status.READY


def test_whoever_loses_the_last_strength_is_incomplete(services: Services):
    ids = add_four(services)
    form = services.people.form_of(ids["Asha"])
    services.people.save(replace(form, participation=replace(form.participation, strengths=())))
    assert services.people.form_of(ids["Asha"]).participation.status is Status.INCOMPLETE


@pytest.mark.parametrize("address", ["asha", "asha@", "asha@example.org, ben@example.org", "a b@example.org"])
def test_what_is_no_address_is_refused(services: Services, address: str):
    ids = add_four(services)
    form = services.people.form_of(ids["Asha"])
    with pytest.raises(InvalidField) as refusal:
        services.people.save(replace(form, participant=replace(form.participant, email=address)))
    assert refusal.value.field == "email"


def test_whoever_was_erased_from_the_bin_can_not_be_restored(services: Services):
    ids = add_four(services)
    services.people.remove(ids["Asha"])
    [asha] = services.people.bin()
    services.erasure.erase(asha.id)
    with pytest.raises(UserError, match="not in the bin any more"):
        services.people.restore(asha.id)


def test_the_bin_keeps_people_and_their_draft_pairings_make_way(services: Services):
    ids = add_four(services)
    services.plan.suggest()
    services.people.remove(ids["Asha"])
    assert "Asha Rao" not in names(services)
    assert [person.full_name for person in services.people.bin()] == ["Asha Rao"]
    assert [pair.names for pair in services.latest.plan().pairs] == ["Cara Lunt and Dewi Pugh"]
    services.history.undo()
    assert len(services.latest.plan().pairs) == 2
    services.people.remove(ids["Asha"], ids["Cara"])
    assert services.history.next_undo() == "Remove 2 people"
    for person in services.people.bin():
        services.people.restore(person.id)
    assert len(names(services)) == 4
    assert services.people.bin() == ()
    assert services.latest.plan().pairs == ()


def withdraw(services: Services, member: ParticipationId, status: Status = Status.WITHDRAWN) -> None:
    form = services.people.form_of(member)
    services.people.save(replace(form, participation=replace(form.participation, status=status)))


def test_the_agreed_pairing_of_someone_who_withdraws_ends(services: Services):
    ids = add_four(services)
    services.plan.suggest(agree=True)
    withdraw(services, ids["Ben"])
    assert [pair.names for pair in services.latest.plan().pairs] == ["Cara Lunt and Dewi Pugh"]
    [ended] = [p for p in services.latest.state().pairings if p.state is PairingState.ENDED]
    assert ended.members == (ids["Asha"], ids["Ben"])
    assert ended.ended_on
    assert services.history.next_undo() == "Edit Ben Moss and take their pairings apart"
    assert services.check.findings() == ()
    [asha] = [
        letter for letter in services.letters.letters() if letter.member.participation_id == ids["Asha"]
    ]
    assert "Ben" not in str(asha)
    services.plan.suggest()
    assert [pair.names for pair in services.latest.plan().pairs] == ["Cara Lunt and Dewi Pugh"]


def test_the_draft_pairing_of_someone_who_leaves_goes_and_undo_brings_it_back(services: Services):
    ids = add_four(services)
    services.plan.suggest()
    withdraw(services, ids["Ben"])
    assert [p.members for p in services.latest.state().pairings] == [(ids["Cara"], ids["Dewi"])]
    services.history.undo()
    assert len(services.latest.plan().pairs) == 2


def test_someone_who_has_left_is_not_paired_by_hand(services: Services):
    ids = add_four(services)
    withdraw(services, ids["Ben"])
    with pytest.raises(UserError, match="Ben Moss is withdrawn"):
        services.pairings.pair(ids["Asha"], ids["Ben"])
    assert services.latest.plan().pairs == ()


def test_the_overview_counts_sides_and_leads_on(services: Services):
    ids = add_four(services)
    overview = services.overview.round()
    assert [(side.people, side.in_pool, side.capacity) for side in overview.sides] == [(2, 2, 2), (2, 2, 2)]
    assert overview.next_step is NextStep.SUGGEST
    services.plan.suggest()
    assert services.overview.round().next_step is NextStep.AGREE
    services.pairings.agree()
    assert services.overview.round().next_step is NextStep.PRINT_LETTERS
    form = services.people.form_of(ids["Asha"])
    services.people.save(
        replace(form, participation=replace(form.participation, strengths=(), outcode="ZZ9"))
    )
    assert {line.text for line in services.overview.round().readiness} == {
        "1 person named no strengths",
        "1 person has a postcode that is on no map",
    }


def test_people_who_share_an_address_are_pointed_out(services: Services):
    ids = add_four(services)
    for name in ("Asha", "Ben"):
        form = services.people.form_of(ids[name])
        services.people.save(replace(form, participant=replace(form.participant, email="Team@example.org")))
    [line] = services.overview.round().readiness
    assert line.text == "1 entry may be somebody who is listed already"


def test_the_schemes_details_and_the_round_can_be_edited(services: Services):
    changed = Scheme(name="Renamed", coordinator=Coordinator(name="Zoë Ŵyn"))
    services.scheme.save_scheme(changed)
    assert services.scheme.scheme() == changed
    with pytest.raises(UserError, match="needs a name"):
        services.scheme.save_scheme(Scheme(name=" "))
    criteria = replace(services.scheme.round().criteria, minimum_score=30)
    services.scheme.save_round(replace(services.scheme.round(), name="Spring", criteria=criteria))
    assert services.scheme.round().criteria.minimum_score == 30
    assert [entry.text for entry in services.history.entries()][-2:] == ["Edit the scheme", "Edit the round"]


@pytest.mark.parametrize(
    ("field", "person", "answers"),
    [
        ("email", {"email": "notanemail"}, {}),
        ("address", {"address": ("A street",) * 8}, {}),
        ("outcode", {}, {"outcode": "nowhere"}),
    ],
)
def test_what_is_typed_by_hand_is_checked_like_a_form(
    services: Services, ids: Ids, field: str, person: dict[str, Any], answers: dict[str, Any]
):
    form = services.people.form_of(ids["Asha"])
    wrong = replace(
        form,
        participant=replace(form.participant, **person),
        participation=replace(form.participation, **answers),
    )
    with pytest.raises(InvalidField) as refusal:
        services.people.save(wrong)
    assert refusal.value.field == field
    assert services.people.form_of(ids["Asha"]) == form
