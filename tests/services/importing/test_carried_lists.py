"""The lists travel in the workbook: a round trip into a new scheme leaves nothing to decide."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from buddy_matcher.documents.tables import read_tables
from buddy_matcher.domain.lists import ListedEntry, ListKind
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_person, new_scheme

STRENGTHS, THEMES = ListKind.STRENGTHS, ListKind.THEMES


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Services]:
    """A new scheme, with the example lists."""
    folder = tmp_path / "other"
    folder.mkdir()
    services = new_scheme(folder)
    yield services
    services.close()


@pytest.fixture
def workbook(services: Services, tmp_path: Path) -> Path:
    """The workbook of a scheme with lists of its own."""
    lists = services.lists
    lists.replace_strengths(["Maps", "Plans", "=Charts"])
    maps, plans, charts = (entry.id for entry in lists.entries(STRENGTHS))
    lists.edit(STRENGTHS, maps, "Maps", "Places; and more", ["Cartography", "Map; making"])
    lists.retire(STRENGTHS, [plans], date(2027, 1, 4))
    lists.arrange(STRENGTHS, [charts, plans, maps])
    lists.add(THEMES, ["Bees"], "Outdoors")
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Maps", wishes="=Charts")
    add_person(services, "Ben Moss", Sector.VCSE, shares="Plans", wishes="Maps")
    path = tmp_path / "out.xlsx"
    services.workbook.save(path)
    return path


def described(services: Services, kind: ListKind) -> list[tuple[object, ...]]:
    return [described_entry(entry) for entry in services.lists.entries(kind)]


def described_entry(entry: ListedEntry) -> tuple[object, ...]:
    return entry.name, entry.group, set(entry.also_called), entry.is_retired, entry.can_share


def test_a_new_scheme_gets_the_same_people_and_lists_and_nothing_to_decide(
    services: Services, other: Services, workbook: Path
):
    report = other.imports.run(workbook)
    assert (report.to_decide, report.problems) == ((), ())
    for kind in ListKind:
        assert described(other, kind) == described(services, kind)
    assert [member.name for member in other.people.people()] == ["Asha Rao", "Ben Moss"]
    other.history.undo()
    assert len(other.lists.entries(STRENGTHS)) == 24


def test_importing_it_into_its_own_scheme_changes_no_list(services: Services, workbook: Path):
    before = described(services, STRENGTHS), described(services, THEMES)
    services.imports.run(workbook)
    assert (described(services, STRENGTHS), described(services, THEMES)) == before


def test_a_list_that_is_no_example_keeps_its_entries_and_gets_those_that_are_new(
    other: Services, workbook: Path
):
    other.lists.replace_strengths(["Juggling", "Cartography"])
    assert other.imports.run(workbook).to_decide == ()
    names = [entry.name for entry in other.lists.entries(STRENGTHS)]
    assert names == ["Juggling", "Cartography", "=Charts", "Plans", "Maps"]
    called = {entry.name: set(entry.also_called) for entry in other.lists.entries(STRENGTHS)}
    assert (called["Cartography"], called["Maps"]) == (set(), {"Map; making"})


def test_an_example_that_somebody_chose_from_stays(other: Services, workbook: Path):
    add_person(other, "Cara Lunt", Sector.HEALTH, shares="Policy", wishes="")
    other.imports.run(workbook)
    assert len(other.lists.entries(STRENGTHS)) == 27


def test_a_renamed_entry_does_not_come_back_with_an_older_workbook(services: Services, workbook: Path):
    maps = next(entry for entry in services.lists.entries(STRENGTHS) if entry.name == "Maps")
    services.lists.edit(STRENGTHS, maps.id, "Mapping", "", ["Cartography"])
    services.imports.run(workbook)
    assert "Maps" not in [entry.name for entry in services.lists.entries(STRENGTHS)]


def test_the_sheet_of_lists_is_not_taken_for_people(other: Services, workbook: Path):
    report = other.imports.preview(workbook)
    assert "Lists" in [table.name for table in read_tables(workbook)]
    assert not [problem for problem in report.problems if "Lists" in problem.message]
