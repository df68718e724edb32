"""The commands on people: each as an action with its shortcut, and what it asks before it acts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.edit_people import EditPeople, PersonForm
from buddy_matcher.services.erase_person import ErasePerson
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.people.bin_dialog import BinDialog
from buddy_matcher.ui.people.erase_dialog import ask_to_erase
from buddy_matcher.ui.people.people_model import PersonRow
from buddy_matcher.ui.people.person_dialog import PersonDialog
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog

_MOST_NAMED = 3


class PeopleCommands(QObject):
    """The actions of the People menu, enabled as what is chosen allows."""

    def __init__(
        self,
        people: EditPeople,
        erasure: ErasePerson,
        operations: Operations,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._people = people
        self._erasure = erasure
        self._operations = operations
        self._page = page
        self._chosen: tuple[PersonRow, ...] = ()
        self.add = self._action("&Add person…", "Ctrl+Shift+A", self._on_add)
        self.edit = self._action("&Edit…", "Ctrl+E", self._on_edit)
        self.remove = self._action("&Remove to bin", "Del", self._on_remove)
        self.bin = self._action("&Bin…", "Ctrl+Shift+D", self._on_bin)
        self.erase = self._action("Era&se a person…", "Ctrl+Shift+Del", self._on_erase)
        # The window imports, and has the shortcut for it.
        self.import_people = self._action("I&mport from a file…", "", None)
        self.find = self._action("&Find people", "Ctrl+F", None)
        operations.jobs.started.connect(self._enable)
        operations.jobs.ended.connect(self._enable)
        self._enable()

    def all(self) -> tuple[QAction, ...]:
        """Return the commands in the order of a menu."""
        return self.add, self.edit, self.remove, self.bin, self.erase, self.import_people, self.find

    def look_at_choice(self, chosen: Sequence[PersonRow]) -> None:
        """Take note of who is selected."""
        self._chosen = tuple(chosen)
        self._enable()

    def _action(self, text: str, shortcut: str, slot: Callable[[], None] | None) -> QAction:
        action = QAction(text, self._page)
        action.setShortcut(QKeySequence(shortcut))
        # These work only while the people are in sight.
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if slot:
            action.triggered.connect(slot)
        self._page.addAction(action)
        return action

    def _enable(self) -> None:
        can_change = self._operations.can_change
        for action in (self.edit, self.erase):
            action.setEnabled(can_change and len(self._chosen) == 1)
        self.remove.setEnabled(can_change and bool(self._chosen))
        for action in (self.add, self.bin, self.import_people):
            action.setEnabled(can_change)

    def _on_add(self) -> None:
        self._operations.perform(lambda: self._ask(self._people.blank_form()))

    def _on_edit(self) -> None:
        self._operations.perform(lambda: self._ask(self._people.form_of(self._chosen[0].id)))

    def _ask(self, form: PersonForm) -> Changes:
        return PersonDialog.ask(self._page, self._people, form) or Changes()

    def _on_remove(self) -> None:
        chosen = self._chosen
        agreed = [person.member.name for person in chosen if person.is_agreed]
        if agreed and not self._may_end(agreed):
            return
        self._operations.perform(lambda: self._people.remove(*(person.id for person in chosen)))

    def _may_end(self, agreed: list[str]) -> bool:
        named = agreed[:_MOST_NAMED]
        more = len(agreed) - len(named)
        who = listed([*named, f"{more} more"] if more else named)
        what = "has an agreed buddy" if len(agreed) == 1 else "have agreed buddies"
        return ConfirmDialog.ask(
            self._page,
            "Remove to bin",
            f"{who} {what}; removing ends that.\n\nUndo brings everything back.",
            accept=f"Remove {counted(len(self._chosen), 'person', 'people')}",
        )

    def _on_bin(self) -> None:
        BinDialog.ask(self._page, self._people, self._erasure, self._operations)

    def _on_erase(self) -> None:
        ask_to_erase(self._page, self._erasure, self._chosen[0].member.participant, self._operations)
