"""Names in the scripts of Britain's communities: shown, in order, and named where no font has them."""

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from buddy_matcher.documents.letter_fonts import NOT_SHOWN, Substitute, substitutes
from buddy_matcher.documents.letters import unprintable, write_letters
from buddy_matcher.domain.letters import LetterText, Passage, PassageKind
from buddy_matcher.domain.text import set_apart
from tests.documents.test_letters import LETTER, read

NAMES = {
    "Arabic": "محمد خان",
    "Persian": "پروین ژاله",
    "Urdu": "عائشہ ٹیپو",
    "Pashto": "پښتو ځوان",
    "Kurdish": "کوردی ڕێکخراوی",
    "Hebrew": "שלמה כהן",
    "Devanagari": "कृष्णा क्षत्रिय",
    "Bengali": "মোহাম্মদ র\u200d্যাম",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Gujarati": "હર્ષા ક્ષેત્ર",
    "Tamil": "தமிழ்ச் சங்கம்",
    "Telugu": "తెలుగు సంఘం",
    "Kannada": "ಕನ್ನಡ ಬಳಗ",
    "Malayalam": "ലക്ഷ്മി നായർ",
    "Sinhala": "ශ්\u200dරී ලංකා",
    "Ethiopic": "አበበ በቀለ",
    "Georgian": "საქართველო",
    "Armenian": "Հայաստան",
    "Thai": "สมชาย ใจดี",
    "Lao": "ລາວ",
    "Burmese": "မြန်မာအသင်း",
    "Greek": "Ελένη",
    "Cyrillic": "Українська",
    "Yoruba": "Adébáyọ\u0300",
    "Chinese": "慧賢社 华人社区",
    "Japanese": "日本語の会",
    "Korean": "한국인회 김민수",
    "emoji": "🙂 🌍",
}
TIBETAN, ADLAM = "བོད་ཡིག", "𞤆𞤵"


@pytest.fixture
def pages(qapp):
    """Opens a PDF with a reader that knows the spelling of each group of glyphs, as a screen reader does."""
    buffer, document = QBuffer(), QPdfDocument()

    def opened(*letters: LetterText) -> QPdfDocument:
        buffer.setData(QByteArray(write_letters(letters)))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        return document

    yield opened
    document.close()


def saying(*texts: str, **parts: Any) -> LetterText:
    return replace(LETTER, passages=tuple(Passage(PassageKind.BULLET, text) for text in texts), **parts)


def glyphs(letter: LetterText) -> set[bytes]:
    """The codes of all glyphs on the pages; code 0 is the box that a font draws for what it lacks."""
    shown: set[bytes] = set()
    for page in read(letter).pages:
        for operands, operator in page.get_contents().operations:
            pieces = operands[0] if operator == b"TJ" else operands if operator == b"Tj" else []
            codes = [piece.original_bytes for piece in pieces if hasattr(piece, "original_bytes")]
            shown.update(code[at : at + 2] for code in codes for at in range(0, len(code), 2))
    return shown


def left_of(document: QPdfDocument, words: str) -> float:
    """How far from the left edge some words stand on the first page, in points."""
    start = document.getAllText(0).text().index(words)
    return document.getSelectionAtIndex(0, start, len(words)).boundingRectangle().left()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_in_any_script_is_printed_and_read_back(name: str, pages):
    letter = saying(*(set_apart(word) for word in name.split()), letterhead=name)
    assert unprintable([letter]) == ((),)
    assert b"\x00\x00" not in glyphs(letter)
    read_back = pages(letter).getAllText(0).text()
    assert all(unicodedata.normalize("NFC", word) in read_back for word in name.split())


def test_letters_in_every_script_stay_tagged_for_screen_readers():
    reader = read(saying(*NAMES.values(), TIBETAN))
    metadata: Any = reader.root_object["/Metadata"]
    assert b"pdfuaid:part" in metadata.get_data()
    assert "/StructTreeRoot" in reader.root_object


@pytest.mark.parametrize("name", [NAMES["Arabic"], NAMES["Urdu"], NAMES["Hebrew"]])
@pytest.mark.parametrize("size", [14, 28])
def test_a_phone_number_after_a_name_from_right_to_left_keeps_its_order(name: str, size: int, pages):
    document = pages(saying(f"Phone {set_apart(name)}: 07946 810357", print_size=size))
    first, last = name.split()
    places = [left_of(document, words) for words in ("Phone", last, first, "07946", "810357")]
    assert places == sorted(places)


def test_a_name_from_right_to_left_leaves_the_next_line_of_the_address_alone(pages):
    document = pages(replace(LETTER, address=(NAMES["Arabic"], "63-67 Mill Lane", "HX1 1UJ")))
    assert left_of(document, "63") < left_of(document, "67") < left_of(document, "Mill")


def test_every_letter_of_latin_scripts_is_shown():
    latin = saying("".join(map(chr, (*range(0xA1, 0x250), *range(0x1E00, 0x1F00)))))
    assert unprintable([latin]) == ((),)
    assert b"\x00\x00" not in glyphs(latin)


def test_what_no_font_has_is_named_for_each_letter_and_printed_as_boxes():
    tashi = saying(f"Tashi {TIBETAN} {ADLAM}", letterhead=f"Friends of {TIBETAN}")
    assert unprintable([LETTER, tashi]) == ((), (TIBETAN, ADLAM))
    printed = " ".join(page.extract_text() for page in read(tashi).pages)
    assert f"Tashi {NOT_SHOWN * 5} {NOT_SHOWN * 2}" in printed


def test_an_accent_that_no_font_can_place_is_left_out_and_named():
    assert substitutes(["A\u1a57sha"]) == {"A\u1a57sha": Substitute("Asha", ("A\u1a57",))}


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), min_size=1, max_size=4))
@settings(max_examples=40)
def test_whatever_is_typed_a_letter_is_made_and_nothing_is_lost_silently(words: list[str]):
    text = " ".join(words)
    letter = saying(text, letterhead=text, address=(text, f"1 {text}"))
    assert b"\x00\x00" not in glyphs(letter)
    [missing] = unprintable([letter])
    stand_ins = substitutes([text])
    assert bool(missing) == bool(stand_ins)
    assert all(piece in text for piece in missing)
    assert all(not substitutes([stand_in.printed]) for stand_in in stand_ins.values())
