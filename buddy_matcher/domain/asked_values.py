"""The answers of a sheet that nobody knows yet, each once, and what each may be decided to mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from buddy_matcher.domain.import_report import ImportReport
from buddy_matcher.domain.question_values import values_of
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import Open, ToDecide, ValueDecision
from buddy_matcher.domain.strengths import LEVEL_LABELS
from buddy_matcher.domain.text import fold

_STRENGTHS = frozenset({Question.CAN_SHARE, Question.WOULD_LIKE})

type Lists = Mapping[Question, Sequence[str]]
"""The names on the scheme's lists: under `CAN_SHARE` the strengths, under `THEMES` the themes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedValue:
    """An answer to decide on; `count` is how often it was given.

    `question` is `CAN_SHARE` for an answer on no list of strengths, whichever question it was given to: one
    decision holds for both. It `is_listed` when it may be an entry of the scheme's own list.
    """

    question: Question
    text: str
    count: int
    suggestion: str | None = None
    is_listed: bool = False
    is_sheet: bool = False

    @property
    def key(self) -> tuple[Question, str, bool]:
        """What is decided on once."""
        return self.question, fold(self.text), self.is_listed

    def meanings(self, lists: Lists) -> tuple[str, ...]:
        """Return the labels that it may mean."""
        if self.is_listed:
            return tuple(lists[self.question])
        return LEVEL_LABELS if self.question in _STRENGTHS else values_of(self.question)

    def means(self, meaning: str) -> ValueDecision:
        """Return the decision that it means this."""
        return ValueDecision(self.question, self.text, meaning)


def asked_values(report: ImportReport) -> tuple[AskedValue, ...]:
    """Return what a sheet leaves to decide on its answers and on the names of its sheets, lists last."""
    listed = {(value.field.value, fold(value.value)) for value in report.unknown_values}
    found: dict[tuple[Question, str, bool], AskedValue] = {}
    for each in report.to_decide:
        if each.what in {Open.VALUE, Open.SHEET}:
            asked = _asked(each, is_listed=(each.question, fold(each.text)) in listed)
            earlier = found.get(asked.key)
            found[asked.key] = _together(earlier, asked) if earlier else asked
    return tuple(sorted(found.values(), key=lambda each: each.is_listed))


def _asked(each: ToDecide, *, is_listed: bool) -> AskedValue:
    question = Question(each.question)
    return AskedValue(
        question=Question.CAN_SHARE if is_listed and question in _STRENGTHS else question,
        text=each.text,
        count=each.count,
        suggestion=each.suggestion,
        is_listed=is_listed,
        is_sheet=each.what is Open.SHEET,
    )


def _together(one: AskedValue, other: AskedValue) -> AskedValue:
    return AskedValue(
        question=one.question,
        text=one.text,
        count=one.count + other.count,
        suggestion=one.suggestion or other.suggestion,
        is_listed=one.is_listed,
        is_sheet=one.is_sheet,
    )
