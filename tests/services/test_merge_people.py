"""Possible duplicates: which are listed, what merging keeps, and what it refuses."""

from dataclasses import replace
from datetime import date

import pytest

from buddy_matcher.domain.conflicts import Conflict, Party, Side
from buddy_matcher.domain.duplicates import Likeness
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import OrganisationId, ParticipantId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.rules import RuleKind
from buddy_matcher.services.schemes import Services
from buddy_matcher.storage.rescue.backup_copies import BackupFolder
from buddy_matcher.storage.rows import ParticipationRow, Row
from tests.helpers.people import Ids, add_person
from tests.storage.raw_files import rows_of


def person_id(services: Services, name: str) -> int:
    return next(m.participant.id for m in services.people.people() if m.name == name)


def twin(services: Services, name: str, email: str = "", **answers: str) -> int:
    """Add somebody, without answers unless some are given."""
    part = add_person(
        services, name, Sector.HEALTH, organisation="Asha Rao’s group", ways=frozenset(), **answers
    )
    form = services.people.form_of(part)
    services.people.save(
        replace(form, participant=replace(form.participant, email=email, phone="07700 900111"))
    )
    return person_id(services, name)


def test_one_address_one_name_and_nearly_one_name_at_one_place_are_listed(services: Services, ids: Ids):
    form = services.people.form_of(ids["Asha"])
    services.people.save(replace(form, participant=replace(form.participant, email="ar@example.org")))
    twin(services, "A. Rao", "AR@example.org")
    twin(services, "Asha Raoo")
    add_person(services, "Ben Moss", Sector.VCSE, organisation="Elsewhere")
    add_person(services, "Bens Moss", Sector.VCSE, organisation="Far away")
    found = [(f"{d.first.full_name} + {d.second.full_name}", d.likeness) for d in services.merging.possible()]
    assert found == [
        ("Asha Rao + A. Rao", Likeness.SAME_EMAIL),
        ("Asha Rao + Asha Raoo", Likeness.ALIKE_NAME),
        ("Ben Moss + Ben Moss", Likeness.SAME_NAME),
    ]
    lines = [line.text for line in services.overview.round().readiness]
    assert "3 entries may be somebody who is listed already" in lines


def test_decided_to_be_two_they_are_not_listed_again(services: Services, ids: Ids):
    twin(services, "Asha Raoo")
    services.merging.keep_two(
        ParticipantId(person_id(services, "Asha Rao")), ParticipantId(person_id(services, "Asha Raoo"))
    )
    assert services.merging.possible() == ()


def test_merging_takes_the_chosen_fields_and_moves_all_else(services: Services, ids: Ids):
    kept, gone, ben = person_id(services, "Asha Rao"), twin(services, "Asha Raoo", "a@example.org"), 2
    services.rules.add(RuleKind.NEVER_PAIR, ParticipantId(gone), ParticipantId(ben))
    services.rules.add(RuleKind.PREFER, ParticipantId(kept), ParticipantId(ben))
    sides = (
        Party(Side.FIRST, participant_id=ParticipantId(gone)),
        Party(Side.SECOND, organisation_id=OrganisationId(2)),
    )
    services.interests.save(Conflict(parties=sides))
    compared = services.merging.compare(ParticipantId(gone), ParticipantId(kept))
    assert {d.field: d.takes_second for d in compared.differences} == {
        "family": False,
        "email": True,
        "phone": True,
    }
    assert compared.obstacle == ""
    before = rows_of(services.path)
    services.merging.merge(ParticipantId(kept), ParticipantId(gone), {"email"})
    [asha] = [m.participant for m in services.people.people() if m.name.startswith("Asha")]
    assert (asha.id, asha.email, asha.phone) == (kept, "a@example.org", "")
    [rule] = services.rules.rules()
    assert (rule.rule.kind, rule.rule.people) == (RuleKind.NEVER_PAIR, {kept, ben})
    assert services.interests.all()[0].sides[0] == "Asha Rao"
    services.history.undo()
    assert rows_of(services.path) == before


def test_two_who_both_answered_in_one_round_are_not_merged(services: Services, ids: Ids):
    kept, gone = person_id(services, "Asha Rao"), twin(services, "Asha Raoo", shares="Policy")
    assert "Both have answered" in services.merging.compare(ParticipantId(kept), ParticipantId(gone)).obstacle
    with pytest.raises(UserError, match="Both have answered"):
        services.merging.merge(ParticipantId(kept), ParticipantId(gone))


def test_an_answer_of_an_earlier_round_comes_along(services: Services, ids: Ids):
    gone = person_id(services, "Asha Rao")
    services.rounds.start("Round 2", letters_on=date(2027, 9, 1), invited=())
    kept = twin(services, "Asha Raoo", shares="Bid")
    services.merging.merge(ParticipantId(kept), ParticipantId(gone), {"family"})
    with services.file.reading() as unit:
        assert [p.round_id for p in unit.participations.where(participant_id=kept)] == [1, 2]
        assert unit.people.find(ParticipantId(gone)) is None


def test_an_erased_person_is_erased_under_earlier_ids_too(services: Services, ids: Ids):
    kept, gone = person_id(services, "Asha Rao"), twin(services, "Asha Raoo")
    services.merging.merge(ParticipantId(kept), ParticipantId(gone))
    services.erasure.erase(ParticipantId(kept))
    assert set(BackupFolder(services.file.document_uuid).erased()) == {kept, gone}


def test_no_table_that_refers_to_a_part_in_a_round_is_forgotten() -> None:
    # `is_empty` must look through every one of these, or something would be lost with an empty part.
    looked_at = {
        "participation_strength",
        "participation_theme",
        "if_only",
        "unknown_value",
        "kept_answer",
        "answer",
        "learning",
        "letter",
        "entry",
        "entry_share",
        "pairing",
        "pairing_member",
        "placed",
        "offer",
        "introduced",
        "payment_line",
    }
    part = Row.metadata.tables[ParticipationRow.__tablename__]
    referring = {
        table.name
        for table in Row.metadata.sorted_tables
        if any(reference.column.table is part for reference in table.foreign_keys)
    }
    assert referring == looked_at
