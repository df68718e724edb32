"""Every table of a file belongs to a kind of thing, is read as a collection, and stands in golden files."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from buddy_matcher.storage.formats import RELEASED
from buddy_matcher.storage.mapping import KIND_OF_TABLE, MAPPINGS
from buddy_matcher.storage.rows import Row
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.helpers.golden_file import make

OF_THE_FILE = {
    "meta": "says what the file is, in one row",
    "action": "is the journal's",
    "action_image": "is the journal's",
}
"""Tables that hold nothing of a scheme, with the reason."""


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A golden file as it is made today."""
    path = tmp_path_factory.mktemp("golden") / "golden.buddy"
    make(path)
    return path


def test_every_table_belongs_to_a_kind_of_thing_or_is_named_why_not():
    assert set(Row.metadata.tables) - KIND_OF_TABLE.keys() == OF_THE_FILE.keys()


def test_everything_of_every_table_is_read(golden: Path):
    file = SchemeFile.open(golden)
    with file.reading() as unit:
        assert {type(each) for each in unit.everything()} == {mapping.domain for mapping in MAPPINGS}
    file.close()


def test_the_golden_file_holds_something_in_every_column(golden: Path):
    assert list(empty_columns(golden)) == []


def test_the_golden_file_of_the_newest_format_holds_something_in_every_table():
    assert empty_tables(Path(__file__).parent / "files" / f"format_{RELEASED.newest}.buddy") == []


def empty_columns(path: Path) -> Iterator[str]:
    """Yield the columns that hold nothing but what a new column holds by itself."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        for table in Row.metadata.tables.values():
            for column in table.columns:
                held = connection.execute(f'SELECT DISTINCT "{column.name}" FROM {table.name}')  # noqa: S608 - our own names
                if {value for (value,) in held} <= {None, "", 0, "[]", "{}", "null"}:
                    yield f"{table.name}.{column.name}"


def empty_tables(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return [
            name
            for name in Row.metadata.tables
            if not connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our own names
        ]
