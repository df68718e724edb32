"""Help: a page for each place, written for a coordinator, a list of all shortcuts, and a search over both.

The texts are Markdown files of `resources/help`; the shortcuts are made from the declared commands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.text import fold
from buddy_matcher.paths import help_folder
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.labels import quiet_label, search_line
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.true_bold import show_true_bold
from buddy_matcher.ui.window.help_keys import FIRST_ROUND, SHORTCUTS

PAGES = (FIRST_ROUND, *(place.value for place in Place))
"""The pages by the names of their files, in the order of the list."""

_SIZE = QSize(860, 680)
_LIST_WIDTH = 230
_KEY_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: by which name it is asked for, its title, and its text as Markdown."""

    key: str
    title: str
    text: str


def help_pages(commands: Iterable[Command]) -> tuple[HelpPage, ...]:
    """Return every page of the help, the list of the shortcuts of `commands` last."""
    pages = []
    for key in PAGES:
        text = (help_folder() / f"{key}.md").read_text("utf-8")
        pages.append(HelpPage(key, text.partition("\n")[0].removeprefix("# "), text))
    return (*pages, shortcuts_page(commands))


def shortcuts_page(commands: Iterable[Command]) -> HelpPage:
    """Return the shortcuts of commands as a page, menu by menu."""
    of_menu: dict[str, list[str]] = {}
    for command in commands:
        keys = " or ".join(
            each.toString(QKeySequence.SequenceFormat.NativeText) for each in command.shortcuts()
        )
        if keys:
            menu = (command.menu_of or "Other").replace("&", "")
            title = command.text().replace("&", "").removesuffix("…").replace("|", "/")
            of_menu.setdefault(menu, []).append(f"| {title} | {keys} |")
    parts = [f"## {menu}\n\n| What | Keys |\n|---|---|\n" + "\n".join(rows) for menu, rows in of_menu.items()]
    text = "\n\n".join(["# Keyboard shortcuts", "A command with its keys stands in its menu too.", *parts])
    return HelpPage(SHORTCUTS, "Keyboard shortcuts", text)


class HelpWindow(QDialog):
    """The help beside the window; it can stay open while one works."""

    def __init__(self, parent: QWidget | None, pages: Sequence[HelpPage]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE)
        self._pages = {page.key: page for page in pages}
        self.search = search_line("Search the help")
        # The pages that are bundled, which never change: a model would say no more.
        self.list = QListWidget()
        self.list.setAccessibleName("Pages of the help")
        self.list.setFixedWidth(_LIST_WIDTH)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Help")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(2 * GAP)
        self._told = quiet_label()
        for page in pages:
            QListWidgetItem(page.title, self.list).setData(_KEY_ROLE, page.key)
        self._lay_out()
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._find_next)
        self.list.currentItemChanged.connect(self._on_page_chosen)
        self.list.setCurrentRow(0)

    def show_page(self, key: str) -> None:
        """Show the page of a place, or another one by its name."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY_ROLE) == key:
                self.search.clear()
                self.list.setCurrentRow(row)
                announce(self, self.list.item(row).text())

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GAP)
        for widget in (self.search, self._told, self.list):
            left.addWidget(widget)
        both = QHBoxLayout()
        both.setSpacing(2 * GAP)
        both.addLayout(left)
        both.addWidget(self.text, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addLayout(both, 1)
        layout.addWidget(buttons)
        self._told.hide()

    def _on_page_chosen(self, item: QListWidgetItem | None) -> None:
        if item:
            self.text.setMarkdown(self._pages[item.data(_KEY_ROLE)].text)
            show_true_bold(self.text.document())
            self._find_next()

    def _on_search_changed(self, text: str) -> None:
        """Show the pages that hold what is searched for, and where on the page it stands."""
        wanted = fold(text)
        items = [self.list.item(row) for row in range(self.list.count())]
        for item in items:
            item.setHidden(wanted not in fold(self._pages[item.data(_KEY_ROLE)].text))
        found = [item for item in items if not item.isHidden()]
        self._told.setText(f"Nothing found for “{text}”.")
        self._told.setHidden(bool(found))
        if not found:
            announce(self._told, self._told.text())
        elif self.list.currentItem().isHidden():
            self.list.setCurrentItem(found[0])
        else:
            self._find_next()

    def _find_next(self) -> None:
        """Mark the next place on the page where what is searched for stands, the first one after the last."""
        wanted = self.search.text()
        if wanted and not self.text.find(wanted):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(wanted)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.doItemsLayout()  # rows were measured before they had the theme's padding
        self.search.setFocus()
