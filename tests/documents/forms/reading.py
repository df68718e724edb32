"""What tests of sheets ask of an export that was read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from buddy_matcher.documents.forms.choices import picks_of_text
from buddy_matcher.documents.forms.export import FormExport, read_form_export
from buddy_matcher.documents.forms.fields import FREE
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.questions import Question
from tests.helpers.sheets import VOCABULARY

SHEETS = Path(__file__).parent / "sheets"
PROJECTS, LISTENING, BIDS = "Project management", "Listening and peer support", "Bid writing and fundraising"


_FREE: Any = FREE


def sheet(name: str) -> FormExport:
    [path] = SHEETS.glob(f"{name}-*")
    return read_form_export(path, VOCABULARY)


def by_given_name(export: FormExport) -> Mapping[str, FormAnswer]:
    return {answer.name[0]: answer for answer in export.answers}


def chosen(answer: FormAnswer, question: Question) -> list[str]:
    return [pick.text for pick in picks_of_text(answer.texts.get(question, ""), ())]


def strengths(export: FormExport) -> dict[str, tuple[list[str], list[str]]]:
    return {
        name: (chosen(answer, Question.CAN_SHARE), chosen(answer, Question.WOULD_LIKE))
        for name, answer in by_given_name(export).items()
    }


def free(export: FormExport) -> dict[str, list[str]]:
    return {
        name: [half_day.label for half_day in sorted(answer.value(Question.FREE, _FREE, frozenset()))]
        for name, answer in by_given_name(export).items()
    }


def sectors(export: FormExport) -> list[str | None]:
    return [answer.sector and answer.sector.value for answer in export.answers]


def to_ask(export: FormExport) -> list[str]:
    return [guess.heading for guess in export.guesses if not guess.is_sure]
