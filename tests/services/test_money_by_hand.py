"""Payment summaries against an accountant of our own, in rounds by chance; what was sent never changes."""

import random
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED, PaymentSummaryId
from buddy_matcher.domain.money import Agreement, PaymentLine, PaymentSummary, Rate, RateUnit
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.schemes import Services
from tests.helpers.accountant import Accountant, Books, Owed
from tests.helpers.kept_schemes import opened
from tests.helpers.people import four_people

FIRST = date(2026, 3, 1)
STEPS = 25
TIME_UNITS = [RateUnit.HOUR, RateUnit.HOUR, RateUnit.SESSION, RateUnit.HALF_DAY, RateUnit.DAY, RateUnit.ROUND]


def agreed_four(path: Path) -> Services:
    """Make the scheme of four people as two agreed pairs, paid for time, with a rate for miles too."""
    services = four_people(path)
    services.plan.suggest(agree=True)
    services.funding.set_rate(Rate(name="time", pence=2500, unit=RateUnit.HOUR))
    services.funding.set_rate(Rate(name="car", pence=55, unit=RateUnit.MILE))
    for hub in services.organisations.all():
        if hub.sector is Sector.VCSE:
            services.funding.agree(hub.name, Agreement(organisation_id=UNSAVED, rate="time", ceiling=400))
    return services


class Round:
    """A round in which money is agreed, claimed, corrected and sent in any order."""

    def __init__(self, services: Services, seed: int) -> None:
        self.services = services
        self.chance = random.Random(seed)
        self.accountant = Accountant()
        self.frozen: dict[int, PaymentSummary] = {}

    def live(self) -> None:
        actions = [
            *[self.meet] * 6,
            *[self.correct, self.send] * 3,
            *[self.agree, self.set_rate] * 2,
            self.strike_out,
            self.pay,
            self.rename,
            self.withdraw,
            self.undo,
        ]
        for _ in range(STEPS):
            with suppress(UserError):
                self.chance.choice(actions)()
            self.check()

    @property
    def hubs(self) -> list[Organisation]:
        return [each for each in self.services.organisations.all() if each.sector is Sector.VCSE]

    def day(self) -> date:
        return FIRST + timedelta(days=self.chance.randrange(60))

    def set_rate(self) -> None:
        unit = self.chance.choice(TIME_UNITS)
        pence = self.chance.choice([0, 1, 999, 1501, 2500])
        starts = self.chance.choice([None, self.day()])
        self.services.funding.set_rate(Rate(name="time", pence=pence, unit=unit, starts=starts))

    def agree(self) -> None:
        percent = self.chance.choice([0, 0, 1, 33, 50, 100])
        agreement = Agreement(
            organisation_id=UNSAVED,
            rate="time",
            mileage=self.chance.choice(["", "car"]),
            ceiling=self.chance.choice([None, 0, 60, 150, 400]),
            starts=self.chance.choice([None, None, self.day()]),
            payee=self.chance.choice(["", "The treasurer"]),
            reference=self.chance.choice(["", "PO 1"]),
            funder="City fund",
            other_funder="The board" if percent else "",
            other_percent=percent,
        )
        self.services.funding.agree(self.chance.choice(self.hubs).name, agreement)

    def meet(self) -> None:
        pairing = self.chance.choice(self.services.latest.state().pairings)
        self.services.entries.add(
            Entry(
                pairing_id=pairing.id,
                on=self.day(),
                kind=EntryKind.MEETING,
                shares=tuple(self.share(member) for member in pairing.members),
            )
        )

    def share(self, member) -> EntryShare:
        minutes = self.chance.choice([None, 0, 1, 29, 45, 60, 75, 90, 137])
        return EntryShare(member, funded_minutes=minutes, miles=self.chance.choice([None, 0, 7, 30]))

    def entries(self) -> list[Entry]:
        pairings = self.services.latest.state().pairings
        return [entry for pairing in pairings for entry in self.services.entries.entries_of(pairing.id)]

    def correct(self) -> None:
        if entries := self.entries():
            entry = self.chance.choice(entries)
            shares = tuple(self.share(each.participation_id) for each in entry.shares)
            self.services.entries.correct(
                replace(entry, on=self.chance.choice([entry.on, self.day()]), shares=shares)
            )

    def strike_out(self) -> None:
        if entries := self.entries():
            self.services.entries.strike_out(self.chance.choice(entries).id)

    def send(self) -> None:
        until, books = self.day(), Books.read(self.services.path)
        self.services.payments.send(FIRST, until)
        self.accountant.send(books, until.isoformat())

    def pay(self) -> None:
        if self.frozen:
            self.services.payments.record_paid(PaymentSummaryId(self.chance.choice(list(self.frozen))), FIRST)

    def rename(self) -> None:
        hub = self.chance.choice(self.hubs)
        self.services.organisations.save(replace(hub, name=f"Hub {self.chance.randrange(900)}"))

    def withdraw(self) -> None:
        name = self.chance.choice([member.name for member in self.services.people.people()])
        self.services.people.set_status(name, self.chance.choice([Status.WITHDRAWN, Status.READY]))

    def undo(self) -> None:
        if not self.services.history.went_out():
            self.services.history.undo()

    def check(self) -> None:
        """Hold everything that is owed, line by line and by funder, against the accountant."""
        books = Books.read(self.services.path)
        found: dict[int, list[list[Owed]]] = {}
        for payment in self.services.payments.payments():
            lines = [as_owed(line) for line in payment.summary.lines]
            found.setdefault(payment.organisation.id, []).append(lines)
            if payment.number is not None:
                kept = replace(payment.summary, paid_on=None)
                assert self.frozen.setdefault(payment.number, kept) == kept
        for hub in self.hubs:
            owed = self.accountant.owed(books, hub.id)
            wanted = [*self.accountant.sent.get(hub.id, []), *([owed] if owed else [])]
            assert [sorted(lines, key=repr) for lines in found.get(hub.id, [])] == [
                sorted(lines, key=repr) for lines in wanted
            ]
        for line in self.services.funding.funding(FIRST):
            lines = [each for summary in found.get(line.organisation.id, []) for each in summary]
            assert line.used_pence == sum(each.pence for each in lines)
            assert line.used_minutes == sum(each.minutes for each in lines)
            assert sum(dict(line.by_funder).values()) == line.used_pence


def as_owed(line: PaymentLine) -> Owed:
    assert line.entry_id is not None
    assert line.participation_id is not None
    funders = {line.funder: line.pence - line.other_pence}
    if line.other_funder:
        funders[line.other_funder] = line.other_pence
    return Owed(
        (line.entry_id, line.participation_id),
        line.on.isoformat(),
        line.claimed,
        line.minutes,
        line.miles,
        line.pence,
        tuple(sorted(funders.items())),
        is_credit=line.is_credit,
    )


def live(folder: Path, seed: int) -> int:
    """Live through a round; return how many summaries were sent."""
    services = opened(agreed_four, folder / f"{seed}" / "scheme.buddy")
    try:
        played = Round(services, seed)
        played.live()
        return len(played.frozen)
    finally:
        services.close()


def test_what_is_sent_and_owed_is_what_an_accountant_finds(tmp_path: Path):
    assert live(tmp_path, 3)


@pytest.mark.slow
def test_two_hundred_rounds_are_paid_to_the_penny(tmp_path: Path):
    assert sum(live(tmp_path, seed) for seed in range(200)) > 200
