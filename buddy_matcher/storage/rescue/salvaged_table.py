"""The rows of one table of a damaged file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, inspect

from buddy_matcher.storage.document.database import READING_ERRORS
from buddy_matcher.storage.rows import Row

type Image = dict[str, Any]
"""The values of a row by column name."""


@dataclass
class SalvagedTable:
    """The rows of one table that could be read, and the ids of rows that must have been there."""

    table: Table
    rows: dict[tuple[Any, ...], Image] = field(default_factory=dict)
    known_ids: set[int] = field(default_factory=set)

    def add(self, found: Iterable[Image]) -> None:
        """Keep rows; stops quietly where the file can't be read on."""
        try:
            for image in found:
                self.rows[tuple(image[key.name] for key in self.table.primary_key)] = image
        except READING_ERRORS:
            return

    def drop_incomplete(self) -> None:
        """Drop rows that lack a column of ours."""
        columns = {column.name for column in self.table.columns}
        self.rows = {key: image for key, image in self.rows.items() if image.keys() >= columns}


def by_attribute(row: type[Row], image: Image) -> Image:
    """Return a row's values by the names of its class; raises KeyError where the file lacks one."""
    return {attribute.key: image[attribute.columns[0].name] for attribute in inspect(row).column_attrs}
