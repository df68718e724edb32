"""The pages are read back with a PDF reader that knows nothing of how they were made."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from buddy_matcher.documents.letters import page_count, write_letters
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Envelope, LetterText, Passage, PassageKind
from buddy_matcher.domain.people import PRINT_SIZES
from tests.helpers.pdf_structure import marks_on_pages, structure_of, untagged_text

MM_PER_POINT = 25.4 / 72
PAGE_HEIGHT = 297

LETTER = LetterText(
    participation_id=ParticipationId(1),
    kind=LetterKind.INTRODUCTION,
    given="Asha",
    family="Khan",
    letterhead="Calder Buddy Scheme",
    address=("Asha Khan", "1 High Street", "Halifax", "HX1 1UJ"),
    sender=("Calder NHS Trust", "07700 900123"),
    dated=date(2026, 11, 21),
    greeting="Dear Asha,",
    title="Meet your buddy",
    passages=(
        Passage(PassageKind.PARAGRAPH, "Your buddy is Ben Price."),
        Passage(PassageKind.BULLET, "Organisation: Hillside Befrienders"),
        Passage(PassageKind.HEADING, "Why we paired you"),
        Passage(PassageKind.BULLET, "Ben can share fundraising, which you asked for."),
        Passage(PassageKind.BULLET, "You both work with carers."),
        Passage(PassageKind.PARAGRAPH, "We use your details only to run the scheme."),
    ),
    closing=("Yours sincerely,", "Nia Hughes"),
)
LONG = replace(LETTER, passages=LETTER.passages * 6)


def read(*letters: LetterText, **settings) -> PdfReader:
    return PdfReader(io.BytesIO(write_letters(letters, **settings)))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def place_of(page: PageObject, wanted: str) -> tuple[float, float]:
    """Where the line that starts with some words has its left end and baseline, in mm from the top left."""
    found: list[tuple[float, float]] = []

    def visit(text, page_matrix, text_matrix, _font, _size):
        if text.strip().startswith(wanted):
            x = page_matrix[4] + page_matrix[0] * text_matrix[4]
            y = page_matrix[5] + page_matrix[3] * text_matrix[5]
            found.append((x * MM_PER_POINT, PAGE_HEIGHT - y * MM_PER_POINT))

    page.extract_text(visitor_text=visit)
    return found[0]


def sizes_of(page: PageObject) -> set[float]:
    sizes: set[float] = set()

    def visit(text, _page_matrix, _text_matrix, _font, size):
        if text.strip():
            sizes.add(round(size, 1))

    page.extract_text(visitor_text=visit)
    return sizes


def test_every_word_of_a_letter_can_be_read_back():
    said = words(read(LETTER))
    for stated in (
        LETTER.letterhead,
        *LETTER.address,
        *LETTER.sender,
        "21 November 2026",
        LETTER.greeting,
        LETTER.title,
        *(passage.text for passage in LETTER.passages),
        *LETTER.closing,
    ):
        assert stated in said


def test_the_pdf_is_tagged_and_names_its_language_and_title():
    reader = read(LETTER)
    catalogue: Any = reader.root_object
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean is an object
    assert catalogue["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in catalogue
    assert reader.metadata is not None
    assert reader.metadata.title == "Meet your buddy, letter to Asha Khan"
    metadata: Any = reader.root_object["/Metadata"]
    assert b"pdfuaid:part" in metadata.get_data()


def test_the_same_letters_give_the_same_pages_and_the_title_counts_them():
    reader = read(LETTER, LETTER)
    assert reader.metadata is not None
    assert reader.metadata.title == "2 letters of Calder Buddy Scheme"
    assert write_letters([LETTER]) == write_letters([LETTER])


@pytest.mark.parametrize(
    "typed",
    [
        "<b>A & #strong *x*</b>",
        "{{x.__class__}}",
        '#read("letter.typ")',
        "$x^2$ `raw` @ref <label>",
        "= Title \\ // none /* none */",
        '#image("https://example.org/x.png")',
        '"}], "letters": [',
    ],
)
def test_markup_in_any_field_is_printed_as_it_was_typed(typed):
    letter = replace(
        LETTER,
        given=typed,
        letterhead=typed,
        address=(typed,),
        sender=(typed,),
        greeting=typed,
        title=typed,
        passages=tuple(Passage(kind, typed) for kind in PassageKind),
        closing=("Yours sincerely,", typed),
    )
    assert words(read(letter)).count(" ".join(typed.split())) == 9


def test_welsh_and_vietnamese_names_show():
    said = words(read(replace(LETTER, greeting="Dear Siân Ŵyn Tŷ Nguyễn Łukasz,")))
    assert "Dear Siân Ŵyn Tŷ Nguyễn Łukasz," in said


@pytest.mark.parametrize("size", PRINT_SIZES)
def test_the_body_and_the_page_number_have_the_size_that_the_person_asked_for(size):
    pages = read(replace(LONG, print_size=size)).pages
    assert size in sizes_of(pages[0])
    assert min(sizes_of(pages[-1])) == size


def test_page_numbers_stand_only_on_letters_of_several_pages_and_count_each_letter():
    assert "1 of 1" not in words(read(LETTER))
    pages = [page.extract_text().splitlines()[-1] for page in read(LETTER, LONG, LONG).pages]
    assert pages[1:] == ["1 of 2", "2 of 2", "1 of 2", "2 of 2"]


def test_each_letter_starts_on_a_new_sheet_when_both_sides_are_printed():
    pages = [page.extract_text() for page in read(LETTER, LONG, LETTER, both_sides=True).pages]
    starts = [number for number, text in enumerate(pages, start=1) if "Dear Asha," in text]
    assert starts == [1, 3, 5]
    assert pages[1] == ""


def test_draft_letters_say_so_on_every_page_and_others_on_none():
    pages = read(replace(LONG, is_draft=True), LETTER).pages
    assert ["Draft" in page.extract_text() for page in pages] == [True, True, False]


@pytest.mark.parametrize(
    ("envelope", "top", "bottom"),
    [(Envelope.NO_WINDOW, 39.5, 66.3), (Envelope.NOTIFY, 39.5, 66.3), (Envelope.DL_WINDOW, 57, 81)],
)
def test_the_address_stands_where_the_envelope_shows_it(envelope, top, bottom):
    seven = (*(f"Long line of an address, number {n}" for n in range(1, 7)), "HX1 1UJ")
    for size in (12, 28):
        page = read(replace(LETTER, address=seven, print_size=size), envelope=envelope).pages[0]
        for line in seven:
            left, baseline = place_of(page, line)
            assert left == pytest.approx(24.6, abs=0.5)
            assert top + 2 < baseline < bottom


def test_the_other_parts_of_the_first_page_keep_their_places():
    page = read(LETTER).pages[0]
    letterhead, sender, day = (
        place_of(page, text) for text in (LETTER.letterhead, LETTER.sender[0], "21 November")
    )
    assert letterhead[0] >= 15
    assert 5 <= letterhead[1] <= 30
    assert sender[0] >= 125
    assert 5 <= sender[1] <= 95
    assert 72 <= day[1] <= 82


@pytest.mark.parametrize("envelope", [Envelope.DL_WINDOW, Envelope.NOTIFY])
def test_nothing_but_the_address_may_show_in_a_window(envelope):
    page = read(LETTER, envelope=envelope).pages[0]
    assert 95 <= place_of(page, "21 November")[1] <= 105


def test_a_word_wider_than_the_line_goes_on_in_the_next_one():
    address = "a.very.long.name@a-very-long-organisation-name.example.org"
    letter = replace(LETTER, print_size=28, passages=(Passage(PassageKind.BULLET, address),))
    text = "".join(page.extract_text() for page in read(letter).pages)
    assert address in text.replace("\n", "")
    assert address not in text


def test_no_letters_are_refused():
    with pytest.raises(ValueError, match="no letters"):
        write_letters([])


def test_long_words_of_scripts_that_break_by_themselves_fill_the_line():
    quote = "我在社區中心幫助長者和新移民每天都學到新的東西我們歡迎所有人一起來喝茶聊天互相學習互相支持" * 2
    letter = replace(LETTER, print_size=28, passages=(Passage(PassageKind.PARAGRAPH, quote),))
    lines = "\n".join(page.extract_text() for page in read(letter).pages).splitlines()
    quoted = [line for line in lines if line in quote]
    assert "".join(quoted) == quote
    assert len({len(line) for line in quoted[:-1]}) == 1


@pytest.mark.parametrize("size", PRINT_SIZES)
def test_a_screen_reader_gets_paragraphs_headings_and_lists_and_all_that_is_printed(size):
    pdf = write_letters([replace(LONG, print_size=size)])
    elements = list(structure_of(pdf).all())
    tags = [element.tag for element in elements]
    assert set(tags) <= {"Root", "Document", "P", "H1", "H2", "L", "LI", "Lbl", "LBody"}
    before_the_title = len(LETTER.sender) + len(LETTER.address) + 3  # and letterhead, date, greeting
    assert tags[2 : 3 + before_the_title] == ["P"] * before_the_title + ["H1"]
    assert (tags.count("H2"), tags.count("L"), tags.count("LI")) == (6, 12, 18)
    assert tags.count("P") == before_the_title + 2 * 6 + len(LETTER.closing)
    assert untagged_text(pdf) == []
    assert marks_on_pages(pdf) == {mark for element in elements for mark in element.marks}


@pytest.mark.parametrize("size", [24, 28])
@pytest.mark.parametrize("offset", range(0, 40, 4))
def test_dates_and_phone_numbers_are_never_broken(size, offset):
    told = f"{'x ' * offset}Please ring 07700 900123 by 21 November 2026 or +44 7700 900 456."
    letter = replace(LETTER, print_size=size, passages=(Passage(PassageKind.PARAGRAPH, told),))
    lines = "\n".join(page.extract_text() for page in read(letter).pages).splitlines()
    for whole in ("07700 900123", "21 November 2026", "+44 7700 900 456"):
        assert any(whole in line for line in lines)


@pytest.mark.parametrize("size", [14, 18, 28])
@pytest.mark.parametrize("before", range(12))
def test_a_list_stays_on_one_page_with_its_heading(size, before):
    filling = (Passage(PassageKind.PARAGRAPH, "Some words to fill a line or two of the page. " * 2),) * before
    items = tuple(Passage(PassageKind.BULLET, f"Entry {n} of the list") for n in range(5))
    passages = (*filling, Passage(PassageKind.HEADING, "The list"), *items)
    pages = [page.extract_text() for page in read(replace(LETTER, print_size=size, passages=passages)).pages]
    [page] = [page for page in pages if "The list" in page]
    assert all(item.text in page for item in items)


def test_a_list_longer_than_a_page_goes_on_in_the_next_one():
    items = tuple(Passage(PassageKind.BULLET, f"Entry {n} of the list") for n in range(60))
    reader = read(replace(LETTER, print_size=28, passages=items))
    said = words(reader)
    assert len(reader.pages) > 3
    assert all(item.text in said for item in items)


def test_pages_are_counted_as_a_pdf_reader_counts_them():
    pdf = write_letters([LETTER, LONG, LETTER] * 9, both_sides=True)
    assert page_count(pdf) == len(PdfReader(io.BytesIO(pdf)).pages)


def test_a_batch_is_called_a_draft_only_for_those_that_are():
    def title(*letters):
        return read(*letters).metadata.title

    draft = replace(LETTER, is_draft=True)
    assert title(LETTER, draft, LETTER) == "3 letters of Calder Buddy Scheme, 1 of them a draft"
    assert title(draft) == "Draft: Meet your buddy, letter to Asha Khan"
