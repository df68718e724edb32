"""Letters of every kind in every print size, as a screen reader and as an envelope gets them."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from buddy_matcher.documents.letters import write_letters
from buddy_matcher.domain.letter_examples import example_facts
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_wording import compose_letter
from buddy_matcher.domain.letters import Envelope, LetterText
from buddy_matcher.domain.people import PRINT_SIZES, STANDARD_PRINT_SIZE
from buddy_matcher.domain.rounds import Coordinator, Scheme
from tests.documents.test_letters import place_of
from tests.helpers.pdf_structure import faults_of, structure_of

SCHEME = Scheme(
    name="West Moor buddies",
    coordinator=Coordinator(
        name="Nia Hughes",
        phone="07700 900123",
        email="nia@example.org",
        organisation="Calder NHS Trust",
        address=("12 Mill Lane", "Halifax", "HX1 1UJ"),
    ),
)
SEVEN_LINES = (
    "Wolfeschlegelsteinhausenbergerdorff O’Neill-van der Berg",
    "Flat 12, The Old Woollen Mill and Weavers’ Cottages",
    "Upper Cottingley Road",
    "Cottingley with Long Riston",
    "Ely",
    "Cambridgeshire",
    "CB6 1AA",
)
SHOWN = {
    Envelope.DL_WINDOW: (20, 100, 57, 81),
    Envelope.NOTIFY: (24.6, 120, 39.5, 66.3),
    Envelope.NO_WINDOW: (24.6, 120, 39.5, 66.3),
}
"""What each envelope shows, or where its address is to stand: from left to right and top to bottom, in mm."""
IN_EVERY_SIZE = [
    pytest.param(size, marks=() if size == STANDARD_PRINT_SIZE else pytest.mark.slow) for size in PRINT_SIZES
]


def letters(kind: LetterKind, size: int) -> Iterator[LetterText]:
    for _, facts in example_facts(kind, SCHEME, date(2026, 11, 21)):
        yield replace(compose_letter(facts), print_size=size)


@pytest.mark.parametrize("size", IN_EVERY_SIZE)
@pytest.mark.parametrize("kind", LetterKind)
def test_it_can_be_read_aloud_whole_and_in_its_order(kind: LetterKind, size: int):
    for letter in letters(kind, size):
        pdf = write_letters([letter])
        assert faults_of(pdf) == []
        headings = [element.tag for element in structure_of(pdf).all() if element.tag in {"H1", "H2"}]
        inside = sum(passage.kind.value == "heading" for passage in letter.passages)
        assert headings == ["H1", *["H2"] * inside]


@pytest.mark.slow
@pytest.mark.parametrize("envelope", Envelope)
@pytest.mark.parametrize("kind", LetterKind)
def test_the_address_alone_shows_in_the_envelope(kind: LetterKind, envelope: Envelope):
    left, right, top, bottom = SHOWN[envelope]
    for size in (min(PRINT_SIZES), max(PRINT_SIZES)):
        for letter in letters(kind, size):
            pdf = write_letters([replace(letter, address=SEVEN_LINES)], envelope=envelope)
            page = PdfReader(io.BytesIO(pdf)).pages[0]
            for line in SEVEN_LINES:
                x, baseline = place_of(page, line.split()[0])
                assert left - 0.1 <= x < right
                assert top + 2 < baseline < bottom
            for outside in (letter.letterhead, letter.greeting, letter.title, *letter.sender):
                x, baseline = place_of(page, outside.split()[0])
                assert not (left - 1 <= x <= right and top <= baseline <= bottom + 2)
