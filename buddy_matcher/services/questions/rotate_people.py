"""Plans several rounds at once, for launch days and for schemes whose people rotate; stores nothing."""

from dataclasses import dataclass

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus
from buddy_matcher.domain.errors import UserError
from buddy_matcher.matching.encode import encode
from buddy_matcher.matching.questions.rotation import rotate
from buddy_matcher.services.rounds.round_state import read_round
from buddy_matcher.storage.scheme_file import SchemeFile

MOST_ROUNDS = 50
"""More than anybody plans at once; time and memory grow with them."""

_PATIENCE = 20.0
"""Seconds to make the rounds even in."""


@dataclass(frozen=True, slots=True)
class ShownRotation:
    """The pairs of each round by names, health people first, and the points: of all and of the `worst` round.

    OPTIMAL: no rotation with as many pairs has more points, and none with these a better worst round.
    """

    rounds: tuple[tuple[tuple[str, str], ...], ...]
    total: int
    worst: int
    status: SolutionStatus


class RotatePeople:
    """Lets everybody of the latest round's pool meet somebody new in each of several rounds."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def rotate(self, rounds: int, *, time_limit: float = _PATIENCE) -> ShownRotation:
        """Return so many rounds; who was paired in earlier rounds meets nobody again, as the criteria say.

        The pairings of the round itself don't count. Raises UserError for fewer rounds than one or more
        than `MOST_ROUNDS`, and when rules ask for more pairs of somebody than there are rounds.
        """
        if not 1 <= rounds <= MOST_ROUNDS:
            raise UserError(f"A rotation has 1 to {MOST_ROUNDS} rounds.", "Give a number such as 6.")
        with self._file.reading() as unit:
            state = read_round(unit)
        encoded = encode(state.pool)
        try:
            found = rotate(encoded.problem, rounds, time_limit=time_limit)
        except ContradictoryLocks as contradiction:
            raise UserError(
                "The rules ask for more pairs than these rounds have room for.",
                "Allow more rounds, or fewer rules.",
            ) from contradiction
        name = {place: state.members[member].name for place, member in enumerate(encoded.candidate_ids)}
        named = tuple(tuple((name[a], name[b]) for a, b in pairs) for pairs in found.rounds)
        return ShownRotation(named, found.total, found.worst, found.status)
