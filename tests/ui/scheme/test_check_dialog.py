"""What a check found, in words, and the repair that has to be confirmed."""

import pytest
from PySide6.QtWidgets import QLabel

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.pairings import Pairing, between
from buddy_matcher.services.rounds.findings import Finding, FindingKind
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.scheme.check_dialog import CheckDialog, FindingsModel
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids


@pytest.fixture
def operations(qtbot):
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


@pytest.fixture
def senseless(services: Services, ids: Ids) -> Services:
    """A scheme in which Asha has two buddies, which no service lets through."""
    with services.file.changing(Label("Pair")) as unit:
        pairs = ((ids["Asha"], ids["Ben"]), (ids["Asha"], ids["Dewi"]))
        unit.pairings.save_all(Pairing(round_id=RoundId(1), memberships=between(*pair)) for pair in pairs)
        # As a file of an older version may hold: past what a commit checks.
        unit.commit_replay()
    return services


def opened(services: Services, operations: Operations, qtbot, *of_file: Finding) -> CheckDialog:
    found = (*of_file, *services.check.findings())
    dialog = CheckDialog(None, services.check, found, operations)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def words(dialog: CheckDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_the_model_keeps_qts_rules(senseless: Services, qtmodeltester):
    model = FindingsModel()
    model.show_rows(senseless.check.findings())
    qtmodeltester.check(model)


def test_a_scheme_in_order_is_said_to_be(services: Services, operations: Operations, qtbot):
    dialog = opened(services, operations, qtbot)
    assert "This scheme is in order" in words(dialog)
    assert not dialog.repair.isVisible()


def test_findings_are_put_right_only_when_confirmed(
    senseless: Services, operations: Operations, monkeypatch: pytest.MonkeyPatch, qtbot
):
    dialog = opened(senseless, operations, qtbot)
    assert "The check found 1 thing to put right." in words(dialog)
    assert dialog.table.model().index(0, 0).data() == "Asha Rao has 2 buddies but can have 1."
    answer(monkeypatch, ConfirmDialog, with_=False)
    dialog.repair.click()
    assert senseless.check.findings()
    asked = answer(monkeypatch, ConfirmDialog, with_=True)
    with qtbot.waitSignal(operations.changed):
        dialog.repair.click()
    assert "A backup is taken first" in asked[0][1]
    assert senseless.check.findings() == ()
    assert "This scheme is in order" in words(dialog)


def test_damage_to_the_file_is_not_offered_for_repair(services: Services, operations: Operations, qtbot):
    dialog = opened(
        services,
        operations,
        qtbot,
        Finding(FindingKind.FILE, "A page of the file is damaged.", can_be_repaired=False),
    )
    assert not dialog.repair.isVisible()
    assert dialog.advice.isVisible()
