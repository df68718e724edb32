"""The questions about the end of a pairing: what is chosen by hand stays, whatever reason is passed by."""

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton

from buddy_matcher.domain.endings import EndReason, Next
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.leaving.concerned import Together
from buddy_matcher.ui.leaving.end_dialog import EndDialog
from buddy_matcher.ui.widgets.calm_fields import CalmDateEdit
from buddy_matcher.ui.widgets.complaint import Complaint
from tests.helpers.lives import TODAY, pair_of


@pytest.fixture
def dialog(running: Services, qtbot) -> EndDialog:
    pair = pair_of(running, "Asha Rao")
    dialog = EndDialog(None, Together(pair.pairing, pair.members), TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def box(dialog: EndDialog, *, offers: str) -> QComboBox:
    return next(each for each in dialog.findChildren(QComboBox) if each.findText(offers) >= 0)


def go_down_to(box: QComboBox, words: str, qtbot) -> None:
    while box.currentText() != words:
        qtbot.keyClick(box, Qt.Key.Key_Down)


def test_a_reason_that_is_only_passed_by_with_the_arrow_keys_changes_nothing(dialog: EndDialog, qtbot):
    reasons = box(dialog, offers=EndReason.FINISHED.label)
    go_down_to(reasons, EndReason.FINISHED.label, qtbot)
    assert {each.next for each in dialog.ending.next_for} == {Next.NEXT_ROUND}
    go_down_to(reasons, EndReason.CHANGED_JOB.label, qtbot)
    assert {each.next for each in dialog.ending.next_for} == {Next.ANOTHER}
    assert not dialog.ending.keeps_apart


def test_what_was_chosen_by_hand_stays_when_the_reason_changes(dialog: EndDialog, qtbot):
    go_down_to(box(dialog, offers=Next.LEAVE.label), Next.LEAVE.label, qtbot)
    apart = next(each for each in dialog.findChildren(QCheckBox) if "again" in each.text())
    qtbot.keyClick(apart, Qt.Key.Key_Space)
    go_down_to(box(dialog, offers=EndReason.FINISHED.label), EndReason.NO_TIME.label, qtbot)
    first, second = (each.next for each in dialog.ending.next_for)
    assert (first, second) == (Next.LEAVE, Next.ANOTHER)
    assert dialog.ending.keeps_apart


def test_a_day_that_is_refused_loses_nothing_of_what_was_chosen(
    running: Services, dialog: EndDialog, operations: Operations, in_dialogs, qtbot
):
    pairing = pair_of(running, "Asha Rao").pairing
    go_down_to(box(dialog, offers=EndReason.FINISHED.label), EndReason.NO_TIME.label, qtbot)
    dialog.findChildren(QLineEdit)[-1].setText("They rang")
    dialog.findChildren(CalmDateEdit)[0].setDate(QDate(1924, 3, 1))
    seen = []

    def end(_dialog: EndDialog) -> None:
        in_dialogs(EndDialog, give_up)
        next(each for each in dialog.findChildren(QPushButton) if each.text() == "&End pairing").click()

    def give_up(_dialog: EndDialog) -> None:
        said = [each.text() for each in dialog.findChildren(Complaint) if each.isVisible()]
        seen.append((dialog.ending.reason, dialog.ending.note, len(said)))
        dialog.reject()

    dialog.hide()
    in_dialogs(EndDialog, end)
    operations.ask_until_kept(
        lambda _before, refusal: dialog.ask(refusal),
        dialog.ending,
        lambda ending: running.endings.end(pairing.id, ending),
    )
    assert seen == [(EndReason.NO_TIME, "They rang", 1)]
    assert pair_of(running, "Asha Rao").pairing.state is PairingState.AGREED
