"""Reads the latest round once for each state of its file, and hands that reading to every use case.

What is derived from a round (its plan in words, its standing, its letters) is kept with the reading:
`RoundState.derived`. A reading holds for one state of the file and one day, since rules and letters depend
on the day.
"""

from datetime import date

from buddy_matcher.services.rounds.round_state import RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


class RoundReadings:
    """The latest round of a file as it stands, read anew only once something was changed."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file
        self._latest: tuple[date, RoundState] | None = None

    def latest(self, unit: UnitOfWork | None = None) -> RoundState:
        """Return the latest round; `unit` is an open one that only reads, for whoever reads more with it."""
        if unit is None:
            with self._file.reading() as opened:
                return self.latest(opened)
        today = date.today()  # noqa: DTZ011 - the coordinator's own day
        known = self._latest
        if known and known[0] == today and known[1].save_counter == unit.save_counter:
            return known[1]
        state = read_round(unit)
        self._latest = today, state
        return state
