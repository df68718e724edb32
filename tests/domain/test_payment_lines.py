"""Payment lines against a plain ledger: to the penny, whatever is corrected and sent in between."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buddy_matcher.domain.ids import (
    EntryId,
    OrganisationId,
    ParticipationId,
    PaymentSummaryId,
    RateId,
    RoundId,
)
from buddy_matcher.domain.money import (
    Agreement,
    PaymentState,
    PaymentSummary,
    Rate,
    RateUnit,
    Terms,
    forecast_pence,
)
from buddy_matcher.domain.payment_lines import Claim, next_lines, standing_lines, state_of

FIRST = date(2026, 3, 1)
HUB = OrganisationId(1)
DAYS = st.integers(0, 40).map(lambda days: FIRST + timedelta(days=days))
MINUTES = st.sampled_from([0, 1, 15, 29, 45, 60, 90, 100, 137])

RATES = st.lists(
    st.builds(
        Rate,
        name=st.just("time"),
        pence=st.sampled_from([0, 1, 999, 1501, 2500]),
        unit=st.sampled_from([unit for unit in RateUnit if unit is not RateUnit.MILE]),
        starts=st.none() | DAYS,
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda rate: rate.starts,
)
AGREEMENTS = st.lists(
    st.builds(
        Agreement,
        organisation_id=st.just(HUB),
        rate=st.just("time"),
        mileage=st.sampled_from(["", "mile"]),
        ceiling=st.none() | st.sampled_from([0, 60, 150, 400]),
        starts=st.none() | DAYS,
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda agreement: agreement.starts,
)


@st.composite
def terms(draw) -> Terms:
    rates = [replace(rate, id=RateId(place + 1)) for place, rate in enumerate(draw(RATES))]
    mile = Rate(id=RateId(99), name="mile", pence=55, unit=RateUnit.MILE)
    agreements = [replace(each, id=place + 1) for place, each in enumerate(draw(AGREEMENTS))]
    return Terms([*rates, mile], agreements)


def claim(entry: int, person: int, on: date, minutes: int, miles: int = 0) -> Claim:
    return Claim(on, EntryId(entry), ParticipationId(person), f"Person {person}", minutes, miles)


CLAIMS = st.lists(
    st.builds(claim, st.integers(1, 12), st.integers(1, 3), DAYS, MINUTES, st.integers(0, 30)),
    max_size=10,
    unique_by=lambda each: (each.entry_id, each.participation_id),
)


def latest(found, on: date):
    begun = [each for each in found if each.starts is None or each.starts <= on]
    return sorted(begun, key=lambda each: each.starts or date.min)[-1] if begun else None


def ledger(claims, agreed: Terms) -> dict[tuple[int, int], tuple[int, int]]:
    """Return minutes and pence by entry and person, as one would reckon them by hand."""
    used: dict[int, int] = defaultdict(int)
    has_round, told = set(), {}
    for one in sorted(claims, key=lambda each: (each.on, each.entry_id, each.participation_id)):
        agreement = latest(agreed.agreements, one.on)
        if agreement is None:
            continue
        left = one.minutes if agreement.ceiling is None else agreement.ceiling - used[one.participation_id]
        minutes = max(0, min(one.minutes, left))
        used[one.participation_id] += minutes
        rate = latest([each for each in agreed.rates if each.name == "time"], one.on)
        pence = 0
        if rate and minutes:
            if rate.unit is RateUnit.HOUR:
                pence = floor(Fraction(minutes * rate.pence, 60) + Fraction(1, 2))
            elif rate.unit is not RateUnit.ROUND or one.participation_id not in has_round:
                pence = rate.pence
            if rate.unit is RateUnit.ROUND:
                has_round.add(one.participation_id)
        pence += 55 * one.miles if agreement.mileage else 0
        told[one.entry_id, one.participation_id] = minutes, pence
    return told


@settings(max_examples=200)
@given(CLAIMS, terms())
def test_what_is_owed_equals_a_plain_ledger(claims: list[Claim], agreed: Terms):
    lines = next_lines(claims, agreed, [])
    found = {(line.entry_id, line.participation_id): (line.minutes, line.pence) for line in lines}
    assert found == ledger(claims, agreed)
    assert len(found) == len(lines)


@settings(max_examples=200)
@given(st.data(), CLAIMS, terms())
def test_whatever_is_corrected_after_sending_each_claim_stands_once(data, claims: list[Claim], agreed: Terms):
    sent: list[PaymentSummary] = []
    for number in range(1, 4):
        until = data.draw(DAYS)
        lines = next_lines(claims, agreed, sent, until)
        if lines:
            day = {"sent_on": until, "organisation_id": HUB, "round_id": RoundId(1)}
            sent.append(PaymentSummary(id=PaymentSummaryId(number), lines=lines, **day))
        before = list(sent)
        changed = data.draw(st.lists(st.integers(0, 9), max_size=2, unique=True))
        claims = [
            replace(each, minutes=data.draw(MINUTES), on=data.draw(DAYS)) if place in changed else each
            for place, each in enumerate(claims)
        ]
        assert sent == before
    last = next_lines(claims, agreed, sent)
    everything = [*sent, PaymentSummary(organisation_id=HUB, round_id=RoundId(1), lines=last)]
    standing = standing_lines(everything)
    assert {key: line.claimed for key, line in standing.items()} == {
        (each.entry_id, each.participation_id): each.minutes for each in claims if agreed.agreement(each.on)
    } | {key: line.claimed for key, line in standing.items() if not agreed.agreement(line.on)}
    # All that was ever claimed and taken back adds up to what stands.
    every_line = [line for summary in everything for line in summary.lines]
    assert sum(line.pence for line in every_line) == sum(line.pence for line in standing.values())
    assert sum(line.minutes for line in every_line) == sum(line.minutes for line in standing.values())


def test_a_corrected_line_is_taken_back_and_claimed_anew():
    agreed = Terms(
        [Rate(name="time", pence=2000, unit=RateUnit.HOUR)], [Agreement(organisation_id=HUB, rate="time")]
    )
    first = next_lines([claim(1, 1, FIRST, 60, 10)], agreed, [])
    sent = PaymentSummary(
        id=PaymentSummaryId(1), organisation_id=HUB, round_id=RoundId(1), sent_on=FIRST, lines=first
    )
    assert next_lines([claim(1, 1, FIRST, 60, 10)], agreed, [sent]) == ()
    credit, new = next_lines([claim(1, 1, FIRST, 30, 10)], agreed, [sent])
    assert (credit.minutes, credit.miles, credit.pence) == (-60, -10, -2000)
    assert (new.minutes, new.pence) == (30, 1000)
    later = PaymentSummary(
        id=PaymentSummaryId(2), organisation_id=HUB, round_id=RoundId(1), sent_on=FIRST, lines=(credit, new)
    )
    assert state_of(sent, []) is PaymentState.SENT
    assert state_of(replace(sent, paid_on=FIRST), []) is PaymentState.PAID
    assert state_of(sent, [later]) is PaymentState.CREDITED
    assert state_of(later, []) is PaymentState.SENT


def test_a_nought_rate_recognises_time_and_values_it_in_kind():
    rates = [
        Rate(id=RateId(1), name="nought", pence=0, unit=RateUnit.HOUR),
        Rate(id=RateId(2), name="worth", pence=1501, unit=RateUnit.HOUR),
    ]
    agreed = Terms(rates, [Agreement(organisation_id=HUB, rate="nought", in_kind="worth")])
    [line] = next_lines([claim(1, 1, FIRST, 90)], agreed, [])
    assert (line.minutes, line.pence) == (90, 0)
    assert agreed.in_kind_pence(90, FIRST) == 2252  # 2251.5, half a penny up


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (RateUnit.HOUR, (2 * 3000, 6 * 3000)),
        (RateUnit.SESSION, (4000, 12000)),
        (RateUnit.ROUND, (2000, 2000)),
    ],
)
def test_the_forecast_is_from_two_meetings_to_six(unit: RateUnit, expected: tuple[int, int]):
    rate = Rate(name="time", pence=2000, unit=unit)
    agreed = Terms([rate], [Agreement(organisation_id=HUB, rate="time")])
    assert forecast_pence(agreed, 1, FIRST) == expected
    assert forecast_pence(agreed, 3, FIRST) == tuple(3 * pence for pence in expected)


@pytest.mark.parametrize("wrong", [lambda: Rate(name="x", pence=-1, unit=RateUnit.DAY)])
def test_less_than_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match="0 pence"):
        wrong()
