"""Takes pairings apart, the same way whatever the occasion: no use case removes an agreed one by itself."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from buddy_matcher.domain.ids import PairingId, ParticipationId
from buddy_matcher.domain.pairings import PAIR, Pairing, PairingState
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.rounds.round_state import RoundState
from buddy_matcher.storage.unit_of_work import UnitOfWork


def take_apart(unit: UnitOfWork, pairing: Pairing, reason: str = "", on: date | None = None) -> None:
    """Remove a draft pairing; keep an agreed one as ended, on a day or today, with its private reason.

    The two of an ended pairing count as paired before. Whatever was proposed to become of it goes.
    """
    if pairing.state is PairingState.DRAFT:
        unit.pairings.remove(pairing.id)
        return
    drop_proposals(unit, pairing.id)
    unit.pairings.save(
        replace(
            pairing,
            state=PairingState.ENDED,
            ended_on=on or today(),
            ended_reason=reason,
            is_held=False,
            held_until=None,
        )
    )


def take_apart_all_of(unit: UnitOfWork, state: RoundState, leaving: Collection[ParticipationId]) -> bool:
    """Let the members `leaving` leave every pairing that has one of them; return whether there was any.

    An agreed three of whom two stay goes on as their pair; every other pairing is taken apart.
    """
    for pairing in state.proposals:
        if not set(pairing.members).isdisjoint(leaving):
            unit.pairings.remove(pairing.id)
    theirs = [pairing for pairing in state.current if not set(pairing.members).isdisjoint(leaving)]
    for pairing in theirs:
        let_leave(unit, pairing, leaving)
    return bool(theirs)


def let_leave(
    unit: UnitOfWork, pairing: Pairing, leaving: Collection[ParticipationId], on: date | None = None
) -> None:
    """Let members leave a pairing on a day, today by default.

    An agreed three of whom two stay goes on, any other is taken apart.
    """
    staying = [member for member in pairing.members if member not in leaving]
    if pairing.state is PairingState.AGREED and len(staying) >= PAIR:
        drop_proposals(unit, pairing.id)
        unit.pairings.save(pairing.with_members(staying, on or today()))
    else:
        take_apart(unit, pairing, on=on)


def drop_proposals(unit: UnitOfWork, pairing_id: PairingId) -> None:
    """Remove whatever is proposed to become of a pairing."""
    for proposal in unit.pairings.where(replaces_id=pairing_id):
        unit.pairings.remove(proposal.id)
