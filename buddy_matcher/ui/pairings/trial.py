"""Says while criteria are chosen what they would do, on this round or on one of before."""

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.labels import field_label, heading_label, plain_label
from buddy_matcher.ui.widgets.theme import GAP

_PAUSE_MS = 400
"""So long nothing more is chosen before it is tried: a wheel or an arrow key passes by choices."""

_LINES = 3

type Try = Callable[[Criteria, Callable[[str], None]], None]
"""Finds out what criteria would do, and tells it later in words."""


class Trial(QWidget):
    """A choice of the round, and what the criteria that `chosen` returns would do to it, in words."""

    def __init__(self, tries: Sequence[tuple[str, Try]], chosen: Callable[[], Criteria]) -> None:
        super().__init__()
        self._tries = [each for _, each in tries]
        self._chosen = chosen
        self.round = ChoiceBox([(place, name) for place, (name, _) in enumerate(tries)])
        self.told = plain_label("", wraps=True)
        self.told.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.begin)
        self.round.currentIndexChanged.connect(self.wait)
        form = QFormLayout()
        form.addRow(field_label("Tr&ied on", self.round), self.round)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(heading_label("What that would do"))
        layout.addLayout(form)
        layout.addWidget(self.told)

    @Slot()
    def wait(self) -> None:
        """Try what is chosen when nothing more is chosen for a moment."""
        self._pause.start()

    @Slot()
    def begin(self) -> None:
        """Try what is chosen; an answer that comes after something else was chosen is not shown."""
        asked = self._chosen(), self.round.chosen

        def tell(words: str) -> None:
            if shiboken6.isValid(self) and asked == (self._chosen(), self.round.chosen):
                self.told.setText(words)
                announce(self.told, words)

        self._tries[self.round.chosen](self._chosen(), tell)
