"""What each column of a heading row asks, told by its heading and, where they are ambiguous, its neighbours.

A column answers a question, or rates one option of it, or names some of the times of it. What the cells
mean is not looked at.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.free_times import times_named_in
from buddy_matcher.documents.forms.heading_text import is_ordinal, is_rest, plain_question, splits
from buddy_matcher.documents.forms.negations import asks_opposite
from buddy_matcher.documents.forms.question_headings import asked
from buddy_matcher.domain.meeting import DAYS, HALF_DAYS, MeetingWay
from buddy_matcher.domain.questions import STATEMENTS, Question
from buddy_matcher.domain.text import fold

CHOICES: Final = frozenset(
    {Question.CAN_SHARE, Question.WOULD_LIKE, Question.THEMES, Question.WAYS, Question.FREE}
)
"""The questions whose answers choose from a list, and that may have one column per option."""

_OF_OPTIONS: Final = CHOICES | {Question.SHARE_OR_GAIN}
TURNED_AROUND: Final = CHOICES | {
    Question.SHARE_CONTACT,
    Question.SHARE_THEMES,
    Question.TRIO,
    Question.STANDBY,
    Question.TRAVEL,
    Question.TIME_FUNDED,
    Question.ACCESS_CONSENT,
    Question.PRIVACY_GIVEN,
    *(readers for _, readers in STATEMENTS.values()),
}
"""The questions whose answers would say the opposite under a heading that denies what it names."""

_SAYS_NOT_ONE: Final = frozenset({Question.FULL_NAME, Question.GIVEN, Question.FAMILY, Question.EMAIL})
_WAYS: Final = frozenset(fold(way.label) for way in MeetingWay)
_FEWEST_OF_A_GROUP: Final = 2
_OPPOSITE: Final = "It asks for the opposite of “{}”, so its answers were left unread."


class Use(Enum):
    """What the cells of a column are to its question."""

    ANSWER = "an answer"
    OPTION = "a tick or a level of one option"
    TIMES = "times on a day, or days at a time"


@dataclass(frozen=True, slots=True)
class Column:
    """A column, counted from 0, and what it answers; `option` where it is one of several options."""

    index: int
    heading: str
    question: Question
    option: str = ""
    use: Use = Use.ANSWER
    why: str = ""


@dataclass(frozen=True, slots=True)
class Unasked:
    """A column that answers no question: one that is not used, or one to decide on."""

    index: int
    heading: str
    why: str = ""
    is_sure: bool = False
    is_opposite: bool = False


type Found = Column | Unasked


@dataclass(frozen=True)
class HeadingReader:
    """Tells the columns of heading rows by the lists of a scheme and by what was decided on headings."""

    vocabulary: Vocabulary
    decided: Mapping[str, Question | None]

    @property
    def options(self) -> dict[str, Question]:
        """The question that a column answers whose heading is only an option."""
        return {
            **{fold(half_day.label): Question.FREE for half_day in HALF_DAYS},
            **{fold(day): Question.FREE for day in DAYS},
            # A column that is headed "Phone" holds numbers.
            **{fold(way.label): Question.WAYS for way in MeetingWay if way is not MeetingWay.PHONE},
            **dict.fromkeys(map(fold, self.vocabulary.theme_names.values()), Question.THEMES),
            **dict.fromkeys(map(fold, self.vocabulary.strength_names.values()), Question.CAN_SHARE),
        }

    def of_row(self, headings: Sequence[str]) -> tuple[Found, ...]:
        """Return the columns of one heading row."""
        options = self.options
        found = [self._one(index, text, options) for index, text in enumerate(headings) if text]
        return tuple(_with_runs(found))

    def of_two_rows(self, upper: Sequence[str], lower: Sequence[str]) -> tuple[Found, ...]:
        """Return the columns of questions above their options; a group's heading stands over its first."""
        options = self.options
        found: list[Found] = []
        group = ""
        repeated = repeated_under_groups(upper, lower)
        for index in range(max(len(upper), len(lower))):
            above, below = _at(upper, index), _at(lower, index)
            group = above or group
            if not below or is_open_answer(below):
                found += [self._one(index, above, options)] if above else []
                continue
            column = (
                self._of_repeated(index, group, below, options)
                if index in repeated
                else self._under_group(index, group, below, options)
            )
            # A question of its own ends the group before it; blank cells do not say where a group ends.
            is_part = index in repeated or (isinstance(column, Column) and column.option)
            group = group if above or is_part else ""
            found.append(column)
        return tuple(found)

    def _of_repeated(self, index: int, group: str, below: str, options: dict[str, Question]) -> Found:
        """Return a column that only its group tells from another: it is asked about by its group."""
        column = self._under_group(index, group, below, options)
        if isinstance(column, Column) and column.option:
            return column
        return self._decided(index, group) if fold(group) in self.decided else _whole(index, group)

    def _under_group(self, index: int, group: str, below: str, options: dict[str, Question]) -> Found:
        question = self._question(group) if group else None
        own = asked(below)
        is_option = fold(below) in options or (question is Question.WAYS and fold(below) in _WAYS)
        is_own = own.question is not None and not is_option and not is_rest(below)
        if question in _OF_OPTIONS and not (is_own and own.question is not question):
            return _option(index, group, question, below, f"It stands under “{group}”.")
        return self._one(index, below, options)

    def _question(self, heading: str) -> Question | None:
        if fold(heading) in self.decided:
            return self.decided[fold(heading)]
        found = asked(heading)
        return None if found.is_opposite else found.question

    def _one(self, index: int, heading: str, options: dict[str, Question]) -> Found:
        if fold(heading) in self.decided:
            return self._decided(index, heading)
        if fold(heading) in options:
            question = options[fold(heading)]
            return _option(index, heading, question, heading, "It is an option of a list.")
        return self._parted(index, heading) or _whole(index, heading)

    def _decided(self, index: int, heading: str) -> Found:
        question = self.decided[fold(heading)]
        if question is None:
            return Unasked(index, heading, "You decided not to use it.", is_sure=True)
        if question in TURNED_AROUND and asks_opposite(plain_question(heading)):
            return Unasked(index, heading, _OPPOSITE.format(question.label), is_sure=True, is_opposite=True)
        part = next((part for _, part in splits(heading) if part), "")
        if question in _OF_OPTIONS and part and not is_rest(part):
            return _option(index, heading, question, part, "You decided so.")
        return Column(index, heading, question, why="You decided so.")

    def _parted(self, index: int, heading: str) -> Column | Unasked | None:
        """Return the column of a heading that names a question and a part of it."""
        for stem, part in splits(heading):
            found = asked(stem)
            if found.question not in _OF_OPTIONS or not part:
                continue
            if found.is_opposite:
                return Unasked(index, heading, _OPPOSITE.format(found.question.label), is_opposite=True)
            if is_rest(part) or is_ordinal(part):
                return Column(index, heading, found.question, why=found.why)
            return _option(index, heading, found.question, part, found.why)
        return None


def _whole(index: int, heading: str) -> Found:
    found = asked(heading)
    if found.question is None or found.is_opposite:
        why = _OPPOSITE.format(found.question.label) if found.question else found.why
        why = why or "The heading is not one we know."
        # What looks like an answer under a heading that denies is none.
        is_opposite = found.is_opposite or asks_opposite(plain_question(heading))
        return Unasked(index, heading, why, is_sure=found.is_tool, is_opposite=is_opposite)
    if found.question is Question.FREE and (times := times_named_in(heading)):
        return _option(index, heading, Question.FREE, times, found.why)
    return Column(index, heading, found.question, why=found.why)


def _option(index: int, heading: str, question: Question, option: str, why: str) -> Column:
    use = Use.TIMES if question is Question.FREE else Use.OPTION
    return Column(index, heading, question, option, use, why)


def _at(texts: Sequence[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""


def repeated_under_groups(upper: Sequence[str], lower: Sequence[str]) -> frozenset[int]:
    """Return the columns of merged headings under which the same lower ones stand, several of each.

    A row of answers is no such row: what stands over it is not merged.
    """
    groups: dict[str, dict[str, int]] = {}
    group = ""
    for index, below in enumerate(lower):
        group = fold(_at(upper, index)) or group
        if group and below and not is_open_answer(below):
            groups.setdefault(group, {})[fold(below)] = index
    merged = [under for under in groups.values() if any(not _at(upper, index) for index in under.values())]
    counts = Counter(heading for under in merged for heading in under)
    several = {heading for heading, times in counts.items() if times > 1}
    if len(several) < _FEWEST_OF_A_GROUP:
        return frozenset()
    return frozenset(index for under in merged for heading, index in under.items() if heading in several)


_OPEN_ANSWER = re.compile(r"(open-ended )?response")


def is_open_answer(text: str) -> bool:
    """Return whether a lower heading only says that the question above it is answered freely."""
    return bool(_OPEN_ANSWER.fullmatch(fold(text)))


def _with_runs(found: Sequence[Found]) -> Iterator[Found]:
    """Yield columns with the second of two equal sets of options taken for what people would like.

    Such forms ask what people offer before what they would like, and give only the options as headings.
    """
    runs = _runs_of_options(found)
    if [len(run) for run in runs] != [2] * len(runs) or not runs:
        yield from _with_rests(found, {})
        return
    second = {run[1]: Question.WOULD_LIKE for run in runs}
    yield from _with_rests(found, second)


def _runs_of_options(found: Sequence[Found]) -> list[list[int]]:
    """Return the columns of each strength that stands as an option more than once."""
    by_option: dict[str, list[int]] = {}
    for column in found:
        if (
            isinstance(column, Column)
            and column.question is Question.CAN_SHARE
            and column.heading == column.option
        ):
            by_option.setdefault(fold(column.option), []).append(column.index)
    return [indexes for indexes in by_option.values() if len(indexes) > 1]


def _with_rests(found: Sequence[Found], second: Mapping[int, Question]) -> Iterator[Found]:
    """Yield columns, "Other" as the rest of the options that it follows."""
    before: Column | None = None
    for column in found:
        current = column
        if isinstance(current, Column) and current.index in second:
            why = "The same options stand here again, so they were taken for what people would like to gain."
            current = replace(current, question=second[current.index], why=why)
        is_next = before is not None and current.index == before.index + 1
        if isinstance(current, Unasked) and before and is_next and is_rest(plain_question(current.heading)):
            current = Column(current.index, current.heading, before.question, why="It follows the options.")
        before = current if isinstance(current, Column) and current.option == current.heading else None
        yield current
