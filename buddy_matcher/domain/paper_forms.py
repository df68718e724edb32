"""A sign-up form on paper as it is typed in: which of its questions are left to ask after some answers."""

from collections.abc import Mapping, Sequence
from typing import Final

from buddy_matcher.domain.answers import Asked
from buddy_matcher.domain.made_forms import FormQuestion
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.questions import STATEMENTS, Question

type Answers = Mapping[Question | Asked, str]
"""Texts by question; what is blank is left out or ""."""

_NEEDS_ANY: Final[dict[Question | Asked, Question]] = {
    **{readers: words for words, readers in STATEMENTS.values()},
    Question.SHARE_THEMES: Question.THEMES,
    Question.ACCESS_CONSENT: Question.ACCESS_NOTE,
}
"""Who may read or keep something is asked only where there is something."""

_NEEDS: Final[dict[Question | Asked, tuple[Question, str]]] = {
    Question.ADDRESS: (Question.DELIVERY, Delivery.POST.label),
    Question.TIME_FUNDED: (Question.SECTOR, Sector.VCSE.label),
}

_OF_LETTERS: Final = frozenset(
    {
        Question.DELIVERY,
        Question.ADDRESS,
        Question.PRINT_SIZE,
        Question.LANGUAGE,
        Question.OTHER_FORMAT,
    }
)
"""Most people leave all of these blank: letters then come in the usual way."""


def is_asked(question: FormQuestion, answers: Answers) -> bool:
    """Return whether a question is still asked of whoever gave these answers."""
    asked = question.question
    if asked in _NEEDS_ANY:
        return bool(answers.get(_NEEDS_ANY[asked]))
    if asked in _NEEDS:
        other, wanted = _NEEDS[asked]
        return answers.get(other) == wanted
    return True


def next_question(questions: Sequence[FormQuestion], place: int, answers: Answers) -> int | None:
    """Return the place of the question to ask after the one at `place`, None after the last.

    Whoever leaves blank how letters should come leaves the other questions about letters blank too.
    """
    here = questions[place].question
    skipped = _OF_LETTERS if here is Question.DELIVERY and not answers.get(here) else frozenset()
    following = (
        number
        for number, question in enumerate(questions)
        if number > place and question.question not in skipped and is_asked(question, answers)
    )
    return next(following, None)
