"""Reads the text of a block as sentences with fields, and says it for one letter.

A field is put in once: what somebody typed that looks like a field is printed as it is. Everything else in
the text is plain, and printed as it stands.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby, pairwise

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.letter_facts import Buddy, Introduction, LetterFacts
from buddy_matcher.domain.letter_fields import (
    Field,
    Reach,
    Values,
    buddy_values,
    letter_values,
    pairing_values,
)
from buddy_matcher.domain.letters import Passage, PassageKind
from buddy_matcher.domain.sayings import IN_ENGLISH, Number, Speaker
from buddy_matcher.domain.sentences import FIELD
from buddy_matcher.domain.text import SET_APART, fold, quoted, tidy

_BULLET = re.compile(r"[-–•*] +")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+")
_NAMES = {field.value: field for field in Field}


class UnknownField(UserError):
    """A text names a field that there is not."""

    def __init__(self, typed: str) -> None:
        nearest = difflib.get_close_matches(field_name(typed), _NAMES, n=1, cutoff=0)
        super().__init__(
            f"There is no field {quoted(typed.strip())}. Nothing was changed.",
            f"Did you mean {{{{{nearest[0]}}}}}?",
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is typed, its fields, and how much of a letter it speaks of."""

    text: str
    fields: tuple[Field, ...]
    reach: Reach


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a bullet."""

    is_bullet: bool
    sentences: tuple[Sentence, ...]

    @property
    def reach(self) -> Reach:
        """The narrowest that one of its sentences speaks of."""
        return max(sentence.reach for sentence in self.sentences)


def check_fields(text: str) -> None:
    """Raise UnknownField for the first field in a text that there is not."""
    for typed in FIELD.findall(text):
        if field_name(typed) not in _NAMES:
            raise UnknownField(typed)


@lru_cache(maxsize=1_000)
def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of a block; empty ones only stand between them. Unknown fields are plain text."""
    return tuple(_line(line) for line in map(str.strip, text.splitlines()) if line)


def _line(line: str) -> Line:
    bullet = _BULLET.match(line)
    if bullet:
        return Line(True, tuple(_sentences([line[bullet.end() :]])))  # noqa: FBT003 - is a bullet
    return Line(False, tuple(_sentences(sentences_in(line))))  # noqa: FBT003


def sentences_in(line: str) -> list[str]:
    """Return the sentences of a paragraph; joined with spaces they are the paragraph again."""
    ends = [found.end() for found in _SENTENCE_END.finditer(line)]
    pieces = (line[start:end].strip() for start, end in pairwise([0, *ends, len(line)]))
    return [piece for piece in pieces if piece]


def _sentences(texts: Sequence[str]) -> Iterator[Sentence]:
    reach = Reach.LETTER
    for text in texts:
        fields = fields_in(text)
        # A sentence without a field goes on about what the one before it spoke of.
        reach = max((field.reach for field in fields), default=reach)
        yield Sentence(text, fields, reach)


def fields_in(text: str) -> tuple[Field, ...]:
    """Return the fields of a text in their order."""
    return tuple(_NAMES[name] for typed in FIELD.findall(text) if (name := field_name(typed)) in _NAMES)


def field_name(typed: str) -> str:
    """Return the name of a field however it was typed between its braces."""
    return fold(typed).replace(" ", "_").replace("-", "_")


def said_of_all(text: str, facts: LetterFacts, speaker: Speaker = IN_ENGLISH) -> Iterator[Passage]:
    """Yield what a block says in a letter: what speaks of pairings or buddies once for each of them."""
    yield from said(separated(text, facts), facts, speaker)


def separated(text: str, facts: LetterFacts) -> list[Line]:
    """Return the lines of a block, where there are several buddies each about one thing only."""
    lines = lines_of(text)
    if len(facts.buddies) <= 1:
        return list(lines)
    return [
        Line(line.is_bullet, tuple(sentences))
        for line in lines
        for _, sentences in groupby(line.sentences, key=lambda sentence: sentence.reach)
    ]


def said(lines: Sequence[Line], facts: LetterFacts, speaker: Speaker = IN_ENGLISH) -> Iterator[Passage]:
    """Yield what lines say in a letter."""
    values = letter_values(facts)
    for is_of_all, group in groupby(lines, key=lambda line: line.reach is Reach.LETTER):
        together = list(group)
        if is_of_all:
            yield from _filled(together, values, speaker)
        else:
            for introduction in facts.introductions:
                yield from _said_of_pairing(together, facts, introduction, speaker)


def _said_of_pairing(
    lines: Sequence[Line], facts: LetterFacts, introduction: Introduction, speaker: Speaker
) -> Iterator[Passage]:
    for is_of_buddies, group in groupby(lines, key=lambda line: line.reach is Reach.BUDDY):
        together = list(group)
        for buddy in introduction.buddies if is_of_buddies else introduction.buddies[:1]:
            yield from said_of_buddy(together, facts, introduction, buddy, speaker)


def said_of_buddy(
    lines: Sequence[Line],
    facts: LetterFacts,
    introduction: Introduction,
    buddy: Buddy,
    speaker: Speaker = IN_ENGLISH,
) -> Iterator[Passage]:
    """Yield what lines say of one buddy."""
    yield from _filled(lines, values_for(facts, introduction, buddy), speaker)


def values_for(facts: LetterFacts, introduction: Introduction, buddy: Buddy) -> Values:
    """Return the values of all fields where one buddy is spoken of."""
    return {**letter_values(facts), **pairing_values(facts, introduction), **buddy_values(buddy)}


def _filled(lines: Sequence[Line], values: Values, speaker: Speaker) -> Iterator[Passage]:
    for line in lines:
        texts = [text for sentence in line.sentences for text in filled(sentence, values, speaker)]
        kind = PassageKind.BULLET if line.is_bullet else PassageKind.PARAGRAPH
        for text in texts if line.is_bullet else [" ".join(texts)]:
            if shown := tidy(text, keeping=SET_APART):
                yield Passage(kind, shown)


def filled(sentence: Sentence, values: Values, speaker: Speaker = IN_ENGLISH) -> list[str]:
    """Return a sentence with its fields filled, once for each value; none where one of them is empty."""
    if any(not values.get(field) for field in sentence.fields):
        return []
    times = max((len(values[field]) for field in sentence.fields), default=1)
    numbers = (
        value.number for field in sentence.fields for value in values[field] if isinstance(value, Number)
    )
    text = speaker.sentence(sentence.text, next(numbers, None))
    return [FIELD.sub(partial(_value, values, speaker, turn), text) for turn in range(times)]


def _value(values: Values, speaker: Speaker, turn: int, typed: re.Match[str]) -> str:
    """Return what stands in place of a field the first, second … time; what is no field stays as typed."""
    field = _NAMES.get(field_name(typed[1]))
    if field is None:
        return typed[0]
    return speaker.said(values[field][min(turn, len(values[field]) - 1)])


def left_out(text: str, facts: LetterFacts) -> Iterator[tuple[int, int]]:
    """Yield where in a text the sentences begin and end that are left out of a letter."""
    everywhere = [letter_values(facts)] if not facts.buddies else []
    everywhere += [values_for(facts, each, buddy) for each in facts.introductions for buddy in each.buddies]
    start = 0
    for line in text.splitlines(keepends=True):
        for sentence in (one for read in lines_of(line) for one in read.sentences):
            begins = text.index(sentence.text, start)
            start = begins + len(sentence.text)
            if not any(filled(sentence, values) for values in everywhere):
                yield begins, start
