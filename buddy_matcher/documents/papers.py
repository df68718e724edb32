"""Lays out papers as tagged PDFs with typst, in the fonts of letters. Nothing here chooses words."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import typst

from buddy_matcher.documents.json_strings import strings_in, with_strings_replaced
from buddy_matcher.documents.letter_fonts import FAMILIES, fonts, substitutes
from buddy_matcher.domain.papers import Cards, Content, EnvelopeTest, Labels, Posters, Sheet
from buddy_matcher.domain.phrases import unbroken
from buddy_matcher.paths import papers_folder

_KINDS = {
    Sheet: "sheet",
    Labels: "labels",
    Cards: "cards",
    Posters: "posters",
    EnvelopeTest: "envelope",
}


def write_paper(content: Content) -> bytes:
    """Return the PDF (PDF/UA-1) of a paper; characters that no font has become empty boxes.

    Dates and phone numbers are not broken.
    """
    return laid_out("paper", {**asdict(content), "kind": _KINDS[type(content)]})


def laid_out(template: str, values: Mapping[str, Any]) -> bytes:
    """Return the PDF (PDF/UA-1) that a template of papers makes of values, as `write_paper` does."""
    stand_ins = substitutes(strings_in(values))
    printed = {
        text: unbroken(stand_ins[text].printed if text in stand_ins else text) for text in strings_in(values)
    }
    paper = {**with_strings_replaced(values, printed), "fonts": FAMILIES}
    return typst.compile(
        str(papers_folder() / f"{template}.typ"),
        root=str(papers_folder()),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={template: json.dumps(paper, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
