"""One question of a form on paper, to be typed in: words as they stand, ticks by the codes beside them."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from buddy_matcher.domain.form_codes import in_codes, letters, read_codes
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
    `changed` tells of every other answer.
    """

    entered = Signal()
    ended = Signal()
    changed = Signal()

    def __init__(self, number: int, question: FormQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.line = _Line()
        self._told = quiet_text("")
        self._told.hide()
        title = field_label(without_mnemonic(f"{number}  {question.text}"), self.line)
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
        return _BETWEEN_OPTIONS.join(self._chosen)

    def write(self, answer: str) -> None:
        """Show an answer that was given before."""
        options = self.question.options
        chosen = [options.index(each) for each in answer.split(_BETWEEN_OPTIONS) if each in options]
        self.line.setText(answer if self._is_of_words else in_codes(chosen, len(options)))
        self._tell(self._in_words)

    @property
    def _is_of_words(self) -> bool:
        return self.question.answers is AnswerType.TEXT

    @property
    def _chosen(self) -> list[str]:
        options = self.question.options
        return [options[place] for place in read_codes(self.line.text(), len(options)).chosen]

    @property
    def _in_words(self) -> str:
        return "" if self._is_of_words else "Ticked: " + ", ".join(self._chosen) if self._chosen else ""

    @property
    def _all_options(self) -> str:
        codes = letters(len(self.question.options)) if self.question.options else []
        of_options = zip(codes, self.question.options, strict=True)
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
        typed = read_codes(text, len(self.question.options))
        is_one = self.question.answers is AnswerType.CHOICE
        chosen = typed.chosen[-1:] if is_one else typed.chosen
        self.line.setText(" ".join(filter(None, (in_codes(chosen, len(self.question.options)), typed.rest))))
        if typed.refused:
            told = f"No option has the code “{typed.refused}”.\n{self._all_options}"
            self._tell(told, "poor")
            announce(self.line, told)
        self.changed.emit()
        most = 1 if is_one else self.question.most or len(self.question.options)
        if not typed.refused and len(chosen) >= most:
            self.ended.emit()
