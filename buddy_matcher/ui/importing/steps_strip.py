"""Where one is on a way of few steps: what is done, what is now, what comes."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from buddy_matcher.ui.widgets.labels import plain_label, quiet_label
from buddy_matcher.ui.widgets.theme import GAP, scaled_font

_DONE = "✓"


class StepsStrip(QWidget):
    """The names of the steps in a line, the present one in bold."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._labels = [quiet_label(wraps=False) for _ in names]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GAP)
        for number, label in enumerate(self._labels):
            if number:
                layout.addWidget(plain_label("›"))
            layout.addWidget(label)
        layout.addStretch()

    def show_step(self, place: int) -> None:
        """Show which step is the present one, counted from 0."""
        for number, (name, label) in enumerate(zip(self._names, self._labels, strict=True)):
            label.setText(f"{_DONE if number < place else number + 1} {name}")
            label.setFont(scaled_font(1, is_bold=number == place))
        self.setAccessibleName(f"Step {place + 1} of {len(self._names)}: {self._names[place]}")
