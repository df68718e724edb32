"""The form of one person, to add them or to change what is kept about them.

What the services refuse stands beside its field; nothing that was typed is lost by a refusal or by Escape.
"""

from typing import override

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED
from buddy_matcher.services.edit_people import EditPeople, InvalidField, PersonForm
from buddy_matcher.ui.people.person_parts import LettersPart, MeetingPart, StrengthsPart, WhoPart, WordsPart
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.labels import plain_label, primary_button, title_label, with_look
from buddy_matcher.ui.widgets.theme import GAP

_SIZE = QSize(720, 680)


class PersonDialog(QDialog):
    """The form in tabs; `changes` is what saving it touched."""

    def __init__(self, parent: QWidget | None, people: EditPeople, form: PersonForm) -> None:
        super().__init__(parent)
        is_new = form.participant.id == UNSAVED
        title = "Add person" if is_new else f"Edit {form.participant.full_name}"
        self.setWindowTitle(title)
        self.resize(_SIZE)
        self.changes: Changes | None = None
        self._people = people
        self._parts = {
            "&1 Who they are": WhoPart(people.organisations()),
            "&2 Strengths": StrengthsPart(people.strengths(), people.themes()),
            "&3 Meeting": MeetingPart(),
            "&4 In their words": WordsPart(),
            "&5 Letters and consent": LettersPart(),
        }
        self._tabs = QTabWidget()
        for words, part in self._parts.items():
            part.show_form(form)
            self._tabs.addTab(part, words)
        self._form = form
        self._shown = self._filled()
        self._refusal = with_look(plain_label(wraps=True), "poor")
        self._refusal.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = primary_button("&Add person" if is_new else "&Save changes")
        save.setDefault(True)
        buttons.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        for widget in (title_label(title), self._tabs, self._refusal, buttons):
            layout.addWidget(widget)
        self._tabs.currentWidget().setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, people: EditPeople, form: PersonForm) -> Changes | None:
        """Return what saving the form touched, or None when it was cancelled."""
        dialog = cls(parent, people, form)
        dialog.exec()
        return dialog.changes

    def _filled(self) -> PersonForm:
        form = self._form
        for part in self._parts.values():
            form = part.filled(form)
        return form

    def _is_changed(self) -> bool:
        try:
            return self._filled() != self._shown
        except InvalidField:
            return True

    def _complain(self, error: UserError) -> None:
        for part in self._parts.values():
            if isinstance(error, InvalidField) and part.has_field(error.field):
                self._tabs.setCurrentWidget(part)
                part.complain(error.field, error.message)
                return
        self._refusal.setText(f"⚠ {error}")
        self._refusal.show()

    @override
    def accept(self) -> None:
        """Save the form; what is refused keeps the dialog open."""
        self._refusal.hide()
        for part in self._parts.values():
            part.forget_complaints()
        try:
            self.changes = self._people.save(self._filled())
        except UserError as error:
            self._complain(error)
        else:
            super().accept()

    @override
    def reject(self) -> None:
        """Close without saving, once it is clear that nothing typed is wanted."""
        if not self._is_changed() or ConfirmDialog.ask(
            self,
            "Discard changes",
            "What you changed in this form is not saved yet.",
            accept="Discard changes",
            refuse="Go on editing",
        ):
            super().reject()
