"""Text that was read in the wrong encoding before it came to us ("ZoÃ«"), put right where that is certain."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from buddy_matcher.documents.grid import Remark, Table
from buddy_matcher.domain.text import counted

# What the bytes of UTF-8 beyond ASCII look like in Windows-1252 and Latin-1: looking closer is slow.
_SUSPECT: Final = re.compile("[ÂÃÄÅÆâãåæïð][\x80-\xbf–—‘’‚“”„†‡•…‰‹›€™š›œžŸŠŒŽƒˆ˜\u0152\u0160]")
_EXAMPLES: Final = 3


def repaired(table: Table) -> Table:
    """Return a table with its broken texts put right, and a remark that says so."""
    found: dict[str, str] = {}
    first = 0
    rows = []
    for row in table.rows:
        texts = {i: fixed for i, cell in enumerate(row.cells) if (fixed := _fixed(cell)) != cell}
        if texts:
            first = first or row.number
            found |= {row.cells[i]: fixed for i, fixed in texts.items()}
            row = replace(row, cells=tuple(texts.get(i, cell) for i, cell in enumerate(row.cells)))  # noqa: PLW2901
        rows.append(row)
    if not found:
        return table
    return replace(table, rows=tuple(rows), remarks=(*table.remarks, *_remarks(found, first)))


def _remarks(found: dict[str, str], first: int) -> Iterator[Remark]:
    examples = "; ".join(
        f"“{before}” was read as “{after}”" for before, after in list(found.items())[:_EXAMPLES]
    )
    texts = counted(len(found), "text was", "texts were")
    yield Remark(
        f"{texts} broken before this import and put right: {examples}.",
        "Look at these names under People, or export the answers again from the form.",
        first,
    )


@lru_cache(maxsize=4096)
def _fixed(text: str) -> str:
    if text.isascii() or not _SUSPECT.search(text):
        return text
    import ftfy

    return ftfy.fix_encoding(text)
