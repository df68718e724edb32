"""Lays out letters as one tagged PDF with typst, in the bundled fonts and without touching the network.

What people typed reaches the template as JSON data, never as markup. Nothing here chooses words.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import chain, groupby
from typing import Any

import typst

from buddy_matcher.documents import letter_fit
from buddy_matcher.documents.json_strings import strings_in, with_strings_replaced
from buddy_matcher.documents.letter_fit import LetterFit
from buddy_matcher.documents.letter_fonts import FAMILIES, Substitute, fonts, is_unsure, substitutes
from buddy_matcher.documents.logos import Picture
from buddy_matcher.domain.languages import ENGLISH
from buddy_matcher.domain.letters import Envelope, LetterText, Passage, PassageKind
from buddy_matcher.domain.text import counted
from buddy_matcher.paths import letters_folder


@dataclass(frozen=True, slots=True)
class _AddressArea:
    """Where the address stands, in mm from the top left of the page."""

    left: float
    top: float
    width: float
    height: float


_LARGE_WINDOW = _AddressArea(24.6, 39.5, 95.4, 26.8)

_ADDRESS_AREAS = {
    Envelope.NO_WINDOW: _LARGE_WINDOW,
    Envelope.NOTIFY: _LARGE_WINDOW,
    # The window shows x 20 to 100 and y 57 to 81; a little is left all round for a sheet that slips.
    Envelope.DL_WINDOW: _AddressArea(24.6, 58, 73, 22),
}


_GEOMETRY = {
    "left-edge": letter_fit.LEFT_EDGE,
    "later-pages-top": letter_fit.LATER_PAGES_TOP,
    "page-bottom": letter_fit.PAGE_BOTTOM,
    "footer": letter_fit.FOOTER_EM,
    "leading": letter_fit.LEADING_EM,
    "gaps": letter_fit.GAPS_EM,
    "to-sign": letter_fit.TO_SIGN_MM,
}
"""What the template and the estimate of pages have to agree on."""

_BODY_TOP = {Envelope.NO_WINDOW: 72, Envelope.NOTIFY: 95, Envelope.DL_WINDOW: 95}
"""Where the body starts, in mm from the top: under a window nothing but the address may show."""


def write_letters(
    texts: Sequence[LetterText],
    *,
    envelope: Envelope = Envelope.NO_WINDOW,
    both_sides: bool = False,
    logo: Picture | None = None,
) -> bytes:
    """Return one PDF (PDF/UA-1) of the letters in order, each on a new sheet.

    A logo stands in the place of the scheme's name, which then heads the sender's lines.

    With `both_sides` each letter begins on an odd page. Where `unprintable` finds characters there are
    empty boxes. Raises ValueError when there are no letters.
    """
    if not texts:
        raise ValueError("there are no letters to lay out")
    letters = [_letter_values(text, _BODY_TOP[envelope]) for text in texts]
    stand_ins = {text: each.printed for text, each in substitutes(strings_in(letters)).items()}
    batch = {
        **_GEOMETRY,
        "title": _document_title(texts),
        "author": texts[0].letterhead,
        "language": _document_language(texts),
        "fonts": FAMILIES,
        "both-sides": both_sides,
        "logo": asdict(logo) if logo else None,
        "address": asdict(_ADDRESS_AREAS[envelope]),
        "body-top": _BODY_TOP[envelope],
        "letters": with_strings_replaced(letters, stand_ins),
    }
    return typst.compile(
        str(letters_folder() / "letter.typ"),
        root=str(letters_folder()),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"letters": json.dumps(batch, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    # The root of the page tree stands in the file as plain bytes, so no PDF reader is needed.
    return max(int(count) for count in _PAGE_TREE.findall(pdf))


_PAGE_TREE = re.compile(rb"/Type/Pages/Count (\d+)")


def unprintable(texts: Sequence[LetterText]) -> tuple[tuple[str, ...], ...]:
    """Return for each letter the pieces of words that no bundled font can show, each once."""
    strings = [_unsure_strings(text) for text in texts]
    stand_ins = substitutes(chain.from_iterable(strings))
    return tuple(_missing(letter, stand_ins) if stand_ins else () for letter in strings)


@lru_cache(maxsize=4_000)  # asked for all letters after each change, which leaves nearly all as they are
def _unsure_strings(text: LetterText) -> tuple[str, ...]:
    strings = strings_in([_head(text), *(_words(part) for part in text.parts)])
    return tuple(string for string in strings if is_unsure(string))


def _missing(strings: Sequence[str], stand_ins: Mapping[str, Substitute]) -> tuple[str, ...]:
    pieces = chain.from_iterable(stand_ins[string].missing for string in strings if string in stand_ins)
    return tuple(dict.fromkeys(pieces))


def _document_language(texts: Sequence[LetterText]) -> str:
    """Return the language of a document's title and of most of it: each letter names its own."""
    return texts[0].language if len(texts) == 1 else ENGLISH


def _document_title(texts: Sequence[LetterText]) -> str:
    drafts = sum(text.is_draft for text in texts)
    if len(texts) == 1:
        frame, title = texts[0].frame, f"{texts[0].title}, letter to {texts[0].recipient}"
        return f"{f'{frame.draft}: ' if drafts else ''}{frame.document or title}"
    among = f", {drafts} of them {'a draft' if drafts == 1 else 'drafts'}" if drafts else ""
    return f"{counted(len(texts), 'letter')} of {texts[0].letterhead}{among}"


def _letter_values(text: LetterText, body_top: float) -> dict[str, object]:
    """Return a letter with its head; the same in a second language begins on a page without one."""
    tops = (body_top, letter_fit.LATER_PAGES_TOP)
    return {
        **_head(text),
        "parts": [_part_values(part, top) for part, top in zip(text.parts, tops, strict=False)],
    }


def _part_values(text: LetterText, body_top: float) -> dict[str, object]:
    fit, words = LetterFit(text, body_top), _words(text)
    for number, passage in enumerate(words["passages"]):
        passage["tall"] = fit.has_tall_list(number)
    return {
        **words,
        "size": text.print_size,
        "line-width": fit.line_width,
        "tightness": fit.tightness,
        "language": text.language,
    }


def _head(text: LetterText) -> dict[str, Any]:
    return {"letterhead": text.letterhead, "address": text.address, "sender": text.sender}


def _words(text: LetterText) -> dict[str, Any]:
    return {
        "draft": text.frame.draft if text.is_draft else "",
        "page": text.frame.page,
        "date": text.day,
        "greeting": text.greeting,
        "title": text.title,
        "passages": list(_passage_values(text.passages)),
        "closing": text.closing,
    }


def _passage_values(passages: Sequence[Passage]) -> Iterator[dict[str, Any]]:
    """Yield the passages with neighbouring bullets as one list, so that a screen reader counts its items."""
    for kind, neighbours in groupby(passages, key=lambda passage: passage.kind):
        if kind is PassageKind.BULLET:
            yield {"kind": "bullets", "items": [passage.text for passage in neighbours]}
        else:
            yield from ({"kind": kind.value, "text": passage.text} for passage in neighbours)
