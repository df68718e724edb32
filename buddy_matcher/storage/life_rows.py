"""The tables of a living round: entries, answers, statements, learning, paid VCSE time, reports."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from buddy_matcher.storage.rows import GOES_WITH_IT, Row


class EntryRow(Row):
    """A contact, meeting, call, failed try or note, about a pairing, a person or an organisation."""

    __tablename__ = "entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    pairing_id: Mapped[int | None] = mapped_column(ForeignKey("pairing.id"), info=GOES_WITH_IT)
    participation_id: Mapped[int | None] = mapped_column(ForeignKey("participation.id"), info=GOES_WITH_IT)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), info=GOES_WITH_IT)
    on: Mapped[str]
    kind: Mapped[str]
    told_by: Mapped[int | None] = mapped_column(ForeignKey("participation.id"))
    minutes: Mapped[int | None]
    way: Mapped[str | None]
    place: Mapped[str]
    said: Mapped[str]
    follow_up_on: Mapped[str | None]
    source: Mapped[str]


class EntryShareRow(Row):
    """One member's own part in an entry."""

    __tablename__ = "entry_share"
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"), primary_key=True)
    fit: Mapped[str | None]
    funded_minutes: Mapped[int | None]
    miles: Mapped[int | None]


class AnswerRow(Row):
    """An answer of a person on an occasion."""

    __tablename__ = "answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))
    occasion: Mapped[str]
    question: Mapped[str]
    on: Mapped[str]
    number: Mapped[int | None]
    text: Mapped[str]
    strength_id: Mapped[int | None] = mapped_column(ForeignKey("strength.id"))


class IfOnlyRow(Row):
    """What somebody wishes the other sector knew."""

    __tablename__ = "if_only"
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str]
    text: Mapped[str]
    permission: Mapped[str]
    may_quote: Mapped[int]


class LearningRow(Row):
    """Something learnt in a round."""

    __tablename__ = "learning"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    participation_id: Mapped[int | None] = mapped_column(ForeignKey("participation.id"), info=GOES_WITH_IT)
    on: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]
    may_quote: Mapped[int]


class RateRow(Row):
    """Pence for a unit, from a day on."""

    __tablename__ = "rate"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    pence: Mapped[int]
    unit: Mapped[str]
    starts: Mapped[str | None]
    source: Mapped[str]


class AgreementRow(Row):
    """What an organisation is paid, from a day on."""

    __tablename__ = "agreement"
    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    rate: Mapped[str]
    mileage: Mapped[str]
    in_kind: Mapped[str]
    ceiling: Mapped[int | None]
    starts: Mapped[str | None]
    payee: Mapped[str]
    reference: Mapped[str]
    funder: Mapped[str]
    other_funder: Mapped[str]
    other_percent: Mapped[int]


class BudgetRow(Row):
    """What a funder gives for a time."""

    __tablename__ = "budget"
    id: Mapped[int] = mapped_column(primary_key=True)
    funder: Mapped[str]
    pence: Mapped[int]
    starts: Mapped[str]
    ends: Mapped[str]


class PaymentSummaryRow(Row):
    """What was sent to an organisation."""

    __tablename__ = "payment_summary"
    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    sent_on: Mapped[str | None]
    paid_on: Mapped[str | None]
    payee: Mapped[str]
    reference: Mapped[str]


class PaymentLineRow(Row):
    """A line of what was sent, which outlives the entry and the person."""

    __tablename__ = "payment_line"
    summary_id: Mapped[int] = mapped_column(ForeignKey("payment_summary.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    participation_id: Mapped[int | None] = mapped_column(ForeignKey("participation.id"))
    person: Mapped[str]
    on: Mapped[str]
    claimed: Mapped[int]
    minutes: Mapped[int]
    miles: Mapped[int]
    pence: Mapped[int]
    is_credit: Mapped[bool]
    funder: Mapped[str]
    other_funder: Mapped[str]
    other_pence: Mapped[int]
    rate: Mapped[str]


class ReportIssueRow(Row):
    """A report that was saved, with what its numbers tell."""

    __tablename__ = "report_issue"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    issued_at: Mapped[str]
    rule: Mapped[str]
    published: Mapped[str]


class ReportTextRow(Row):
    """What the coordinator wrote under a section of a report."""

    __tablename__ = "report_text"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    part: Mapped[str]
    text: Mapped[str]
