"""The list of local organisations: brought in, matched with who took part, kept whatever is merged."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED, OrganisationId
from buddy_matcher.domain.lists import ListKind
from buddy_matcher.domain.local_organisations import LocalLine, LocalOrganisation, Reach
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.report import Part
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.schemes import Services, create_scheme
from tests.helpers.kept_schemes import opened
from tests.helpers.people import add_person, new_scheme

TODAY = date(2026, 11, 29)
LIST = """Organisation,Kind,Postcode,Themes,Invited
the hub,Charity,LS1,Carers,
Asha Rao’s group,NHS trust,LS2,,
Dewi’s Pantry,Community group,LS3,Carers,Yes
Hill Mosque,Faith group,BD3,,
St Mary,Faith group,LS1,,
St Mary,Faith group,BD4,,
"""


def a_pair(path: Path) -> Services:
    """Make a scheme with an agreed pair, of the Hub and of a trust."""
    made = create_scheme(path, "West Moor buddies")
    add_person(made, "Asha Rao", Sector.HEALTH, shares="Policy", wishes="Bid")
    add_person(made, "Ben Li", Sector.VCSE, organisation="The Hub", shares="Bid", wishes="Policy")
    made.plan.suggest(agree=True)
    return made


def a_list(path: Path) -> Services:
    """Make that scheme with the list of local organisations."""
    made, sheet = a_pair(path), path.with_name("list.csv")
    sheet.write_text(LIST, encoding="utf-8")
    assert made.reach.import_list(sheet, TODAY).added == 6
    return made


@pytest.fixture
def listed(tmp_path: Path) -> Iterator[Services]:
    with closing(opened(a_list, tmp_path / "scheme.buddy")) as services:
        yield services


def lines(services: Services) -> dict[tuple[str, str], LocalLine]:
    return {(line.local.name, line.local.outcode): line for line in services.reach.reach().lines}


def organisation(services: Services, name: str) -> OrganisationId:
    return next(each.id for each in services.organisations.all() if each.name == name)


def test_a_list_is_matched_with_whoever_took_part(listed: Services):
    assert {key: line.furthest for key, line in lines(listed).items()} == {
        ("the hub", "LS1"): Reach.PAIRED,
        ("Asha Rao’s group", "LS2"): Reach.PAIRED,
        ("Dewi’s Pantry", "LS3"): Reach.INVITED,
        ("Hill Mosque", "BD3"): Reach.NOT_YET,
        ("St Mary", "LS1"): Reach.NOT_YET,
        ("St Mary", "BD4"): Reach.NOT_YET,
    }
    reach = listed.reach.reach()
    assert reach.took_part == (2,)
    assert [(each.name, each.listed, each.not_yet) for each in reach.by_area] == [("BD", 2, 2), ("LS", 4, 1)]
    assert [(each.name, each.paired, each.invited) for each in reach.by_theme] == [("Carers", 1, 2)]


def test_whoever_waits_or_left_counts_so(listed: Services):
    add_person(listed, "Cat Moss", Sector.VCSE, organisation="Hill Mosque", shares="Bid")
    assert lines(listed)["Hill Mosque", "BD3"].furthest is Reach.WAITED
    listed.people.set_status("Cat Moss", Status.WITHDRAWN)
    assert lines(listed)["Hill Mosque", "BD3"].furthest is Reach.LEFT


def test_the_same_list_again_changes_nothing_and_a_fuller_one_fills_in(listed: Services, tmp_path: Path):
    path = tmp_path / "again.csv"
    path.write_text(LIST, encoding="utf-8")
    again = listed.reach.import_list(path, date(2027, 1, 1))
    assert (again.added, again.updated, again.unchanged, bool(again.changes)) == (0, 0, 6, False)
    path.write_text("Name,Type\nHILL MOSQUE,Charity\nNew One,CIC\n", encoding="utf-8")
    more = listed.reach.import_list(path, TODAY)
    assert (more.added, more.updated) == (1, 1)
    mosque = lines(listed)["Hill Mosque", "BD3"].local
    assert (mosque.kind, mosque.outcode) == (OrganisationKind.CHARITY, "BD3")
    listed.history.undo()
    assert len(lines(listed)) == 6


def test_renaming_or_merging_an_organisation_keeps_what_is_known_of_it(listed: Services):
    hub = next(each for each in listed.organisations.all() if each.name == "The Hub")
    listed.organisations.save(replace(hub, name="Leeds Community Hub"))
    assert lines(listed)["the hub", "LS1"].known_as == "Leeds Community Hub"
    add_person(listed, "Dan Ode", Sector.VCSE, organisation="Hub of Leeds", shares="Bid")
    listed.organisations.merge(hub.id, organisation(listed, "Hub of Leeds"))
    assert lines(listed)["the hub", "LS1"].known_as == "Hub of Leeds"


def test_of_two_with_one_name_the_coordinator_says_which_is_meant(listed: Services):
    add_person(listed, "Cat Moss", Sector.VCSE, organisation="St Mary", shares="Bid")
    mary = lines(listed)["St Mary", "BD4"].local
    assert lines(listed)["St Mary", "BD4"].furthest is Reach.NOT_YET
    listed.reach.save(replace(mary, organisation_id=organisation(listed, "St Mary")))
    assert lines(listed)["St Mary", "BD4"].furthest is Reach.WAITED
    assert lines(listed)["St Mary", "LS1"].furthest is Reach.NOT_YET


def test_themes_of_the_list_follow_their_merge_and_hold_them(listed: Services):
    themes = {each.name: each.id for each in listed.lists.entries(ListKind.THEMES)}
    carers, other = themes["Carers"], next(each for name, each in themes.items() if name != "Carers")
    with pytest.raises(UserError):
        listed.lists.remove(ListKind.THEMES, [carers])
    listed.lists.merge(ListKind.THEMES, [carers], other)
    assert lines(listed)["the hub", "LS1"].local.theme_ids == {other}


def test_inviting_and_taking_off_are_undone(listed: Services):
    mosque = lines(listed)["Hill Mosque", "BD3"].local
    listed.reach.invite([mosque.id], TODAY)
    assert lines(listed)["Hill Mosque", "BD3"].furthest is Reach.INVITED
    listed.reach.remove([mosque.id])
    listed.history.undo()
    listed.history.undo()
    assert lines(listed)["Hill Mosque", "BD3"].local == mosque


def test_a_day_on_which_nobody_can_have_been_asked_is_refused_or_left_out(listed: Services, tmp_path: Path):
    listed.rounds.set_date(Milestone.LETTERS_ON, date(2027, 3, 1))
    mosque = lines(listed)["Hill Mosque", "BD3"].local
    for day in (date(2025, 6, 1), date(2029, 1, 10)):
        with pytest.raises(UserError, match="Nobody can have been asked"):
            listed.reach.invite([mosque.id], day)
    listed.reach.invite([mosque.id], date(2026, 9, 10))
    sheet = tmp_path / "more.csv"
    sheet.write_text("Organisation,Invited\nNew Group,2019-01-10\n", encoding="utf-8")
    taken = listed.reach.import_list(sheet, TODAY)
    assert [problem.value for problem in taken.problems] == ["2019-01-10"]
    assert lines(listed)["New Group", ""].local.invitations == ()


@pytest.mark.parametrize(
    ("local", "said"),
    [
        (LocalOrganisation(name=" "), "needs a name"),
        (LocalOrganisation(name="New", outcode="LEEDS"), "no postcode"),
        (LocalOrganisation(name="The Hub!", outcode="LS1 4AP"), "on the list already"),
    ],
)
def test_what_can_not_stand_on_the_list_is_refused(listed: Services, local: LocalOrganisation, said: str):
    with pytest.raises(UserError, match=said):
        listed.reach.save(local)


def test_a_workbook_brings_the_list_into_a_new_scheme(listed: Services, tmp_path: Path):
    mary = lines(listed)["St Mary", "BD4"].local
    listed.reach.save(replace(mary, organisation_id=organisation(listed, "The Hub")))
    listed.workbook.save(tmp_path / "all.xlsx")
    with closing(new_scheme(tmp_path / "new")) as new:
        new.imports.run(tmp_path / "all.xlsx")
        before = [replace(line, local=replace(line.local, id=UNSAVED)) for line in listed.reach.reach().lines]
        after = [replace(line, local=replace(line.local, id=UNSAVED)) for line in new.reach.reach().lines]
        told = [(b.local.name, b.local.outcode, b.kind, b.themes, b.known_as) for b in before]
        assert told == [(a.local.name, a.local.outcode, a.kind, a.themes, a.known_as) for a in after]
        assert [len(a.local.invitations) for a in after] == [len(b.local.invitations) for b in before]
        assert new.reach.import_list(tmp_path / "all.xlsx", TODAY).added == 0


def test_erasing_somebody_leaves_the_list_as_it_was(listed: Services):
    before = [line.local for line in listed.reach.reach().lines]
    ben = next(m for m in listed.people.people() if m.name == "Ben Li")
    listed.erasure.erase(ben.participant.id)
    assert [line.local for line in listed.reach.reach().lines] == before


def test_a_report_tells_of_it_without_names(listed: Services, tmp_path: Path):
    rows = "\n".join(f"Local group {number},CIC,LS{number % 9 + 1},,yes" for number in range(40))
    path = tmp_path / "more.csv"
    path.write_text(f"Organisation,Kind,Postcode,Themes,Invited\n{rows}\n", encoding="utf-8")
    listed.reach.import_list(path, TODAY)
    report = listed.reports.report(TODAY)
    tables = {table.title: table for table in report.sections[list(Part).index(Part.REACH)].tables}
    assert tables["Local organisations reached so far"].rows[-1][:2] == ("All", 46)
    assert not [name for name, _ in lines(listed) if name in repr(report)]
