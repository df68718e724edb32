"""The tables of the Money page: how each organisation stands, and what is sent to it."""

from enum import IntEnum
from typing import ClassVar, override

from buddy_matcher.domain.money import PaymentState, money_in_words
from buddy_matcher.services.fund_time import OrganisationFunding
from buddy_matcher.services.pay_organisations import Payment
from buddy_matcher.services.rounds.payment_paper import minutes_in_words
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel


class FundingColumn(IntEnum):
    """The columns of the organisations."""

    NAME = 0
    PEOPLE = 1
    TIME = 2
    AMOUNT = 3
    PAID = 4
    FORECAST = 5
    TO_SETTLE = 6


class FundingModel(RowsModel[OrganisationFunding]):
    """The organisations that are paid, or whose time is valued, in the order of their names."""

    headings: ClassVar = ("Organisation", "People", "Time", "Amount", "Paid", "Forecast", "Not settled")

    @override
    def cell(self, row: OrganisationFunding, column: int) -> Cell:
        name = row.organisation.name
        cells = {
            FundingColumn.NAME: Cell(lines=(CellLine(name, Tone.STRONG),), tooltip=name),
            FundingColumn.PEOPLE: _number(str(row.people), row.people),
            FundingColumn.TIME: Cell(lines=_time(row), sort_key=row.used_minutes),
            FundingColumn.AMOUNT: Cell(lines=_amount(row), sort_key=row.used_pence),
            FundingColumn.PAID: _number(money_in_words(row.paid_pence), row.paid_pence),
            FundingColumn.FORECAST: _number(_forecast(row), row.forecast_pence[1]),
            FundingColumn.TO_SETTLE: _number(str(row.to_settle or ""), row.to_settle),
        }
        return cells[FundingColumn(column)]

    @override
    def search_text(self, row: OrganisationFunding) -> str:
        return row.organisation.name


class PaymentColumn(IntEnum):
    """The columns of the payment summaries."""

    NUMBER = 0
    ORGANISATION = 1
    LINES = 2
    AMOUNT = 3
    STATE = 4


_STATES = {
    PaymentState.DRAFT: "Draft",
    PaymentState.SENT: "Sent",
    PaymentState.PAID: "Paid",
    PaymentState.CREDITED: "Taken back",
}


class PaymentsModel(RowsModel[Payment]):
    """What was sent, then what is owed besides."""

    headings: ClassVar = ("Number", "Organisation", "Lines", "Amount", "State")

    @override
    def cell(self, row: Payment, column: int) -> Cell:
        summary = row.summary
        match PaymentColumn(column):
            case PaymentColumn.NUMBER:
                return _number(str(row.number or ""), row.number or 0)
            case PaymentColumn.ORGANISATION:
                name = row.organisation.name
                return Cell(lines=(CellLine(name, Tone.STRONG),), tooltip=name)
            case PaymentColumn.LINES:
                return _number(str(len(summary.lines)), len(summary.lines))
            case PaymentColumn.AMOUNT:
                return _number(money_in_words(summary.pence), summary.pence)
            case PaymentColumn.STATE:
                return Cell(lines=(CellLine(_STATES[row.state]),))

    @override
    def search_text(self, row: Payment) -> str:
        return row.organisation.name


def _number(text: str, sort_key: int) -> Cell:
    return Cell(lines=(CellLine(text),), sort_key=sort_key)


def _time(row: OrganisationFunding) -> tuple[CellLine, ...]:
    if row.without_terms and not row.used_minutes:
        return CellLine(f"{minutes_in_words(row.without_terms)} noted"), CellLine(
            "nothing agreed", Tone.WARNING
        )
    if not row.is_agreed:
        return (CellLine("Nothing agreed", Tone.QUIET),)
    used = CellLine(minutes_in_words(row.used_minutes))
    if row.agreed_minutes is None:
        return (used,)
    if not row.people:
        return used, CellLine("nobody with a buddy now", Tone.QUIET)
    return used, CellLine(f"of {minutes_in_words(row.agreed_minutes)}", Tone.QUIET)


def _forecast(row: OrganisationFunding) -> str:
    if not row.is_agreed:
        return "Agree what is paid first"
    low, high = map(money_in_words, row.forecast_pence)
    return f"{low} to {high}" if row.forecast_pence[1] else "Nothing"


def _amount(row: OrganisationFunding) -> tuple[CellLine, ...]:
    amount = CellLine(money_in_words(row.used_pence))
    if not row.value_in_kind_pence:
        return (amount,)
    return amount, CellLine(f"and {money_in_words(row.value_in_kind_pence)} in kind", Tone.QUIET)
