"""Reads the rows on the pages of a damaged file, page by page, whether any tree leads there or not.

SQLite finds a page through the pages above it; where one of these can't be read, every page below would be
lost too. The format of the pages is SQLite's: https://www.sqlite.org/fileformat2.html
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

type Value = str | bytes | int | float | None

PAGE_SIZE = 4096
"""Bytes: what SQLite takes for a new file, and nobody asks it for another."""

_LEAF_OF_A_TABLE = 13
_HEADER, _FILE_HEADER = 8, 100
_LONGEST_VARINT = 9
_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12
_MOST_BYTES = 1_000_000
"""Of one row; a longer one is no row of ours."""


@dataclass(frozen=True, slots=True)
class LeafPage:
    """The rows on one page: values by row id, in the order of the table's columns."""

    number: int
    rows: dict[int, tuple[Value, ...]]


def leaf_pages(path: Path) -> Iterator[LeafPage]:
    """Yield every page of a file that holds whole rows of some table, but the list of tables itself."""
    content = path.read_bytes()
    for number in range(2, len(content) // PAGE_SIZE + 1):
        page = content[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        if page[0] != _LEAF_OF_A_TABLE:
            continue
        rows = dict(_rows(page, content))
        if rows:
            yield LeafPage(number, rows)


def _rows(page: bytes, content: bytes) -> Iterator[tuple[int, tuple[Value, ...]]]:
    cells = int.from_bytes(page[3:5])
    for place in range(_HEADER, min(_HEADER + 2 * cells, PAGE_SIZE - 1), 2):
        try:
            row_id, payload = _cell(page, int.from_bytes(page[place : place + 2]), content)
            yield row_id, _values(payload)
        except (ValueError, IndexError, struct.error):
            continue


def _cell(page: bytes, start: int, content: bytes) -> tuple[int, bytes]:
    size, start = _varint(page, start)
    row_id, start = _varint(page, start)
    if size > _MOST_BYTES or row_id >= 1 << 63:
        raise ValueError
    # What does not fit on the page goes on on others; the numbers are those of the format.
    most, least = PAGE_SIZE - 35, (PAGE_SIZE - 12) * 32 // 255 - 23
    here = least + (size - least) % (PAGE_SIZE - 4)
    local = size if size <= most else here if here <= most else least
    payload = page[start : start + local]
    following = int.from_bytes(page[start + local : start + local + 4]) if local < size else 0
    while len(payload) < size:
        overflow = content[(following - 1) * PAGE_SIZE : following * PAGE_SIZE] if following else b""
        if len(overflow) < PAGE_SIZE:
            raise ValueError
        payload += overflow[4 : 4 + size - len(payload)]
        following = int.from_bytes(overflow[:4])
    return row_id, payload


def _values(payload: bytes) -> tuple[Value, ...]:
    end, place = _varint(payload, 0)
    start, values = end, []
    while place < end:
        kind, place = _varint(payload, place)
        value, start = _value(payload, kind, start)
        values.append(value)
    if start != len(payload):
        raise ValueError
    return tuple(values)


def _value(payload: bytes, kind: int, start: int) -> tuple[Value, int]:
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, start
    if kind in _INTEGER_SIZES:
        end = start + _INTEGER_SIZES[kind]
        return int.from_bytes(payload[start:end], signed=True), end
    if kind == _REAL:
        return struct.unpack(">d", payload[start : start + 8])[0], start + 8
    if kind >= _FIRST_BLOB:
        end = start + (kind - _FIRST_BLOB) // 2
        return (payload[start:end].decode() if kind % 2 else payload[start:end]), end
    if kind:
        raise ValueError
    return None, start


def _varint(content: bytes, start: int) -> tuple[int, int]:
    """Return a number of one to nine bytes and where it ends."""
    value = 0
    for place in range(start, start + _LONGEST_VARINT - 1):
        value = value << 7 | content[place] & 0x7F
        if content[place] < 0x80:  # noqa: PLR2004 - the bit that says that another byte follows
            return value, place + 1
    return value << 8 | content[start + _LONGEST_VARINT - 1], start + _LONGEST_VARINT


def with_true_page_count(path: Path, copy: Path) -> None:
    """Copy a file so that SQLite reads the pages that are there, whatever its header promises."""
    content = bytearray(path.read_bytes())
    content += bytes(-len(content) % PAGE_SIZE)
    if len(content) >= _FILE_HEADER:
        content[28:32] = (len(content) // PAGE_SIZE).to_bytes(4)
        # The count is believed where both counters of changes agree.
        content[92:96] = content[24:28]
    copy.write_bytes(content)
