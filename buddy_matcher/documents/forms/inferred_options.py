"""The options of a list that nobody told us, where forms join them with commas that options hold themselves.

An option that holds a comma is cut into pieces which always stand beside each other, in every row. Two pieces
that are options of a list themselves are two answers, however often people choose them together.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from buddy_matcher.domain.text import fold

_FEWEST_LOWER: Final = 2
"""How often pieces must stand together when the second begins with a small letter, as options do not."""

_FEWEST: Final = 4
"""How often otherwise: two options that three people chose together may be chosen apart by the next."""


def inferred_options(cells: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """Return the folded options with commas that the cells of one list hold and that are not `known`."""
    rows = [[piece.strip() for piece in cell.split(",")] for cell in cells if "," in cell and ";" not in cell]
    listed = set(known)
    alone = Counter(fold(piece) for row in rows for piece in row)
    found: set[str] = set()
    joined = {pair for pair in _always_together(rows, alone) if not listed.issuperset(pair)}
    for row in rows:
        start = 0
        while start < len(row):
            end = start
            while end + 1 < len(row) and (fold(row[end]), fold(row[end + 1])) in joined:
                end += 1
            option = fold(", ".join(row[start : end + 1]))
            if end > start and option not in listed:
                found.add(option)
            start = end + 1
    return frozenset(found)


def _always_together(rows: list[list[str]], alone: Counter[str]) -> frozenset[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    is_lower: dict[tuple[str, str], bool] = {}
    for row in rows:
        for first, second in pairwise(row):
            pair = fold(first), fold(second)
            pairs[pair] += 1
            is_lower[pair] = second[:1].islower()
    return frozenset(
        pair
        for pair, count in pairs.items()
        if all(pair)
        and count == alone[pair[0]] == alone[pair[1]]
        and count >= (_FEWEST_LOWER if is_lower[pair] else _FEWEST)
    )
