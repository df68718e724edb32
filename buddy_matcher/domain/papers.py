"""The papers that are printed besides letters: which there are, and what each is made of.

Whoever fills them leaves out what a paper may not say; pages are made by `documents`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class Paper(StrEnum):
    """A paper; the value is its name on the command line and of its file."""

    PANEL = "panel"
    CARDS = "cards"
    BADGES = "badges"
    TABLES = "tables"
    SIGN_IN = "sign-in"
    WALL = "wall"
    VENUE = "venue"
    RING_ROUND = "ring-round"
    LABELS = "labels"
    CERTIFICATES = "certificates"
    HAND_OVER = "hand-over"
    ENVELOPE_TEST = "envelope-test"

    @property
    def label(self) -> str:
        """The paper as the screen names it."""
        return PAPERS[self].label


@dataclass(frozen=True, slots=True)
class KindOfPaper:
    """What there is to know of a paper before it is made.

    `purpose` says in a sentence whom it is for, `nouns` what is counted on it, one and several, and `awaits`
    in a sentence when there will be something to put on it.
    """

    label: str
    purpose: str
    nouns: tuple[str, str]
    awaits: str = "Once people take part."


_ONCE_PAIRED = "Once there are pairs: suggest pairings first."
_ONCE_AGREED = "Once pairs are agreed."

PAPERS: Final[Mapping[Paper, KindOfPaper]] = {
    Paper.PANEL: KindOfPaper(
        "Panel sheet", "Each pair and why, who waits; no scores", ("pair", "pairs"), _ONCE_PAIRED
    ),
    Paper.CARDS: KindOfPaper(
        "Conversation cards", "For each pair’s first meeting, on A5", ("card", "cards"), _ONCE_PAIRED
    ),
    Paper.BADGES: KindOfPaper(
        "Name badges", "For the launch, on the sheets that you have", ("badge", "badges")
    ),
    Paper.TABLES: KindOfPaper(
        "Table plan", "Which pair sits where at the launch", ("table", "tables"), _ONCE_PAIRED
    ),
    Paper.SIGN_IN: KindOfPaper("Sign-in sheet", "For the door: a line for each person", ("person", "people")),
    Paper.WALL: KindOfPaper("Launch wall", "What people wish others knew; no names", ("poster", "posters")),
    Paper.VENUE: KindOfPaper("Venue sheet", "Totals of food and access needs", ("sheet", "sheets")),
    Paper.RING_ROUND: KindOfPaper(
        "Ring-round sheet",
        "For you alone: whom to ring, and why",
        ("pair", "pairs"),
        _ONCE_AGREED,
    ),
    Paper.LABELS: KindOfPaper(
        "Labels for envelopes",
        "Addresses of who gets post",
        ("label", "labels"),
        "Once somebody who asked for post has an address that the post can deliver to.",
    ),
    Paper.CERTIFICATES: KindOfPaper(
        "Certificates",
        "For each person who has finished",
        ("certificate", "certificates"),
        "Once somebody has finished.",
    ),
    Paper.HAND_OVER: KindOfPaper(
        "Hand-over sheet",
        "For whoever takes the scheme on",
        ("sheet", "sheets"),
        _ONCE_AGREED,
    ),
    Paper.ENVELOPE_TEST: KindOfPaper(
        "Envelope test sheet", "Fold it first: which envelope fits?", ("sheet", "sheets")
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of a sheet: a heading, paragraphs, a list and a table, each of which may be empty.

    `widths` are the shares of the table's columns; `row_height` is in mm, 0 for as high as the words need.
    `bars`, one for each row where there are any, are drawn in the last column: how much of how much.
    """

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    row_height: float = 0
    bars: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A4 pages to read from top to bottom."""

    title: str
    subtitle: str = ""
    sections: tuple[Section, ...]
    is_landscape: bool = False


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet of labels or badges as it is sold: how many stand where, in mm."""

    name: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0.0

    @property
    def places(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows


# As Avery prints them in its templates for A4.
L7160 = Stock("Avery L7160, 21 on a sheet", 3, 7, 63.5, 38.1, 7.2, 15.1, 2.5)
L7163 = Stock("Avery L7163, 14 on a sheet", 2, 7, 99.1, 38.1, 4.7, 15.1, 2.5)
BADGES_90_55 = Stock("90 × 55 mm, 10 on a sheet", 2, 5, 90, 55, 15, 11)

STOCKS: Final[Mapping[Paper, tuple[Stock, ...]]] = {
    Paper.BADGES: (BADGES_90_55, L7163, L7160),
    Paper.LABELS: (L7163, L7160),
}
"""The sheets that a paper can be printed on, the usual one first; other papers go on plain sheets."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Labels:
    """Cells on sheets of a stock: each has lines, the first of which is large on a badge.

    `start` is the first cell used, from 0: the rest of a sheet that was begun.
    """

    title: str
    stock: Stock
    cells: tuple[tuple[str, ...], ...]
    has_large_first_line: bool = False
    start: int = 0

    def on(self, stock: Stock, place: int) -> "Labels":
        """Return the same labels on sheets of a stock, beginning at a place of the first one, from 1."""
        return replace(self, stock=stock, start=min(place, stock.places) - 1)


@dataclass(frozen=True, slots=True)
class Start:
    """Which sheets labels or badges are printed on, and the place of the first one, from 1."""

    stock: Stock
    place: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """An A5 conversation card: for whom, and the sets of prompts, each with a heading."""

    names: str
    sets: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cards:
    """A card a page."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Posters:
    """A4 pages across with a few lines each, as large as they fit: quotations, or certificates.

    `lines` of a poster are shown from small to large where `is_certificate`, else all alike.
    """

    title: str
    posters: tuple[tuple[str, ...], ...]
    is_certificate: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class EnvelopeTest:
    """A sheet to fold and put into envelopes before a print run."""

    title: str


type Content = Sheet | Labels | Cards | Posters | EnvelopeTest


def amount_on(content: Content) -> int:
    """Return how many things stand on a paper: rows of its first part, labels, cards, posters, else 1."""
    match content:
        case Sheet(sections=sections):
            return len(sections[0].rows) or 1
        case Labels(cells=cells):
            return len(cells)
        case Cards(cards=cards):
            return len(cards)
        case Posters(posters=posters):
            return len(posters)
        case EnvelopeTest():
            return 1
