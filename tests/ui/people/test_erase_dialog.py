"""Erasing a person from the People page and the bin: asked first, and told afterwards."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QPushButton, QTableView, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.services.erase_person import ErasureReport, HeldInBackup
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.people.bin_dialog import BinDialog
from buddy_matcher.ui.people.erase_dialog import ask_to_erase, report_in_words
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids
from tests.helpers.window import message


@pytest.fixture
def operations(qtbot):
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


@pytest.fixture
def parent(qtbot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def test_nobody_is_erased_without_a_yes(
    services: Services,
    ids: Ids,
    operations: Operations,
    parent: QWidget,
    monkeypatch: pytest.MonkeyPatch,
):
    asked = answer(monkeypatch, ConfirmDialog, with_=False)
    person = services.people.people()[0].participant
    ask_to_erase(parent, services.erasure, person, operations)
    assert not operations.jobs.is_busy
    assert person.full_name in asked[0][1]
    assert "can’t be undone" in asked[0][1]
    assert len(services.people.people()) == 4


def test_after_an_erasure_it_says_where_the_person_is_still_held(
    services: Services,
    ids: Ids,
    operations: Operations,
    parent: QWidget,
    monkeypatch: pytest.MonkeyPatch,
    qtbot,
):
    form = services.people.form_of(ids["Ben"])
    knows = replace(form.participation, hopes="Asha Rao told me about this.")
    services.people.save(replace(form, participation=knows))
    answer(monkeypatch, ConfirmDialog, with_=True)
    asha = next(m.participant for m in services.people.people() if m.name == "Asha Rao")
    with qtbot.waitSignal(operations.changed):
        ask_to_erase(parent, services.erasure, asha, operations)
    assert "Asha Rao" not in [member.name for member in services.people.people()]
    told = message(parent)
    assert "Asha Rao is erased from this scheme." in told
    assert "• 1 backup: gone by" in told
    assert "about Ben Moss" in told


def test_backups_are_counted_by_the_day_on_which_they_will_be_gone():
    taken = datetime(2026, 7, 24, tzinfo=UTC)
    days = date(2027, 2, 1), date(2027, 1, 1), date(2027, 2, 1)
    report = ErasureReport(Changes(), tuple(HeldInBackup(taken, day) for day in days), ())
    assert "• 1 backup: gone by 1 January 2027\n• 2 backups: gone by 1 February 2027" in report_in_words(
        report
    )
    assert "No backup holds them" in report_in_words(ErasureReport(Changes(), (), ()))


def test_someone_in_the_bin_can_be_erased(
    services: Services,
    ids: Ids,
    operations: Operations,
    monkeypatch: pytest.MonkeyPatch,
    qtbot,
):
    services.people.remove(ids["Asha"], ids["Ben"])
    dialog = BinDialog(None, services.people, services.erasure, operations)
    qtbot.addWidget(dialog)
    erase = next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Erase for good…")
    table = dialog.findChild(QTableView)
    table.selectAll()
    assert not erase.isEnabled()
    table.selectRow(0)
    answer(monkeypatch, ConfirmDialog, with_=True)
    with qtbot.waitSignal(operations.changed):
        erase.click()
    assert len(services.people.bin()) == 1
    assert table.model().rowCount() == 1
    assert "is erased" in message(dialog)
