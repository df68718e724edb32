"""The best plan of the latest round, kept until the scheme changes: what explanations compare with."""

from dataclasses import dataclass

from buddy_matcher.domain.assignment import ContradictoryLocks
from buddy_matcher.domain.text import listed
from buddy_matcher.matching import Solution, solve
from buddy_matcher.matching.encode import Encoded
from buddy_matcher.services.round_problem import round_problem
from buddy_matcher.services.round_state import Member, RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class BestPlan:
    """A round, its problem in the engine's ids, and the best plan under the rules and locks."""

    state: RoundState
    encoded: Encoded
    solution: Solution

    def member(self, engine_id: int) -> Member:
        """Return the person behind an engine id."""
        return self.state.members[self.encoded.candidate_ids[engine_id]]

    def engine_id(self, member_id: int) -> int | None:
        """Return the engine id of a participation, None for someone outside the pool."""
        ids = self.encoded.candidate_ids
        return ids.index(member_id) if member_id in ids else None

    def names(self, engine_ids: tuple[int, ...], most: int = 5) -> str:
        """Return people's names in a sentence, in order, and how many more there are beyond `most`."""
        named = sorted(self.member(each).name for each in engine_ids)[:most]
        more = len(engine_ids) - len(named)
        return listed([*named, f"{more} more"] if more else named)


class BestPlans:
    """Computes the best plan anew only when the scheme has changed."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file
        self._latest: BestPlan | None = None

    def latest(self) -> BestPlan | None:
        """Return the best plan of the latest round, None where locked pairings contradict each other."""
        with self._file.reading() as unit:
            if self._latest and self._latest.state.save_counter == unit.save_counter:
                return self._latest
            state = read_round(unit)
        encoded = round_problem(state).encoded
        try:
            self._latest = BestPlan(state, encoded, solve(encoded.problem))
        except ContradictoryLocks:
            self._latest = None
        return self._latest
