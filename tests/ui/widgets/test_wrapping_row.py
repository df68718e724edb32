"""A row of controls in as many lines as the width asks for."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from buddy_matcher.ui.widgets.wrapping_row import WrappingRow


@pytest.fixture
def buttons() -> list[QPushButton]:
    made = [QPushButton(text) for text in ("Save", "Print", "Save and print")]
    for button in made:
        button.setFixedSize(100, 30)
    return made


@pytest.fixture
def part(buttons: list[QPushButton], qtbot) -> QWidget:
    part = QWidget()
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addLayout(WrappingRow(*buttons))
    layout.addStretch()
    qtbot.addWidget(part)
    return part


@pytest.mark.parametrize(("width", "lines"), [(400, 1), (220, 2), (110, 3), (100, 3)])
def test_what_does_not_fit_goes_on_in_the_next_line(
    part: QWidget, buttons: list[QPushButton], width: int, lines: int
):
    part.resize(width, 300)
    part.show()
    assert len({button.y() for button in buttons}) == lines
    assert all(button.geometry().right() < width for button in buttons)


def test_no_more_width_is_needed_than_the_widest_takes(part: QWidget):
    assert part.minimumSizeHint().width() == 100


def test_what_is_hidden_takes_no_room(part: QWidget, buttons: list[QPushButton]):
    buttons[1].hide()
    part.resize(220, 300)
    part.show()
    assert buttons[0].y() == buttons[2].y()
