"""What a scheme with its undo and redo does, in plain Python, to hold the real one against."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from buddy_matcher.domain.letters import Standing


@dataclass(frozen=True)
class Pair:
    """A current pairing of two people by name."""

    members: frozenset[str]
    is_agreed: bool = False
    is_locked: bool = False


@dataclass(frozen=True)
class Aside:
    """What stands beside people and pairs: each as it is named, with what there is to say of it."""

    languages: dict[str, str] = field(default_factory=dict)
    """In which language people asked for their letters, where they were asked."""
    scenarios: tuple[str, ...] = ()
    budgets: dict[str, int] = field(default_factory=dict)
    local: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What a scheme says: each person's capacity, who is in the bin, pairings from old to new, rules."""

    capacity: dict[str, int] = field(default_factory=dict)
    bin: frozenset[str] = frozenset()
    pairs: tuple[Pair, ...] = ()
    never: tuple[frozenset[str], ...] = ()
    ended: frozenset[frozenset[str]] = frozenset()
    """Agreed pairs that were taken apart; nobody suggests them again."""
    printed: dict[str, int] = field(default_factory=dict)
    """How many letters each person was printed."""
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Who each person's buddies were in the last letter that told of them, in the order of their names."""
    told_to_wait: frozenset[str] = frozenset()
    """Who was told that they wait."""
    aside: Aside = Aside()

    def buddies(self, name: str) -> tuple[str, ...]:
        """Return whom someone is paired with, in the order of the pairings."""
        return tuple(next(iter(pair.members - {name})) for pair in self.pairs if name in pair.members)

    def is_due_a_letter(self, name: str) -> bool:
        """Return whether someone is told of a buddy, or that there is none for them."""
        is_waiting = bool(self.pairs and self.capacity[name])
        return name not in self.bin and (bool(self.buddies(name)) or name in self.told or is_waiting)

    def letter(self, name: str) -> Standing:
        """Return where someone's letter stands."""
        buddies = tuple(sorted(self.buddies(name)))
        # A change of buddies is told in a letter of its own, which is not printed yet.
        is_told = (
            self.told[name] == buddies if name in self.told else not buddies and name in self.told_to_wait
        )
        return Standing.PRINTED if is_told else Standing.NOT_PRINTED


class Refused(Exception):
    """The services should refuse this."""


class SchemeModel:
    """A scheme that remembers everything it said before."""

    def __init__(self) -> None:
        self.now = Said()
        self.earlier: list[Said] = []
        self.undone: list[Said] = []

    def act(self, change: Callable[[Said], Said], *, leaves_a_trace: bool = False) -> None:
        """Do an action; one that changes nothing leaves no trace, unless it is said to."""
        after = change(self.now)
        if after != self.now or leaves_a_trace:
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
        ended=frozenset(members for members in said.ended if name not in members),
        printed={each: number for each, number in said.printed.items() if each != name},
        told={each: buddies for each, buddies in said.told.items() if each != name},
        told_to_wait=said.told_to_wait - {name},
        aside=replace(
            said.aside,
            languages={each: asked for each, asked in said.aside.languages.items() if each != name},
        ),
    )


def with_aside(said: Said, **changed: Any) -> Said:
    """Replace some of what stands beside people and pairs."""
    return replace(said, aside=replace(said.aside, **changed))


def with_capacity(said: Said, name: str, capacity: int) -> Said:
    return replace(said, capacity={**said.capacity, name: capacity})


def removed(said: Said, name: str) -> Said:
    after = replace(said, bin=said.bin | {name})
    for pair in said.pairs:
        after = unpaired(after, pair) if name in pair.members else after
    return after


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


def planned(said: Said, plan: tuple[Pair, ...], is_of_health: Callable[[str], bool]) -> Said:
    """Take over the plan that was suggested; fails for one that breaks a rule or gives up what stays."""
    kept = tuple(pair for pair in said.pairs if pair.is_agreed or pair.is_locked)
    assert plan[: len(kept)] == kept
    after = replace(said, pairs=plan)
    for pair in plan[len(kept) :]:
        a, b = pair.members
        assert may_pair(said, a, b, is_of_health)
        for member in pair.members:
            buddies = after.buddies(member)
            assert len(buddies) == len(set(buddies)) <= said.capacity[member]
    waiting = [name for name in said.capacity if not after.buddies(name)]
    left_over = [(a, b) for a, b in combinations(waiting, 2) if may_pair(said, a, b, is_of_health)]
    assert left_over == [], "two who could have each other have nobody"
    return after


def may_pair(said: Said, a: str, b: str, is_of_health: Callable[[str], bool]) -> bool:
    """Return whether a plan may pair two people whom nothing else keeps."""
    members = frozenset({a, b})
    can_be_paired = not members & said.bin and said.capacity[a] and said.capacity[b]
    is_ruled_out = members in said.never or members in said.ended
    return bool(can_be_paired) and not is_ruled_out and is_of_health(a) != is_of_health(b)


def printed(said: Said) -> Said:
    """Print everyone's letter; a draft does not count, and for people who wait one draft makes all so."""
    drafts = frozenset().union(*(pair.members for pair in said.pairs if not pair.is_agreed))
    due = [name for name in said.capacity if said.is_due_a_letter(name)]
    names = [name for name in due if not (name in drafts if said.buddies(name) else drafts)]
    of_buddies = [name for name in names if said.buddies(name) or name in said.told]
    return replace(
        said,
        printed={**said.printed, **{name: said.printed.get(name, 0) + 1 for name in names}},
        told={**said.told, **{name: tuple(sorted(said.buddies(name))) for name in of_buddies}},
        told_to_wait=said.told_to_wait | (set(names) - set(of_buddies)),
    )


def taken(said: Said, plan: tuple[Pair, ...]) -> Said:
    """Take over a scenario as it was laid out; fails where it gives up what stays, or pairs who left."""
    assert {pair for pair in said.pairs if pair.is_agreed or pair.is_locked} <= set(plan)
    assert all(not pair.members & said.bin for pair in plan)
    return replace(said, pairs=plan)


def unpaired(said: Said, pair: Pair) -> Said:
    """Take a pair apart; it is remembered when it was agreed."""
    return replace(
        said,
        pairs=tuple(each for each in said.pairs if each != pair),
        ended=said.ended | {pair.members} if pair.is_agreed else said.ended,
    )


def locked(said: Said, pair: Pair, *, is_locked: bool) -> Said:
    return _changed(said, pair, replace(pair, is_locked=is_locked))


def agreed(said: Said, pair: Pair) -> Said:
    return _changed(said, pair, replace(pair, is_agreed=True))


def never_paired(said: Said, a: str, b: str) -> Said:
    members = frozenset({a, b})
    kept = tuple(pair for pair in said.pairs if pair.members != members or pair.is_agreed)
    never = said.never if members in said.never else (*said.never, members)
    return replace(said, pairs=kept, never=never)


def _changed(said: Said, before: Pair, after: Pair) -> Said:
    return replace(said, pairs=tuple(after if pair == before else pair for pair in said.pairs))
