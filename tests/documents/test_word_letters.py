"""Word files are read back with a reader that knows nothing of how they were made."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_SECTION

from buddy_matcher.documents.word_letters import write_word
from tests.documents.test_letters import LETTER


def test_headings_and_lists_are_real_ones_and_every_word_is_there():
    word = docx.Document(io.BytesIO(write_word([LETTER])))
    by_style: dict[str, list[str]] = {}
    for paragraph in word.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Heading 1"] == ["Meet your buddy"]
    assert by_style["Heading 2"] == ["Why we paired you"]
    assert by_style["List Bullet"] == [
        "Organisation: Hillside Befrienders",
        "Ben can share fundraising, which you asked for.",
        "You both work with carers.",
    ]
    assert {"Dear Asha,", "21\u00a0November\u00a02026", "07700\u00a0900123", "HX1 1UJ"} <= set(
        by_style["Normal"]
    )


def test_each_letter_starts_on_a_new_sheet_at_its_readers_size_and_drafts_say_so():
    letters = [LETTER, replace(LETTER, print_size=24, is_draft=True)]
    word = docx.Document(io.BytesIO(write_word(letters)))
    assert [section.start_type for section in word.sections][1] is WD_SECTION.ODD_PAGE
    assert [section.header.paragraphs[0].text for section in word.sections] == ["", "Draft"]
    greetings = [p.runs[0].font.size.pt for p in word.paragraphs if p.text == "Dear Asha,"]
    assert greetings == [14, 24]


@pytest.mark.parametrize("typed", ["A & B <b>x</b>", "{{ secret }}", "{% if x %}", "\u2068محمد\u2069"])
def test_what_people_typed_stays_text(typed: str):
    content = write_word([replace(LETTER, greeting=typed)])
    shown = typed.strip("\u2068\u2069")
    assert shown in [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_a_scheme_of_a_very_long_name_has_letters_in_word():
    """A property of a Word file has at most 255 characters."""
    content = write_word([replace(LETTER, letterhead="Buddies " * 100)])
    title = docx.Document(io.BytesIO(content)).core_properties.title
    assert title.startswith("Letters of Buddies Buddies")
    assert title.endswith("…")


def test_no_letters_are_refused():
    with pytest.raises(ValueError, match="no letters"):
        write_word([])
