"""Decides how tightly a letter is set, so that it takes the fewest pages, before it is laid out.

Measuring in typst would take as long as the layout itself, so lines are counted from the widths of letters
and pages are filled as typst fills them. An estimate that is a line out costs looseness, never a word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import Final

from buddy_matcher.domain.letters import LetterText, PassageKind

MM_PER_POINT: Final = 25.4 / 72
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
LEFT_EDGE, NARROWEST_SIDE = 24.6, 15
LATER_PAGES_TOP, PAGE_BOTTOM = 19, 11
"""Margins in mm; the bottom one also holds the page number."""
FOOTER_EM: Final = 1.6
WIDEST_LINE_EM: Final = 32
"""60 to 70 characters."""
LEADING_EM: Final = 0.4
TALLEST_WHOLE_LIST = 180
"""In mm: a longer list is broken, or it would leave most of a page empty."""

LEVELS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
"""From loose to tight."""

GAPS_EM: Final = {
    "title": (1.1, 0.8),
    "after-title": (0.8, 0.5),
    "heading": (1.25, 0.8),
    "after-heading": (0.55, 0.35),
    "bullets": (0.6, 0.45),
    "items": (0.55, 0.45),
    "closing": (1.6, 0.9),
    "other": (0.9, 0.55),
}
"""Distances between parts, loose and tight, by what stands before and after them."""
TO_SIGN_MM: Final = (11, 8)

_WIDTHS = {
    **dict.fromkeys("ijl|'’‘.,:;! ", 0.265),
    **dict.fromkeys("ftrI()[]/-", 0.37),
    **dict.fromkeys("csvxyzkJ“”", 0.5),
    **dict.fromkeys("mwMW@%", 0.9),
}
_CAPITAL, _OTHER, _WIDE = 0.66, 0.6, 1.0
_FIRST_WIDE = "\u1100"
"""From here on most characters are as wide as they are high."""
_LIST_INDENT_EM = 1.3
_SPARE_LINES = 1
"""Kept free on each page, for what the estimate misses."""
_FEWEST_LINES_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the body: `lines` are those of each paragraph or list item in it."""

    kind: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class LetterFit:
    """How a letter fits its pages when the body of the first one starts `body_top` mm from the top."""

    letter: LetterText
    body_top: float

    @property
    def tightness(self) -> float:
        """The loosest of `LEVELS` at which the letter takes the fewest pages."""
        pages = [self.pages(level) for level in LEVELS]
        return LEVELS[pages.index(min(pages))]

    @property
    def em(self) -> float:
        """The size of the body in mm."""
        return self.letter.print_size * MM_PER_POINT

    @property
    def line_width(self) -> float:
        """The width of a line in mm."""
        return min(PAGE_WIDTH - LEFT_EDGE - NARROWEST_SIDE, WIDEST_LINE_EM * self.em)

    def pages(self, level: float) -> int:
        """Return about how many pages the letter takes at a level."""
        room = PAGE_HEIGHT - LATER_PAGES_TOP - PAGE_BOTTOM - FOOTER_EM * self.em - _SPARE_LINES * self._pitch
        pages, y = 1, self.body_top - LATER_PAGES_TOP
        for gap, height, can_break in self._units(level):
            if y + gap + height <= room:
                y += gap + height
                continue
            pages += 1
            lines = round((height + LEADING_EM * self.em) / self._pitch)
            here = min(int((room - y - gap) / self._pitch), lines - _FEWEST_LINES_TOGETHER)
            y = height - here * self._pitch if can_break and here >= _FEWEST_LINES_TOGETHER else height
        return pages

    @property
    def _pitch(self) -> float:
        return (1 + LEADING_EM) * self.em

    def _units(self, level: float) -> Iterator[tuple[float, float, bool]]:
        """Yield the gap before, the height, and whether it may break, of all that stands on one page."""
        gaps = [0.0, *(_between(GAPS_EM[_gap(a, b)], level) * self.em for a, b in pairwise(self.parts))]
        stays = [*(_stays_with(a, b) for a, b in pairwise(self.parts)), False]
        start = 0
        for number, stays_with_next in enumerate(stays):
            if stays_with_next:
                continue
            unit = range(start, number + 1)
            height = sum(self._height(self.parts[i], level) for i in unit) + sum(gaps[start + 1 : number + 1])
            yield gaps[start], height, len(unit) == 1 and self.parts[start].kind == "paragraph"
            start = number + 1

    def _height(self, part: Part, level: float) -> float:
        text = sum(lines * self._pitch - LEADING_EM * self.em for lines in part.lines)
        if part.kind == "bullets":
            return text + (len(part.lines) - 1) * _between(GAPS_EM["items"], level) * self.em
        if part.kind == "closing":
            return text + (len(part.lines) - 2) * LEADING_EM * self.em + _between(TO_SIGN_MM, level)
        return text

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The pieces of the body in order."""
        letter = self.letter
        return (
            self._part("paragraph", letter.day),
            self._part("paragraph", letter.greeting),
            self._part("title", letter.title),
            *self._passages(),
            self._part("closing", *letter.closing),
        )

    def _passages(self) -> Iterator[Part]:
        for kind, neighbours in groupby(self.letter.passages, key=lambda passage: passage.kind):
            if kind is PassageKind.BULLET:
                yield self._part("bullets", *(passage.text for passage in neighbours))
            else:
                yield from (self._part(kind.value, passage.text) for passage in neighbours)

    def _part(self, kind: str, *texts: str) -> Part:
        size = {"title": 6, "heading": 1.5}.get(kind, 0) * MM_PER_POINT + self.em
        width = self.line_width - (_LIST_INDENT_EM * self.em if kind == "bullets" else 0)
        return Part(kind, tuple(_lines(text, width / size) for text in texts))

    def has_tall_list(self, number: int) -> bool:
        """Return whether the passage of that number, lists counted as one, is too tall to be kept whole."""
        part = self.parts[number + 3]
        return part.kind == "bullets" and self._height(part, 0) > TALLEST_WHOLE_LIST


def _gap(before: Part, after: Part) -> str:
    if after.kind in {"title", "heading", "closing"}:
        return after.kind
    if before.kind in {"title", "heading"}:
        return f"after-{before.kind}"
    return "bullets" if after.kind == "bullets" else "other"


def _stays_with(part: Part, following: Part) -> bool:
    """Return whether a part is a heading, stands before a list, or is the last one before who signs."""
    is_before_list = part.kind == "paragraph" and following.kind == "bullets"
    return part.kind in {"title", "heading"} or following.kind == "closing" or is_before_list


def _between(ends: Sequence[float], level: float) -> float:
    loose, tight = ends
    return loose + (tight - loose) * level


def _lines(text: str, width: float) -> int:
    """Return about how many lines a text takes, where a line is `width` em wide."""
    lines, used = 1, 0.0
    for word in text.split():
        wide = sum(map(_width, word))
        if used and used + wide > width:
            lines, used = lines + 1, 0.0
        # A word wider than the line goes on in the next ones.
        lines += int(wide / width)
        used += wide % width + _width(" ")
    return lines


def _width(character: str) -> float:
    if character >= _FIRST_WIDE:
        return _WIDE if character > "\u2e80" else _OTHER
    return _WIDTHS.get(character, _CAPITAL if character.isupper() else _OTHER)
