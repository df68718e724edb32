"""Somebody is leaving: asks how their pairing ends, then shows who could step in."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.changes import Changes, Kind
from buddy_matcher.domain.endings import Next
from buddy_matcher.domain.participations import HAS_LEFT, Status
from buddy_matcher.domain.text import listed
from buddy_matcher.services.change_people import Change
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.leaving.concerned import Together
from buddy_matcher.ui.leaving.end_dialog import EndDialog
from buddy_matcher.ui.leaving.leaving import Leaving
from buddy_matcher.ui.leaving.step_in import find_who_steps_in
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog, PersonChoice
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog

_WITHOUT_PAIR = (
    "No pair of theirs runs; a draft of theirs goes. They get no buddy and no letter in this round. Undo "
    "brings them back."
)


def someone_leaves(
    page: QWidget, leaving: Leaving, operations: Operations, people: Sequence[Member], today: date
) -> None:
    """Ask who of some people leaves, of nobody in particular who of the round, and end their pairing.

    Somebody without a pair that runs leaves the round, and their draft goes.
    """
    pairs = [pair for pair in leaving.follow_up.pairs(today) if not pair.is_over]
    here = [m for m in people or leaving.follow_up.people(today) if m.participation.status not in HAS_LEFT]
    member = _who_leaves(page, here, pairs)
    if member is None:
        return
    theirs = [pair for pair in pairs if member.participation_id in pair.pairing.members]
    pair = _which_pair(page, member, theirs)
    if pair:
        end_pairing(page, leaving, operations, Together(pair.pairing, pair.members), today)
    elif not theirs:
        _withdraw(page, leaving, operations, member)


def end_pairing(page: QWidget, leaving: Leaving, operations: Operations, pair: Together, today: date) -> None:
    """Ask how a pairing ends and end it; show who could step in where somebody wants another buddy."""
    dialog = EndDialog(page, pair, today)
    ending = operations.ask_until_kept(
        lambda _before, refusal: dialog.ask(refusal),
        dialog.ending,
        lambda ending: leaving.endings.end(pair.pairing.id, ending),
    )
    if ending is None:
        return
    wants_another = any(each.next is Next.ANOTHER for each in ending.next_for)
    newest = next(line.round for line in leaving.rounds.rounds() if line.is_current)
    # Only the plan of the newest round can change.
    if wants_another and newest.id == pair.pairing.round_id:
        find_who_steps_in(page, leaving.mend, operations)


def _who_leaves(page: QWidget, people: Sequence[Member], pairs: Sequence[RunningPair]) -> Member | None:
    """Return who leaves; somebody who is in a pair comes before those who wait for one."""
    buddies = {
        member: f"With {listed([m.name for m in pair.members if m.participation_id != member])}"
        for pair in pairs
        for member in pair.pairing.members
    }
    choices = [
        PersonChoice.of(
            member.participation_id, member, buddies.get(member.participation_id, "Without a buddy")
        )
        for member in sorted(people, key=lambda each: each.participation_id not in buddies)
    ]
    chosen = ChoosePersonDialog.ask(
        page, "Someone is leaving: who?", "Nothing is changed yet.", choices, accept="Choose person"
    )
    return next((member for member in people if member.participation_id == chosen), None)


def _which_pair(page: QWidget, member: Member, pairs: Sequence[RunningPair]) -> RunningPair | None:
    if len(pairs) < 2:  # noqa: PLR2004 - one or none leaves nothing to ask
        return next(iter(pairs), None)
    question = f"Which pair does {member.name} leave?"
    named = [(pair.pairing.id, pair.names) for pair in pairs]
    chosen = ChooseEntryDialog.ask(page, question, "", named, accept="Choose pair")
    return next((pair for pair in pairs if pair.pairing.id == chosen), None)


def _withdraw(page: QWidget, leaving: Leaving, operations: Operations, member: Member) -> None:
    """Let somebody without a pair leave the round, once that is confirmed."""
    why_not = operations.why_not(Needs.CHANGE)
    if why_not:
        operations.say(why_not)
        return
    question = f"{member.name} leaves the scheme"
    if not ConfirmDialog.ask(page, question, _WITHOUT_PAIR, accept="Leave the scheme"):
        return
    done: list[Changes] = []

    def withdraw() -> Changes:
        change = Change(status=Status.WITHDRAWN)
        done.append(leaving.changing.change([member.participation_id], change))
        return done[0]

    # Whoever was to be their buddy needs another one.
    if operations.perform(withdraw, f"{member.name} left the scheme.") and done[0].touches(Kind.PAIRINGS):
        find_who_steps_in(page, leaving.mend, operations)
