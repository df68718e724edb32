"""A form as plain text: to paste into an e-mail, or to read out."""

from collections.abc import Iterator

from buddy_matcher.domain.made_forms import AnswerType, FormQuestion, MadeForm


def as_text(form: MadeForm) -> str:
    """Return a form as text: numbered questions, an option a line."""
    return "\n".join(_lines(form)) + "\n"


def _lines(form: MadeForm) -> Iterator[str]:
    yield from (form.title, "", form.opening)
    for number, question in enumerate(form.questions, start=1):
        yield ""
        yield from _question(number, question)


def _question(number: int, question: FormQuestion) -> Iterator[str]:
    yield f"{number}. {question.text}"
    if question.help:
        yield f"   {question.help}"
    if question.answers is AnswerType.TEXT:
        yield "   Answer:"
        return
    yield f"   {question.answers.instruction}:"
    yield from (f"   [ ] {option}" for option in question.options)
