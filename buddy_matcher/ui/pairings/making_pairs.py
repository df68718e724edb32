"""Pairs people by hand: asks before a rule is crossed, and offers to release what stands in the way.

It is asked the same whether somebody is dragged, chosen from a list, or their rows are selected.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.doubles import room_for
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.text import listed
from buddy_matcher.services.adjust_pairings import AdjustPairings
from buddy_matcher.services.rounds.shown_plan import LatestRound, ShownPair
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog

type Two = tuple[ParticipationId, ParticipationId]

_TWO = 2


def held_in_words(held: Sequence[ShownPair]) -> str:
    """Return which locks stand in the way, such as "Joy Bibi and Gareth Aziz are agreed"."""
    told = []
    for pair in held:
        is_agreed = pair.pairing.state is PairingState.AGREED
        how = listed([*(["agreed"] if is_agreed else []), *(["locked"] if pair.pairing.is_locked else [])])
        told.append(f"{pair.names} are {how}")
    return "; ".join(told)


class MakingPairs(QObject):
    """Makes and swaps pairs of the latest round, over a page."""

    def __init__(
        self, pairings: AdjustPairings, latest: LatestRound, operations: Operations, page: QWidget
    ) -> None:
        super().__init__(page)
        self._pairings = pairings
        self._latest = latest
        self._operations = operations
        self._page = page

    def pair(self, first: ParticipationId, second: ParticipationId, *, is_rule_known: bool = False) -> bool:
        """Pair two people by participation id, and leave the rest as it is; return whether they are.

        Where the rule was read already (`is_rule_known`) it is not told again.
        """
        held = self._without_room(first, second)
        return (
            self._operations.may_change()
            and (is_rule_known or self.may_cross("Pair", [(first, second)]))
            and self._may_release("pair", held)
            and self._operations.perform_all(
                [*self._to_release(held), lambda: self._pairings.pair(first, second)]
            )
        )

    def put_together(self, first: ParticipationId, second: ParticipationId) -> bool:
        """Pair two people by participation id; two pairs swap, so that nobody is left without a buddy."""
        of_both = [self._pairs_of(member) for member in (first, second)]
        both = [pairs[0] for pairs in of_both if len(pairs) == 1 and not pairs[0].pairing.is_trio]
        if len(both) == _TWO and both[0] != both[1]:
            can_swap = all(pair.pairing.can_swap for pair in both)
            if can_swap or self._without_room(first, second):
                return self.swap(*both)
        return self.pair(first, second)

    def swap(self, first: ShownPair, second: ShownPair) -> bool:
        """Let two pairs exchange their buddies; return whether they did."""
        held = [pair for pair in (first, second) if not pair.pairing.can_swap]
        return (
            self._operations.may_change()
            and self.may_cross("Swap", new_pairs(first, second))
            and self._may_release("swap", held)
            and self._operations.perform_all(
                [
                    *self._to_release(held),
                    lambda: self._pairings.swap(first.pairing.id, second.pairing.id),
                ]
            )
        )

    def may_cross(self, verb: str, pairs: Sequence[Two]) -> bool:
        """Return whether people may be paired: where a rule is crossed, once that is confirmed."""
        told = self.crossed_in_words(pairs)
        question = f"A rule is crossed here:\n\n{told}"
        return not told or ConfirmDialog.ask(self._page, verb, question, accept=f"{verb} all the same")

    def crossed_in_words(self, pairs: Sequence[Two]) -> str:
        """Return which rules pairs would cross, a line for each of them, "" where they cross none."""
        state = self._latest.state()
        crossed = [(pair, state.crossed(pair)) for pair in pairs if set(pair) <= state.members.keys()]
        return "\n".join(
            f"{listed([state.members[each].name for each in pair])}: {listed(rules)}."
            for pair, rules in crossed
            if rules
        )

    def release(self, pairs: Sequence[ShownPair]) -> bool:
        """Let go of pairings in one step each; return whether that could be done."""
        return self._operations.may_change() and self._operations.perform_all(self._to_release(pairs))

    def _to_release(self, pairs: Sequence[ShownPair]) -> list[Callable[[], Changes]]:
        agreed = [p.pairing.id for p in pairs if p.pairing.state is PairingState.AGREED]
        locked = [p.pairing.id for p in pairs if p.pairing.is_locked]
        steps = [lambda: self._pairings.reopen(*agreed)] if agreed else []
        return steps + ([lambda: self._pairings.unlock(*locked)] if locked else [])

    def _may_release(self, verb: str, held: Sequence[ShownPair]) -> bool:
        if not held:
            return True
        question = f"{held_in_words(held)}. Release them to {verb} all the same? They become drafts first."
        accept = f"Release and {verb}"
        return ConfirmDialog.ask(self._page, "A lock stands in the way", question, accept=accept)

    def _without_room(self, *members: ParticipationId) -> list[ShownPair]:
        """Return the pairs that stay and leave somebody no room for another buddy."""
        state, held = self._latest.state(), list[ShownPair]()
        for member in (each for each in members if each in state.members):
            stays = [pair for pair in self._pairs_of(member) if not _can_go(pair)]
            if len(stays) >= room_for(state.members[member].participation.capacity):
                held += [pair for pair in stays if pair not in held]
        return held

    def _pairs_of(self, member: ParticipationId) -> list[ShownPair]:
        return [pair for pair in self._latest.plan().pairs if member in pair.pairing.members]


def new_pairs(first: ShownPair, second: ShownPair) -> list[Two]:
    """Return who would be paired with whom, were two pairs to swap, by participation id."""
    (a, b), (c, d) = (
        [m.participation_id for m in sorted(pair.members, key=lambda m: m.sector is not Sector.HEALTH)]
        for pair in (first, second)
    )
    return [(a, d), (c, b)]


def _can_go(pair: ShownPair) -> bool:
    return pair.pairing.state is PairingState.DRAFT and not pair.pairing.is_locked
