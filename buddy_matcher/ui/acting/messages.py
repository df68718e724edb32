"""The one place that shows errors: what was refused as a calm message, everything else as a crash report.

A crash report and the log hold the places in our code and the kind of error, but never the error's own
words, since these may name a person.
"""

import logging
import platform
import sys
import traceback
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPlainTextEdit, QWidget

from buddy_matcher import __version__
from buddy_matcher.domain.errors import UserError
from buddy_matcher.paths import log_folder
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import heading_label, primary_button, quiet_label

_WIDTH = 480

log = logging.getLogger(__name__)


class Message(FramedDialog):
    """What happened, in bold, and below it what to do."""

    def __init__(self, message: str, advice: str, parent: QWidget | None) -> None:
        super().__init__(parent, message, advice)
        self.setWindowTitle("Buddy Matcher")
        self.title.setFont(heading_label().font())
        self.setAccessibleDescription(f"{message} {advice}".strip())
        self.setMinimumWidth(_WIDTH)
        button = primary_button("&Close")
        self.buttons.addButton(button, QDialogButtonBox.ButtonRole.RejectRole)
        button.setDefault(True)


class CrashMessage(Message):
    """Says that the program has a fault, and lets its details be copied."""

    def __init__(self, details: str, parent: QWidget | None) -> None:
        super().__init__(
            "Something went wrong that should not have.",
            "This is a fault in Buddy Matcher. Everything up to your last finished action is saved. "
            "You can go on; if it happens again, copy the details and send them to whoever supports you.",
            parent,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setAccessibleName("Details of the fault")
        self.body.addWidget(
            quiet_label(f"The details hold no names of people. They are also in {log_folder()}.")
        )
        self.body.addWidget(self._details)
        copy = self.buttons.addButton("Copy &details", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._on_copy_clicked)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())


def tell(error: UserError, parent: QWidget | None) -> Message:
    """Show what could not be done over `parent`, without waiting; return the message."""
    return say(error.message, error.advice, parent)


def say(message: str, advice: str, parent: QWidget | None) -> Message:
    """Show a message over `parent`, without waiting; return it."""
    shown = Message(message, advice, parent)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    shown.open()
    return shown


def tell_and_wait(error: UserError, parent: QWidget | None) -> None:
    """Show what could not be done over `parent` until it was read."""
    Message(error.message, error.advice, parent).exec()


def details_of(error: BaseException) -> str:
    """Return the versions and the places in the code that an error came through, without its words."""
    lines = [
        f"Buddy Matcher {__version__}, Python {platform.python_version()}, Qt {qt_version}",
        f"{platform.system()} {platform.release()}",
    ]
    cause: BaseException | None = error
    while cause:
        lines.append(type(cause).__qualname__)
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def report_crashes() -> None:
    """Show and log what no code expected, from now on."""
    sys.excepthook = _on_exception


def _on_exception(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    parent = QApplication.activeWindow()
    if isinstance(error, UserError):
        tell(error, parent)
        return
    details = details_of(error)
    log.error("a fault\n%s", details)
    if QApplication.instance() and not _is_crash_shown():
        CrashMessage(details, parent).open()


def _is_crash_shown() -> bool:
    """Whether a report stands already; a fault in painting would bring one with every frame."""
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return any(isinstance(widget, CrashMessage) for widget in shown)
