"""Writes letters as one Word file with real headings and lists, for the coordinator to go on writing in.

What people typed reaches it as text of runs, never as markup. Nothing here chooses words.
"""

import io
import re
import unicodedata
from typing import BinaryIO

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from buddy_matcher.documents.locales import rules_of
from buddy_matcher.documents.logos import is_for_word
from buddy_matcher.documents.word_properties import set_properties
from buddy_matcher.domain.attachments import Attachment
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.languages import ENGLISH
from buddy_matcher.domain.letters import LetterText, PassageKind
from buddy_matcher.domain.phrases import unbroken
from buddy_matcher.domain.text import SET_APART

_STYLES = {
    PassageKind.HEADING: "Heading 2",
    PassageKind.PARAGRAPH: "Normal",
    PassageKind.BULLET: "List Bullet",
}
_LARGER = {"Heading 1": 6.0, "Heading 2": 1.5}
"""How much larger than the body headings are, in points."""
_SENDER_SIZE = 10
_LOGO_HEIGHT = Mm(20)
_FONT = "Arial"
"""Word's own fonts differ by system; this one is on all of them and easy to read."""


def check_letterhead(content: BinaryIO) -> None:
    """Raise UserError for what is no .docx that letters can be written on."""
    try:
        docx.Document(content)
    # What python-docx and the readers below it raise for another file is no promise of theirs.
    except Exception as error:
        raise UserError(
            "That file is no Word file that letters can be written on. Nothing was changed.",
            "Save the organisation’s letterhead as .docx, with its logo in the header.",
        ) from error


def write_word(
    letters: list[LetterText], *, letterhead: bytes | None = None, logo: Attachment | None = None
) -> bytes:
    """Return a .docx of the letters in order, each on a new sheet when both sides are printed.

    On the organisation's own `letterhead`, a .docx, its page, headers and styles stay and the sender's lines
    and the logo are left out. Raises ValueError when there are no letters.
    """
    if not letters:
        raise ValueError("there are no letters to write")
    document = _on_letterhead(letterhead) if letterhead else _on_our_paper()
    set_properties(document, f"Letters of {letters[0].letterhead}")
    for number, letter in enumerate(letters):
        section = document.add_section(WD_SECTION.ODD_PAGE) if number else document.sections[0]
        if not letterhead:
            _set_page(section, letter)
        writer = _Writer(document, letter)
        if not letterhead:
            writer.write_head(logo)
        elif letter.is_draft:
            writer.write_draft_mark()
        writer.write_address()
        for part in letter.parts:
            writer.write(part, begins_page=part is not letter)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _on_our_paper() -> Document:
    document = docx.Document()
    _keep_styles(document)
    document.styles["Normal"].font.name = _FONT
    return document


def _on_letterhead(content: bytes) -> Document:
    """Return a letterhead without what stood in its body, with the styles that letters need."""
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    for child in list(body):
        if child is not body.sectPr:
            body.remove(child)
    for name in ("Heading 1", *_STYLES.values()):
        if name not in document.styles:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    return document


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
        section.header.paragraphs[0].text = letter.frame.draft


class _Writer:
    """Adds the paragraphs of one letter at its reader's size."""

    def __init__(self, document: Document, letter: LetterText) -> None:
        self._document = document
        self._letter = letter
        self._language = ENGLISH

    def write_head(self, logo: Attachment | None) -> None:
        """Write who sends the letter, under their logo where Word can show it."""
        if logo and is_for_word(logo.content):
            picture = (
                self._document.add_paragraph()
                .add_run()
                .add_picture(io.BytesIO(logo.content), height=_LOGO_HEIGHT)
            )
            picture._inline.docPr.set("descr", logo.alternative)  # noqa: SLF001 - python-docx has no other way
        self._lines(self._letter.letterhead, *self._letter.sender)

    def write_draft_mark(self) -> None:
        """Say that a letter is a draft, where the header is the organisation's own."""
        self._add(self._letter.frame.draft)

    def write_address(self) -> None:
        """Write where the letter goes."""
        self._lines(*self._letter.address)

    def write(self, letter: LetterText, *, begins_page: bool) -> None:
        """Write the letter in one of its languages from its date on."""
        self._language = letter.language
        self._add(letter.day).paragraph_format.page_break_before = begins_page
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
        is_right_to_left = rules_of(self._language).is_right_to_left if self._language != ENGLISH else False
        marked = _SET_APART.sub(_marked, text) if is_right_to_left else text
        run = paragraph.add_run(unbroken(marked.translate(_UNMARKED)))
        run.font.size = Pt(size or self._letter.print_size + _LARGER.get(style, 0))
        run.font.name = _FONT
        if self._language != ENGLISH:
            _set_language(paragraph, run, self._language)
        return paragraph


def _set_language(paragraph: Paragraph, run: Run, language: str) -> None:
    """Say in what language a paragraph is, and turn it where that is written from right to left."""
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - python-docx has no languages
    if not rules_of(language).is_right_to_left:
        properties.append(_element("w:lang", val=f"{language}-GB"))
        return
    # Word takes size, font, weight and language of such words from settings of their own.
    run.font.rtl = True
    run.font.cs_bold = paragraph.style is not None and paragraph.style.name in _LARGER
    for size in properties.findall(qn("w:sz")):
        size.addnext(_element("w:szCs", val=size.get(qn("w:val")) or ""))
    for fonts in properties.findall(qn("w:rFonts")):
        fonts.set(qn("w:cs"), _FONT)
    properties.append(_element("w:lang", bidi=f"{language}-GB"))
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001


def _marked(words: re.Match[str]) -> str:
    """Return words set apart in a text from right to left, with marks in place of those Word does not know.

    Words from left to right keep their own order and full stop, and turn nothing round that follows them.
    """
    directions = (unicodedata.bidirectional(character) for character in words[1])
    first = next((each for each in directions if each in {"L", "R", "AL"}), "L")
    return f"{_LEFT_TO_RIGHT}{words[1]}{_LEFT_TO_RIGHT}{_RIGHT_TO_LEFT}" if first == "L" else words[1]


_SET_APART = re.compile(f"{SET_APART[0]}([^{SET_APART}]*){SET_APART[1]}")
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


_UNMARKED = dict.fromkeys(map(ord, SET_APART))
"""Word finds the direction of words by itself."""
