"""What the window asks of a page."""

from typing import ClassVar, override

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.changes import Kind
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.widgets.enter_key import press_focused
from buddy_matcher.ui.widgets.scrolling_pane import Scrolled, least_height


class Page(Scrolled):
    """A place of the window: it shows what it is asked to look at again, and knows no other page.

    `shows` are the kinds of thing whose changes matter to it; `people_wanted` asks the window for some people
    by participation id, `form_wanted` for the form of one person's answers. A page has no focus proxy: Tab
    would skip what stands above the proxy.
    """

    shows: ClassVar[frozenset[Kind]] = frozenset()

    people_wanted = Signal(object)
    form_wanted = Signal(object)

    @property
    def first_focus(self) -> QWidget:
        """The control that has the focus when the page comes in sight."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read everything anew and show it, keeping the selection where it still exists."""
        raise NotImplementedError

    def settle(self) -> None:
        """Store what is noted and not stored yet: the place is left, the scheme closed, or Undo pressed."""

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this place for the window's menus."""
        return ()

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the least height it needs, not what it would like: where it has less, it scrolls."""
        layout = self.layout()
        return least_height(layout, width) if layout else -1

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as Space does."""
        if not press_focused(event, self):
            super().keyPressEvent(event)
