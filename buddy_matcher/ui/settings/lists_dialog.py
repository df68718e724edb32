"""The scheme's own lists to work in, and what was decided on sheets."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QTabWidget, QWidget

from buddy_matcher.domain.lists import ListKind
from buddy_matcher.services.edit_lists import EditLists
from buddy_matcher.services.remembered_decisions import RememberedDecisions
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.settings.list_tab import ListTab
from buddy_matcher.ui.settings.remembered_tab import RememberedTab
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog

_SIZE = QSize(980, 680)
_TITLES = {ListKind.STRENGTHS: "&Strengths", ListKind.THEMES: "&Communities and themes"}


class ListsDialog(FramedDialog):
    """Both lists and what was decided on sheets, a tab each; changes are stored at once and can be undone."""

    def __init__(
        self,
        parent: QWidget | None,
        lists: EditLists,
        decisions: RememberedDecisions,
        operations: Operations,
    ) -> None:
        super().__init__(
            parent,
            "Lists and decisions",
            "What forms offer, and how sheets are read. Each change is saved at once; Undo takes it back.",
        )
        self.resize(_SIZE)
        self._tabs = QTabWidget()
        for kind in ListKind:
            self._tabs.addTab(ListTab(kind, lists, operations), _TITLES[kind])
        self._tabs.addTab(RememberedTab(decisions, operations), "&Remembered decisions")
        self.body.addWidget(self._tabs, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        lists: EditLists,
        decisions: RememberedDecisions,
        operations: Operations,
    ) -> None:
        """Show the lists until the coordinator closes them."""
        cls(parent, lists, decisions, operations).exec()
