"""What happens after the letters in the golden file: entries, answers and learning, money, reports."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from buddy_matcher.domain.answers import Answer, Asked, Occasion
from buddy_matcher.domain.choices import Introduced, Offer
from buddy_matcher.domain.disclosure import Known, Published, SmallNumbers
from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare, Fit
from buddy_matcher.domain.ids import (
    EntryId,
    OrganisationId,
    PairingId,
    ParticipationId,
    RoundId,
    StrengthId,
)
from buddy_matcher.domain.learning import Learning, LearningKind
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.money import Agreement, Budget, PaymentLine, PaymentSummary, Rate, RateUnit
from buddy_matcher.domain.report import Part
from buddy_matcher.domain.report_issues import ReportIssue, ReportText
from buddy_matcher.domain.scenarios import Scenario, places_of
from buddy_matcher.storage.unit_of_work import UnitOfWork


def add_entries(unit: UnitOfWork) -> None:
    """Add entries of each sort."""
    unit.entries.save(
        Entry(
            pairing_id=PairingId(1),
            on=date(2026, 9, 20),
            kind=EntryKind.MEETING,
            told_by=ParticipationId(2),
            minutes=60,
            way=MeetingWay.NEUTRAL,
            place="The library",
            said="They laughed a lot",
            follow_up_on=date(2026, 10, 5),
            shares=(EntryShare(ParticipationId(2), Fit.GOOD, funded_minutes=90, miles=12),),
        )
    )
    unit.entries.save(
        Entry(participation_id=ParticipationId(4), on=date(2026, 9, 21), kind=EntryKind.NOTE, said="Rang")
    )
    unit.entries.save(
        Entry(organisation_id=OrganisationId(2), on=date(2026, 9, 22), kind=EntryKind.NOTE, said="Moving")
    )


def add_answers(unit: UnitOfWork) -> None:
    """Add answers of each sort."""
    said: dict[str, Any] = {
        "participation_id": ParticipationId(2),
        "occasion": Occasion.END,
        "on": date(2027, 3, 1),
    }
    unit.answers.save(Answer(question=Asked.WISH_MET, number=3, strength_id=StrengthId(1), **said))
    unit.answers.save(Answer(question=Asked.LEARNT, text="How wards are run", **said))
    unit.learning.save(
        Learning(
            round_id=RoundId(1),
            participation_id=ParticipationId(2),
            on=date(2027, 3, 2),
            kind=LearningKind.SURPRISE,
            text="That wards have no budget",
            may_quote=True,
        )
    )


def add_plans(unit: UnitOfWork) -> None:
    """Add a plan that was set aside, and what somebody was offered to choose from."""
    placed = places_of([(ParticipationId(1), ParticipationId(2)), (ParticipationId(3), ParticipationId(4))])
    unit.scenarios.save(
        Scenario(round_id=RoundId(1), name="Near by", saved_on=date(2026, 9, 10), placed=placed)
    )
    told = (Introduced(number=number, participation_id=ParticipationId(number + 1)) for number in (1, 3))
    unit.offers.save(
        Offer(participation_id=ParticipationId(1), offered_on=date(2026, 9, 11), introduced=tuple(told))
    )


def add_money(unit: UnitOfWork) -> None:
    """Add money of each sort."""
    unit.rates.save(
        Rate(
            name="hourly",
            pence=2500,
            unit=RateUnit.HOUR,
            starts=date(2026, 4, 1),
            source="The board",
        )
    )
    unit.agreements.save(
        Agreement(
            organisation_id=OrganisationId(2),
            rate="hourly",
            mileage="miles",
            in_kind="hourly",
            ceiling=600,
            starts=date(2026, 4, 1),
            reference="B1",
            payee="The Hub",
            funder="City fund",
            other_funder="The board",
            other_percent=40,
        )
    )
    unit.budgets.save(
        Budget(funder="City fund", pence=500_000, starts=date(2026, 4, 1), ends=date(2027, 3, 31))
    )
    _add_payments(unit)


def _add_payments(unit: UnitOfWork) -> None:
    line = PaymentLine(EntryId(1), ParticipationId(2), "Ben Nguyễn", date(2026, 9, 20), 90, 90, 12, 3750)
    line = replace(
        line, funder="City fund", other_funder="The board", other_pence=1500, rate="£25.00 an hour"
    )
    unit.payment_summaries.save(
        PaymentSummary(
            organisation_id=OrganisationId(2),
            round_id=RoundId(1),
            sent_on=date(2026, 10, 1),
            payee="The Hub",
            reference="B1",
            paid_on=date(2026, 10, 20),
            lines=(line, line.credited()),
        )
    )


def add_reports(unit: UnitOfWork) -> None:
    """Add a report that was issued, and words of the coordinator's own in one."""
    known = Known(parts=(0, 1), factors=(1, 1), low=12, high=12)
    unit.report_issues.save(
        ReportIssue(
            round_id=RoundId(1),
            issued_at=datetime(2026, 10, 2, 9, tzinfo=UTC),
            rule=SmallNumbers.UNDER_5,
            published=Published((("sector health paired", 8), ("sector vcse paired", 4)), (known,)),
        )
    )
    unit.report_texts.save(ReportText(round_id=RoundId(1), part=Part.REACH, text="We went to every market."))
