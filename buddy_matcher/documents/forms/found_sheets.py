"""The sheets of a file that hold answers, and which of them are read unless somebody says which.

What the answers say is not looked at.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.headings import Layout, find_layout, likely_layout
from buddy_matcher.documents.forms.shapes import shape_of
from buddy_matcher.documents.forms.sheets import ListedRow, blocks, people_rows, title_sector
from buddy_matcher.documents.grid import Table
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import FoundSheet, ReadingDecisions, Shape
from buddy_matcher.domain.text import fold, listed, quoted

_FEWEST_ROWS: Final = 2
_MOST_HEADINGS: Final = 6
"""As many as tell a coordinator what a sheet is."""


@dataclass(frozen=True, slots=True)
class PeopleSheet:
    """A list of people: its name, where its answers stand, and the sector that its name says.

    It is understood where its headings name people in words that are known.
    """

    name: str
    layout: Layout
    rows: tuple[ListedRow, ...]
    sector: Sector | None
    is_understood: bool = True

    @property
    def headings(self) -> frozenset[str]:
        """The folded headings."""
        return frozenset(fold(heading) for heading in self.layout.headings if heading)

    @property
    def form(self) -> str:
        """What tells forms apart: the same headings in the same order are one form."""
        headings = "\n".join(fold(heading) for heading in self.layout.headings if heading)
        return hashlib.sha256(headings.encode()).hexdigest()[:16]

    @property
    def says_sector(self) -> bool:
        """Whether people say their sector themselves."""
        return self.layout.has(Question.SECTOR, Question.ORGANISATION_KIND)

    @property
    def listed(self) -> Iterator[ListedRow]:
        """The answers, with the sector of the sheet where their section says none."""
        if self.says_sector:
            return iter(self.rows)
        return (replace(each, sector=each.sector or self.sector) for each in self.rows)


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """The sheets that are read, and those that are not without anybody having said so.

    `found` are all of them; with `is_asked` the coordinator is to say which are read. `without_list` are the
    names of sheets that hold several rows and no list that can be read.
    """

    read: tuple[PeopleSheet, ...]
    left_out: tuple[PeopleSheet, ...]
    found: tuple[FoundSheet, ...]
    is_asked: bool
    without_list: tuple[str, ...] = ()


def choose_sheets(
    tables: Sequence[Table],
    name: str,
    vocabulary: Vocabulary,
    decisions: ReadingDecisions,
    known: Collection[str],
) -> SheetChoice:
    """Return which sheets of a file of that name are read, by the decisions or else as `_chosen` says.

    `known` are the ids of forms that were imported before. Raises UserError when no sheet holds answers.
    """
    found = [(block, _sheet(block, vocabulary, decisions.questions)) for t in tables for block in blocks(t)]
    filled = _filled([sheet for _, sheet in found if sheet], name)
    choice = _chosen(filled, decisions.sheets, known)
    is_told = decisions.sheets is None and not _is_ours(filled)
    without = [block.name for block, sheet in found if sheet is None and len(block.rows) >= _FEWEST_ROWS]
    return replace(choice, without_list=tuple(without) if is_told else ())


def _is_ours(filled: Sequence[PeopleSheet]) -> bool:
    return any(shape_of(sheet.layout.headings) is Shape.OURS for sheet in filled)


def _filled(sheets: Sequence[PeopleSheet], name: str) -> tuple[PeopleSheet, ...]:
    if not sheets:
        raise UserError(
            "No row of headings was recognised, so nothing was imported.",
            "Above the answers the sheet needs headings such as Name, E-mail, Organisation and Sector.",
        )
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise UserError(
            f"{quoted(name)} has headings but no answers below them, so nothing was imported.",
            "Wait until somebody has answered, or export the answers again.",
        )
    return filled


def _sheet(
    block: Table, vocabulary: Vocabulary, decided: Mapping[str, Question | None]
) -> PeopleSheet | None:
    understood = find_layout(block, vocabulary, decided)
    layout = understood or likely_layout(block, vocabulary, decided)
    if layout is None:
        return None
    meaning = vocabulary.meaning(Question.SECTOR, block.name) if block.name else None
    sector = title_sector(block.name if meaning is None else meaning)
    return PeopleSheet(block.name, layout, people_rows(layout), sector, understood is not None)


def _chosen(
    filled: Sequence[PeopleSheet], chosen: Collection[str] | None, known_forms: Collection[str]
) -> SheetChoice:
    """Return which sheets are read: those with a `chosen` name, or without a choice those like the best.

    The best explains itself best, among sheets of `known_forms` if there are any. Raises UserError for a
    chosen name that no sheet with answers has.
    """
    if chosen is not None:
        _refuse_unknown(filled, chosen)
        names = {fold(name) for name in chosen}
        read = tuple(sheet for sheet in filled if fold(sheet.name) in names)
        return SheetChoice(read, (), _found(filled, read), is_asked=False)
    best = max(filled, key=lambda s: (s.form in known_forms, s.is_understood, s.layout.score))
    read = tuple(s for s in filled if _belongs(s, best) or s.form in known_forms)
    left_out = tuple(s for s in filled if s not in read)
    is_ours = _is_ours(filled)
    is_asked = len(filled) > 1 and not is_ours and not _are_known(read, known_forms)
    return SheetChoice(read, () if is_ours else left_out, _found(filled, read), is_asked)


def _refuse_unknown(filled: Sequence[PeopleSheet], chosen: Collection[str]) -> None:
    names = {fold(sheet.name): sheet.name for sheet in filled}
    unknown = [name for name in chosen if fold(name) not in names]
    if unknown or not chosen:
        asked = listed([quoted(name) for name in unknown]) or "that name"
        there = listed([quoted(name) for name in names.values() if name])
        raise UserError(
            f"No sheet with answers is called {asked}, so nothing was imported.",
            f"Those with answers are {there}." if there else "The file has only one list, without a name.",
        )


def _found(filled: Sequence[PeopleSheet], read: Sequence[PeopleSheet]) -> tuple[FoundSheet, ...]:
    """Return each sheet once by its name: two lists of one sheet are read together."""
    rows = Counter[str]()
    for sheet in filled:
        rows[sheet.name] += len(sheet.rows)
    first = {sheet.name: sheet for sheet in reversed(filled)}
    return tuple(
        FoundSheet(
            name=name,
            count=count,
            is_read=any(sheet.name == name for sheet in read),
            headings=tuple(filter(None, first[name].layout.headings))[:_MOST_HEADINGS],
        )
        for name, count in rows.items()
    )


def _are_known(read: Sequence[PeopleSheet], known_forms: Collection[str]) -> bool:
    """Return whether it is known from earlier imports that just these sheets are read.

    Of two sheets with the same headings that name no sides, one alone may have been read.
    """
    forms = Counter(sheet.form for sheet in read if sheet.sector is None)
    return all(sheet.form in known_forms for sheet in read) and max(forms.values(), default=0) <= 1


def _belongs(sheet: PeopleSheet, best: PeopleSheet) -> bool:
    """Return whether a sheet holds people as the best one: under its headings, or of the other side."""
    is_of_a_side = bool(sheet.sector and best.sector) and not (sheet.says_sector or best.says_sector)
    is_as_sure = sheet.is_understood or not best.is_understood
    return sheet.headings == best.headings or (is_of_a_side and is_as_sure)
