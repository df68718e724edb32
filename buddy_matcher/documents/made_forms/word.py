"""A form as a Word document: numbered questions, lettered options, real heading and list styles."""

import io

from docx import Document
from docx.document import Document as Docx

from buddy_matcher.documents.word_properties import set_properties
from buddy_matcher.domain.form_codes import codes_of
from buddy_matcher.domain.made_forms import AnswerType, FormQuestion, MadeForm


def as_word(form: MadeForm) -> bytes:
    """Return a form as .docx; form tools that import Word documents take questions and options from it."""
    document = Document()
    set_properties(document, form.title)
    document.add_heading(form.title, level=1)
    document.add_paragraph(form.opening)
    for number, question in enumerate(form.questions, start=1):
        _write(document, number, question)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _write(document: Docx, number: int, question: FormQuestion) -> None:
    document.add_paragraph(f"{number}. {question.text}").runs[0].bold = True
    if question.help:
        document.add_paragraph(question.help)
    if question.answers is AnswerType.TEXT:
        return
    for code, option in zip(codes_of(question.options), question.options, strict=True):
        document.add_paragraph(option if code == option else f"{code}) {option}")
