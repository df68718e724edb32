"""The People page on real services: what it shows, and each of its commands."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.edit_people import PersonForm
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.noting.note_dialog import Answer, NoteDialog
from buddy_matcher.ui.people.bin_dialog import BinDialog
from buddy_matcher.ui.people.people_commands import PeopleServices
from buddy_matcher.ui.people.people_page import PeoplePage
from buddy_matcher.ui.people.person_card import PersonCard
from buddy_matcher.ui.people.person_dialog import PersonDialog
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.reading_label import LinesButton
from buddy_matcher.ui.widgets.rows_view import RowsView
from tests.helpers.dialogs import answer
from tests.helpers.lives import TODAY, leaving_on
from tests.helpers.people import Ids, add_person
from tests.helpers.window import message


@pytest.fixture
def operations(qtbot):
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


@pytest.fixture
def page(services: Services, operations: Operations, qtbot) -> PeoplePage:
    page = PeoplePage(
        PeopleServices(
            services.people, services.changing, services.merging, services.erasure, services.entries
        ),
        services.latest,
        leaving_on(services),
        operations,
        lambda: TODAY,
    )
    qtbot.addWidget(page)
    operations.changed.connect(page.refresh)
    page.resize(1200, 800)
    page.refresh()
    page.show()
    return page


def command(page: PeoplePage, beginning: str) -> QAction:
    return next(a for a in page.commands() if a.text().replace("&", "").startswith(beginning))


def table(page: PeoplePage) -> RowsView:
    return page.findChild(RowsView)


def shown(page: PeoplePage) -> list[str]:
    model = table(page).model()
    return [model.index(row, 0).data().split(",")[0] for row in range(model.rowCount())]


def chip(page: PeoplePage, beginning: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text().startswith(beginning))


def card(page: PeoplePage) -> list[str]:
    return [label.text() for label in page.findChild(PersonCard).widget().findChildren(QLabel)]


def test_with_nobody_the_page_offers_to_import_and_to_add(page: PeoplePage):
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Nobody here yet" in words
    offered = [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]
    assert offered == ["Bin…", "I&mport from a file…", "Add person…"]


def test_everybody_is_listed_with_the_card_of_the_first(page: PeoplePage, ids: Ids):
    page.refresh()
    assert shown(page) == ["Cara Lunt", "Ben Moss", "Dewi Pugh", "Asha Rao"]
    assert card(page)[0] == "Cara Lunt"
    assert "Budgets and financial planning\nProject management" in card(page)


def test_the_card_says_why_someone_has_no_buddy(page: PeoplePage, services: Services):
    add_person(services, "Eve Stone", Sector.VCSE)
    page.refresh()
    assert any("named no strengths" in text for text in card(page))


def test_searching_and_filtering_narrow_the_table(page: PeoplePage, ids: Ids, qtbot):
    page.refresh()
    chip(page, "Health").click()
    assert shown(page) == ["Cara Lunt", "Asha Rao"]
    qtbot.keyClicks(page.findChild(QLineEdit), "policy")
    assert shown(page) == ["Asha Rao"]
    assert card(page)[0] == "Asha Rao"


def test_only_some_people_are_shown_until_the_chip_takes_that_off(page: PeoplePage, ids: Ids):
    page.refresh()
    chip(page, "VCSE").click()
    page.show_only([ids["Asha"], ids["Cara"]])
    assert shown(page) == ["Cara Lunt", "Asha Rao"]
    only = chip(page, "Showing 2 people")
    assert only.isVisible()
    only.click()
    assert len(shown(page)) == 4
    assert not only.isVisible()


def test_the_selection_and_the_filter_stay_when_people_are_read_anew(page: PeoplePage, ids: Ids):
    page.refresh()
    chip(page, "VCSE").click()
    table(page).selectRow(1)
    page.refresh()
    assert card(page)[0] == "Dewi Pugh"
    assert shown(page) == ["Ben Moss", "Dewi Pugh"]


def test_return_opens_the_form_of_who_is_selected(page: PeoplePage, ids: Ids, monkeypatch, qtbot):
    page.refresh()
    asked = answer(monkeypatch, PersonDialog, with_=None)
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert asked[0][1].participant.full_name == "Cara Lunt"


def test_adding_a_person_tells_every_page(
    page: PeoplePage, ids: Ids, operations: Operations, monkeypatch, qtbot
):
    def ask(parent, people, form, refusal) -> PersonForm:
        eve = replace(form.participant, given="Eve", family="Stone")
        return replace(form, participant=eve, organisation="Asha Rao’s group")

    monkeypatch.setattr(PersonDialog, "ask", ask)
    with qtbot.waitSignal(operations.changed) as told:
        command(page, "Add person").trigger()
    assert told.args[0].touches(Kind.PEOPLE)
    assert "Eve Stone" in shown(page)


def test_delete_moves_the_selected_people_to_the_bin(
    page: PeoplePage, services: Services, ids: Ids, operations: Operations, qtbot
):
    page.refresh()
    page.activateWindow()
    table(page).setFocus()
    table(page).selectAll()
    assert "4 people selected" in card(page)
    with qtbot.waitSignal(operations.changed):
        qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    assert services.people.people() == ()
    assert len(services.people.bin()) == 4


def test_an_agreed_buddy_is_taken_away_only_when_confirmed(
    page: PeoplePage, services: Services, ids: Ids, monkeypatch
):
    services.plan.suggest(agree=True)
    page.refresh()
    asked = answer(monkeypatch, ConfirmDialog, with_=False)
    command(page, "Remove").trigger()
    assert len(services.people.people()) == 4
    assert str(asked[0][1]).startswith("Cara Lunt has an agreed buddy")
    answer(monkeypatch, ConfirmDialog, with_=True)
    command(page, "Remove").trigger()
    assert len(services.people.people()) == 3


def test_importing_is_left_to_the_window(page: PeoplePage, qtbot):
    with qtbot.waitSignal(page.sheet_wanted):
        command(page, "Import").trigger()


def test_the_bin_opens(page: PeoplePage, monkeypatch):
    asked = answer(monkeypatch, BinDialog, with_=None)
    command(page, "Bin").trigger()
    assert len(asked) == 1


def test_names_that_look_like_markup_show_as_typed(page: PeoplePage, services: Services):
    add_person(services, "<img src=x>", Sector.VCSE, organisation="<b>A & #strong</b>", shares="Bid")
    page.refresh()
    assert {"<img src=x>", "<b>A & #strong</b>"} <= set(card(page))
    labels = page.findChild(PersonCard).findChildren(QLabel)
    assert {label.textFormat() for label in labels if label.text()} == {Qt.TextFormat.PlainText}
    assert "&lt;img" in table(page).model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_every_command_but_the_windows_import_has_a_shortcut_of_its_own(page: PeoplePage):
    own = [action for action in page.commands() if "mport" not in action.text()]
    shortcuts = [action.shortcut().toString() for action in own]
    assert all(shortcuts)
    assert len(set(shortcuts)) == len(shortcuts)


def test_who_is_selected_can_be_erased(
    page: PeoplePage,
    ids: Ids,
    services: Services,
    operations: Operations,
    monkeypatch: pytest.MonkeyPatch,
    qtbot,
):
    page.refresh()
    answer(monkeypatch, ConfirmDialog, with_=True)
    with qtbot.waitSignal(operations.changed):
        command(page, "Erase a person").trigger()
    assert "Cara Lunt is erased" in message(page)
    assert "Cara Lunt" not in shown(page)
    assert services.people.bin() == ()
    table(page).selectAll()
    assert not command(page, "Erase a person").isEnabled()


def test_a_copy_to_look_at_offers_nothing_that_changes_people(
    page: PeoplePage, ids: Ids, operations: Operations
):
    operations.is_read_only = True
    page.refresh()
    enabled = [action.text().replace("&", "") for action in page.commands() if action.isEnabled()]
    assert enabled == ["Find people"]


def test_who_is_added_is_shown_whatever_was_searched(
    page: PeoplePage, ids: Ids, services: Services, monkeypatch: pytest.MonkeyPatch, qtbot
):
    page.refresh()
    qtbot.keyClicks(page.findChild(QLineEdit), "Asha")
    form = services.people.blank_form()
    eve = replace(form, participant=replace(form.participant, given="Eve"), organisation="Canal Walkers")
    answer(monkeypatch, PersonDialog, with_=eve)
    command(page, "Add").trigger()
    assert card(page)[0] == "Eve"
    assert page.focusWidget() is table(page)


def test_a_filter_from_elsewhere_goes_when_someone_types(page: PeoplePage, ids: Ids, qtbot):
    page.refresh()
    page.show_only((ids["Asha"],))
    assert shown(page) == ["Asha Rao"]
    qtbot.keyClicks(page.findChild(QLineEdit), "Ben")
    assert shown(page) == ["Ben Moss"]
    assert not chip(page, "Showing").isVisible()


def test_what_was_typed_comes_again_when_it_could_not_be_kept(
    page: PeoplePage, ids: Ids, services: Services, monkeypatch: pytest.MonkeyPatch
):
    page.refresh()
    form = services.people.form_of(ids["Asha"])
    typed = replace(form, participant=replace(form.participant, given=""))
    answers, asked = [typed, None], []

    def ask(_parent, _people, form, refusal=None):
        asked.append((form, refusal))
        return answers.pop(0)

    monkeypatch.setattr(PersonDialog, "ask", ask)
    command(page, "Edit").trigger()
    assert [refusal is None for _, refusal in asked] == [True, False]
    assert asked[1][0] == typed


def test_a_note_about_somebody_is_kept_changed_and_struck_out(
    page: PeoplePage, services: Services, ids: Ids, monkeypatch: pytest.MonkeyPatch
):
    def noted() -> tuple[Entry, ...]:
        return table(page).chosen_rows()[0].noted

    def told(text: str) -> Answer:
        blank = Entry(participation_id=ids["Asha"], on=TODAY, kind=EntryKind.NOTE)
        return Answer(replace(noted()[0] if noted() else blank, said=text))

    table(page).choose(lambda row: row.participation_id == ids["Asha"])
    page.refresh()
    answer(monkeypatch, NoteDialog, with_=told("Prefers mornings"))
    command(page, "Note").trigger()
    assert [entry.said for entry in noted()] == ["Prefers mornings"]
    line = next(b for b in page.findChild(PersonCard).findChildren(LinesButton))
    answer(monkeypatch, NoteDialog, with_=told("Prefers evenings"))
    line.click()
    assert [entry.said for entry in noted()] == ["Prefers evenings"]
    answer(monkeypatch, NoteDialog, with_=Answer(noted()[0], is_struck_out=True))
    page.findChild(PersonCard).findChildren(LinesButton)[0].click()
    assert noted() == ()
    services.history.undo()
    page.refresh()
    assert [entry.said for entry in noted()] == ["Prefers evenings"]
