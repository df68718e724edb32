"""`questions`: the names of the questions that a sheet may ask, with what can be answered to each."""

import argparse

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.domain.question_values import values_of
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import listed


def _run(options: argparse.Namespace) -> int:
    if options.json:
        print_json(
            {
                "questions": [
                    {"name": question.value, "label": question.label, "values": list(values_of(question))}
                    for question in Question
                ]
            }
        )
        return DONE
    for question in Question:
        values = values_of(question)
        print(f"{question.value}: {question.label}{f' ({listed(values, "or")})' if values else ''}")
    return DONE


FORM_QUESTIONS = Command("questions", "list the questions that a sheet may ask", add_json, _run)
