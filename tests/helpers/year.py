"""A scripted year of a scheme: what happens on which day, by whose hands, and the plain ledger of it.

Sixty people make 29 pairs. Every tenth of them drops out; whoever comes late takes their places, so that 58
answer each check-in. One side has more people, so that some wait and come first in the next round.
"""

import csv
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.helpers.hands import LAUNCH_MINUTES, Hands
from tests.helpers.ledger import Ledger, LedgerEntry, LedgerPair

L = date(2026, 3, 4)
"""The day on which the letters of the first round go: the fit is to be checked on a Good Friday, which is no
working day, and the clocks change before that."""

DAYS = {
    "fit-check": date(2026, 4, 3),
    "middle": date(2026, 6, 4),
    "ends": date(2026, 9, 4),
    "follow-up": date(2027, 3, 4),
}
"""The days of the first round, six months long, before they are moved to working days."""

AGAIN = date(2026, 9, 28)
DAYS_AGAIN = {
    "fit-check": date(2026, 10, 28),
    "middle": date(2026, 12, 27),
    "ends": date(2027, 3, 28),
    "follow-up": date(2027, 9, 28),
}

GIVEN = ("Asha", "Ben", "Cara", "Dewi", "Elin", "Faisal", "Grace", "Hywel", "Imran", "Joy")
FAMILY = ("Abara", "Birch", "Cole", "Dunne", "Evans", "Firth", "Gray")
STRENGTHS = (
    "Bid writing and fundraising",
    "Policy and strategy",
    "Project management",
    "Quality improvement",
)
HEADINGS = [
    *("Given name", "Family name", "E-mail", "Organisation", "Sector"),
    *("Can share", "Would like to gain", "Happy in a group of three"),
]
FITS = ("good", "not-sure", "not-good")
FUNDED = ("Group 3", "Group 5", "Group 7")


class Year:
    """The people of a scheme, what happens to them, and the ledger of it.

    `every` says after how many days without an event everything is compared again; it is after each event.
    """

    def __init__(
        self,
        hands: Hands,
        folder: Path,
        people: int,
        *,
        every: int = 1,
        seed: int = 7,
        funded: Sequence[str] = FUNDED,
    ) -> None:
        self.hands = hands
        self.folder = folder
        self.chance = random.Random(seed)
        self.every = every
        self.funded = funded
        self.day = L
        self.names: list[str] = []
        self.sides: dict[str, str] = {}
        self.left: set[str] = set()
        self.had_a_buddy: set[str] = set()
        self.answered: list[int] = []
        self.sheets = 0
        self.ledger = Ledger(days=DAYS)
        # One more of one side than of the other, so that somebody waits.
        self.first = ["VCSE" if number % 2 and number != 1 else "Health" for number in range(people)]

    def email(self, name: str) -> str:
        return f"{name.replace(' ', '.').lower()}@example.org"

    def sign_up(self, sides: Sequence[str]) -> None:
        """Let people sign up, each from a group of their own."""
        rows: list[tuple[str, ...]] = []
        for side in sides:
            number = len(self.names)
            given, family = GIVEN[number % 10], FAMILY[number // 10]
            name = f"{given} {family}"
            self.names.append(name)
            self.sides[name] = side
            share, gain = self.chance.sample(STRENGTHS, 2)
            rows.append((given, family, self.email(name), f"Group {number}", side, share, gain, "No"))
            self.ledger.free.add(name)
        self.hands.take_in(self._sheet(HEADINGS, rows))

    def _sheet(self, headings: list[str], rows: list[tuple[str, ...]]) -> Path:
        self.sheets += 1
        path = self.folder / f"sheet {self.sheets}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([headings, *rows])
        return path

    def go_on_until(self, day: date) -> None:
        """Let time pass, comparing what is said with the ledger on the way."""
        while self.day + timedelta(days=self.every) < day:
            self.day += timedelta(days=self.every)
            self.hands.be_at(self.day)
            self.check()
        self.day = day
        self.hands.be_at(day)

    def check(self) -> None:
        """Hold all that is said of a day against the ledger."""
        assert self.hands.lines(self.day) == self.ledger.lines(self.day), self.day
        assert self.hands.due(self.day) == self.ledger.due(self.day), self.day

    def pair(self) -> None:
        self.ledger.add_pairs(self.hands.pair())
        self._send()

    def _send(self) -> None:
        self.had_a_buddy |= {name for pair in self.ledger.running for name in pair.members}
        assert self.hands.free() == self.ledger.free
        self.check()
        self.hands.send(self.day)
        self.ledger.write_to_all(self.day)
        self.check()

    def launch(self) -> None:
        came = self.ledger.running[::2]
        self.hands.launch([pair.members for pair in came], self.day)
        for pair in came:
            pair.entries.append(LedgerEntry(self.day, "meeting", LAUNCH_MINUTES))
        self.check()

    def happen(self, kind: str, pairs: list[LedgerPair], minutes: int | None = None) -> None:
        for pair in pairs:
            entry = LedgerEntry(self.day, kind, minutes)
            if kind in {"meeting", "call"}:
                entry.fits = {name: self.chance.choice(FITS) for name in sorted(pair.members)[:1]}
            if kind == "meeting":
                for name in pair.members & self.ledger.paid:
                    entry.funded[name] = (minutes or 0) + 25, self.chance.randrange(20)
            self.hands.record(pair.members, entry)
            pair.entries.append(entry)
        self.check()
        assert self.hands.money() == self.ledger.money()

    def ask(self, kind: str) -> None:
        """Let everybody of a pair answer a form, and import what comes back twice."""
        questions = self.hands.questions(kind)
        names = [name for pair in self.ledger.running for name in sorted(pair.members)]
        asked = {asks for asks, _, _ in questions}
        rows = []
        for name in names:
            met, fit = self.chance.random() < 0.5, self.chance.choice(FITS)
            said = {"email": self.email(name), "met": ("No", "Yes")[met], "another-round": "Yes"}
            row = [self._said(asks, options, said, fit) for asks, _, options in questions]
            rows.append((f"{self.day.isoformat()} 10:00:00", *row))
            is_met, told = "met" in asked and met, fit if "fit" in asked else None
            self.ledger.answer(name, self.day, met=is_met, fit=told)
        sheet = self._sheet(["Timestamp", *(heading for _, heading, _ in questions)], rows)
        assert self.hands.take_in(sheet) == (len(names), len(names), len(names))
        self.check()
        assert self.hands.take_in(sheet) == (0, len(names), len(names))
        self.check()
        assert self.hands.money() == self.ledger.money()
        if kind == "check-in":
            self.answered.append(len(names))

    def _said(self, asks: str, options: list[str], said: dict[str, str], fit: str) -> str:
        if asks == "fit":
            return options[FITS.index(fit)]
        return said.get(asks, self.chance.choice(options) if options else "")

    def lose(self, late: Sequence[str] = ()) -> None:
        """Let one person leave on each side, and the people whom they leave have new buddies."""
        pairs = self.chance.sample([p for p in self.ledger.running if len(p.members) == 2], 2)
        for pair, side in zip(pairs, ("VCSE", "Health"), strict=True):
            [leaving] = [name for name in pair.members if self.sides[name] == side]
            self.hands.end(pair.members, self.day, leaving)
            pair.ended = (self.day, "early")
            self.left.add(leaving)
            self.ledger.free |= pair.members - {leaving}
        self.check()
        if late:
            self.sign_up(late)
            self.check()
        self.ledger.add_pairs(self.hands.mend())
        self._send()

    def finish(self) -> None:
        self.check()
        self.hands.finish(self.day)
        for pair in self.ledger.running:
            pair.ended = (self.day, "finished")
        self.check()

    def report(self) -> None:
        """Hold the figures of a report against the ledger; small ones are hidden."""
        pairs, met, _ = self.ledger.counts(self.day)
        figures = {"Applied": len(self.names), "Paired": len(self.had_a_buddy), "Pairs": pairs, "Met": met}
        said = self.hands.figures(self.day)
        assert said["Applied"] is not None
        assert {name: value for name, value in said.items() if value is not None}.items() <= figures.items()

    def come_back(self) -> set[str]:
        """Let most of those who are invited answer; return who is in the pool of the next round."""
        questions = self.hands.questions("return")
        invited = [name for name in self.names if name not in self.left]
        silent, refusing = invited[3], invited[6]
        rows = []
        for name in invited:
            answers = {"email": self.email(name), "another-round": ("Yes", "No")[name == refusing]}
            answers |= {"same-answers": "Yes"} if name != refusing else {}
            row = [answers.get(asks, "") for asks, _, _ in questions]
            if name != silent:
                rows.append((f"{self.day.isoformat()} 10:00:00", *row))
        sheet = self._sheet(["Timestamp", *(heading for _, heading, _ in questions)], rows)
        assert self.hands.take_in(sheet) == (0, len(rows), len(invited))
        assert self.hands.take_in(sheet) == (0, len(rows), len(invited))
        return set(invited) - {silent, refusing}

    def live(self) -> None:
        """Live through the year."""
        self.hands.be_at(L)
        self.sign_up(self.first)
        self.hands.begin(L, self.funded)
        self.ledger.paid = frozenset(self.names[int(group.split()[1])] for group in self.funded)
        self.pair()
        for days, happens in (
            (7, self.launch),
            (12, lambda: self.happen("contact", self.ledger.running[1::4])),
            (20, lambda: self.happen("no-answer", self.ledger.running[3::4])),
            (25, lambda: self.happen("no-answer", self.ledger.running[3::4])),
            (33, lambda: self.ask("check-in")),
            (40, lambda: self.happen("call", self.ledger.running[::3])),
            (50, lambda: self.lose(late=["VCSE"])),
            (60, lambda: self.happen("meeting", self.ledger.running[::2], 60)),
            (92, lambda: self.ask("middle")),
            (95, lambda: self.hands.pay(self.day)),
            (100, lambda: self.lose(late=["VCSE", *["Health"] * (len(self.first) // 30)])),
            (120, lambda: self.ask("check-in")),
            (130, lambda: self.happen("meeting", self.ledger.running, 45)),
            (160, lambda: self.ask("check-in")),
            (165, self.lose),
            (170, lambda: self.sign_up(["Health"])),
            (183, lambda: self.ask("end")),
            (184, self.finish),
            (186, self.report),
        ):
            self.go_on_until(L + timedelta(days=days))
            happens()
        self.come_again()

    def come_again(self) -> None:
        """Nobody meets the same buddy again, who waited comes first, nobody is paired on old answers."""
        self.go_on_until(L + timedelta(days=200))
        self.hands.start("Round 2", AGAIN)
        assert self.hands.pair() == set()
        pool = self.come_back()
        before = {pair.members for pair in self.ledger.pairs}
        pairs = self.hands.pair()
        assert pairs.isdisjoint(before)
        paired = {name for pair in pairs for name in pair}
        assert paired <= pool
        waited = pool - self.had_a_buddy
        assert waited
        assert waited <= paired
        self.ledger = Ledger(free=pool, days=DAYS_AGAIN, paid=self.ledger.paid)
        self.ledger.add_pairs(pairs)
        self.day = AGAIN
        self.hands.be_at(AGAIN)
        self._send()
        self.go_on_until(AGAIN + timedelta(days=31))
        self.ask("check-in")
