"""Deciding on open questions in the dialog."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import UNSAVED
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.overview.decide_dialog import DecideDialog
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog
from buddy_matcher.ui.widgets.labels import LOOK
from buddy_matcher.ui.widgets.reading_pane import ReadingPane
from tests.helpers.dialogs import answer
from tests.helpers.finding import the
from tests.helpers.walking import name_of

FORM_EXPORT = Path(__file__).parents[2] / "samples" / "microsoft-forms.xlsx"


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
    [button] = [b for b in dialog.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(dialog: DecideDialog) -> list[str]:
    """Return the lines of the question in sight."""
    return the(ReadingPane, dialog).text.splitlines()


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


def test_a_wish_can_mean_someone_whom_nobody_thought_of(
    dialog: DecideDialog, services: Services, monkeypatch, qtbot
):
    person = {m.name: m.participant.id for m in services.people.people()}
    asked = answer(monkeypatch, ChoosePersonDialog, with_=person["Helen Lamb"])
    click(dialog, "Never pair with someone else…", qtbot)
    offered = [choice.name for choice in asked[0][2]]
    assert "Imogen Bevan" not in offered
    assert len(offered) == len(person) - 1
    [rule] = services.rules.rules()
    assert rule.rule.second_participant_id == person["Helen Lamb"]


def test_an_answer_can_mean_another_entry_of_the_list(
    dialog: DecideDialog, services: Services, monkeypatch, qtbot
):
    value = services.answers.open_values()[0]
    wanted = services.people.strengths()[-1]
    asked = answer(monkeypatch, ChooseEntryDialog, with_=wanted.id)
    qtbot.mouseClick(dialog.later, Qt.MouseButton.LeftButton)
    click(dialog, "It means another one…", qtbot)
    assert (wanted.id, wanted.name) in asked[0][2]
    assert value not in services.answers.open_values()
    answers = [member.participation for member in services.people.people()]
    assert any(wanted.id in {**each.can_share, **each.would_like} for each in answers)


def test_thinking_again_leaves_the_question_open(
    dialog: DecideDialog, services: Services, monkeypatch, qtbot
):
    answer(monkeypatch, ChoosePersonDialog, with_=None)
    click(dialog, "Never pair with someone else…", qtbot)
    assert len(services.answers.open_wishes()) == 1


def test_the_focus_goes_to_the_next_question(dialog: DecideDialog, qtbot):
    dialog.activateWindow()
    qtbot.waitActive(dialog)
    [button] = [b for b in dialog.findChildren(QPushButton) if b.text() == "Never pair with Gareth Aziz"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    # One more Space after a decision must not decide the next question.
    assert isinstance(dialog.focusWidget(), ReadingPane)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    # Nor may Enter, which Qt alone would let press the first button of all.
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert shown(dialog)[:2] == ["2 of 3", "On no list: can share"]
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert name_of(dialog.focusWidget()).startswith("It means “Bid writing and fundraising”")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert shown(dialog)[0] == "3 of 3"


def test_what_can_be_chosen_stands_in_the_same_place_for_every_question(dialog: DecideDialog, qtbot):
    places = []
    while True:
        first = next(b for b in dialog.findChildren(QPushButton) if b.isVisible())
        places.append((first.pos(), first.property(LOOK)))
        if not dialog.later.isEnabled():
            break
        qtbot.mouseClick(dialog.later, Qt.MouseButton.LeftButton)
    assert [place for place, _ in places] == [places[0][0]] * 3
    # Where there is a likely answer it is the primary button.
    assert [look for _, look in places] == ["primary", "primary", ""]
    qtbot.mouseClick(dialog.back, Qt.MouseButton.LeftButton)
    assert shown(dialog)[0] == "2 of 3"


def test_the_question_is_whole_in_large_text(services: Services, operations: Operations, qapp, qtbot):
    services.imports.run(FORM_EXPORT)
    before = qapp.font()
    large = QFont(before)
    large.setPointSizeF(20)
    qapp.setFont(large)
    try:
        dialog = DecideDialog(None, services.answers, operations)
        qtbot.addWidget(dialog)
        wide = dialog.width()
    finally:
        qapp.setFont(before)
    usual = DecideDialog(None, services.answers, operations)
    qtbot.addWidget(usual)
    # The wider the letters, the wider it opens: its lines break where they did.
    assert wide > 1.5 * usual.width()


def test_answers_that_are_alike_are_decided_at_once(
    services: Services, operations: Operations, tmp_path: Path, qtbot
):
    services.imports.run(FORM_EXPORT)
    unlisted = services.answers.open_values()[-1]
    with services.file.changing(Label("Another hobby")) as unit:
        value = unit.unknown_values.get(unlisted.value_ids[0])
        unit.unknown_values.save(replace(value, id=UNSAVED, text="Juggling"))
        unit.commit()
    dialog = DecideDialog(None, services.answers, operations)
    qtbot.addWidget(dialog)
    dialog.show()
    alike = the(QCheckBox, dialog)
    assert not alike.isVisible()
    for _ in range(2):
        qtbot.mouseClick(dialog.later, Qt.MouseButton.LeftButton)
    assert alike.text().replace("&", "") == "The same for all 2 that are alike"
    alike.click()
    assert not next(b for b in dialog.findChildren(QPushButton) if "another one" in b.text()).isEnabled()
    click(dialog, "Ignore it", qtbot)
    assert [value.text for value in services.answers.open_values()] == ["Fund raising"]
    assert services.history.next_undo() == "Decide on 2 answers alike"


def test_an_entry_is_found_by_typing(qtbot):
    dialog = ChooseEntryDialog(
        None, "What it means", "", [(1, "Bid writing"), (2, "Policy"), (3, "Évaluation")]
    )
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.search, "eva")
    assert dialog.chosen_id == 3
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.entries, Qt.Key.Key_Return)
