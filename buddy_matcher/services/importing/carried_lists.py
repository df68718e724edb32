"""The scheme's own lists as a sheet of a workbook of ours: what it carries to another scheme, and back.

An import reads the sheet before the people, so that a round trip leaves nothing to decide.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.grid import Table, TableRow
from buddy_matcher.documents.starter_lists import starter_strengths, starter_themes
from buddy_matcher.documents.workbook_out import Sheet
from buddy_matcher.domain.lists import ListKind
from buddy_matcher.domain.rules import DecidedAnswer
from buddy_matcher.domain.strengths import Strength, Theme, in_order
from buddy_matcher.domain.text import fold, tidy
from buddy_matcher.services.importing.decisions import Lists, with_decided, with_new, without

NAME: Final = "Lists"
HEADINGS: Final = ("List", "Entry", "Group", "Also called", "Retired on")


@dataclass(frozen=True, slots=True)
class Carried:
    """An entry of a list as a workbook carries it."""

    kind: ListKind
    name: str
    group: str
    also_called: tuple[str, ...]
    retired_on: date | None


def lists_sheet(vocabulary: Vocabulary) -> Sheet:
    """Return both lists in their order, with what their entries are also called."""
    carried = [
        _as_carried(vocabulary, kind, entry)
        for kind in ListKind
        for entry in in_order(_held(vocabulary, kind))
    ]
    rows = [
        (
            each.kind.value.capitalize(),
            each.name,
            each.group,
            "\n".join(each.also_called),
            each.retired_on.isoformat() if each.retired_on else "",
        )
        for each in carried
    ]
    return Sheet(NAME, HEADINGS, rows)


def _also_called(vocabulary: Vocabulary, kind: ListKind, entry: Strength | Theme) -> Iterable[str]:
    texts = {
        fold(each.text): each.text
        for each in vocabulary.decided
        if each.question in kind.questions and each.listed_id == entry.id
    }
    return texts.values()


def parted(tables: Sequence[Table]) -> tuple[tuple[Table, ...], tuple[Carried, ...]]:
    """Return the sheets that may hold people, and the lists that the others carry."""
    people = tuple(table for table in tables if not _is_of_lists(table))
    return people, tuple(
        carried for table in tables if _is_of_lists(table) for carried in _carried(table.rows[1:])
    )


def _is_of_lists(table: Table) -> bool:
    return bool(table.rows) and tuple(map(tidy, table.rows[0].cells[: len(HEADINGS)])) == HEADINGS


def _carried(rows: Iterable[TableRow]) -> Iterator[Carried]:
    kinds = {kind.value: kind for kind in ListKind}
    for row in rows:
        kind, name = kinds.get(fold(row.text(0))), tidy(row.text(1))
        if kind and name:
            also_called = tuple(tidy(line) for line in row.text(3).splitlines() if line.strip())
            yield Carried(kind, name, tidy(row.text(2)), also_called, _day(row.text(4)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def carried_lists(vocabulary: Vocabulary, carried: Sequence[Carried], used: frozenset[int]) -> Lists:
    """Return a scheme's lists with what a workbook carries; an entry that is known stays as it is.

    The example that a new scheme begins with goes, where nobody chose from it and it is as it was given;
    `used` are the ids that somebody chose, themes as negative numbers.
    """
    lists = Lists(vocabulary)
    for kind in ListKind:
        entries = [each for each in carried if each.kind is kind]
        held = _held(vocabulary, kind)
        if not entries or entries == _as_it_is(vocabulary, kind):
            continue
        is_strengths = kind is ListKind.STRENGTHS
        is_used = any((entry.id if is_strengths else -entry.id) in used for entry in held)
        if _is_example(kind, held) and not is_used:
            lists = without(lists, {entry.id for entry in held}, is_strengths=is_strengths)
        lists = _with_unknown(lists, kind, entries)
    return with_decided(lists, tuple(_decided(lists.vocabulary, carried)))


def _held(vocabulary: Vocabulary, kind: ListKind) -> tuple[Strength | Theme, ...]:
    return vocabulary.strengths if kind is ListKind.STRENGTHS else vocabulary.themes


def _is_example(kind: ListKind, held: Sequence[Strength | Theme]) -> bool:
    example = starter_strengths() if kind is ListKind.STRENGTHS else starter_themes()
    return [(entry.name, entry.group) for entry in held] == [(entry.name, entry.group) for entry in example]


def _as_it_is(vocabulary: Vocabulary, kind: ListKind) -> list[Carried]:
    return [_as_carried(vocabulary, kind, entry) for entry in in_order(_held(vocabulary, kind))]


def _as_carried(vocabulary: Vocabulary, kind: ListKind, entry: Strength | Theme) -> Carried:
    called = tuple(_also_called(vocabulary, kind, entry))
    return Carried(kind, entry.name, entry.group, called, entry.retired_on)


def _with_unknown(lists: Lists, kind: ListKind, entries: Iterable[Carried]) -> Lists:
    known = lists.vocabulary
    if kind is ListKind.STRENGTHS:
        new = [each for each in entries if fold(each.name) not in known.strength_answers]
        return with_new(
            lists,
            strengths=[Strength(name=e.name, group=e.group, retired_on=e.retired_on) for e in new],
        )
    new = [each for each in entries if fold(each.name) not in known.theme_answers]
    return with_new(lists, themes=[Theme(name=e.name, group=e.group, retired_on=e.retired_on) for e in new])


def _decided(vocabulary: Vocabulary, carried: Iterable[Carried]) -> Iterator[DecidedAnswer]:
    """Yield what entries are also called where nobody decided on that text here."""
    for each in carried:
        is_strength = each.kind is ListKind.STRENGTHS
        known = vocabulary.strength_answers if is_strength else vocabulary.theme_answers
        entry_id = known.get(fold(each.name))
        for text in each.also_called if entry_id is not None else ():
            if fold(text) not in known:
                for question in each.kind.questions:
                    yield DecidedAnswer(question=question, text=text, listed_id=entry_id)
