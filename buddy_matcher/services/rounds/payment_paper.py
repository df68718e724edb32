"""A payment summary as a sheet: whose time, when, how much, and how to invoice for it."""

from buddy_matcher.documents.workbook_out import Cell, workbook_of
from buddy_matcher.documents.workbook_out import Sheet as Grid
from buddy_matcher.domain.money import BudgetUse, PaymentLine, PaymentState, PaymentSummary, money_in_words
from buddy_matcher.domain.papers import Section, Sheet
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import listed
from buddy_matcher.services.rounds.round_money import RoundMoney

_MINUTES_PER_HOUR = 60
_PENCE_PER_POUND = 100
_COLUMNS = ("Person", "Date", "Time", "Miles", "Rate", "Amount")
_WIDTHS = (5, 5, 3, 2, 5, 3)


def payment_sheet(money: RoundMoney, summary: PaymentSummary, state: PaymentState) -> Sheet:
    """Return what is sent to an organisation; with whom somebody met is not on it."""
    return Sheet(
        title=_title(summary, state),
        subtitle=f"{money.state.scheme.name}, {money.state.round.name}",
        sections=(
            Section(paragraphs=tuple(about_payment(summary))),
            Section(
                heading="Buddy meetings",
                columns=_COLUMNS,
                widths=_WIDTHS,
                rows=(*(_row(line) for line in summary.lines), _total(summary)),
            ),
            Section(heading="How to be paid", paragraphs=(how_to_invoice(money, summary),)),
        ),
    )


def minutes_in_words(minutes: int) -> str:
    """Return minutes as hours and minutes: "1 h 30 min", "45 min"."""
    hours, rest = divmod(abs(minutes), _MINUTES_PER_HOUR)
    told = " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
    return f"{'−' if minutes < 0 else ''}{told or '0 min'}"


def budget_in_words(use: BudgetUse) -> str:
    """Return how a budget stands: "City fund: £120.00 of £5,000.00 used, 1 April 2026 to 31 March 2027."."""
    budget = use.budget
    when = f"{date_in_words(budget.starts)} to {date_in_words(budget.ends)}"
    used = f"{money_in_words(use.used_pence)} of {money_in_words(budget.pence)} used"
    over = use.used_pence - budget.pence
    too_much = f", {money_in_words(over)} more than there is" if over > 0 else ""
    return f"{budget.funder or 'Budget'}: {used}{too_much}, {when}."


def _title(summary: PaymentSummary, state: PaymentState) -> str:
    return "Draft payment summary" if state is PaymentState.DRAFT else f"Payment summary {summary.id}"


def about_payment(summary: PaymentSummary) -> list[str]:
    """Return in lines who is paid, under which reference, and what happened to the summary when."""
    told = [f"To: {summary.payee}"]
    if summary.reference:
        told.append(f"Reference: {summary.reference}")
    if len(summary.funders) > 1:
        shares = (
            f"{money_in_words(pence)} from {name or 'no funder named'}"
            for name, pence in summary.funders.items()
        )
        told.append(f"Whose money it is: {listed(list(shares))}")
    if summary.sent_on:
        told.append(f"Sent on {date_in_words(summary.sent_on)}")
    if summary.paid_on:
        told.append(f"Paid on {date_in_words(summary.paid_on)}")
    return told


def _row(line: PaymentLine) -> tuple[str, ...]:
    person = line.person or "Name removed"
    return (
        f"{person} (taken back)" if line.is_credit else person,
        date_in_words(line.on),
        minutes_in_words(line.minutes),
        _whole(line.miles) if line.miles else "",
        line.rate,
        money_in_words(line.pence),
    )


def _whole(number: int) -> str:
    return f"−{-number:,}" if number < 0 else f"{number:,}"


def _total(summary: PaymentSummary) -> tuple[str, ...]:
    return (
        "Total",
        "",
        minutes_in_words(sum(line.minutes for line in summary.lines)),
        _whole(sum(line.miles for line in summary.lines)),
        "",
        money_in_words(summary.pence),
    )


def how_to_invoice(money: RoundMoney, summary: PaymentSummary) -> str:
    """Return in a sentence whom to send an invoice, and how."""
    coordinator = money.state.scheme.coordinator
    if summary.pence < 0:
        back = money_in_words(-summary.pence)
        return f"Nothing is to be paid now: please take {back} off your next invoice, or pay it back."
    if not summary.pence:
        return "Nothing is to be paid: please send no invoice."
    whom = coordinator.name or money.state.scheme.name
    ways = " or ".join(filter(None, (coordinator.email, coordinator.phone)))
    asked = f"Please send an invoice for {money_in_words(summary.pence)} to {whom}"
    return f"{asked}: {ways}." if ways else f"{asked}."


def payment_workbook(money: RoundMoney, summary: PaymentSummary, state: PaymentState) -> bytes:
    """Return what is sent as a workbook too: a row a line with numbers to add up, and how to be paid."""
    rows: list[tuple[Cell, ...]] = [
        (
            line.person or "Name removed",
            line.on,
            line.minutes / _MINUTES_PER_HOUR,
            line.miles,
            line.rate,
            line.pence / _PENCE_PER_POUND,
            "Taken back" if line.is_credit else None,
        )
        for line in summary.lines
    ]
    hours = sum(line.minutes for line in summary.lines) / _MINUTES_PER_HOUR
    miles = sum(line.miles for line in summary.lines)
    rows.append(("Total", None, hours, miles, None, summary.pence / _PENCE_PER_POUND, None))
    scheme = f"{money.state.scheme.name}, {money.state.round.name}"
    about = (scheme, *about_payment(summary), how_to_invoice(money, summary))
    return workbook_of(
        [
            Grid("Payment", ("Person", "Date", "Hours", "Miles", "Rate", "Pounds", "Note"), rows),
            Grid(
                "About",
                (_title(summary, state),),
                [(words,) for words in about],
            ),
        ]
    )
