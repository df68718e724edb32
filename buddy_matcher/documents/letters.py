"""Lays out letters as one tagged PDF with typst, in the bundled font and without touching the network.

What people typed reaches the template as JSON data, never as markup. Nothing here chooses words.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from itertools import groupby
from typing import Any

import fontpkg_noto_sans
import typst

from buddy_matcher.domain.letters import Block, BlockKind, Envelope, LetterText
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted
from buddy_matcher.paths import letters_folder

NOT_SHOWN = "□"
"""Stands for a character that no bundled font has."""

_NOT_LATIN = re.compile("[^\\u0000-\\u024f\\u1e00-\\u1eff–—‘’“”…□]")


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


def write_letters(
    texts: Sequence[LetterText], *, envelope: Envelope = Envelope.NO_WINDOW, both_sides: bool = False
) -> bytes:
    """Return one PDF (PDF/UA-1) of the letters in order, each on a new sheet.

    With `both_sides` each letter begins on an odd page. A character that no bundled font has is shown as
    an empty box. Raises ValueError when there are no letters.
    """
    if not texts:
        raise ValueError("there are no letters to lay out")
    batch = {
        "title": _document_title(texts),
        "author": texts[0].letterhead,
        "language": texts[0].language,
        "font": fontpkg_noto_sans.FAMILY,
        "both-sides": both_sides,
        "address": asdict(_ADDRESS_AREAS[envelope]),
        "letters": [_letter_values(text) for text in texts],
    }
    # PDF/UA-1 refuses a missing glyph. Only then is it worth the time to look for the characters.
    with suppress(typst.TypstError):
        return _laid_out(batch)
    with suppress(typst.TypstError):
        return _laid_out(_mended(batch, _nearest_shown))
    return _laid_out(_mended(batch, _latin_only))


def _document_title(texts: Sequence[LetterText]) -> str:
    draft = "Draft: " if any(text.is_draft for text in texts) else ""
    if len(texts) == 1:
        return f"{draft}{texts[0].title}, letter to {texts[0].recipient}"
    return f"{draft}{counted(len(texts), 'letter')} of {texts[0].letterhead}"


def _letter_values(text: LetterText) -> dict[str, object]:
    return {
        "size": text.print_size,
        "language": text.language,
        "draft": text.is_draft,
        "letterhead": text.letterhead,
        "address": text.address,
        "sender": text.sender,
        "date": date_in_words(text.dated),
        "greeting": text.greeting,
        "title": text.title,
        "blocks": list(_block_values(text.blocks)),
        "closing": text.closing,
    }


def _block_values(blocks: Sequence[Block]) -> Iterator[dict[str, object]]:
    """Yield the blocks with neighbouring bullets as one list, so that a screen reader counts its items."""
    for kind, neighbours in groupby(blocks, key=lambda block: block.kind):
        if kind is BlockKind.BULLET:
            yield {"kind": "bullets", "items": [block.text for block in neighbours]}
        else:
            yield from ({"kind": kind.value, "text": block.text} for block in neighbours)


def _laid_out(batch: dict[str, Any]) -> bytes:
    return typst.compile(
        str(letters_folder() / "letter.typ"),
        root=str(letters_folder()),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"letters": json.dumps(batch, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )


@cache
def _fonts() -> typst.Fonts:
    # Typst's own fonts fill in for scripts that the bundled one lacks, such as Arabic.
    folder = fontpkg_noto_sans.ROOT / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])


def _mended(value: Any, mend: Callable[[str], str]) -> Any:
    """Return a JSON value with every string in it mended."""
    if isinstance(value, dict):
        return {key: _mended(item, mend) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(item, mend) for item in value]
    return mend(value) if isinstance(value, str) else value


def _nearest_shown(text: str) -> str:
    """Return the text with boxes for characters that no font has.

    An accent that no font can put on its letter is left out; the letter stays.
    """
    if _can_show(text):
        return text
    return "".join(_nearest_cluster(cluster) for cluster in _clusters(text))


def _latin_only(text: str) -> str:
    """Return the text with boxes for other scripts, some of whose letters depend on their neighbours."""
    return _NOT_LATIN.sub(NOT_SHOWN, text)


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with the combining marks after it: only together do they have a glyph or not."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.category(text[end]).startswith("M"):
            yield text[start:end]
            start = end


def _nearest_cluster(cluster: str) -> str:
    return next((text for text in (cluster, cluster[0]) if _can_show(text)), NOT_SHOWN)


@cache
def _can_show(text: str) -> bool:
    if text.isascii():
        return True
    probe = b'#set document(title: "probe")\n#set text(font: sys.inputs.font)\n#sys.inputs.text'
    inputs = {"font": fontpkg_noto_sans.FAMILY, "text": text}
    try:
        typst.compile(
            probe, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs, pdf_standards=["ua-1"]
        )
    except typst.TypstError:
        return False
    return True
