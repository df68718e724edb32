"""A form on paper: large print, boxes to tick, and the codes by which answers are typed in."""

import json

import typst

from buddy_matcher.documents.letter_fonts import FAMILIES, fonts
from buddy_matcher.domain.form_codes import codes_of
from buddy_matcher.domain.made_forms import AnswerType, FormQuestion, MadeForm
from buddy_matcher.paths import papers_folder

SIZES = (14, 16, 18)
"""Sizes of print in points; 14 is what most people read with ease."""


def as_paper(form: MadeForm, *, size: int = SIZES[0]) -> bytes:
    """Return a form as a tagged PDF in one of `SIZES`."""
    values = {
        "title": form.title,
        "opening": form.opening,
        "size": size,
        "fonts": FAMILIES,
        "questions": [_values(number, q) for number, q in enumerate(form.questions, start=1)],
    }
    return typst.compile(
        str(papers_folder() / "form.typ"),
        root=str(papers_folder()),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"form": json.dumps(values, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )


def _values(number: int, question: FormQuestion) -> dict[str, object]:
    codes = codes_of(question.options)
    return {
        "number": number,
        "text": question.text,
        "help": question.help,
        "instruction": question.answers.instruction,
        "lines": question.lines,
        "is-text": question.answers is AnswerType.TEXT,
        "options": [_option(code, text) for code, text in zip(codes, question.options, strict=True)],
    }


def _option(code: str, text: str) -> dict[str, str]:
    """Return an option with its code; a number is its own."""
    return {"code": "" if code == text else code, "text": text}
