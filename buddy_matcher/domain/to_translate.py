"""Every sentence, phrase and list entry that letters say, with what a translator has to know of it.

Each stands once, however many letters say it. Sentences are those of the coordinator where they wrote some.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from buddy_matcher.domain.block_text import fields_in, lines_of
from buddy_matcher.domain.languages import WELSH
from buddy_matcher.domain.letter_blocks import HEADINGS, NEXT_WITHOUT_A_BUDDY, OUR_WORDS, TITLES, Block
from buddy_matcher.domain.letter_fields import Field
from buddy_matcher.domain.letter_kinds import KINDS, LetterKind
from buddy_matcher.domain.letter_phrases import Count, Phrase, meaning_of
from buddy_matcher.domain.reasons import Wording
from buddy_matcher.domain.sentences import (
    KeptSentence,
    has_words_to_translate,
    key_of,
    own_words,
    without_conditions,
)
from buddy_matcher.domain.text import fold, listed
from buddy_matcher.domain.tongues import LanguageRules

_HEAD = "Heads and headings"
_LISTS = "The scheme’s lists"
_PHRASES = "Put into sentences"


@dataclass(frozen=True, kw_only=True, slots=True)
class ToTranslate:
    """A text in English as a line of the sheet for translators.

    `kind` and `place` are where it stands first, `where` says that in words, with the condition under which
    it is said. `form` is the form beside a number that is wanted, with a few `numbers` that take it, or "".
    """

    kind: LetterKind
    place: str
    where: str
    english: str
    form: str = ""
    numbers: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Its name in the sheet and in the file."""
        return key_of(self.place, self.form)

    @property
    def filled_in(self) -> str:
        """What its fields stand for, in words."""
        told = [f"{{{{{field.value}}}}}: {field.label}" for field in fields_in(self.english)]
        return ". ".join(dict.fromkeys(told))


def texts_to_translate(
    sentences: Iterable[KeptSentence], wording: Wording, code: str, rules: LanguageRules
) -> tuple[ToTranslate, ...]:
    """Return everything that letters of a round may say in a language, each text and form once."""
    kept = tuple(sentences)
    found: dict[tuple[str, str], ToTranslate] = {}
    for text in (*_of_heads(), *_of_blocks(kept), *_of_phrases(code), *_of_lists(wording)):
        for formed in _in_forms(text, rules):
            found.setdefault((formed.english, formed.form), formed)
    return tuple(text for text in found.values() if has_words_to_translate(text.english))


def _in_forms(text: ToTranslate, rules: LanguageRules) -> Iterator[ToTranslate]:
    """Yield a text once, or once for each form that numbers give it."""
    counts = text.place.startswith("count.") or Field.NUMBER_OF_BUDDIES in fields_in(text.english)
    if not counts:
        yield text
        return
    for form, numbers in rules.forms.items():
        yield replace(text, form=form, numbers=numbers)


def _of_heads() -> Iterator[ToTranslate]:
    for kind, titles in TITLES.items():
        for number, title in enumerate(titles, start=1):
            where, place = f"{_HEAD}: title of “{kind.label}”", f"{KINDS[kind].code}.title.{number}"
            yield ToTranslate(kind=kind, place=place, where=where, english=title)
    for heading in (*HEADINGS.values(), NEXT_WITHOUT_A_BUDDY):
        place = f"heading.{_as_place(heading)}"
        yield ToTranslate(kind=LetterKind.INTRODUCTION, place=place, where=_HEAD, english=heading)


def _as_place(english: str) -> str:
    return fold(english).replace(" ", "-")


def _of_blocks(kept: tuple[KeptSentence, ...]) -> Iterator[ToTranslate]:
    for kind, blocks in OUR_WORDS.items():
        own = dict(own_words(kept, kind))
        for block, ours in blocks.items():
            yield from _of_block(kind, block, own.get(block, ours))


def _of_block(kind: LetterKind, block: Block, text: str) -> Iterator[ToTranslate]:
    sentences = [sentence for line in lines_of(text) for sentence in line.sentences]
    for number, sentence in enumerate(sentences, start=1):
        conditions = [_as_inside(field.label) for field in sentence.fields if field.is_condition]
        where = f"{kind.label}: {block.label}{f' ({listed(conditions)})' if conditions else ''}"
        place, english = f"{KINDS[kind].code}.{block.value}.{number}", without_conditions(sentence.text)
        yield ToTranslate(kind=kind, place=place, where=where, english=english)


def _as_inside(label: str) -> str:
    return label[:1].lower() + label[1:]


def _of_phrases(code: str) -> Iterator[ToTranslate]:
    for phrase in Phrase:
        if phrase is not Phrase.WELSH_IS_WELCOME or code == WELSH:
            yield _phrase(f"phrase.{phrase.name.lower()}", phrase.value, meaning_of(phrase))
    for count in Count:
        yield _phrase(f"count.{count.name.lower()}", count.of_several, meaning_of(count))


def _phrase(place: str, english: str, meaning: str) -> ToTranslate:
    where = f"{_PHRASES}: {meaning}"
    return ToTranslate(kind=LetterKind.INTRODUCTION, place=place, where=where, english=english)


def _of_lists(wording: Wording) -> Iterator[ToTranslate]:
    yield from _of_list("strength", wording.strengths)
    yield from _of_list("theme", wording.themes)


def _of_list[I: int](what: str, names: Mapping[I, str]) -> Iterator[ToTranslate]:
    for number, name in sorted(names.items(), key=lambda item: item[1]):
        where = f"{_LISTS}: a {what}, as it stands after a colon"
        place = f"{what}.{number}"
        yield ToTranslate(kind=LetterKind.INTRODUCTION, place=place, where=where, english=name)
