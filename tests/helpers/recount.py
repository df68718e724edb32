"""Reads a plan and its letters as somebody outside would: from the exported workbook and the PDF pages.

Nothing of the application is asked; what it claims is held against this.
"""

import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

_BUDDIES = re.compile(r"(?:Your (?:new )?buddy is|You have \d buddies:) (.+?)\.")


@dataclass(frozen=True)
class Person:
    """Someone as the sheet of people has them."""

    name: str
    status: str
    capacity: int


@dataclass(frozen=True)
class Row:
    """A pairing as the sheet of the plan has it."""

    members: frozenset[str]
    state: str
    crosses: str


@dataclass(frozen=True)
class Recount:
    """What an exported workbook says."""

    people: dict[str, Person]
    plan: tuple[Row, ...]
    changes: tuple[Row, ...]
    without: frozenset[str]

    def buddies_of(self, name: str) -> frozenset[str]:
        """Return whom somebody is paired with."""
        return frozenset(m for row in self.plan if name in row.members for m in row.members if m != name)

    def is_agreed(self, name: str) -> bool:
        """Return whether every pairing of somebody is agreed."""
        return all(row.state == "Agreed" for row in self.plan if name in row.members)

    def faults(self) -> list[str]:
        """Return what no plan may be: somebody doubled, too busy, gone but paired, or in no list."""
        found = []
        twice = Counter(two for row in self.plan for two in combinations(sorted(row.members), 2))
        found += [f"{two} are paired {times} times" for two, times in twice.items() if times > 1]
        pairings = Counter(member for row in self.plan for member in row.members)
        for person in self.people.values():
            has = pairings[person.name]
            if has > max(1, person.capacity):
                found.append(f"{person.name} is in {has} pairings and has room for {person.capacity}")
            is_gone = person.status == "Withdrawn"
            if is_gone and has:
                found.append(f"{person.name} has withdrawn and is paired")
            if (person.name in self.without) is not (not has and not is_gone):
                found.append(f"{person.name}, {person.status}, has {has} pairings; lists are wrong")
        return found


def recount(workbook: bytes) -> Recount:
    """Return what an exported workbook says."""
    book = load_workbook(io.BytesIO(workbook), read_only=True)
    sheets = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    headings, *rows = sheets["People"]
    at = {heading: place for place, heading in enumerate(headings)}
    people = {}
    for row in rows:
        name = f"{row[at['Given name']]} {row[at['Family name']]}"
        people[name] = Person(name, row[at["Status"]], int(row[at["Number of buddies"]]))
    names = frozenset(people)
    return Recount(
        people,
        _pairings(sheets["Plan"], names),
        _pairings(sheets.get("Proposed changes", [[]]), names),
        frozenset(row[0] for row in sheets["Without a buddy"][1:] if row[0]),
    )


def _pairings(sheet: list[list[str]], names: frozenset[str]) -> tuple[Row, ...]:
    return tuple(
        Row(frozenset(name for name in names if name in row[0]), row[2], row[7] or "")
        for row in sheet[1:]
        if row and row[0]
    )


def letters_in(folder: Path, names: frozenset[str]) -> dict[str, str]:
    """Return the text of each letter in a folder, by whom its file is named after."""
    found = {}
    for file in folder.glob("*.pdf"):
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())
        words = set(file.stem.split()[1:])
        [reader] = [name for name in names if set(name.split()) == words]
        found[reader] = text.replace("\N{NO-BREAK SPACE}", " ")
    return found


def told_of(letter: str, names: frozenset[str]) -> list[str]:
    """Return whom a letter says to be its reader's buddies, as often as it says so."""
    stated = _BUDDIES.search(letter)
    return [name for name in names for _ in range(stated[1].count(name))] if stated else []
