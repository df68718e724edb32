"""Notes what was learnt in a round, in words, for the part of a report that figures can't tell."""

from dataclasses import dataclass, replace

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import LearningId
from buddy_matcher.domain.learning import Learning
from buddy_matcher.domain.text import tidy
from buddy_matcher.services.rounds.round_days import check_days
from buddy_matcher.services.rounds.round_life import running_round
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import read_round
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class Learnt:
    """Something learnt, and the name of who told it, "" where it is the coordinator's own."""

    learning: Learning
    told_by: str


class NoteLearning:
    """What was learnt in the round that is looked back at, else in the one that runs."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds

    def all(self) -> tuple[Learnt, ...]:
        """Return what was learnt, the latest first."""
        with self._file.reading() as unit:
            state = read_round(unit, self._rounds.number or running_round(unit))
            found = unit.learning.of_round(state.round.id)
        names = {each: member.name for each, member in state.members.items()}
        latest_first = sorted(found, key=lambda each: (each.on, each.id), reverse=True)
        return tuple(
            Learnt(each, names.get(each.participation_id, "") if each.participation_id else "")
            for each in latest_first
        )

    def add(self, learning: Learning) -> Changes:
        """Note something learnt; raises UserError without words, and for a day that is none of the round."""
        if not tidy(learning.text):
            raise UserError("What was learnt needs words.", "Please write a sentence.")
        with self._file.changing(Label(Deed.NOTE_LEARNING)) as unit:
            check_days(unit, learning.round_id, learning.on)
            unit.learning.save(replace(learning, text=tidy(learning.text)))
            return unit.commit()

    def correct(self, learning: Learning) -> Changes:
        """Put other words, or a correction, in the place of what is there; raises UserError as `add` does."""
        if not tidy(learning.text):
            raise UserError("What was learnt needs words.", "To take it away, choose Remove.")
        with self._file.changing(Label(Deed.CORRECT_LEARNING)) as unit:
            if unit.learning.find(learning.id) is None:
                raise UserError("That is not there any more.", "Look at the list again.")
            unit.learning.save(replace(learning, text=tidy(learning.text)))
            return unit.commit()

    def remove(self, learning_id: LearningId) -> Changes:
        """Take something learnt away; Undo brings it back. Raises UserError when it is gone already."""
        with self._file.changing(Label(Deed.REMOVE_LEARNING)) as unit:
            if unit.learning.find(learning_id) is None:
                raise UserError("That is not there any more.", "Look at the list again.")
            unit.learning.remove(learning_id)
            return unit.commit()
