"""What letters say before it is in a language: phrases, numbers, days, lists, and what people typed.

A fact is put together once; a speaker says it in English (here) or in another language (`tongues`).
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, override

from buddy_matcher.domain.letter_phrases import Count, Phrase
from buddy_matcher.domain.phrases import date_in_words, in_a_list, inside_sentence
from buddy_matcher.domain.text import listed

type Saying = str | Say | Counted | Number | Day | Several | Entry
"""A text is what somebody typed, or a name: it is the same in every language."""


@dataclass(frozen=True, slots=True)
class Say:
    """A phrase, with what is put into it by name."""

    phrase: Phrase
    values: tuple[tuple[str, Saying], ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its word."""

    count: Count
    number: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands alone and decides which form the sentence around it takes."""

    number: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""

    on: date


@dataclass(frozen=True, slots=True)
class Several:
    """A list in a sentence, whose last two are joined by a phrase; texts and sayings may stand in it."""

    parts: tuple[Saying, ...]
    joined: Phrase = Phrase.AND


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of one of the scheme's lists, by its name."""

    name: str


def say(phrase: Phrase, **values: Saying) -> Say:
    """Return a phrase with what is put into it."""
    return Say(phrase, tuple(values.items()))


_PLACE = re.compile(r"\{\{(\w+)\}\}")


def put_in(text: str, values: Mapping[str, str]) -> str:
    """Return a text with values in the places of their names; what has no value stays as it is."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), text)


class Speaker(ABC):
    """Says things in one language."""

    @abstractmethod
    def sentence(self, text: str, number: int | None = None) -> str:
        """Return a sentence or phrase in English, with its fields, as it stands in the language.

        `number` is what a field that stands for a number alone will say, None without such a field.
        """

    def said(self, saying: Saying) -> str:
        """Return a saying in words."""
        match saying:
            case str():
                words = self.typed(saying)
            case Say(phrase, values):
                said = {name: self.said(value) for name, value in values}
                words = put_in(self.sentence(phrase.value), said)
            case Counted(count, number):
                words = put_in(self.counted(count, number), {"number": f"{number:,}"})
            case Number(number):
                words = f"{number:,}"
            case Day(on):
                words = self.day(on)
            case Several(parts, joined):
                words = self.several([self.said(part) for part in parts], joined)
            case Entry(name):
                words = self.entry(name)
        return words

    @abstractmethod
    def typed(self, text: str) -> str:
        """Return what somebody typed as it stands in a sentence."""

    @abstractmethod
    def counted(self, count: Count, number: int) -> str:
        """Return the form of a phrase that goes with a number, which is still to be put in."""

    @abstractmethod
    def day(self, on: date) -> str:
        """Return a date in words."""

    @abstractmethod
    def several(self, words: list[str], joined: Phrase) -> str:
        """Return words as a list in a sentence."""

    @abstractmethod
    def entry(self, name: str) -> str:
        """Return an entry of one of the scheme's lists as it stands in a sentence."""


class _English(Speaker):
    """Says what the phrases say."""

    @override
    def sentence(self, text: str, number: int | None = None) -> str:
        return text

    @override
    def typed(self, text: str) -> str:
        return text

    @override
    def counted(self, count: Count, number: int) -> str:
        return count.of_one if number == 1 else count.of_several

    @override
    def day(self, on: date) -> str:
        return date_in_words(on)

    @override
    def several(self, words: list[str], joined: Phrase) -> str:
        return listed(words, last="or") if joined is Phrase.OR else in_a_list(words)

    @override
    def entry(self, name: str) -> str:
        return inside_sentence(name)


IN_ENGLISH: Final[Speaker] = _English()


def in_english(sayings: tuple[Saying, ...]) -> tuple[str, ...]:
    """Return sayings in English."""
    return tuple(IN_ENGLISH.said(each) for each in sayings)
