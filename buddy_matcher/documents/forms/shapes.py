"""Which tool wrote a sheet, told by the columns that each writes of itself."""

import re
from collections.abc import Sequence
from typing import Final

from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import Shape
from buddy_matcher.domain.text import fold

_MARKS: Final[tuple[tuple[Shape, frozenset[str]], ...]] = (
    (Shape.MICROSOFT_FORMS, frozenset({"start time", "completion time"})),
    (Shape.SURVEY_MONKEY, frozenset({"respondent id"})),
    (Shape.TYPEFORM, frozenset({"#", "network id"})),
    (Shape.TYPEFORM, frozenset({"#", "start date (utc)"})),
    (Shape.QUALTRICS, frozenset({"recorded date", "response id"})),
    (Shape.QUALTRICS, frozenset({"recordeddate", "responseid"})),
    (Shape.LIME_SURVEY, frozenset({"lastpage", "startlanguage"})),
    (Shape.LIME_SURVEY, frozenset({"last page", "start language"})),
    (Shape.JOTFORM, frozenset({"submission date", "submission id"})),
    (Shape.GOOGLE_FORMS, frozenset({"timestamp"})),
    (Shape.CRM, frozenset({"account name"})),
    (Shape.CRM, frozenset({"contact id"})),
    (Shape.CRM, frozenset({"account name: account name"})),
)
_OURS: Final = frozenset(
    fold(question.label)
    for question in (Question.GIVEN, Question.FAMILY, Question.SECTOR, Question.CAN_SHARE, Question.FREE)
)
_ROW_OF_GRID: Final = re.compile(r".+ >> .+")
_LIME: Final = re.compile(r"[a-z]\w*(\[\w+\])?\. .+")


def shape_of(headings: Sequence[str]) -> Shape:
    """Return which tool wrote headings like these; a list of somebody's own is the rest."""
    folded = {fold(heading) for heading in headings if heading}
    if folded >= _OURS:
        return Shape.OURS
    for shape, marks in _MARKS:
        if marks <= folded:
            return shape
    if any(_ROW_OF_GRID.fullmatch(heading) for heading in folded):
        return Shape.JOTFORM
    if sum(bool(_LIME.fullmatch(heading)) for heading in folded) * 2 > len(folded):
        return Shape.LIME_SURVEY
    return Shape.LIST
