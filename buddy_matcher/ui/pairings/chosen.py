"""What is selected on the page, and what its commands ask of it."""

from dataclasses import dataclass

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.services.rounds.shown_plan import ShownPair, WithoutBuddy


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is selected on the page: some pairs, and some people without a buddy."""

    pairs: tuple[ShownPair, ...] = ()
    people: tuple[WithoutBuddy, ...] = ()

    @property
    def person(self) -> WithoutBuddy | None:
        """The selected person without a buddy when that is all."""
        return self.people[0] if len(self.people) == 1 and not self.pairs else None

    @property
    def only(self) -> ShownPair | None:
        """The selected pair when that is all."""
        return self.pairs[0] if len(self.pairs) == 1 and not self.people else None

    @property
    def members(self) -> tuple[ParticipationId, ...]:
        """Everybody who is selected, by participation id."""
        members = [member for pair in self.pairs for member in pair.pairing.members]
        return (*members, *(person.participation_id for person in self.people))

    @property
    def are_drafts(self) -> bool:
        """Whether no selected pair is agreed."""
        return all(pair.pairing.state is PairingState.DRAFT for pair in self.pairs)

    @property
    def are_agreed(self) -> bool:
        """Whether there are pairs, and each is agreed."""
        return bool(self.pairs) and all(pair.pairing.state is PairingState.AGREED for pair in self.pairs)

    @property
    def are_locked(self) -> bool:
        """Whether there are pairs, and each is locked."""
        return bool(self.pairs) and all(pair.pairing.is_locked for pair in self.pairs)

    def counted(self, verb: str, *, one: str) -> str:
        """Return the title of a command for one pair, or the verb with the number of several."""
        return f"{verb} {len(self.pairs)} pairs" if len(self.pairs) > 1 else one
