"""What a coordinator does in a year of a scheme, through services or by typing commands."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest

from buddy_matcher.app import main
from buddy_matcher.domain.endings import EndReason, Next, NextFor
from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare, Fit
from buddy_matcher.domain.ids import UNSAVED
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.made_forms import FormKind
from buddy_matcher.domain.money import Agreement, Rate, RateUnit
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.schemes import Services
from tests.helpers.ledger import PENCE_PER_HOUR, PENCE_PER_MILE, Due, LedgerEntry, Line, Money

type Pairs = set[frozenset[str]]
type Question = tuple[str, str, list[str]]
"""What a form's question asks, its heading, and its options, best first."""

LAUNCH_MINUTES = 30
RATE, MILEAGE = "hourly", "mileage"
FIGURES = ("Applied", "Paired", "Pairs", "Met")


class Hands(Protocol):
    """What a coordinator does in the year, however they do it."""

    def be_at(self, day: date) -> None:
        """Take note of the day on which what follows happens."""

    def begin(self, letters_on: date, funded: Sequence[str]) -> None:
        """Set when the letters go, and agree with organisations what their people's time is paid."""

    def free(self) -> set[str]:
        """Return who is free, as whoever looks for a new buddy is told."""

    def money(self) -> Money:
        """Return what is paid for in all: minutes, miles, pence, and meetings to settle."""

    def pay(self, on: date) -> None:
        """Send what is owed."""

    def figures(self, on: date) -> dict[str, int | None]:
        """Return what a report says of all: applied, paired, pairs and met; None is hidden."""

    def take_in(self, sheet: Path) -> tuple[int, int, int]:
        """Import a sheet; return how many entries it made, how many answered, and of how many."""

    def pair(self) -> Pairs:
        """Suggest and agree a plan; return all pairs of the newest round."""

    def mend(self) -> Pairs:
        """Pair those who are free, moving nobody; return all pairs that run."""

    def send(self, on: date) -> None:
        """Record every letter that is due as posted."""

    def record(self, pair: Iterable[str], entry: LedgerEntry) -> None:
        """Record what happened to a pair."""

    def launch(self, pairs: Sequence[Iterable[str]], on: date) -> None:
        """Record who came to the launch day."""

    def questions(self, kind: str) -> list[Question]:
        """Return the questions of a form."""

    def end(self, pair: Iterable[str], on: date, leaving: str) -> None:
        """End a pair early, because one of it leaves."""

    def finish(self, on: date) -> None:
        """End all pairs that run, because the round is over."""

    def start(self, name: str, letters_on: date) -> None:
        """Start the next round."""

    def lines(self, day: date) -> dict[tuple[frozenset[str], bool], Line]:
        """Return how every pair is doing on a day."""

    def due(self, day: date) -> Due:
        """Return what is due."""


class ByServices:
    """Through the services, as the window does."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def be_at(self, day: date) -> None:
        """Every day is named to the services."""

    def begin(self, letters_on: date, funded: Sequence[str]) -> None:
        self._services.rounds.set_date(Milestone.LETTERS_ON, letters_on)
        self._services.funding.set_rate(Rate(name=RATE, pence=PENCE_PER_HOUR, unit=RateUnit.HOUR))
        self._services.funding.set_rate(Rate(name=MILEAGE, pence=PENCE_PER_MILE, unit=RateUnit.MILE))
        for name in funded:
            agreed = Agreement(organisation_id=UNSAVED, rate=RATE, mileage=MILEAGE)
            self._services.funding.agree(name, agreed)

    def free(self) -> set[str]:
        return set(self._services.questions.mend.free())

    def money(self) -> Money:
        lines = self._services.funding.funding(date.max)
        keys = ("used_minutes", "miles", "used_pence", "to_settle")
        minutes, miles, pence, unsettled = (sum(getattr(each, key) for each in lines) for key in keys)
        return minutes, miles, pence, unsettled

    def pay(self, on: date) -> None:
        self._services.payments.send(on)

    def figures(self, on: date) -> dict[str, int | None]:
        tables = self._services.reports.report(on).tables
        return _figures([(table.columns, table.rows[-1]) for table in tables])

    def take_in(self, sheet: Path) -> tuple[int, int, int]:
        taken = self._services.imports.run(sheet).taken
        return (taken.entries, taken.answered, taken.of) if taken else (0, 0, 0)

    def pair(self) -> Pairs:
        self._services.plan.suggest(agree=True)
        members = self._services.latest.state().members
        return {frozenset(members[m].name for m in p.members) for p in self._services.latest.state().current}

    def mend(self) -> Pairs:
        self._services.questions.mend.take("move-nobody", agree=True)
        members = self._services.latest.state().members
        return {frozenset(members[m].name for m in p.members) for p in self._services.latest.state().current}

    def send(self, on: date) -> None:
        self._services.letters.record_gone(Issue.POSTED, on)

    def record(self, pair: Iterable[str], entry: LedgerEntry) -> None:
        found = self._running(pair)
        ids = {member.name: member.participation_id for member in found.members}
        self._services.entries.add(
            Entry(
                pairing_id=found.pairing.id,
                on=entry.on,
                kind=EntryKind(entry.kind),
                minutes=entry.minutes,
                shares=tuple(
                    EntryShare(
                        ids[name],
                        Fit(entry.fits[name]) if name in entry.fits else None,
                        *entry.funded.get(name, ()),
                    )
                    for name in sorted(entry.fits.keys() | entry.funded.keys())
                ),
            )
        )

    def launch(self, pairs: Sequence[Iterable[str]], on: date) -> None:
        found = [self._running(pair).pairing.id for pair in pairs]
        self._services.entries.record_launch_day(on, found)

    def questions(self, kind: str) -> list[Question]:
        form = self._services.forms.form(FormKind(kind))
        return [(each.question.value, each.text, list(each.options)) for each in form.questions]

    def end(self, pair: Iterable[str], on: date, leaving: str) -> None:
        found = self._running(pair)
        ids = {member.name: member.participation_id for member in found.members}
        leaves = (NextFor(ids[leaving], Next.LEAVE),)
        self._services.endings.end(
            found.pairing.id, Ending(on=on, reason=EndReason.CHANGED_JOB, next_for=leaves)
        )

    def finish(self, on: date) -> None:
        [round_id] = {pair.pairing.round_id for pair in self._services.follow_up.pairs(on)}
        self._services.endings.end_all_finished(round_id, on)

    def start(self, name: str, letters_on: date) -> None:
        self._services.rounds.start(name, letters_on=letters_on)

    def lines(self, day: date) -> dict[tuple[frozenset[str], bool], Line]:
        found = {}
        for pair in self._services.follow_up.pairs(day):
            life, names = pair.life, frozenset(member.name for member in pair.members)
            found[names, not pair.is_over] = (
                life.state.value,
                life.last_heard.isoformat() if life.last_heard else None,
                len(life.meetings),
                life.minutes,
                frozenset(flag.value for flag in life.flags),
            )
        return found

    def due(self, day: date) -> Due:
        return {
            due.kind: (due.count, frozenset(member.name for member in due.people))
            for due in self._services.follow_up.due(day)
        }

    def _running(self, names: Iterable[str]) -> RunningPair:
        wanted = set(names)
        pairs = self._services.follow_up.pairs(date.max)
        return next(p for p in pairs if not p.is_over and {m.name for m in p.members} == wanted)


class ByCommands:
    """By typing commands, reading what they print."""

    def __init__(self, scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._scheme = str(scheme)
        self._capsys = capsys

    def _type(self, command: str, *arguments: str) -> None:
        assert main([command, self._scheme, *arguments]) == 0

    def _answer(self, command: str, *arguments: str) -> Any:
        self._capsys.readouterr()
        self._type(command, *arguments, "--json")
        return json.loads(self._capsys.readouterr().out)

    def be_at(self, day: date) -> None:
        """Every day is typed."""

    def begin(self, letters_on: date, funded: Sequence[str]) -> None:
        self._type("round", "--set", f"letters-on={letters_on.isoformat()}")
        rates = f"{RATE}={PENCE_PER_HOUR}/hour", f"{MILEAGE}={PENCE_PER_MILE}/mile"
        self._type("funding", *(part for rate in rates for part in ("--rate", rate)))
        for name in funded:
            self._type("funding", "--agree", name, RATE, "--mileage", MILEAGE)

    def free(self) -> set[str]:
        return set(self._answer("free")["people"])

    def money(self) -> Money:
        lines = self._answer("funding")["organisations"]
        keys = ("used_minutes", "miles", "used_pence", "to_settle")
        minutes, miles, pence, unsettled = (sum(each[key] for each in lines) for key in keys)
        return minutes, miles, pence, unsettled

    def pay(self, on: date) -> None:
        folder = Path(self._scheme).parent / f"payments {on.isoformat()}"
        self._type("payments", "--out", str(folder), "--send")

    def figures(self, on: date) -> dict[str, int | None]:
        report = self._answer("report", str(Path(self._scheme).with_name(f"report {on}.pdf")))
        return _figures([(table["columns"], table["rows"][-1]) for table in report["tables"]])

    def take_in(self, sheet: Path) -> tuple[int, int, int]:
        report = self._answer("import", str(sheet))
        if report["form"]:
            assert (report["to_decide"], report["problems"]) == ([], [])
        return tuple(report.get(key, 0) for key in ("entries", "answered", "of"))

    def pair(self) -> Pairs:
        plan = self._answer("pair", "--agree")
        return {frozenset(member["name"] for member in pair["members"]) for pair in plan["pairs"]}

    def mend(self) -> Pairs:
        self._type("free", "--take", "move-nobody", "--agree")
        pairs = self._answer("meetings")["pairs"]
        return {frozenset(p["members"]) for p in pairs if p["state"] not in {"ended", "finished"}}

    def send(self, on: date) -> None:
        self._type("sent", "--all", "--how", "posted", "--on", on.isoformat())

    def record(self, pair: Iterable[str], entry: LedgerEntry) -> None:
        fits = [part for name, fit in entry.fits.items() for part in ("--fit", f"{name}={fit}")]
        minutes = ["--minutes", str(entry.minutes)] if entry.minutes is not None else []
        paid = [
            part
            for name, (funded, miles) in entry.funded.items()
            for part in ("--funded", f"{name}={funded}", "--miles", f"{name}={miles}")
        ]
        when = ["--on", entry.on.isoformat(), "--kind", entry.kind]
        self._type("meeting", "--pair", *sorted(pair), *when, *minutes, *fits, *paid)

    def launch(self, pairs: Sequence[Iterable[str]], on: date) -> None:
        for pair in pairs:
            self.record(pair, LedgerEntry(on, "meeting", LAUNCH_MINUTES))

    def questions(self, kind: str) -> list[Question]:
        folder = Path(self._scheme).parent / kind
        made = self._answer("form", "--kind", kind, "--out", str(folder / str(len(list(folder.glob("*"))))))
        return [(each["asks"], each["heading"], each["options"]) for each in made["questions"]]

    def end(self, pair: Iterable[str], on: date, leaving: str) -> None:
        who = ["--pair", *sorted(pair), "--for", f"{leaving}=leave"]
        self._type("end", *who, "--on", on.isoformat(), "--reason", "changed-job")

    def finish(self, on: date) -> None:
        self._type("end", "--all-finished", "--on", on.isoformat())

    def start(self, name: str, letters_on: date) -> None:
        self._type("round", "--start", name, "--letters-on", letters_on.isoformat())

    def lines(self, day: date) -> dict[tuple[frozenset[str], bool], Line]:
        return {
            (frozenset(p["members"]), p["state"] not in {"ended", "finished"}): (
                p["state"],
                p["last_heard"],
                p["meetings"],
                p["minutes"],
                frozenset(p["flags"]),
            )
            for p in self._answer("meetings", "--on", day.isoformat())["pairs"]
        }

    def due(self, day: date) -> Due:
        return {
            each["kind"]: (each["count"], frozenset(each["people"]))
            for each in self._answer("today", "--on", day.isoformat())["due"]
        }


def _figures(tables: Iterable[tuple[Sequence[str], Sequence[Any]]]) -> dict[str, int | None]:
    """Return the figures of all that stand in the last rows of a report's tables."""
    found: dict[str, int | None] = {}
    for columns, row in tables:
        found.update((name, value) for name, value in zip(columns, row, strict=True) if name in FIGURES)
    return found
