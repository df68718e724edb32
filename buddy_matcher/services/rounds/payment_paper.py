"""A payment summary as a sheet: whose time, when, how much, and how to invoice for it."""

from buddy_matcher.domain.money import Agreement, PaymentLine, PaymentState, PaymentSummary
from buddy_matcher.domain.papers import Section, Sheet
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.services.rounds.round_money import RoundMoney

_MINUTES_PER_HOUR = 60
_COLUMNS = ("Person", "Date", "Time", "Miles", "Amount")
_WIDTHS = (5, 4, 3, 2, 3)


def payment_sheet(money: RoundMoney, summary: PaymentSummary, state: PaymentState) -> Sheet:
    """Return what is sent to an organisation; with whom somebody met is not on it."""
    organisation = money.organisations[summary.organisation_id]
    agreement = money.terms(organisation.id).agreement(max(line.on for line in summary.lines))
    return Sheet(
        title=_title(summary, state),
        subtitle=f"{money.state.scheme.name}, {money.state.round.name}",
        sections=(
            Section(paragraphs=tuple(_about(organisation.name, summary, agreement))),
            Section(
                heading="Buddy meetings",
                columns=_COLUMNS,
                widths=_WIDTHS,
                rows=(*(_row(line) for line in summary.lines), _total(summary)),
            ),
            Section(heading="How to be paid", paragraphs=_how_to_invoice(money, summary)),
        ),
    )


def money_in_words(pence: int) -> str:
    """Return an amount of pence in pounds: "£12.50", "−£3.00"."""
    sign = "−" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def minutes_in_words(minutes: int) -> str:
    """Return minutes as hours and minutes: "1 h 30 min", "45 min"."""
    hours, rest = divmod(abs(minutes), _MINUTES_PER_HOUR)
    told = " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
    return f"{'−' if minutes < 0 else ''}{told or '0 min'}"


def _title(summary: PaymentSummary, state: PaymentState) -> str:
    return "Draft payment summary" if state is PaymentState.DRAFT else f"Payment summary {summary.id}"


def _about(organisation: str, summary: PaymentSummary, agreement: Agreement | None) -> list[str]:
    told = [f"To: {agreement.payee if agreement and agreement.payee else organisation}"]
    if agreement and agreement.reference:
        told.append(f"Reference: {agreement.reference}")
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
        str(line.miles) if line.miles else "",
        money_in_words(line.pence),
    )


def _total(summary: PaymentSummary) -> tuple[str, ...]:
    return (
        "Total",
        "",
        minutes_in_words(sum(line.minutes for line in summary.lines)),
        str(sum(line.miles for line in summary.lines)),
        money_in_words(summary.pence),
    )


def _how_to_invoice(money: RoundMoney, summary: PaymentSummary) -> tuple[str, ...]:
    coordinator = money.state.scheme.coordinator
    whom = coordinator.name or money.state.scheme.name
    ways = " or ".join(filter(None, (coordinator.email, coordinator.phone)))
    asked = f"Please send an invoice for {money_in_words(summary.pence)} to {whom}"
    return (f"{asked}: {ways}." if ways else f"{asked}.",)
