"""Columns that are read as was decided on an earlier sheet, and whose answers no longer fit that."""

from collections.abc import Iterator
from typing import Final

from buddy_matcher.documents.forms.export import FormExport
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import counted, fold

_FEWEST: Final = 4
"""Fewer answers than these say nothing of a column."""

_LEAST_KNOWN: Final = 0.5


def changed_columns(export: FormExport, remembered: frozenset[str]) -> Iterator[Problem]:
    """Yield the columns under `remembered` folded headings of whose answers under half are known any more."""
    for heading, question in _asked(export):
        if fold(heading) not in remembered:
            continue
        filled = [answer for answer in export.answers if answer.texts.get(question)]
        known = sum(_is_known(answer, question) for answer in filled)
        if len(filled) >= _FEWEST and known < _LEAST_KNOWN * len(filled):
            yield Problem(
                row=filled[0].row,
                column=heading,
                value=filled[0].texts[question],
                message=f"Only {known} of {counted(len(filled), 'answer')} in this column can be read as "
                f"“{question.label}”, which you decided that it asks.",
                advice="If it asks something else by now, go back to the columns and say what.",
                sheet=filled[0].sheet,
            )


def _asked(export: FormExport) -> Iterator[tuple[str, Question]]:
    pairs = {(heading, q) for answer in export.answers for q, heading in answer.form.columns.items()}
    return iter(sorted(pairs))


def _is_known(answer: FormAnswer, question: Question) -> bool:
    meaning = answer.meanings[question]
    return not meaning.unknown and not meaning.unread
