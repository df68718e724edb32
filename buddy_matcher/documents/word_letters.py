"""Writes letters as one Word file with real headings and lists, for the coordinator to go on writing in.

What people typed reaches it as text of runs, never as markup. Nothing here chooses words.
"""

import io

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from buddy_matcher.documents.files import MARK
from buddy_matcher.domain.letters import LetterText, PassageKind
from buddy_matcher.domain.phrases import date_in_words, unbroken
from buddy_matcher.domain.text import SET_APART

_STYLES = {
    PassageKind.HEADING: "Heading 2",
    PassageKind.PARAGRAPH: "Normal",
    PassageKind.BULLET: "List Bullet",
}
_LARGER = {"Heading 1": 6.0, "Heading 2": 1.5}
"""How much larger than the body headings are, in points."""
_SENDER_SIZE = 10
_FONT = "Arial"
"""Word's own fonts differ by system; this one is on all of them and easy to read."""


def write_word(letters: list[LetterText]) -> bytes:
    """Return a .docx of the letters in order, each on a new sheet when both sides are printed.

    Raises ValueError when there are no letters.
    """
    if not letters:
        raise ValueError("there are no letters to write")
    document = docx.Document()
    _keep_styles(document)
    document.styles["Normal"].font.name = _FONT
    properties = document.core_properties
    properties.title = f"Letters of {letters[0].letterhead}"
    properties.author = properties.last_modified_by = MARK
    properties.language = "en-GB"
    for number, letter in enumerate(letters):
        section = document.add_section(WD_SECTION.ODD_PAGE) if number else document.sections[0]
        _set_page(section, letter)
        _Writer(document, letter.print_size).write(letter)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _keep_styles(document: Document) -> None:
    """Keep the styles that letters use; each paragraph looks through all of them for its own."""
    styles = document.styles
    wanted = {styles[name].style_id for name in ("Heading 1", "Header", *_STYLES.values())}
    wanted |= {default.style_id for kind in WD_STYLE_TYPE if (default := styles.default(kind))}
    by_id = {style.style_id: style for style in styles}
    kept: set[str] = set()
    while wanted:
        kept |= wanted
        named = (by_id[one].element.xpath("(w:basedOn | w:next | w:link)/@w:val") for one in wanted)
        wanted = {other for names in named for other in names} - kept
    for style_id in by_id.keys() - kept:
        by_id[style_id].delete()


def _set_page(section: Section, letter: LetterText) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(24.6), Mm(20)
    section.top_margin = section.bottom_margin = Mm(19)
    section.header.is_linked_to_previous = False
    if letter.is_draft:
        section.header.paragraphs[0].text = "Draft"


class _Writer:
    """Adds the paragraphs of one letter at its reader's size."""

    def __init__(self, document: Document, size: int) -> None:
        self._document = document
        self._size = size

    def write(self, letter: LetterText) -> None:
        self._lines(letter.letterhead, *letter.sender)
        self._lines(*letter.address)
        self._add(date_in_words(letter.dated))
        self._add(letter.greeting)
        self._add(letter.title, "Heading 1")
        for passage in letter.passages:
            self._add(passage.text, _STYLES[passage.kind])
        valediction, *signed = letter.closing
        self._add(valediction).paragraph_format.space_after = Mm(11)
        for line in signed:
            self._add(line)

    def _lines(self, *lines: str) -> None:
        for line in lines:
            self._add(line, size=_SENDER_SIZE).paragraph_format.space_after = Pt(0)
        self._document.add_paragraph()

    def _add(self, text: str, style: str = "Normal", *, size: float = 0) -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
        run = paragraph.add_run(unbroken(text.translate(_UNMARKED)))
        run.font.size = Pt(size or self._size + _LARGER.get(style, 0))
        run.font.name = _FONT
        return paragraph


_UNMARKED = dict.fromkeys(map(ord, SET_APART))
"""Word finds the direction of words by itself."""
