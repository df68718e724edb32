"""Choosing strengths by keyboard and mouse, and the model behind it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTableView

from buddy_matcher.domain.ids import StrengthId
from buddy_matcher.domain.strengths import Strength, StrengthAnswer
from buddy_matcher.ui.people.strength_picker import StrengthPicker
from buddy_matcher.ui.people.strengths_model import Column, StrengthsModel

STRENGTHS = (
    Strength(id=StrengthId(1), name="Bid writing", group="Money"),
    Strength(id=StrengthId(2), name="Chairing", group="Leading"),
    Strength(id=StrengthId(3), name="Budgets", group="Money"),
    Strength(id=StrengthId(4), name="Beekeeping"),
)


@pytest.fixture
def model() -> StrengthsModel:
    model = StrengthsModel()
    model.show_strengths(STRENGTHS, [StrengthAnswer(strength_id=StrengthId(3), can_share=2)])
    return model


@pytest.fixture
def picker(qtbot) -> StrengthPicker:
    picker = StrengthPicker()
    qtbot.addWidget(picker)
    picker.show_answers(STRENGTHS, [StrengthAnswer(strength_id=StrengthId(3), can_share=2)])
    picker.resize(640, 480)
    picker.show()
    return picker


def view(picker: StrengthPicker) -> QTableView:
    return picker.findChild(QTableView)


def search(picker: StrengthPicker) -> QLineEdit:
    return picker.findChild(QLineEdit)


def shown(picker: StrengthPicker) -> list[str]:
    model = view(picker).model()
    return [model.index(row, 0).data().strip() for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules(model: StrengthsModel, qtmodeltester):
    qtmodeltester.check(model)


def test_strengths_stand_under_their_groups(picker: StrengthPicker):
    assert shown(picker) == [
        "Money",
        "Bid writing",
        "Budgets",
        "Leading",
        "Chairing",
        "Other strengths",
        "Beekeeping",
    ]


def test_levels_are_words_and_read_out_with_their_strength(model: StrengthsModel):
    cell = model.index(2, Column.CAN_SHARE)
    assert cell.data() == "Well"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Budgets, can share: Well"


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [(0, Column.CAN_SHARE, 1), (1, Column.STRENGTH, 1), (1, Column.CAN_SHARE, 4), (1, Column.CAN_SHARE, "x")],
)
def test_only_levels_of_strengths_can_be_set(model: StrengthsModel, row: int, column: int, value: object):
    before = model.answers
    assert not model.setData(model.index(row, column), value)
    assert model.answers == before


def test_a_strength_is_found_and_set_without_the_mouse(picker: StrengthPicker, qtbot):
    qtbot.keyClicks(search(picker), "chair")
    assert shown(picker) == ["Leading", "Chairing"]
    qtbot.keyClick(search(picker), Qt.Key.Key_Down)
    qtbot.keyClick(view(picker), Qt.Key.Key_3)
    qtbot.keyClick(view(picker), Qt.Key.Key_Right)
    qtbot.keyClick(view(picker), Qt.Key.Key_Space)
    assert picker.answers == (
        StrengthAnswer(strength_id=StrengthId(2), can_share=3, would_like=1),
        StrengthAnswer(strength_id=StrengthId(3), can_share=2),
    )
    words = [label.text() for label in picker.findChildren(QLabel)]
    assert "Can share: Chairing; Budgets" in words
    assert "Would like: Chairing" in words


def test_space_after_the_highest_level_takes_it_back(picker: StrengthPicker, qtbot):
    view(picker).setCurrentIndex(view(picker).model().index(2, Column.CAN_SHARE))
    qtbot.keyClick(view(picker), Qt.Key.Key_Space)
    qtbot.keyClick(view(picker), Qt.Key.Key_Space)
    assert picker.answers == ()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of pop-ups off screen
def test_a_click_opens_the_words(picker: StrengthPicker, qtbot):
    table = view(picker)
    place = table.visualRect(table.model().index(1, Column.WOULD_LIKE)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    box = table.findChild(QComboBox)
    assert [box.itemText(n) for n in range(box.count())] == ["No", "A little", "Quite a lot", "Very much"]
    qtbot.keyClick(box.view(), Qt.Key.Key_End)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert StrengthAnswer(strength_id=StrengthId(1), would_like=3) in picker.answers
