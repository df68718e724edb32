"""Plans that a coordinator set aside under a name, to compare with others and to take up again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.ids import UNSAVED, ParticipationId, RoundId, ScenarioId
from buddy_matcher.domain.pairings import PAIR


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """Where somebody stands in a scenario: in which of its pairings, and as the how manieth of it.

    In a trio place 0 is the hub's.
    """

    pairing: int
    place: int
    participation_id: ParticipationId


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """A plan of a round as it stood when it was set aside, without what its pairings came to."""

    id: ScenarioId = UNSAVED
    round_id: RoundId
    name: str
    saved_on: date
    placed: tuple[Placed, ...]

    @property
    def groups(self) -> tuple[tuple[ParticipationId, ...], ...]:
        """The members of each pairing; a trio's hub stands first.

        A pairing whose hub was erased since, or that nobody is left for, is not there any more.
        """
        found: dict[int, dict[int, ParticipationId]] = {}
        for each in self.placed:
            found.setdefault(each.pairing, {})[each.place] = each.participation_id
        groups = [[members[place] for place in sorted(members)] for members in found.values() if 0 in members]
        return tuple(tuple(group) for group in groups if len(group) >= PAIR)


def places_of(groups: Iterable[tuple[ParticipationId, ...]]) -> tuple[Placed, ...]:
    """Return where everybody stands in these pairings."""
    return tuple(
        Placed(pairing=pairing, place=place, participation_id=member)
        for pairing, group in enumerate(groups)
        for place, member in enumerate(group)
    )
