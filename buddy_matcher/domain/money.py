"""What VCSE organisations are paid for their people's time: rates, agreements, and what was sent.

Money is in whole pence, time in whole minutes, distance in whole miles. There is no published national rate
for the time of staff of VCSE organisations, so none stands here: the coordinator types what was agreed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from buddy_matcher.domain.ids import (
    UNSAVED,
    AgreementId,
    BudgetId,
    EntryId,
    OrganisationId,
    ParticipationId,
    PaymentSummaryId,
    RateId,
    RoundId,
)

MINUTES_PER_HOUR = 60
HUNDRED = 100
MEETING_MINUTES = 90
"""What a forecast takes a meeting for: an hour together, and half an hour to prepare and to write up."""

FORECAST_MEETINGS = (2, 6)
"""How often a funded person meets where everybody stops early, and where all goes as planned."""


class RateUnit(StrEnum):
    """What a rate pays for."""

    HOUR = "hour"
    SESSION = "session"
    HALF_DAY = "half-day"
    DAY = "day"
    ROUND = "round"
    MILE = "mile"

    @property
    def label(self) -> str:
        """The unit as the screen names it."""
        return {
            "hour": "Hour",
            "session": "Meeting",
            "half-day": "Half-day",
            "day": "Day",
            "round": "Person and round",
            "mile": "Mile",
        }[self.value]

    @property
    def each(self) -> str:
        """For which of them a rate pays, in a sentence: "an hour"."""
        return {
            "hour": "an hour",
            "session": "a meeting",
            "half-day": "a half-day",
            "day": "a day",
            "round": "a round",
            "mile": "a mile",
        }[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """Pence for a unit from a day on, None for always; a later one of the same name takes its place.

    0 pence recognises time without paying for it. `source` says where the figure is from.
    """

    id: RateId = UNSAVED
    name: str
    pence: int
    unit: RateUnit
    starts: date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse less than nothing with ValueError."""
        if self.pence < 0:
            raise ValueError("a rate is 0 pence or more")

    @property
    def in_words(self) -> str:
        """What it pays in words, for example "£25.00 an hour" or "55p a mile"."""
        if not self.pence:
            return "unpaid"
        amount = (
            f"£{self.pence // 100:,}.{self.pence % 100:02}" if self.pence >= HUNDRED else f"{self.pence}p"
        )
        return f"{amount} {self.unit.each}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """What an organisation is paid from a day on, None for always, until a later one takes its place.

    Rates are named: `rate` pays for time, `mileage` for miles if it is not "", `in_kind` values time that
    a nought rate does not pay for. `ceiling` is the most minutes paid for a person in a round, None without
    one. `payee`, if it is not the organisation, and `reference` stand on what is sent. `funder` is whose
    money it is, "" where that is not told apart; where two pay, `other_percent` hundredths are
    `other_funder`'s.
    """

    id: AgreementId = UNSAVED
    organisation_id: OrganisationId
    rate: str
    mileage: str = ""
    in_kind: str = ""
    ceiling: int | None = None
    starts: date | None = None
    payee: str = ""
    reference: str = ""
    funder: str = ""
    other_funder: str = ""
    other_percent: int = 0

    def __post_init__(self) -> None:
        """Refuse less than no time, and a share that is no part of the whole, with ValueError."""
        if (self.ceiling or 0) < 0:
            raise ValueError("a ceiling is 0 minutes or more")
        if not 0 <= self.other_percent <= HUNDRED:
            raise ValueError("a funder pays 0 to 100 hundredths")

    def others_pence(self, pence: int) -> int:
        """Return what of an amount the second funder pays, half up; the first one pays the rest."""
        return half_up(pence * self.other_percent, HUNDRED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Budget:
    """What a funder gives for VCSE time between two days, both of them included; "" is no funder's name."""

    id: BudgetId = UNSAVED
    funder: str = ""
    pence: int
    starts: date
    ends: date

    def __post_init__(self) -> None:
        """Refuse less than nothing, and an end before the start, with ValueError."""
        if self.pence < 0:
            raise ValueError("a budget is 0 pence or more")
        if self.ends < self.starts:
            raise ValueError("a budget ends no earlier than it starts")


@dataclass(frozen=True, slots=True)
class BudgetUse:
    """A budget, and what of it is paid or owed, in pence, in all rounds together."""

    budget: Budget
    used_pence: int


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """What is owed for one person's part in one entry; a credit takes an earlier line back, below nought.

    `claimed` is the funded time as recorded, `minutes` what the ceiling left of it. Of a line that was sent
    `person` is "" once they were erased, and `entry_id` and `participation_id` are None where nothing of what
    it is for was kept. `funder` pays it, but for `other_pence` of it, which are `other_funder`'s.
    `rate` says in words at what it was worked out.
    """

    entry_id: EntryId | None
    participation_id: ParticipationId | None
    person: str
    on: date
    claimed: int
    minutes: int
    miles: int
    pence: int
    is_credit: bool = False
    funder: str = ""
    other_funder: str = ""
    other_pence: int = 0
    rate: str = ""

    def credited(self) -> "PaymentLine":
        """Return the line that takes this one back."""
        return PaymentLine(
            self.entry_id,
            self.participation_id,
            self.person,
            self.on,
            -self.claimed,
            -self.minutes,
            -self.miles,
            -self.pence,
            is_credit=True,
            funder=self.funder,
            other_funder=self.other_funder,
            other_pence=-self.other_pence,
            rate=self.rate,
        )


def by_funder(lines: Iterable[PaymentLine]) -> dict[str, int]:
    """Return what each funder pays of some lines in pence, by name; "" is who is not told apart."""
    paid = Counter[str]()
    for line in lines:
        paid[line.funder] += line.pence - line.other_pence
        if line.other_funder:
            paid[line.other_funder] += line.other_pence
    return dict(sorted(paid.items()))


class PaymentState(StrEnum):
    """Where a payment summary stands."""

    DRAFT = "draft"
    SENT = "sent"
    PAID = "paid"
    CREDITED = "credited"


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentSummary:
    """Money owed to one organisation for a round; frozen, and numbered by its id, once it was sent.

    `payee` is who is paid, by name, and `reference` stands on it, both as they were agreed then.
    """

    id: PaymentSummaryId = UNSAVED
    organisation_id: OrganisationId
    round_id: RoundId
    sent_on: date | None = None
    paid_on: date | None = None
    payee: str = ""
    reference: str = ""
    lines: tuple[PaymentLine, ...] = ()

    @property
    def funders(self) -> dict[str, int]:
        """What each funder pays of it in pence, by name."""
        return by_funder(self.lines)

    @property
    def pence(self) -> int:
        """The total, which is the sum of the lines."""
        return sum(line.pence for line in self.lines)


@dataclass(frozen=True)
class Terms:
    """What is paid to one organisation on any day."""

    rates: Sequence[Rate]
    agreements: Sequence[Agreement]

    def agreement(self, on: date) -> Agreement | None:
        """Return the agreement in force on a day, None before the first."""
        return _in_force(self.agreements, on)

    def rate(self, name: str, on: date) -> Rate | None:
        """Return the rate of a name in force on a day."""
        return _in_force([rate for rate in self.rates if rate.name == name], on)

    def time_rate(self, on: date) -> Rate | None:
        """Return what pays for time on a day."""
        agreement = self.agreement(on)
        return self.rate(agreement.rate, on) if agreement else None

    def time_pence(self, minutes: int, on: date, *, is_first: bool = True) -> int:
        """Return the pence for one person's time in one entry; a round is paid with their first."""
        rate = self.time_rate(on)
        return pence_for(rate, minutes, is_first=is_first) if rate else 0

    def mile_pence(self, miles: int, on: date) -> int:
        """Return the pence for whole miles."""
        agreement = self.agreement(on)
        rate = self.rate(agreement.mileage, on) if agreement and agreement.mileage else None
        return miles * rate.pence if rate else 0

    def in_words(self, miles: int, on: date) -> str:
        """Return at what time, and miles where there are any, are paid: "£25.00 an hour, 55p a mile"."""
        agreement = self.agreement(on)
        by_time = self.time_rate(on)
        by_mile = self.rate(agreement.mileage, on) if agreement and agreement.mileage and miles else None
        return ", ".join(rate.in_words for rate in (by_time, by_mile) if rate)

    def in_kind_pence(self, minutes: int, on: date) -> int:
        """Return what time is worth that a nought rate recognises and does not pay."""
        agreement, rate = self.agreement(on), self.time_rate(on)
        if agreement is None or rate is None or rate.pence:
            return 0
        worth = self.rate(agreement.in_kind, on)
        return pence_for(worth, minutes) if worth else 0


def pence_for(rate: Rate, minutes: int, *, is_first: bool = True) -> int:
    """Return what a rate pays for one person's time in one entry, half a penny rounded up.

    A session, half-day or day is paid once for an entry, a round with a person's first.
    """
    if not minutes:
        return 0
    if rate.unit is RateUnit.HOUR:
        return half_up(minutes * rate.pence, MINUTES_PER_HOUR)
    if rate.unit is RateUnit.ROUND:
        return rate.pence if is_first else 0
    return 0 if rate.unit is RateUnit.MILE else rate.pence


def half_up(amount: int, parts: int) -> int:
    """Return an amount of 0 or more divided by so many parts, half rounded up."""
    return (2 * amount + parts) // (2 * parts)


def forecast_pence(terms: Terms, people: int, on: date) -> tuple[int, int]:
    """Return the least and the most that the time of funded people will cost in a round, without travel."""
    low, high = (
        sum(terms.time_pence(MEETING_MINUTES, on, is_first=not number) for number in range(meetings))
        for meetings in FORECAST_MEETINGS
    )
    return people * low, people * high


def _in_force[T: (Rate, Agreement)](terms: Iterable[T], on: date) -> T | None:
    begun = [each for each in terms if each.starts is None or each.starts <= on]
    return max(begun, key=lambda each: (each.starts or date.min, each.id), default=None)


def money_in_words(pence: int) -> str:
    """Return an amount of pence in pounds: "£12.50", "−£3.00"."""
    sign = "−" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"
