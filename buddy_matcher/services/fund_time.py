"""Rates and agreements with VCSE organisations, and what their people's time comes to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import UNSAVED, OrganisationId
from buddy_matcher.domain.money import (
    Agreement,
    Budget,
    BudgetUse,
    PaymentLine,
    Rate,
    RateUnit,
    Terms,
    by_funder,
    forecast_pence,
)
from buddy_matcher.domain.organisations import Organisation, Sector, organisation_called
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import fold, in_short, listed_up_to, quoted, tidy
from buddy_matcher.services.rounds.round_money import RoundMoney, read_money
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

_MOST_NAMED = 5
"""How many names a message says of those that there are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationFunding:
    """How an organisation stands in a round: minutes, miles and pence.

    `agreed_minutes` is None without a ceiling; `used_minutes` is after the ceiling. `forecast_pence` is the
    least and the most for time, travel apart. `to_settle` counts meetings without funded minutes. `by_funder`
    is whose money was used, in pence, by name. `without_terms` are funded minutes of days on which
    nothing was agreed, so that nobody is paid for them.
    """

    organisation: Organisation
    people: int
    agreed_minutes: int | None
    used_minutes: int
    miles: int
    used_pence: int
    value_in_kind_pence: int
    forecast_pence: tuple[int, int]
    paid_pence: int
    to_settle: int
    by_funder: tuple[tuple[str, int], ...] = ()
    is_agreed: bool = True
    without_terms: int = 0


class FundTime:
    """What VCSE time is paid for, of every round."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds

    def rates(self) -> tuple[Rate, ...]:
        """Return every rate, by name and first day."""
        with self._file.reading() as unit:
            found = unit.rates.all()
        return tuple(sorted(found, key=lambda rate: (rate.name.casefold(), rate.starts or date.min)))

    def funding(self, today: date, number: int | None = None) -> tuple[OrganisationFunding, ...]:
        """Return each organisation's funding in a round, by default the newest with agreed pairs.

        Raises UserError when there is no round of that number.
        """
        with self._file.reading() as unit:
            money = read_money(unit, number or self._rounds.number)
        return tuple(_funding(money, organisation, today) for organisation in money.paid_organisations())

    def agreed(self, today: date) -> dict[OrganisationId, Agreement]:
        """Return the agreement in force with each organisation that has one."""
        with self._file.reading() as unit:
            rates, agreements = unit.rates.all(), unit.agreements.all()
        ids = {agreement.organisation_id for agreement in agreements}
        found = {
            each: Terms(rates, [a for a in agreements if a.organisation_id == each]).agreement(today)
            for each in ids
        }
        return {each: agreement for each, agreement in found.items() if agreement}

    def set_rate(self, rate: Rate) -> Changes:
        """Keep a rate, in place of one of the same name and first day; raises UserError without a name."""
        name = tidy(rate.name)
        if not name:
            raise UserError("A rate needs a name.", "Nothing was changed. Name it, such as hourly.")
        with self._file.changing(Label(Deed.SET_RATE, told=(name,))) as unit:
            same = [r for r in unit.rates.all() if (r.name, r.starts) == (name, rate.starts)]
            unit.rates.save(replace(rate, id=same[0].id if same else UNSAVED, name=name))
            return unit.commit()

    def budgets(self) -> tuple[BudgetUse, ...]:
        """Return every budget with what is used of it, by funder and first day."""
        with self._file.reading() as unit:
            lines = [line for each in unit.rounds.all() for line in read_money(unit, each.number).all_lines()]
            found = sorted(unit.budgets.all(), key=lambda each: (each.funder.casefold(), each.starts))
        return tuple(BudgetUse(each, _used_of(each, lines)) for each in found)

    def set_budget(self, budget: Budget) -> Changes:
        """Keep what a funder gives, in place of what they give from the same day; 0 pence takes that away.

        Raises UserError where there is nothing to take away.
        """
        funder = tidy(budget.funder)
        with self._file.changing(Label(Deed.SET_BUDGET)) as unit:
            same = [
                each.id
                for each in unit.budgets.all()
                if (fold(each.funder), each.starts) == (fold(funder), budget.starts)
            ]
            if budget.pence:
                kept = replace(budget, id=same[0] if same else UNSAVED, funder=funder)
                unit.budgets.save(kept)
            elif not same:
                raise UserError(
                    f"No budget{f' of {funder}' if funder else ''} begins on {date_in_words(budget.starts)}.",
                    "Nothing was changed. Give the funder and the first day as they stand.",
                )
            for each in same if not budget.pence else ():
                unit.budgets.remove(each)
            return unit.commit()

    def agree(self, organisation: str, agreement: Agreement) -> Changes:
        """Keep what an organisation, named as people write it, is paid from a day on.

        An agreement from the same day is replaced. Raises UserError for an organisation that is unknown or
        not VCSE, and for a rate that there is not or that does not fit.
        """
        with self._file.changing(Label(Deed.AGREE_FUNDING)) as unit:
            found = _vcse_organisation(unit, organisation)
            _check_rates(unit, agreement)
            _check_funders(agreement)
            same = [
                a.id
                for a in unit.agreements.all()
                if (a.organisation_id, a.starts) == (found.id, agreement.starts)
            ]
            kept = replace(
                agreement,
                id=same[0] if same else UNSAVED,
                organisation_id=found.id,
                funder=tidy(agreement.funder),
                other_funder=tidy(agreement.other_funder),
            )
            unit.agreements.save(kept)
            return unit.commit()


def _vcse_organisation(unit: UnitOfWork, name: str) -> Organisation:
    organisations = unit.organisations.all()
    found = organisation_called(name, organisations)
    if found is None:
        vcse = sorted(in_short(o.name) for o in organisations if o.sector is Sector.VCSE)
        known = listed_up_to(vcse, _MOST_NAMED)
        raise UserError(
            f"There is no organisation called {quoted(name)}.",
            f"Nothing was changed. There are: {known}.",
        )
    if found.sector is not Sector.VCSE:
        raise UserError(
            f"{found.name} is not a VCSE organisation, and only VCSE time is funded.", "Nothing was changed."
        )
    return found


def _check_rates(unit: UnitOfWork, agreement: Agreement) -> None:
    units = {rate.name: rate.unit for rate in unit.rates.all()}
    for name in (agreement.rate, *filter(None, (agreement.mileage, agreement.in_kind))):
        if name not in units:
            known = listed_up_to(sorted(map(in_short, units)), _MOST_NAMED) or "none yet"
            raise UserError(
                f"There is no rate called {quoted(name)}.", f"Nothing was changed. Rates: {known}."
            )
    if units[agreement.rate] is RateUnit.MILE:
        raise UserError(f"{quoted(agreement.rate)} pays for miles, not for time.", "Nothing was changed.")
    if agreement.mileage and units[agreement.mileage] is not RateUnit.MILE:
        raise UserError(f"{quoted(agreement.mileage)} does not pay for miles.", "Nothing was changed.")


def _check_funders(agreement: Agreement) -> None:
    has_other, percent = bool(tidy(agreement.other_funder)), agreement.other_percent
    if has_other and fold(agreement.other_funder) == fold(agreement.funder):
        raise UserError("The two funders have the same name.", "Nothing was changed. Name two, or one only.")
    if has_other != bool(percent):
        raise UserError(
            "A second funder needs a name and a share of at least 1 %.",
            "Nothing was changed. Give both, or neither.",
        )


def _used_of(budget: Budget, lines: Iterable[PaymentLine]) -> int:
    """Return what of some lines is within a budget; one without a funder's name is for all that is paid."""
    within = [line for line in lines if budget.starts <= line.on <= budget.ends]
    if not budget.funder:
        return sum(line.pence for line in within)
    wanted = fold(budget.funder)
    return sum(pence for funder, pence in by_funder(within).items() if fold(funder) == wanted)


def _funding(money: RoundMoney, organisation: Organisation, today: date) -> OrganisationFunding:
    terms, people = money.terms(organisation.id), money.with_buddy(organisation.id)
    sent, lines = money.sent_to(organisation.id), money.lines_of(organisation.id)
    agreement = terms.agreement(today)
    has_ceiling = agreement is not None and agreement.ceiling is not None
    return OrganisationFunding(
        organisation=organisation,
        people=len(people),
        agreed_minutes=(agreement.ceiling or 0) * len(people) if agreement and has_ceiling else None,
        used_minutes=sum(line.minutes for line in lines),
        miles=sum(line.miles for line in lines),
        used_pence=sum(line.pence for line in lines),
        value_in_kind_pence=sum(_in_kind(line, terms) for line in lines),
        forecast_pence=forecast_pence(terms, len(people), today),
        paid_pence=sum(summary.pence for summary in sent if summary.paid_on),
        to_settle=money.to_settle(organisation.id),
        by_funder=tuple(by_funder(lines).items()),
        is_agreed=bool(terms.agreements),
        without_terms=money.without_terms(organisation.id),
    )


def _in_kind(line: PaymentLine, terms: Terms) -> int:
    sign = -1 if line.is_credit else 1
    return sign * terms.in_kind_pence(abs(line.minutes), line.on)
