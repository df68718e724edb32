"""Headings of public forms, gathered before the patterns were written, with where each was found."""

import csv
from pathlib import Path

from buddy_matcher.documents.forms.question_headings import question_of

with (Path(__file__).parent / "wordings.csv").open(encoding="utf-8", newline="") as stream:
    WORDINGS = list(csv.DictReader(stream))


def test_wordings_of_public_forms_are_known_and_none_is_taken_for_another():
    found = [(row["heading"], row["question"], question_of(row["heading"])) for row in WORDINGS]
    wrong = [(heading, got) for heading, asked, got in found if got and got.value != asked]
    right = [heading for heading, asked, got in found if (got.value if got else "") == asked]
    assert wrong == []
    assert len(WORDINGS) >= 60
    assert len(right) >= 0.9 * len(WORDINGS)
