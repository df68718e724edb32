"""What was read once is not read again, and still nobody is shown anything but what the file holds."""

from dataclasses import replace
from pathlib import Path

import pytest

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import OrganisationId
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.refusals import LostFile
from buddy_matcher.domain.rounds import Scheme
from buddy_matcher.services.schemes import Services, open_read_only
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.conftest import Tally
from tests.helpers.people import Ids, add_four
from tests.storage.killed_child import actions, perform
from tests.storage.scheme_seen import everything_in

FEWEST = 3
"""So many people the actions need."""


@pytest.fixture
def file(tmp_path: Path):
    file = SchemeFile.create(tmp_path / "scheme.buddy", Scheme(name="Known"))
    add(file, "Harbour Trust")
    yield file
    file.close()


def add(file: SchemeFile, name: str) -> Organisation:
    with file.changing(Label("Add")) as unit:
        added = unit.organisations.save(Organisation(name=name, sector=Sector.HEALTH))
        unit.commit()
    return added


def rename(file: SchemeFile, name: str, *, keeps: bool = True) -> list[str]:
    """Rename the first organisation; return the names that the action itself sees, before and after."""
    with file.changing(Label("Rename")) as unit:
        first = unit.organisations.all()[0]
        unit.organisations.save(replace(first, name=name))
        seen = [first.name, unit.organisations.all()[0].name, unit.organisations.get(first.id).name]
        if keeps:
            unit.commit()
    return seen


def names(file: SchemeFile) -> list[str]:
    with file.reading() as unit:
        listed = [each.name for each in unit.organisations.all()]
        assert [unit.organisations.get(each.id).name for each in unit.organisations.all()] == listed
        assert [each.name for each in unit.organisations.where(sector=Sector.HEALTH.value)] == listed
    return listed


def test_a_table_that_nobody_touched_is_handed_out_as_it_was(file: SchemeFile):
    with file.reading() as unit:
        before = unit.organisations.all()
    with file.changing(Label("Note")) as unit:
        unit.save_scheme(replace(unit.scheme, name="Renamed"))
        unit.commit()
    with file.reading() as unit:
        assert unit.organisations.all() is before


def test_an_action_sees_what_it_did_and_others_only_what_was_kept(file: SchemeFile):
    assert names(file) == ["Harbour Trust"]
    assert rename(file, "Bay Trust", keeps=False) == ["Harbour Trust", "Bay Trust", "Bay Trust"]
    assert names(file) == ["Harbour Trust"]
    rename(file, "Bay Trust")
    assert names(file) == ["Bay Trust"]


def test_what_stands_so_already_is_not_written_again(file: SchemeFile):
    with file.changing(Label("Say it again")) as unit:
        [known] = unit.organisations.all()
        assert unit.organisations.save_all([replace(known)]) == (known,)
        assert not unit.commit()


def test_a_part_that_differs_only_in_its_code_is_written(services: Services, ids: Ids):
    # Two parts are equal whatever their codes.
    with services.file.changing(Label("Give another code")) as unit:
        [part, *_] = unit.participations.all()
        unit.participations.save(replace(part, code="0000ABCD"))
        assert unit.commit()
    with services.file.reading() as unit:
        assert unit.participations.get(part.id).code == "0000ABCD"


def test_only_what_is_there_is_removed(file: SchemeFile):
    added = add(file, "Quay Surgery")
    with file.changing(Label("Remove")) as unit, pytest.raises(KeyError, match="Organisation 99"):
        unit.organisations.remove_all([added.id, OrganisationId(99)])
    assert names(file) == ["Harbour Trust", "Quay Surgery"]


def test_undo_and_redo_are_seen_at_once(file: SchemeFile):
    assert names(file) == ["Harbour Trust"]
    add(file, "Quay Surgery")
    assert names(file) == ["Harbour Trust", "Quay Surgery"]
    file.undo()
    assert names(file) == ["Harbour Trust"]
    file.redo()
    assert names(file) == ["Harbour Trust", "Quay Surgery"]


def test_what_is_undone_to_look_at_only_is_seen_by_nobody_else(file: SchemeFile):
    add(file, "Quay Surgery")
    assert names(file) == ["Harbour Trust", "Quay Surgery"]
    with file.undoing_to(1) as unit:
        assert [each.name for each in unit.organisations.all()] == ["Harbour Trust"]
    assert names(file) == ["Harbour Trust", "Quay Surgery"]


def test_what_an_erasure_took_away_is_shown_nowhere(file: SchemeFile):
    with file.changing(Label("Add")) as unit:
        person = unit.people.save(Participant(given="Asha"))
        unit.commit()
    assert everybody(file) == ["Asha"]
    file.erase(person.id)
    assert everybody(file) == []
    assert names(file) == ["Harbour Trust"]


def everybody(file: SchemeFile) -> list[str]:
    with file.reading() as unit:
        return [person.given for person in unit.people.all()]


def rename_and_move(file: SchemeFile, name: str, aside: Path) -> None:
    """Rename the first organisation, while the file goes elsewhere before the commit."""
    with file.changing(Label("Rename")) as unit:
        unit.organisations.save(replace(unit.organisations.all()[0], name=name))
        assert unit.organisations.all()[0].name == name
        file.path.rename(aside)
        unit.commit()


def test_after_a_commit_that_the_file_refused_it_is_shown_as_it_was(file: SchemeFile):
    assert names(file) == ["Harbour Trust"]
    aside = file.path.with_name("aside.buddy")
    with pytest.raises(LostFile):
        rename_and_move(file, "Bay Trust", aside)
    aside.rename(file.path)
    assert names(file) == ["Harbour Trust"]
    # Whatever was kept for the count that the refused commit would have had is not taken for this one's.
    add(file, "Quay Surgery")
    assert names(file) == ["Harbour Trust", "Quay Surgery"]
    file.undo()
    assert names(file) == ["Harbour Trust"]


def compare(services: Services, seed: int, tally: Tally) -> None:
    """Perform actions, and hold what is kept of the file after each against what it says read afresh."""
    for action in actions(seed):
        if len(services.people.people()) < FEWEST:
            add_four(services)
        perform(services, action)
        afresh = open_read_only(services.path)
        assert everything_in(services) == everything_in(afresh)
        afresh.close()
        tally("What is kept of an open file, held against the file", actions=1)


def test_whatever_was_done_what_is_kept_says_the_same_as_the_file(services: Services, ids: Ids, tally: Tally):
    compare(services, 3, tally)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 20))
def test_hundreds_of_actions_leave_what_is_kept_as_the_file_says(
    services: Services, ids: Ids, tally: Tally, seed: int
):
    for part in range(5):
        compare(services, seed * 10 + part, tally)
