"""Takes pairings apart, the same way whatever the occasion: no use case removes an agreed one by itself."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.services.rounds.round_state import RoundState
from buddy_matcher.storage.unit_of_work import UnitOfWork


def take_apart(unit: UnitOfWork, pairing: Pairing, reason: str = "") -> None:
    """Remove a draft pairing; keep an agreed one as ended, with its private reason.

    The two of an ended pairing count as paired before.
    """
    if pairing.state is PairingState.DRAFT:
        unit.pairings.remove(pairing.id)
        return
    today = date.today()  # noqa: DTZ011 - the coordinator's own day
    unit.pairings.save(replace(pairing, state=PairingState.ENDED, ended_on=today, ended_reason=reason))


def take_apart_all_of(unit: UnitOfWork, state: RoundState, leaving: Collection[ParticipationId]) -> bool:
    """Take apart every pairing that has one of the members `leaving`; return whether there was any."""
    theirs = [pairing for pairing in state.current if not set(pairing.members).isdisjoint(leaving)]
    for pairing in theirs:
        take_apart(unit, pairing)
    return bool(theirs)
