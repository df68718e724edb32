"""Asks the coordinator to confirm something, or for a private reason; names in a question show as typed."""

from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QWidget

from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, plain_label, primary_button

_WIDTH = 480


class ConfirmDialog(FramedDialog):
    """A question with the button that does it, and one that doesn't."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        question: str,
        *,
        accept: str,
        refuse: str = "Cancel",
        is_final: bool = False,
    ) -> None:
        super().__init__(parent, title)
        self.setAccessibleDescription(question)
        self.setMinimumWidth(_WIDTH)
        self.body.addWidget(plain_label(question, wraps=True))
        accepting = QPushButton(accept) if is_final else primary_button(accept)
        refusing = primary_button(refuse) if is_final else QPushButton(refuse)
        self.buttons.addButton(accepting, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(refusing, QDialogButtonBox.ButtonRole.RejectRole)
        default = refusing if is_final else accepting
        default.setDefault(True)
        default.setFocus()

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
        dialog = cls(parent, title, question, accept=accept, refuse=refuse, is_final=is_final)
        return bool(dialog.exec())


class ReasonDialog(FramedDialog):
    """A question with a line for a reason that stays with the coordinator."""

    def __init__(self, parent: QWidget, title: str, question: str, *, accept: str) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(_WIDTH)
        self._reason = QLineEdit()
        self.body.addWidget(plain_label(question, wraps=True))
        self.body.addWidget(field_label("&Reason, if you like (only you see it)", self._reason))
        self.body.addWidget(self._reason)
        # Buttons come last, so that the keyboard comes to the line first.
        self._reason.setFocus()
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button(accept), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def reason(self) -> str:
        """The reason as typed, "" for none."""
        return self._reason.text().strip()

    @classmethod
    def ask(cls, parent: QWidget, title: str, question: str, *, accept: str) -> str | None:
        """Return the reason, "" for none, or None when it was cancelled."""
        dialog = cls(parent, title, question, accept=accept)
        return dialog.reason if dialog.exec() else None
