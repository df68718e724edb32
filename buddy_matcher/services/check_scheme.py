"""Checks a scheme file in words: that it can be read whole, and that what it says makes sense."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import counted
from buddy_matcher.services.round_state import RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a scheme: what kind of thing, and a sentence."""

    kind: str
    message: str


def check_scheme(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with a file; the file is not changed.

    Opening it checks its pages, its tables and its references. Raises UserError when there is no such file.
    """
    if not path.exists():
        raise UserError(f"There is no file at {path}.", "Check the name.")
    try:
        file = SchemeFile.open(path)
    except UserError as refusal:
        return (Finding("file", str(refusal)),)
    try:
        with file.reading() as unit:
            return tuple(domain_findings(read_round(unit)))
    finally:
        file.close()


def domain_findings(state: RoundState) -> Iterator[Finding]:
    """Yield what makes no sense in a round: too many buddies, pairings with people who are not in it."""
    for member in state.members.values():
        has, can = len(state.pairings_of[member.id]), member.participation.capacity
        if has > max(1, can):
            buddies = counted(has, "buddy", "buddies")
            yield Finding("capacity", f"{member.name} has {buddies} but can have {can}.")
    for pairing in state.pairings:
        missing = [member for member in pairing.members if member not in state.members]
        if pairing.is_current and missing:
            yield Finding("pairing", f"Pairing {pairing.id} names somebody who is not in the round any more.")
    twice = Counter(frozenset(pairing.members) for pairing in state.current)
    for members, times in twice.items():
        if times > 1:
            names = " and ".join(sorted(state.members[m].name for m in members))
            yield Finding("pairing", f"{names} are paired {times} times.")
