"""The commands on pairs that run: what happened in them, as one click or one key each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.entries import REMIND_AFTER, Entry, EntryKind
from buddy_matcher.domain.ring_round import MEETING_MINUTES
from buddy_matcher.domain.text import counted
from buddy_matcher.services.follow_up import FollowUp, RunningPair
from buddy_matcher.services.record_entries import RecordEntries
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.meetings.entry_dialog import EntryDialog
from buddy_matcher.ui.noting.note_dialog import Answer
from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog
from buddy_matcher.ui.widgets.choose_several_dialog import ChooseSeveralDialog

_HAPPENED = {
    EntryKind.MEETING: "met",
    EntryKind.CONTACT: "were in touch",
    EntryKind.CALL: "were called",
    EntryKind.NO_ANSWER: "did not answer",
}


class MeetingCommands(QObject):
    """What can be recorded of the pairs that are chosen.

    `ring_round` begins or ends the ring-round, `finish` ends pairs whose time is over, `step_in` asks who
    could be the buddy of somebody free, `find` leads to the search; `today` returns the coordinator's day.
    """

    def __init__(
        self,
        entries: RecordEntries,
        follow_up: FollowUp,
        operations: Operations,
        page: QWidget,
        *,
        today: Callable[[], date],
        ring_round: Callable[[], object],
        finish: Callable[[], object],
        step_in: Callable[[], object],
        find: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._entries = entries
        self._follow_up = follow_up
        self._operations = operations
        self._page = page
        self._today = today
        self._pairs: tuple[RunningPair, ...] = ()
        self._can_ring = False
        self._is_ringing = False
        self._has_free = False
        self._commands = commands = Commands(page, operations, Menu.FOLLOW_UP, needs=Needs.LIFE)
        self.ring_round = commands.declare(
            lambda: "End the ring-r&ound" if self._is_ringing else "Ring-r&ound",
            ring_round,
            "F6",
            why_not=self._unless_running,
        )
        self.launch = commands.declare(
            "&Launch day…", self._on_launch, "Ctrl+Shift+Y", why_not=self._unless_running
        )
        self.finish = commands.declare("Finish &pairs…", finish, "Ctrl+Shift+I", why_not=self._unless_running)
        self.step_in = commands.declare(
            "Find a &buddy for who is free…", step_in, "Ctrl+B", why_not=self._unless_free, needs=Needs.CHANGE
        )
        self.waiting = commands.declare(
            "Waiting list…",
            self._on_waiting,
            "Ctrl+Shift+B",
            why_not=self._unless_free,
            needs=Needs.NOTHING,
        )
        self.met = self._declare_kind("They &met", EntryKind.MEETING, "Ctrl+Shift+M", begins_group=True)
        self.in_touch = self._declare_kind("In &touch", EntryKind.CONTACT, "Ctrl+Shift+T")
        self.called = self._declare_kind("&Called", EntryKind.CALL, "Ctrl+Shift+C")
        self.no_answer = self._declare_kind("No &answer", EntryKind.NO_ANSWER, "Ctrl+Shift+N")
        self.record = commands.declare(
            "&Record something…", self._on_record, "Ctrl+Shift+R", why_not=self._unless_one
        )
        self.remind = commands.declare(
            "Rem&ind me…", self._on_remind, "Ctrl+Shift+D", why_not=self._unless_one
        )
        self.find = commands.declare("&Find pairs", find, "Ctrl+F", needs=Needs.NOTHING, begins_group=True)

    def all(self) -> tuple[Command, ...]:
        """Return the commands in the order of a menu."""
        return self._commands.all()

    def look_at_round(self, *, can_ring: bool, is_ringing: bool, has_free: bool) -> None:
        """Take note of whether pairs run that can be rung, and who is free."""
        self._can_ring, self._is_ringing = can_ring, is_ringing
        self._has_free = has_free
        self._commands.look_again()

    def look_at_choice(self, pairs: tuple[RunningPair, ...]) -> None:
        """Take note of which pairs are selected."""
        self._pairs = pairs
        self._commands.look_again()

    def change_entry(self, entry: Entry) -> None:
        """Let the coordinator change an entry of the selected pair, or strike it out."""
        obstacle = self._operations.why_not(Needs.LIFE)
        if obstacle or len(self._pairs) != 1:
            self._operations.say(obstacle or "Select one pair only.")
            return
        self._ask(entry)

    def _declare_kind(self, title: str, kind: EntryKind, keys: str, *, begins_group: bool = False) -> Command:
        return self._commands.declare(
            title,
            lambda: self._add_to_all(kind),
            keys,
            why_not=self._unless_any,
            begins_group=begins_group,
        )

    def _unless_running(self) -> str:
        return "" if self._can_ring else "No pair runs in this round."

    def _unless_free(self) -> str:
        return "" if self._has_free else "Nobody of the newest round is free."

    def _unless_any(self) -> str:
        return "" if self._pairs else "Select a pair first."

    def _unless_one(self) -> str:
        return "Select one pair only." if len(self._pairs) > 1 else self._unless_any()

    def _add_to_all(self, kind: EntryKind) -> None:
        minutes = MEETING_MINUTES if kind is EntryKind.MEETING else None
        entries = [
            Entry(pairing_id=pair.pairing.id, on=self._today(), kind=kind, minutes=minutes)
            for pair in self._pairs
        ]
        who = self._pairs[0].names if len(self._pairs) == 1 else counted(len(self._pairs), "pair")
        how_long = f", {MEETING_MINUTES} minutes" if minutes else ""
        outcome = f"Recorded: {who} {_HAPPENED[kind]} today{how_long}."
        add = partial(self._entries.add, *entries)
        self._operations.perform_many(len(entries), "Recording", add, outcome)

    def _on_record(self) -> None:
        self._ask(self._blank())

    def _on_remind(self) -> None:
        self._ask(replace(self._blank(), follow_up_on=self._today() + REMIND_AFTER))

    def _blank(self) -> Entry:
        return Entry(pairing_id=self._pairs[0].pairing.id, on=self._today(), kind=EntryKind.NOTE)

    def _ask(self, entry: Entry) -> None:
        """Ask what an entry of the selected pair says until that is kept."""
        pair, today = self._pairs[0], self._today()
        self._operations.ask_until_kept(
            lambda asked, refusal: EntryDialog.ask(self._page, pair, asked.entry, today, refusal),
            Answer(entry),
            lambda answer: self._keep(entry, answer),
        )

    def _keep(self, before: Entry, answer: Answer) -> Changes:
        if not before.id:
            return self._entries.add(answer.entry)
        if answer.is_struck_out:
            return self._entries.strike_out(before.id)
        return Changes() if answer.entry == before else self._entries.correct(answer.entry)

    def _on_waiting(self) -> None:
        waiting = self._follow_up.waiting(self._today())
        AnswerDialog.ask(
            self._page,
            "Waiting list",
            "Whom more rounds in a row left out stands first: they come first in the next one, too.",
            ("Who", "Since", "Rounds left out before", "Last written to", "May be rung"),
            [each.cells for each in waiting],
        )

    def _on_launch(self) -> None:
        on_hold = "Pairs on hold are not among them."
        running = [pair for pair in self._follow_up.pairs(self._today()) if not pair.is_over]
        pairs = [pair for pair in running if not pair.life.is_held]
        chosen = ChooseSeveralDialog.ask(
            self._page,
            "Launch day",
            "Whoever came met there for half an hour. Untick pairs of whom one or both did not come."
            + ("" if len(pairs) == len(running) else f" {on_hold}"),
            [(pair.pairing.id, pair.names) for pair in pairs],
            self._today(),
            accept="&Record meetings",
        )
        if chosen:
            record = partial(self._entries.record_launch_day, chosen.on, chosen.ticked)
            self._operations.perform_many(len(chosen.ticked), "Recording meetings", record)
