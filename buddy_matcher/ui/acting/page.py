"""What the window asks of a page."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.changes import Kind
from buddy_matcher.ui.acting.command import Command


class Page(QWidget):
    """A place of the window: it shows what it is asked to look at again, and knows no other page.

    `shows` are the kinds of thing whose changes matter to it; `people_wanted` asks the window for some people
    by participation id, `form_wanted` for the form of one person's answers.
    """

    shows: ClassVar[frozenset[Kind]] = frozenset()

    people_wanted = Signal(object)
    form_wanted = Signal(object)

    def refresh(self) -> None:
        """Read everything anew and show it, keeping the selection where it still exists."""
        raise NotImplementedError

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this place for the window's menus."""
        return ()
