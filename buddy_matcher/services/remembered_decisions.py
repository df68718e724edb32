"""What was decided on sheets and is read by from then on, so that a wrong decision can be forgotten.

An answer that is an entry of a list is not here: the list itself says what its entries are also called.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import DecidedAnswerId, HeadingId
from buddy_matcher.domain.lists import ListKind
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import fold
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class Remembered:
    """A heading or an answer as it stood in a sheet, and what it was decided to be.

    `question` is what the answer was given to, None for a heading. `means` is a label; "" for a column that
    is not used and for an answer that is left out.
    """

    text: str
    means: str
    question: Question | None = None
    heading_id: HeadingId | None = None
    answer_ids: tuple[DecidedAnswerId, ...] = ()


class RememberedDecisions:
    """Shows what sheets are read by, and forgets it."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def all(self) -> tuple[Remembered, ...]:
        """Return the decisions on headings, then those on answers, each in the order of their texts."""
        with self._file.reading() as unit:
            found = [*_headings(unit), *_answers(unit)]
        return tuple(sorted(found, key=lambda each: (each.question is not None, fold(each.text))))

    def forget(self, decisions: Sequence[Remembered]) -> Changes:
        """Forget decisions, so that the next sheet asks again; what was imported stays as it is."""
        with self._file.changing(Label(Deed.FORGET, told=(str(len(decisions)),))) as unit:
            for each in decisions:
                if each.heading_id is not None and unit.headings.find(each.heading_id):
                    unit.headings.remove(each.heading_id)
                for answer_id in each.answer_ids:
                    if unit.decided_answers.find(answer_id):
                        unit.decided_answers.remove(answer_id)
            return unit.commit()


def _headings(unit: UnitOfWork) -> Iterator[Remembered]:
    for each in unit.headings.all():
        means = each.question.label if each.question else ""
        yield Remembered(text=each.heading, means=means, heading_id=each.id)


def _answers(unit: UnitOfWork) -> Iterator[Remembered]:
    """Yield the decided answers; what is left out of a list is left out at all its questions, and so once."""
    found: dict[tuple[Question, str], Remembered] = {}
    first_of = {question: kind.questions[0] for kind in ListKind for question in kind.questions}
    for each in unit.decided_answers.all():
        if each.listed_id is None:
            question = each.question if each.meaning else first_of.get(each.question, each.question)
            one = Remembered(text=each.text, means=each.meaning, question=question, answer_ids=(each.id,))
            earlier = found.get((question, fold(each.text)))
            ids = (*earlier.answer_ids, each.id) if earlier else one.answer_ids
            found[question, fold(each.text)] = replace(one, answer_ids=ids)
    yield from found.values()
