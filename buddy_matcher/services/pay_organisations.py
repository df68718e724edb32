"""Payment summaries: what is owed to each VCSE organisation, sent once and frozen then.

A draft is worked out from the entries whenever it is looked at. What was sent is kept line by line; a
correction of an entry in it comes as a credit and a new line in the next one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from buddy_matcher.documents.files import replaces_earlier, write_whole
from buddy_matcher.documents.papers import write_paper
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import PaymentSummaryId
from buddy_matcher.domain.money import PaymentState, PaymentSummary
from buddy_matcher.domain.organisations import Organisation
from buddy_matcher.domain.payment_lines import state_of
from buddy_matcher.services.rounds.payment_paper import payment_sheet, payment_workbook
from buddy_matcher.services.rounds.round_money import RoundMoney, read_money
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment summary with its organisation and where it stands; `path` is where it was written."""

    summary: PaymentSummary
    organisation: Organisation
    state: PaymentState
    path: Path | None = None

    @property
    def number(self) -> int | None:
        """Its number, None for a draft: it gets one when it is sent."""
        return None if self.state is PaymentState.DRAFT else self.summary.id


class PayOrganisations:
    """The payment summaries of a round."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds

    def payments(self, until: date | None = None, number: int | None = None) -> tuple[Payment, ...]:
        """Return what was sent for a round, then a draft for each organisation that is owed more.

        Raises UserError when there is no round of that number.
        """
        with self._file.reading() as unit:
            return tuple(_payments(read_money(unit, number or self._rounds.number), until))

    def send(self, on: date, until: date | None = None, number: int | None = None) -> Changes:
        """Freeze the drafts as sent on a day; they get their numbers then."""
        with self._file.changing(Label(Deed.SEND_PAYMENTS)) as unit:
            for payment in _payments(read_money(unit, number or self._rounds.number), until):
                if payment.state is PaymentState.DRAFT:
                    unit.payment_summaries.save(replace(payment.summary, sent_on=on))
            return unit.commit()

    def record_paid(self, summary_id: PaymentSummaryId, on: date) -> Changes:
        """Record that what was sent under a number was paid; raises UserError when nothing was."""
        with self._file.changing(Label(Deed.RECORD_PAID, told=(str(summary_id),))) as unit:
            summary = unit.payment_summaries.find(summary_id)
            if summary is None:
                numbers = ", ".join(str(each.id) for each in unit.payment_summaries.all()) or "none"
                raise UserError(
                    f"No payment summary {summary_id} was sent.",
                    f"Nothing was changed. Sent so far: {numbers}.",
                )
            unit.payment_summaries.save(replace(summary, paid_on=on))
            return unit.commit()

    def save(self, folder: Path, until: date | None = None, number: int | None = None) -> tuple[Payment, ...]:
        """Write each payment summary into a folder, made when missing; return them with their PDFs' paths.

        A workbook of the same name stands beside each. An earlier one of ours is replaced. Raises UserError,
        with nothing written, when a file of another program is in the way, EnvironmentProblem when the folder
        can't be written.
        """
        with self._file.reading() as unit:
            money = read_money(unit, number or self._rounds.number)
        payments = list(_payments(money, until))
        contents = {
            folder / _file_name(each, suffix): make(money, each.summary, each.state)
            for each in payments
            for suffix, make in ((".pdf", _pdf), (".xlsx", payment_workbook))
        }
        for path in contents:
            replaces_earlier(path, suffix=path.suffix)
        for path, content in contents.items():
            write_whole(path, content, suffix=path.suffix)
        return tuple(replace(each, path=folder / _file_name(each, ".pdf")) for each in payments)


def _payments(money: RoundMoney, until: date | None) -> Iterator[Payment]:
    for organisation in money.paid_organisations():
        sent = money.sent_to(organisation.id)
        for place, summary in enumerate(sent):
            yield Payment(summary, organisation, state_of(summary, sent[place + 1 :]))
        lines = money.next_lines(organisation.id, until)
        if lines:
            agreed = money.terms(organisation.id).agreement(max(line.on for line in lines))
            draft = PaymentSummary(
                organisation_id=organisation.id,
                round_id=money.state.round.id,
                payee=(agreed and agreed.payee) or organisation.name,
                reference=agreed.reference if agreed else "",
                lines=lines,
            )
            yield Payment(draft, organisation, PaymentState.DRAFT)


def _pdf(money: RoundMoney, summary: PaymentSummary, state: PaymentState) -> bytes:
    return write_paper(payment_sheet(money, summary, state))


def _file_name(payment: Payment, suffix: str) -> str:
    what = "Draft payment summary" if payment.number is None else f"Payment summary {payment.number}"
    return safe_file_name(f"{what} {payment.organisation.name}", suffix=suffix)
