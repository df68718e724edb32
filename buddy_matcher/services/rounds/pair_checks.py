"""The hard rules between all people of a pool, from matrices computed once for a reading of a round."""

from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.rounds.round_state import RoundState


class PairChecks:
    """Which rules keep two people of the two sectors apart; both have to be in the pool."""

    def __init__(self, state: RoundState) -> None:
        from buddy_matcher.matching.pair_matrices import PairGrid, block_flags, gains_of, part_points

        pool = state.pool
        left, right = pool.side(Sector.HEALTH), pool.side(Sector.VCSE)
        grid = PairGrid(left, right)
        points = grid.zeros()
        if pool.criteria.minimum_score is not None:  # the only rule that looks at points
            points = sum(part_points(grid, gains_of(grid), pool.rules, pool.criteria).values(), start=points)
        flags = block_flags(grid, points, pool)
        self._rows = {candidate.participation_id: place for place, candidate in enumerate(left)}
        self._columns = {candidate.participation_id: place for place, candidate in enumerate(right)}
        # A matrix that is false everywhere says nothing of any pair.
        self._holding = {block: flags[block] for block in Block if flags[block].any()}

    def blocks(self, a: ParticipationId, b: ParticipationId) -> tuple[Block, ...]:
        """Return every rule that keeps two people apart, by participation id, in the order of `Block`."""
        health, vcse = (a, b) if a in self._rows else (b, a)
        row, column = self._rows[health], self._columns[vcse]
        return tuple([block for block, holds in self._holding.items() if holds[row, column]])


def pair_checks(state: RoundState) -> PairChecks:
    """Return the checks of a round; ask for them as `state.derived(pair_checks)`."""
    return PairChecks(state)
