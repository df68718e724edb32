"""The page without an open scheme: bring a form export, start or open a scheme, or try the example.

It only says what is wanted; the window asks the questions and opens the scheme.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import override

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.ui.widgets.dropped_files import dropped_file
from buddy_matcher.ui.widgets.icons import line_picture
from buddy_matcher.ui.widgets.labels import (
    LOOK,
    as_tooltip,
    heading_label,
    large_button,
    plain_label,
    quiet_label,
    title_label,
    with_look,
)
from buddy_matcher.ui.widgets.reading_label import LinesButton
from buddy_matcher.ui.widgets.theme import GAP, colours

_WIDEST = 720
_ICON_SIDE = 44
_MOST_SHOWN = 4


def _not_known(_file: Path) -> str:
    return ""


class WelcomePage(QWidget):
    """Says in signals what the coordinator wants.

    `sheet_wanted` asks for the choice of a form export; `file_dropped` carries the `Path` of a sheet or
    scheme; `file_wanted` that of a recent scheme.
    """

    sheet_wanted = Signal()
    file_dropped = Signal(object)
    new_wanted = Signal()
    open_wanted = Signal()
    example_wanted = Signal()
    file_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drop = _DropArea()
        self._drop.chosen.connect(self.sheet_wanted)
        self._drop.dropped.connect(self.file_dropped)
        self._recent_heading = heading_label("Recent schemes")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(GAP // 2)
        content = with_look(QWidget(), "page")
        content.setMaximumWidth(_WIDEST)
        self._lay_out(content)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.show_recent(())

    @property
    def first_focus(self) -> QWidget:
        """The control that has the focus when the page comes in sight."""
        first = self._recent.itemAt(0)
        return (first.widget() if first else None) or self._drop.button

    def show_recent(self, files: Sequence[Path], state_of: Callable[[Path], str] = _not_known) -> None:
        """Show the schemes opened last, the latest first, and in words how each of them stood."""
        while (item := self._recent.takeAt(0)) is not None:
            old = item.widget()
            if old:
                old.hide()
                old.deleteLater()
        for file in files[:_MOST_SHOWN]:
            button = self._recent_button(file, state_of(file))
            self._recent.addWidget(button)
            button.show()  # a layout alone would do so later, and nothing out of sight takes the focus
        self._recent_heading.setVisible(bool(files))

    def _lay_out(self, content: QWidget) -> None:
        layout = QVBoxLayout(content)
        layout.setContentsMargins(3 * GAP, 4 * GAP, 3 * GAP, 3 * GAP)
        layout.setSpacing(GAP)
        layout.addStretch(1)
        layout.addWidget(title_label("Welcome to Buddy Matcher"))
        what = (
            "Pair people of health and voluntary organisations by what they can share and would like to gain."
        )
        layout.addWidget(quiet_label(what))
        layout.addSpacing(GAP)
        layout.addWidget(self._recent_heading)
        layout.addLayout(self._recent)
        layout.addSpacing(GAP)
        layout.addWidget(self._drop)
        layout.addSpacing(GAP)
        layout.addLayout(self._buttons())
        layout.addSpacing(GAP)
        layout.addWidget(quiet_label("Nothing leaves this computer."))
        layout.addStretch(2)

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for text, wanted in (
            ("&New scheme…", self.new_wanted),
            ("&Open scheme…", self.open_wanted),
            ("Try the e&xample", self.example_wanted),
        ):
            button = QPushButton(text)
            button.clicked.connect(wanted)
            line.addWidget(button)
        line.addStretch()
        return line

    def _recent_button(self, file: Path, state: str) -> QPushButton:
        folder = file.parent.name or str(file.parent)
        told = ", ".join(filter(None, (f"In {folder}", _changed_in_words(file))))
        told = f"{state}. {told}" if state else told
        button = LinesButton(file.stem, told, f"Open {file.stem} in {folder}. {state}".rstrip(". "))
        button.setToolTip(as_tooltip(str(file)))
        button.clicked.connect(lambda: self.file_wanted.emit(file))
        return button

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Begin where one most likely goes on; before it is in sight, Qt forgets what has the focus."""
        super().showEvent(event)
        self.first_focus.setFocus()


def _changed_in_words(file: Path) -> str:
    """Return on which day a file was changed last, "" where that can't be told."""
    try:
        changed = datetime.fromtimestamp(file.stat().st_mtime, UTC).astimezone()
    except OSError:
        return ""
    return f"changed on {date_in_words(changed.date())}"


class _DropArea(QFrame):
    """Where a form export is dropped or chosen."""

    chosen = Signal()
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty(LOOK, "drop")
        self.setAcceptDrops(True)
        self._icon = QLabel()
        self.button = large_button("&Choose a form export…")
        self.button.clicked.connect(self.chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GAP, 4 * GAP, 4 * GAP, 4 * GAP)
        layout.setSpacing(GAP)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(self._icon, alignment=centre)
        heading = heading_label("Drop your form export here")
        hint = plain_label(
            "An Excel or CSV file from Microsoft Forms, Google Forms, SurveyMonkey or your own list. "
            "It makes a new scheme, and every odd row is explained.",
            wraps=True,
        )
        with_look(hint, "quiet")
        for label in (heading, hint):
            label.setAlignment(centre)
            layout.addWidget(label)
        layout.addSpacing(GAP)
        layout.addWidget(self.button, alignment=centre)
        self._colour_icon()

    def _colour_icon(self) -> None:
        self._icon.setPixmap(line_picture("sheet", _ICON_SIDE, colours(QApplication.palette()).accent))

    def _show_over(self, *, is_over: bool) -> None:
        self.setProperty("isOver", is_over)
        self.style().unpolish(self)
        self.style().polish(self)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour_icon()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()
            self._show_over(is_over=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(is_over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(is_over=False)
        file = dropped_file(event.mimeData())
        if file:
            event.acceptProposedAction()
            self.dropped.emit(file)
