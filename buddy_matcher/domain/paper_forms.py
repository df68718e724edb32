"""A sign-up form on paper as it is typed in: which of its questions are left to ask after some answers.

What most people leave blank is not asked one by one: after the last question whoever types says at once which
of it is filled in, and is asked only that.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from buddy_matcher.domain.answers import Asked
from buddy_matcher.domain.made_forms import AnswerType, FormQuestion
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

_SELDOM: Final[Mapping[str, frozenset[Question]]] = {
    "What name they like to be called": frozenset({Question.KNOWN_AS}),
    "What they wish the others knew about the people they serve": frozenset(
        {Question.IF_ONLY_PEOPLE, Question.IF_ONLY_PEOPLE_READ_BY}
    ),
    "What they wish the others knew about them": frozenset(
        {Question.IF_ONLY_ME, Question.IF_ONLY_ME_READ_BY}
    ),
    "Whom they should not be paired with": frozenset({Question.NOT_WITH}),
    "How letters should come": frozenset(
        {
            Question.DELIVERY,
            Question.ADDRESS,
            Question.PRINT_SIZE,
            Question.LANGUAGE,
            Question.OTHER_FORMAT,
        }
    ),
    "Access needs": frozenset({Question.ACCESS_NOTE, Question.ACCESS_CONSENT}),
}
"""What most people leave blank, in the order of the form, and the questions about it."""

_OF_SELDOM: Final = frozenset().union(*_SELDOM.values())

ANYTHING_ELSE: Final = FormQuestion(
    question=Question.ANYTHING_ELSE,
    text="Which of these are filled in on the paper?",
    help="Enter where none of them is.",
    answers=AnswerType.CHOICES,
    options=tuple(_SELDOM),
)
"""What is asked of whoever types, after the last question that most people answer."""


def is_asked(question: FormQuestion, answers: Answers) -> bool:
    """Return whether a question is still asked of whoever gave these answers."""
    asked = question.question
    if asked in _NEEDS_ANY:
        return bool(answers.get(_NEEDS_ANY[asked]))
    if asked in _NEEDS:
        other, wanted = _NEEDS[asked]
        return answers.get(other) == wanted
    return True


def next_question(
    questions: Sequence[FormQuestion], place: int, answers: Answers, filled_in: Sequence[str] | None = None
) -> int | None:
    """Return the place of the question to ask after the one at `place`, None after the last.

    `filled_in` are the options of `ANYTHING_ELSE` that were chosen, None before that was asked.
    """
    wanted = frozenset().union(*(_SELDOM[each] for each in filled_in or ()))
    following = (
        number
        for number, question in enumerate(questions)
        if number > place
        and (question.question in wanted if filled_in is not None else question.question not in _OF_SELDOM)
        and is_asked(question, answers)
    )
    return next(following, None)
