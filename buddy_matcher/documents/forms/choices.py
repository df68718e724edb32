"""Answers that choose from a list: told apart in whichever way a form joins them, and found on the list.

A choice that is on no list stays as it was written, with a suggestion; nothing is added to a list here.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from buddy_matcher.documents.forms.cells import is_no_answer
from buddy_matcher.domain.ids import StrengthId, ThemeId
from buddy_matcher.domain.made_forms import option_text
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import DecidedAnswer
from buddy_matcher.domain.strengths import FULL_LEVEL, LEVEL_LABELS, WISH_LABELS, Strength, Theme
from buddy_matcher.domain.text import fold, tidy

_LEVEL_OF_WORD = {
    fold(word): level for words in (LEVEL_LABELS, WISH_LABELS) for level, word in enumerate(words)
}
_WITH_LEVEL = re.compile(rf"(.+?) ?\(({'|'.join(_LEVEL_OF_WORD)})\)", re.IGNORECASE)
_SOME_OTHER = re.compile(r"other( \(please specify\))? ?[:-] ?", re.IGNORECASE)
# Bullets and numbers that people put before each line of a list.
_BULLET = re.compile(r"\s*(?:[-*·‣◦▪●•–—»>]+|\(?\d{1,2}[.)]|\(?[a-h][.)]|o(?=\s+[A-Z]))\s+|\s*[•●▪◦‣]\s*")
_BETWEEN = re.compile(r"[;\n\r•●▪◦]")
_OF_STRENGTHS = frozenset({Question.CAN_SHARE, Question.WOULD_LIKE})
_OF_THEMES = frozenset({Question.THEMES})
_CLOSE_ENOUGH = 88
_LONG_ENOUGH = 6


@dataclass(frozen=True, slots=True)
class Pick:
    """One chosen option as written, with its level 1 to 3; a plain tick is 3."""

    text: str
    level: int = FULL_LEVEL


class Suggestions[K: int]:
    """What texts that are no option of a list are probably spellings of; each text is looked at once."""

    def __init__(self, known: Mapping[str, K]) -> None:
        self._ids = {_letters(option): option_id for option, option_id in known.items()}
        self._found: dict[str, K | None] = {}

    def of(self, text: str) -> K | None:
        """Return the id of the option that a text is probably a spelling or a part of, or None."""
        written = _letters(fold(text))
        if written not in self._found:
            scorer = fuzz.partial_ratio if len(written) >= _LONG_ENOUGH else fuzz.ratio
            near = process.extractOne(written, self._ids.keys(), scorer=scorer, score_cutoff=_CLOSE_ENOUGH)
            self._found[written] = self._ids[near[0]] if near else None
        return self._found[written]


@dataclass(frozen=True)
class Vocabulary:
    """The strengths and themes of a scheme, found by their names however these are written.

    `decided` is what the coordinator takes other answers for, to these and to all other questions.
    """

    strengths: tuple[Strength, ...] = ()
    themes: tuple[Theme, ...] = ()
    decided: tuple[DecidedAnswer, ...] = ()

    @cached_property
    def strength_names(self) -> dict[StrengthId, str]:
        """The names of the strengths by id."""
        return {strength.id: strength.name for strength in self.strengths}

    @cached_property
    def theme_names(self) -> dict[ThemeId, str]:
        """The names of the themes by id."""
        return {theme.id: theme.name for theme in self.themes}

    @cached_property
    def strengths_by_name(self) -> dict[str, StrengthId]:
        """Ids of the strengths by folded name, also as a form writes it."""
        return _by_name(self.strength_names)

    @cached_property
    def themes_by_name(self) -> dict[str, ThemeId]:
        """Ids of the themes by folded name, also as a form writes it."""
        return _by_name(self.theme_names)

    @cached_property
    def strength_suggestions(self) -> Suggestions[StrengthId]:
        """What answers on no list may be spellings of among the strengths."""
        return Suggestions(self.strengths_by_name)

    @cached_property
    def theme_suggestions(self) -> Suggestions[ThemeId]:
        """What answers on no list may be spellings of among the themes."""
        return Suggestions(self.themes_by_name)

    @cached_property
    def strength_answers(self) -> dict[str, StrengthId | None]:
        """Ids of the strengths by every folded text that means one; None for a text that is ignored."""
        return self._with_decided(self.strength_names, _OF_STRENGTHS)

    @cached_property
    def theme_answers(self) -> dict[str, ThemeId | None]:
        """Ids of the themes by every folded text that means one; None for a text that is ignored."""
        return self._with_decided(self.theme_names, _OF_THEMES)

    @cached_property
    def _meanings(self) -> dict[tuple[Question, str], str]:
        return {
            (each.question, fold(each.text)): each.meaning for each in self.decided if each.listed_id is None
        }

    def meaning(self, question: Question, text: str) -> str | None:
        """Return what an answer was decided to mean, None when nobody decided on it; "" for one left out."""
        return self._meanings.get((question, fold(text)))

    def _with_decided[K: (StrengthId, ThemeId)](
        self, names: dict[K, str], questions: frozenset[Question]
    ) -> dict[str, K | None]:
        # Which list an id is of is said by the question alone.
        known: dict[int | None, K | None] = {None: None, **{entry_id: entry_id for entry_id in names}}
        decided = {
            fold(answer.text): known[answer.listed_id]
            for answer in self.decided
            if answer.question in questions and answer.listed_id in known and not answer.meaning
        }
        as_options = {fold(option_text(name)): entry_id for entry_id, name in names.items()}
        return {**decided, **as_options, **{fold(name): entry_id for entry_id, name in names.items()}}


def _by_name[K: (StrengthId, ThemeId)](names: Mapping[K, str]) -> dict[str, K]:
    return {fold(text): entry_id for entry_id, name in names.items() for text in (name, option_text(name))}


def picks_of_text(text: str, known: Collection[str]) -> tuple[Pick, ...]:
    """Return the choices that one cell joins; `known` are folded options.

    Semicolons and line breaks always part choices. Commas do where there are none of these, but known
    options that hold commas stay whole, the longest first.
    """
    pieces = [piece for piece in _BETWEEN.split(text) if piece.strip()]
    # A form that ends every choice with a semicolon has parted them, though there is one.
    if len(pieces) == 1 and ";" not in text:
        pieces = _cut_at_commas(without_bullet(pieces[0]), known)
    return _picks(pieces)


def phrases_of_text(text: str) -> tuple[Pick, ...]:
    """Return the answers that one cell joins by semicolons or line breaks; a comma may be a sentence's."""
    return _picks(_BETWEEN.split(text))


def without_bullet(line: str) -> str:
    """Return a line without the bullet or the number that it begins with."""
    return _BULLET.sub("", line, count=1) if _BULLET.match(line) else line


def _picks(pieces: Iterable[str]) -> tuple[Pick, ...]:
    return tuple([pick for piece in pieces if (pick := _chosen(piece))])


@lru_cache(maxsize=20_000)  # a form of thousands of answers has few different choices
def _chosen(piece: str) -> Pick | None:
    """Return the choice that a piece of a cell is, None where it says that nothing is chosen."""
    pick = _pick(tidy(_SOME_OTHER.sub("", without_bullet(piece.strip()).strip(), count=1)))
    return pick if pick.level and not is_no_answer(pick.text) else None


def _cut_at_commas(text: str, known: Collection[str]) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    longest = _most_parts(known if isinstance(known, frozenset) else frozenset(known))
    pieces, start = [], 0
    while start < len(parts):
        end = start + 1
        for longer in range(min(len(parts), start + longest), start + 1, -1):
            if fold(_pick(", ".join(parts[start:longer])).text) in known:
                end = longer
                break
        pieces.append(", ".join(parts[start:end]))
        start = end
    return pieces


@lru_cache(maxsize=64)
def _most_parts(known: frozenset[str]) -> int:
    """Return in how many parts commas cut an option at most."""
    return 1 + max((option.count(",") for option in known), default=0)


def _pick(text: str) -> Pick:
    match = _WITH_LEVEL.fullmatch(text)
    return Pick(match[1], _LEVEL_OF_WORD[fold(match[2])]) if match else Pick(text)


def as_text(picks: tuple[Pick, ...]) -> str:
    """Return picks as one text that `picks_of_text` reads back; each ends in a semicolon."""
    return " ".join(
        f"{pick.text};" if pick.level == FULL_LEVEL else f"{pick.text} ({LEVEL_LABELS[pick.level].lower()});"
        for pick in picks
    )


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
