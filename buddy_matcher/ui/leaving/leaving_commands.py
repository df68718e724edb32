"""The commands about somebody who leaves or pauses, the same wherever people or pairs are selected."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.leaving.concerned import Concerned, Together
from buddy_matcher.ui.leaving.hold_dialog import Hold, HoldDialog
from buddy_matcher.ui.leaving.leaving import Leaving
from buddy_matcher.ui.leaving.someone_leaves import end_pairing, someone_leaves
from buddy_matcher.ui.leaving.worry_dialog import WorryDialog
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog, PersonChoice
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog


class LeavingCommands(QObject):
    """What can be done about who is selected on a page; `today` returns the coordinator's day."""

    def __init__(
        self,
        leaving: Leaving,
        operations: Operations,
        page: QWidget,
        menu: Menu,
        today: Callable[[], date],
    ) -> None:
        super().__init__(page)
        self._leaving = leaving
        self._operations = operations
        self._page = page
        self._today = today
        self._concerned = Concerned()
        self._commands = Commands(page, operations, menu, needs=Needs.LIFE)
        declare = partial(self._commands.declare, within="Somebod&y leaves")
        self.end = declare(
            lambda: "End pairin&g…" if self._running_pair else "Someone is leavin&g…",
            self._on_end,
            "Ctrl+Shift+X",
            begins_group=True,
        )
        self.hold_pair = declare(
            self._hold_pair_text, self._on_hold_pair, "Ctrl+Shift+G", why_not=self._unless_pair
        )
        self.hold_person = declare(
            self._hold_person_text, self._on_hold_person, "Ctrl+G", why_not=self._unless_somebody
        )
        self.worry = declare(
            "A worry about safety…", self._on_worry, "Ctrl+Alt+S", why_not=self._unless_somebody
        )
        self.stop = declare(
            "Stop everything for somebod&y…", self._on_stop, "Ctrl+Shift+K", why_not=self._unless_somebody
        )

    def all(self) -> tuple[Command, ...]:
        """Return the commands in the order of a menu."""
        return self._commands.all()

    def look_at_choice(self, concerned: Concerned) -> None:
        """Take note of who is selected."""
        self._concerned = concerned
        self._commands.look_again()

    @property
    def _only_pair(self) -> Together | None:
        return self._concerned.pairs[0] if len(self._concerned.pairs) == 1 else None

    @property
    def _running_pair(self) -> Together | None:
        return None if self._unless_pair() else self._only_pair

    def _unless_pair(self) -> str:
        pair = self._only_pair
        if pair is None:
            return "Select one pair that is agreed, or somebody who is in one."
        return (
            ""
            if pair.pairing.state is PairingState.AGREED
            else "This pair does not run: it is no agreed one."
        )

    def _unless_somebody(self) -> str:
        return "" if self._concerned.everybody else "Select a pair or a person first."

    def _hold_pair_text(self) -> str:
        pair = self._only_pair
        return "Release pair" if pair and pair.is_held_on(self._today()) else "Hold pair…"

    def _hold_person_text(self) -> str:
        people = self._concerned.people
        return "Release person" if people and self._is_held(people[0]) else "Hold somebody…"

    def _is_held(self, member: Member) -> bool:
        return member.participation.is_held_on(self._today())

    def _on_end(self) -> None:
        """End the pair that is selected; else ask who leaves, with a pair, a draft or neither."""
        pair, today = self._running_pair, self._today()
        if pair:
            end_pairing(self._page, self._leaving, self._operations, pair, today)
        else:
            everybody = self._concerned.everybody
            someone_leaves(self._page, self._leaving, self._operations, everybody, today)

    def _on_hold_pair(self) -> None:
        pair = self._only_pair
        if pair is None:
            return
        if pair.is_held_on(self._today()):
            self._operations.perform(lambda: self._leaving.holds.release_pairing(pair.pairing.id))
            return
        holds, pairing_id = self._leaving.holds, pair.pairing.id
        self._hold(pair.names, lambda hold: holds.hold_pairing(pairing_id, hold.until))

    def _on_hold_person(self) -> None:
        member = self._one_of(self._concerned.everybody, "Hold or release: who?", "Choose person")
        if member is None:
            return
        who = member.participation_id
        if self._is_held(member):
            self._operations.perform(lambda: self._leaving.holds.release_person(who))
            return
        self._hold(member.name, lambda hold: self._leaving.holds.hold_person(who, hold.until))

    def _hold(self, who: str, keep: Callable[[Hold], Changes]) -> None:
        dialog = HoldDialog(self._page, who, self._today())
        self._operations.ask_until_kept(lambda _before, refusal: dialog.ask(refusal), dialog.hold, keep)

    def _on_worry(self) -> None:
        """Hold the pair, or somebody who is in none or several, once the worry is passed on."""
        pair, holds = self._running_pair, self._leaving.holds
        people = () if pair else self._concerned.everybody
        member = self._one_of(people, "A worry: about whom?", "Choose person") if people else None
        who = pair.names if pair else member.name if member else ""
        lead = self._leaving.scheme.scheme().safeguarding
        if pair:
            pairing_id = pair.pairing.id
            self._pass_worry(who, lead, lambda to, on: holds.pass_worry(pairing_id, to, on))
        elif member:
            about = member.participation_id
            self._pass_worry(who, lead, lambda to, on: holds.pass_worry_about(about, to, on))

    def _pass_worry(self, who: str, lead: str, keep: Callable[[str, date], Changes]) -> None:
        dialog = WorryDialog(self._page, who, lead, self._today())
        self._operations.ask_until_kept(
            lambda _before, refusal: dialog.ask(refusal),
            dialog.passed,
            lambda passed: keep(passed.to, passed.on),
        )

    def _on_stop(self) -> None:
        member = self._one_of(self._concerned.everybody, "Stop everything: for whom?", "Choose person")
        if member and ConfirmDialog.ask(
            self._page, f"Stop everything for {member.name}", _STOP, accept=_STOP_IT
        ):
            person = member.participant.id
            # It ends all that they are in, in every round.
            self._operations.perform_beside(
                "Stopping everything", lambda: self._leaving.holds.stop(person, self._today())
            )

    def _one_of(self, members: tuple[Member, ...], title: str, accept: str) -> Member | None:
        """Return the only member, else the one who is chosen, None when that was cancelled."""
        if len(members) == 1:
            return members[0]
        choices = [
            PersonChoice.of(member.participation_id, member, "On hold" if self._is_held(member) else "")
            for member in members
        ]
        chosen = ChoosePersonDialog.ask(self._page, title, "", choices, accept=accept)
        return next((member for member in members if member.participation_id == chosen), None)


_STOP = (
    "They get no letter, reminder, invitation or certificate ever again, in any round, and their pairings "
    "end. Each buddy’s letter waits until you have rung them and released them: Today reminds you.\n\n"
    "For a pause choose Hold instead. Undo brings everything back."
)
_STOP_IT = "Stop everything"
