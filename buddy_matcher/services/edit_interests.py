"""Keeps the interests that people and organisations declare, and what was judged of each."""

from dataclasses import dataclass, replace

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.conflicts import Conflict, Party, Side
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import UNSAVED, ConflictId
from buddy_matcher.domain.text import tidy
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.rounds.interests import sides_in_words
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ShownInterest:
    """An interest with its two sides by name; it `is_past` when it ended before today."""

    conflict: Conflict
    sides: tuple[str, str]
    is_past: bool


@dataclass(frozen=True, slots=True)
class PossibleParty:
    """An organisation or a person of the scheme who can stand on a side, by name."""

    party: Party
    name: str


class EditInterests:
    """The interests of a scheme; they hold in every round on whose days they are live."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def all(self) -> tuple[ShownInterest, ...]:
        """Return every interest, those to judge first, then as they were declared."""
        with self._file.reading() as unit:
            organisations = {each.id: each for each in unit.organisations.all()}
            people = {each.id: each.full_name for each in unit.people.all()}
            shown = [
                ShownInterest(
                    each,
                    sides_in_words(each, organisations, people),
                    is_past=each.ends_on is not None and each.ends_on < today(),
                )
                for each in unit.conflicts.all()
            ]
        return tuple(sorted(shown, key=lambda interest: interest.conflict.judged is not None))

    def possible_parties(self) -> tuple[PossibleParty, ...]:
        """Return everybody who can stand on a side, as on the first: organisations, then people."""
        with self._file.reading() as unit:
            organisations = sorted(unit.organisations.all(), key=lambda each: each.name.casefold())
            people = [each for each in unit.people.all() if each.removed_at is None]
        people.sort(key=lambda each: each.sort_name)
        return (
            *(PossibleParty(Party(Side.FIRST, organisation_id=o.id), o.name) for o in organisations),
            *(PossibleParty(Party(Side.FIRST, participant_id=p.id), p.full_name) for p in people),
        )

    def save(self, conflict: Conflict) -> Changes:
        """Declare an interest without an id, or change the one with its id.

        Raises UserError when a side is empty, somebody stands on both, it ends before it starts, or is gone.
        """
        checked = replace(conflict, reason=tidy(conflict.reason), source=tidy(conflict.source))
        with self._file.changing(Label(Deed.DECLARE_INTEREST)) as unit:
            _check(checked)
            if conflict.id != UNSAVED:
                is_judged = checked.judged != _held(unit, conflict.id).judged
                unit.relabel(Label(Deed.JUDGE_INTEREST if is_judged else Deed.EDIT_INTEREST))
            unit.conflicts.save(checked)
            return unit.commit()

    def remove(self, conflict_id: ConflictId) -> Changes:
        """Remove an interest; raises UserError when it is gone already."""
        with self._file.changing(Label(Deed.REMOVE_INTEREST)) as unit:
            unit.conflicts.remove(_held(unit, conflict_id).id)
            return unit.commit()


def _held(unit: UnitOfWork, conflict_id: ConflictId) -> Conflict:
    held = unit.conflicts.find(conflict_id)
    if held is None:
        raise UserError("That interest is not there any more.", "Look at the list again.")
    return held


def _check(conflict: Conflict) -> None:
    sides = [{replace(each, side=Side.FIRST) for each in conflict.side(side)} for side in Side]
    if not all(sides):
        raise UserError("An interest stands between two sides.", "Choose somebody for each of them.")
    if sides[0] & sides[1]:
        raise UserError("Somebody stands on both sides.", "Take them off one of the sides.")
    if conflict.starts_on and conflict.ends_on and conflict.ends_on < conflict.starts_on:
        raise UserError("It would end before it starts.", "Change one of the two days.")
