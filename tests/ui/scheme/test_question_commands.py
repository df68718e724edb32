"""The questions of the Pairings menu, each asked in the window by its action."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.questions.check_plan import AimLine
from buddy_matcher.services.schemes import Services, create_scheme
from buddy_matcher.ui.scheme.check_plan_dialog import CheckPlanDialog
from buddy_matcher.ui.scheme.choices_dialog import ChoicesDialog
from buddy_matcher.ui.scheme.scenarios_dialog import ScenariosDialog
from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog, NumberDialog
from buddy_matcher.ui.widgets.file_dialogs import SaveWorkbookDialog
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.kept_schemes import copy_of
from tests.helpers.people import add_person
from tests.helpers.window import menu, message, status


@pytest.fixture
def planned(window: MainWindow, scheme: Path) -> MainWindow:
    """The window with a scheme of four people and their plan."""
    assert window.open_file(scheme)
    return window


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list:
    """What answers were shown with: title, hint, headings and rows of each."""
    return answer(monkeypatch, AnswerDialog, with_=None)


def names_in(rows) -> str:
    return " ".join(" ".join(row) for row in rows)


def test_the_pairings_menu_offers_them(planned: MainWindow):
    offered = menu(planned, "Pairings")
    for title in (
        "Step in for somebody…",
        "Pairs that hold…",
        "The best plan beside it…",
        "Equally good plans…",
        "Choices without a loss…",
        "Choices made…",
        "Scenarios…",
        "Several rounds at once…",
        "Replay a round…",
        "Save a proof of the plan…",
    ):
        assert title in offered


@pytest.mark.parametrize(
    ("command", "number", "headings"),
    [
        ("hold", None, ("Pair", "Holds", "In so many plans")),
        ("best", None, ("Person", "Other buddy")),
        ("others", None, ("Person", "Other buddy")),
        ("next_best", None, ("Person", "Other buddy")),
        ("choices", 5, ("Person", "May choose")),
        ("rotation", 2, ("Round", "Person", "Buddy")),
        ("replay", 1, ("Plan", "Pairs", "Waiting", "A wish met", "Can meet in person")),
    ],
)
def test_each_shows_its_answer_as_a_table(
    planned: MainWindow, shown: list, monkeypatch: pytest.MonkeyPatch, qtbot, command, number, headings
):
    answer(monkeypatch, NumberDialog, with_=number)
    getattr(planned.commands, command).trigger()
    qtbot.waitUntil(lambda: bool(shown))
    _title, hint, columns, rows = shown[0]
    assert hint
    assert columns == headings
    assert all(len(row) == len(headings) for row in rows)


def test_the_best_plan_is_set_beside_one_that_was_changed(planned: MainWindow, shown: list, qtbot):
    services = planned.workspace.services
    services.pairings.swap(*(pair.pairing.id for pair in services.latest.plan().pairs))
    planned.commands.best.trigger()
    qtbot.waitUntil(lambda: bool(shown))
    _title, hint, _columns, rows = shown[0]
    assert "People with none of their wishes met: here 4, there 0" in hint
    assert sorted(rows) == [("Asha Rao", "Ben Moss"), ("Cara Lunt", "Dewi Pugh")]


def test_a_question_without_its_number_is_not_asked(
    planned: MainWindow, shown: list, monkeypatch: pytest.MonkeyPatch
):
    answer(monkeypatch, NumberDialog, with_=None)
    planned.commands.rotation.trigger()
    assert not planned.workspace.jobs.is_busy
    assert not shown


def test_a_proof_is_saved_as_a_workbook(
    planned: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot
):
    path = tmp_path / "proof.xlsx"
    answer(monkeypatch, SaveWorkbookDialog, with_=path)
    planned.commands.proof.trigger()
    qtbot.waitUntil(lambda: "proved by prices" in status(planned))
    assert load_workbook(path).sheetnames == ["Proof", "Pairs", "Prices", "Rules", "Counted"]


def test_the_check_begins_with_one_sentence_and_offers_what_looks_further(
    planned: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot
):
    asked = answer(monkeypatch, CheckPlanDialog, with_=None)
    planned.commands.check_plan.trigger()
    qtbot.waitUntil(lambda: bool(asked))
    [(checked, further)] = asked
    assert checked.sentence.startswith("No plan gives more people a buddy, and none is better")
    assert checked.aims[0] == AimLine("People with a buddy", this=4, best=4)
    score = sum(pair.score for pair in planned.workspace.services.latest.plan().pairs)
    assert sum(line.points for line in checked.parts) == score
    dialog = CheckPlanDialog(planned, checked, further)
    dialog.show()
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert checked.sentence in shown
    assert planned.commands.proof.text().replace("&", "") in [
        b.text().replace("&", "") for b in dialog.findChildren(QPushButton)
    ]


def test_a_plan_changed_by_hand_is_told_what_another_would_give(planned: MainWindow):
    services = planned.workspace.services
    services.pairings.unpair(services.latest.plan().pairs[0].pairing.id)
    assert services.questions.check.check().sentence == "Another plan gives 2 more people a buddy."


def plan_alike(path: Path) -> Services:
    """Make a scheme of two people on each side who are alike, so that all have a choice, and its plan."""
    services = create_scheme(path, "Alike")
    for given in ("Asha", "Cara"):
        add_person(services, f"{given} Rao", Sector.HEALTH, shares="Policy", wishes="Community org")
    for given in ("Ben", "Dewi"):
        add_person(services, f"{given} Moss", Sector.VCSE, shares="Community org", wishes="Policy")
    services.plan.suggest()
    return services


def plan_nearly_alike(path: Path) -> Services:
    """Make a scheme in which another buddy costs everybody some points."""
    services = create_scheme(path, "Nearly alike")
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy, Quality", wishes="Community org")
    add_person(services, "Cara Rao", Sector.HEALTH, shares="Policy", wishes="Community org")
    add_person(services, "Ben Moss", Sector.VCSE, shares="Community org, Quality", wishes="Policy")
    add_person(services, "Dewi Moss", Sector.VCSE, shares="Community org", wishes="Policy")
    services.plan.suggest()
    return services


def test_where_nobody_has_a_choice_it_is_said_what_one_would_cost(
    window: MainWindow, shown: list, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
):
    assert window.open_file(copy_of(plan_nearly_alike, tmp_path / "nearly.buddy"))
    answer(monkeypatch, NumberDialog, with_=0)
    window.commands.choices.trigger()
    qtbot.waitUntil(lambda: bool(shown))
    _title, hint, _columns, rows = shown[0]
    assert hint.startswith("At 0 points nobody has a choice; at up to ")
    assert len(rows) == 4
    assert all(" or " in offered for _name, offered in rows)


def test_where_no_price_gives_a_choice_that_is_said(
    planned: MainWindow, shown: list, monkeypatch: pytest.MonkeyPatch, qtbot
):
    answer(monkeypatch, NumberDialog, with_=2)
    planned.commands.choices.trigger()
    qtbot.waitUntil(lambda: bool(shown))
    _title, hint, _columns, rows = shown[0]
    assert (rows, "nothing to offer" in hint) == ([], True)


def test_a_choice_is_offered_answered_by_keys_and_planned(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
):
    planned = window
    assert planned.open_file(copy_of(plan_alike, tmp_path / "alike.buddy"))
    answer(monkeypatch, AnswerDialog, with_=0)
    answer(monkeypatch, NumberDialog, with_=0)
    planned.commands.choices.trigger()
    qtbot.waitUntil(lambda: "4 people may choose now" in status(planned))
    hearing, services = planned.workspace.services.questions.hearing, planned.workspace.services
    heard = hearing.heard()
    assert len(heard) == 4
    dialog = ChoicesDialog(planned, hearing, planned.workspace.operations)
    qtbot.addWidget(dialog)
    dialog.show()
    table = dialog.findChild(QTableView)
    for key in "2", "0", "2":
        qtbot.keyClick(table, key)
    assert [each.chosen for each in hearing.heard()] == [2, 0, 2, None]
    assert "3 of 4 people answered." in [label.text() for label in dialog.findChildren(QLabel)]
    assert f"2: {heard[2].introduced[1][1]}" in status(planned)
    qtbot.keyClick(table, Qt.Key.Key_9)
    assert "was not offered a number 9" in message(planned)
    table.selectRow(2)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert hearing.heard()[2].chosen is None
    answer(monkeypatch, ChoicesDialog, with_=True)
    planned.commands.heard.trigger()
    qtbot.waitUntil(lambda: "The plan honours 1 of 1 choice." in status(planned))
    wanted = {heard[0].member.name, heard[0].introduced[1][1]}
    assert wanted in [{m.name for m in pair.members} for pair in services.latest.plan().pairs]


def test_a_plan_is_set_aside_compared_and_taken_up_by_keys(
    planned: MainWindow, shown: list, monkeypatch: pytest.MonkeyPatch, qtbot
):
    services, operations = planned.workspace.services, planned.workspace.operations
    dialog = ScenariosDialog(planned, services.questions.scenarios, operations)
    qtbot.addWidget(dialog)
    dialog.show()
    name = dialog.findChild(QLineEdit)
    qtbot.keyClicks(name, "As suggested")
    with qtbot.waitSignal(operations.changed):
        qtbot.keyClick(name, Qt.Key.Key_Return)
    assert name.text() == ""
    [shown_scenario] = services.questions.scenarios.all()
    before = {pair.names for pair in services.latest.plan().pairs}
    first, second = services.latest.plan().pairs
    services.pairings.swap(first.pairing.id, second.pairing.id)
    dialog.take.click()
    assert {pair.names for pair in services.latest.plan().pairs} == before
    services.history.undo()
    answer(monkeypatch, ScenariosDialog, with_=shown_scenario.scenario.id)
    planned.commands.scenarios.trigger()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0][0] == "The scenario beside the plan"
    assert "4 people have another buddy there." in shown[0][1]
    dialog.remove.click()
    assert not services.questions.scenarios.all()
    assert not dialog.take.isEnabled()


def test_without_a_plan_a_question_says_so(planned: MainWindow, shown: list, qtbot):
    services = planned.workspace.services
    services.pairings.unpair(*(pair.pairing.id for pair in services.latest.plan().pairs))
    planned.commands.hold.trigger()
    qtbot.waitUntil(lambda: not planned.workspace.jobs.is_busy)
    assert "There is no plan yet." in message(planned)
    assert not shown


def test_the_answer_stands_in_a_table_from_which_a_row_can_be_chosen(qtbot):
    rows = [("Move nobody", "Asha Rao and Ben Moss"), ("Plan the drafts again", "None")]
    dialog = AnswerDialog(None, "Step in", "Free now: Asha Rao.", ("Way", "New pairs"), rows, accept="&Take")
    qtbot.addWidget(dialog)
    dialog.show()
    assert [row[1] for row in dialog.table.shown()] == rows
    assert dialog.table.chosen_rows()[0][0] == 0
    assert isinstance(dialog.grab(), QPixmap)


def test_a_number_stays_within_its_bounds(qtbot):
    dialog = NumberDialog(None, "Several rounds at once", "How many rounds?", (1, 6, 20))
    qtbot.addWidget(dialog)
    assert dialog.number.value() == 6
    dialog.number.setValue(99)
    assert dialog.number.value() == 20
