"""The list of what looks odd before letters go out."""

from buddy_matcher.domain.people import Delivery, Language, LetterPreferences
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.letters.letters_page import LettersPage
from buddy_matcher.ui.letters.to_mend_dialog import ToMendDialog
from tests.helpers.letters_page import change, shown_buttons


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
