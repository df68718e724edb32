"""Changes the plan by hand: the coordinator knows things that no form holds.

Pairing by hand may cross every rule; the plan then shows which. It never gives someone more buddies than
they can have: their unlocked draft pairing makes room, an agreed or locked one has to be unpaired first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.doubles import room_for
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import PairingId, ParticipantId, ParticipationId
from buddy_matcher.domain.letter_facts import able_to_begin, first_contact
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, PairingState, between
from buddy_matcher.domain.participations import HAS_LEFT
from buddy_matcher.domain.rules import Rule, RuleKind
from buddy_matcher.domain.text import listed
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.edit_rules import add_rule
from buddy_matcher.services.rounds.ended_pairings import drop_proposals, take_apart
from buddy_matcher.services.rounds.findings import check_rules
from buddy_matcher.services.rounds.new_plan import agree_change
from buddy_matcher.services.rounds.round_state import RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Beginners:
    """Who can make first contact in a pairing, by participation id with their names.

    `usual` is who does without a choice, "" where the coordinator has to introduce them.
    """

    able: tuple[tuple[ParticipationId, str], ...]
    usual: str
    chosen: ParticipationId | None


class AdjustPairings:
    """Pairs, unpairs, locks and agrees pairings of the latest round."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def pair(self, *members: ParticipationId) -> Changes:
        """Pair two people, or three with the hub first, by participation id; draft pairings make room.

        Raises UserError when they are paired already, when someone has left the round, or has no room
        beside agreed or locked pairings.
        """
        with self._file.changing(Label(Deed.PAIR)) as unit:
            state = read_round(unit)
            people = people_to_pair(state, members)
            unit.relabel(Label(Deed.PAIR, people))
            _make_room(unit, state, members)
            unit.pairings.save(_by_hand(state, members))
            return unit.commit()

    def swap(self, first_id: PairingId, second_id: PairingId) -> Changes:
        """Let two draft pairs exchange partners: each health person gets the other's buddy.

        Raises UserError when one is a trio, agreed or locked, or when a new pair is paired already.
        """
        with self._file.changing(Label(Deed.SWAP)) as unit:
            state = read_round(unit)
            first, second = sorted(
                _found(state, [first_id, second_id]), key=lambda pairing: pairing.id != first_id
            )
            (a, b), (c, d) = _pair_to_swap(state, first), _pair_to_swap(state, second)
            unit.relabel(Label(Deed.SWAP, _people(state, (a, c))))
            for members in ((a, d), (c, b)):
                _check_apart(state, members)
                unit.pairings.save(_by_hand(state, members))
            unit.pairings.remove_all((first_id, second_id))
            return unit.commit()

    def unpair(self, *pairing_ids: PairingId, reason: str = "") -> Changes:
        """Take pairings apart: a draft goes, an agreed one is kept as ended, with its private reason."""
        with self._file.changing(Label(Deed.UNPAIR)) as unit:
            take_apart(unit, _chosen(unit, Deed.UNPAIR, pairing_ids), reason=reason)
            return unit.commit()

    def lock(self, *pairing_ids: PairingId) -> Changes:
        """Fix pairings, so that a new suggestion keeps them."""
        return self._set_locked(pairing_ids, Deed.LOCK, is_locked=True)

    def unlock(self, *pairing_ids: PairingId) -> Changes:
        """Let a new suggestion change draft pairings again."""
        return self._set_locked(pairing_ids, Deed.UNLOCK, is_locked=False)

    def agree(self, *pairing_ids: PairingId, cross_rules: bool = False) -> Changes:
        """Agree pairings and proposed changes, or all when none is named: a new suggestion keeps agreed ones.

        Raises CrossesRules when one that is not agreed yet crosses a rule, unless `cross_rules`; other
        UserErrors when someone would have more buddies than they have room for.
        """
        with self._file.changing(Label(Deed.AGREE_PLAN)) as unit:
            state = read_round(unit)
            chosen = [*state.current, *state.proposals]
            if pairing_ids:
                chosen = _chosen(unit, Deed.AGREE, pairing_ids)
            if not cross_rules:
                check_rules(state, chosen)
            unit.pairings.save_all(p.agreed_on(today()) for p in chosen if not p.is_proposal)
            for proposal in chosen:
                if proposal.is_proposal:
                    agree_change(unit, proposal)
            return unit.commit()

    def reopen(self, *pairing_ids: PairingId) -> Changes:
        """Make agreed pairings drafts again."""
        with self._file.changing(Label(Deed.REOPEN)) as unit:
            chosen = _chosen(unit, Deed.REOPEN, pairing_ids)
            drop_proposals(unit, chosen)
            unit.pairings.save_all(pairing.as_draft for pairing in chosen)
            return unit.commit()

    def never_pair(self, a: ParticipationId, b: ParticipationId, *, reason: str = "") -> Changes:
        """Keep two people apart by a rule, whatever rule they had; a draft pairing of just the two goes."""
        with self._file.changing(Label(Deed.ADD_RULE)) as unit:
            state = read_round(unit)
            first, second = _people(state, (a, b))
            rule = Rule(
                kind=RuleKind.NEVER_PAIR,
                first_participant_id=first,
                second_participant_id=second,
                reason=reason,
            )
            add_rule(unit, rule)
            theirs = [pairing for pairing in state.pairings_of[a] if set(pairing.members) == {a, b}]
            take_apart(unit, [pairing for pairing in theirs if pairing.state is PairingState.DRAFT])
            return unit.commit()

    def beginners(self, pairing_id: PairingId) -> Beginners:
        """Return who of a pairing can make first contact; raises UserError when it is not in the plan."""
        with self._file.reading() as unit:
            state = read_round(unit)
            [pairing] = _found(state, [pairing_id])
            return _beginners(state, pairing)

    def let_begin(self, pairing_id: PairingId, member: ParticipationId | None) -> Changes:
        """Let one of a pairing make first contact, by participation id; None leaves it to the usual side.

        Raises UserError for somebody who can't see how to reach all the others.
        """
        with self._file.changing(Label(Deed.LET_BEGIN)) as unit:
            state = read_round(unit)
            [pairing] = _chosen(unit, Deed.LET_BEGIN, [pairing_id])
            if member is not None and member not in dict(_beginners(state, pairing).able):
                raise UserError(
                    "They can’t make first contact: nobody told them how to reach the other.",
                    "Nothing was changed. Note that contact details may be shared, in the other’s form.",
                )
            unit.pairings.save(replace(pairing, first_contact=member))
            return unit.commit()

    def _set_locked(self, pairing_ids: tuple[PairingId, ...], deed: Deed, *, is_locked: bool) -> Changes:
        with self._file.changing(Label(deed)) as unit:
            chosen = _chosen(unit, deed, pairing_ids)
            unit.pairings.save_all(replace(pairing, is_locked=is_locked) for pairing in chosen)
            return unit.commit()


def _beginners(state: RoundState, pairing: Pairing) -> Beginners:
    sides = [state.members[member].contact_side for member in pairing.members]
    able = tuple(
        (each.participation_id, state.members[each.participation_id].name) for each in able_to_begin(sides)
    )
    usual = first_contact(sides)
    return Beginners(able, dict(able).get(usual, "") if usual else "", pairing.first_contact)


def _chosen(unit: UnitOfWork, deed: Deed, pairing_ids: Sequence[PairingId]) -> list[Pairing]:
    """Return pairings of the plan as it stands, and name the action after them; raises UserError."""
    state = read_round(unit)
    chosen = _found(state, pairing_ids)
    unit.relabel(_label(state, deed, chosen))
    return chosen


def _found(state: RoundState, pairing_ids: Sequence[PairingId]) -> list[Pairing]:
    everything = (*state.current, *state.proposals)
    chosen = [pairing for pairing in everything if pairing.id in pairing_ids]
    if len(chosen) < len(set(pairing_ids)):
        raise UserError("That pairing is not in the plan any more.", "Look at the plan again.")
    return chosen


def people_to_pair(state: RoundState, members: tuple[ParticipationId, ...]) -> tuple[ParticipantId, ...]:
    """Return members of a round as participants; raises UserError when one is not in it any more."""
    people = _people(state, members)
    _check_nobody_has_left(state, members)
    return people


def no_room_for(name: str) -> UserError:
    """Return what is to be said when someone can't have another buddy."""
    return UserError(
        f"{name} is already in an agreed or locked pairing.",
        "Nothing was changed. Unpair that first, or let them have more buddies.",
    )


def _by_hand(state: RoundState, members: tuple[ParticipationId, ...]) -> Pairing:
    return Pairing(round_id=state.round.id, memberships=between(*members), is_by_hand=True)


def _label(state: RoundState, deed: Deed, chosen: list[Pairing]) -> Label:
    if len(chosen) != 1:
        return Label(deed, told=(str(len(chosen)),))
    return Label(deed, _people(state, chosen[0].members))


def _people(state: RoundState, members: tuple[ParticipationId, ...]) -> tuple[ParticipantId, ...]:
    missing = [member for member in members if member not in state.members]
    if missing:
        raise UserError("One of these people is not in this round any more.", "Nothing was changed.")
    return tuple(state.members[member].participant.id for member in members)


def _check_nobody_has_left(state: RoundState, members: tuple[ParticipationId, ...]) -> None:
    for member in (state.members[each] for each in members):
        status = member.participation.status
        if status in HAS_LEFT:
            raise UserError(
                f"{member.name} is {status.label.casefold()}, so they get no buddy.",
                "Nothing was changed. Change their status first.",
            )


def _pair_to_swap(state: RoundState, pairing: Pairing) -> tuple[ParticipationId, ParticipationId]:
    """Return the members of a pairing that can be swapped, the health person first."""
    if not pairing.can_swap:
        names = listed([state.members[m].name for m in pairing.members])
        raise UserError(
            f"{names} can’t swap: only pairs of two that are drafts and not locked can.",
            "Nothing was changed. Unlock or reopen the pair first.",
        )
    a, b = sorted(pairing.members, key=lambda member: state.members[member].sector is not Sector.HEALTH)
    return a, b


def _check_apart(state: RoundState, members: tuple[ParticipationId, ...]) -> None:
    if len(set(members)) < len(members) or any(
        set(p.members) == set(members) for p in state.pairings_of[members[0]]
    ):
        raise UserError("They are paired already.", "Nothing was changed.")


def _make_room(unit: UnitOfWork, state: RoundState, members: tuple[ParticipationId, ...]) -> None:
    _check_apart(state, members)
    unit.pairings.remove_all(p.id for p in state.proposals if not set(p.members).isdisjoint(members))
    leaving: dict[PairingId, Pairing] = {}
    for member in members:
        there = [p for p in state.pairings_of[member] if p.id not in leaving]
        surplus = len(there) + 1 - room_for(state.members[member].participation.capacity)
        movable = [p for p in there if p.state is PairingState.DRAFT and not p.is_locked]
        if surplus > len(movable):
            raise no_room_for(state.members[member].name)
        leaving |= {p.id: p for p in movable[: max(0, surplus)]}
    unit.pairings.remove_all(leaving)
