"""What letters say in place of our own words: the coordinator's wording, kept by round and kind of letter."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from buddy_matcher.domain.ids import UNSAVED, RoundId, SentenceId
from buddy_matcher.domain.languages import ENGLISH
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.text import tidy

FIELD: Final = re.compile(r"\{\{([^{}]*)\}\}")
"""A field as it is typed."""

_CONDITION = re.compile(r"\{\{\s*if[ _-](?!only\b|only_)[^{}]*\}\}", re.IGNORECASE)
_BEFORE_FORM = "/"


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptSentence:
    """A text of a kind of letter in one round.

    In English `key` is a block, and `text` what the coordinator wrote in its place. In another language it is
    one sentence, known by what was translated, `of_english`: wherever a letter says that, this is its
    translation. `kind` and `key` say where it stood first, the key also in which form beside a number.
    `signed_by` is whoever answers for it since `signed_on`. `language` is an ISO 639 code.
    """

    id: SentenceId = UNSAVED
    round_id: RoundId
    kind: LetterKind
    key: str
    language: str = ENGLISH
    text: str
    signed_by: str = ""
    signed_on: date | None = None
    of_english: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether somebody answers for the translation."""
        return bool(self.signed_by and self.signed_on)


def own_words(sentences: Iterable[KeptSentence], kind: LetterKind) -> tuple[tuple[str, str], ...]:
    """Return the coordinator's texts of a kind of letter by block, in the order of the blocks' names."""
    return tuple(
        sorted((each.key, each.text) for each in sentences if (each.kind, each.language) == (kind, ENGLISH))
    )


def key_of(place: str, form: str) -> str:
    """Return the key of a translation: where its English stands, and its form beside a number, or ""."""
    return f"{place}{_BEFORE_FORM}{form}" if form else place


def form_of_key(key: str) -> str:
    """Return the form beside a number that a key names, or ""."""
    return key.partition(_BEFORE_FORM)[2]


def without_conditions(sentence: str) -> str:
    """Return a sentence without the fields that only say for whom it is: they leave no trace in a letter."""
    return tidy(_CONDITION.sub("", sentence))


def has_words_to_translate(sentence: str) -> bool:
    """Return whether there is anything in a sentence besides fields, numbers and signs."""
    return any(map(str.isalpha, FIELD.sub("", sentence)))
