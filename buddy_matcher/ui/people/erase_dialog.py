"""Erasing a person at their request: what that means before, and where they are still held afterwards."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.phrases import date_in_words, in_a_list
from buddy_matcher.domain.text import counted
from buddy_matcher.services.erase_person import ErasePerson, ErasureReport, HeldInBackup
from buddy_matcher.ui.acting.messages import say
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog

_MEANING = (
    "Their answers, pairings, rules and letters are erased from this scheme and its history.\n\n"
    "This can’t be undone, and Undo will not reach anything that was done before it. Whoever only left the"
    " scheme can wait in the bin instead."
)


def ask_to_erase(
    parent: QWidget,
    erasure: ErasePerson,
    person: Participant,
    operations: Operations,
    then: Callable[[], None] = lambda: None,
) -> None:
    """Erase a person once the coordinator confirms it, and tell what is left, after `then`."""
    question = f"Erase {person.full_name} for good?\n\n{_MEANING}"
    if not operations.may_change() or not ConfirmDialog.ask(
        parent, "Erase a person", question, accept="Erase for good", is_final=True
    ):
        return

    def tell(report: ErasureReport) -> None:
        operations.announce(report.changes)
        then()
        say(f"{person.full_name} is erased from this scheme.", report_in_words(report), parent)

    # All that there is is searched for their name, and the file is written anew.
    operations.start("Erasing a person", lambda _progress, _cancelled: erasure.erase(person.id), tell)


def report_in_words(report: ErasureReport) -> str:
    """Return in paragraphs where an erased person is still held, until when, and what is left to do."""
    parts = [_backups_in_words(report.backups)]
    if report.mentioned_by:
        parts.append(
            "Their name still stands in what is kept about "
            f"{in_a_list(report.mentioned_by)}. Please read that and edit it."
        )
    if report.files:
        names = in_a_list([path.name for path in report.files])
        parts.append(
            f"Beside the scheme lie other versions of it that may still hold them: {names}."
            " Delete what is not needed any more."
        )
    parts.append("Copies, workbooks and letters that you saved or printed are yours to delete.")
    return "\n\n".join(parts)


def _backups_in_words(held: Sequence[HeldInBackup]) -> str:
    if not held:
        return "No backup holds them any more."
    until = sorted(Counter(backup.gone_by for backup in held).items())
    lines = [f"• {counted(number, 'backup')}: gone by {date_in_words(day)}" for day, number in until]
    return "\n".join(["They are still in backups, and would be erased again if one were restored:", *lines])
