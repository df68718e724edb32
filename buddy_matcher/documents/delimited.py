"""CSV and other delimited text as a table: which encoding, which delimiter, where the quotes close."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from buddy_matcher.documents.grid import Flaw, Remark, Table, TableRow
from buddy_matcher.domain.errors import UserError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = ",;\t|"
_CAN_SEPARATE = frozenset("!#$%&*+,-./:;<=>?@^_`|~\t")
"""What a first line may name; a quotation mark, a letter or a space there is none, whatever it says."""

_LINES_LOOKED_AT = 40
_EXAMPLES: Final = 3
_WORD = re.compile(r"[^\s,;|\"]+")
_END: Final = "\x1eend"
_SEPARATOR_LINE = re.compile(r"\"?sep=([^\r\n]*?)\"?\r?\n", re.IGNORECASE)


def decode(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or, failing these, Windows-1252 or Mac Roman.

    Bytes that Windows-1252 leaves undefined become "\N{REPLACEMENT CHARACTER}".
    """
    return _readings(content)[0]


def _readings(content: bytes) -> tuple[str, ...]:
    """Return the text of a file, and where it is in doubt what else it may be, character by character."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return (content[len(mark) :].decode(encoding, errors="replace"),)
    sample = content[:1000]
    if sample.count(0) * 3 > len(sample):
        # Every other byte of Western text in UTF-16 is zero: the first of each pair in big-endian order.
        return (content.decode("utf-16-be" if sample[0] == 0 else "utf-16-le", errors="replace"),)
    try:
        return (content.decode("utf-8"),)
    except UnicodeDecodeError:
        return _one_byte_each(content)


# What people of Britain write beyond ASCII. In the other encoding these bytes are signs that nobody types.
_USUAL: Final = frozenset("éèêëáàâäãåíìîïóòôöõøúùûüñçýÿŵŷÉÈÁÀÂÄÅÍÓÖØÚÜÑÇ’‘“”–—•…£€·°½¼✓")


# What Windows writes as an apostrophe is an í of Mac Roman, which stands in no such place.
_APOSTROPHE: Final = re.compile(r"[a-z]’(s|t|re|ve|ll|d|m)\b|\b[DO]’[A-Z]")


def _one_byte_each(content: bytes) -> tuple[str, ...]:
    as_windows = content.decode("cp1252", errors="replace")
    as_mac = content.decode("mac_roman")
    if _usual(as_mac) == _usual(as_windows):
        return (as_windows,) if _APOSTROPHE.search(as_windows) else (as_windows, as_mac)
    return (as_mac if _usual(as_mac) > _usual(as_windows) else as_windows,)


def _doubts(text: str, other: str) -> Iterator[Remark]:
    """Yield that a text may be another one, with the first words that would differ."""
    words = {m[0]: other[m.start() : m.end()] for m in _WORD.finditer(text) if not m[0].isascii()}
    told = [f"“{word}”, which may be “{words[word]}”" for word in list(words)[:_EXAMPLES]]
    yield Remark(
        f"The file does not say which letters it holds. Read were {'; '.join(told)}.",
        "If these names are wrong, save the sheet as an Excel workbook, or as CSV in UTF-8, and import that.",
    )


def _usual(text: str) -> int:
    return sum(character in _USUAL for character in text if not character.isascii())


def read_delimited(content: bytes) -> Table:
    """Return the rows of a delimited text file; raises UserError when they can't be told apart."""
    text, *others = _readings(content)
    remarks = tuple(remark for other in others for remark in _doubts(text, other))
    named = _SEPARATOR_LINE.match(text)
    if named:
        # An empty line keeps its place, so that rows and lines have the numbers that the file gives them.
        text = f"\n{text[named.end() :]}"
    delimiter = named[1] if named and named[1] in _CAN_SEPARATE else _delimiter(text)
    rows = []
    for number, cells in enumerate(_records(text, delimiter), start=1):
        if named and number == 1:
            continue
        row = _table_row(number, cells)
        if row.is_blank:
            continue
        row.check()
        rows.append(row)
    return Table(tuple(rows), remarks=remarks)


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts most of the first rows into the same number of cells."""
    start = "".join(text.splitlines(keepends=True)[:_LINES_LOOKED_AT])
    return max(_DELIMITERS, key=lambda delimiter: _agreement(start, delimiter))


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many rows have the commonest number of cells above one, and that number."""
    try:
        widths = Counter(len(row) for row in _rows(text, delimiter) if len(row) > 1)
    except csv.Error:
        return 0, 0
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))


def _rows(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _records(text: str, delimiter: str) -> list[list[str]]:
    # A row of our own at the end comes back alone only if every quotation mark was closed.
    try:
        records = _rows(f"{text}\n{_END}\n", delimiter)
    except csv.Error as error:
        raise _unclosed_quote(*_first_odd_row(text, delimiter)[:2]) from error
    row, line, is_over_lines = _first_odd_row(text, delimiter)
    if is_over_lines or records[-1] != [_END]:
        raise _unclosed_quote(row, line)
    return records[:-1]


def _first_odd_row(text: str, delimiter: str) -> tuple[int, int, bool]:
    """Return number and line of the first row whose quotation marks make no sense, else of the last row.

    The third value tells whether it took in further lines before that: then the mark was never closed.
    Within one line, marks that a program forgot to double are harmless.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row, line = 0, 1
    try:
        while True:
            row, line = row + 1, reader.line_num + 1
            next(reader)
    except StopIteration:
        return row, line, False
    except csv.Error:
        return row, line, reader.line_num > line


def _unclosed_quote(row: int, line: int) -> UserError:
    return UserError(
        f"A quotation mark that opens in row {row} (line {line} of the file) is never closed, so the rows "
        "after it can’t be told apart. Nothing was imported.",
        "Correct that row, or export the answers again.",
    )


def _table_row(number: int, cells: list[str]) -> TableRow:
    flaws = {i: Flaw.NUL for i, cell in enumerate(cells) if "\0" in cell}
    return TableRow(number, tuple(cell.replace("\0", "") for cell in cells), MappingProxyType(flaws))
