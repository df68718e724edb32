"""Changes the plan by hand: the coordinator knows things that no form holds.

Pairing by hand may cross every rule; the plan then shows which. It never gives someone more buddies than
they can have: their unlocked draft pairing makes room, an agreed or locked one has to be unpaired first.
"""

from dataclasses import replace

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import HAS_LEFT
from buddy_matcher.domain.rules import Rule, RuleKind
from buddy_matcher.domain.text import listed
from buddy_matcher.services.edit_rules import add_rule
from buddy_matcher.services.ended_pairings import take_apart
from buddy_matcher.services.round_state import RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


class AdjustPairings:
    """Pairs, unpairs, locks and agrees pairings of the latest round."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def pair(self, *members: int) -> Changes:
        """Pair two people, or three with the hub first, by participation id; draft pairings make room.

        Raises UserError when they are paired already, when someone has left the round, or has no room
        beside agreed or locked pairings.
        """
        state = self._state()
        people = _people(state, members)
        _check_nobody_has_left(state, members)
        with self._file.changing(Label(_paired_template("Pair", len(people)), people)) as unit:
            _make_room(unit, state, members)
            unit.pairings.save(Pairing(round_id=state.round.id, members=members, is_by_hand=True))
            return unit.commit()

    def swap(self, first_id: int, second_id: int) -> Changes:
        """Let two draft pairs exchange partners: each health person gets the other's buddy.

        Raises UserError when one is a trio, agreed or locked, or when a new pair is paired already.
        """
        state, first = self._find(first_id)
        _, second = self._find(second_id)
        (a, b), (c, d) = _pair_to_swap(state, first), _pair_to_swap(state, second)
        with self._file.changing(Label("Swap the buddies of {0} and {1}", _people(state, (a, c)))) as unit:
            for members in ((a, d), (c, b)):
                _check_apart(state, members)
                unit.pairings.save(Pairing(round_id=state.round.id, members=members, is_by_hand=True))
            for pairing_id in (first_id, second_id):
                unit.pairings.remove(pairing_id)
            return unit.commit()

    def unpair(self, pairing_id: int, *, reason: str = "") -> Changes:
        """Take a pairing apart: a draft goes, an agreed one is kept as ended, with its private reason."""
        state, pairing = self._find(pairing_id)
        people = _people(state, pairing.members)
        with self._file.changing(Label(_paired_template("Unpair", len(people)), people)) as unit:
            take_apart(unit, pairing, reason)
            return unit.commit()

    def lock(self, pairing_id: int) -> Changes:
        """Fix a pairing, so that a new suggestion keeps it."""
        return self._set_locked(pairing_id, "Lock", is_locked=True)

    def unlock(self, pairing_id: int) -> Changes:
        """Let a new suggestion change a draft pairing again."""
        return self._set_locked(pairing_id, "Unlock", is_locked=False)

    def agree(self, *pairing_ids: int) -> Changes:
        """Agree pairings, or every draft when none is named: a new suggestion keeps agreed ones."""
        state = self._state()
        chosen = [p for p in state.current if not pairing_ids or p.id in pairing_ids]
        with self._file.changing(_agree_label(state, chosen, is_all=not pairing_ids)) as unit:
            unit.pairings.save_all(replace(p, state=PairingState.AGREED) for p in chosen)
            return unit.commit()

    def reopen(self, *pairing_ids: int) -> Changes:
        """Make agreed pairings drafts again."""
        state = self._state()
        chosen = [p for p in state.current if p.id in pairing_ids]
        with self._file.changing(Label("Reopen pairings")) as unit:
            unit.pairings.save_all(replace(p, state=PairingState.DRAFT) for p in chosen)
            return unit.commit()

    def never_pair(self, a: int, b: int, *, reason: str = "") -> Changes:
        """Keep two people apart by a rule, whatever rule they had; a draft pairing of just the two goes."""
        state = self._state()
        first, second = _people(state, (a, b))
        rule = Rule(kind=RuleKind.NEVER_PAIR, first_id=first, second_id=second, reason=reason)
        with self._file.changing(Label("Add a rule")) as unit:
            add_rule(unit, rule)
            for pairing in state.pairings_of[a]:
                if set(pairing.members) == {a, b} and pairing.state is PairingState.DRAFT:
                    take_apart(unit, pairing)
            return unit.commit()

    def _set_locked(self, pairing_id: int, verb: str, *, is_locked: bool) -> Changes:
        state, pairing = self._find(pairing_id)
        people = _people(state, pairing.members)
        with self._file.changing(Label(_paired_template(verb, len(people)), people)) as unit:
            unit.pairings.save(replace(pairing, is_locked=is_locked))
            return unit.commit()

    def _state(self) -> RoundState:
        with self._file.reading() as unit:
            return read_round(unit)

    def _find(self, pairing_id: int) -> tuple[RoundState, Pairing]:
        state = self._state()
        for pairing in state.current:
            if pairing.id == pairing_id:
                return state, pairing
        raise UserError("That pairing is not in the plan any more.", "Look at the plan again.")


def _paired_template(verb: str, size: int) -> str:
    return (
        f"{verb} {{0}} with {{1}}" if size == len(("one", "other")) else f"{verb} {{0}} with {{1}} and {{2}}"
    )


def _agree_label(state: RoundState, chosen: list[Pairing], *, is_all: bool) -> Label:
    if is_all or len(chosen) != 1:
        return Label("Agree the plan" if is_all else "Agree pairings")
    people = _people(state, chosen[0].members)
    return Label(_paired_template("Agree", len(people)), people)


def _people(state: RoundState, members: tuple[int, ...]) -> tuple[int, ...]:
    missing = [member for member in members if member not in state.members]
    if missing:
        raise UserError("One of these people is not in this round any more.", "Nothing was changed.")
    return tuple(state.members[member].participant.id for member in members)


def _check_nobody_has_left(state: RoundState, members: tuple[int, ...]) -> None:
    for member in (state.members[each] for each in members):
        status = member.participation.status
        if status in HAS_LEFT:
            raise UserError(
                f"{member.name} is {status.label.casefold()}, so they get no buddy.",
                "Nothing was changed. Change their status first.",
            )


def _pair_to_swap(state: RoundState, pairing: Pairing) -> tuple[int, int]:
    """Return the members of a pairing that can be swapped, the health person first."""
    if pairing.is_trio or pairing.is_locked or pairing.state is not PairingState.DRAFT:
        names = listed([state.members[m].name for m in pairing.members])
        raise UserError(
            f"{names} can't swap: only pairs of two that are drafts and not locked can.",
            "Nothing was changed. Unlock or reopen the pair first.",
        )
    a, b = sorted(pairing.members, key=lambda member: state.members[member].sector is not Sector.HEALTH)
    return a, b


def _check_apart(state: RoundState, members: tuple[int, ...]) -> None:
    if len(set(members)) < len(members) or any(
        set(p.members) == set(members) for p in state.pairings_of[members[0]]
    ):
        raise UserError("They are paired already.", "Nothing was changed.")


def _make_room(unit: UnitOfWork, state: RoundState, members: tuple[int, ...]) -> None:
    _check_apart(state, members)
    leaving: dict[int, Pairing] = {}
    for member in members:
        there = [p for p in state.pairings_of[member] if p.id not in leaving]
        surplus = len(there) + 1 - max(1, state.members[member].participation.capacity)
        movable = [p for p in there if p.state is PairingState.DRAFT and not p.is_locked]
        if surplus > len(movable):
            raise UserError(
                f"{state.members[member].name} is already in an agreed or locked pairing.",
                "Nothing was changed. Unpair that first, or let them have more buddies.",
            )
        leaving |= {p.id: p for p in movable[: max(0, surplus)]}
    for pairing_id in leaving:
        unit.pairings.remove(pairing_id)
