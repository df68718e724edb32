"""Choosing one person from a searched list, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.ui.widgets.choose_person_dialog import ChoicesModel, ChoosePersonDialog, PersonChoice
from buddy_matcher.ui.widgets.match_delegate import Match

CHOICES = (
    PersonChoice(
        id=1,
        name="Zoë Ŵyn",
        organisation="A & B",
        sector=Sector.VCSE,
        match=Match("Both gain", 80, Gaining.ALL),
    ),
    PersonChoice(
        id=2,
        name="<b>Ben</b>",
        organisation="Roots",
        sector=Sector.HEALTH,
        match=Match("One gains", 30, Gaining.SOME),
        now="Now with Cara",
        warning="⚠ They work in the same sector",
    ),
)


@pytest.fixture
def dialog(qtbot) -> ChoosePersonDialog:
    dialog = ChoosePersonDialog(None, "Pair Asha with", "Best first.", CHOICES, accept="Pair these two")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_model_keeps_qts_rules(qtmodeltester):
    model = ChoicesModel[int]()
    model.show_rows(CHOICES)
    qtmodeltester.check(model)
    assert [model.index(1, column).data() for column in range(3)] == [
        "<b>Ben</b>, Roots",
        "One gains",
        "Now with Cara, ⚠ They work in the same sector",
    ]


def test_the_best_choice_is_selected_at_first(dialog: ChoosePersonDialog):
    assert dialog.chosen_id == 1


def test_typing_narrows_the_list_without_accents_and_return_chooses(dialog: ChoosePersonDialog, qtbot):
    qtbot.keyClicks(dialog.search, "zoe w")
    assert dialog.chosen_id == 1
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)


def test_arrow_keys_move_in_the_list_while_typing(dialog: ChoosePersonDialog, qtbot):
    dialog.search.setFocus()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.chosen_id == 2


def test_nobody_found_can_not_be_chosen(dialog: ChoosePersonDialog, qtbot):
    qtbot.keyClicks(dialog.search, "nobody of that name")
    assert dialog.chosen_id is None
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Pair these two")
    assert not button.isEnabled()
