"""What a scheme with its undo and redo does, in plain Python, to hold the real one against."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Pair:
    """A current pairing of two people by name."""

    members: frozenset[str]
    is_agreed: bool = False
    is_locked: bool = False


@dataclass(frozen=True)
class Said:
    """What a scheme says: each person's capacity, who is in the bin, pairings from old to new, rules."""

    capacity: dict[str, int] = field(default_factory=dict)
    bin: frozenset[str] = frozenset()
    pairs: tuple[Pair, ...] = ()
    never: tuple[frozenset[str], ...] = ()


class Refused(Exception):
    """The services should refuse this."""


class SchemeModel:
    """A scheme that remembers everything it said before."""

    def __init__(self) -> None:
        self.now = Said()
        self.earlier: list[Said] = []
        self.undone: list[Said] = []

    def act(self, change: Callable[[Said], Said]) -> None:
        """Do an action; one that changes nothing leaves no trace."""
        after = change(self.now)
        if after != self.now:
            self.earlier.append(self.now)
            self.undone.clear()
            self.now = after

    def undo(self) -> None:
        if self.earlier:
            self.undone.append(self.now)
            self.now = self.earlier.pop()

    def redo(self) -> None:
        if self.undone:
            self.earlier.append(self.now)
            self.now = self.undone.pop()

    def erase(self, name: str) -> None:
        """Forget a person, and everything that could bring them back."""
        self.now = erased(self.now, name)
        self.earlier.clear()
        self.undone.clear()


def erased(said: Said, name: str) -> Said:
    return Said(
        capacity={each: number for each, number in said.capacity.items() if each != name},
        bin=said.bin - {name},
        pairs=tuple(pair for pair in said.pairs if name not in pair.members),
        never=tuple(rule for rule in said.never if name not in rule),
    )


def with_capacity(said: Said, name: str, capacity: int) -> Said:
    return replace(said, capacity={**said.capacity, name: capacity})


def removed(said: Said, name: str) -> Said:
    return replace(
        said, bin=said.bin | {name}, pairs=tuple(pair for pair in said.pairs if name not in pair.members)
    )


def restored(said: Said, name: str) -> Said:
    return replace(said, bin=said.bin - {name})


def paired(said: Said, a: str, b: str) -> Said:
    """Pair two people by hand: drafts that are not locked make room, the oldest first."""
    members = frozenset({a, b})
    if len(members) == 1 or any(pair.members == members for pair in said.pairs):
        raise Refused
    leaving: list[Pair] = []
    for member in (a, b):
        there = [pair for pair in said.pairs if member in pair.members and pair not in leaving]
        surplus = len(there) + 1 - max(1, said.capacity[member])
        movable = [pair for pair in there if not (pair.is_agreed or pair.is_locked)]
        if surplus > len(movable):
            raise Refused
        leaving += movable[: max(0, surplus)]
    return replace(said, pairs=(*(pair for pair in said.pairs if pair not in leaving), Pair(members)))


def unpaired(said: Said, pair: Pair) -> Said:
    return replace(said, pairs=tuple(each for each in said.pairs if each != pair))


def locked(said: Said, pair: Pair, *, is_locked: bool) -> Said:
    return _changed(said, pair, replace(pair, is_locked=is_locked))


def agreed(said: Said, pair: Pair) -> Said:
    return _changed(said, pair, replace(pair, is_agreed=True))


def never_paired(said: Said, a: str, b: str) -> Said:
    members = frozenset({a, b})
    kept = tuple(pair for pair in said.pairs if pair.members != members or pair.is_agreed)
    return replace(said, pairs=kept, never=(*said.never, members))


def _changed(said: Said, before: Pair, after: Pair) -> Said:
    return replace(said, pairs=tuple(after if pair == before else pair for pair in said.pairs))
