"""The lines of the sheet for translators: what there is to translate, and what was translated."""

import difflib
from collections.abc import Iterable, Sequence
from typing import Final

from buddy_matcher.documents.translation_sheet import SheetLine
from buddy_matcher.domain.sentences import KeptSentence, form_of_key
from buddy_matcher.domain.text import listed
from buddy_matcher.domain.to_translate import ToTranslate

type Place = tuple[str, str]
"""What a translation belongs to: its English, and its form beside a number."""

_ALIKE: Final = 0.6
"""How alike earlier English must be to be what a sentence was before, from 0 to 1."""


def lines_of_sheet(texts: Sequence[ToTranslate], kept: Iterable[KeptSentence]) -> tuple[SheetLine, ...]:
    """Return a line for each text, with its translation in the language of `kept` where there is one."""
    by_place = {(each.of_english, form_of_key(each.key)): each for each in kept}
    said = {(text.english, text.form) for text in texts}
    earlier = {place: each for place, each in by_place.items() if place not in said}
    return tuple(_line(text, by_place.get((text.english, text.form)), earlier) for text in texts)


def _line(text: ToTranslate, kept: KeptSentence | None, earlier: dict[Place, KeptSentence]) -> SheetLine:
    return SheetLine(
        key=text.key,
        where=text.where,
        english=text.english,
        form=_form(text),
        text=kept.text if kept else "",
        translator=kept.signed_by if kept else "",
        on=kept.signed_on if kept else None,
        before="" if kept else _before(text, earlier),
        filled_in=text.filled_in,
    )


def _form(text: ToTranslate) -> str:
    """Return for example "few: 3, 4, 5"."""
    return f"{text.form}: {listed([str(number) for number in text.numbers])}" if text.form else ""


def _before(text: ToTranslate, earlier: dict[Place, KeptSentence]) -> str:
    """Return what a sentence was when it was translated last, and how, as far as that can be told."""
    of_form = [english for english, form in earlier if form == text.form]
    nearest = difflib.get_close_matches(text.english, of_form, n=1, cutoff=_ALIKE)
    return "".join(f"{english} = {earlier[english, text.form].text}" for english in nearest)
