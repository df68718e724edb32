"""Who is free, and three ways to find them a buddy: works them out, shows them, and takes the one chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.questions.mend_plan import MendAnswer, MendPlan
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog

_WAYS = {
    "move-nobody": "Move nobody",
    "join-as-three": "Let someone join as a three",
    "plan-again": "Plan the drafts again",
}
_MOST_PAIRS = 6
"""New pairs that are named: planning a large round again makes dozens, and they stand in the plan then."""

_HEADINGS = ("Way", "People helped", "People moved", "New pairs")


@dataclass(frozen=True, slots=True)
class Found:
    """The names of who is free and of those among them who may be rung, and what each way comes to."""

    free: tuple[str, ...]
    standby: tuple[str, ...]
    answers: Sequence[MendAnswer]


class StepInDialog(AnswerDialog):
    """The ways as rows, the one that moves nobody chosen; what is taken can be agreed at once."""

    def __init__(self, parent: QWidget | None, found: Found, *, can_take: bool) -> None:
        helps = can_take and any(answer.helped for answer in found.answers)
        super().__init__(
            parent,
            "Who could step in",
            _who_can_be_helped(found),
            _HEADINGS,
            [_row(answer) for answer in found.answers],
            accept="&Take this way" if helps else "",
        )
        self.agrees = QCheckBox("A&gree the new pairs at once, so that their letters can go")
        self.agrees.setVisible(helps)
        self.body.addWidget(self.agrees)

    @classmethod
    def choose(cls, parent: QWidget | None, found: Found, *, can_take: bool) -> tuple[str, bool] | None:
        """Return the name of the way chosen and whether to agree it, None when it was only read."""
        dialog = cls(parent, found, can_take=can_take)
        if not dialog.exec():
            return None
        chosen = dialog.table.chosen_rows()
        return (found.answers[chosen[0][0]].name, dialog.agrees.isChecked()) if chosen else None


def find_who_steps_in(parent: QWidget, mend: MendPlan, operations: Operations) -> None:
    """Work out who could step in as a job, show it, and store the way that is chosen."""

    def show(found: Found) -> None:
        chosen = StepInDialog.choose(parent, found, can_take=not operations.is_read_only)
        if chosen:
            _take(mend, operations, *chosen)

    def work(_progress: Progress, cancelled: Cancelled) -> Found:
        return Found(mend.free(), mend.standby(), list(mend.answers(cancelled=cancelled)))

    if not operations.why_not(Needs.NO_JOB):
        operations.start("Looking who could step in", work, show)


def _take(mend: MendPlan, operations: Operations, name: str, is_agreed: bool) -> None:  # noqa: FBT001
    def work(_progress: Progress, cancelled: Cancelled) -> Changes:
        return mend.take(name, agree=is_agreed, cancelled=cancelled)

    def tell(changes: Changes) -> None:
        operations.announce(changes)
        if changes:
            then = "Their letters can go." if is_agreed else "The new pairs are drafts until you agree them."
            operations.say(f"{_WAYS[name]}: done. {then}")

    operations.start("Putting new pairs in place", work, tell)


def _row(answer: MendAnswer) -> tuple[str, ...]:
    pairs = [listed(pair) for pair in answer.pairs]
    more = len(pairs) - _MOST_PAIRS
    told = [*pairs[:_MOST_PAIRS], f"{more} more"] if more > 1 else pairs
    return _WAYS[answer.name], f"{answer.helped}", f"{answer.moved}", "; ".join(told) or "None"


def _who_can_be_helped(found: Found) -> str:
    if not found.free:
        return "Nobody is free now."
    most = max((answer.helped for answer in found.answers), default=0)
    helped = (
        f"At most {counted(most, 'person', 'people')} can be helped now."
        if most
        else "None of them can be helped now."
    )
    rung = f" {listed(found.standby)} said: ring me if someone drops out." if found.standby else ""
    return f"Free now: {listed(found.free)}. {helped}{rung}"
