"""The list of backups, and restoring one to a new file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import Services, open_scheme
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.scheme.backups_dialog import BackupsDialog, BackupsModel
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.file_dialogs import SaveRestoredDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups of this test alone."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture
def operations(qtbot):
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


def opened(services: Services, operations: Operations, qtbot) -> BackupsDialog:
    dialog = BackupsDialog(None, services.backups, "West Moor", operations)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_model_keeps_qts_rules(services: Services, ids: Ids, qtmodeltester):
    services.backups.back_up_if_changed()
    model = BackupsModel()
    model.show_rows(services.backups.list())
    qtmodeltester.check(model)


def test_without_backups_it_says_when_they_are_taken(services: Services, operations: Operations, qtbot):
    dialog = opened(services, operations, qtbot)
    assert "No backups yet" in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert not dialog.restore.isEnabled()


def test_a_backup_says_what_is_in_it(services: Services, ids: Ids, operations: Operations, qtbot):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.backups.back_up_if_changed()
    dialog = opened(services, operations, qtbot)
    model = dialog.table.model()
    _, holds, size, _ = (model.index(0, column).data() for column in range(model.columnCount()))
    assert holds == "4 people, 1 pairing"
    assert size.endswith(" kB")


@pytest.mark.parametrize("is_opened", [True, False])
def test_a_backup_becomes_a_new_file_by_keyboard_and_can_be_opened(
    services: Services,
    ids: Ids,
    operations: Operations,
    monkeypatch: pytest.MonkeyPatch,
    qtbot,
    tmp_path: Path,
    is_opened: bool,
):
    services.backups.back_up_if_changed()
    services.people.remove(ids["Asha"])
    target = tmp_path / "restored.buddy"
    named = answer(monkeypatch, SaveRestoredDialog, with_=target)
    answer(monkeypatch, ConfirmDialog, with_=is_opened)
    dialog = opened(services, operations, qtbot)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert named[0][0].startswith("West Moor, backup of")
    assert dialog.restored == (target if is_opened else None)
    assert len(services.people.people()) == 3
    restored = open_scheme(target)
    assert len(restored.people.people()) == 4
    restored.close()


def test_a_file_that_is_there_already_is_never_replaced(
    services: Services,
    ids: Ids,
    operations: Operations,
    monkeypatch: pytest.MonkeyPatch,
    qtbot,
    tmp_path: Path,
):
    services.backups.back_up_if_changed()
    target = tmp_path / "taken.buddy"
    target.write_text("something else")
    answer(monkeypatch, SaveRestoredDialog, with_=target)
    dialog = opened(services, operations, qtbot)
    with qtbot.waitSignal(operations.refused):
        dialog.restore.click()
    assert target.read_text() == "something else"
    assert dialog.restored is None
