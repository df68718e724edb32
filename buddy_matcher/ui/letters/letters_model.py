"""The letters of a round as rows of a table: who gets which letter, where it stands and how it travels."""

from collections.abc import Iterator
from enum import IntEnum
from typing import ClassVar, override

from buddy_matcher.domain.letters import (
    ABOUT_UNPRINTABLE,
    LetterState,
    Standing,
    unprintable_in_words,
)
from buddy_matcher.domain.people import STANDARD_PRINT_SIZE
from buddy_matcher.domain.text import with_capital
from buddy_matcher.services.rounds.shown_letters import ShownLetter
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone, person_lines
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel

_MOST_CHANGES = 3
"""More would make a row too tall; the tooltip has all."""


class Column(IntEnum):
    """The columns of the table."""

    PERSON = 0
    LETTER = 1
    STATE = 2


class LettersModel(RowsModel[ShownLetter]):
    """The letters in the order given."""

    headings: ClassVar = ("Person", "Letter", "State")

    @override
    def cell(self, row: ShownLetter, column: int) -> Cell:
        match Column(column):
            case Column.PERSON:
                member = row.member
                return Cell(
                    lines=person_lines(member.name, member.organisation_name, member.sector),
                    spoken=f"{member.name}, {member.organisation_name}, {member.sector.label}",
                    tooltip=f"{member.name}, {member.organisation_name}",
                    sort_key=" ".join(member.participant.sort_name),
                )
            case Column.LETTER:
                return _letter_cell(row)
            case Column.STATE:
                return _state_cell(row)

    @override
    def search_text(self, row: ShownLetter) -> str:
        return f"{row.member.name} {row.member.organisation_name}"


def delivery_in_words(letter: ShownLetter) -> str:
    """Return for example "By post, in 18 point"."""
    preferences = letter.member.participant.letters
    if preferences.print_size == STANDARD_PRINT_SIZE:
        return preferences.delivery.label
    return f"{preferences.delivery.label}, in {preferences.print_size} point"


def _letter_cell(letter: ShownLetter) -> Cell:
    kind = CellLine(letter.text.kind.label + (", draft" if letter.text.is_draft else ""))
    delivery = delivery_in_words(letter)
    problems = tuple(_problems(letter))
    told = " ".join((f"{kind.text}.", *(why for _, why in problems))) if problems else ""
    return Cell(
        lines=(
            kind,
            CellLine(delivery, Tone.QUIET),
            *(CellLine(f"⚠ {what}", Tone.WARNING) for what, _ in problems),
        ),
        spoken=told,
        tooltip=told or delivery,
    )


def _problems(letter: ShownLetter) -> Iterator[tuple[str, str]]:
    """Yield what to look at before the letter is printed, in a few words and in full."""
    if letter.oddity:
        yield "Check the greeting", f"Check the greeting “{letter.text.greeting}”: {letter.oddity}."
    if letter.lacking_address:
        yield "No address to go to", f"{letter.member.name} {letter.lacking_address}."
    if letter.unprintable:
        what = with_capital(unprintable_in_words(letter.unprintable))
        yield what, f"{what}. {ABOUT_UNPRINTABLE}"


def _changes(state: LetterState) -> Iterator[CellLine]:
    """Yield what changed since the letter was made, a line each, and when it was made."""
    first, *others = state.changed
    yield CellLine(f"⚠ Changed: {first}", Tone.WARNING)
    more = len(others) - (_MOST_CHANGES - 1)
    shown = others if more <= 0 else others[: _MOST_CHANGES - 1]
    yield from (CellLine(each, Tone.WARNING) for each in shown)
    if more > 0:
        yield CellLine(f"and {more} more", Tone.WARNING)
    made, _, _ = state.in_words.removeprefix("Out of date: ").partition("; changed since: ")
    yield CellLine(with_capital(made), Tone.QUIET)


def _state_cell(letter: ShownLetter) -> Cell:
    words = letter.state.in_words
    lines = [CellLine(words)]
    if letter.state.standing is Standing.NEEDS_ARRANGING:
        what, _, which = words.partition(": ")
        lines = [CellLine(f"⚠ {what}", Tone.WARNING), CellLine(with_capital(which), Tone.QUIET)]
    elif letter.state.standing is Standing.OUT_OF_DATE:
        lines = list(_changes(letter.state))
    if not letter.lacking_language:
        return Cell(lines=tuple(lines), spoken=words, tooltip=words, sort_key=words)
    told = with_capital(letter.lacking_language_in_words)
    asked, _, _ = told.partition(": ")
    lines += [CellLine(f"⚠ {asked}", Tone.WARNING), CellLine("Goes out in English", Tone.QUIET)]
    return Cell(lines=tuple(lines), spoken=f"{words}. {told}", tooltip=told, sort_key=words)
