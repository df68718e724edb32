"""What is due today in a round that runs, a line each, and how its pairs stand; each line opens its list."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from buddy_matcher.domain.meeting import DAYS
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import in_short, listed_up_to
from buddy_matcher.domain.to_send import ToSend
from buddy_matcher.services.follow_up import Due, FollowUp, OtherRound, standing_in_words, time_in_words
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.labels import heading_label, plain_label, quiet_label
from buddy_matcher.ui.widgets.reading_label import LinesButton
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_MOST_NAMED = 4


class TodayPart(QWidget):
    """The first part of the Overview while pairs run or something is due; else it is out of sight.

    `due_wanted` carries the `Due` whose list is to be opened, `follow_up_wanted` asks for every pair,
    `other_round_wanted` for the round of a number that asks for something too, `letters_wanted` and
    `money_wanted` for the places from which something is to be sent; `about_people` are what can be
    done about those of a line.
    """

    due_wanted = Signal(object)
    follow_up_wanted = Signal()
    other_round_wanted = Signal(int)
    letters_wanted = Signal()
    money_wanted = Signal()

    def __init__(self, follow_up: FollowUp, today: Callable[[], date], *about_people: QAction) -> None:
        super().__init__()
        self._about_people = about_people
        self._due_of: dict[QWidget, Due] = {}
        self._to_send = ToSend()
        self._follow_up = follow_up
        self._today = today
        self._heading = heading_label()
        self._standing = plain_label(wraps=True)
        self._open = QPushButton("Follo&w the pairs up")
        self._open.clicked.connect(self.follow_up_wanted)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GAP // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._heading)
        layout.addLayout(self._lines)
        layout.addWidget(self._standing)
        layout.addLayout(WrappingRow(*map(action_button, about_people), self._open))

    @property
    def has_pairs(self) -> bool:
        """Whether a pair of the round runs."""
        return any(not pair.is_over for pair in self._follow_up.pairs(self._today()))

    @property
    def people_in_focus(self) -> tuple[Member, ...]:
        """Whom the line that has the focus is about; nobody where none has it."""
        due = self._due_of.get(self.window().focusWidget())
        return due.people if due else ()

    def refresh(self) -> None:
        """Read what is due anew."""
        today = self._today()
        pairs = self._follow_up.pairs(today)
        due = self._follow_up.due(today)
        self.setVisible(bool(pairs or due))
        if not (pairs or due):
            return
        self._open.setVisible(bool(pairs))
        # The newest round may have no pairs yet: what is due is then of the one before.
        asked = self._follow_up.round(today)
        of_round = ": ".join(filter(None, (in_short(asked.name), time_in_words(asked.dates, today))))
        self._heading.setText(f"Today, {DAYS[today.weekday()]} {date_in_words(today)} · {of_round}")
        self._standing.setText(standing_in_words(pairs))
        lines: list[QWidget] = [self._line(each) for each in due]
        lines += self._lines_to_send(pays=any(pair.pays_for_time for pair in pairs))
        lines = lines or [quiet_label("Nothing is due today.")]
        self._show_lines([*lines, *map(self._other_line, self._follow_up.elsewhere(today))])

    def show_to_send(self, to_send: ToSend) -> None:
        """Show what waits to be sent, which takes longer to read than all else."""
        if to_send != self._to_send:
            self._to_send = to_send
            self.refresh()

    def _lines_to_send(self, *, pays: bool) -> list[QWidget]:
        letters, payments = self._to_send.letters_in_words, self._to_send.payments_in_words
        wanted = (
            (letters, "What they say has changed since they went.", self.letters_wanted),
            (payments if pays else "", "What is owed since the last ones were sent.", self.money_wanted),
        )
        lines: list[QWidget] = []
        for words, told, signal in wanted:
            if words:
                button = LinesButton(words, told, f"{words}. Open the list")
                button.clicked.connect(signal)
                lines.append(button)
        return lines

    def _line(self, due: Due) -> QWidget:
        button = LinesButton(due.in_words, _who(due), f"{due.in_words}. Open the list")
        self._due_of[button] = due
        button.addActions(self._about_people)
        button.clicked.connect(lambda: self.due_wanted.emit(due))
        return button

    def _other_line(self, other: OtherRound) -> QWidget:
        told = "What is due there is not among the lines above."
        button = LinesButton(other.in_words, told, f"{other.in_words}. Look at that round")
        button.clicked.connect(lambda: self.other_round_wanted.emit(other.number))
        return button

    def _show_lines(self, lines: list[QWidget]) -> None:
        self._due_of = {line: due for line, due in self._due_of.items() if line in lines}
        while (item := self._lines.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for line in lines:
            self._lines.addWidget(line)
            line.show()  # Qt alone would do it later, and give it room later still


def _who(due: Due) -> str:
    return listed_up_to(due.names, _MOST_NAMED)
