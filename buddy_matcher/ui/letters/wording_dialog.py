"""Words letters: their parts as text, beside the real page of somebody who gets one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import ClassVar, override

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.letter_blocks import Block
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.services.rounds.letter_readers import Reader
from buddy_matcher.services.word_letters import Place, WordedBlock, WordLetters
from buddy_matcher.ui.letters.block_editor import BlockEditor
from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.pages_preview import PagesPreview
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP

_SIZE = QSize(1160, 760)
_TEXT_WIDTH, _PAGE_WIDTH = 600, 540
_PREVIEW_DELAY_MS = 100
"""A page takes about as long again: together less than a third of a second after the last key."""


class _Column(IntEnum):
    PART = 0
    WORDS = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A block in the list: its words as they are typed now, and ours."""

    block: Block
    text: str
    ours: str


class PartsModel(RowsModel[Part]):
    """The parts of a kind of letter in the order of the letter."""

    headings: ClassVar = ("Part of the letter", "Words")

    @override
    def cell(self, row: Part, column: int) -> Cell:
        if column == _Column.PART:
            return Cell(lines=(CellLine(row.block.label),), tooltip=row.block.label)
        whose = "Left out" if not row.text.strip() else "Ours" if row.text == row.ours else "Yours"
        return Cell(lines=(CellLine(whose, Tone.QUIET if whose == "Ours" else Tone.PLAIN),), tooltip=whose)

    @override
    def search_text(self, row: Part) -> str:
        return row.block.label


class WordingDialog(FramedDialog):
    """The kinds of letter, the parts of one, its words, and a page; `texts` are those that were changed."""

    def __init__(
        self,
        parent: QWidget | None,
        wording: WordLetters,
        dated: date,
        texts: Mapping[Place, str] | None = None,
        refusal: UserError | None = None,
    ) -> None:
        super().__init__(parent, "Wording of letters", _HINT)
        self.resize(_SIZE)
        self._wording = wording
        self._dated = dated
        self._kept: dict[Place, WordedBlock] = {(b.kind, b.block): b for b in wording.blocks()}
        self.texts: dict[Place, str] = dict(texts or {})
        self._readers: tuple[Reader, ...] = ()
        self.kind = ChoiceBox([(kind, kind.label) for kind in LetterKind])
        self.parts = RowsView(PartsModel(self), "Parts of the letter")
        self.parts.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.parts.stretch(_Column.PART)
        self.editor = BlockEditor()
        self.reader = ChoiceBox([(0, "")])
        self.next_reader = QPushButton("Next &hard case")
        self.preview = PagesPreview("Page with these words")
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_PREVIEW_DELAY_MS)
        self._lay_out(refusal)
        self._connect()
        self._on_kind_chosen()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        wording: WordLetters,
        dated: date,
        texts: Mapping[Place, str] | None = None,
        refusal: UserError | None = None,
    ) -> dict[Place, str] | None:
        """Return the texts that were changed, or None when it was cancelled."""
        dialog = cls(parent, wording, dated, texts, refusal)
        return dialog.texts if dialog.exec() else None

    def _lay_out(self, refusal: UserError | None) -> None:
        self.body.addWidget(Complaint(refusal))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(2 * GAP)
        splitter.addWidget(
            _column(_line(field_label("&Letter", self.kind), self.kind), self.parts, self.editor)
        )
        shown_for = _line(field_label("Pa&ge of", self.reader), self.reader, self.next_reader)
        splitter.addWidget(_column(shown_for, self.preview))
        splitter.setSizes([_TEXT_WIDTH, _PAGE_WIDTH])
        self.body.addWidget(splitter, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Save wording"), QDialogButtonBox.ButtonRole.AcceptRole)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._on_kind_chosen)
        self.parts.chosen.connect(self._show_part)
        self.editor.changed.connect(self._on_text_changed)
        self.editor.ours.clicked.connect(self._on_ours)
        self.reader.currentIndexChanged.connect(self._on_reader_chosen)
        self.next_reader.clicked.connect(self._on_next_reader)
        self._delay.timeout.connect(self._show_page)

    @property
    def _place(self) -> Place | None:
        part = next(iter(self.parts.chosen_rows()), None)
        return (self.kind.chosen, part.block) if part else None

    def _text_of(self, place: Place) -> str:
        return self.texts.get(place, self._kept[place].text)

    def _on_kind_chosen(self) -> None:
        self._readers = self._wording.readers(self.kind.chosen, self._dated)
        self.reader.offer([(number, _who(reader)) for number, reader in enumerate(self._readers)])
        self.reader.choose(0)
        self._list_parts()
        self.parts.choose_first()
        self._on_reader_chosen()

    def _list_parts(self) -> None:
        parts = [
            Part(block.block, self._text_of(place), block.ours)
            for place, block in self._kept.items()
            if block.kind is self.kind.chosen
        ]
        self.parts.show_rows(parts, lambda part: part.block)

    def _show_part(self) -> None:
        place = self._place
        if place:
            self.editor.show_block(place[1].label, self._text_of(place))
            self.editor.ours.setEnabled(self._text_of(place) != self._kept[place].ours)

    def _on_text_changed(self) -> None:
        place = self._place
        if place:
            self._put(place, self.editor.text.toPlainText())

    def _on_ours(self) -> None:
        place = self._place
        if place:
            self._put(place, self._kept[place].ours)
            self._show_part()

    def _put(self, place: Place, text: str) -> None:
        """Note a text; one that is as it was kept is no change."""
        self.texts.pop(place, None)
        if text != self._kept[place].text:
            self.texts[place] = text
        self.editor.ours.setEnabled(text != self._kept[place].ours)
        self.parts.blockSignals(True)  # noqa: FBT003 - Qt's; the text being typed must stay
        self._list_parts()
        self.parts.blockSignals(False)  # noqa: FBT003
        self._show_page_soon()

    def _on_reader_chosen(self) -> None:
        self.editor.show_for(self._readers[self.reader.chosen].facts)
        self._show_page_soon()

    def _on_next_reader(self) -> None:
        self.reader.choose((self.reader.chosen + 1) % len(self._readers))
        announce(self.reader, self.reader.currentText())

    def _show_page_soon(self) -> None:
        if self.isVisible():
            self._delay.start()

    def _show_page(self) -> None:
        kind = self.kind.chosen
        texts = {block: self._text_of((kind, block)) for of, block in self._kept if of is kind}
        self.preview.show_pages(self._wording.page(self._readers[self.reader.chosen].facts, texts))

    @override
    def reject(self) -> None:
        """Close, once whoever changed words has said that they may go."""
        if not self.texts or ConfirmDialog.ask(
            self, "Wording of letters", "Your changes are not saved yet.", accept="Leave them out"
        ):
            super().reject()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._delay.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Lay out no page that nobody sees."""
        super().hideEvent(event)
        self._delay.stop()


_HINT = (
    "Each line is a paragraph, or a bullet after “- ”. What stands in double braces is filled in for each "
    "reader. A sentence is left out where its field is empty for the reader."
)


def _who(reader: Reader) -> str:
    return f"{reader.name}: {reader.what}" if reader.what else reader.name


def _line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(GAP)
    for widget in widgets:
        line.addWidget(widget, 1 if isinstance(widget, ChoiceBox) else 0)
    return line


def _column(line: QHBoxLayout, *widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    layout.addLayout(line)
    for widget in widgets:
        layout.addWidget(widget, 1)
    return column
