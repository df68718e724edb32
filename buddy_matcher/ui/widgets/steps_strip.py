"""Where one is on a way of few steps: what is done, what is now, what comes."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QLabel, QWidget

from buddy_matcher.ui.widgets.labels import plain_label, quiet_label
from buddy_matcher.ui.widgets.theme import scaled_font
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow, in_one_line

_DONE = "✓"


class StepsStrip(QWidget):
    """The names of the steps in a line, the present one in bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = WrappingRow()
        self.setLayout(self._row)

    def show_steps(self, names: Sequence[str], place: int, left: Collection[int] = ()) -> None:
        """Show which step is the present one, counted from 0, and which before it were left for later."""
        steps: list[QWidget] = []
        for number, name in enumerate(names):
            is_done = number < place and number not in left
            label = _label(f"{_DONE if is_done else number + 1} {name}", is_present=number == place)
            steps.append(in_one_line(plain_label("›"), label) if number else label)
        self._row.fill(steps)
        present = names[place] if place < len(names) else "all done"
        self.setAccessibleName(f"Step {min(place + 1, len(names))} of {len(names)}: {present}")


def _label(text: str, *, is_present: bool) -> QLabel:
    if not is_present:
        return quiet_label(text, wraps=False)
    label = plain_label(text)
    label.setFont(scaled_font(1, is_bold=True))
    return label
