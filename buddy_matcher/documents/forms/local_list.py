"""A list of the organisations of an area as anybody keeps one: a name, and what else a column says.

Columns are found by their headings. Nothing is compared with a scheme here; what is not understood is named
once for each word, and left out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final

from buddy_matcher.documents.forms.cells import is_no_answer, read_yes
from buddy_matcher.documents.forms.choices import Vocabulary, picks_of_text
from buddy_matcher.documents.forms.identities import read_organisation, read_postcode
from buddy_matcher.documents.forms.moments import DateOrder, date_order, read_moment
from buddy_matcher.documents.forms.sectors import read_side
from buddy_matcher.documents.grid import MOST_ROWS_ABOVE, Table, TableRow
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ThemeId
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.local_organisations import LocalOrganisation
from buddy_matcher.domain.organisations import OrganisationKind, organisation_key
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import fold, tidy

_POSTCODE: Final = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) *[0-9][A-Z]{2}\b", re.IGNORECASE)


class _Asked(Enum):
    """What a column of the list may say, by its heading; the first that fits counts."""

    POSTCODE = r"post(al)? ?code|\boutcode\b"
    ADDRESS = r"\baddress\b(?<!e-mail address)(?<!email address)|^location$"
    KIND = r"\b(kind|type|category|sort)\b|^sector$|^legal form$"
    THEMES = (
        r"\bthemes?\b|\bcommunit(y|ies)\b(?! (group|organi[sz]ation))|\bfocus\b|\bbeneficiar|\bclient group"
        r"|\b(serves?|works? with|supports?)\b"
    )
    INVITED = r"\binvited\b|\bdate (invited|asked)\b"
    NAME = (
        r"^(local |full |registered |legal )?(organi[sz]ation|charity|group|vcse|company|practice|trust|body)"
        r"('?s)?( ?/ ?\w+)?( name)?$|^name( of (the )?\w+)?$"
        r"|\bname of (the )?(organi[sz]ation|charity|group)\b"
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedLocal:
    """An organisation as a list names it; `invited` is the day it was asked on, or True without a day."""

    row: int
    name: str
    kind: OrganisationKind | None = None
    outcode: str = ""
    theme_ids: frozenset[ThemeId] = frozenset()
    invited: date | bool = False


@dataclass(frozen=True, slots=True)
class LocalList:
    """What a list names, in its order, and what of it was not understood."""

    organisations: tuple[ListedLocal, ...]
    problems: tuple[Problem, ...]


def read_local_list(tables: Iterable[Table], name: str, vocabulary: Vocabulary) -> LocalList:
    """Return the organisations of that table of a file, called `name`, that names most.

    Raises UserError where no heading says a name, and where nothing stands below it.
    """
    found = [reading for table in tables if (reading := _reading(table, vocabulary))]
    if not found:
        raise UserError(
            f"No column of “{name}” is headed as the name of an organisation, so nothing was imported.",
            "Head the names with “Organisation”, the rest with “Kind”, “Postcode”, “Themes” and “Invited”.",
        )
    # Of a workbook of ours the sheet of local organisations is meant, not that of the scheme's own.
    local = [reading for reading in found if reading.is_of_local] or found
    best = max((reading.read() for reading in local), key=lambda each: len(each.organisations))
    if not best.organisations:
        raise UserError(
            f"“{name}” has headings but no organisation below them, so nothing was imported.",
            "Write one organisation a row.",
        )
    return best


def _reading(table: Table, vocabulary: Vocabulary) -> "_Reading | None":
    """Return how to read a table: by the row of headings that says most."""
    candidates = [
        (place, columns)
        for place, row in enumerate(table.rows[:MOST_ROWS_ABOVE])
        if _Asked.NAME in (columns := _columns(row.cells))
    ]
    if not candidates:
        return None
    place, columns = max(candidates, key=lambda each: (len(each[1]), -each[0]))
    return _Reading(table.rows[place].cells, columns, table.rows[place + 1 :], vocabulary)


def _columns(headings: Sequence[str]) -> dict[_Asked, int]:
    found: dict[_Asked, int] = {}
    for place, heading in enumerate(headings):
        words = fold(heading.replace("_", " "))
        asked = next((each for each in _Asked if re.search(each.value, words)), None)
        if asked and asked not in found:
            found[asked] = place
    return found


class _Reading:
    """Reads the rows below one row of headings."""

    def __init__(
        self,
        headings: Sequence[str],
        columns: Mapping[_Asked, int],
        rows: Sequence[TableRow],
        vocabulary: Vocabulary,
    ) -> None:
        self._headings = headings
        self._columns = columns
        self._rows = rows
        self._vocabulary = vocabulary
        self._order = date_order(self._text(row, _Asked.INVITED) for row in rows)
        self._odd: dict[tuple[_Asked, str], Problem] = {}
        self._odd_counts: Counter[tuple[_Asked, str]] = Counter()

    @property
    def is_of_local(self) -> bool:
        """Whether the names are headed as those of local organisations."""
        return "local" in fold(self._headings[self._columns[_Asked.NAME]])

    def read(self) -> LocalList:
        """Return what the rows say."""
        named = tuple(self._organisations())
        return LocalList(named, (*self._problems(), *_named_again(named)))

    def _organisations(self) -> Iterator[ListedLocal]:
        for row in self._rows:
            written = self._text(row, _Asked.NAME)
            name = read_organisation(written)
            if name and row.cells[: len(self._headings)] != self._headings:
                yield ListedLocal(
                    row=row.number,
                    name=name,
                    kind=self._kind(row),
                    outcode=self._outcode(row),
                    theme_ids=frozenset(self._themes(row)),
                    invited=self._invited(row),
                )
            elif not name and not row.is_blank:
                self._is_odd(_Asked.NAME, written, row, "The row names no organisation, so it was left out.")

    def _text(self, row: TableRow, asked: _Asked) -> str:
        place = self._columns.get(asked)
        return tidy(row.text(place)) if place is not None else ""

    def _kind(self, row: TableRow) -> OrganisationKind | None:
        written = self._text(row, _Asked.KIND)
        decided = self._vocabulary.meaning(Question.ORGANISATION_KIND, written)
        text = written if decided is None else decided
        by_label = {fold(kind.label): kind for kind in OrganisationKind}
        if not text or fold(text) in by_label or is_no_answer(text):
            return by_label.get(fold(text))
        side = read_side(text)
        if side is None:
            self._is_odd(
                _Asked.KIND, written, row, f"“{_in_short(written)}” is no kind of organisation known here."
            )
        return side.kind if side else None

    def _outcode(self, row: TableRow) -> str:
        written = self._text(row, _Asked.POSTCODE)
        if not written:
            in_address = _POSTCODE.search(self._text(row, _Asked.ADDRESS))
            return in_address[1].upper() if in_address else ""
        found = read_postcode(written).value
        if found is None:
            self._is_odd(_Asked.POSTCODE, written, row, f"“{_in_short(written)}” is no postcode.")
        return found or ""

    def _themes(self, row: TableRow) -> Iterator[ThemeId]:
        known = self._vocabulary.theme_answers
        for pick in picks_of_text(self._text(row, _Asked.THEMES), known):
            theme = known.get(fold(pick.text))
            if theme is not None:
                yield theme
            elif fold(pick.text) not in known:
                self._is_odd(
                    _Asked.THEMES, pick.text, row, f"“{_in_short(pick.text)}” is not among the themes."
                )

    def _invited(self, row: TableRow) -> date | bool:
        written = self._text(row, _Asked.INVITED)
        moment = read_moment(written, self._order)
        if moment:
            return moment.date()
        says_yes = read_yes(written)
        if written and says_yes is None and not is_no_answer(written):
            is_unclear = read_moment(written, DateOrder.DAY_FIRST) or read_moment(
                written, DateOrder.MONTH_FIRST
            )
            why = (
                "may be two days: which is the month?" if is_unclear else "is neither a date nor a yes or no."
            )
            self._is_odd(_Asked.INVITED, written, row, f"“{_in_short(written)}” {why}")
        return bool(says_yes)

    def _is_odd(self, asked: _Asked, written: str, row: TableRow, message: str) -> None:
        problem = Problem(
            row=row.number,
            column=tidy(self._headings[self._columns[asked]]),
            value=written,
            message=message,
            advice=_ADVICE[asked],
        )
        self._odd.setdefault((asked, fold(written)), problem)
        self._odd_counts[asked, fold(written)] += 1

    def _problems(self) -> Iterable[Problem]:
        for key, problem in self._odd.items():
            yield replace(problem, count=self._odd_counts[key])


def _named_again(listed: Sequence[ListedLocal]) -> Iterator[Problem]:
    """Yield a problem for each row that says something else of an organisation than a row above it."""
    above: dict[str, list[ListedLocal]] = {}
    for row in listed:
        of_name = above.setdefault(organisation_key(row.name), [])
        is_same = LocalOrganisation(name=row.name, outcode=row.outcode).is_listed_as
        before = next((each for each in of_name if is_same(each.name, each.outcode)), None)
        of_name.append(row)
        if before and row != replace(before, row=row.row):
            yield Problem(
                row=row.row,
                column="",
                value=row.name,
                message=f"“{_in_short(row.name)}” stands in row {before.row} too, and is taken as one.",
                advice="What the later row says counts. If they are two, give each its postcode.",
            )


def _in_short(text: str) -> str:
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}…"


_MOST_QUOTED: Final = 60

_ADVICE: Final = {
    _Asked.NAME: "Write its name into the sheet and import it again.",
    _Asked.KIND: "Everything else of the row was taken. Choose the kind in the list of local organisations.",
    _Asked.POSTCODE: "Everything else of the row was taken. Mend it there and import the sheet again.",
    _Asked.THEMES: "Everything else of the row was taken. Add it to the themes first if you want it counted.",
    _Asked.INVITED: "Everything else of the row was taken. Write a day such as 28 November 2026, or Yes.",
}
