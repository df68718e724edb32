"""Deciding on open questions in the dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.decide_dialog import DecideDialog
from buddy_matcher.ui.jobs import Jobs
from buddy_matcher.ui.operations import Operations

FORM_EXPORT = Path(__file__).parents[1] / "samples" / "microsoft-forms.xlsx"


@pytest.fixture
def dialog(services: Services, qtbot):
    services.imports.run(FORM_EXPORT)
    jobs = Jobs()
    dialog = DecideDialog(None, services.answers, Operations(jobs))
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    jobs.close()


def click(dialog: DecideDialog, text: str, qtbot) -> None:
    [button] = [b for b in dialog.findChildren(QPushButton) if b.text() == text]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_every_question_can_be_decided_with_one_click(dialog: DecideDialog, services: Services, qtbot):
    assert "“Gareth Aziz – we commission them”" in {label.text() for label in dialog.findChildren(QLabel)}
    click(dialog, "Never pair with Gareth Aziz", qtbot)
    click(dialog, "It means “Bid writing and fundraising”", qtbot)
    click(dialog, "Ignore it", qtbot)
    assert services.answers.open_wishes() == ()
    assert services.answers.open_values() == ()
    assert "Everything is decided" in {label.text() for label in dialog.findChildren(QLabel)}
    assert services.history.next_undo() == "Ignore “Beekeeping”"
