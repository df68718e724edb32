"""The commands about when a pair meets: to arrange it, to call it off, and to invite them to it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.arrange_meetings import ArrangeMeetings, Invitations
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.meetings.arrange_dialog import ArrangeDialog
from buddy_matcher.ui.widgets.file_dialogs import FolderDialog


class ArrangingCommands(QObject):
    """What can be arranged for the pair that is chosen; `today` returns the coordinator's day."""

    def __init__(
        self, arranging: ArrangeMeetings, operations: Operations, page: QWidget, today: Callable[[], date]
    ) -> None:
        super().__init__(page)
        self._arranging = arranging
        self._operations = operations
        self._page = page
        self._today = today
        self._pairs: tuple[RunningPair, ...] = ()
        self._commands = commands = Commands(page, operations, Menu.FOLLOW_UP, needs=Needs.LIFE)
        self.arrange = commands.declare(
            self._title, self._on_arrange, "Ctrl+Shift+J", why_not=self._unless_running, begins_group=True
        )
        self.invite = commands.declare(
            "Save invitations to their meeting…",
            self._on_invite,
            "Ctrl+J",
            why_not=self._unless_arranged,
            needs=Needs.NO_JOB,
        )
        self.call_off = commands.declare(
            "Call off their meeting", self._on_call_off, "Ctrl+Alt+J", why_not=self._unless_arranged
        )

    def all(self) -> tuple[Command, ...]:
        """Return the commands in the order of a menu."""
        return self._commands.all()

    def look_at_choice(self, pairs: tuple[RunningPair, ...]) -> None:
        """Take note of which pairs are selected."""
        self._pairs = pairs
        self._commands.look_again()

    def _title(self) -> str:
        is_arranged = len(self._pairs) == 1 and self._pairs[0].pairing.arranged
        return "Change when they meet…" if is_arranged else "Arrange when they meet…"

    def _unless_running(self) -> str:
        if len(self._pairs) != 1:
            return "Select one pair only." if self._pairs else "Select a pair first."
        return "This pair does not run any more." if self._pairs[0].is_over else ""

    def _unless_arranged(self) -> str:
        if obstacle := self._unless_running():
            return obstacle
        return "" if self._pairs[0].pairing.arranged else "No meeting is arranged for this pair."

    def _on_arrange(self) -> None:
        (pair,) = self._pairs
        options = self._arranging.options(pair.pairing.id, self._today())
        before = pair.pairing.arranged
        arranged = self._operations.ask_until_kept(
            lambda asked, refusal: ArrangeDialog.ask(self._page, pair.names, options, asked, refusal),
            before,
            lambda asked: self._keep(pair, asked),
        )
        if arranged and arranged != before:
            self._operations.say(
                f"{pair.names} meet on {arranged.first_in_words}. Save the invitations next."
            )

    def _keep(self, pair: RunningPair, arranged: Arranged | None) -> Changes:
        is_new = arranged and arranged != pair.pairing.arranged
        return self._arranging.arrange(pair.pairing.id, arranged) if arranged and is_new else Changes()

    def _on_call_off(self) -> None:
        (pair,) = self._pairs
        self._operations.perform(
            lambda: self._arranging.call_off(pair.pairing.id), f"The meeting of {pair.names} is called off."
        )

    def _on_invite(self) -> None:
        (pair,) = self._pairs
        folder = FolderDialog.ask(self._page, "Where the invitations go")
        if folder:
            self._operations.start(
                "Writing the invitations",
                lambda _progress, _cancelled: self._arranging.save_invitations(pair.pairing.id, folder),
                lambda saved: self._operations.say(_saved_in_words(saved)),
            )


def _saved_in_words(saved: Invitations) -> str:
    folder = saved.files[0].parent
    told = f"{counted(len(saved.files), 'file')} in {folder}: a calendar file, and e-mails to send."
    return f"{told} Tell {listed(saved.to_tell)} another way." if saved.to_tell else told
