"""What no plan may hold: two people in two pairings at once, or someone in more than they have room for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import Pairing


def room_for(capacity: int) -> int:
    """Return how many pairings someone may be in: who asked for none may still be given one by hand."""
    return max(1, capacity)


def doubled(pairings: Iterable[Pairing]) -> dict[frozenset[ParticipationId], tuple[Pairing, ...]]:
    """Return every two people who share several current pairings, with those, by participation id."""
    shared: dict[frozenset[ParticipationId], list[Pairing]] = defaultdict(list)
    for pairing in pairings:
        if pairing.is_current:
            for two in combinations(pairing.members, 2):
                shared[frozenset(two)].append(pairing)
    return {two: tuple(found) for two, found in shared.items() if len(found) > 1}


def crowded(pairings: Iterable[Pairing], room: Mapping[ParticipationId, int]) -> dict[ParticipationId, int]:
    """Return how many current pairings each person has who has room for fewer, by participation id.

    Only people of `room` are looked at; it holds what `room_for` says of each.
    """
    has: dict[ParticipationId, int] = defaultdict(int)
    for pairing in pairings:
        if pairing.is_current:
            for member in pairing.members:
                has[member] += 1
    return {member: number for member, number in has.items() if member in room and number > room[member]}


class DoubledPairing(UserError):
    """A change would put two people in two pairings at once."""

    def __init__(self, names: Collection[str]) -> None:
        who = " and ".join(sorted(names))
        super().__init__(
            f"{who} would be in two pairings with each other.",
            "Nothing was changed. Unpair one of them first.",
        )


class NoRoom(UserError):
    """A change would give someone more pairings than they have room for."""

    def __init__(self, name: str, pairings: int, room: int) -> None:
        buddies = "1 pairing" if room == 1 else f"{room} pairings"
        super().__init__(
            f"{name} would be in {pairings} pairings, but has room for {buddies}.",
            "Nothing was changed. Unpair one of them first, or let them have more buddies.",
        )
