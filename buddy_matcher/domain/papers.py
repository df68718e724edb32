"""The papers that are printed besides letters: which there are, and what each is made of.

Whoever fills them leaves out what a paper may not say; pages are made by `documents`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """A paper; the value is its name on the command line and of its file."""

    PANEL = "panel"
    CARDS = "cards"
    BADGES = "badges"
    TABLES = "tables"
    SIGN_IN = "sign-in"
    WALL = "wall"
    VENUE = "venue"
    LABELS = "labels"
    CERTIFICATES = "certificates"
    ENVELOPE_TEST = "envelope-test"

    @property
    def label(self) -> str:
        """The paper as the screen names it."""
        return {
            "panel": "Panel sheet",
            "cards": "Conversation cards",
            "badges": "Name badges",
            "tables": "Table plan",
            "sign-in": "Sign-in sheet",
            "wall": "Launch wall",
            "venue": "Venue sheet",
            "labels": "Labels for envelopes",
            "certificates": "Certificates",
            "envelope-test": "Envelope test sheet",
        }[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of a sheet: a heading, paragraphs, a list and a table, each of which may be empty.

    `widths` are the shares of the table's columns; `row_height` is in mm, 0 for as high as the words need.
    """

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    row_height: float = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A4 pages to read from top to bottom."""

    title: str
    subtitle: str = ""
    sections: tuple[Section, ...]
    is_landscape: bool = False


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet of labels or badges: how many stand where, in mm."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0.0


# As Avery prints them in its templates for A4.
L7160 = Stock(3, 7, 63.5, 38.1, 7.2, 15.1, 2.5)
L7163 = Stock(2, 7, 99.1, 38.1, 4.7, 15.1, 2.5)
BADGES_90_55 = Stock(2, 5, 90, 55, 15, 11)


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
