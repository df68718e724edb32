"""The bin: who lies in it, and how they come back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableView

from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.people.bin_dialog import BinDialog, BinModel
from tests.helpers.people import Ids


@pytest.fixture
def operations(qtbot):
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


def opened(services: Services, operations: Operations, qtbot) -> BinDialog:
    dialog = BinDialog(None, services.people, services.erasure, operations)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def names(dialog: BinDialog) -> list[str]:
    model = dialog.findChild(QTableView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules(services: Services, ids: Ids, qtmodeltester):
    services.people.remove(ids["Asha"])
    model = BinModel()
    model.show_rows(services.people.bin())
    qtmodeltester.check(model)


def test_an_empty_bin_says_so(services: Services, operations: Operations, qtbot):
    dialog = opened(services, operations, qtbot)
    assert "The bin is empty" in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_people_come_back_by_keyboard(services: Services, ids: Ids, operations: Operations, qtbot):
    services.people.remove(ids["Asha"])
    services.people.remove(ids["Ben"])
    dialog = opened(services, operations, qtbot)
    assert names(dialog) == ["Ben Moss", "Asha Rao"]
    with qtbot.waitSignal(operations.changed):
        qtbot.keyClick(dialog.findChild(QTableView), Qt.Key.Key_Return)
    assert names(dialog) == ["Asha Rao"]
    assert ids["Ben"] in {member.participation_id for member in services.people.people()}


def test_several_people_come_back_at_once(services: Services, ids: Ids, operations: Operations, qtbot):
    services.people.remove(*ids.values())
    dialog = opened(services, operations, qtbot)
    dialog.findChild(QTableView).selectAll()
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Restore 4 people").click()
    assert len(services.people.people()) == 4
    assert services.people.bin() == ()
