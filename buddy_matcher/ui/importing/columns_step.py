"""What each column of a sheet asks: the unsure ones first, each with its guess and samples."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import ColumnDecision, ColumnGuess
from buddy_matcher.domain.text import counted, fold
from buddy_matcher.ui.importing.decision_row import DecisionRow
from buddy_matcher.ui.widgets.labels import plain_label
from buddy_matcher.ui.widgets.reading_pane import ReadingPane
from buddy_matcher.ui.widgets.tab_order import stops_of
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow


class Unread(Enum):
    """What a column may be that answers no question."""

    UNDECIDED = "Choose what it asks…"
    NOT_USED = "Not used"


type Choice = Question | Unread

_NAMES: Final = (Question.FULL_NAME, Question.GIVEN, Question.FAMILY)
_ASKED_MOST: Final = (
    *_NAMES,
    Question.ORGANISATION,
    Question.SECTOR,
    Question.ORGANISATION_KIND,
    Question.EMAIL,
    Question.PHONE,
    Question.CAN_SHARE,
    Question.WOULD_LIKE,
    Question.THEMES,
    Question.WAYS,
    Question.FREE,
    Question.POSTCODE,
    Question.TRAVEL,
)
_AS_NOTE: Final = "Keep as a note"
_LONGEST_SAMPLE: Final = 60
_NO_NAME: Final = "Say which column holds people’s names: nobody can come in without one."


def _in_words(choice: Choice) -> str:
    if isinstance(choice, Unread):
        return choice.value
    return _AS_NOTE if choice is Question.ANYTHING_ELSE else choice.label


_SPECIAL: Final[tuple[Choice, ...]] = (Unread.UNDECIDED, Question.ANYTHING_ELSE, Unread.NOT_USED)
_QUESTIONS: Final = (*_ASKED_MOST, *(q for q in Question if q not in {*_ASKED_MOST, *_SPECIAL}))
_CHOICES: Final = tuple((choice, _in_words(choice)) for choice in (*_SPECIAL, *_QUESTIONS))


class ColumnsStep(QWidget):
    """Shows the columns of a sheet and takes decisions on them; `decided` tells of each."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guesses: dict[str, ColumnGuess] = {}
        self._rows: dict[str, DecisionRow[Choice]] = {}
        self._pane = ReadingPane("Columns", look="page")
        self._notes = QPushButton()
        self._notes.clicked.connect(self._on_notes_clicked)
        self._others = QPushButton()
        self._others.clicked.connect(self._on_others_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._pane, 1)
        layout.addLayout(WrappingRow(self._notes, self._others))

    def show_columns(self, guesses: Sequence[ColumnGuess]) -> None:
        """Show the columns of sheets that were just read for the first time, those to decide on open.

        What was decided here on a heading is decided of it in other sheets too.
        """
        decided = {fold(each.heading): each.question or Unread.NOT_USED for each in self.decisions()}
        self._guesses = {fold(guess.heading): guess for guess in reversed(guesses)}
        self._rows = {
            key: self._row(guess) for key, guess in reversed(self._guesses.items()) if not guess.is_sure
        }
        if not self._rows or decided.keys() & self._guesses.keys() - self._rows.keys():
            self._add_others()
        for key in decided.keys() & self._rows.keys():
            self._rows[key].choose(decided[key])
        self._show_rows()

    @property
    def is_asked(self) -> bool:
        """Whether the coordinator is to say anything here."""
        return bool(self.open_count or self.obstacle)

    @property
    def first_focus(self) -> QWidget:
        """The control that has the focus when the step comes in sight."""
        inside = (stop for stop in stops_of(self._pane) if stop is not self._pane and not stop.isHidden())
        return next(inside, self._pane)

    @property
    def open_count(self) -> int:
        """How many columns are not decided on."""
        return sum(row.is_open for row in self._rows.values())

    @property
    def obstacle(self) -> str:
        """Why nobody can come in as it stands, "" when somebody can."""
        asked = set(self._choices().values())
        return "" if asked & {*_NAMES, Question.EMAIL} else _NO_NAME

    @property
    def advice(self) -> str:
        """What is decided so far and what becomes of the rest, in a sentence."""
        if self.obstacle:
            return self.obstacle
        if not self.open_count:
            return "Every column is decided. It is remembered for the next sheet with these headings."
        columns = counted(self.open_count, "column is", "columns are")
        return f"{columns} not decided. What you leave open is not read, and is asked about next time."

    def decisions(self) -> tuple[ColumnDecision, ...]:
        """Return what was decided other than the sheet was read."""
        return tuple(self._decisions())

    def _decisions(self) -> Iterator[ColumnDecision]:
        for key, row in self._rows.items():
            if row.chosen is not Unread.UNDECIDED and row.chosen != _read_as(self._guesses[key]):
                question = row.chosen if isinstance(row.chosen, Question) else None
                yield ColumnDecision(self._guesses[key].heading, question)

    def _choices(self) -> Mapping[str, Choice]:
        read = {key: _read_as(guess) for key, guess in self._guesses.items()}
        return {**read, **{key: row.chosen for key, row in self._rows.items()}}

    def _row(self, guess: ColumnGuess) -> DecisionRow[Choice]:
        likely = (guess.suggestion, guess.suggestion.label) if guess.suggestion else None
        # Of an unknown heading there is nothing to say.
        notes = (_samples_in_words(guess), guess.why if guess.is_sure else "")
        row = DecisionRow[Choice](guess.heading, notes, _CHOICES, likely=likely)
        row.choose(_read_as(guess))
        row.decided.connect(self._on_row_decided)
        return row

    def _add_others(self) -> None:
        for key, guess in reversed(self._guesses.items()):
            if key not in self._rows:
                self._rows[key] = self._row(guess)

    def _show_rows(self) -> None:
        nothing = plain_label("Every column of this sheet is known.")
        self._pane.show_parts([*self._rows.values()] or [nothing])
        self._look_again()

    def _look_again(self) -> None:
        self._notes.setText(f"&Keep the other {self.open_count} as notes")
        self._notes.setVisible(bool(self.open_count))
        left = len(self._guesses) - len(self._rows)
        self._others.setText(f"&Show the {counted(left, 'column')} that could be read")
        self._others.setVisible(bool(left))

    def _on_row_decided(self) -> None:
        self._look_again()
        self.decided.emit()

    def _on_notes_clicked(self) -> None:
        for row in self._rows.values():
            if row.is_open:
                row.choose(Question.ANYTHING_ELSE)

    def _on_others_clicked(self) -> None:
        self._add_others()
        self._show_rows()


def _read_as(guess: ColumnGuess) -> Choice:
    if guess.question is None:
        return Unread.NOT_USED if guess.is_sure else Unread.UNDECIDED
    return guess.question


def _samples_in_words(guess: ColumnGuess) -> str:
    shown = (
        f"“{text[:_LONGEST_SAMPLE]}…”" if len(text) > _LONGEST_SAMPLE else f"“{text}”"
        for text in guess.samples
    )
    return f"{counted(guess.count, 'answer')}, such as {' · '.join(shown)}" if guess.samples else "No answers"
