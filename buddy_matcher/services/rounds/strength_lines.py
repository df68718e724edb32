"""What is offered, wished for and met of each strength in a round, as its picture and the panel sheet say."""

from collections import Counter
from dataclasses import dataclass

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.reasons import met_wishes
from buddy_matcher.services.rounds.round_state import RoundState


@dataclass(frozen=True, slots=True)
class StrengthLine:
    """How many of each side can share a strength, how many would like it, and whose wish the plan meets."""

    name: str
    health: int
    vcse: int
    wished: int
    met: int


def strength_lines(state: RoundState) -> tuple[StrengthLine, ...]:
    """Return the strengths that somebody offers or wishes for, the most wished first."""
    offers: dict[Sector, Counter[int]] = {sector: Counter() for sector in Sector}
    wished: Counter[int] = Counter()
    met: Counter[int] = Counter()
    for member_id, member in state.members.items():
        if not member.participation.is_in_pool:
            continue
        candidate = state.candidates[member_id]
        offers[member.sector].update(set(candidate.can_share))
        wished.update(set(candidate.would_like))
        buddies = [b for p in state.pairings_of[member_id] for b in p.partners_of(member_id)]
        met.update({s for b in buddies for s in met_wishes(candidate, state.candidates[b], state.wording)})
    lines = [
        StrengthLine(name, offers[Sector.HEALTH][one], offers[Sector.VCSE][one], wished[one], met[one])
        for one, name in state.wording.strengths.items()
    ]
    in_use = (line for line in lines if line.health or line.vcse or line.wished)
    return tuple(sorted(in_use, key=lambda line: (-line.wished, line.name)))
