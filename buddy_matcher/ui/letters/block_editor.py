"""Edits the words of one block: fields stand out as chips, what is left out for a reader is struck out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction, QColor, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from buddy_matcher.domain.block_text import UnknownField, check_fields, fields_in, left_out
from buddy_matcher.domain.letter_facts import LetterFacts
from buddy_matcher.domain.letter_fields import Field
from buddy_matcher.domain.readability import readability
from buddy_matcher.domain.sentences import FIELD
from buddy_matcher.domain.text import counted
from buddy_matcher.ui.widgets.labels import quiet_label
from buddy_matcher.ui.widgets.theme import GAP, colours
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_SHORTEST = 150
"""The height of the text in pixels, at least."""


class _Highlighter(QSyntaxHighlighter):
    """Colours fields, those that there are not in red, and strikes out some stretches of the text."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor.document())
        self._editor = editor
        self._struck: Sequence[tuple[int, int]] = ()

    def strike_out(self, stretches: Sequence[tuple[int, int]]) -> None:
        """Show other stretches, by where they begin and end, struck out."""
        self._struck = stretches
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        palette = colours(self._editor.palette())
        start = self.currentBlock().position()
        for begins, ends in self._struck:
            first, last = max(0, begins - start), min(len(text), ends - start)
            struck = QTextCharFormat()
            struck.setFontStrikeOut(True)
            struck.setForeground(QColor(palette.quiet))
            self.setFormat(first, last - first, struck)
        for found in FIELD.finditer(text):
            chip = self.format(found.start())
            chip.setForeground(QColor(palette.accent_strong if fields_in(found[0]) else palette.poor))
            chip.setBackground(QColor(palette.accent_soft))
            self.setFormat(found.start(), len(found[0]), chip)


class BlockEditor(QWidget):
    """The text of a block with what it comes to below; `changed` when it was edited."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Words of this part")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(_SHORTEST)
        self._highlighter = _Highlighter(self.text)
        self._facts: LetterFacts | None = None
        self.told = quiet_label()
        self.insert = QPushButton("&Insert a field")
        self.insert.setMenu(self._menu())
        self.ours = QPushButton("&Ours again")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.told)
        layout.addLayout(WrappingRow(self.insert, self.ours))
        self.text.textChanged.connect(self._on_text_changed)

    def show_block(self, name: str, text: str) -> None:
        """Show the words of another block."""
        with QSignalBlocker(self.text):
            self.text.setPlainText(text)
        self.text.setAccessibleName(f"Words of “{name}”")
        self._look_again()

    def show_for(self, facts: LetterFacts) -> None:
        """Show what of the text is left out for a reader."""
        self._facts = facts
        self._look_again()

    def _menu(self) -> QMenu:
        menu = QMenu(self.insert)
        for title, belongs in _GROUPS.items():
            group = menu.addMenu(title)
            for field in filter(belongs, Field):
                action = QAction(field.label, group)
                action.triggered.connect(partial(self._on_insert, field))
                group.addAction(action)
        return menu

    def _on_insert(self, field: Field, *_checked: object) -> None:
        self.text.insertPlainText(f"{{{{{field}}}}}")
        self.text.setFocus()

    def _on_text_changed(self) -> None:
        self._look_again()
        self.changed.emit()

    def _look_again(self) -> None:
        text = self.text.toPlainText()
        struck = list(left_out(text, self._facts)) if self._facts else []
        with QSignalBlocker(self.text):
            self._highlighter.strike_out(struck)
        self.told.setText(_told(text, len(struck)))


def _told(text: str, left_out_here: int) -> str:
    try:
        check_fields(text)
    except UnknownField as unknown:
        return f"⚠ {unknown.message.removesuffix(' Nothing was changed.')} {unknown.advice}"
    # A field is taken for one short word; a condition leaves none.
    read = readability(FIELD.sub(lambda found: "" if _is_condition(found[0]) else "it", text))
    if read.reading_age is None:
        return "Left out of the letter."
    told = (
        f"{counted(read.words, 'word')} · longest sentence {counted(read.longest_sentence, 'word')} · "
        f"reading age about {read.reading_age}"
    )
    struck = f" · {counted(left_out_here, 'sentence')} left out for this reader" if left_out_here else ""
    return f"{told}{struck}"


def _is_condition(typed: str) -> bool:
    return any(field.is_condition for field in fields_in(typed))


_GROUPS = {
    "The &buddy": lambda field: not field.is_condition and field.reach > 0,
    "The &letter": lambda field: not field.is_condition and field.reach == 0,
    "Only &for some readers": lambda field: field.is_condition,
}
