"""The answers of a sheet that nobody knows yet, each once, and what each may be decided to mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from buddy_matcher.domain.import_report import ImportReport
from buddy_matcher.domain.question_values import values_of
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import Open, ToDecide, ValueDecision
from buddy_matcher.domain.strengths import LEVEL_LABELS
from buddy_matcher.domain.text import fold

_ALIKE = 0.85
"""From 0 to 1: "Fund raising" and "Fundraising" are 0.96, "Reading" and "Meeting" 0.71."""

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
    def is_side(self) -> bool:
        """Whether nobody who gave it comes in before it is decided: it says which sector they are of."""
        return self.question in {Question.SECTOR, Question.ORGANISATION_KIND}

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


def nearly_alike(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of texts that may be two spellings of one, each pair in the order given."""
    return tuple((one, other) for one, other in combinations(texts, 2) if _are_alike(fold(one), fold(other)))


def _are_alike(one: str, other: str) -> bool:
    compared = SequenceMatcher(None, one, other)
    # The quick bounds spare the slow comparison of nearly all pairs.
    is_possible = compared.real_quick_ratio() >= _ALIKE and compared.quick_ratio() >= _ALIKE
    return is_possible and compared.ratio() >= _ALIKE


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
