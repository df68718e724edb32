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
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.made_forms import FormKind
from buddy_matcher.domain.pair_life import Flag
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.schemes import Services
from tests.helpers.ledger import LedgerEntry, Line

type Pairs = set[frozenset[str]]
type Question = tuple[str, str, list[str]]
"""What a form's question asks, its heading, and its options, best first."""

LAUNCH_MINUTES = 30


class Hands(Protocol):
    """What a coordinator does in the year, however they do it."""

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

    def start(self, name: str) -> None:
        """Start the next round."""

    def lines(self, day: date) -> dict[tuple[frozenset[str], bool], Line]:
        """Return how every pair is doing on a day."""

    def due(self, day: date) -> dict[str, tuple[int, frozenset[str]]]:
        """Return for each flag how many pairs bear it, and whose they are."""


class ByServices:
    """Through the services, as the window does."""

    def __init__(self, services: Services) -> None:
        self._services = services

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
                shares=tuple(EntryShare(ids[name], Fit(fit)) for name, fit in entry.fits.items()),
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

    def start(self, name: str) -> None:
        self._services.rounds.start(name)

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

    def due(self, day: date) -> dict[str, tuple[int, frozenset[str]]]:
        return {
            due.kind: (due.count, frozenset(member.name for member in due.people))
            for due in self._services.follow_up.due(day)
            if due.kind in set(Flag)
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
        when = ["--on", entry.on.isoformat(), "--kind", entry.kind]
        self._type("meeting", "--pair", *sorted(pair), *when, *minutes, *fits)

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

    def start(self, name: str) -> None:
        self._type("round", "--start", name)

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

    def due(self, day: date) -> dict[str, tuple[int, frozenset[str]]]:
        return {
            each["kind"]: (each["count"], frozenset(each["people"]))
            for each in self._answer("today", "--on", day.isoformat())["due"]
            if each["kind"] in set(Flag)
        }
