"""Commands, each declared once: its title, its keys, its menu, what it does, and why it can't be done now.

Menu, context menu and button are that one declaration: a `Command` is the action that they all show. While it
can't be done, its tooltip says why, and so does the status line to whoever presses its keys.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from buddy_matcher.ui.acting.operations import Needs, Operations

type Title = str | Callable[[], str]
"""A title, or what returns it where it changes with what is selected."""


class Menu(StrEnum):
    """The menus of the window, in their order, by their titles."""

    FILE = "&File"
    EDIT = "&Edit"
    PEOPLE = "Peop&le"
    ORGANISATIONS = "Or&ganisations"
    PAIRINGS = "Pa&irings"
    LETTERS = "Le&tters"
    FOLLOW_UP = "Follow-&up"
    REPORT = "&Report"
    MONEY = "Mone&y"
    VIEW = "&View"
    HELP = "&Help"


def _nothing_in_the_way() -> str:
    return ""


class Command(QAction):
    """Something that can be done, as a page or the window declares it.

    `why_not` is a sentence while it can't be done now, and "" while it can. It `begins_group` where a menu
    has a line above it, stands `within` a menu of that title in its menu, if that isn't "", and
    `works_everywhere` when it acts on nothing that must be in sight.
    """

    def __init__(
        self,
        owner: QWidget,
        title: Title,
        *,
        menu: Menu | None,
        needs: Needs,
        find_obstacle: Callable[[], str],
        begins_group: bool,
        within: str,
    ) -> None:
        super().__init__(owner)
        self.menu_of = menu
        self.within = within
        self.begins_group = begins_group
        self.needs = needs
        self._title = title
        self._find_obstacle = find_obstacle
        self.why_not = ""
        self._tip = ""
        self.setMenuRole(QAction.MenuRole.NoRole)
        self.setText(title if isinstance(title, str) else "")

    @property
    def works_everywhere(self) -> bool:
        """Whether it may be offered while its owner is out of sight."""
        return self.shortcutContext() is Qt.ShortcutContext.WindowShortcut

    def look_again(self, obstacle: str) -> None:
        """Enable it unless an `obstacle` of all commands, or one of its own, stands in the way."""
        self.why_not = obstacle or self._find_obstacle()
        self.setEnabled(not self.why_not)
        if not isinstance(self._title, str):
            self.setText(self._title())
        # Where there is nothing to say, Qt would say the title again.
        tip = self.why_not or self._keys or " "
        if tip != self._tip:  # hundreds are looked at when a job starts and ends, and few say something else
            self._tip = tip
            self.setToolTip(tip)

    @cached_property
    def _keys(self) -> str:
        """The keys that were declared, as the system writes them."""
        return self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class Commands(QObject):
    """The commands of one page, in the order of its menu; a dialog's have none.

    They have the `needs` that are given, unless one is declared with its own. They are looked at again when a
    job starts and ends; `look_again` is for what else decides about them.
    """

    def __init__(
        self,
        owner: QWidget,
        operations: Operations | None,
        menu: Menu | None = None,
        *,
        needs: Needs = Needs.CHANGE,
    ) -> None:
        super().__init__(owner)
        self._needs = needs
        self._owner = owner
        self._menu = menu
        self._commands: list[Command] = []
        self.follow(operations)
        owner.installEventFilter(self)

    def follow(self, operations: Operations | None) -> None:
        """Act through these operations from now on; through none while no scheme is open."""
        self._operations = operations
        if operations:
            operations.jobs.started.connect(self.look_again)
            operations.jobs.ended.connect(self.look_again)
            operations.allowed_anew.connect(self.look_again)
        self.look_again()

    def all(self) -> tuple[Command, ...]:
        """Return the commands in the order in which they were declared."""
        return tuple(self._commands)

    def declare(
        self,
        title: Title,
        act: Callable[[], object],
        *keys: str,
        why_not: Callable[[], str] = _nothing_in_the_way,
        needs: Needs | None = None,
        menu: Menu | None = None,
        begins_group: bool = False,
        within: str = "",
        works_everywhere: bool = False,
    ) -> Command:
        """Declare a command and return it; `why_not` returns what else stands in its way, "" for nothing."""
        command = Command(
            self._owner,
            title,
            menu=menu or self._menu,
            needs=needs or self._needs,
            find_obstacle=why_not,
            begins_group=begins_group,
            within=within,
        )
        command.setShortcuts([QKeySequence(each) for each in keys])
        # One that acts on what is selected works only while the selection is in sight.
        contexts = Qt.ShortcutContext
        command.setShortcutContext(
            contexts.WindowShortcut if works_everywhere else contexts.WidgetWithChildrenShortcut
        )
        command.triggered.connect(lambda *_checked: act())
        self._owner.addAction(command)
        self._commands.append(command)
        return command

    def look_again(self) -> None:
        """Find out anew what can be done now, and why the rest can't."""
        for command in self._commands:
            command.look_again(self._why_not(command.needs))

    def _why_not(self, needs: Needs) -> str:
        if self._operations:
            return self._operations.why_not(needs)
        return "" if needs is Needs.NOTHING else "Open a scheme first."

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say why to whoever presses the keys of a command that can't be used: Qt alone does nothing."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            pressed = QKeySequence(event.keyCombination())
            for command in self._commands:
                if self._operations and command.why_not and pressed in command.shortcuts():
                    self._operations.say(command.why_not)
                    return True
        return super().eventFilter(watched, event)
