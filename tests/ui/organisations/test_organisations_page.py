"""The Organisations page and its dialog."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from buddy_matcher.domain.conflicts import Conflict, Party, Side
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector, Successor
from buddy_matcher.domain.registers import Register
from buddy_matcher.domain.rooms import Room, RoomFeature
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.noting.note_dialog import Answer, NoteDialog
from buddy_matcher.ui.organisations.interest_dialog import InterestDialog
from buddy_matcher.ui.organisations.interests_dialog import InterestsDialog
from buddy_matcher.ui.organisations.organisation_card import OrganisationCard
from buddy_matcher.ui.organisations.organisation_dialog import OrganisationDialog
from buddy_matcher.ui.organisations.organisations_model import OrganisationsModel
from buddy_matcher.ui.organisations.organisations_page import OrganisationsPage
from buddy_matcher.ui.organisations.rooms_part import RoomDialog
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.reading_label import LinesButton
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids

TODAY = date(2027, 3, 4)


@pytest.fixture
def operations(qtbot):
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


@pytest.fixture
def page(services: Services, ids: Ids, operations: Operations, qtbot) -> OrganisationsPage:
    page = OrganisationsPage(
        services.organisations,
        services.interests,
        services.entries,
        services.latest,
        operations,
        lambda: TODAY,
    )
    qtbot.addWidget(page)
    operations.changed.connect(page.refresh)
    page.refresh()
    page.show()
    return page


def test_the_model_keeps_qts_rules(qtmodeltester, page: OrganisationsPage):
    model = OrganisationsModel()
    model.show_rows(page.table.shown())
    qtmodeltester.check(model)


def test_every_organisation_is_listed_with_its_people(page: OrganisationsPage):
    found = [(line.organisation.name, len(line.people)) for line in page.table.shown()]
    assert found == [(f"{name}’s group", 1) for name in ("Asha Rao", "Ben Moss", "Cara Lunt", "Dewi Pugh")]


def test_return_asks_for_the_people_of_an_organisation(page: OrganisationsPage, ids: Ids, qtbot):
    page.table.choose_first()
    with qtbot.waitSignal(page.people_wanted) as wanted:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == [(ids["Asha"],)]


def test_a_note_about_an_organisation_is_kept_changed_and_struck_out(
    page: OrganisationsPage, services: Services, monkeypatch: pytest.MonkeyPatch
):
    def noted() -> tuple[Entry, ...]:
        return page.table.chosen_rows()[0].noted

    page.table.choose_first()
    about = page.table.chosen_rows()[0].organisation
    note = Entry(organisation_id=about.id, on=TODAY, kind=EntryKind.NOTE, said="Shut", follow_up_on=TODAY)
    asked = answer(monkeypatch, NoteDialog, with_=Answer(note))
    command(page, "Note").trigger()
    assert (asked[0][0], [entry.said for entry in noted()]) == (about.name, ["Shut"])
    [reminder] = services.follow_up.reminders(TODAY)
    assert (reminder.about, reminder.people) == (about.name, ())
    answer(monkeypatch, NoteDialog, with_=Answer(replace(noted()[0], said="Open again")))
    page.findChild(OrganisationCard).findChildren(LinesButton)[0].click()
    assert [entry.said for entry in noted()] == ["Open again"]
    answer(monkeypatch, NoteDialog, with_=Answer(noted()[0], is_struck_out=True))
    page.findChild(OrganisationCard).findChildren(LinesButton)[0].click()
    assert noted() == ()


def test_an_edited_organisation_is_shown(page: OrganisationsPage, monkeypatch: pytest.MonkeyPatch):
    page.table.choose_first()
    [chosen] = page.table.chosen_rows()
    dialog = OrganisationDialog(page, chosen.organisation, [], TODAY)
    dialog.name.setText("The Hub")
    dialog.sector.setCurrentText(Sector.VCSE.label)
    dialog.kind.setCurrentText(OrganisationKind.FAITH_GROUP.label)
    answer(monkeypatch, OrganisationDialog, dialog.edited)
    command(page, "Edit").trigger()
    edited = next(line.organisation for line in page.table.shown() if line.organisation.name == "The Hub")
    assert (edited.sector, edited.kind) == (Sector.VCSE, OrganisationKind.FAITH_GROUP)


def test_numbers_and_rooms_of_the_form_are_kept_and_shown(
    page: OrganisationsPage, monkeypatch: pytest.MonkeyPatch
):
    [chosen] = page.table.chosen_rows()
    dialog = OrganisationDialog(page, chosen.organisation, [], TODAY)
    dialog.numbers.fields[Register.COMPANIES_HOUSE].setText("1234567, odd")
    hall = Room(name="Hall", features=frozenset({RoomFeature.HEARING_LOOP}))
    answer(monkeypatch, RoomDialog, hall)
    dialog.rooms.add.click()
    answer(monkeypatch, OrganisationDialog, dialog.edited)
    command(page, "Edit").trigger()
    told = page.findChild(OrganisationCard).text
    assert "Company number: 01234567" in told
    assert "A company number has 8 characters" in told
    assert "Hall\nHearing loop" in told


def test_an_organisation_that_was_split_up_has_become_each_part(
    page: OrganisationsPage, services: Services, monkeypatch: pytest.MonkeyPatch
):
    whole, first, second, _ = services.organisations.all()
    page.table.choose_first()
    dialog = OrganisationDialog(page, whole, services.organisations.all(), TODAY)
    for part in (first, second):
        dialog.successors.organisation.choose(part.id)
        dialog.successors.add.click()
    answer(monkeypatch, OrganisationDialog, dialog.edited)
    command(page, "Edit").trigger()
    kept = next(each for each in services.organisations.all() if each.id == whole.id)
    assert kept.became == (Successor(first.id, TODAY), Successor(second.id, TODAY))
    again = OrganisationDialog(page, kept, services.organisations.all(), TODAY)
    assert again.successors.list.item(1).text() == f"{second.name}, from 4 March 2027"
    again.successors.list.setCurrentRow(0)
    again.successors.remove.click()
    assert again.edited.became == (Successor(second.id, TODAY),)


def test_two_spellings_are_merged_and_the_one_that_stays_is_shown(
    page: OrganisationsPage, services: Services, monkeypatch: pytest.MonkeyPatch
):
    asha, cara = (page.table.shown()[row].organisation for row in (0, 2))
    answer(monkeypatch, ChooseEntryDialog, cara.id)
    command(page, "Merge").trigger()
    [chosen] = page.table.chosen_rows()
    assert chosen.organisation.id == cara.id
    assert [person.name for person in chosen.people] == ["Cara Lunt", "Asha Rao"]
    assert asha.id not in {line.organisation.id for line in page.table.shown()}


def test_an_interest_is_declared_judged_and_removed(
    page: OrganisationsPage, services: Services, operations: Operations, monkeypatch: pytest.MonkeyPatch
):
    asha, ben = (line.organisation for line in page.table.shown()[:2])
    dialog = InterestsDialog(page, services.interests, operations, TODAY, asha.id)
    possible = services.interests.possible_parties()
    form = InterestDialog(
        dialog, Conflict(parties=(Party(Side.FIRST, organisation_id=asha.id),)), possible, TODAY
    )
    answer(monkeypatch, ChooseEntryDialog, 1)
    form.sides[1].add.click()
    form.reason.setText("Commissioner and bidder")
    answer(monkeypatch, InterestDialog, form.edited)
    dialog.declare.trigger()
    [shown] = dialog.table.shown()
    assert shown.sides == (asha.name, ben.name)
    assert shown.conflict.declared_on == TODAY
    assert "Commissioner and bidder\nDeclared, not judged yet" in page.findChild(OrganisationCard).text
    dialog.table.choose_first()
    judging = InterestDialog(dialog, shown.conflict, possible, TODAY)
    judging.verdict.setCurrentIndex(2)
    judging.judged_by.setText("Nia Hughes")
    answer(monkeypatch, InterestDialog, judging.edited)
    dialog.edit.trigger()
    assert "no conflict by Nia Hughes" in dialog.table.shown()[0].conflict.standing
    dialog.table.choose_first()
    dialog.remove.trigger()
    assert dialog.table.shown() == []


def test_chips_choose_organisations_of_a_sector_and_those_with_interests(
    page: OrganisationsPage, services: Services, qtbot
):
    asha, ben = (line.organisation.id for line in page.table.shown()[:2])
    sides = (Party(Side.FIRST, organisation_id=asha), Party(Side.SECOND, organisation_id=ben))
    services.interests.save(Conflict(parties=sides))
    page.refresh()
    chips = {chip.text(): chip for chip in page.findChildren(QPushButton) if chip.isCheckable()}
    assert {"All 4", "Health 2", "VCSE 2", "No kind 4", "With interests 2"} <= chips.keys()
    chips["With interests 2"].click()
    assert [line.organisation.id for line in page.table.shown()] == [asha, ben]


def test_a_copy_to_look_at_lets_nobody_edit(page: OrganisationsPage, operations: Operations):
    edit, show_people = command(page, "Edit"), command(page, "Show")
    assert edit.isEnabled()
    operations.is_read_only = True
    page.refresh()
    assert not edit.isEnabled()
    assert show_people.isEnabled()


def test_a_search_that_finds_nothing_can_be_cleared_on_the_page(page: OrganisationsPage, qtbot):
    search = page.findChild(QLineEdit)
    qtbot.keyClicks(search, "zzz")
    assert page.table.shown() == []
    assert "Select" in command(page, "Edit").why_not
    assert "Select" in command(page, "Show").why_not
    next(b for b in page.table.findChildren(QPushButton) if b.text() == "Clear search").click()
    assert len(page.table.shown()) == 4
    assert page.table.chosen_rows()


def test_a_new_organisation_is_added_and_shown(page: OrganisationsPage, monkeypatch: pytest.MonkeyPatch):
    added = Organisation(name="Canal Walkers", sector=Sector.VCSE)
    answer(monkeypatch, OrganisationDialog, added)
    command(page, "New").trigger()
    [chosen] = page.table.chosen_rows()
    assert chosen.organisation.name == "Canal Walkers"
    assert chosen.people == ()


def test_a_refused_organisation_is_asked_for_again_as_it_was_typed(
    page: OrganisationsPage, monkeypatch: pytest.MonkeyPatch
):
    taken = page.table.shown()[0].organisation.name
    typed = Organisation(name=taken, sector=Sector.HEALTH)
    answers = [typed, None]
    asked = []

    def ask(_parent, organisation, _others, _today, refusal=None):
        asked.append((organisation, refusal))
        return answers.pop(0)

    monkeypatch.setattr(OrganisationDialog, "ask", ask)
    command(page, "New").trigger()
    (_, first), (again, refusal) = asked
    assert first is None
    assert again == typed
    assert taken in str(refusal)


def command(page: OrganisationsPage, beginning: str) -> Command:
    return next(each for each in page.commands() if each.text().replace("&", "").startswith(beginning))
