"""The commands on the pairs or the person selected: each with its shortcut, and what it asks before it acts.

The page says what is selected; what a command changes is decided by the services.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.services.adjust_pairings import AdjustPairings
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.pairings.agreeing import Agreeing
from buddy_matcher.ui.pairings.choose_members import ChooseMembers
from buddy_matcher.ui.pairings.chosen import Chosen
from buddy_matcher.ui.pairings.making_pairs import MakingPairs
from buddy_matcher.ui.pairings.plan_model import facing
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.confirm_dialog import ReasonDialog

_PAIR = 2
_AS_USUAL: Final = ParticipationId(0)

_WHO_CAN_BEGIN: Final = (
    "Their letters say who. Usually it is the health side, as VCSE time may be unpaid. Only those are listed "
    "who may know how to reach the other."
)
_NOBODY_CAN_BEGIN: Final = (
    "Neither may know how to reach the other, so their letters say that you introduce them. That changes "
    "when one of them agrees to share contact details."
)


class PairingCommands(QObject):
    """What can be done with what is selected of the plan; `find` leads to the search.

    `end` asks how an agreed pair ends, the same from everywhere.

    `answers_wanted` carries the participation ids of whose answers are to be shown, `form_wanted` the one of
    whose answers are to be edited.
    """

    answers_wanted = Signal(object)
    form_wanted = Signal(object)

    def __init__(
        self,
        pairings: AdjustPairings,
        making: MakingPairs,
        agreeing: Agreeing,
        choosing: ChooseMembers,
        operations: Operations,
        page: QWidget,
        *,
        end: Command,
        find: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._pairings = pairings
        self._making = making
        self._agreeing = agreeing
        self._choosing = choosing
        self._operations = operations
        self._page = page
        self._end = end
        self._chosen = Chosen()
        self._commands = Commands(page, operations, Menu.PAIRINGS)
        self._declare()
        self.find = self._commands.declare(
            "&Find in the plan", find, "Ctrl+F", needs=Needs.NOTHING, begins_group=True
        )

    def _declare(self) -> None:
        declare = self._commands.declare
        self.pair = declare(self._pair_title, self._on_pair, "Ctrl+Shift+P", begins_group=True)
        self.unpair = declare(
            lambda: self._chosen.counted("&Unpair", one="&Unpair"),
            self._on_unpair,
            "Del",
            why_not=self._unless_unpairable,
        )
        self.swap = declare("Swap buddies…", self._on_swap, "Ctrl+Shift+B", why_not=self._unless_swappable)
        self.lock = declare(self._lock_title, self._on_lock, "Ctrl+L", why_not=self._unless_pairs)
        self.agree = declare(self._agree_title, self._on_agree, "Ctrl+Return", why_not=self._unless_pairs)
        self.never_pair = declare(
            "&Never pair…", self._on_never_pair, "Ctrl+Shift+V", why_not=self._unless_two
        )
        self.let_begin = declare(
            "Who makes first contact…", self._on_let_begin, "Ctrl+Alt+F", why_not=self._unless_only
        )
        self.show_answers = declare(
            "Show answ&ers",
            self._on_show_answers,
            "Ctrl+Shift+W",
            why_not=self._unless_chosen,
            needs=Needs.NOTHING,
        )

    def all(self) -> tuple[Command, ...]:
        """Return the commands in the order of a menu."""
        return self._commands.all()

    def look_at_choice(self, chosen: Chosen) -> None:
        """Take note of what is selected."""
        self._chosen = chosen
        self._commands.look_again()

    def open_chosen(self) -> None:
        """Do what Return asks of what is selected: show the answers of a pair, pair a person."""
        (self.pair if self._chosen.person else self.show_answers).trigger()

    def edit_answers(self, member_id: ParticipationId) -> None:
        """Let the coordinator edit the answers of someone, by participation id."""
        if self._operations.may_change():
            self.form_wanted.emit(member_id)

    def _unless_pairs(self) -> str:
        return "" if self._chosen.pairs and not self._chosen.people else "Select a pair first."

    def _unless_unpairable(self) -> str:
        if self._chosen.only or self._chosen.are_drafts or self._chosen.people:
            return self._unless_pairs()
        return "Some of these pairs are agreed: unpair those one by one."

    def _unless_swappable(self) -> str:
        pairs = self._chosen.pairs
        if not pairs or len(pairs) > _PAIR or self._chosen.people:
            return "Select one pair, or two."
        return "A group of three can’t swap." if any(pair.pairing.is_trio for pair in pairs) else ""

    def _unless_two(self) -> str:
        if self._chosen.person or (self._chosen.only and not self._chosen.only.pairing.is_trio):
            return ""
        return "Select one pair of two, or someone without a buddy."

    def _unless_only(self) -> str:
        return "" if self._chosen.only else "Select one pair."

    def _unless_chosen(self) -> str:
        return "" if self._chosen.members else "Select a pair or a person first."

    def _lock_title(self) -> str:
        verb = "Unloc&k" if self._chosen.are_locked else "Loc&k"
        return self._chosen.counted(verb, one=f"{verb} pair")

    def _agree_title(self) -> str:
        if self._chosen.are_agreed:
            return "M&ake draft again"
        return self._chosen.counted("&Agree", one="&Agree pair")

    def _pair_title(self) -> str:
        return "Pai&r these two" if self._two_to_pair else "Pai&r…"

    @property
    def _two_to_pair(self) -> tuple[ParticipationId, ParticipationId] | None:
        """Two people without a buddy who are selected alone, or one of them and whom a pair has for them."""
        people, pairs = self._chosen.people, self._chosen.pairs
        if len(people) == _PAIR and not pairs:
            return people[0].participation_id, people[1].participation_id
        if len(people) == 1 and len(pairs) == 1:
            return people[0].participation_id, facing(people[0].sector, pairs[0])
        return None

    def _on_pair(self) -> None:
        if self._two_to_pair:
            self._making.put_together(*self._two_to_pair)
            return
        person = self._chosen.person
        first = person.participation_id if person else self._choosing.ask_first(self._chosen.members)
        if first is None:
            return
        second = self._choosing.ask_buddy(first, "Pair", "Pair these two")
        if second is not None:
            self._making.pair(first, second, is_rule_known=True)

    def _on_unpair(self) -> None:
        ids = [pair.pairing.id for pair in self._chosen.pairs]
        if self._chosen.are_drafts:
            self._operations.perform_many(len(ids), "Unpairing", partial(self._pairings.unpair, *ids))
        else:
            self._end.trigger()

    def _on_swap(self) -> None:
        first, *others = self._chosen.pairs
        second = others[0] if others else self._choosing.ask_pair_to_swap(first)
        if second:
            self._making.swap(first, second)

    def _on_lock(self) -> None:
        ids = [pair.pairing.id for pair in self._chosen.pairs]
        change = self._pairings.unlock if self._chosen.are_locked else self._pairings.lock
        if ids:
            self._operations.perform_many(len(ids), "Changing locks", partial(change, *ids))

    def _on_agree(self) -> None:
        ids = [pair.pairing.id for pair in self._chosen.pairs]
        if self._chosen.are_agreed:
            reopen = partial(self._pairings.reopen, *ids)
            self._operations.perform_many(len(ids), "Making drafts", reopen)
        elif ids:
            self._agreeing.agree(self._chosen.pairs)

    def _on_never_pair(self) -> None:
        members = self._members_to_part()
        if members is None:
            return
        names = self._choosing.names(members)
        reason = ReasonDialog.ask(
            self._page,
            "Never pair",
            f"{names} will not be suggested as a pair. A draft pairing of the two goes.",
            accept="Never pair them",
        )
        if reason is not None:
            self._operations.perform(lambda: self._pairings.never_pair(*members, reason=reason))

    def _on_let_begin(self) -> None:
        if self._chosen.only is None:
            return
        pairing = self._chosen.only.pairing.id
        found = self._pairings.beginners(pairing)
        usual = f"As usual: {found.usual}" if found.usual else "As usual: you introduce them"
        chosen = ChooseEntryDialog.ask(
            self._page,
            "Who makes first contact",
            _WHO_CAN_BEGIN if found.able else _NOBODY_CAN_BEGIN,
            [(_AS_USUAL, usual), *found.able],
            chosen=found.chosen,
        )
        if chosen is not None:
            member = None if chosen == _AS_USUAL else chosen
            self._operations.perform(lambda: self._pairings.let_begin(pairing, member))

    def _on_show_answers(self) -> None:
        self.answers_wanted.emit(self._chosen.members)

    def _members_to_part(self) -> tuple[ParticipationId, ParticipationId] | None:
        if self._chosen.only:
            first, second = self._chosen.only.pairing.members
            return first, second
        if self._chosen.person is None:
            return None
        first = self._chosen.person.participation_id
        other = self._choosing.ask_buddy(first, "Never pair", "Never pair these two")
        return None if other is None else (first, other)
