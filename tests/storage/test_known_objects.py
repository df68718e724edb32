"""What was read once is not read again, and still nobody is shown anything but what the file holds."""

from dataclasses import replace
from pathlib import Path

import pytest

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.rounds import Scheme
from buddy_matcher.storage.scheme_file import SchemeFile


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
