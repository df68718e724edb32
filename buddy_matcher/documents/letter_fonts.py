"""The fonts that letters are set in, and what none of them can show.

Every script has a bundled font, so that a letter looks the same on every computer. Whether a text can be
shown is asked of typst, because only it knows which accents find their letters. Nothing here lays out pages.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, groupby
from typing import Final

import typst

FAMILIES: Final = (
    "Noto Sans",
    # Before Noto's, whose dots are glyphs of their own: a screen reader would say a dotted letter twice.
    "IBM Plex Sans Arabic",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Kannada",
    "Noto Sans Malayalam",
    "Noto Sans Oriya",
    "Noto Sans Sinhala",
    "Noto Sans Ethiopic",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
    "Noto Sans Thai",
    "Noto Sans Lao",
    "Noto Sans Khmer",
    "Noto Sans Myanmar",
    # All of Chinese, Japanese and Korean, in the shapes that Hong Kong reads.
    "Noto Sans CJK HK",
    "Noto Sans Symbols",
    "Noto Emoji",
)
"""The families of letters, in the order in which typst looks for a character."""

NOT_SHOWN: Final = "□"
"""Stands for a character that no bundled font has."""

_PACKAGES = ("fontpkg_noto_sans", "fontpkg_ibm_plex_sans_arabic", "manimgx_fonts", "manimgx_fonts_cjk")

_SURELY_SHOWN = "\\u0020-\\u007e\\u00a0-\\u024f\\u1e00-\\u1eff–—‘’“”…□"
_UNSURE = re.compile(f"[^{_SURELY_SHOWN}]")

_PROBE = b"""
#set document(title: "probe")
#set text(font: sys.inputs.families.split(","))
#for text in json(bytes(sys.inputs.texts)) { par(text) }
"""

_MOST_REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Substitute:
    """What is printed in place of a text, and the pieces of it that no font can show, each once."""

    printed: str
    missing: tuple[str, ...]


@cache
def fonts() -> typst.Fonts:
    """Return the bundled fonts, and typst's own for rare signs; none of the computer's."""
    folders = [str(files(package)) for package in _PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def is_unsure(text: str) -> bool:
    """Return whether a text holds a character that not every bundled font is known to have."""
    return bool(_UNSURE.search(text))


def substitutes(texts: Iterable[str]) -> dict[str, Substitute]:
    """Return what stands in for each text, of one paragraph, that the fonts can't show as it is.

    An accent that no font can put on its letter is left out; any other character becomes `NOT_SHOWN`.
    """
    unsure = {text for text in texts if is_unsure(text)}
    if _can_show(tuple(sorted(unsure))):
        return {}
    clusters = {text: tuple(_clusters(text)) for text in unsure}
    printed = _printed(clusters)
    return {
        text: _substitute(parts, printed[text]) for text, parts in clusters.items() if parts != printed[text]
    }


def _printed(clusters: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return what is printed for the clusters of each text."""
    stand_ins = {cluster: _nearest_shown(cluster) for cluster in _not_shown(chain(*clusters.values()))}
    printed = {text: tuple(stand_ins.get(c, c) for c in parts) for text, parts in clusters.items()}
    # Some characters can be shown alone but not beside these neighbours.
    misfits = set(_not_shown(map("".join, printed.values())))
    boxed = {text for text, parts in printed.items() if "".join(parts) in misfits}
    return printed | {text: tuple(map(_boxed, clusters[text])) for text in boxed}


def _substitute(clusters: Sequence[str], printed: Sequence[str]) -> Substitute:
    pairs = zip(clusters, printed, strict=True)
    runs = groupby(pairs, key=lambda pair: pair[0] == pair[1])
    missing = ("".join(cluster for cluster, _ in run) for is_shown, run in runs if not is_shown)
    return Substitute("".join(printed), tuple(dict.fromkeys(missing)))


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with the combining marks after it: only together do they have a glyph or not."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.category(text[end]).startswith("M"):
            yield text[start:end]
            start = end


def _nearest_shown(cluster: str) -> str:
    base = cluster[0]
    return base if base != cluster and _can_show((base,)) else NOT_SHOWN


def _boxed(cluster: str) -> str:
    return NOT_SHOWN if is_unsure(cluster) else cluster


def _not_shown(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts that can't be shown, each once."""
    return _not_shown_among(tuple(sorted({text for text in texts if is_unsure(text)})))


def _not_shown_among(texts: tuple[str, ...]) -> Iterator[str]:
    # Asking about many at a time takes hardly longer than asking about one.
    if _can_show(texts):
        return
    if len(texts) == 1:
        yield texts[0]
        return
    half = len(texts) // 2
    yield from _not_shown_among(texts[:half])
    yield from _not_shown_among(texts[half:])


@lru_cache(_MOST_REMEMBERED)
def _can_show(texts: tuple[str, ...]) -> bool:
    """Return whether typst makes a PDF/UA-1 of some paragraphs: that standard refuses a missing glyph."""
    if not texts:
        return True
    inputs = {"families": ",".join(FAMILIES), "texts": json.dumps(texts)}
    try:
        typst.compile(
            _PROBE, font_paths=fonts(), ignore_system_fonts=True, sys_inputs=inputs, pdf_standards=["ua-1"]
        )
    except typst.TypstError:
        return False
    return True
