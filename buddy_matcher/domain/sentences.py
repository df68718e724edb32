"""What letters say in place of our own words: the coordinator's wording, kept by round and kind of letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from buddy_matcher.domain.ids import UNSAVED, RoundId, SentenceId
from buddy_matcher.domain.letter_kinds import LetterKind

ENGLISH: Final = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptSentence:
    """A text of a kind of letter in one round.

    In English `key` is a block, and `text` what the coordinator wrote in its place. In another language it is
    one sentence: `of_english` is what was translated, and `signed_by` whoever answers for it since
    `signed_on`. `language` is an ISO 639 code.
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


def own_words(sentences: Iterable[KeptSentence], kind: LetterKind) -> tuple[tuple[str, str], ...]:
    """Return the coordinator's texts of a kind of letter by block, in the order of the blocks' names."""
    return tuple(
        sorted((each.key, each.text) for each in sentences if (each.kind, each.language) == (kind, ENGLISH))
    )
