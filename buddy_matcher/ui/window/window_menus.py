"""The menu bar: every command of the window and of its pages, each with its shortcut.

It names and enables; what a command does is the window's or a page's business.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.scheme_view import SchemeView
from buddy_matcher.ui.widgets.labels import without_mnemonic
from buddy_matcher.ui.widgets.theme import ColourScheme

_MENU_OF_PLACE = {
    Place.PEOPLE: "Peop&le",
    Place.ORGANISATIONS: "Or&ganisations",
    Place.PAIRINGS: "Pa&irings",
    Place.LETTERS: "Le&tters",
}


class WindowMenus(QObject):
    """The actions of the window and the menus that hold them.

    `recent_wanted` carries the `Path` of a scheme file, `colours_wanted` a `ColourScheme`.
    """

    recent_wanted = Signal(object)
    colours_wanted = Signal(object)

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._view: SchemeView | None = None
        self.new = self._action("&New scheme…", "Ctrl+N")
        self.open = self._action("&Open scheme…", "Ctrl+O")
        self.import_sheet = self._action("&Import from a file…", "Ctrl+I")
        self.export = self._action("&Export workbook…", "Ctrl+Shift+E")
        self.details = self._action("Scheme &details…", "Ctrl+D")
        self.save_copy = self._action("&Save a copy…", "Ctrl+Shift+S")
        self.restore = self._action("Restore a &backup…", "Ctrl+Shift+O")
        self.check = self._action("Chec&k this scheme…", "F7")
        self.close = self._action("&Close scheme", "Ctrl+W")
        self.quit = self._action("&Quit", "Ctrl+Q", QAction.MenuRole.QuitRole)
        self.undo = self._action("&Undo", "Ctrl+Z")
        self.redo = self._action("&Redo", "Ctrl+Shift+Z")
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.history = self._action("&History…", "Ctrl+Shift+H")  # Ctrl+H hides a program on a Mac
        self.criteria = self._action("What the plan &looks for…", "Ctrl+Shift+L")
        self.rules = self._action("Rules between &people…", "Ctrl+R")
        self.about = self._action("&About Buddy Matcher", "", QAction.MenuRole.AboutRole)
        self._recent = QMenu("Open &recent", bar)
        self._colours = self._colour_actions()
        self._add_file_menu()
        bar.addMenu("&Edit").addActions([self.undo, self.redo, self.history])
        self._of_places = {place: bar.addMenu(title) for place, title in _MENU_OF_PLACE.items()}
        self._places = bar.addMenu("&View")
        bar.addMenu("&Help").addAction(self.about)
        self.show_scheme(None)

    def show_scheme(self, view: SchemeView | None) -> None:
        """Offer the commands of an open scheme, or of none."""
        self._view = view
        self._places.clear()
        if view:
            self._places.addActions(list(view.rail.actions_of_places.values()))
            self._places.addSeparator()
            view.place_changed.connect(self._fill_place_menus)
            view.jobs.started.connect(self.look_again)
            view.jobs.ended.connect(self.look_again)
        colours = self._places.addMenu("&Colours")
        colours.addActions(self._colours.actions())
        for menu in self._of_places.values():
            menu.menuAction().setVisible(view is not None)
        self._fill_place_menus()
        self.look_again()

    def look_again(self) -> None:
        """Enable what can be done now, and name what Undo and Redo would do."""
        view = self._view
        undo, redo = ("", "")
        if view:
            undo, redo = view.services.history.next_undo(), view.services.history.next_redo()
        self.undo.setText(without_mnemonic(f"Undo: {undo}") if undo else "&Undo")
        self.redo.setText(without_mnemonic(f"Redo: {redo}") if redo else "&Redo")
        is_free = view is not None and not view.jobs.is_busy
        can_change = view is not None and view.operations.can_change
        for action in (self.export, self.save_copy, self.restore, self.check, self.history):
            action.setEnabled(is_free)
        for action in (self.import_sheet, self.details, self.criteria, self.rules):
            action.setEnabled(can_change)
        self.undo.setEnabled(can_change and bool(undo))
        self.redo.setEnabled(can_change and bool(redo))
        self.close.setEnabled(view is not None)

    def show_recent(self, files: Sequence[Path]) -> None:
        """Offer the schemes opened last."""
        self._recent.clear()
        self._recent.setEnabled(bool(files))
        for number, file in enumerate(files, start=1):
            action = self._recent.addAction(f"&{number} {without_mnemonic(file.stem)}")
            action.triggered.connect(lambda _checked=False, file=file: self.recent_wanted.emit(file))

    def show_colours(self, chosen: ColourScheme) -> None:
        """Mark the colours that were chosen."""
        self._colours.actions()[list(ColourScheme).index(chosen)].setChecked(True)

    def _add_file_menu(self) -> None:
        menu = self._bar.addMenu("&File")
        menu.addActions([self.new, self.open])
        menu.addMenu(self._recent)
        menu.addSeparator()
        menu.addActions([self.import_sheet, self.export])
        menu.addSeparator()
        menu.addActions([self.save_copy, self.restore, self.check, self.details, self.close])
        menu.addSeparator()
        menu.addAction(self.quit)

    def _colour_actions(self) -> QActionGroup:
        group = QActionGroup(self)
        for scheme in ColourScheme:
            action = QAction(f"&{scheme.label}", group)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, scheme=scheme: self.colours_wanted.emit(scheme))
        return group

    def _action(self, text: str, shortcut: str, role: QAction.MenuRole = QAction.MenuRole.NoRole) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setMenuRole(role)
        return action

    def _fill_place_menus(self) -> None:
        """Offer the commands on what is selected only while the selection is in sight."""
        for place, menu in self._of_places.items():
            menu.clear()
            if not self._view:
                continue
            menu.addAction(self._view.rail.actions_of_places[place])
            menu.addSeparator()
            is_in_sight = place is self._view.place
            everywhere = Qt.ShortcutContext.WindowShortcut
            menu.addActions(
                [a for a in self._view.commands(place) if is_in_sight or a.shortcutContext() is everywhere]
            )
            if place is Place.PAIRINGS:
                menu.addSeparator()
                menu.addActions([self.criteria, self.rules])
