"""The form of one person, to add them or to change what is kept about them.

What the services refuse stands beside its field; nothing that was typed is lost by a refusal or by Escape.
"""

from typing import override

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialogButtonBox, QTabWidget, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED, ParticipationId
from buddy_matcher.services.edit_people import EditPeople, InvalidField, PersonForm
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.people.access_part import AccessPart
from buddy_matcher.ui.people.person_parts import LettersPart, MeetingPart, StrengthsPart, WhoPart, WordsPart
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import primary_button

_SIZE = QSize(840, 680)


class PersonDialog(FramedDialog):
    """The form in tabs; `edited` is what it was filled with, once it can be kept."""

    def __init__(
        self,
        parent: QWidget | None,
        people: EditPeople,
        form: PersonForm,
        refusal: UserError | None = None,
    ) -> None:
        is_new = form.participant.id == UNSAVED
        title = "Add person" if is_new else f"Edit {form.participant.full_name}"
        super().__init__(parent, title)
        self.resize(_SIZE)
        self.edited: PersonForm | None = None
        self._people = people
        self._parts = {
            "&1 Who they are": WhoPart(people.organisations()),
            "&2 Strengths": StrengthsPart(people.strengths(), people.themes()),
            "&3 Meeting": MeetingPart(),
            "&4 In their words": WordsPart(),
            "&5 Letters and consent": LettersPart(),
            "&6 Needs": AccessPart(),
        }
        self._tabs = QTabWidget()
        self.body.addWidget(self._tabs, 1)  # before it is filled: with each new parent all is styled anew
        for words, part in self._parts.items():
            part.show_form(form)
            self._tabs.addTab(part, words)
        self._form = form
        self._shown = self._filled()
        self._refusal = Complaint()
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        save = primary_button("&Add person" if is_new else "&Save changes")
        save.setDefault(True)
        self.buttons.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.accept)
        self.body.addWidget(self._refusal)
        first = self._parts["&1 Who they are"].first_focus
        if first:
            first.setFocus()
        if refusal:
            self._complain(refusal)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        people: EditPeople,
        form: PersonForm,
        refusal: UserError | None = None,
    ) -> PersonForm | None:
        """Return the form as it was filled in, or None when it was cancelled.

        `refusal` is why it could not be kept when it was asked for before.
        """
        dialog = cls(parent, people, form, refusal)
        return dialog.edited if dialog.exec() else None

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
        self._refusal.complain(error)

    @override
    def accept(self) -> None:
        """Take the form as it is filled in; a field that can't be kept so keeps the dialog open."""
        self._refusal.hide()
        for part in self._parts.values():
            part.forget_complaints()
        try:
            self.edited = self._people.checked(self._filled())
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


def edit_person(
    parent: QWidget, people: EditPeople, participation_id: ParticipationId, operations: Operations
) -> None:
    """Let the coordinator edit the answers of someone, by participation id, and keep them."""
    try:
        form = people.form_of(participation_id)
    except UserError as error:
        operations.refused.emit(error)
    else:
        keep_person(parent, people, form, operations)


def keep_person(
    parent: QWidget, people: EditPeople, form: PersonForm, operations: Operations
) -> PersonForm | None:
    """Let the coordinator fill in a form and keep it; return what was kept, or None."""
    return operations.ask_until_kept(
        lambda filled, refusal: PersonDialog.ask(parent, people, filled, refusal), form, people.save
    )
