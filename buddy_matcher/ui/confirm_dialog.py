"""Asks the coordinator to confirm something, or for a private reason; names in a question show as typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from buddy_matcher.ui.labels import field_label, plain_label, primary_button, title_label
from buddy_matcher.ui.theme import GAP

_WIDTH = 460


class ConfirmDialog(QMessageBox):
    """A question with the button that does it, and Cancel."""

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        title: str,
        question: str,
        *,
        accept: str,
        refuse: str = "Cancel",
        is_final: bool = False,
    ) -> bool:
        """Return whether the coordinator chose the button `accept`.

        Return alone never does what `is_final` and so can't be taken back.
        """
        dialog = cls(parent)
        dialog.setIcon(QMessageBox.Icon.Warning if is_final else QMessageBox.Icon.Question)
        dialog.setTextFormat(Qt.TextFormat.PlainText)
        dialog.setWindowTitle(title)
        dialog.setText(question)
        accepting = dialog.addButton(accept, QMessageBox.ButtonRole.AcceptRole)
        refusing = dialog.addButton(refuse, QMessageBox.ButtonRole.RejectRole)
        dialog.setDefaultButton(refusing if is_final else accepting)
        dialog.exec()
        return dialog.clickedButton() is accepting


class ReasonDialog(QDialog):
    """A question with a line for a reason that stays with the coordinator."""

    def __init__(self, parent: QWidget, title: str, question: str, *, accept: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._reason = QLineEdit()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(primary_button(accept), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addWidget(title_label(title))
        layout.addWidget(plain_label(question, wraps=True))
        layout.addSpacing(GAP)
        layout.addWidget(field_label("&Reason, if you like (only you see it)", self._reason))
        layout.addWidget(self._reason)
        layout.addSpacing(GAP)
        layout.addWidget(buttons)

    @property
    def reason(self) -> str:
        """The reason as typed, "" for none."""
        return self._reason.text().strip()

    @classmethod
    def ask(cls, parent: QWidget, title: str, question: str, *, accept: str) -> str | None:
        """Return the reason, "" for none, or None when it was cancelled."""
        dialog = cls(parent, title, question, accept=accept)
        return dialog.reason if dialog.exec() else None
