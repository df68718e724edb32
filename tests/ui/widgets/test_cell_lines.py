"""How a cell of lines is painted."""

from typing import ClassVar, override

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication

from buddy_matcher.ui.widgets.cell_lines import PADDING, CellLine, _in_two
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import colours


class NamesModel(RowsModel[str]):
    headings: ClassVar = ("Name",)

    @override
    def cell(self, row: str, column: int) -> Cell:
        return Cell(lines=(CellLine(row),))

    @override
    def search_text(self, row: str) -> str:
        return row


def shades(image: QImage, area: QRect) -> int:
    points = ((x, y) for x in range(area.left(), area.right()) for y in range(area.top(), area.bottom()))
    return len({image.pixel(*point) for point in points})


def test_a_name_written_from_right_to_left_starts_where_every_name_does(qtbot):
    view = RowsView(NamesModel(), "Names")
    qtbot.addWidget(view)
    view.stretch(0)
    view.resize(400, 200)
    view.show()
    view.show_rows(["Asha", "محمد"], lambda name: name)
    view.clearSelection()
    cell = view.visualRect(view.model().index(1, 0))
    inner = cell.adjusted(2, 2, -2, -2)
    image = view.viewport().grab().toImage()
    left, right = inner.adjusted(0, 0, -inner.width() // 2, 0), inner.adjusted(inner.width() // 2, 0, 0, 0)
    assert shades(image, left) > 1
    assert shades(image, right) == 1


@pytest.mark.parametrize("row", [0, 1])
def test_a_selected_row_has_a_bar_at_its_edge(qtbot, qapp: QApplication, row: int):
    view = RowsView(NamesModel(), "Names")
    qtbot.addWidget(view)
    view.stretch(0)
    view.show_rows(["Asha", "Ben"], lambda name: name)
    view.resize(300, 200)
    view.show()
    view.selectRow(row)
    view.setFocus()
    edge = view.viewport().grab().toImage()
    for each in (0, 1):
        middle = view.rowViewportPosition(each) + view.rowHeight(each) // 2
        is_bar = edge.pixelColor(1, middle) == QColor(colours(view.palette()).accent)
        assert is_bar == (each == row)


@pytest.mark.parametrize("spare", range(-24, 4, 2))
def test_text_that_breaks_is_never_cut_off(qtbot, spare: int):
    """Just where the text has no room beside the padding of its cell, it goes on in a second line."""
    text = "Feels talked down to. Ring the other one first."
    view = RowsView(NamesModel(), "Names", wrapped=[0])
    qtbot.addWidget(view)
    width = view.fontMetrics().horizontalAdvance(text) + 2 * PADDING
    view.fix_width(0, width + spare)
    view.show_rows([text], lambda name: name)
    view.resize(width + 60, 200)
    view.show()
    view.clearSelection()
    lines = 2 if spare < 0 else 1
    assert view.rowHeight(0) >= lines * view.fontMetrics().height()
    below = view.visualRect(view.model().index(0, 0)).adjusted(2, 2 + view.rowHeight(0) // 2, -2, -2)
    assert shades(view.viewport().grab().toImage(), below) > 1


def test_a_sentence_fills_its_two_lines_before_it_is_shortened(qapp: QApplication):
    font, words = qapp.font(), "Nobody loses a buddy, 1 more person without a wish met, 27 points more"
    first = words[: words.index(" without")]
    width = QFontMetrics(font).horizontalAdvance(first) + 2
    assert _in_two(words, font, width) == [first, words[len(first) + 1 :]]
    assert _in_two("Nobody", font, width) == ["Nobody"]
    [kept, shortened] = _in_two(f"{words}, and 3 miles", font, width)
    assert kept == first
    assert shortened.startswith("without a wish met, 27")
    assert shortened.endswith("…")


def test_a_cell_that_is_selected_alone_has_a_frame(qtbot, qapp: QApplication):
    view = RowsView(NamesModel(), "Names")
    view.setSelectionBehavior(RowsView.SelectionBehavior.SelectItems)
    qtbot.addWidget(view)
    view.stretch(0)
    view.show_rows(["Asha", "Ben"], lambda name: name)
    view.resize(300, 200)
    view.show()
    view.setCurrentIndex(view.model().index(0, 0))
    image = view.viewport().grab().toImage()
    accent = QColor(colours(qapp.palette()).accent)
    for row, is_framed in ((0, True), (1, False)):
        cell = view.visualRect(view.model().index(row, 0))
        right_edge = cell.right() - 1, cell.center().y()
        assert (image.pixelColor(*right_edge) == accent) is is_framed
