"""The Organisations page and its dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.organisations.organisation_dialog import OrganisationDialog
from buddy_matcher.ui.organisations.organisations_page import OrganisationsModel, OrganisationsPage
from tests.helpers.dialogs import answer


@pytest.fixture
def operations(qtbot):
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


@pytest.fixture
def page(services: Services, ids: dict[str, int], operations: Operations, qtbot) -> OrganisationsPage:
    page = OrganisationsPage(services.organisations, services.people, operations)
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


def test_return_asks_for_the_people_of_an_organisation(page: OrganisationsPage, ids: dict[str, int], qtbot):
    page.table.choose_first()
    with qtbot.waitSignal(page.people_wanted) as wanted:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == [(ids["Asha"],)]


def test_an_edited_organisation_is_shown(page: OrganisationsPage, monkeypatch: pytest.MonkeyPatch):
    page.table.choose_first()
    [chosen] = page.table.chosen_rows()
    dialog = OrganisationDialog(page, chosen.organisation, [])
    dialog.name.setText("The Hub")
    dialog.sector.setCurrentText(Sector.VCSE.label)
    dialog.kind.setCurrentText(OrganisationKind.FAITH_GROUP.label)
    answer(monkeypatch, OrganisationDialog, dialog.edited)
    command(page, "Edit").trigger()
    edited = next(line.organisation for line in page.table.shown() if line.organisation.name == "The Hub")
    assert (edited.sector, edited.kind) == (Sector.VCSE, OrganisationKind.FAITH_GROUP)


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

    def ask(_parent, organisation, _others, refusal=None):
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
