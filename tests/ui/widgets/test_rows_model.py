"""A table of rows tells only what differs, so that a view keeps its place, its selection and its speed."""

from typing import ClassVar, override

from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.ui.widgets.cell_lines import CellLine
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel

type Town = tuple[int, str]


class Towns(RowsModel[Town]):
    """Towns by number and name."""

    headings: ClassVar = ("Town",)

    @override
    def cell(self, row: Town, column: int) -> Cell:
        return Cell(lines=(CellLine(row[1]),))

    @override
    def search_text(self, row: Town) -> str:
        return row[1]


def shown(model: Towns) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def number(town: Town) -> int:
    return town[0]


@given(
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from("ab")), unique_by=number),
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from("ab")), unique_by=number),
)
def test_the_rows_are_always_those_that_were_given_last(first: list[Town], second: list[Town]):
    model = Towns()
    for rows in (first, second):
        model.show_rows(rows, number)
        assert shown(model) == [name for _, name in rows]
        assert [model.searched(row) for row in range(model.rowCount())] == [name for _, name in rows]


def test_only_what_differs_is_told(qtbot):
    model = Towns()
    model.show_rows([(1, "Halifax"), (2, "Leeds"), (3, "York")], number)
    told = []
    model.modelReset.connect(lambda: told.append("all"))
    model.dataChanged.connect(lambda top, _bottom: told.append(f"changed {top.row()}"))
    model.rowsRemoved.connect(lambda _parent, first, last: told.append(f"removed {first} to {last}"))
    model.rowsInserted.connect(lambda _parent, first, last: told.append(f"inserted {first} to {last}"))
    model.show_rows([(1, "Halifax"), (2, "Bradford"), (3, "York")], number)
    assert told == ["changed 1"]
    model.show_rows([(1, "Halifax"), (3, "York"), (4, "Hull")], number)
    assert told[1:] == ["removed 1 to 1", "inserted 2 to 2"]
    model.show_rows([(4, "Hull"), (1, "Halifax"), (3, "York")], number)
    assert told[3:] == ["removed 0 to 2", "inserted 0 to 2"]
