"""What is decided on a sheet on the command line: its columns, its answers, and which sheets are read."""

import argparse

from buddy_matcher.app.command import refuse_twice
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import (
    NOT_USED,
    ColumnDecision,
    ReadingDecisions,
    Update,
    ValueDecision,
)
from buddy_matcher.domain.text import fold, quoted

_LISTS = {"strengths": Question.CAN_SHARE, "themes": Question.THEMES}
_SEE = "“buddy-matcher questions” lists them."


def add_decisions(parser: argparse.ArgumentParser) -> None:
    """Take decisions on columns and values, as `decisions_of` reads them."""
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="HEADING=QUESTION",
        help=f"what a column asks, by its heading; “{NOT_USED}” for a column that is not used",
    )
    parser.add_argument(
        "--value",
        action="append",
        default=[],
        metavar="QUESTION:ANSWER=MEANING",
        help="what an answer means: a label, a number, Yes or No, “new” for a list, “ignore”",
    )
    parser.add_argument(
        "--take-list",
        action="append",
        default=[],
        choices=tuple(_LISTS),
        help="the unknown answers are the scheme's own list",
    )
    parser.add_argument(
        "--sheet",
        action="append",
        metavar="NAME",
        help="which sheets of a workbook are read, by their names; those that go together otherwise",
    )
    parser.add_argument(
        "--update",
        choices=tuple(update.value for update in Update),
        default=Update.ALL.value,
        help="what changes of people who are there: all that they answered, blanks only, or nothing",
    )


def decisions_of(options: argparse.Namespace) -> ReadingDecisions:
    """Return the decisions on the command line; raises UserError for one that can't be read."""
    columns = tuple(map(_column, options.column))
    refuse_twice("--column", [each.heading for each in columns])
    return ReadingDecisions(
        columns=columns,
        values=tuple(map(_value, options.value)),
        take_lists=frozenset(_LISTS[name] for name in options.take_list),
        update=Update(options.update),
        sheets=frozenset(options.sheet) if options.sheet else None,
    )


def _column(text: str) -> ColumnDecision:
    heading, equals, name = text.rpartition("=")
    if not equals or not heading.strip():
        raise UserError(
            f"{quoted(text)} is no HEADING=QUESTION.", "Write the heading, =, and the question's name."
        )
    return ColumnDecision(heading.strip(), None if name.strip() == NOT_USED else _question(name))


def _value(text: str) -> ValueDecision:
    before, equals, meaning = text.rpartition("=")
    name, colon, answer = before.partition(":")
    if not (equals and colon and answer.strip()):
        raise UserError(
            f"{quoted(text)} is no QUESTION:ANSWER=MEANING.",
            "Write the question's name, a colon, the answer as it stands, =, and what it means.",
        )
    return ValueDecision(_question(name), answer.strip(), meaning.strip())


def _question(name: str) -> Question:
    folded = fold(name)
    named = {question.value: question for question in Question} | {fold(q.label): q for q in Question}
    if folded not in named:
        raise UserError(f"There is no question {quoted(name.strip())}.", _SEE)
    return named[folded]
