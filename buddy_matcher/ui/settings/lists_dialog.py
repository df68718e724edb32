"""The scheme's own lists to work in: its strengths, and its communities and themes."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QTabWidget, QWidget

from buddy_matcher.domain.lists import ListKind
from buddy_matcher.services.edit_lists import EditLists
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.settings.list_tab import ListTab
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog

_SIZE = QSize(980, 680)
_TITLES = {ListKind.STRENGTHS: "&Strengths", ListKind.THEMES: "&Communities and themes"}


class ListsDialog(FramedDialog):
    """Both lists, a tab each; each change is stored at once and can be undone."""

    def __init__(self, parent: QWidget | None, lists: EditLists, operations: Operations) -> None:
        super().__init__(
            parent,
            "Lists of this scheme",
            "What people choose from on forms. Each change is saved at once; Undo takes it back.",
        )
        self.resize(_SIZE)
        self._tabs = QTabWidget()
        for kind in ListKind:
            self._tabs.addTab(ListTab(kind, lists, operations), _TITLES[kind])
        self.body.addWidget(self._tabs, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)

    @classmethod
    def ask(cls, parent: QWidget | None, lists: EditLists, operations: Operations) -> None:
        """Show the lists until the coordinator closes them."""
        cls(parent, lists, operations).exec()
