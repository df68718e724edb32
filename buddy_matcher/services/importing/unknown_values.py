"""The answers of a form that are on no list of the scheme: which are new, still open, or settled by now.

What was decided once is not asked about again; what is still open is reported again but stored once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from buddy_matcher.documents.forms.answers import UnknownPick
from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.ids import ParticipationId, UnknownValueId
from buddy_matcher.domain.import_report import FoundValue
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import AnswerField, UnknownValue
from buddy_matcher.domain.text import fold

_FIELDS = {Question(field.value): field for field in AnswerField}


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer that counts of someone, for which participation, and the questions that it was taken for."""

    answer: FormAnswer
    participation_id: ParticipationId
    taken: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnknownValues:
    """Values to store, the ids of open ones whose answer is gone, and what to report as open."""

    new: tuple[UnknownValue, ...]
    settled: tuple[UnknownValueId, ...]
    found: tuple[FoundValue, ...]


def find_unknown_values(
    vocabulary: Vocabulary, held: Iterable[UnknownValue], answered: Iterable[Answered]
) -> UnknownValues:
    """Return what the answers leave to be decided, next to the values that are `held`."""
    by_question: dict[tuple[ParticipationId, AnswerField], dict[str, UnknownValue]] = defaultdict(dict)
    for value in held:
        by_question[value.participation_id, value.field][fold(value.text)] = value
    asked = [each for one in answered for each in _asked(one, by_question)]
    return UnknownValues(
        new=tuple(value for each in asked for value in each.new()),
        # A sheet with a column for each option says nothing of other answers.
        settled=tuple(value_id for each in asked if not each.is_offered for value_id in each.settled()),
        found=tuple(_found(asked, vocabulary)),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The unknown answers of one person to one question, and those that are held, by folded text."""

    row: int
    column: str
    is_offered: bool
    field: AnswerField
    participation_id: ParticipationId
    picks: Mapping[str, UnknownPick]
    held: Mapping[str, UnknownValue]

    def new(self) -> Iterator[UnknownValue]:
        for text, pick in self.picks.items():
            if text not in self.held:
                yield UnknownValue(
                    participation_id=self.participation_id,
                    field=self.field,
                    text=pick.text,
                    level=pick.level,
                    suggested_id=pick.suggested_id,
                )

    def open(self) -> Iterator[tuple[str, UnknownPick]]:
        for text, pick in self.picks.items():
            if text not in self.held or not self.held[text].is_decided:
                yield text, pick

    def settled(self) -> Iterator[UnknownValueId]:
        for text, value in self.held.items():
            if text not in self.picks and not value.is_decided:
                yield value.id


def _asked(
    answered: Answered, held: Mapping[tuple[ParticipationId, AnswerField], Mapping[str, UnknownValue]]
) -> Iterator[_Asked]:
    answer, participation_id = answered.answer, answered.participation_id
    for question, field in _FIELDS.items():
        if question in answered.taken and answer.texts[question]:
            picks = {fold(pick.text): pick for pick in answer.meanings[question].unknown}
            yield _Asked(
                row=answer.row,
                column=answer.form.columns.get(question)
                or answer.form.columns.get(Question.SHARE_OR_GAIN, ""),
                is_offered=question in answer.form.offered,
                field=field,
                participation_id=participation_id,
                picks=picks,
                held=held.get((participation_id, field), {}),
            )


def _found(asked: Iterable[_Asked], vocabulary: Vocabulary) -> Iterator[FoundValue]:
    """Yield the open answers, each once, with the rows that gave them."""
    groups: dict[tuple[AnswerField, str], list[tuple[_Asked, UnknownPick]]] = defaultdict(list)
    for each in asked:
        for text, pick in each.open():
            groups[each.field, text].append((each, pick))
    for (field, _), found in groups.items():
        listed = vocabulary.themes if field is AnswerField.THEMES else vocabulary.strengths
        one, first = found[0]
        yield FoundValue(
            column=one.column,
            field=field,
            value=first.text,
            suggestion=next((entry.name for entry in listed if entry.id == first.suggested_id), None),
            rows=tuple(each.row for each, _ in found),
        )
