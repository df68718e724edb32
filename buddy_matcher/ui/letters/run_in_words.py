"""What is said before and after a run of letters."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.rounds.shown_letters import IssuedBatch, ShownLetter

READ_ONLY = (
    "You look at a copy, so no letters are made from it: one that is not recorded would never show as out of "
    "date. Save a copy, and make them there."
)


def file_name(letters: Sequence[ShownLetter], today: date, suffix: str) -> str:
    """Return the name to propose for a file of letters."""
    if len(letters) == 1:
        return letters[0].text.file_name(suffix)
    draft = "Draft letters" if any(letter.text.is_draft for letter in letters) else "Letters"
    return safe_file_name(f"{draft} {letters[0].text.letterhead} {date_in_words(today)}", suffix=suffix)


def saved(batch: IssuedBatch, target: Path) -> str:
    """Return what was saved where, who was left out, and what to know of it."""
    return " ".join(_saved(batch, target))


def _saved(batch: IssuedBatch, target: Path) -> Iterator[str]:
    yield f"{counted(batch.letters, 'letter')} saved in {target.name}."
    left_out = [letter for letter in batch.left_out if letter not in batch.written]
    if left_out:
        yield f"{_people_need(len(left_out))} another format and must be arranged."
    if batch.unreachable:
        who = listed([letter.member.name for letter in batch.unreachable])
        yield f"Left out, without a usable e-mail address: {who}."
    if batch.incomplete:
        number = len(batch.incomplete)
        who = "1 of them has" if number == 1 else f"{number} of them have"
        yield f"{who} characters that can’t be printed."
    if batch.is_draft:
        of_them = f"{batch.drafts} of them {'is a draft' if batch.drafts == 1 else 'are drafts'}"
        yield f"{of_them}, marked so and not counted as sent."


def not_printed(letters: Sequence[ShownLetter]) -> str:
    """Return whom Print leaves out, or "" where it leaves out nobody or all."""
    if not any(letter.goes_on_paper for letter in letters):
        return ""
    by_email = sum(letter.delivery is Delivery.EMAIL and not letter.needs_arranging for letter in letters)
    arranged = sum(letter.needs_arranging for letter in letters)
    told = []
    if by_email:
        told.append(f"{by_email} who asked for e-mail")
    if arranged:
        told.append(f"{arranged} who {'needs' if arranged == 1 else 'need'} another format")
    return f"Print leaves out {listed(told)}." if told else ""


def sent(letters: Sequence[ShownLetter], sheets: int) -> str:
    """Return how many letters went to the printer."""
    return f"{counted(len(letters), 'letter')} on {counted(sheets, 'page')} went to the printer."


def gone(number: int, how: Issue, on: date) -> str:
    """Return how many letters were recorded as gone, how and on which day."""
    return f"{counted(number, 'letter')} recorded as {how.in_words}, {date_in_words(on)}."


def _people_need(number: int) -> str:
    return "1 person needs" if number == 1 else f"{number} people need"
