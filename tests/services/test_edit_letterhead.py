"""The head of letters: logos that print, files that can't, and the organisation's own paper for Word."""

import io
import struct
import zlib
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from pypdf import PdfReader

from buddy_matcher.domain.attachments import Purpose
from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10"/></svg>'


def png(width: int = 4, height: int = 2) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x0b\x4f\x6c" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def ids(services: Services, ids: Ids) -> Ids:
    services.plan.suggest(agree=True)
    return ids


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("name", "content"), [("logo.svg", SVG), ("logo.png", png())])
def test_a_logo_is_printed_with_its_words_and_the_name_heads_the_sender(
    services: Services, ids: Ids, tmp_path: Path, name: str, content: bytes
):
    services.letterhead.use_logo(written(tmp_path / name, content), "West Moor Trust")
    pdf = services.letters.pages([ids["Asha"]])
    assert b"West Moor Trust" in pdf or "West Moor Trust".encode("utf-16-be") in pdf
    [page, *_] = PdfReader(io.BytesIO(pdf)).pages
    assert "West Moor buddies" in page.extract_text()
    services.history.undo()
    assert services.letterhead.attached(Purpose.LOGO) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"<p>hello</p>", png()[:30], b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xc0\0\0", b"%PDF-1.7", png(0, 9)],
)
def test_what_is_no_picture_is_refused(services: Services, tmp_path: Path, content: bytes):
    with pytest.raises(UserError, match="no picture"):
        services.letterhead.use_logo(written(tmp_path / "logo.png", content), "West Moor Trust")
    assert services.letterhead.attached(Purpose.LOGO) is None


def test_a_logo_needs_words_and_may_not_be_too_large(services: Services, tmp_path: Path):
    with pytest.raises(UserError, match="needs words"):
        services.letterhead.use_logo(written(tmp_path / "logo.svg", SVG), "  ")
    with pytest.raises(UserError, match="has 501 kB"):
        services.letterhead.use_logo(written(tmp_path / "large.svg", SVG + b" " * 501_000), "West Moor")
    with pytest.raises(EnvironmentProblem):
        services.letterhead.use_logo(tmp_path / "nowhere.svg", "West Moor")


def test_letters_in_word_are_written_on_the_organisations_own_paper(
    services: Services, ids: Ids, tmp_path: Path
):
    paper = docx.Document()
    paper.sections[0].left_margin = Mm(40)
    paper.sections[0].header.paragraphs[0].text = "West Moor Trust"
    paper.add_paragraph("Dear Sir or Madam")
    paper.save(str(tmp_path / "paper.docx"))
    services.letterhead.use_letterhead(tmp_path / "paper.docx")
    services.letters.save_word(tmp_path / "letters.docx")
    letters = docx.Document(str(tmp_path / "letters.docx"))
    text = [paragraph.text for paragraph in letters.paragraphs]
    assert "Dear Asha," in text
    assert "Dear Sir or Madam" not in text
    assert len(letters.sections) == len(ids)
    assert {round(section.left_margin.mm) for section in letters.sections} == {40}
    assert letters.sections[0].header.paragraphs[0].text == "West Moor Trust"
    assert {"Heading 1", "Heading 2", "List Bullet"} <= {p.style.name for p in letters.paragraphs}
    services.letterhead.take_away(Purpose.LETTERHEAD)
    assert services.letterhead.attached(Purpose.LETTERHEAD) is None


def test_what_is_no_word_file_is_refused(services: Services, tmp_path: Path):
    with pytest.raises(UserError, match="no Word file"):
        services.letterhead.use_letterhead(written(tmp_path / "paper.docx", b"PK\x03\x04 nothing"))


def test_a_logo_that_word_can_show_stands_on_its_letters_with_its_words(
    services: Services, ids: Ids, tmp_path: Path
):
    services.letterhead.use_logo(written(tmp_path / "logo.png", png()), "West Moor Trust")
    services.letters.save_word(tmp_path / "letters.docx")
    letters = docx.Document(str(tmp_path / "letters.docx"))
    assert len(letters.inline_shapes) == len(ids)
    assert 'descr="West Moor Trust"' in letters.element.xml
