"""Puts a new plan in the place of the drafts: what stays keeps its id; no agreed pairing changes unasked.

Where the plan lets somebody join a pairing that stays, an agreed one is proposed to become the three, and a
locked draft becomes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from buddy_matcher.domain.ids import UNSAVED, EngineId, PairingId, ParticipationId
from buddy_matcher.domain.pairings import Pairing, PairingState, between
from buddy_matcher.domain.working_days import today
from buddy_matcher.matching import Solution
from buddy_matcher.services.rounds.ended_pairings import take_apart
from buddy_matcher.services.rounds.round_problem import RoundProblem
from buddy_matcher.services.rounds.round_state import RoundState
from buddy_matcher.storage.unit_of_work import UnitOfWork

type Group = tuple[ParticipationId, ...]
"""The participation ids of a pairing; a trio's hub stands first."""


def groups_of(problem: RoundProblem, solution: Solution) -> tuple[Group, ...]:
    """Return the members of each pairing that the engine planned."""
    in_trios = {frozenset((hub, partner)) for hub, partners in solution.trios for partner in partners}
    groups: list[tuple[EngineId, ...]] = [pair for pair in solution.pairs if frozenset(pair) not in in_trios]
    groups += [(hub, *partners) for hub, partners in solution.trios]
    return tuple(tuple(problem.encoded.candidate_id(member) for member in group) for group in groups)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a plan makes of the pairings that stand.

    Those `staying` each with who is in it then, those `going`, and the members of those that are `fresh`.
    """

    staying: tuple[tuple[Pairing, Group], ...]
    going: tuple[Pairing, ...]
    fresh: tuple[Group, ...]


def arrange(state: RoundState, kept: tuple[Pairing, ...], planned: Iterable[Group]) -> Arrangement:
    """Return what a plan makes of the pairings of a round; the pairings `kept` stay, perhaps larger."""
    groups = list(planned)
    of_member: dict[ParticipationId, list[Group]] = {}
    for group in groups:
        for member in group:
            of_member.setdefault(member, []).append(group)
    staying: list[tuple[Pairing, Group]] = []
    going: list[Pairing] = []
    placed: set[Group] = set()
    for pairing in state.current:
        around = of_member.get(pairing.members[0], [])
        holding = [g for g in around if set(g).issuperset(pairing.members) and g not in placed]
        if pairing not in kept and not (pairing.state is PairingState.AGREED and holding):
            going.append(pairing)
            continue
        placed.update(holding[:1])
        staying.append((pairing, holding[0] if holding else pairing.members))
    return Arrangement(tuple(staying), tuple(going), tuple(group for group in groups if group not in placed))


def as_arranged(state: RoundState, arranged: Arrangement) -> RoundState:
    """Return the round as it would be; pairings that are not stored have ids below 0."""
    current = {pairing.id for pairing in state.current}
    staying = [
        pairing if set(group) == set(pairing.members) else pairing.with_members(group, today())
        for pairing, group in arranged.staying
    ]
    fresh = [Pairing(round_id=state.round.id, memberships=between(*group)) for group in arranged.fresh]
    there = [
        pairing if pairing.id != UNSAVED else replace(pairing, id=PairingId(-number))
        for number, pairing in enumerate((*staying, *fresh), start=1)
    ]
    past = [p for p in state.pairings if p.id not in current and not p.is_proposal]
    return replace(state, pairings=(*past, *there))


def put_in_place(
    unit: UnitOfWork,
    state: RoundState,
    kept: tuple[Pairing, ...],
    planned: Iterable[Group],
    *,
    agree: bool,
) -> None:
    """Store a plan beside the pairings `kept`, as a draft or agreed; what is in its way is taken apart."""
    arranged = arrange(state, kept, planned)
    unit.pairings.remove_all(proposal.id for proposal in state.proposals)
    take_apart(unit, arranged.going)
    for pairing, group in arranged.staying:
        _keep(unit, pairing, group, agree=agree)
    fresh = (Pairing(round_id=state.round.id, memberships=between(*group)) for group in arranged.fresh)
    unit.pairings.save_all(pairing.agreed_on(today()) if agree else pairing for pairing in fresh)


def _keep(unit: UnitOfWork, pairing: Pairing, group: Group, *, agree: bool) -> None:
    """Keep a pairing whose members the plan puts into a group, which may be larger."""
    is_larger = set(group) != set(pairing.members)
    if is_larger and pairing.state is PairingState.AGREED and not agree:
        unit.pairings.save(
            Pairing(round_id=pairing.round_id, memberships=between(*group), replaces_id=pairing.id)
        )
        return
    wanted = pairing.agreed_on(today()) if agree else pairing
    unit.pairings.save(wanted.with_members(group, today()) if is_larger else wanted)


def agree_change(unit: UnitOfWork, proposal: Pairing) -> None:
    """Let an agreed pairing become what was proposed; it keeps its id, and the proposal goes."""
    if proposal.replaces_id is None:
        raise ValueError("this is no proposal")
    changed = unit.pairings.get(proposal.replaces_id).with_members(proposal.members, today())
    unit.pairings.remove(proposal.id)
    unit.pairings.save(replace(changed, is_by_hand=changed.is_by_hand or proposal.is_by_hand))
