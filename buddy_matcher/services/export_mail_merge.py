"""Writes the letters that people are due as a table for the mail merge of a word processor."""

from datetime import date
from pathlib import Path

from buddy_matcher.documents.csv_out import csv_of
from buddy_matcher.documents.files import write_whole
from buddy_matcher.domain.letter_wording import compose_letter
from buddy_matcher.domain.mail_merge import MergedLetter, merge_table
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.rounds.letter_texts import ALL_KINDS, due_letters
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.shown_letters import shown_letters

SUFFIX = ".csv"


class ExportMailMerge:
    """The letters of the latest round as rows; none of them is recorded as made."""

    def __init__(self, rounds: RoundReadings) -> None:
        self._rounds = rounds

    def save(self, path: Path, dated: date | None = None) -> int:
        """Write a row for each letter that is due on a day, by default today; return how many.

        It holds only what each reader may see. Raises UserError and EnvironmentProblem as `write_whole` does.
        """
        state, day = self._rounds.shown(), dated or today()
        letters = zip(due_letters(state, day, ALL_KINDS), shown_letters(state, day, ALL_KINDS), strict=True)
        merged = [
            # In English, whatever their readers read: the document around the fields is in one language.
            MergedLetter(compose_letter(due.facts), due.facts, shown.state.in_words)
            for due, shown in letters
        ]
        table = merge_table(merged)
        write_whole(path, csv_of(table.headings, table.rows), suffix=SUFFIX)
        return len(merged)
