"""Damages scheme files in every way that a disk, a network or a person may, and sees what opening says."""

import random
from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.domain.errors import UserError
from buddy_matcher.services.rounds.findings import domain_findings
from buddy_matcher.services.rounds.round_state import read_round
from buddy_matcher.storage.scheme_file import SchemeFile

PAGE = 4096


@dataclass(frozen=True)
class Damage:
    """A way to damage bytes, by name."""

    name: str
    seed: int

    def apply(self, content: bytes) -> bytes:
        """Return the damaged content; it always differs."""
        chance = random.Random(self.seed)
        damaged = bytearray(content)
        getattr(self, f"_{self.name}")(damaged, chance)
        if bytes(damaged) == content:
            damaged[chance.randrange(len(damaged))] ^= 0xFF
        return bytes(damaged)

    def _flip_a_bit(self, content: bytearray, chance: random.Random) -> None:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)

    def _change_some_bytes(self, content: bytearray, chance: random.Random) -> None:
        for _ in range(chance.randint(2, 50)):
            content[chance.randrange(len(content))] = chance.randrange(256)

    def _change_the_header(self, content: bytearray, chance: random.Random) -> None:
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(100)] = chance.randrange(256)

    def _change_the_list_of_tables(self, content: bytearray, chance: random.Random) -> None:
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(100, 2 * PAGE)] = chance.randrange(256)

    def _cut_off(self, content: bytearray, chance: random.Random) -> None:
        del content[chance.randrange(len(content)) :]

    def _add_to_the_end(self, content: bytearray, chance: random.Random) -> None:
        content += chance.randbytes(chance.randint(1, 3 * PAGE))

    def _fill_a_page(self, content: bytearray, chance: random.Random) -> None:
        start = PAGE * chance.randrange(len(content) // PAGE)
        content[start : start + PAGE] = chance.choice([bytes(PAGE), chance.randbytes(PAGE)])

    def _swap_two_pages(self, content: bytearray, chance: random.Random) -> None:
        first, second = (PAGE * page for page in chance.sample(range(len(content) // PAGE), 2))
        kept = content[first : first + PAGE]
        content[first : first + PAGE] = content[second : second + PAGE]
        content[second : second + PAGE] = kept

    def _point_elsewhere(self, content: bytearray, chance: random.Random) -> None:
        """Change the beginning of a page, where the tree's pointers are."""
        start = PAGE * chance.randrange(1, len(content) // PAGE)
        for _ in range(chance.randint(1, 6)):
            content[start + chance.randrange(16)] = chance.randrange(256)


WAYS = [name.removeprefix("_") for name in vars(Damage) if name.startswith("_") and not name.startswith("__")]


def damages(number: int, seed: int = 0) -> list[Damage]:
    """Return damages of every way in turn."""
    return [Damage(WAYS[i % len(WAYS)], seed * 1_000_000 + i) for i in range(number)]


def opens(path: Path) -> bool:
    """Open a file and read all of it; return False when it is refused with an error that is made for it."""
    try:
        file = SchemeFile.open(path)
    except UserError:
        return False
    try:
        with file.reading() as unit:
            list(domain_findings(read_round(unit)))
            unit.journal.actions()
    except UserError:
        return False
    finally:
        file.close()
    return True
