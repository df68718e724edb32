"""What was learnt is noted below the list of it, and can be removed again."""

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from buddy_matcher.domain.learning import LearningKind
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.scheme.learnt_dialog import LearntDialog
from buddy_matcher.ui.widgets.rows_view import RowsView
from tests.helpers.lives import TODAY


def test_something_learnt_is_noted_and_removed(running: Services, operations: Operations, qtbot):
    people = [(m.participation_id, m.name) for m in running.people.people()]
    dialog = LearntDialog(None, running.learning, operations, running.scheme.round().id, people, TODAY)
    qtbot.addWidget(dialog)
    assert not dialog.add.isEnabled()
    dialog.findChild(QPlainTextEdit).setPlainText("Wards have no budget of their own.")
    kind, told_by = dialog.findChildren(QComboBox)
    kind.setCurrentText(LearningKind.SURPRISE.label)
    told_by.setCurrentText("Ben Moss")
    dialog.add.click()
    [learnt] = running.learning.all()
    assert (learnt.learning.text, learnt.told_by) == ("Wards have no budget of their own.", "Ben Moss")
    assert dialog.findChild(QPlainTextEdit).toPlainText() == ""
    dialog.findChild(RowsView).selectRow(0)
    dialog.edit.click()
    assert told_by.currentText() == "Ben Moss"
    dialog.findChild(QPlainTextEdit).setPlainText("Wards have a small budget.")
    dialog.add.click()
    [corrected] = running.learning.all()
    assert corrected.learning == replace(learnt.learning, text="Wards have a small budget.")
    dialog.findChild(RowsView).selectRow(0)
    dialog.remove.click()
    assert running.learning.all() == ()
