"""The Money page on real services: a rate, an agreement, what is owed, sent, saved and paid."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QTableView

from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare
from buddy_matcher.domain.ids import UNSAVED
from buddy_matcher.domain.money import Agreement, Budget, PaymentState, Rate, RateUnit
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.funding.agreement_dialog import AgreedWith, AgreementDialog, Offered
from buddy_matcher.ui.funding.budget_dialog import BudgetDialog
from buddy_matcher.ui.funding.funding_page import FundingPage
from buddy_matcher.ui.funding.rate_dialog import RateDialog
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.file_dialogs import FolderDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids

TODAY = date(2026, 11, 28)
HOURLY = Rate(name="hourly", pence=2500, unit=RateUnit.HOUR)


@pytest.fixture
def page(services: Services, ids: Ids, operations: Operations, qtbot) -> FundingPage:
    """The page on an agreed plan in which Ben met Asha for an hour and a half."""
    services.plan.suggest(agree=True)
    pairing = next(p for p in services.latest.state().current if ids["Ben"] in p.members)
    share = EntryShare(ids["Ben"], funded_minutes=90)
    services.entries.add(
        Entry(pairing_id=pairing.id, on=date(2026, 11, 2), kind=EntryKind.MEETING, shares=(share,)),
        Entry(pairing_id=pairing.id, on=date(2026, 11, 9), kind=EntryKind.MEETING),
    )
    page = FundingPage(services.funding, services.payments, services.organisations, operations, lambda: TODAY)
    qtbot.addWidget(page)
    operations.changed.connect(page.refresh)
    page.resize(1000, 700)
    page.refresh()
    page.show()
    return page


@pytest.fixture
def agreed(page: FundingPage, monkeypatch: pytest.MonkeyPatch) -> FundingPage:
    """The page once Ben's group is paid by the hour."""
    answer(monkeypatch, RateDialog, with_=HOURLY)
    command(page, "Set a rate").trigger()
    wanted = AgreedWith("Ben Moss’s group", Agreement(organisation_id=UNSAVED, rate="hourly", ceiling=600))
    answer(monkeypatch, AgreementDialog, with_=wanted)
    command(page, "Agree what").trigger()
    return page


def command(page: FundingPage, beginning: str) -> QAction:
    return next(a for a in page.commands() if a.text().replace("&", "").startswith(beginning))


def rows(page: FundingPage, name: str) -> list[list[str]]:
    view = next(view for view in page.findChildren(QTableView) if view.accessibleName() == name)
    model = view.model()
    return [
        [model.index(row, column).data(Qt.ItemDataRole.DisplayRole) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def told(page: FundingPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_without_a_rate_it_says_what_comes_first(page: FundingPage):
    assert not command(page, "Agree what").isEnabled()
    assert "Set a rate for time first" in command(page, "Agree what").toolTip()
    [line] = rows(page, "Organisations that are paid")
    assert "Ben Moss’s group" in line[0]
    assert line[2] == "1 h 30 min noted, nothing agreed"
    assert line[5] == "Agree what is paid first"
    assert "1 organisation has minutes noted and nothing agreed for their days" in told(page)


def test_a_budget_stands_above_what_is_used_of_it(agreed: FundingPage, monkeypatch: pytest.MonkeyPatch):
    budget = Budget(pence=3000, starts=date(2026, 4, 1), ends=date(2027, 3, 31))
    asked = answer(monkeypatch, BudgetDialog, with_=budget)
    command(agreed, "Set a budget").trigger()
    assert asked
    assert "Budget: £37.50 of £30.00 used, £7.50 more than there is" in told(agreed)


def test_what_is_agreed_used_and_owed_is_shown(agreed: FundingPage):
    [line] = rows(agreed, "Organisations that are paid")
    assert line[0].startswith("Ben Moss’s group")
    assert line[1] == "1"
    assert "1 h 30 min" in line[2]
    assert "of 10 h" in line[2]
    assert line[3:6] == ["£37.50", "£0.00", "£75.00 to £225.00"]
    assert line[6] == "1"
    assert "£37.50 is owed. 1 meeting has no funded minutes yet." in told(agreed)
    assert [row[3:] for row in rows(agreed, "Payment summaries")] == [["£37.50", "Draft"]]


def test_payments_are_sent_after_a_yes_then_recorded_as_paid_and_undone(
    agreed: FundingPage, services: Services, monkeypatch: pytest.MonkeyPatch
):
    answer(monkeypatch, ConfirmDialog, with_=False)
    command(agreed, "Send").trigger()
    assert services.payments.payments()[0].state is PaymentState.DRAFT
    asked = answer(monkeypatch, ConfirmDialog, with_=True)
    command(agreed, "Send").trigger()
    assert "1 payment summary, £37.50 in all." in str(asked[0][1])
    assert rows(agreed, "Payment summaries") == [["1", "Ben Moss’s group", "1", "£37.50", "Sent"]]
    assert not command(agreed, "Send").isEnabled()
    command(agreed, "Record as paid").trigger()
    assert rows(agreed, "Payment summaries")[0][-1] == "Paid"
    assert not command(agreed, "Record as paid").isEnabled()
    services.history.undo()
    agreed.refresh()
    assert rows(agreed, "Payment summaries")[0][-1] == "Sent"


def test_payment_summaries_are_saved_in_a_folder(
    agreed: FundingPage, operations: Operations, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot
):
    answer(monkeypatch, FolderDialog, with_=tmp_path / "payments")
    with qtbot.waitSignal(operations.said, timeout=20_000) as said:
        command(agreed, "Save payment").trigger()
    assert said.args == ["1 payment summary saved in payments."]
    assert sorted(path.suffix for path in (tmp_path / "payments").iterdir()) == [".pdf", ".xlsx"]


def test_the_forms_give_back_what_they_were_asked_with(services: Services, ids: Ids, qtbot):
    dialog = RateDialog(
        None, Rate(name="mile", pence=55, unit=RateUnit.MILE, starts=TODAY, source="Us"), TODAY
    )
    qtbot.addWidget(dialog)
    assert dialog.edited == Rate(name="mile", pence=55, unit=RateUnit.MILE, starts=TODAY, source="Us")
    organisations = services.organisations.all()
    wanted = AgreedWith(
        organisations[1].name,
        Agreement(
            organisation_id=UNSAVED,
            rate="hourly",
            ceiling=615,
            reference="B 1",
            funder="City fund",
            other_funder="Us",
            other_percent=40,
        ),
    )
    another = Agreement(organisation_id=UNSAVED, rate="hourly", starts=TODAY, payee="The Hub")
    offered = Offered(organisations, [HOURLY], {organisations[2].name: another})
    agreed = AgreementDialog(None, wanted, offered, TODAY)
    qtbot.addWidget(agreed)
    assert agreed.edited == wanted
    budget = Budget(funder="City fund", pence=500_000, starts=TODAY, ends=date(2027, 3, 31))
    form = BudgetDialog(None, budget)
    qtbot.addWidget(form)
    assert form.edited == budget
    agreed.organisation.choose(organisations[2].name)
    assert agreed.edited == AgreedWith(organisations[2].name, another)
