"""An accountant who has nothing but the entries, rates and agreements of a file, and what was sent before.

Whatever VCSE time comes to is worked out here anew, in fractions of a penny; no code is shared with what it
is held against.
"""

import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

type Key = tuple[int, int]
"""An entry and a participation."""


@dataclass(frozen=True)
class Owed:
    """A line as the accountant has it: whose time in which entry, what of it is paid, and by whom."""

    key: Key
    on: str
    claimed: int
    minutes: int
    miles: int
    pence: int
    funders: tuple[tuple[str, int], ...]
    is_credit: bool = False

    def taken_back(self) -> "Owed":
        return replace(
            self,
            claimed=-self.claimed,
            minutes=-self.minutes,
            miles=-self.miles,
            pence=-self.pence,
            funders=tuple((name, -pence) for name, pence in self.funders),
            is_credit=True,
        )


@dataclass
class Books:
    """What is in a file, read without any of its program."""

    claims: dict[int, list[tuple[str, int, int, int, int]]]
    rates: list[dict[str, Any]]
    agreements: list[dict[str, Any]]

    @classmethod
    def read(cls, path: Path) -> "Books":
        with closing(sqlite3.connect(":memory:")) as connection:
            # The program keeps the file itself locked.
            connection.deserialize(path.read_bytes())
            connection.row_factory = sqlite3.Row
            shares = connection.execute(
                """
                SELECT participation.organisation_id AS whose, entry."on" AS day, entry.id AS entry_id,
                    participation.id AS person, funded_minutes AS minutes, coalesce(miles, 0) AS miles
                FROM entry_share
                JOIN entry ON entry.id = entry_id
                JOIN participation ON participation.id = entry_share.participation_id
                WHERE participation.sector = 'vcse' AND funded_minutes IS NOT NULL
                """
            ).fetchall()
            claims = defaultdict(list)
            for each in shares:
                claim = each["day"], each["entry_id"], each["person"], each["minutes"], each["miles"]
                claims[each["whose"]].append(claim)
            rates = [dict(row) for row in connection.execute("SELECT * FROM rate")]
            agreements = [dict(row) for row in connection.execute("SELECT * FROM agreement")]
        return cls(dict(claims), rates, agreements)

    def agreement(self, organisation: int, on: str) -> dict[str, Any] | None:
        return _newest([a for a in self.agreements if a["organisation_id"] == organisation], on)

    def rate(self, name: str, on: str) -> dict[str, Any] | None:
        return _newest([rate for rate in self.rates if rate["name"] == name], on)


def _newest(found: list[dict[str, Any]], on: str) -> dict[str, Any] | None:
    begun = [each for each in found if (each["starts"] or "") <= on]
    return max(begun, key=lambda each: (each["starts"] or "", each["id"])) if begun else None


@dataclass
class Accountant:
    """Keeps what it sent to each organisation, line by line."""

    sent: dict[int, list[list[Owed]]] = field(default_factory=lambda: defaultdict(list))

    def send(self, books: Books, until: str) -> None:
        """Send what is owed to each organisation for the days up to one."""
        for organisation in {*books.claims, *self.sent, *(a["organisation_id"] for a in books.agreements)}:
            if lines := self.owed(books, organisation, until):
                self.sent[organisation].append(lines)

    def owed(self, books: Books, organisation: int, until: str = "9999") -> list[Owed]:
        """Return the lines that are owed besides what was sent: what was sent wrongly is taken back."""
        standing: dict[Key, Owed] = {}
        for line in (line for lines in self.sent.get(organisation, []) for line in lines):
            if line.is_credit:
                standing.pop(line.key)
            else:
                standing[line.key] = line
        claims = sorted(books.claims.get(organisation, []))
        now = {(entry, person): (day, minutes, miles) for day, entry, person, minutes, miles in claims}
        wrong = [
            line for line in standing.values() if now.get(line.key) != (line.on, line.claimed, line.miles)
        ]
        kept = {line.key: line for line in standing.values() if line not in wrong}
        used = Counter[int]()
        paid_for_a_round: set[int] = set()
        for (_, person), line in kept.items():
            used[person] += line.minutes
            if line.minutes and self._is_by_round(books, organisation, line.on):
                paid_for_a_round.add(person)
        lines = [line.taken_back() for line in wrong]
        for day, entry, person, minutes, miles in claims:
            agreed = books.agreement(organisation, day)
            if (entry, person) in kept or agreed is None or day > until:
                continue
            ceiling = agreed["ceiling"]
            worked = minutes if ceiling is None else min(minutes, max(0, ceiling - used[person]))
            used[person] += worked
            pence = self._time(books, agreed, day, worked, is_first=person not in paid_for_a_round)
            if worked and self._is_by_round(books, organisation, day):
                paid_for_a_round.add(person)
            car = books.rate(agreed["mileage"], day) if agreed["mileage"] else None
            pence += miles * car["pence"] if car else 0
            other = _rounded(Fraction(pence * agreed["other_percent"], 100))
            funders = Counter({agreed["funder"]: pence - other})
            if agreed["other_funder"]:
                funders[agreed["other_funder"]] += other
            split = tuple(sorted(funders.items()))
            lines.append(Owed((entry, person), day, minutes, worked, miles, pence, split))
        return lines

    def _time(self, books: Books, agreed: dict[str, Any], day: str, minutes: int, *, is_first: bool) -> int:
        rate = books.rate(agreed["rate"], day)
        if rate is None or not minutes:
            return 0
        if rate["unit"] == "hour":
            return _rounded(Fraction(minutes * rate["pence"], 60))
        if rate["unit"] == "round" and not is_first:
            return 0
        return int(rate["pence"])

    def _is_by_round(self, books: Books, organisation: int, day: str) -> bool:
        agreed = books.agreement(organisation, day)
        rate = books.rate(agreed["rate"], day) if agreed else None
        return rate is not None and rate["unit"] == "round"


def _rounded(amount: Fraction) -> int:
    """Return whole pence, half a penny up."""
    return floor(amount + Fraction(1, 2))
