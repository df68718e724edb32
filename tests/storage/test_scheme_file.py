"""What a scheme file keeps, and what happens when it is asked for something that can't be."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import OrganisationId, ParticipantId, ParticipationId, RoundId
from buddy_matcher.domain.meeting import HalfDay, MeetingWay
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.pairings import Pairing, between
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.registers import Identifier, Register
from buddy_matcher.domain.rounds import Coordinator, Scheme
from buddy_matcher.domain.rules import PossibleRule
from buddy_matcher.domain.strengths import Strength, Theme, answers_from
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

ADD = Label("Add people")


@pytest.fixture
def scheme_file(tmp_path: Path):
    file = SchemeFile.create(tmp_path / "scheme.buddy", Scheme(name="West Moor buddies"))
    yield file
    file.close()


def add_person(unit: UnitOfWork, given: str = "Asha") -> Participation:
    employer = unit.organisations.save(
        Organisation(
            name=f"{given}’s trust",
            sector=Sector.HEALTH,
            identifiers=(Identifier(register=Register.ODS, number="A1B2C"),),
        )
    )
    person = unit.people.save(Participant(given=given, family="O’Neill", organisation_id=employer.id))
    strengths = unit.strengths.save_all(Strength(name=name, group="Money") for name in ("Budgets", "Bids"))
    theme = unit.themes.save(Theme(name="Carers"))
    return unit.participations.save(
        Participation(
            round_id=RoundId(1),
            participant_id=person.id,
            sector=Sector.VCSE,
            organisation_id=employer.id,
            strengths=answers_from({strengths[0].id: 3}, {strengths[1].id: 2}),
            theme_ids=frozenset({theme.id}),
            ways=frozenset({MeetingWay.PHONE, MeetingWay.AT_MINE}),
            free=frozenset({HalfDay(0, 2), HalfDay(6, 0)}),
        )
    )


def add_and_fail(scheme_file: SchemeFile) -> None:
    with scheme_file.changing(ADD) as unit:
        add_person(unit)
        unit.people.remove(ParticipantId(99))


def test_everything_saved_comes_back_equal_after_reopening(scheme_file: SchemeFile):
    with scheme_file.changing(ADD) as unit:
        saved = add_person(unit)
        coordinator = Coordinator(name="Zoë Ŵyn", phone="07700 900123", address=("1 High Street", "LS1 4AP"))
        unit.save_scheme(Scheme(name="Renamed", coordinator=coordinator))
        unit.commit()
    scheme_file.close()
    reopened = SchemeFile.open(scheme_file.path)
    with reopened.reading() as unit:
        assert unit.participations.all() == (saved,)
        assert unit.people.get(saved.participant_id).full_name == "Asha O’Neill"
        assert unit.organisations.all()[0].identifiers[0].number == "A1B2C"
        assert unit.scheme == Scheme(name="Renamed", coordinator=coordinator)
    reopened.close()


def test_nothing_is_kept_without_a_commit(scheme_file: SchemeFile):
    with scheme_file.changing(ADD) as unit:
        add_person(unit)
    with pytest.raises(KeyError):
        add_and_fail(scheme_file)
    with scheme_file.reading() as unit:
        assert unit.people.all() == ()
        assert unit.journal.actions() == ()
        assert unit.save_counter == 0


def test_a_commit_says_what_it_touched_and_counts_as_one_action(scheme_file: SchemeFile):
    with scheme_file.changing(ADD) as unit:
        add_person(unit)
        changes = unit.commit()
    assert changes.kinds == {Kind.PEOPLE, Kind.ORGANISATIONS, Kind.STRENGTHS}
    with scheme_file.reading() as unit:
        assert [action.label for action in unit.journal.actions()] == [ADD]
        assert unit.save_counter == 1


def test_a_unit_that_changes_nothing_leaves_no_trace(scheme_file: SchemeFile):
    with scheme_file.changing(ADD) as unit:
        saved = add_person(unit)
        unit.commit()
    with scheme_file.changing(Label("Edit {0}", (ParticipantId(1),))) as unit:
        unit.participations.save(saved)
        assert not unit.commit()
    with scheme_file.reading() as unit:
        assert len(unit.journal.actions()) == 1


def test_foreign_keys_are_enforced(scheme_file: SchemeFile):
    with pytest.raises(IntegrityError), scheme_file.changing(ADD) as unit:
        unit.people.save(Participant(given="Asha", organisation_id=OrganisationId(99)))
    with scheme_file.changing(ADD) as unit:
        pairing = Pairing(round_id=RoundId(1), memberships=between(add_person(unit).id, ParticipationId(99)))
        with pytest.raises(IntegrityError):
            unit.pairings.save(pairing)


def test_members_can_swap_places(scheme_file: SchemeFile):
    with scheme_file.changing(ADD) as unit:
        first, second = add_person(unit), add_person(unit, "Ben")
        pairing = unit.pairings.save(Pairing(round_id=RoundId(1), memberships=between(first.id, second.id)))
        unit.commit()
    swapped = replace(pairing, memberships=between(second.id, first.id))
    with scheme_file.changing(Label("Swap")) as unit:
        unit.pairings.save(swapped)
        unit.commit()
    with scheme_file.reading() as unit:
        assert unit.pairings.all() == (swapped,)
    scheme_file.undo()
    with scheme_file.reading() as unit:
        assert unit.pairings.all() == (pairing,)


def test_undo_and_redo_walk_through_every_action_and_survive_reopening(scheme_file: SchemeFile):
    with scheme_file.changing(ADD) as unit:
        first, second = add_person(unit), add_person(unit, "Ben")
        unit.commit()
    with scheme_file.changing(Label("Note a wish")) as unit:
        wish = unit.possible_rules.save(
            PossibleRule(
                participant_id=first.participant_id, text="not Ben", likely_ids=(second.participant_id,)
            )
        )
        unit.commit()
    with scheme_file.changing(Label("Edit")) as unit:
        edited = unit.participations.save(replace(first, strengths=(), theme_ids=frozenset(), capacity=2))
        unit.commit()

    scheme_file.close()
    reopened = SchemeFile.open(scheme_file.path)
    assert reopened.undo().kinds == {Kind.PEOPLE}
    with reopened.reading() as unit:
        assert unit.participations.get(first.id) == first
    assert reopened.undo().kinds == {Kind.RULES}
    assert Kind.ORGANISATIONS in reopened.undo().kinds
    assert not reopened.undo()
    with reopened.reading() as unit:
        assert unit.people.all() == ()
        assert all(action.is_undone for action in unit.journal.actions())
    while reopened.redo():
        pass
    with reopened.reading() as unit:
        assert unit.participations.all() == (edited, second)
        assert unit.possible_rules.all() == (wish,)
    reopened.close()


def test_a_new_action_after_undo_takes_the_place_of_what_was_undone(scheme_file: SchemeFile):
    with scheme_file.changing(ADD) as unit:
        add_person(unit)
        unit.commit()
    scheme_file.undo()
    with scheme_file.changing(Label("Add Ben")) as unit:
        add_person(unit, "Ben")
        unit.commit()
    assert not scheme_file.redo()
    with scheme_file.reading() as unit:
        assert [person.given for person in unit.people.all()] == ["Ben"]


def test_a_removed_object_takes_its_children_along_and_comes_back_with_them(scheme_file: SchemeFile):
    with scheme_file.changing(ADD) as unit:
        saved = add_person(unit)
        unit.commit()
    with scheme_file.changing(Label("Remove")) as unit:
        unit.participations.remove(saved.id)
        unit.commit()
    with scheme_file.reading() as unit:
        assert unit.participations.find(saved.id) is None
    scheme_file.undo()
    with scheme_file.reading() as unit:
        assert unit.participations.get(saved.id) == saved


def test_missing_objects_are_refused_by_name(scheme_file: SchemeFile):
    with scheme_file.changing(ADD) as unit:
        with pytest.raises(KeyError, match="Participant 7"):
            unit.people.get(ParticipantId(7))
        with pytest.raises(KeyError, match="Participant 7"):
            unit.people.remove(ParticipantId(7))
        with pytest.raises(KeyError, match="Participant 7"):
            unit.people.save(
                Participant(id=ParticipantId(7), given="Asha", organisation_id=OrganisationId(1))
            )
