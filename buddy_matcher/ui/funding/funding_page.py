"""The Money page: what VCSE time is paid for, what it comes to, and what is sent to organisations."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import ClassVar, override

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Changes, Kind
from buddy_matcher.domain.ids import UNSAVED
from buddy_matcher.domain.money import Agreement, Budget, PaymentState, Rate, RateUnit, money_in_words
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.domain.working_days import months_later
from buddy_matcher.services.edit_organisations import EditOrganisations
from buddy_matcher.services.fund_time import FundTime, OrganisationFunding
from buddy_matcher.services.pay_organisations import Payment, PayOrganisations
from buddy_matcher.services.rounds.payment_paper import budget_in_words
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.funding.agreement_dialog import AgreedWith, AgreementDialog, Offered
from buddy_matcher.ui.funding.budget_dialog import BudgetDialog
from buddy_matcher.ui.funding.funding_models import (
    FundingColumn,
    FundingModel,
    PaymentColumn,
    PaymentsModel,
)
from buddy_matcher.ui.funding.rate_dialog import RateDialog
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.file_dialogs import FolderDialog
from buddy_matcher.ui.widgets.labels import heading_label, primary_button, quiet_label
from buddy_matcher.ui.widgets.page_top import page_top
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP

_YEAR = 12
"""Months that a budget is for, unless something else is typed."""


class FundingPage(Page):
    """The organisations whose time is funded, and their payment summaries."""

    shows: ClassVar = frozenset({Kind.MONEY, Kind.ENTRIES, Kind.PAIRINGS, Kind.ORGANISATIONS, Kind.PEOPLE})

    def __init__(
        self,
        funding: FundTime,
        payments: PayOrganisations,
        organisations: EditOrganisations,
        operations: Operations,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._funding = funding
        self._payments = payments
        self._organisations = organisations
        self._operations = operations
        self._today = today
        self.setAccessibleName("Money")
        self._said = quiet_label()
        self._funded = RowsView(FundingModel(self), "Organisations that are paid", parent=self)
        self._funded.stretch(FundingColumn.NAME, dispensable=[FundingColumn.FORECAST])
        self._funded.say_when_empty(
            "No organisation is paid yet", "Set a rate, then agree it with an organisation."
        )
        self._sent = RowsView(PaymentsModel(self), "Payment summaries", parent=self)
        self._sent.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self._sent.stretch(PaymentColumn.ORGANISATION)
        self._sent.say_when_empty("Nothing is owed", "Record meetings with funded minutes under Follow-up.")
        self._summaries = QWidget()
        self._declare(Commands(self, operations, Menu.MONEY, needs=Needs.LIFE))
        self._sent.chosen.connect(self._commands.look_again)
        self._sent.offer(self._record)
        self._lay_out()

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the window's menu."""
        return self._commands.all()

    @property
    @override
    def first_focus(self) -> QWidget:
        return self._funded

    @override
    def refresh(self) -> None:
        lines = self._funding.funding(self._today())
        self._funded.show_rows(lines, lambda line: line.organisation.id)
        payments = self._payments.payments()
        self._sent.show_rows(payments, lambda payment: (payment.organisation.id, payment.summary.id))
        if not self._sent.chosen_rows():
            self._sent.choose_first()
        owed = sum(each.summary.pence for each in payments if each.summary.paid_on is None)
        to_settle = sum(line.to_settle for line in lines)
        meetings = counted(to_settle, "meeting has", "meetings have")
        unsettled = f" {meetings} no funded minutes yet." if to_settle else ""
        without = sum(bool(line.without_terms) for line in lines)
        not_paid = (
            f" {counted(without, 'organisation has', 'organisations have')} minutes noted and"
            if without
            else ""
        )
        not_paid += " nothing agreed for their days, so they are not paid." if without else ""
        said = [f"{money_in_words(owed)} is owed.{unsettled}{not_paid}{_by_funder(lines)}"] if lines else []
        self._said.setText("\n".join((*said, *map(budget_in_words, self._funding.budgets()))))
        self._said.setVisible(bool(self._said.text()))
        # Until somebody is paid there is one thing to do here, and nothing to sum up.
        self._summaries.setVisible(bool(lines or payments))
        self._commands.look_again()

    def _declare(self, commands: Commands) -> None:
        self._commands = commands
        self._set_rate = commands.declare("Set a &rate…", self._on_set_rate, "Ctrl+Shift+Q")
        self._agree = commands.declare(
            "&Agree what is paid…", self._on_agree, "Ctrl+Shift+G", why_not=self._unless_rate
        )
        self._budget = commands.declare("Set a &budget…", self._on_set_budget, "Ctrl+Shift+U")
        self._save = commands.declare(
            "&Save payment summaries…",
            self._on_save,
            "Ctrl+Shift+P",
            why_not=self._unless_any,
            needs=Needs.NO_JOB,
            begins_group=True,
        )
        self._send = commands.declare("S&end…", self._on_send, "Ctrl+Return", why_not=self._unless_draft)
        self._record = commands.declare(
            "Record as &paid", self._on_record, "Ctrl+Shift+D", why_not=self._unless_sent
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        settings = (action_button(each) for each in (self._set_rate, self._agree, self._budget))
        layout.addLayout(page_top("Money", self._said, *settings))
        layout.addWidget(self._funded, 1)
        layout.addWidget(self._summaries, 1)
        below = QVBoxLayout(self._summaries)
        below.setContentsMargins(0, GAP, 0, 0)
        below.setSpacing(GAP)
        below.addWidget(heading_label("Payment summaries"))
        below.addWidget(self._sent, 1)
        buttons = _in_a_row(self._save, self._record)
        buttons.insertWidget(0, action_button(self._send, primary_button("")))
        below.addLayout(buttons)

    def _unless_rate(self) -> str:
        has_rate = any(rate.unit is not RateUnit.MILE for rate in self._funding.rates())
        return "" if has_rate else "Set a rate for time first."

    def _unless_any(self) -> str:
        return "" if self._sent.shown() else "There is no payment summary yet."

    def _unless_draft(self) -> str:
        return "" if self._drafts() else "Nothing is owed that was not sent."

    def _unless_sent(self) -> str:
        chosen = self._chosen()
        is_open = chosen is not None and chosen.state is PaymentState.SENT
        return "" if is_open else "Select a payment summary that was sent and not paid."

    def _drafts(self) -> list[Payment]:
        return [payment for payment in self._sent.shown() if payment.state is PaymentState.DRAFT]

    def _chosen(self) -> Payment | None:
        return next(iter(self._sent.chosen_rows()), None)

    def _on_set_rate(self) -> None:
        first = Rate(name="", pence=0, unit=RateUnit.HOUR)
        self._operations.ask_until_kept(
            lambda rate, refusal: RateDialog.ask(self, rate, self._today(), refusal),
            first,
            self._funding.set_rate,
        )

    def _on_set_budget(self) -> None:
        today = self._today()
        known = self._funding.budgets()
        first = known[0].budget if known else Budget(pence=0, starts=today, ends=months_later(today, _YEAR))
        self._operations.ask_until_kept(
            lambda budget, refusal: BudgetDialog.ask(self, budget, refusal), first, self._funding.set_budget
        )

    def _on_agree(self) -> None:
        organisations = [each for each in self._organisations.all() if each.sector is Sector.VCSE]
        rates = self._funding.rates()
        time_rates = [rate.name for rate in rates if rate.unit is not RateUnit.MILE]
        if not organisations:
            self._operations.say("There is no VCSE organisation yet: add one under Organisations.")
            return
        names = {organisation.id: organisation.name for organisation in organisations}
        agreed = {
            names[key]: each for key, each in self._funding.agreed(self._today()).items() if key in names
        }
        chosen = next((row.organisation.name for row in self._funded.chosen_rows()), organisations[0].name)
        none_yet = Agreement(organisation_id=UNSAVED, rate=time_rates[0])
        first = AgreedWith(chosen, agreed.get(chosen, none_yet))
        offered = Offered(organisations, rates, agreed)
        self._operations.ask_until_kept(
            lambda asked, refusal: AgreementDialog.ask(self, asked, offered, self._today(), refusal),
            first,
            lambda asked: self._funding.agree(asked.organisation, asked.agreement),
        )

    def _on_save(self) -> None:
        folder = FolderDialog.ask(self, "Save payment summaries in a folder")
        if folder is None:
            return

        def work(progress: Progress, cancelled: Cancelled) -> int:  # noqa: ARG001 - one step
            progress(0, "Laying out payment summaries")
            return len(self._payments.save(folder))

        def tell(number: int) -> None:
            written = counted(number, "payment summary", "payment summaries")
            self._operations.say(f"{written} saved in {folder.name}.")

        self._operations.start("Saving payment summaries", work, tell)

    def _on_send(self) -> None:
        drafts = self._drafts()
        total = money_in_words(sum(payment.summary.pence for payment in drafts))
        what = counted(len(drafts), "payment summary", "payment summaries")
        question = (
            f"{what}, {total} in all.\n\nWhat was sent is frozen: a later correction comes as a credit in "
            "the next one."
        )
        if ConfirmDialog.ask(self, "Send payment summaries", question, accept="Send"):
            self._operations.perform(self._sent_today, f"{what} recorded as sent. Save them to send them.")

    def _sent_today(self) -> Changes:
        return self._payments.send(self._today())

    def _on_record(self) -> None:
        chosen = self._chosen()
        if chosen:
            self._operations.perform(lambda: self._payments.record_paid(chosen.summary.id, self._today()))


def _by_funder(lines: Iterable[OrganisationFunding]) -> str:
    """Return whose money was used in a sentence, or "" where there is one funder or none is told apart."""
    used: Counter[str] = Counter()
    for line in lines:
        used.update(dict(line.by_funder))
    used = Counter({name: pence for name, pence in used.items() if pence})
    if len(used) <= 1:
        return ""
    shares = [
        f"{money_in_words(pence)} from {name or 'no funder named'}" for name, pence in sorted(used.items())
    ]
    return f" Used so far: {listed(shares)}." if shares else ""


def _in_a_row(*commands: Command) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for command in commands:
        row.addWidget(action_button(command))
    row.addStretch()
    return row
