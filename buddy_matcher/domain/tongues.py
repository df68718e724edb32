"""A language that letters are translated into: its rules, and the sentences that somebody signed.

Nothing is said half in a language: what has no signed translation is noted, and the letter waits for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol, override

from buddy_matcher.domain.letter_phrases import Count, Phrase
from buddy_matcher.domain.sayings import Speaker, put_in
from buddy_matcher.domain.sentences import (
    KeptSentence,
    form_of_key,
    has_words_to_translate,
    without_conditions,
)
from buddy_matcher.domain.text import SET_APART


class LanguageRules(Protocol):
    """What a language does with numbers and dates, and how it is written."""

    @property
    def is_right_to_left(self) -> bool:
        """Whether it is written from right to left."""

    @property
    def forms(self) -> Mapping[str, tuple[int, ...]]:
        """The forms that words take beside whole numbers, each with the first numbers that take it."""

    @property
    def comma(self) -> str:
        """What stands between words of a list, but for the last two."""

    def form_of(self, number: int) -> str:
        """Return the form of a word beside a number."""

    def date_in_words(self, day: date) -> str:
        """Return a date with the month's name."""


type Translations = tuple[tuple[tuple[str, str], str], ...]
"""The translation of each sentence, by its English and the form that goes with a number, or ""."""


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """A language of letters, by ISO 639 code, with the translations that somebody signed."""

    code: str
    rules: LanguageRules
    signed: Translations

    @cached_property
    def by_english(self) -> Mapping[tuple[str, str], str]:
        """The same translations, to look one up."""
        return dict(self.signed)


def tongue_of(code: str, rules: LanguageRules, sentences: Iterable[KeptSentence]) -> Tongue:
    """Return a language with those of a round's kept sentences that are its own and signed."""
    own = (each for each in sentences if each.language == code and each.is_signed)
    signed = {(each.of_english, form_of_key(each.key)): each.text for each in own}
    return Tongue(code=code, rules=rules, signed=tuple(sorted(signed.items())))


class Translator(Speaker):
    """Says a letter in a language, and notes which translations it used and which it lacks."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue
        self.used: dict[tuple[str, str], str] = {}
        self.lacks: dict[str, None] = {}

    @override
    def sentence(self, text: str, number: int | None = None) -> str:
        form = "" if number is None else self._tongue.rules.form_of(number)
        return self._translated(without_conditions(text), form)

    @override
    def typed(self, text: str) -> str:
        # English words and numbers would turn round beside words from right to left.
        if not self._tongue.rules.is_right_to_left or not text or text[0] == SET_APART[0]:
            return text
        return f"{SET_APART[0]}{text}{SET_APART[1]}"

    @override
    def counted(self, count: Count, number: int) -> str:
        return self._translated(count.of_several, self._tongue.rules.form_of(number))

    @override
    def day(self, on: date) -> str:
        return self._tongue.rules.date_in_words(on)

    @override
    def several(self, words: list[str], joined: Phrase) -> str:
        if len(words) <= 1:
            return "".join(words)
        first = self._tongue.rules.comma.join(words[:-1])
        return put_in(self.sentence(joined.value), {"first": first, "last": words[-1]})

    @override
    def entry(self, name: str) -> str:
        return self._translated(name, "")

    def _translated(self, english: str, form: str) -> str:
        if not has_words_to_translate(english):
            return english
        found = self._tongue.by_english.get((english, form))
        if found is None:
            self.lacks[english] = None
            return english
        self.used[english, form] = found
        return found
