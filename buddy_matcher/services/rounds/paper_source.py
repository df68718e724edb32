"""What papers are made from: who takes part, and which pairings stand on paper."""

from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.pairings import Pairing
from buddy_matcher.domain.participations import HAS_LEFT, Status
from buddy_matcher.domain.people import AccessNeed
from buddy_matcher.services.rounds.round_life import RoundLife
from buddy_matcher.services.rounds.round_state import Member, RoundState


@dataclass(frozen=True, slots=True)
class PaperSource:
    """What papers are made from: a round, the needs that people agreed to have noted, and the day.

    `life` is how the pairs are doing, of the newest round with agreed pairs.
    """

    state: RoundState
    needs: tuple[AccessNeed, ...]
    life: RoundLife
    today: date

    @property
    def here(self) -> list[Member]:
        """Those who take part, in the order of their names."""
        members = (m for m in self.state.members.values() if self._takes_part(m))
        return sorted(members, key=lambda member: member.participant.sort_name)

    def _takes_part(self, member: Member) -> bool:
        part = member.participation
        is_absent = part.status in HAS_LEFT | {Status.PAUSED, Status.INVITED}
        theirs = self.state.pairings_of[member.participation_id]
        only_waits = bool(theirs) and all(pairing.is_held_on(self.today) for pairing in theirs)
        return not (is_absent or only_waits or member.participant.stopped_on or part.is_held_on(self.today))

    @property
    def pairings(self) -> list[Pairing]:
        """The current pairings of those who take part, but those on hold, in the order of their names."""
        here = {member.participation_id: number for number, member in enumerate(self.here)}
        not_held = (pairing for pairing in self.state.current if not pairing.is_held_on(self.today))
        running = [pairing for pairing in not_held if here.keys() >= set(pairing.members)]
        return sorted(running, key=lambda pairing: sorted(here[member] for member in pairing.members))
