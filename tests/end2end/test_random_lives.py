"""Random lives of a small scheme: whatever is done in whatever order, nobody is doubled or misled.

After each step an independent recount reads the exported workbook, and after each run of letters the PDF
pages; what the application says of itself is held against that.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from buddy_matcher.domain.crossing import CrossesRules
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.phrases import date_in_words
from tests.helpers.people import new_scheme
from tests.helpers.recount import Recount, letters_in, recount, told_of

GIVEN = ("Asha", "Ben", "Cara", "Dewi", "Elin", "Faisal", "Grace", "Hywel", "Imran", "Joy", "Kemi", "Lewis")
FAMILY = (
    "Abara",
    "Birch",
    "Cole",
    "Dunne",
    "Evans",
    "Firth",
    "Gill",
    "Hurst",
    "Ikeda",
    "Jones",
    "Khan",
    "Lunt",
)
STRENGTHS = ("Bid writing and fundraising", "Policy and strategy", "Project management", "Budgets")
HEADINGS = (
    "Given name,Family name,E-mail,Organisation,Sector,Can share,Would like to gain,"
    "Happy in a group of three,Number of buddies"
)
FIRST = 6


class Life:
    """One scheme that things happen to, and what its people were told on paper."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.services = new_scheme(folder)
        self.done: list[str] = []
        self.rows = [self._row(number) for number in range(FIRST)]
        self.told: dict[str, list[str]] = {}
        self.names = frozenset(f"{g} {f}" for g, f in zip(GIVEN, FAMILY, strict=True))
        self.import_()

    def _row(self, number: int) -> str:
        sector = "Health" if number % 2 else "VCSE"
        share, gain = self.random.sample(STRENGTHS, 2)
        happy = self.random.choice(["Yes", "Yes", "No"])
        room = self.random.choice([1, 1, 1, 2])
        who = f"{GIVEN[number]},{FAMILY[number]},{GIVEN[number].lower()}@example.org"
        return f"{who},{FAMILY[number]} group,{sector},{share},{gain},{happy},{room}"

    def step(self) -> None:
        """Do something at random that the window offers, and look at what came of it."""
        action = self.random.choice(self._actions())
        before = self._last_action()
        with suppress(UserError):
            action()
        if self._last_action() != before:
            if action != self.undo:
                self.done.append(action.__name__)
            self.check()

    def _last_action(self) -> int:
        return max((e.number for e in self.services.history.entries() if not e.is_undone), default=0)

    def _actions(self) -> list[Callable[[], object]]:
        often = [self.suggest, self.suggest, self.agree, self.agree, self.withdraw, self.come_back]
        return [*often, self.late, self.import_, self.lock, self.unpair, self.reopen, self.undo, self.letters]

    def import_(self) -> None:
        sheet = self.folder / "form.csv"
        sheet.write_text("\n".join((HEADINGS, *self.rows)), "utf-8")
        self.services.imports.run(sheet)

    def late(self) -> None:
        if len(self.rows) < len(GIVEN):
            self.rows.append(self._row(len(self.rows)))
            self.import_()

    def suggest(self) -> None:
        self.services.plan.suggest()

    def agree(self) -> None:
        try:
            self.services.pairings.agree()
        except CrossesRules:
            self.services.pairings.agree(cross_rules=True)

    def lock(self) -> None:
        if pairs := self.services.latest.plan().pairs:
            self.services.pairings.lock(self.random.choice(pairs).pairing.id)

    def unpair(self) -> None:
        plan = self.services.latest.plan()
        if pairs := (*plan.pairs, *plan.changes):
            self.services.pairings.unpair(self.random.choice(pairs).pairing.id)

    def reopen(self) -> None:
        if pairs := self.services.latest.plan().pairs:
            self.services.pairings.reopen(self.random.choice(pairs).pairing.id)

    def withdraw(self) -> None:
        people = [m.name for m in self.services.people.people()]
        self.services.people.set_status(self.random.choice(people), Status.WITHDRAWN)

    def come_back(self) -> None:
        gone = [m for m in self.services.people.people() if m.participation.status is Status.WITHDRAWN]
        if gone:
            self.services.people.set_status(self.random.choice(gone).name, Status.READY)

    def undo(self) -> None:
        # A letter that was printed stays on somebody's table, whatever is undone.
        if self.done and self.done[-1] not in {"letters", "import_", "late"}:
            self.done.pop()
            self.services.history.undo()

    def letters(self) -> None:
        """Save every letter, and read what they say against the workbook and against what was told before."""
        plan = self.recount()
        folder = self.folder / f"letters {len(list(self.folder.iterdir()))}"
        folder.mkdir()
        self.services.letters.save_each(folder)
        written = letters_in(folder, self.names)
        for name, letter in written.items():
            self._check_letter(plan, name, letter)
        for name, buddies in self.told.items():
            is_gone = plan.people[name].status == "Withdrawn"
            assert is_gone or name in written or set(buddies) == plan.buddies_of(name), name

    def _check_letter(self, plan: Recount, name: str, letter: str) -> None:
        stated = told_of(letter, self.names)
        assert plan.people[name].status != "Withdrawn", name
        assert sorted(stated) == sorted(plan.buddies_of(name)), f"{name} is told of {stated}: {letter}"
        earlier = self.told.get(name)
        if earlier is not None:
            assert "Thank you for joining" not in letter
        if earlier is not None and set(earlier) != set(stated):
            assert f"This letter replaces the one of {TODAY}." in letter
            assert "has ended." in letter or "There is a change to your pairing." in letter
            gone = [each for each in earlier if each not in stated]
            assert all(f"pairing with {each}" in letter or f"and {each}" in letter for each in gone[:1])
        if not letter.startswith("Draft") and "Draft" not in letter and (stated or earlier is not None):
            self.told[name] = stated

    def recount(self) -> Recount:
        workbook = self.folder / "plan.xlsx"
        self.services.workbook.save(workbook)
        return recount(workbook.read_bytes())

    def check(self) -> None:
        """Hold what the application says of itself against the workbook."""
        plan = self.recount()
        assert not plan.faults()
        readiness = [line.text for line in self.services.overview.round().readiness]
        in_pool = {"Ready", "Waiting", "Applied"}
        widowed = {
            name
            for name, buddies in self.told.items()
            if buddies and name in plan.without and plan.people[name].status in in_pool
        }
        for name in widowed:
            assert any(name in line and "needs a buddy" in line for line in readiness), name
        if not readiness:
            assert not widowed
            assert not any(row.crosses for row in plan.plan)
            assert not plan.changes


TODAY = date_in_words(date.today())  # noqa: DTZ011 - the coordinator's own day


def live(folder: Path, seed: int, steps: int) -> None:
    life = Life(folder, seed)
    try:
        for _ in range(steps):
            life.step()
        with suppress(UserError):  # where nobody is due one
            life.letters()
    except BaseException as failure:
        failure.add_note(f"seed {seed}: {', '.join(life.done)}")
        raise
    finally:
        life.services.close()


@pytest.mark.parametrize("seed", range(5))
def test_nobody_is_doubled_or_misled_in_any_life(tmp_path: Path, seed: int):
    live(tmp_path, seed, steps=40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_nobody_is_doubled_or_misled_in_long_lives(tmp_path: Path, seed: int):
    live(tmp_path, seed, steps=100)
