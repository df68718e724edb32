"""Asks for people of the round: for someone, or for a buddy of someone with those who fit best first."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.participations import HAS_LEFT
from buddy_matcher.domain.text import listed, with_capital
from buddy_matcher.services.rounds.shown_plan import LatestRound, PossibleBuddy, ShownPair, buddy_names
from buddy_matcher.ui.pairings.making_pairs import new_pairs
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog, PersonChoice
from buddy_matcher.ui.widgets.match_delegate import Match


class ChooseMembers:
    """Asks the coordinator, over a page, for people of the round; it changes nothing."""

    def __init__(self, latest: LatestRound, page: QWidget) -> None:
        self._latest = latest
        self._page = page

    def names(self, members: Iterable[ParticipationId]) -> str:
        """Return the names of some people of the round, as in a sentence."""
        wanted = set(members)
        return listed([choice.name for choice in self._everyone() if choice.id in wanted])

    def ask_first(self, above: Sequence[ParticipationId]) -> ParticipationId | None:
        """Ask for the first of two people; those `above` stand at the top. Return None when given up."""
        return ChoosePersonDialog.ask(
            self._page,
            "Pair two people: the first",
            "Choose one of the two. Then you choose the other from a ranked list.",
            # `sorted` is stable: below those at the top everyone stands as in the round.
            sorted(self._everyone(), key=lambda choice: choice.id not in above),
            accept="Choose person",
        )

    def ask_buddy(self, participation_id: ParticipationId, title: str, accept: str) -> ParticipationId | None:
        """Ask for a buddy of someone. Return None when given up."""
        choices = [_as_choice(buddy) for buddy in self._latest.possible_buddies(participation_id)]
        hint = "Those who fit best stand first. People whom a rule keeps apart stand last, with the rule."
        title = f"{title} {self.names([participation_id])} with"
        return ChoosePersonDialog.ask(self._page, title, hint, choices, accept=accept)

    def ask_pair_to_swap(self, pair: ShownPair) -> ShownPair | None:
        """Ask for the pair that is to swap buddies with one; return None when given up."""
        others = [each for each in self._latest.plan().pairs if each != pair and not each.pairing.is_trio]
        crosses = self._latest.state().crossed
        told = [
            (each.pairing.id, f"{each.names}{' ⚠ crosses a rule' if crosses(*new_pairs(pair, each)) else ''}")
            for each in others
        ]
        title, hint = f"Swap buddies of {pair.names} with", "Each health person gets the other’s buddy."
        chosen = ChooseEntryDialog.ask(self._page, title, hint, told, accept="Swap buddies")
        return next((each for each in others if each.pairing.id == chosen), None)

    def _everyone(self) -> list[PersonChoice[ParticipationId]]:
        state = self._latest.state()
        return [
            PersonChoice.of(
                member.participation_id, member, _now_with(buddy_names(state, member.participation_id))
            )
            for member in state.members.values()
            if member.participation.status not in HAS_LEFT
        ]


def _as_choice(buddy: PossibleBuddy) -> PersonChoice[ParticipationId]:
    rules = listed(buddy.crossed)
    return PersonChoice(
        id=buddy.participation_id,
        name=buddy.name,
        organisation=buddy.organisation,
        sector=buddy.sector,
        match=Match(buddy.who_gains.words, buddy.percent, buddy.who_gains.extent),
        now=_now_with(buddy.buddies),
        warning=f"⚠ {with_capital(rules)}" if rules else "",
    )


def _now_with(buddies: tuple[str, ...]) -> str:
    return f"Now with {listed(list(buddies))}" if buddies else "Without a buddy"
