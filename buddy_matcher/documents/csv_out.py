"""Writes a table of texts as a CSV file that a spreadsheet and a mail merge read, with nothing live in it."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

_LIVE: Final = re.compile(r"[=+\-@\t\r]")
_PHONE: Final = re.compile(r"\+[\d ()]+")
"""A number with its country: nothing in it can be computed, and a letter should have it as it is."""

_INVISIBLE: Final = "\u2066\u2067\u2068\u2069"
"""The marks that set names of other scripts apart on a page; a spreadsheet shows them as boxes."""


def csv_of(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table in UTF-8 with the mark that spreadsheets know it by, every cell in quotes.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    plain = text.translate(dict.fromkeys(map(ord, _INVISIBLE)))
    return f"'{plain}" if _LIVE.match(plain.lstrip()) and not _PHONE.fullmatch(plain) else plain
