"""The Organisations page and its dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.services.schemes import Services
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
    edit, *_ = page.commands()
    edit.trigger()
    edited = next(line.organisation for line in page.table.shown() if line.organisation.name == "The Hub")
    assert (edited.sector, edited.kind) == (Sector.VCSE, OrganisationKind.FAITH_GROUP)


def test_a_copy_to_look_at_lets_nobody_edit(page: OrganisationsPage, operations: Operations):
    edit, show_people = page.commands()
    assert edit.isEnabled()
    operations.is_read_only = True
    page.refresh()
    assert not edit.isEnabled()
    assert show_people.isEnabled()


def test_a_search_that_finds_nothing_can_be_cleared_on_the_page(page: OrganisationsPage, qtbot):
    search = page.findChild(QLineEdit)
    qtbot.keyClicks(search, "zzz")
    assert page.table.shown() == []
    assert not any(action.isEnabled() for action in page.commands())
    next(b for b in page.table.findChildren(QPushButton) if b.text() == "Clear search").click()
    assert len(page.table.shown()) == 4
    assert page.table.chosen_rows()
