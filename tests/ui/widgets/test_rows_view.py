"""The table that every page uses: what is selected, what is said where nothing is, and what has room."""

from dataclasses import dataclass
from typing import ClassVar, override

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from buddy_matcher.ui.widgets.cell_lines import CellLine, usual_row
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView


@dataclass(frozen=True)
class Town:
    name: str
    county: str


class TownsModel(RowsModel[Town]):
    headings: ClassVar = ("Town", "County", "Note")

    @override
    def cell(self, row: Town, column: int) -> Cell:
        return Cell(lines=(CellLine((row.name, row.county, "Market on Friday")[column]),))

    @override
    def search_text(self, row: Town) -> str:
        return row.name


TOWNS = [Town("Skipton", "North"), Town("Halifax", "West"), Town("Ripon", "North")]


@pytest.fixture
def search(qtbot) -> QLineEdit:
    line = QLineEdit()
    qtbot.addWidget(line)
    return line


@pytest.fixture
def view(search: QLineEdit, qtbot) -> RowsView:
    view = RowsView(TownsModel(), "Towns")
    qtbot.addWidget(view)
    view.search_by(search)
    view.stretch(0, 1, dispensable=[2])
    view.say_when_empty("No towns yet", "Add one.")
    view.resize(900, 300)
    view.show()
    return view


def show(view: RowsView, towns: list[Town]) -> None:
    view.show_rows(towns, lambda town: town.name)


def chosen(view: RowsView) -> list[str]:
    return [town.name for town in view.chosen_rows()]


@pytest.mark.parametrize("held", [Qt.Key.Key_Control, Qt.Key.Key_Shift])
def test_keys_that_are_still_held_do_not_change_what_is_selected(view: RowsView, held: Qt.Key, qtbot):
    show(view, TOWNS)
    modifier = {
        Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
        Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    }[held]
    qtbot.keyPress(view, held, modifier)
    view.choose_first()
    view.choose(lambda town: town.name == "Ripon")
    assert chosen(view) == ["Ripon"]
    show(view, TOWNS[:2])
    assert len(chosen(view)) == 1
    qtbot.keyRelease(view, held)


def said(view: RowsView) -> list[str]:
    return [label.text() for label in view.viewport().findChildren(QLabel) if label.isVisible()]


def test_a_search_always_leaves_a_shown_row_selected_and_tells_so(view: RowsView, search: QLineEdit, qtbot):
    show(view, TOWNS)
    view.choose_first()
    with qtbot.waitSignal(view.chosen):
        search.setText("hal")
    assert chosen(view) == ["Halifax"]
    with qtbot.waitSignal(view.chosen):
        search.setText("hall")
    assert chosen(view) == []


def test_where_nothing_is_found_the_search_can_be_cleared(view: RowsView, search: QLineEdit):
    show(view, TOWNS)
    search.setText("Leeds")
    assert "Nothing found for “Leeds”." in said(view)
    next(button for button in view.findChildren(QPushButton) if button.isVisible()).click()
    assert search.text() == ""
    assert said(view) == []
    assert len(chosen(view)) == 1


def test_where_there_are_no_rows_at_all_it_says_why(view: RowsView):
    show(view, [])
    assert said(view) == ["No towns yet", "Add one."]
    show(view, TOWNS)
    assert said(view) == []


def test_the_selection_moves_on_when_the_selected_row_goes(view: RowsView):
    show(view, TOWNS)
    view.selectRow(1)
    show(view, [TOWNS[0], TOWNS[2]])
    assert chosen(view) == ["Ripon"]
    show(view, [TOWNS[0]])
    assert chosen(view) == ["Skipton"]


def test_a_narrow_table_gives_up_a_column_before_its_names(view: RowsView):
    show(view, [Town("Sutton-under-Whitestonecliffe", "The North Riding of Yorkshire")])
    assert not view.isColumnHidden(2)
    least = 22 * view.fontMetrics().averageCharWidth()
    view.resize(2 * least + 20, 300)
    assert view.isColumnHidden(2)
    assert view.columnWidth(0) >= least
    view.resize(least, 300)
    assert view.columnWidth(0) >= least
    view.resize(900, 300)
    assert not view.isColumnHidden(2)


def test_a_column_of_short_words_leaves_its_room_to_others(view: RowsView):
    show(view, [Town("Sutton-under-Whitestonecliffe", "North")])
    needed = [view.sizeHintForColumn(column) for column in range(2)]
    view.resize(sum(needed) + view.sizeHintForColumn(2) + 20, 300)
    assert all(view.columnWidth(column) >= needed[column] for column in range(2))
    assert not view.isColumnHidden(2)


def test_a_heading_has_room_for_its_arrow_while_rows_are_sorted_by_it(view: RowsView):
    show(view, [Town("Ely", "Cambs")])
    view.resize(10, 300)
    before = view.columnWidth(0)
    view.sorting = (0, True)
    assert view.columnWidth(0) > before


def test_rows_are_sorted_without_a_mouse(view: RowsView, qtbot):
    show(view, TOWNS)
    by_name = view.actions()[0]
    assert by_name.text() == "Sort by “Town”"
    by_name.trigger()
    assert [town.name for town in view.shown()] == ["Halifax", "Ripon", "Skipton"]
    by_name.trigger()
    assert [town.name for town in view.shown()] == ["Skipton", "Ripon", "Halifax"]
    with qtbot.waitSignal(view.opened):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_home_and_end_lead_to_the_first_and_the_last_row(view: RowsView, qtbot):
    show(view, TOWNS)
    view.selectRow(1)
    for key, town in ((Qt.Key.Key_End, TOWNS[-1]), (Qt.Key.Key_Home, TOWNS[0])):
        qtbot.keyClick(view, key)
        assert chosen(view) == [town.name]
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert len(chosen(view)) == len(TOWNS)


class TallModel(TownsModel):
    @override
    def cell(self, row: Town, column: int) -> Cell:
        return Cell(lines=(CellLine(row.name), CellLine(row.county)))


def test_the_last_of_many_rows_comes_whole_in_sight_and_as_wide(qtbot):
    view = RowsView(TallModel(), "Towns")
    qtbot.addWidget(view)
    view.stretch(0)
    view.resize(400, 200)
    view.show()
    rows = [*(Town(f"{number}", "") for number in range(300)), Town("Stoke-on-Trent and Newcastle", "")]
    show(view, rows)
    qtbot.keyClick(view, Qt.Key.Key_End)
    last = len(rows) - 1
    assert view.rowViewportPosition(last) + view.rowHeight(last) <= view.viewport().height()
    assert view.columnWidth(2) >= view.fontMetrics().horizontalAdvance(rows[last].name)


def test_text_that_breaks_asks_for_no_more_than_three_usual_rows(qtbot):
    """A table on a tab that nobody opened has no columns of a width yet: its text breaks into many lines."""
    view = RowsView(TownsModel(), "Towns", wrapped=[0])
    qtbot.addWidget(view)
    view.stretch(0)
    show(view, [Town(f"Town {number} " + "with a long story to tell " * 20, "North") for number in range(9)])
    around = view.horizontalHeader().height() + view.horizontalScrollBar().sizeHint().height() + 2
    assert view.minimumSizeHint().height() <= 3 * usual_row(view.font()) + around
