"""Letters as rows for the mail merge of a word processor: one a letter, only what its reader may see."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from buddy_matcher.domain.block_text import said_of_all
from buddy_matcher.domain.letter_blocks import OUR_WORDS, Block
from buddy_matcher.domain.letter_facts import Buddy, LetterFacts
from buddy_matcher.domain.letter_kinds import KINDS
from buddy_matcher.domain.letters import LetterText
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.postal_address import MOST_LINES
from buddy_matcher.domain.sayings import in_english

_FEWEST_BUDDIES = 2
_FEWEST_REASONS = 3
"""Columns that are there in every file, so that a document made for one scheme fits another."""

_OF_A_BUDDY = ("name", "called", "job title", "organisation", "e-mail", "phone", "introduction", "statement")


@dataclass(frozen=True, slots=True)
class MergedLetter:
    """A letter with the facts that it states, and where it stands in words."""

    text: LetterText
    facts: LetterFacts
    state: str


@dataclass(frozen=True, slots=True)
class MergeTable:
    """Headings, and a row for each letter."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def merge_table(letters: Sequence[MergedLetter]) -> MergeTable:
    """Return letters as a table, in their order."""
    buddies = max((len(each.facts.buddies) for each in letters), default=0)
    reasons = max((len(_reasons(each.facts)) for each in letters), default=0)
    counts = max(buddies, _FEWEST_BUDDIES), max(reasons, _FEWEST_REASONS)
    return MergeTable(tuple(_headings(*counts)), tuple(tuple(_row(each, *counts)) for each in letters))


def _headings(buddies: int, reasons: int) -> Iterator[str]:
    yield from ("Kind", "Greeting")
    yield from (f"Address line {number}" for number in range(1, MOST_LINES + 1))
    yield from (f"Buddy {number} {what}" for number in range(1, buddies + 1) for what in _OF_A_BUDDY)
    yield from (f"Reason {number}" for number in range(1, reasons + 1))
    yield from ("First step", "Date", "State")


def _row(letter: MergedLetter, buddies: int, reasons: int) -> Iterator[str]:
    text, facts = letter.text, letter.facts
    yield from (KINDS[text.kind].label, text.greeting)
    yield from _filled(text.address, MOST_LINES)
    told = [cell for buddy in facts.buddies for cell in _of_a_buddy(buddy)]
    yield from _filled(told, buddies * len(_OF_A_BUDDY))
    yield from _filled(_reasons(facts), reasons)
    yield from (_first_step(facts), date_in_words(text.dated), "Draft" if text.is_draft else letter.state)


def _of_a_buddy(buddy: Buddy) -> tuple[str, ...]:
    return (
        buddy.full_name,
        buddy.called,
        buddy.job_title,
        buddy.organisation,
        buddy.email,
        buddy.phone,
        buddy.introduction,
        " ".join(buddy.statements),
    )


def _reasons(facts: LetterFacts) -> list[str]:
    return [reason for buddy in facts.buddies for reason in in_english(buddy.reasons)]


def _first_step(facts: LetterFacts) -> str:
    """Return what the letter asks its reader to do next, in the coordinator's words where there are some."""
    words = dict(facts.own_words).get(Block.NEXT, OUR_WORDS[facts.kind].get(Block.NEXT, ""))
    return " ".join(passage.text for passage in said_of_all(words, facts))


def _filled(cells: Iterable[str], number: int) -> list[str]:
    given = list(cells)
    return [*given, *[""] * (number - len(given))]
