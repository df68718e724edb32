"""Random lives of a round that runs: whatever happens, every figure is a recount of what stands in the file.

The recount reads the rows themselves and shares no code with what derives states, flags, counts and sums.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.endings import EndReason, Next, NextFor
from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare, Fit
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED, ParticipationId
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.money import Agreement, Rate, RateUnit
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pair_life import FlagSettings
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.follow_up import standing_in_words
from buddy_matcher.services.schemes import Services, create_scheme
from tests.helpers.kept_schemes import opened
from tests.helpers.ledger import (
    PENCE_PER_HOUR,
    PENCE_PER_MILE,
    Due,
    Ledger,
    LedgerEntry,
    LedgerPair,
    Limits,
    working_day,
)
from tests.helpers.people import add_person
from tests.helpers.year import DAYS, L

LAST = 260
"""Days after the letters, to the end of the round and beyond."""

TELL_OF_BUDDIES = frozenset({LetterKind.INTRODUCTION, LetterKind.CHANGE, LetterKind.UPDATE})
GONE = frozenset({Issue.PRINTED, Issue.POSTED, Issue.EMAILED, Issue.GIVEN, Issue.ARRANGED})


def nine_people(path: Path) -> Services:
    """Four pairs, one of them of three, whose letters are to go; two organisations are paid."""
    services = create_scheme(path, "West Moor buddies")
    for number in range(9):
        sector = Sector.VCSE if number % 2 else Sector.HEALTH
        strengths = ("Policy", "Bid") if number % 2 else ("Bid", "Policy")
        shares, wishes = strengths
        name = f"{'ABCDEFGHI'[number]}. {sector.label}"
        add_person(services, name, sector, shares=shares, wishes=wishes, happy_in_trio=True)
    services.funding.set_rate(Rate(name="hourly", pence=PENCE_PER_HOUR, unit=RateUnit.HOUR))
    services.funding.set_rate(Rate(name="mile", pence=PENCE_PER_MILE, unit=RateUnit.MILE))
    for organisation in services.people.organisations():
        if organisation.sector is Sector.VCSE:
            terms = Agreement(organisation_id=UNSAVED, rate="hourly", mileage="mile")
            services.funding.agree(organisation.name, terms)
    services.rounds.set_date(Milestone.LETTERS_ON, L)
    services.plan.suggest(agree=True)
    return services


class RandomRound:
    """A round that things happen to, and the recount of it."""

    def __init__(self, services: Services, seed: int) -> None:
        self.services = services
        self.random = random.Random(seed)
        self.told: dict[int, set[int]] = {}
        """Which pairings each letter told of, by the ids of both."""

    def step(self) -> None:
        """Do something at random, and hold what is said of a random day against the recount."""
        with suppress(UserError):
            self.random.choice(self._actions())()
        self.check(L + timedelta(days=self.random.randrange(LAST)))

    def _actions(self) -> list[Callable[[], object]]:
        often = [self.record] * 8 + [self.send, self.end, self.hold, self.arrange] * 2
        seldom = [self.correct, self.strike_out, self.release, self.finish, self.mend, self.set_flags]
        return [*often, *seldom, self.set_status, self.pay, self.undo, self.redo]

    def check(self, day: date) -> None:
        """Compare everything that is derived."""
        ledger, waiting = self.recount()
        follow_up = self.services.follow_up
        pairs = follow_up.pairs(day)
        lines = {
            frozenset(self._names(pair.pairing.members)): (
                pair.life.state.value,
                pair.life.last_heard.isoformat() if pair.life.last_heard else None,
                len(pair.life.meetings),
                pair.life.minutes,
                frozenset(flag.value for flag in pair.life.flags),
            )
            for pair in pairs
            if not pair.is_over
        }
        assert lines == {pair.members: pair.line(day) for pair in ledger.running}
        assert Counter(pair.life.state.value for pair in pairs) == Counter(
            pair.line(day)[0] for pair in ledger.pairs
        )
        due = {each.kind: (each.count, frozenset(m.name for m in each.people)) for each in follow_up.due(day)}
        ledger.free = waiting(day)
        assert due == {**ledger.due(day), **self.reminders(day), **self.to_ask(ledger, day)}, day
        assert {member.name for member in follow_up.without_buddy(day)} == ledger.free
        assert standing_in_words(pairs).startswith(f"{len(ledger.running)} pair")
        minutes, miles, pence, to_settle = ledger.money()
        funding = self.services.funding.funding(day)
        assert sum(each.used_minutes for each in funding) == minutes
        assert sum(each.miles for each in funding) == miles
        assert sum(each.used_pence for each in funding) == pence
        assert sum(each.to_settle for each in funding) == to_settle
        self.check_people()

    def check_people(self) -> None:
        with self.services.file.reading() as unit:
            parts = unit.participations.all()
        sides = {side.sector: (side.people, side.in_pool) for side in self.services.overview.round().sides}
        today = date.today()  # noqa: DTZ011 - the coordinator's own day
        assert sides == {
            sector: (
                sum(part.sector is sector for part in parts),
                sum(part.sector is sector and can_have_a_buddy(part, today) for part in parts),
            )
            for sector in Sector
        }

    def recount(self) -> tuple[Ledger, Callable[[date], set[str]]]:
        """Return the ledger of what stands in the file, and what tells who is free on a day."""
        with self.services.file.reading() as unit:
            pairings, entries = unit.pairings.all(), unit.entries.all()
            parts = {part.id: part for part in unit.participations.all()}
            letters = [each for each in unit.letters.all() if each.how in GONE]
            flags = next(iter(unit.rounds.all())).flags
        days = {(each.id, each.participation_id): each.made_at.date() for each in letters}
        limits = Limits(
            flags.first_meeting_days,
            flags.quiet_days,
            flags.not_sure_days,
            flags.failed_tries,
            flags.not_good,
            flags.disagree,
        )
        ledger = Ledger(days=DAYS, paid=frozenset(self._names(p.id for p in parts.values() if is_vcse(p))))
        for pairing in pairings:
            if pairing.state is PairingState.DRAFT:
                continue
            written: dict[str, date] = {}
            for (letter, reader), day in days.items():
                if pairing.id in self.told.get(letter, ()) and reader in pairing.members:
                    [name] = self._names([reader])
                    written[name] = min(day, written.get(name, date.max))
            pair = LedgerPair(frozenset(self._names(pairing.members)), written=written, limits=limits)
            pair.holds = [*holds(pairing), *(d for m in pairing.members for d in holds(parts[m]))]
            if pairing.state is PairingState.ENDED:
                reason = "finished" if pairing.ended_for is EndReason.FINISHED else "early"
                pair.ended = (pairing.ended_on, reason)
            own = sorted((e for e in entries if e.pairing_id == pairing.id), key=lambda e: (e.on, e.id))
            pair.entries = [self._entry(each) for each in own]
            ledger.pairs.append(pair)
        busy = {member for p in pairings if p.state is not PairingState.ENDED for member in p.members}

        def waiting(day: date) -> set[str]:
            free = (p.id for p in parts.values() if can_have_a_buddy(p, day) and p.id not in busy)
            return set(self._names(free))

        return ledger, waiting

    def _entry(self, entry: Entry) -> LedgerEntry:
        fits, funded = {}, {}
        for share in entry.shares:
            [name] = self._names([share.participation_id])
            if share.fit:
                fits[name] = share.fit.value
            if share.funded_minutes is not None and name.endswith("VCSE"):
                funded[name] = share.funded_minutes, share.miles or 0
        return LedgerEntry(entry.on, entry.kind.value, entry.minutes, fits, funded)

    def reminders(self, day: date) -> Due:
        """Return what was to be come back to by a day, and who is back from a break."""
        with self.services.file.reading() as unit:
            entries, parts = unit.entries.all(), unit.participations.all()
            pairings = unit.pairings.all()
        members = {pairing.id: pairing.members for pairing in pairings}
        found: Due = {}
        due = [e for e in entries if e.follow_up_on and working_day(e.follow_up_on) <= day]
        if due:
            about = {member for e in due for member in members.get(e.pairing_id, ())}
            found["reminder"] = len(due), frozenset(self._names(about))
        held: list[tuple[tuple[ParticipationId, ...], date | None]] = []
        held += [((p.id,), p.held_until) for p in parts if p.is_held]
        held += [(p.members, p.held_until) for p in pairings if p.is_held and p.state is PairingState.AGREED]
        back = {who for members, until in held if until and working_day(until) <= day for who in members}
        if back:
            found["back"] = len(back), frozenset(self._names(back))
        return found

    def to_ask(self, ledger: Ledger, day: date) -> Due:
        """Return who was to meet before a day, of whom no meeting from then on is known by that day."""
        with self.services.file.reading() as unit:
            running = [pairing for pairing in unit.pairings.all() if pairing.state is PairingState.AGREED]
        plans = {frozenset(self._names(pairing.members)): pairing.arranged for pairing in running}
        asked: list[frozenset[str]] = []
        for pair in ledger.running:
            plan = plans[pair.members]
            weeks = [plan.weeks * number for number in range(plan.times)] if plan else []
            days = [plan.starts.date() + timedelta(weeks=each) for each in weeks] if plan else []
            latest = max((on for on in days if on < day), default=None)
            met = (e for e in pair.entries if e.kind == "meeting" and latest and latest <= e.on <= day)
            if latest and not any(met) and not pair.is_held(day):
                asked.append(pair.members)
        return {"did-they-meet": (len(asked), frozenset().union(*asked))} if asked else {}

    def _names(self, members: Iterable[ParticipationId]) -> Iterator[str]:
        found = {m.participation_id: m.name for m in self.services.people.people()}
        return (found[member] for member in members)

    # What may happen.

    def _day(self) -> date:
        return L + timedelta(days=self.random.randrange(LAST))

    def _running(self) -> Pairing:
        pairs = [p.pairing for p in self.services.follow_up.pairs(date.max) if not p.is_over]
        if not pairs:
            raise UserError("Nobody is left.", "Nothing was done.")
        return self.random.choice(pairs)

    def record(self) -> None:
        pairing = self._running()
        kind = self.random.choice(list(EntryKind))
        shares = tuple(
            EntryShare(
                member,
                self.random.choice([None, *Fit]),
                self.random.choice([None, None, 0, 7, 50, 95]),
                self.random.choice([None, 3, 12]),
            )
            for member in pairing.members
        )
        entry = Entry(
            pairing_id=pairing.id,
            on=self._day(),
            kind=kind,
            minutes=self.random.choice([None, 20, 60]) if kind is EntryKind.MEETING else None,
            shares=shares if kind in {EntryKind.MEETING, EntryKind.CALL} else (),
            follow_up_on=self.random.choice([None, None, self._day()]),
        )
        self.services.entries.add(entry)

    def _some_entry(self) -> Entry:
        with self.services.file.reading() as unit:
            entries = unit.entries.all()
        if not entries:
            raise UserError("Nothing happened yet.", "Nothing was done.")
        return self.random.choice(entries)

    def correct(self) -> None:
        entry = self._some_entry()
        self.services.entries.correct(replace(entry, on=self._day(), follow_up_on=None))

    def strike_out(self) -> None:
        self.services.entries.strike_out(self._some_entry().id)

    def send(self) -> None:
        with self.services.file.reading() as unit:
            before = {letter.id for letter in unit.letters.all()}
        self.services.letters.record_gone(Issue.GIVEN, self._day())
        with self.services.file.reading() as unit:
            new = [letter for letter in unit.letters.all() if letter.id not in before]
            running = [p for p in unit.pairings.all() if p.state is PairingState.AGREED]
        for letter in new:
            reader = letter.participation_id
            tells = letter.kind in TELL_OF_BUDDIES
            self.told[letter.id] = {p.id for p in running if tells and reader in p.members}

    def end(self) -> None:
        pairing = self._running()
        following = [Next.ANOTHER, Next.ANOTHER, Next.NEXT_ROUND, Next.LEAVE]
        self.services.endings.end(
            pairing.id,
            Ending(
                on=self._day(),
                reason=self.random.choice(list(EndReason)),
                keeps_apart=False,
                next_for=tuple(NextFor(m, self.random.choice(following)) for m in pairing.members),
            ),
        )

    def finish(self) -> None:
        if self.random.random() < 0.2:
            self.services.endings.end_all_finished(self._running().round_id, self._day())

    def hold(self) -> None:
        pairing, until = self._running(), self.random.choice([None, self._day()])
        if self.random.random() < 0.5:
            self.services.holds.hold_pairing(pairing.id, until)
        else:
            self.services.holds.hold_person(self.random.choice(pairing.members), until)

    def release(self) -> None:
        pairing = self._running()
        self.services.holds.release_pairing(pairing.id)
        for member in pairing.members:
            self.services.holds.release_person(member)

    def mend(self) -> None:
        self.services.questions.mend.take("move-nobody", agree=True)

    def arrange(self) -> None:
        pairing = self._running()
        if self.random.random() < 0.2:
            self.services.arranging.call_off(pairing.id)
            return
        starts = datetime.combine(self._day(), time(10))
        times, weeks = self.random.choice([1, 1, 3]), self.random.choice([2, 5])
        self.services.arranging.arrange(pairing.id, Arranged(starts=starts, times=times, weeks=weeks))

    def set_flags(self) -> None:
        of, maybe = self.services.rounds.running(), [None, 1, 10, 28, 60]
        flags = FlagSettings(
            first_meeting_days=self.random.choice(maybe),
            quiet_days=self.random.choice(maybe),
            not_sure_days=self.random.choice(maybe),
            failed_tries=self.random.choice([None, 1, 2, 3]),
            not_good=self.random.random() < 0.5,
            disagree=self.random.random() < 0.5,
        )
        self.services.rounds.set_flags(of.id, flags)

    def set_status(self) -> None:
        member = self.random.choice(self.services.people.people())
        self.services.people.set_status(member.name, self.random.choice([Status.READY, Status.PAUSED]))

    def pay(self) -> None:
        self.services.payments.send(self._day())

    def undo(self) -> None:
        self.services.history.undo()

    def redo(self) -> None:
        self.services.history.redo()


def is_vcse(part: Participation) -> bool:
    return part.sector is Sector.VCSE


def can_have_a_buddy(part: Participation, day: date) -> bool:
    return part.status in {Status.READY, Status.WAITING, Status.APPLIED} and not any(
        day < until for until in holds(part)
    )


def holds(held: Pairing | Participation) -> list[date]:
    return [held.held_until or date.max] if held.is_held else []


def live(folder: Path, seed: int, steps: int) -> None:
    with closing(opened(nine_people, folder / f"{seed}.buddy")) as services:
        life = RandomRound(services, seed)
        for _ in range(steps):
            life.step()


def test_every_figure_of_a_random_round_is_a_recount(tmp_path: Path):
    live(tmp_path, seed=1, steps=10)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 22))
def test_every_figure_of_many_random_rounds_is_a_recount(tmp_path: Path, seed: int):
    live(tmp_path, seed, steps=80)
