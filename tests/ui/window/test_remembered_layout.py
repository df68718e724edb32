"""Columns, sorting and panes stand as they were left when a scheme is opened again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from buddy_matcher.ui.pairings.plan_model import Column
from buddy_matcher.ui.pairings.plan_table import PlanTable
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.finding import the


@pytest.fixture
def opened(window: MainWindow, scheme: Path) -> MainWindow:
    assert window.open_file(scheme)
    window.workspace.show_place(Place.PAIRINGS)
    return window


def plan_table(window: MainWindow) -> RowsView:
    return the(PlanTable, window.workspace.page(Place.PAIRINGS)).table


def test_columns_sorting_and_panes_are_as_they_were_left(qtbot: QtBot, opened: MainWindow, scheme: Path):
    table = plan_table(opened)
    header = table.horizontalHeader()
    table.columns.put_away(Column.MEET, is_away=True)
    table.columns.move(Column.STATE, -2)
    header.resizeSection(Column.HEALTH, 321)
    table.sortByColumn(Column.VCSE, Qt.SortOrder.DescendingOrder)
    the(PlanTable, opened.workspace).splitter.setSizes([600, 400])
    left = the(PlanTable, opened.workspace).splitter.sizes()
    order = [header.logicalIndex(place) for place in range(header.count())]
    opened.commands.close.trigger()
    assert opened.open_file(scheme)
    opened.workspace.show_place(Place.PAIRINGS)
    again = plan_table(opened)
    kept = again.horizontalHeader()
    assert again.isColumnHidden(Column.MEET)
    assert [kept.logicalIndex(place) for place in range(kept.count())] == order
    assert kept.sectionSize(Column.HEALTH) == 321
    assert again.sorting == (Column.VCSE, False)
    # The panes have their places once the buttons above them have wrapped.
    qtbot.waitUntil(lambda: the(PlanTable, opened.workspace).splitter.sizes() == left)
    again.columns.put_away(Column.MEET, is_away=False)
    assert not again.columns.is_away(Column.MEET)


def test_the_last_column_stays_in_sight(opened: MainWindow):
    table = plan_table(opened)
    for column in Column:
        table.columns.put_away(column, is_away=True)
    assert sum(not QTableView.isColumnHidden(table, column) for column in Column) == 1


@pytest.mark.parametrize(
    "kept", ["nonsense", "[]", '{"pairings: Pairs of the plan": {"order": [9], "away": 3}}']
)
def test_a_layout_that_makes_no_sense_is_passed_over(opened: MainWindow, scheme: Path, kept: str):
    settings: QSettings = Remembered().settings
    opened.commands.close.trigger()
    [key] = [key for key in settings.allKeys() if key.startswith("layout/")]
    settings.setValue(key, kept)
    assert opened.open_file(scheme)
    assert not plan_table(opened).isColumnHidden(Column.HEALTH)
