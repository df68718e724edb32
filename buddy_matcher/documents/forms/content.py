"""Which question a column of an unknown heading may answer: a suggestion from its texts, never a reading."""

from collections.abc import Collection, Sequence
from typing import Final

from buddy_matcher.documents.forms.free_times import read_free_time
from buddy_matcher.documents.forms.identities import read_email
from buddy_matcher.documents.forms.meeting_ways import read_ways
from buddy_matcher.documents.forms.sectors import read_side
from buddy_matcher.domain.places import outcode
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import tidy

_LOOKED_AT: Final = 40
_MOST: Final = 0.8
"""Of the texts, the share that must fit."""

_TESTS: Final = (
    (Question.EMAIL, lambda text: read_email(text).value is not None),
    (Question.POSTCODE, lambda text: bool(outcode(text))),
    (Question.SECTOR, lambda text: read_side(text) is not None),
    (Question.FREE, lambda text: bool(read_free_time(text))),
    (Question.WAYS, lambda text: bool(read_ways(text))),
)


def suggested_question(texts: Sequence[str], taken: Collection[Question]) -> Question | None:
    """Return the question that the texts of a column look like answers to, one that no column answers yet."""
    filled = [tidy(text) for text in texts if text.strip()][:_LOOKED_AT]
    if not filled:
        return None
    fitting = (
        question
        for question, fits in _TESTS
        if question not in taken and sum(map(fits, filled)) >= _MOST * len(filled)
    )
    return next(fitting, None)
