"""The list of local organisations in its dialog: brought in, narrowed, mended, and drawn as strips."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from buddy_matcher.domain.local_organisations import LocalOrganisation
from buddy_matcher.domain.organisations import OrganisationKind
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.report.local_dialog import LocalDialog
from buddy_matcher.ui.report.reach_dialog import ReachDialog
from buddy_matcher.ui.report.reach_model import Column, ReachFilter
from buddy_matcher.ui.widgets.file_dialogs import OpenListDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids

TODAY = date(2026, 11, 29)
LIST = """Organisation,Kind,Postcode
Ben Moss’s group,Charity,LS1
Hill Mosque,mosque,BD3
Guild,guild,LS2
"""


@pytest.fixture
def dialog(services: Services, ids: Ids, operations: Operations, tmp_path: Path, qtbot, monkeypatch):
    """The dialog once a list is imported; Ben is paired with Asha."""
    services.plan.suggest(agree=True)
    sheet = tmp_path / "list.csv"
    sheet.write_text(LIST, encoding="utf-8")
    dialog = ReachDialog(None, services.reach, operations, TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    answer(monkeypatch, OpenListDialog, with_=sheet)
    with qtbot.waitSignal(operations.said) as said:
        dialog.bring.trigger()
    assert said.args[0].startswith("3 local organisations added")
    return dialog


def shown(dialog: ReachDialog) -> list[str]:
    model = dialog.table.model()
    cells = [model.index(row, Column.NAME) for row in range(model.rowCount())]
    return [cell.data(Qt.ItemDataRole.DisplayRole) for cell in cells]


def test_who_was_not_reached_stands_first_and_chips_show_the_others(dialog: ReachDialog):
    assert shown(dialog) == ["Guild", "Hill Mosque"]
    assert dialog.said.text() == "2 of 3 local organisations were not reached yet."
    assert "1 paired, 2 not reached yet" in dialog.strip.accessibleDescription()
    chips = dialog.chips.findChildren(QPushButton)
    next(chip for chip in chips if chip.text().startswith(ReachFilter.PAIRED.value)).click()
    assert shown(dialog) == ["Ben Moss’s group"]


def test_what_was_not_understood_is_said_beside_the_list(dialog: ReachDialog):
    told = " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    assert "“guild” is no kind of organisation known here" in told


def test_inviting_mending_and_removing_are_stored_and_undone(
    dialog: ReachDialog, services: Services, monkeypatch: pytest.MonkeyPatch
):
    dialog.invite.trigger()
    assert shown(dialog) == ["Hill Mosque"]
    mended = LocalOrganisation(name="Hill Street Mosque", kind=OrganisationKind.FAITH_GROUP, outcode="BD4")
    answer(monkeypatch, LocalDialog, with_=mended)
    dialog.add.trigger()
    assert shown(dialog) == ["Hill Mosque", "Hill Street Mosque"]
    dialog.remove.trigger()
    assert len(shown(dialog)) == 1
    for _ in range(3):
        services.history.undo()
    assert [line.local.name for line in services.reach.reach().lines if line.local.invitations] == []


def test_the_form_gives_back_what_it_was_asked_with(services: Services, ids: Ids, qtbot):
    organisations = services.organisations.all()
    local = LocalOrganisation(
        name="Hill Mosque",
        kind=OrganisationKind.FAITH_GROUP,
        outcode="BD3",
        organisation_id=organisations[0].id,
    )
    dialog = LocalDialog(None, local, organisations)
    qtbot.addWidget(dialog)
    assert dialog.edited == local
