"""Deciding on open questions in the dialog."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from buddy_matcher.domain.history import Label
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.decide_dialog import DecideDialog
from buddy_matcher.ui.jobs import Jobs
from buddy_matcher.ui.operations import Operations

FORM_EXPORT = Path(__file__).parents[1] / "samples" / "microsoft-forms.xlsx"


@pytest.fixture
def operations(qtbot):
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


@pytest.fixture
def dialog(services: Services, operations: Operations, qtbot) -> DecideDialog:
    services.imports.run(FORM_EXPORT)
    dialog = DecideDialog(None, services.answers, operations)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


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


def test_a_wish_that_means_two_people_is_decided_one_by_one(
    services: Services, operations: Operations, qtbot
):
    services.imports.run(FORM_EXPORT)
    person = {m.name: m.participant.id for m in services.people.people()}
    with services.file.changing(Label("Name another")) as unit:
        [wish] = unit.possible_rules.all()
        likely = (*wish.likely_ids, person["Helen Lamb"])
        unit.possible_rules.save(replace(wish, likely_ids=likely))
        unit.commit()
    dialog = DecideDialog(None, services.answers, operations)
    qtbot.addWidget(dialog)
    dialog.show()
    click(dialog, "Never pair with Gareth Aziz", qtbot)
    words = {label.text() for label in dialog.findChildren(QLabel)}
    assert (
        "A rule says never to pair them with Gareth Aziz. "
        "Until you decide, Imogen Bevan is not paired with Helen Lamb."
    ) in words
    click(dialog, "Nobody else is meant", qtbot)
    assert services.answers.open_wishes() == ()
    assert len(services.rules.rules()) == 1
