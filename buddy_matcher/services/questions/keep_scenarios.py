"""Sets plans of the latest round aside under a name, and takes one up again."""

from collections.abc import Iterable
from dataclasses import dataclass

from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.doubles import room_for
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipationId, ScenarioId
from buddy_matcher.domain.pairings import Pairing
from buddy_matcher.domain.participations import HAS_LEFT
from buddy_matcher.domain.scenarios import Scenario, places_of
from buddy_matcher.domain.text import fold, listed_up_to, quoted, tidy
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.rounds.new_plan import Group, put_in_place
from buddy_matcher.services.rounds.round_problem import kept_pairings
from buddy_matcher.services.rounds.round_state import RoundState, current_round, read_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class ShownScenario:
    """A scenario, how many pairings it has, and how many of them the plan as it stands has too."""

    scenario: Scenario
    pairings: int
    alike: int


@dataclass(frozen=True, slots=True)
class TakenScenario:
    """What taking a scenario changed, and the names of those whose pairings in it could not be had again."""

    changes: Changes
    left_out: tuple[str, ...]


class KeepScenarios:
    """The plans of the latest round that were set aside."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def all(self) -> tuple[ShownScenario, ...]:
        """Return the scenarios of the latest round, the latest first."""
        with self._file.reading() as unit:
            state = read_round(unit)
            scenarios = unit.scenarios.of_round(state.round.id)
        present = _together(pairing.members for pairing in state.current)
        return tuple(
            ShownScenario(each, len(each.groups), len(present & _together(each.groups)))
            for each in reversed(scenarios)
        )

    def save(self, name: str) -> Changes:
        """Set the plan as it stands aside; raises UserError without a plan or name, or for a name in use."""
        name = tidy(name)
        if not name:
            raise UserError("The scenario needs a name.", "Write what is special about it.")
        with self._file.changing(Label(Deed.SAVE_SCENARIO, told=(name,))) as unit:
            state = read_round(unit)
            if not state.current:
                raise UserError("There is no plan yet.", "Suggest pairings first.")
            if _named(unit, name):
                raise UserError(
                    f"There is a scenario {quoted(name)} already.", "Choose another name, or remove it."
                )
            placed = places_of(pairing.members for pairing in state.current)
            unit.scenarios.save(Scenario(round_id=state.round.id, name=name, saved_on=today(), placed=placed))
            return unit.commit()

    def take(self, scenario_id: ScenarioId) -> TakenScenario:
        """Lay a scenario out as the plan, as drafts; agreed and locked pairings stay.

        What can't be had beside those, or with people who have left, is left out. Raises UserError when the
        scenario is gone, or nothing of it can be had.
        """
        self._file.back_up(BackupReason.SUGGEST)
        with self._file.changing(Label(Deed.TAKE_SCENARIO)) as unit:
            scenario = found_scenario(unit, scenario_id)
            unit.relabel(Label(Deed.TAKE_SCENARIO, told=(scenario.name,)))
            state = read_round(unit)
            kept = kept_pairings(state)
            groups = _beside(state, kept, scenario.groups)
            if not groups:
                raise UserError(
                    "Nothing of this scenario can be had besides the pairings that stay.",
                    "Nothing was changed. Unlock or reopen pairings, or suggest new ones.",
                )
            put_in_place(unit, state, kept, groups, agree=False)
            stays = _together(pairing.members for pairing in kept)
            missing = _together(scenario.groups) - _together(groups) - stays
            names = {state.members[m].name for group in missing for m in group if m in state.members}
            return TakenScenario(unit.commit(), tuple(sorted(names)))

    def remove(self, scenario_id: ScenarioId) -> Changes:
        """Forget a scenario; Undo brings it back. Raises UserError when it is gone already."""
        with self._file.changing(Label(Deed.REMOVE_SCENARIO)) as unit:
            scenario = found_scenario(unit, scenario_id)
            unit.relabel(Label(Deed.REMOVE_SCENARIO, told=(scenario.name,)))
            unit.scenarios.remove(scenario.id)
            return unit.commit()

    def called(self, name: str) -> ScenarioId:
        """Return the id of the scenario with a name; raises UserError when none has it."""
        with self._file.reading() as unit:
            found = _named(unit, name)
            there = [quoted(each.name) for each in unit.scenarios.of_round(current_round(unit).id)]
        if found is None:
            advice = f"There are {listed_up_to(there, _MOST_NAMED)}." if there else "Save one first."
            raise UserError(f"There is no scenario {quoted(name)} in the latest round.", advice)
        return found.id


def found_scenario(unit: UnitOfWork, scenario_id: ScenarioId) -> Scenario:
    """Return a scenario; raises UserError when it is not there any more."""
    found = unit.scenarios.find(scenario_id)
    if found is None:
        raise UserError("That scenario is not there any more.", "Look at the list again.")
    return found


def _named(unit: UnitOfWork, name: str) -> Scenario | None:
    of_round = unit.scenarios.of_round(current_round(unit).id)
    return next((each for each in of_round if fold(each.name) == fold(tidy(name))), None)


def _together(groups: Iterable[Group]) -> set[frozenset[ParticipationId]]:
    return {frozenset(group) for group in groups}


def _beside(state: RoundState, kept: tuple[Pairing, ...], groups: Iterable[Group]) -> list[Group]:
    """Return the pairings that can be had beside those that stay: with people who are there and have room."""
    room = {who: room_for(m.participation.capacity) for who, m in state.members.items()}
    for pairing in kept:
        for member in pairing.members:
            room[member] -= 1
    stays, found = _together(pairing.members for pairing in kept), []
    for group in groups:
        is_there = all(
            m in state.members and state.members[m].participation.status not in HAS_LEFT for m in group
        )
        if not is_there or frozenset(group) in stays or any(room[member] < 1 for member in group):
            continue
        found.append(group)
        for member in group:
            room[member] -= 1
    return found
