"""Letters in other languages as pages, Word files and e-mails: languages, direction, one below the other."""

import io
from dataclasses import replace
from email import message_from_bytes, policy

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from buddy_matcher.documents.email_drafts import email_draft, in_plain_text
from buddy_matcher.documents.letters import page_count, write_letters
from buddy_matcher.documents.word_letters import write_word
from buddy_matcher.domain.letter_examples import example_facts
from buddy_matcher.domain.letter_facts import LetterFacts
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_phrases import Phrase
from buddy_matcher.domain.letters import LetterText
from buddy_matcher.domain.people import PRINT_SIZES, LetterPreferences
from buddy_matcher.domain.rounds import Scheme
from tests.domain.test_letter_wording import BEN, WITH_BEN, facts
from tests.domain.test_to_translate import DAY, NIA, in_languages
from tests.helpers.pdf_structure import structure_of, untagged_text
from tests.helpers.pseudo_language import pseudo


def letter(found: LetterFacts, *codes: str, size: int = 14) -> LetterText:
    preferences = LetterPreferences(print_size=size)
    return in_languages(replace(found, recipient=replace(found.recipient, letters=preferences)), *codes)


def placed(pdf: bytes) -> list[tuple[int, float, float, str]]:
    """Return the page, place and words of each piece of text."""
    found: list[tuple[int, float, float, str]] = []
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):

        def look(text, matrix, line, _font, _size, number=number):
            if text.strip():
                x, y = line[4] * matrix[0] + matrix[4], line[5] * matrix[3] + matrix[5]
                found.append((number, x, y, text.strip()))

        page.extract_text(visitor_text=look)
    return found


def test_a_screen_reader_hears_which_language_each_part_is_in():
    pdf = write_letters([letter(facts(WITH_BEN), "ar", "en")])
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.root_object["/Lang"] == "ar-GB"
    assert pseudo("Meet your buddy", "ar") in reader.metadata.title
    heads = [each.language for each in structure_of(pdf).all() if each.tag == "H1"]
    assert heads == ["", "en-GB"], "the first is in the document’s language"
    assert not untagged_text(pdf)


def test_the_second_language_begins_on_a_page_of_its_own_and_all_pages_count_as_one_letter():
    text = letter(facts(WITH_BEN, is_draft=True), "cy", "en", size=12)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(write_letters([text]))).pages]
    first = next(number for number, words in enumerate(pages) if "Dear Ash" in words)
    assert first > 0
    assert f"{first + 1} of {len(pages)}" in pages[first]
    assert pseudo("Draft", "cy") in pages[0]
    assert "Draft" in pages[first]
    assert "Calder Buddy Scheme\n" not in pages[first].partition("Dear Ash")[0]


@pytest.mark.slow
def test_an_address_that_is_broken_over_lines_reads_from_left_to_right_among_words_from_right_to_left():
    long = replace(BEN, email="maximiliana.wolfeschlegelsteinhausen@charity.example.org")
    pdf = write_letters([letter(facts(replace(WITH_BEN, buddies=(long,))), "ar", "en", size=28)])
    first, second = (next(each for each in placed(pdf) if each[3] == piece) for piece in _PIECES)
    assert first[0] == second[0] == 1
    assert first[1] < second[1]
    assert first[2] == second[2]


_PIECES = ("wolfeschlege", "lsteinhausen@")
"""Two pieces of the address that stand in one line."""


@pytest.mark.slow
@pytest.mark.parametrize("code", ["cy", "ar"])
@pytest.mark.parametrize("kind", LetterKind)
def test_letters_of_every_kind_and_size_are_pages_with_everything_tagged(kind: LetterKind, code: str):
    for _, found in example_facts(kind, Scheme(name="Calder", coordinator=NIA), DAY):
        for size in PRINT_SIZES:
            pdf = write_letters([letter(found, code, "en", size=size)])
            assert not untagged_text(pdf)
            assert page_count(pdf) > 1


def test_word_is_told_the_language_and_direction_of_each_paragraph():
    document = docx.Document(io.BytesIO(write_word([letter(facts(WITH_BEN), "ar", "en")])))
    paragraphs = {paragraph.text: paragraph for paragraph in document.paragraphs}
    title = paragraphs[pseudo("Meet your buddy", "ar")]
    assert title.style.name == "Heading 1"
    assert title._p.pPr.find(qn("w:bidi")) is not None
    [run] = title.runs
    assert run.font.rtl
    assert run.font.cs_bold
    properties = run._r.rPr
    assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "ar-GB"
    assert properties.find(qn("w:szCs")).get(qn("w:val")) == properties.find(qn("w:sz")).get(qn("w:val"))
    [bullet] = [each for text, each in paragraphs.items() if BEN.email in text and "Ben:" not in text]
    assert not bullet.runs[0].font.cs_bold
    assert f"\u200eBen\u200e\u200f: \u200e{BEN.email}\u200e\u200f" in bullet.text
    english = paragraphs["Meet your buddy"]
    assert english._p.pPr.find(qn("w:bidi")) is None
    assert paragraphs["21\u00a0November\u00a02026"].paragraph_format.page_break_before
    order = [child.tag for child in properties]
    assert order == sorted(order, key=[qn(f"w:{name}") for name in _ORDER].index)


_ORDER = ("rFonts", "b", "bCs", "sz", "szCs", "rtl", "lang")
"""As the schema of Word files has them."""


@pytest.mark.slow
def test_welsh_paragraphs_of_a_word_file_say_so():
    document = docx.Document(io.BytesIO(write_word([letter(facts(WITH_BEN), "cy")])))
    [title] = [p for p in document.paragraphs if p.text == pseudo("Meet your buddy", "cy")]
    assert title.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "cy-GB"
    assert not any(p.text == "Meet your buddy" for p in document.paragraphs)


def test_an_e_mail_has_one_language_below_the_other():
    text = letter(facts(WITH_BEN), "cy", "en")
    said = in_plain_text(text)
    welsh, _, english = said.partition("-----")
    assert pseudo(Phrase.VALEDICTION.value, "cy") in welsh
    assert "Yours sincerely," not in welsh
    assert "Dear Ash," in english
    draft = message_from_bytes(
        email_draft(text, to="ash@example.org", sender="", pdf=b"%PDF"), policy=policy.default
    )
    assert draft["Subject"] == f"{pseudo('Meet your buddy', 'cy')} / Meet your buddy, Calder Buddy Scheme"
