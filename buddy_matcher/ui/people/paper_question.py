"""One question of a form on paper, to be typed in: words as they stand, ticks by the codes beside them."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from buddy_matcher.domain.form_codes import codes_of, in_codes, read_codes
from buddy_matcher.domain.made_forms import AnswerType, FormQuestion
from buddy_matcher.domain.text import tidy
from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.labels import field_label, with_look, without_mnemonic
from buddy_matcher.ui.widgets.reading_label import quiet_text
from buddy_matcher.ui.widgets.theme import GAP

_BETWEEN_OPTIONS = "; "
"""As form tools join what was ticked."""


class _Line(QLineEdit):
    """A line that says when it got the focus, and that Enter ends without pressing any button."""

    entered = Signal()
    ended = Signal()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.ended.emit()
        else:
            super().keyPressEvent(event)


class PaperQuestion(QWidget):
    """A question with its number on paper, its line, and what the codes mean.

    `ended` tells that the next question is wanted: by Enter, or because nothing more can be ticked.
    `changed` tells of every other answer, `went_beyond` carries a code that is none here: it may be meant for
    the next question. A question that stands on no paper has no `number`.
    """

    entered = Signal()
    ended = Signal()
    changed = Signal()
    went_beyond = Signal(str)

    def __init__(self, number: int | None, question: FormQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._codes = codes_of(question.options) if question.options else []
        self.line = _Line()
        self._told = quiet_text("")
        self._told.hide()
        text = f"{number}  {question.text}" if number else question.text
        title = field_label(without_mnemonic(text), self.line)
        title.setWordWrap(True)
        self.line.setAccessibleName(question.text)
        self.line.setAccessibleDescription(self._all_options)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, GAP)
        layout.setSpacing(GAP // 2)
        for part in (title, self.line, self._told):
            layout.addWidget(part)
        self.line.entered.connect(self._on_line_entered)
        self.line.ended.connect(self.ended)
        self.line.textEdited.connect(self._on_line_edited)

    @property
    def answer(self) -> str:
        """The answer as a form tool would give it, "" for none."""
        if self._is_of_words:
            return tidy(self.line.text())
        return _BETWEEN_OPTIONS.join(self.chosen)

    def write(self, answer: str) -> None:
        """Show an answer that was given before."""
        options = self.question.options
        chosen = [options.index(each) for each in answer.split(_BETWEEN_OPTIONS) if each in options]
        self.line.setText(answer if self._is_of_words else in_codes(chosen, self._codes))
        self._tell(self._in_words)

    @property
    def _is_of_words(self) -> bool:
        return self.question.answers is AnswerType.TEXT

    @property
    def chosen(self) -> list[str]:
        """The options that are ticked."""
        return [self.question.options[place] for place in read_codes(self.line.text(), self._codes).chosen]

    def takes(self, code: str) -> bool:
        """Return whether one of some options, of which one can be ticked, has this code."""
        return self.question.answers is AnswerType.CHOICE and code in self._codes

    def type_in(self, code: str) -> None:
        """Tick the option of a code, as if it were typed here."""
        self.line.setText(code)
        self._on_line_edited(code)

    def refuse(self, code: str) -> None:
        """Say that no option has a code."""
        told = f"No option has the code “{code}”.\n{self._all_options}"
        self._tell(told, "poor")
        announce(self.line, told)

    @property
    def _in_words(self) -> str:
        return "" if self._is_of_words else "Ticked: " + ", ".join(self.chosen) if self.chosen else ""

    @property
    def _all_options(self) -> str:
        of_options = zip(self._codes, self.question.options, strict=True)
        return " · ".join(f"{code}\N{NO-BREAK SPACE}{text}" for code, text in of_options)

    def _tell(self, text: str, look: str = "quiet") -> None:
        self._told.setText(text)
        with_look(self._told, look)
        self._told.style().polish(self._told)
        self._told.setVisible(bool(text))

    def _on_line_entered(self) -> None:
        self._tell(self._all_options or self.question.help)
        self.entered.emit()

    def leave(self) -> None:
        """Show what was ticked in place of all that can be."""
        self._tell(self._in_words)

    def _on_line_edited(self, text: str) -> None:
        if self._is_of_words:
            self.changed.emit()
            return
        typed = read_codes(text, self._codes)
        is_one = self.question.answers is AnswerType.CHOICE
        chosen = typed.chosen[-1:] if is_one else typed.chosen
        self.line.setText(" ".join(filter(None, (in_codes(chosen, self._codes), typed.rest))))
        self.changed.emit()
        if typed.refused:
            self.went_beyond.emit(typed.refused)
        most = 1 if is_one else self.question.most or len(self.question.options)
        if not typed.refused and len(chosen) >= most:
            self.ended.emit()
