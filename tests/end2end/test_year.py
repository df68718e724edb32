"""A scripted year: two rounds, drop-outs, check-ins and returns, through services and by the command line.

A plain ledger is kept beside it; after each day every list, count and sum equals it.
"""

import csv
import random
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from buddy_matcher.services.schemes import create_scheme
from tests.helpers.hands import LAUNCH_MINUTES, ByCommands, ByServices, Hands
from tests.helpers.ledger import Ledger, LedgerEntry, LedgerPair

L = date(2026, 3, 2)
"""The day on which the letters of the first round go."""

GIVEN = ("Asha", "Ben", "Cara", "Dewi", "Elin", "Faisal", "Grace", "Hywel", "Imran", "Joy")
FAMILY = ("Abara", "Birch", "Cole", "Dunne", "Evans", "Firth")
STRENGTHS = (
    "Bid writing and fundraising",
    "Policy and strategy",
    "Project management",
    "Quality improvement",
)
HEADINGS = (
    "Given name,Family name,E-mail,Organisation,Sector,Can share,Would like to gain,Happy in a group of three"
)
FITS = ("good", "not-sure", "not-good")


class Year:
    """The people of a scheme, what happens to them, and the ledger of it."""

    def __init__(self, hands: Hands, folder: Path, people: int, seed: int = 7) -> None:
        self.hands = hands
        self.folder = folder
        self.chance = random.Random(seed)
        self.ledger = Ledger()
        self.names = [f"{GIVEN[n % 10]} {FAMILY[n // 10]}" for n in range(people)]
        self.left: set[str] = set()
        self.had_a_buddy: set[str] = set()
        self.sheets = 0

    def email(self, name: str) -> str:
        return f"{name.replace(' ', '.').lower()}@example.org"

    def sign_up(self) -> None:
        """One more of one side than of the other, so that somebody waits."""
        rows: list[tuple[str, ...]] = []
        for number, name in enumerate(self.names):
            given, family = name.split()
            sector = "VCSE" if number % 2 and number != 1 else "Health"
            share, gain = self.chance.sample(STRENGTHS, 2)
            rows.append((given, family, self.email(name), f"Group {number}", sector, share, gain, "No"))
        self.hands.take_in(self._sheet(HEADINGS.split(","), rows))

    def _sheet(self, headings: list[str], rows: list[tuple[str, ...]]) -> Path:
        self.sheets += 1
        path = self.folder / f"sheet {self.sheets}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([headings, *rows])
        return path

    def check(self, day: date) -> None:
        """Hold all that is said of a day against the ledger."""
        assert self.hands.lines(day) == self.ledger.lines(day), day
        assert self.hands.due(day) == self.ledger.due(day), day

    def pair(self, day: date) -> None:
        self.ledger.add_pairs(self.hands.pair())
        self._send(day)

    def _send(self, day: date) -> None:
        self.had_a_buddy |= {name for pair in self.ledger.running for name in pair.members}
        self.check(day)
        self.hands.send(day)
        self.ledger.write_to_all(day)
        self.check(day)

    def launch(self, day: date) -> None:
        came = self.ledger.running[::2]
        self.hands.launch([pair.members for pair in came], day)
        for pair in came:
            pair.entries.append(LedgerEntry(day, "meeting", LAUNCH_MINUTES))
        self.check(day)

    def happen(self, day: date, kind: str, pairs: list[LedgerPair], minutes: int | None = None) -> None:
        for pair in pairs:
            fits = {}
            if kind in {"meeting", "call"}:
                fits = {name: self.chance.choice(FITS) for name in sorted(pair.members)[:1]}
            entry = LedgerEntry(day, kind, minutes, fits)
            self.hands.record(pair.members, entry)
            pair.entries.append(entry)
        self.check(day)

    def ask(self, kind: str, day: date) -> None:
        """Let everybody of a pair answer a form, and import what comes back twice."""
        questions = self.hands.questions(kind)
        names = [name for pair in self.ledger.running for name in sorted(pair.members)]
        rows = []
        for name in names:
            met, fit = self.chance.random() < 0.5, self.chance.choice(FITS)
            said = {"email": self.email(name), "met": ("No", "Yes")[met], "another-round": "Yes"}
            row = [self._said(asks, options, said, fit) for asks, _, options in questions]
            rows.append((f"{day.isoformat()} 10:00:00", *row))
            asked = {asks for asks, _, _ in questions}
            is_met, told = "met" in asked and met, fit if "fit" in asked else None
            self.ledger.answer(name, day, met=is_met, fit=told)
        sheet = self._sheet(["Timestamp", *(heading for _, heading, _ in questions)], rows)
        assert self.hands.take_in(sheet) == (len(names), len(names), len(names))
        self.check(day)
        assert self.hands.take_in(sheet) == (0, len(names), len(names))
        self.check(day)

    def _said(self, asks: str, options: list[str], said: dict[str, str], fit: str) -> str:
        if asks == "fit":
            return options[FITS.index(fit)]
        return said.get(asks, self.chance.choice(options) if options else "")

    def lose(self, day: date) -> None:
        """Let one person leave on each side, so that those whom they leave can be paired."""
        first, second = self.chance.sample([p for p in self.ledger.running if len(p.members) == 2], 2)
        sides = {name: number % 2 and number != 1 for number, name in enumerate(self.names)}
        for pair, side in ((first, True), (second, False)):
            [leaving] = [name for name in pair.members if bool(sides[name]) is side]
            self.hands.end(pair.members, day, leaving)
            pair.ended = (day, "early")
            self.left.add(leaving)
        self.check(day)
        self.ledger.add_pairs(self.hands.mend())
        self._send(day)

    def finish(self, day: date) -> None:
        self.hands.finish(day)
        for pair in self.ledger.running:
            pair.ended = (day, "finished")
        self.check(day)

    def come_back(self, day: date) -> set[str]:
        """Start the next round and let most answer; return who is in its pool."""
        self.hands.start("Round 2")
        questions = self.hands.questions("return")
        invited = [name for name in self.names if name not in self.left]
        silent, refusing = invited[3], invited[6]
        rows = []
        for name in invited:
            answers = {"email": self.email(name), "another-round": ("Yes", "No")[name == refusing]}
            answers |= {"same-answers": "Yes"} if name != refusing else {}
            row = [answers.get(asks, "") for asks, _, _ in questions]
            if name != silent:
                rows.append((f"{day.isoformat()} 10:00:00", *row))
        sheet = self._sheet(["Timestamp", *(heading for _, heading, _ in questions)], rows)
        assert self.hands.take_in(sheet) == (0, len(rows), len(invited))
        assert self.hands.take_in(sheet) == (0, len(rows), len(invited))
        return set(invited) - {silent, refusing}

    def live(self) -> None:
        """Live through the year."""
        self.sign_up()
        self.pair(L)
        self.launch(L + timedelta(days=7))
        self.happen(L + timedelta(days=12), "contact", self.ledger.running[1::4])
        self.happen(L + timedelta(days=20), "no-answer", self.ledger.running[3::4])
        self.happen(L + timedelta(days=25), "no-answer", self.ledger.running[3::4])
        for days in (28, 29):
            self.check(L + timedelta(days=days))
        self.ask("check-in", L + timedelta(days=32))
        self.happen(L + timedelta(days=40), "call", self.ledger.running[::3])
        self.lose(L + timedelta(days=50))
        self.happen(L + timedelta(days=60), "meeting", self.ledger.running[::2], 60)
        self.ask("middle", L + timedelta(days=92))
        self.lose(L + timedelta(days=100))
        self.ask("check-in", L + timedelta(days=120))
        for days in (133, 134, 160, 179, 180):
            self.check(L + timedelta(days=days))
        self.ask("check-in", L + timedelta(days=181))
        self.ask("end", L + timedelta(days=183))
        self.finish(L + timedelta(days=184))
        self.come_again()

    def come_again(self) -> None:
        """Nobody meets the same buddy again, who waited comes first, nobody is paired on old answers."""
        pool = self.come_back(L + timedelta(days=200))
        before = {pair.members for pair in self.ledger.pairs}
        pairs = self.hands.pair()
        assert pairs.isdisjoint(before)
        paired = {name for pair in pairs for name in pair}
        assert paired <= pool
        assert pool - self.had_a_buddy <= paired
        self.ledger = Ledger()
        self.ledger.add_pairs(pairs)
        self._send(L + timedelta(days=210))
        self.ask("check-in", L + timedelta(days=240))


def live_through_services(folder: Path, people: int) -> None:
    with closing(create_scheme(folder / "scheme.buddy", "West Moor buddies")) as services:
        Year(ByServices(services), folder, people).live()


def live_by_commands(folder: Path, people: int, capsys: pytest.CaptureFixture[str]) -> None:
    create_scheme(folder / "scheme.buddy", "West Moor buddies").close()
    Year(ByCommands(folder / "scheme.buddy", capsys), folder, people).live()


def test_a_year_of_twelve_people_equals_its_ledger(tmp_path: Path):
    live_through_services(tmp_path, 12)


@pytest.mark.slow
def test_a_year_of_sixty_people_equals_its_ledger(tmp_path: Path):
    live_through_services(tmp_path, 60)


@pytest.mark.slow
def test_a_year_of_sixty_people_that_is_typed_equals_its_ledger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    live_by_commands(tmp_path, 60, capsys)
