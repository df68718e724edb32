"""The figures of a report against a recount of the file's rows, after lives by chance."""

import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.report import ALL, Report
from buddy_matcher.domain.report_facts import Period
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.example import create_example
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened

FIRST, TODAY = date(2026, 9, 1), date(2026, 11, 29)
STEPS = 30


def planned_example(path: Path) -> Services:
    """Make the example scheme with its plan agreed."""
    services = create_example(path)
    services.plan.suggest(agree=True)
    return services


def live(services: Services, chance: random.Random) -> None:
    """Let pairs meet, end and people leave, in any order."""
    for _ in range(STEPS):
        pairings = services.latest.state().pairings
        if not pairings:
            return  # everything was undone
        pairing, on = chance.choice(pairings), FIRST + timedelta(days=chance.randrange(90))
        act = chance.choice(["meet"] * 8 + ["contact", "end", "withdraw", "undo"])
        with suppress(UserError):
            if act in {"meet", "contact"}:
                kind = EntryKind.MEETING if act == "meet" else EntryKind.CONTACT
                minutes = chance.choice([None, 30, 60, 95])
                services.entries.add(Entry(pairing_id=pairing.id, on=on, kind=kind, minutes=minutes))
            elif act == "end":
                reason = chance.choice(list(EndReason))
                services.endings.end(pairing.id, Ending(on=on, reason=reason))
            elif act == "withdraw":
                name = chance.choice([member.name for member in services.people.people()])
                services.people.set_status(name, Status.WITHDRAWN)
            elif not services.history.went_out():
                services.history.undo()


@contextmanager
def rows(services: Services) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        # The program keeps the file itself locked.
        connection.deserialize(services.path.read_bytes())
        yield connection


def one(connection: sqlite3.Connection, query: str, *values: str) -> int:
    return int(connection.execute(query, values).fetchone()[0] or 0)


def figure(report: Report, title: str, column: str) -> object:
    table = next((table for table in report.tables if table.title == title), None)
    if table is None:
        return None
    return dict(zip(table.columns, {row[0]: row for row in table.rows}[ALL], strict=True))[column]


def check(services: Services, within: Period | None) -> None:
    """Hold what a report prints against a recount."""
    report = services.reports.report(TODAY, within=within)
    said = " ".join(words for section in report.sections for words in section.sentences)
    starts, ends = (str(within.starts), str(min(within.ends, TODAY))) if within else ("0", str(TODAY))
    with rows(services) as found:
        applied = one(found, "SELECT count(*) FROM participation WHERE status <> 'invited'")
        paired = one(
            found,
            """
            SELECT count(DISTINCT participation_id) FROM pairing_member
            JOIN pairing ON pairing.id = pairing_id WHERE state <> 'draft'
            """,
        )
        agreed = "state <> 'draft' AND (ended_on IS NULL OR ended_on >= ?)"
        pairs = one(found, f"SELECT count(*) FROM pairing WHERE {agreed}", starts)  # noqa: S608 - our own words
        of_pairs = f"""
            FROM entry JOIN pairing ON pairing.id = pairing_id
            WHERE kind = 'meeting' AND {agreed} AND "on" BETWEEN ? AND ?
        """
        met = one(found, f"SELECT count(DISTINCT pairing_id) {of_pairs}", starts, starts, ends)
        meetings = one(found, f"SELECT count(*) {of_pairs}", starts, starts, ends)
        minutes = one(found, f"SELECT sum(minutes) {of_pairs}", starts, starts, ends)
    assert figure(report, "People by sector", "Applied") in {None, applied}
    assert figure(report, "People by sector", "Paired") in {None, paired}
    assert figure(report, "Pairs and whether they met", "Pairs") in {None, pairs}
    assert figure(report, "Pairs and whether they met", "Met") in {None, met}
    if known := re.search(r"We know of ([\d,]+) meetings?(?:, ([\d,]+) hours?)?", said):
        assert known[1].replace(",", "") == str(meetings)
        assert int((known[2] or "0").replace(",", "")) == round(minutes / 60)
    assert all(len(words.split()) <= 25 for section in report.sections for words in section.sentences)


def live_and_check(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    with closing(opened(planned_example, folder / f"{seed}" / "scheme.buddy")) as services:
        live(services, chance)
        check(services, None)
        starts = FIRST + timedelta(days=chance.randrange(60))
        check(services, Period(starts, starts + timedelta(days=chance.randrange(5, 90))))


def test_figures_are_recounts_of_the_rows(tmp_path: Path):
    live_and_check(tmp_path, 1)


@pytest.mark.slow
def test_figures_are_recounts_after_many_lives(tmp_path: Path):
    for seed in range(30):
        live_and_check(tmp_path, seed)
