"""What the answers mean that nobody knows yet: each is decided on once, a list of one's own in one step."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from buddy_matcher.domain.asked_values import AskedValue, Lists, nearly_alike
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import IGNORE, NEW, ValueDecision
from buddy_matcher.domain.text import counted
from buddy_matcher.domain.text import listed as listed_in_words
from buddy_matcher.ui.importing.decision_row import DecisionRow
from buddy_matcher.ui.widgets.labels import Card
from buddy_matcher.ui.widgets.reading_label import quiet_text, reading_heading
from buddy_matcher.ui.widgets.reading_pane import ReadingPane
from buddy_matcher.ui.widgets.tab_order import stops_of

_UNDECIDED: Final = ""
_LISTS: Final = {Question.CAN_SHARE: "strengths", Question.THEMES: "themes"}
_FEWEST_OF_A_LIST: Final = 3
_MOST_OF_A_LIST: Final = 80
"""Fewer unknown answers are odd ones, and more are people's own words: neither is a list of one's own."""

_MOST_SHOWN: Final = 100
"""Of one question: more cards take seconds to lay out, and nobody decides on them one by one."""

_MOST_ALIKE: Final = 3

_TOO_MANY: Final = (
    "{} that few people gave are not shown. If people answered in their own words, go back and keep that "
    "column as a note; otherwise they wait for you after the import."
)


class ValuesStep(QWidget):
    """Shows the answers to decide on and takes the decisions; `decided` tells of each."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: dict[tuple[Question, str, bool], AskedValue] = {}
        self._rows: dict[tuple[Question, str, bool], DecisionRow[str]] = {}
        self._takes: dict[Question, QCheckBox] = {}
        self._left_out = Counter[Question]()
        self._seen: set[tuple[Question, str, bool]] = set()
        self._pane = ReadingPane("Answers to decide on", look="page")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pane, 1)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to decide on, or was."""
        return not self._asked

    @property
    def first_focus(self) -> QWidget:
        """The control that has the focus when the step comes in sight."""
        inside = (stop for stop in stops_of(self._pane) if stop is not self._pane and not stop.isHidden())
        return next(inside, self._pane)

    @property
    def open_count(self) -> int:
        """How many answers are not decided on."""
        return sum(row.is_open and not self._is_taken(key) for key, row in self._rows.items())

    @property
    def advice(self) -> str:
        """What is decided so far and what becomes of the rest, in a sentence."""
        if not self.open_count:
            return "Every answer is decided. It is remembered for the next sheet."
        told = f"{counted(self.open_count, 'answer is', 'answers are')} not decided. "
        waiting = sum(self._asked[key].count for key, row in self._rows.items() if self._is_awaited(key, row))
        if waiting:
            people = counted(waiting, "person", "people")
            return told + f"{people} can’t come in until you say which sector they are of."
        return told + "What you leave open is left out for now, and waits for you."

    def _is_awaited(self, key: tuple[Question, str, bool], row: DecisionRow[str]) -> bool:
        return row.is_open and self._asked[key].is_side

    def show_values(self, asked: Sequence[AskedValue], lists: Lists) -> bool:
        """Show answers to decide on beside those that were decided here.

        Returns whether any is a new one, or could not be read by what was decided: it is open again then.
        """
        decided = {
            key: row.chosen for key, row in self._rows.items() if not row.is_open or self._is_taken(key)
        }
        taken = self.taken_lists()
        keys = {each.key for each in asked}
        refused = {key: decided.pop(key) for key in keys & decided.keys() if not self._is_taken(key)}
        has_new = bool(refused) or not keys <= self._seen
        self._seen |= keys
        asked = self._most_frequent(asked)
        kept = {key: each for key, each in self._asked.items() if key in decided}
        self._asked = kept | {each.key: each for each in asked}
        self._rows = {key: self._row(each, lists, refused.get(key, "")) for key, each in self._asked.items()}
        for key, chosen in decided.items():
            self._rows[key].choose(chosen)
        self._takes = {}
        questions = dict.fromkeys(each.question for each in sorted(self._asked.values(), key=_order))
        self._pane.show_parts([part for question in questions for part in self._parts(question, taken)])
        return has_new

    def _most_frequent(self, asked: Sequence[AskedValue]) -> list[AskedValue]:
        """Return the answers that are shown, of each question those that most people gave."""
        by_question: dict[Question, list[AskedValue]] = defaultdict(list)
        for each in asked:
            by_question[each.question].append(each)
        self._left_out = Counter({q: max(0, len(found) - _MOST_SHOWN) for q, found in by_question.items()})
        shown = {
            each.key
            for found in by_question.values()
            for each in sorted(found, key=lambda each: -each.count)[:_MOST_SHOWN]
        }
        return [each for each in asked if each.key in shown]

    def decisions(self) -> tuple[ValueDecision, ...]:
        """Return what was decided on single answers."""
        return tuple(
            self._asked[key].means(row.chosen)
            for key, row in self._rows.items()
            if not row.is_open and not self._is_taken(key)
        )

    def taken_lists(self) -> frozenset[Question]:
        """Return the questions whose unknown answers are the scheme's own list."""
        return frozenset(question for question, box in self._takes.items() if box.isChecked())

    def _is_taken(self, key: tuple[Question, str, bool]) -> bool:
        question, _, is_listed = key
        return is_listed and question in self.taken_lists()

    def _row(self, asked: AskedValue, lists: Lists, refused: str) -> DecisionRow[str]:
        choices = [(_UNDECIDED, "Choose what it means…")]
        if asked.is_listed:
            choices.append((NEW, f"New: add it to the {_LISTS[asked.question]}"))
        choices.append((IGNORE, "Not an answer: leave it out"))
        choices += [(meaning, meaning) for meaning in asked.meanings(lists)]
        likely = (asked.suggestion, asked.suggestion) if asked.suggestion else None
        given = f"{'The name of a sheet with ' if asked.is_sheet else ''}{counted(asked.count, 'answer')}"
        again = f"“{refused}” can’t be read there. Choose another meaning." if refused else ""
        row = DecisionRow[str](asked.text, (given, again), choices, likely=likely)
        row.decided.connect(self.decided)
        return row

    def _parts(self, question: Question, taken: frozenset[Question]) -> Iterator[QWidget]:
        rows = [(key, row) for key, row in self._rows.items() if key[0] is question]
        listed = [row for key, row in rows if key[2]]
        yield reading_heading(_heading(question, has_list=bool(listed)))
        yield from (row for key, row in rows if not key[2])
        if _FEWEST_OF_A_LIST <= len(listed) <= _MOST_OF_A_LIST:
            yield self._take_card(question, listed, is_taken=question in taken)
        yield from listed
        if left := self._left_out[question]:
            yield quiet_text(_TOO_MANY.format(counted(left, "more answer")))

    def _take_card(self, question: Question, listed: Sequence[DecisionRow[str]], *, is_taken: bool) -> Card:
        name = _LISTS[question]
        card = Card()
        box = QCheckBox(f"&Use these {len(listed)} as the scheme’s own {name}")
        box.setChecked(is_taken)
        self._takes[question] = box
        card.body.addWidget(box, alignment=Qt.AlignmentFlag.AlignLeft)
        if alike := nearly_alike([row.text for row in listed]):
            told = listed_in_words([f"“{one}” and “{other}”" for one, other in alike[:_MOST_ALIKE]])
            card.body.addWidget(
                quiet_text(f"Perhaps the same: {told}. Merge them afterwards, in Lists (F9).")
            )
        card.body.addWidget(
            quiet_text(f"They become the list of {name}; an example list that nobody chose from yet goes.")
        )

        def show(is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
            for row in listed:
                row.setVisible(not is_on)
            self.decided.emit()

        box.toggled.connect(show)
        for row in listed if is_taken else ():
            row.hide()
        return card


def _heading(question: Question, *, has_list: bool) -> str:
    return f"On no list of {_LISTS[question]}" if has_list else question.label


def _order(asked: AskedValue) -> tuple[bool, int]:
    """Return where an answer stands: sides first, because nobody comes in without one; lists last."""
    return asked.is_listed, list(Question).index(asked.question)
