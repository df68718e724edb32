"""The scheme's own lists through their dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView, QTabWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.lists import ListedEntry, ListKind
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import ColumnDecision, ReadingDecisions, ValueDecision
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.settings.list_model import ListModel, ThemesModel
from buddy_matcher.ui.settings.list_tab import ListTab
from buddy_matcher.ui.settings.lists_dialog import ListsDialog
from buddy_matcher.ui.settings.names_dialog import NamesDialog, Written
from buddy_matcher.ui.settings.remembered_tab import RememberedTab
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import add_person
from tests.helpers.sheets import write_csv


@pytest.fixture
def dialog(services: Services, operations: Operations, qtbot) -> ListsDialog:
    services.lists.replace_strengths(["Maps", "Plans", "Charts"])
    add_person(services, "Asha", Sector.HEALTH, shares="Plans", wishes="Maps")
    dialog = ListsDialog(None, services.lists, services.decisions, operations)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def tab(dialog: ListsDialog) -> ListTab:
    found = dialog.findChild(QTabWidget).currentWidget()
    assert isinstance(found, ListTab)
    return found


def names(dialog: ListsDialog) -> list[str]:
    return [entry.name for entry in tab(dialog).table.shown()]


def choose(dialog: ListsDialog, *wanted: str) -> None:
    tab(dialog).table.choose(lambda entry: entry.name in wanted)


def button(dialog: ListsDialog, beginning: str) -> QPushButton:
    return next(
        b
        for b in tab(dialog).findChildren(QPushButton)
        if b.text().replace("&", "").startswith(beginning) and b.isVisible()
    )


def test_the_model_keeps_qts_rules(services: Services, qtmodeltester):
    for kind, model in ((ListKind.STRENGTHS, ListModel()), (ListKind.THEMES, ThemesModel())):
        model.show_rows(services.lists.entries(kind))
        qtmodeltester.check(model)


def test_what_is_wanted_more_than_offered_is_said(dialog: ListsDialog):
    told = {entry.name: tab(dialog).table.model().index(place, 4).data() for place, entry in shown(dialog)}
    assert told == {"Maps": "1 would like it, 0 can share it.", "Plans": "", "Charts": ""}


def shown(dialog: ListsDialog) -> list[tuple[int, ListedEntry]]:
    return list(enumerate(tab(dialog).table.shown()))


def test_a_list_is_pasted(dialog: ListsDialog, monkeypatch: pytest.MonkeyPatch):
    answer(monkeypatch, NamesDialog, with_=Written("", "Outdoors", ("Bees", "Trees")))
    button(dialog, "Add or paste").click()
    assert names(dialog) == ["Maps", "Plans", "Charts", "Bees", "Trees"]


def test_an_entry_is_edited_and_its_old_name_stays_known(
    dialog: ListsDialog, monkeypatch: pytest.MonkeyPatch
):
    answer(monkeypatch, NamesDialog, with_=Written("Mapping", "", ()))
    choose(dialog, "Maps")
    button(dialog, "Edit").click()
    assert names(dialog) == ["Mapping", "Plans", "Charts"]
    assert tab(dialog).table.shown()[0].also_called == ("Maps",)


def test_a_refused_name_is_asked_for_again_with_the_reason(
    dialog: ListsDialog, monkeypatch: pytest.MonkeyPatch
):
    asked: list[UserError | None] = []

    def ask(*question: object) -> Written | None:
        refusal = question[-1]
        assert refusal is None or isinstance(refusal, UserError)
        asked.append(refusal)
        return Written("Plans", "", ()) if len(asked) == 1 else None

    monkeypatch.setattr(NamesDialog, "ask", ask)
    choose(dialog, "Maps")
    button(dialog, "Edit").click()
    assert "already" in str(asked[1])
    assert names(dialog) == ["Maps", "Plans", "Charts"]


def test_several_are_merged_into_the_one_that_stays(
    dialog: ListsDialog, services: Services, monkeypatch: pytest.MonkeyPatch
):
    entries = {entry.name: entry.id for entry in services.lists.entries(ListKind.STRENGTHS)}
    answer(monkeypatch, ChooseEntryDialog, with_=entries["Plans"])
    assert not button(dialog, "Merge").isEnabled()
    choose(dialog, "Maps", "Plans")
    button(dialog, "Merge").click()
    assert names(dialog) == ["Plans", "Charts"]


def test_what_is_retired_can_be_brought_back(dialog: ListsDialog, services: Services):
    choose(dialog, "Maps")
    button(dialog, "Retire").click()
    assert services.lists.entries(ListKind.STRENGTHS)[0].is_retired
    button(dialog, "Bring back").click()
    assert not services.lists.entries(ListKind.STRENGTHS)[0].is_retired


def test_entries_are_moved_by_keyboard_and_stay_chosen(dialog: ListsDialog, qtbot):
    choose(dialog, "Charts")
    button(dialog, "Move up").click()
    button(dialog, "Move up").click()
    button(dialog, "Move up").click()
    assert names(dialog) == ["Charts", "Maps", "Plans"]
    choose(dialog, "Charts", "Maps")
    button(dialog, "Move down").click()
    assert names(dialog) == ["Plans", "Charts", "Maps"]


def test_nothing_is_moved_while_a_search_hides_part_of_the_list(dialog: ListsDialog, qtbot):
    qtbot.keyClicks(tab(dialog).findChild(QLineEdit), "ma")
    assert names(dialog) == ["Maps"]
    assert not button(dialog, "Move up").isEnabled()
    assert "Clear the search" in button(dialog, "Move up").toolTip()


def test_what_was_chosen_is_not_removed_and_what_was_not_is(
    dialog: ListsDialog, operations: Operations, qtbot
):
    choose(dialog, "Plans")
    with qtbot.waitSignal(operations.refused) as refused:
        button(dialog, "Remove").click()
    assert "People have chosen" in str(refused.args[0])
    choose(dialog, "Charts")
    button(dialog, "Remove").click()
    assert names(dialog) == ["Maps", "Plans"]


def test_themes_have_one_number_and_a_list_of_their_own(dialog: ListsDialog, services: Services):
    dialog.findChild(QTabWidget).setCurrentIndex(1)
    assert names(dialog) == [entry.name for entry in services.lists.entries(ListKind.THEMES)]
    table = tab(dialog).findChild(QTableView)
    assert table.isColumnHidden(3)


def test_a_decision_on_a_sheet_is_forgotten(
    services: Services, operations: Operations, tmp_path: Path, qtbot, qtmodeltester
):
    sheet = write_csv(tmp_path / "a.csv", [("Name", "Sector", "Biscuit"), ("Joy Grant", "Halls", "Tea")])
    columns = (ColumnDecision("Biscuit", None),)
    values = (ValueDecision(Question.SECTOR, "Halls", "VCSE"),)
    services.imports.run(sheet, decisions=ReadingDecisions(columns=columns, values=values))
    remembered = RememberedTab(services.decisions, operations)
    qtbot.addWidget(remembered)
    remembered.show()
    model = remembered.table.model()
    qtmodeltester.check(model)
    cells = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert cells == [["Column", "Biscuit", "Not used"], ["Answer to “Sector”", "Halls", "VCSE"]]
    remembered.table.choose(lambda each: each.text == "Halls")
    remembered.findChild(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly).click()
    assert [each.text for each in services.decisions.all()] == ["Biscuit"]


def test_new_names_are_typed_a_line_each_and_tab_leaves_the_field(qtbot):
    dialog = NamesDialog(None, "New strengths", Written("", "", ()), ())
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.lines, "Bees")
    qtbot.keyClick(dialog.lines, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.lines, "Trees")
    assert dialog.written == Written("", "", ("Bees", "Trees"))
