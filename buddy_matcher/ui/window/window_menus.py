"""The menu bar: every command of the window and of its pages, each where it was declared to stand."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from buddy_matcher.ui.acting.command import Command, Menu
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.labels import without_mnemonic
from buddy_matcher.ui.widgets.theme import ColourScheme
from buddy_matcher.ui.window.window_commands import WindowCommands

if TYPE_CHECKING:
    from buddy_matcher.ui.scheme.workspace import Workspace

_MENU_OF_PLACE = {
    Place.PEOPLE: Menu.PEOPLE,
    Place.ORGANISATIONS: Menu.ORGANISATIONS,
    Place.PAIRINGS: Menu.PAIRINGS,
    Place.LETTERS: Menu.LETTERS,
    Place.MEETINGS: Menu.FOLLOW_UP,
    Place.REPORT: Menu.REPORT,
    Place.MONEY: Menu.MONEY,
}


class WindowMenus(QObject):
    """The menus of the window, filled anew when another scheme or place comes in sight.

    `recent_wanted` carries the `Path` of a scheme file, `colours_wanted` a `ColourScheme`.
    """

    recent_wanted = Signal(object)
    colours_wanted = Signal(object)

    def __init__(self, bar: QMenuBar, commands: WindowCommands) -> None:
        super().__init__(bar)
        self._commands = commands
        self._workspace: Workspace | None = None
        self._menus = {menu: bar.addMenu(menu.value) for menu in Menu}
        for each in self._menus.values():
            each.setToolTipsVisible(True)
            each.aboutToShow.connect(self._on_menu_about_to_show)
        self._recent = QMenu("Open &recent", bar)
        self._colours = QMenu("&Colours", bar)
        self._colour_group = self._colour_actions()
        self._colours.addActions(self._colour_group.actions())
        self.show_scheme(None)

    def show_scheme(self, workspace: "Workspace | None") -> None:
        """Offer the commands of an open scheme, or of none."""
        self._workspace = workspace
        if workspace:
            workspace.place_changed.connect(self._fill)
            workspace.pages_made.connect(self._fill)
        for menu in _MENU_OF_PLACE.values():
            self._menus[menu].menuAction().setVisible(workspace is not None)
        self._fill()

    def _on_menu_about_to_show(self) -> None:
        if self._workspace:
            self._workspace.make_all_pages()

    def _fill(self) -> None:
        for menu, shown in self._menus.items():
            for inner in shown.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
                inner.deleteLater()
            shown.clear()
            _add(shown, self._of_pages(menu))
            _add(shown, (each for each in self._commands.all() if each.menu_of is menu))
        self._menus[Menu.FILE].insertMenu(self._commands.import_sheet, self._recent)
        self._menus[Menu.VIEW].addSeparator()
        self._menus[Menu.VIEW].addMenu(self._colours)

    def _of_pages(self, menu: Menu) -> list[Command]:
        """Return the commands of the places; those on what is selected only while it is in sight."""
        workspace = self._workspace
        if workspace is None:
            return []
        if menu is Menu.VIEW:
            return list(workspace.rail.commands())
        of_overview = workspace.commands(Place.OVERVIEW) if workspace.place is Place.OVERVIEW else ()
        of_places = [
            command
            for place, its_menu in _MENU_OF_PLACE.items()
            if its_menu is menu
            for command in (workspace.rail.actions_of_places[place], *workspace.commands(place))
            if command.works_everywhere or place is workspace.place
        ]
        # The first place has no menu of its own: what is done there belongs to another's.
        return [*of_places, *(command for command in of_overview if command.menu_of is menu)]

    def show_recent(self, files: Sequence[Path]) -> None:
        """Offer the schemes opened last."""
        self._recent.clear()
        self._recent.setEnabled(bool(files))
        for number, file in enumerate(files, start=1):
            action = self._recent.addAction(f"&{number} {without_mnemonic(file.stem)}")
            action.triggered.connect(lambda _checked=False, file=file: self.recent_wanted.emit(file))

    def show_colours(self, chosen: ColourScheme) -> None:
        """Mark the colours that were chosen."""
        self._colour_group.actions()[list(ColourScheme).index(chosen)].setChecked(True)

    def _colour_actions(self) -> QActionGroup:
        group = QActionGroup(self)
        for scheme in ColourScheme:
            action = QAction(f"&{scheme.label}", group)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, scheme=scheme: self.colours_wanted.emit(scheme))
        return group


def _add(shown: QMenu, commands: Iterable[Command]) -> None:
    """Put commands into a menu, some of them within menus of it."""
    inner: dict[str, QMenu] = {}
    for command in commands:
        if command.begins_group and not shown.isEmpty():
            shown.addSeparator()
        if command.within and command.within not in inner:
            inner[command.within] = QMenu(command.within, shown)
            inner[command.within].setToolTipsVisible(True)
            shown.addMenu(inner[command.within])
        inner.get(command.within, shown).addAction(command)
