"""Reads the round in sight once for each state of its file, and hands that reading to every use case.

That is the latest round, unless the coordinator looks back at an earlier one: then every page shows it as it
was. What changes a plan or people reads the latest round itself, whatever is looked at.

What is derived from a round (its plan in words, its standing, its letters) is kept with the reading:
`RoundState.derived`. A reading holds for one state of the file and one day, since rules and letters depend
on the day.
"""

from datetime import date

from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import GONE
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.rounds.round_state import RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


class RoundReadings:
    """The round of a file that is in sight, read anew only once something was changed."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file
        self._shown: tuple[date, RoundState] | None = None
        self._number: int | None = None

    @property
    def number(self) -> int | None:
        """The number of the earlier round that is looked at, None for the latest."""
        return self._number

    def look_at(self, number: int | None) -> None:
        """Show an earlier round by its number from now on, the latest one again with None."""
        self._number, self._shown = number, None

    def latest(self) -> RoundState:
        """Return the latest round, whichever is in sight: its plan alone can change."""
        if self._number is None:
            return self.shown()
        with self._file.reading() as unit:
            return read_round(unit)

    def owing_thanks(self) -> RoundState | None:
        """Return the round before the latest while thanks for it did not all go and the latest has no plan.

        None when there is no such round, and while an earlier round is looked at.
        """
        if self._number is not None or self.shown().current:
            return None
        return self.shown().derived(_owing_thanks, self._file)

    def shown(self, unit: UnitOfWork | None = None) -> RoundState:
        """Return the round in sight; `unit` is an open one that only reads, for who reads more with it."""
        if unit is None:
            with self._file.reading() as opened:
                return self.shown(opened)
        today = date.today()  # noqa: DTZ011 - the coordinator's own day
        known = self._shown
        if known and known[0] == today and known[1].save_counter == unit.save_counter:
            return known[1]
        state = read_round(unit, self._number)
        self._shown = today, state
        return state


def _owing_thanks(state: RoundState, file: SchemeFile) -> RoundState | None:
    with file.reading() as unit:
        earlier = [each for each in unit.rounds.all() if each.number < state.round.number]
        last = max(earlier, key=lambda each: each.number, default=None)
        if last is None:
            return None
        parts, letters = unit.participations.of_round(last.id), unit.letters.of_round(last.id)
        thanked = {
            letter.participation_id
            for letter in letters
            if letter.kind is LetterKind.THANKS and letter.how in GONE
        }
        finished = {part.id for part in parts if part.status is Status.FINISHED}
        return read_round(unit, last.number) if finished - thanked else None
