"""What makes no sense in a round, or crosses a rule: said at a glance, before agreeing, and by `check`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from buddy_matcher.domain.crossing import CrossesRules
from buddy_matcher.domain.doubles import doubled, room_for
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import ENDS_PAIRINGS
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.rounds.round_state import Member, RoundState


class FindingKind(StrEnum):
    """What is wrong; the values stand in printed results."""

    FILE = "file"
    PAIRING = "pairing"
    RULE = "rule"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a scheme: what kind of thing, in a sentence, and whether a repair mends it."""

    kind: FindingKind
    message: str
    can_be_repaired: bool = True


def domain_findings(state: RoundState) -> Iterator[Finding]:
    """Yield what makes no sense in a round: too many buddies, pairings with people who are not in it."""
    going = {pairing.id for pairing in (*with_absent(state), *superfluous(state))}
    for member in state.members.values():
        pairings = state.pairings_of[member.participation_id]
        if len(pairings) > room_for(member.participation.capacity):
            yield _too_many(member, len(pairings), can_be_repaired=any(p.id in going for p in pairings))
    for pairing in with_absent(state):
        yield Finding(FindingKind.PAIRING, _absence_in_words(state, pairing))
    for two, pairings in doubled(state.current).items():
        names = " and ".join(sorted(state.members[m].name for m in two))
        yield Finding(FindingKind.PAIRING, f"{names} are paired {len(pairings)} times.")
    for pairing in state.current:
        if crossed := crossed_in_words(state, pairing):
            yield Finding(FindingKind.RULE, f"{crossed}.", can_be_repaired=False)


def crossed_in_words(state: RoundState, pairing: Pairing) -> str:
    """Return which rules a pairing crosses, as the beginning of a sentence with the names, or ""."""
    found = state.crossed(*pairing.pairs)
    names = listed([state.members[member].name for member in pairing.members])
    return f"{names} are paired although {listed(found)}" if found else ""


def check_rules(state: RoundState, pairings: Iterable[Pairing]) -> None:
    """Raise CrossesRules when a pairing that is not agreed yet crosses a rule."""
    drafts = (pairing for pairing in pairings if pairing.state is PairingState.DRAFT)
    crossed = [words for pairing in drafts if (words := crossed_in_words(state, pairing))]
    if crossed:
        raise CrossesRules(crossed)


def _too_many(member: Member, has: int, *, can_be_repaired: bool) -> Finding:
    found = (
        f"{member.name} has {counted(has, 'buddy', 'buddies')} but can have {member.participation.capacity}."
    )
    advice = "" if can_be_repaired else " Unpair one, or let them have more buddies."
    return Finding(FindingKind.CAPACITY, found + advice, can_be_repaired=can_be_repaired)


def _absence_in_words(state: RoundState, pairing: Pairing) -> str:
    if not state.members.keys() >= set(pairing.members):
        return f"Pairing {pairing.id} names somebody who is not in the round any more."
    gone = next(m for m in pairing.members if has_left(state, m))
    status = state.members[gone].participation.status.label.casefold()
    others = listed([state.members[m].name for m in pairing.partners_of(gone)])
    return f"{state.members[gone].name} is {status} but still paired with {others}."


def with_absent(state: RoundState) -> list[Pairing]:
    """Return the pairings of people who are in the bin or have left the round."""
    return [p for p in state.pairings if p.is_current and any(has_left(state, m) for m in p.members)]


def has_left(state: RoundState, member: ParticipationId) -> bool:
    """Return whether somebody is in the bin or has withdrawn."""
    return member not in state.members or state.members[member].participation.status in ENDS_PAIRINGS


def superfluous(state: RoundState) -> list[Pairing]:
    """Return the pairings that stand twice, and the drafts for which somebody has no room."""
    room = {
        member.participation_id: room_for(member.participation.capacity) for member in state.members.values()
    }
    kept: set[frozenset[ParticipationId]] = set()
    going = []
    absent = {pairing.id for pairing in with_absent(state)}
    for pairing in sorted(state.current, key=_staying_power):
        if pairing.id in absent:
            continue
        together = {frozenset(two) for two in combinations(pairing.members, 2)}
        has_room = all(room[member] > 0 for member in pairing.members)
        if together & kept or not (has_room or _is_decided(pairing)):
            going.append(pairing)
            continue
        kept |= together
        for member in pairing.members:
            room[member] -= 1
    return going


def _is_decided(pairing: Pairing) -> bool:
    return pairing.is_locked or pairing.state is PairingState.AGREED


def _staying_power(pairing: Pairing) -> tuple[bool, bool, int]:
    """Return a sort key: agreed pairings first, then locked ones, then by age."""
    return pairing.state is not PairingState.AGREED, not pairing.is_locked, pairing.id
