"""Chooses what someone can share and would like, out of the scheme's strengths, in words.

By keyboard: the arrow keys move, 0 to 3 set a level, Space raises it. By mouse: a click opens the words.
"""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.strengths import FULL_LEVEL, LEVEL_LABELS, WISH_LABELS, Strength, StrengthAnswer
from buddy_matcher.ui.people.strengths_model import Column, GroupLine, StrengthLine, StrengthsModel
from buddy_matcher.ui.widgets.calm_fields import CalmComboBox
from buddy_matcher.ui.widgets.cell_lines import Index, LinesDelegate
from buddy_matcher.ui.widgets.labels import plain_label, quiet_label, search_line
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP

_LEVEL_WIDTH = 130
_LOWEST = 300


class StrengthPicker(QWidget):
    """A searchable list of strengths with two levels beside each, and what was chosen above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = StrengthsModel(self)
        self._shared, self._wished = plain_label(wraps=True), plain_label(wraps=True)
        self._search = search_line("Search strengths")
        self._view = _StrengthsView(self._model, self)
        self._view.setMinimumHeight(_LOWEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for widget in (self._shared, self._wished, self._search, self._view):
            layout.addWidget(widget)
        layout.addWidget(quiet_label("Keys: arrows move, 0 to 3 set how much, Space changes it."))
        self._search.textChanged.connect(self._view.look_for)
        self._search.installEventFilter(self)
        self._model.answered.connect(self._show_chosen)

    @property
    def first_focus(self) -> QWidget:
        """Where one begins: the search."""
        return self._search

    @property
    def answers(self) -> tuple[StrengthAnswer, ...]:
        """The answers as they stand."""
        return self._model.answers

    def show_answers(self, strengths: Sequence[Strength], answers: Sequence[StrengthAnswer]) -> None:
        """Show the scheme's strengths with someone's answers."""
        self._model.show_strengths(strengths, answers)
        self._show_chosen()

    def _show_chosen(self) -> None:
        shared, wished = self._model.in_words()
        self._shared.setText(f"Can share: {shared or 'nothing chosen yet'}")
        self._wished.setText(f"Would like: {wished or 'nothing chosen yet'}")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the Down key lead from the search line to what it found."""
        is_key = watched is self._search and event.type() is QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            self._view.start()
            return True
        return super().eventFilter(watched, event)


class _StrengthsView(RowsView[GroupLine | StrengthLine]):
    """The list: cells are chosen one by one, and levels are set with a key or a click."""

    def __init__(self, model: StrengthsModel, parent: QWidget) -> None:
        super().__init__(model, "Strengths", parent=parent)
        self.setSortingEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.stretch(Column.STRENGTH)
        for column in (Column.CAN_SHARE, Column.WOULD_LIKE):
            self.setItemDelegateForColumn(column, _LevelDelegate(self))
            self.fix_width(column, _LEVEL_WIDTH)
        self.clicked.connect(self._on_clicked)
        self.opened.connect(self._on_opened)

    def start(self) -> None:
        """Put the focus on the first strength that is shown."""
        for row in range(self.model().rowCount()):
            index = self.model().index(row, Column.CAN_SHARE)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                break
        self.setFocus()

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        # A choice made with the mouse leaves the focus with the list of words, and keys went nowhere.
        self.setFocus()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _on_opened(self) -> None:
        self._on_clicked(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        level = index.data(Qt.ItemDataRole.EditRole)
        if not isinstance(level, int) or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.text() in {"0", "1", "2", "3"}:
            self.model().setData(index, int(event.text()))
        elif event.key() == Qt.Key.Key_Space:
            self.model().setData(index, (level + 1) % (FULL_LEVEL + 1))
        else:
            super().keyPressEvent(event)


class _LevelDelegate(LinesDelegate):
    """Edits a level as one of four words."""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = CalmComboBox(parent)
        editor.addItems(list(LEVEL_LABELS if index.column() == Column.CAN_SHARE else WISH_LABELS))
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        editor.activated.connect(lambda: self._finish(editor))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CalmComboBox):
            editor.setCurrentIndex(int(index.data(Qt.ItemDataRole.EditRole)))
            editor.showPopup()

    @override
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, CalmComboBox):
            index.model().setData(index, editor.currentIndex())

    def _finish(self, editor: CalmComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
