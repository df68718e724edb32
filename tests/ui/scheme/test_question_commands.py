"""The questions of the Pairings menu, each asked in the window by its action."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QPushButton

from buddy_matcher.services.questions.check_plan import AimLine
from buddy_matcher.ui.scheme.check_plan_dialog import CheckPlanDialog
from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog, NumberDialog
from buddy_matcher.ui.widgets.file_dialogs import SaveTextDialog, SaveWorkbookDialog
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
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
        "Equally good plans…",
        "Choices without a loss…",
        "Several rounds at once…",
        "Replay a round…",
        "Save a proof of the plan…",
    ):
        assert title in offered


@pytest.mark.parametrize(
    ("command", "number", "headings"),
    [
        ("hold", None, ("Pair", "Holds", "In so many plans")),
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


def test_introductions_name_no_buddy(
    planned: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot
):
    path = tmp_path / "introductions.txt"
    answer(monkeypatch, AnswerDialog, with_=0)
    answer(monkeypatch, NumberDialog, with_=100)
    answer(monkeypatch, SaveTextDialog, with_=path)
    planned.commands.choices.trigger()
    qtbot.waitUntil(path.exists)
    letters = path.read_text("utf-8").split("For ")[1:]
    names = [member.name for member in planned.workspace.services.latest.state().members.values()]
    for letter in letters:
        named = [name for name in names if name in letter]
        assert named == [letter.splitlines()[0]]
        assert "1. Somebody in a" in letter


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
