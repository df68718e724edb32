"""Takes pairings apart, the same way whatever the occasion: no use case removes an agreed one by itself."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import PAIR, Pairing, PairingState
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.rounds.round_state import RoundState
from buddy_matcher.storage.unit_of_work import UnitOfWork


def take_apart(
    unit: UnitOfWork, pairings: Iterable[Pairing], *, reason: str = "", on: date | None = None
) -> None:
    """Remove draft pairings; keep agreed ones as ended, on a day or today, with their private reason.

    The two of an ended pairing count as paired before. Whatever was proposed to become of it goes.
    """
    every = list(pairings)
    drafts = [pairing for pairing in every if pairing.state is PairingState.DRAFT]
    agreed = [pairing for pairing in every if pairing.state is not PairingState.DRAFT]
    drop_proposals(unit, agreed)
    unit.pairings.remove_all(pairing.id for pairing in drafts)
    unit.pairings.save_all(
        replace(
            pairing,
            state=PairingState.ENDED,
            ended_on=on or today(),
            ended_reason=reason,
            is_held=False,
            held_until=None,
        )
        for pairing in agreed
    )


def take_apart_all_of(unit: UnitOfWork, state: RoundState, leaving: Collection[ParticipationId]) -> bool:
    """Let the members `leaving` leave every pairing that has one of them; return whether there was any.

    An agreed three of whom two stay goes on as their pair; every other pairing is taken apart.
    """
    theirs, proposed = (
        [pairing for pairing in pairings if not set(pairing.members).isdisjoint(leaving)]
        for pairings in (state.current, state.proposals)
    )
    unit.pairings.remove_all(pairing.id for pairing in proposed)
    let_leave(unit, theirs, leaving)
    return bool(theirs)


def let_leave(
    unit: UnitOfWork,
    pairings: Iterable[Pairing],
    leaving: Collection[ParticipationId],
    on: date | None = None,
) -> None:
    """Let members leave pairings on a day, today by default.

    An agreed three of whom two stay goes on, any other is taken apart.
    """
    going_on, ending = [], []
    for pairing in pairings:
        staying = [member for member in pairing.members if member not in leaving]
        if pairing.state is PairingState.AGREED and len(staying) >= PAIR:
            going_on.append(pairing.with_members(staying, on or today()))
        else:
            ending.append(pairing)
    drop_proposals(unit, going_on)
    unit.pairings.save_all(going_on)
    take_apart(unit, ending, on=on)


def drop_proposals(unit: UnitOfWork, pairings: Iterable[Pairing]) -> None:
    """Remove whatever is proposed to become of pairings."""
    replaced = {pairing.id for pairing in pairings}
    if replaced:
        unit.pairings.remove_all(p.id for p in unit.pairings.all() if p.replaces_id in replaced)
