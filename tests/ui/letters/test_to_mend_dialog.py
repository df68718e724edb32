"""The list of what looks odd before letters go out."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.people import Delivery, LetterPreferences
from buddy_matcher.domain.rounds import Coordinator
from buddy_matcher.services.edit_people import EditPeople, PersonForm
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.letters.letters_page import LettersPage
from buddy_matcher.ui.letters.to_mend_dialog import ToMendDialog
from buddy_matcher.ui.people.person_dialog import PersonDialog
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.scheme_dialog import SchemeDetails, SchemeDialog
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.letters_page import change, command, shown_buttons


def test_what_looks_odd_is_one_list_to_mend_in_place(page: LettersPage, services: Services, ids, qtbot):
    change(services, ids["Cara"], given="CARA", letters=LetterPreferences(delivery=Delivery.POST))
    change(services, ids["Ben"], letters=LetterPreferences(language=Language.WELSH))
    page.refresh()
    assert "Look at 4 things…" in shown_buttons(page)
    dialog = ToMendDialog(None, services.letters.to_mend, mend_greeting(services, ids))
    qtbot.addWidget(dialog)
    listed = [(entry.who, entry.what[:28]) for entry in dialog.table.shown()]
    assert listed == [
        ("Every letter", "Letters can’t say whom to as"),
        ("CARA Lunt", "Check the greeting “Dear CAR"),
        ("CARA Lunt", "Asked for post, and the addr"),
        ("Ben Moss", "Asked for Cymraeg: not avail"),
    ]
    dialog.table.selectRow(1)
    dialog.mending.click()
    assert len(dialog.table.shown()) == 3


def mend_greeting(services: Services, ids):
    return lambda entry: change(services, entry.member_id, given="Cara")


def test_each_entry_is_mended_in_place_from_the_window(
    window: MainWindow, services: Services, ids, monkeypatch
):
    change(services, ids["Cara"], given="CARA")
    services.close()
    assert window.open_file(services.path)
    opened, left = window.workspace.services, []

    def mend_all(parent: QWidget, find, mend) -> None:
        dialog = ToMendDialog(parent, find, mend)
        while dialog.mending.isEnabled():
            dialog.mending.click()
        left.append(find())
        dialog.deleteLater()

    def fill_in(_parent: QWidget, _people: EditPeople, form: PersonForm, _refusal: object) -> PersonForm:
        return replace(form, participant=replace(form.participant, given="Cara"))

    def name_coordinator(_parent: QWidget, before: SchemeDetails) -> SchemeDetails:
        coordinator = Coordinator(name="Morag Ellis", phone="07700 900100")
        return replace(before, scheme=replace(before.scheme, coordinator=coordinator))

    monkeypatch.setattr(ToMendDialog, "ask", mend_all)
    monkeypatch.setattr(PersonDialog, "ask", fill_in)
    monkeypatch.setattr(SchemeDialog, "ask", name_coordinator)
    window.workspace.show_place(Place.LETTERS)
    assert len(opened.letters.to_mend()) == 2
    command(window.workspace.page(Place.LETTERS), "Look at 2 things").trigger()
    assert left == [()]
    assert opened.letters.coordinator().name == "Morag Ellis"
    assert not command(window.workspace.page(Place.LETTERS), "Look at").isEnabled()
