"""The main window: without a scheme it welcomes, with one it shows it; one open scheme a window.

It asks the questions that open, create and close a scheme. What is done inside one is the pages' business.
"""

import sys
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, override

import shiboken6
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from buddy_matcher.domain.changes import Changes, Kind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.working_days import today
from buddy_matcher.paths import settings_folder
from buddy_matcher.ui.acting.collecting import OldGarbage
from buddy_matcher.ui.acting.command import Command, Menu
from buddy_matcher.ui.acting.jobs import meanwhile
from buddy_matcher.ui.acting.messages import report_crashes, tell, tell_and_wait
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.scheme_commands import import_sheet, restore_backup
from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.cell_lines import make_rows_compact
from buddy_matcher.ui.widgets.dropped_files import dropped_file, is_scheme
from buddy_matcher.ui.widgets.icons import application_icon
from buddy_matcher.ui.widgets.theme import ColourScheme, apply
from buddy_matcher.ui.window.first_window import FirstWindow, raise_first_window
from buddy_matcher.ui.window.help_keys import FIRST_ROUND
from buddy_matcher.ui.window.keyed_window import KeyedWindow
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.remembered_layout import keep_layout, restore_layout
from buddy_matcher.ui.window.welcome_page import WelcomePage
from buddy_matcher.ui.window.window_commands import WindowCommands
from buddy_matcher.ui.window.window_menus import WindowMenus

if TYPE_CHECKING:
    from collections.abc import Callable

    from buddy_matcher.services.schemes import Services
    from buddy_matcher.ui.scheme.workspace import Workspace
    from buddy_matcher.ui.window.help_window import HelpWindow

APPLICATION = "Buddy Matcher"
EXAMPLE_FILE = "example.buddy"

_USUAL_SIZE = QSize(1240, 800)
_FRAME = QSize(16, 48)
"""What the system puts around a window: its title bar, and thin edges."""


def run_window(path: Path | None, *, is_example: bool = False) -> int:
    """Show the window on a scheme, on the example, or without one; return the exit code when it closes."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName(APPLICATION)
    if path and raise_first_window(path):
        return 0
    report_crashes()
    remembered = Remembered()
    apply(app, remembered.colour_scheme)
    app.setWindowIcon(application_icon())
    window = MainWindow(remembered)
    window.all_loaded.connect(OldGarbage(window).keep_what_is_loaded)
    window.show()
    if remembered.problem:
        tell(remembered.problem, window)
    if is_example:
        window.try_example()
    elif path:
        window.open_file(path)
    return app.exec()


class MainWindow(KeyedWindow):
    """The one window of the application; `all_loaded` tells that every page of an open scheme is made."""

    all_loaded = Signal()

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self._remembered = remembered
        self._workspace: Workspace | None = None
        self._help: HelpWindow | None = None
        self._is_opening = False
        self._first = FirstWindow(self)
        self._first.wanted.connect(self._on_first_wanted)
        self._welcome = WelcomePage()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._welcome)
        self.setCentralWidget(self._stack)
        self.setAcceptDrops(True)
        self.commands = WindowCommands(self, self)
        self.menus = WindowMenus(self.menuBar(), self.commands)
        self.menus.recent_wanted.connect(self.open_file)
        self.menus.colours_wanted.connect(self._on_colours_wanted)
        self._connect_welcome()
        QApplication.styleHints().colorSchemeChanged.connect(self._on_system_colours_changed)
        self.menus.show_colours(remembered.colour_scheme)
        make_rows_compact(are_compact=remembered.are_rows_compact)
        if not self.restoreGeometry(remembered.geometry):
            self.resize(_USUAL_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        self._show_welcome()

    @property
    def workspace(self) -> "Workspace | None":
        """The open scheme, or None."""
        return self._workspace

    @property
    @override
    def in_sight(self) -> QWidget | None:
        return self._workspace and self._workspace.page(self._workspace.place)

    def open_file(self, path: Path) -> bool:
        """Open a scheme in place of the one that is open; return whether it could be opened."""
        if self._workspace and self._workspace.services.path.resolve() == path.resolve():
            return True
        is_open = self._open(lambda: _opened(self, path))
        self._show_recent()
        return is_open

    def try_example(self) -> bool:
        """Open the example scheme as it was left, or make it; return whether that could be done."""
        if self._remembered.problem:
            self._on_refused(self._remembered.problem)
            return False
        path = settings_folder() / EXAMPLE_FILE
        with suppress(OSError):  # making the example says what is in the way
            path.parent.mkdir(parents=True, exist_ok=True)
        if self._workspace and self._workspace.services.path == path:
            return True
        # Whoever tried it before may have brought people of their own into it.
        example = partial(_opened, self, path) if path.exists() else partial(_made_example, path)
        return self._open(example, is_remembered=False)

    def create_scheme(self, sheet: Path | None = None) -> bool:
        """Ask for the details of a new scheme and open it; return whether it was made."""
        from buddy_matcher.ui.scheme.new_scheme import new_scheme

        return self._open(lambda: new_scheme(self, sheet))

    def ask_for_scheme(self) -> None:
        """Ask for a scheme file and open it in place of the one that is open."""
        from buddy_matcher.ui.widgets.file_dialogs import OpenSchemeDialog

        path = OpenSchemeDialog.ask(self)
        if path:
            self.open_file(path)

    def ask_for_sheet(self) -> None:
        """Ask for a form export and import it, into a new scheme where none is open."""
        from buddy_matcher.ui.widgets.file_dialogs import OpenSheetDialog

        path = OpenSheetDialog.ask(self)
        if path:
            self.bring_sheet(path)

    def restore_backup(self) -> None:
        """Let the coordinator restore a backup to a new file, and open that if they want to."""
        restored = restore_backup(self._workspace) if self._workspace else None
        if restored:
            self.open_file(restored)

    def show_help(self, page: str = "") -> None:
        """Show a page of the help, that of the place in sight without its name."""
        from buddy_matcher.ui.window.help_window import HelpWindow, help_pages

        if self._help is None or not shiboken6.isValid(self._help):
            self._help = HelpWindow(self, help_pages(self._all_commands()))
        in_sight = self._workspace.place.value if self._workspace else FIRST_ROUND
        self._help.show_page(page or in_sight)
        self._help.show()
        self._help.activateWindow()

    def show_first_round(self) -> None:
        """Open the example, and the page of the help that leads through it."""
        if self.try_example():
            self.show_help(FIRST_ROUND)

    def edit_preferences(self) -> None:
        """Let the coordinator choose colours and rows."""
        from buddy_matcher.ui.widgets.rows_view import RowsView
        from buddy_matcher.ui.window.preferences_dialog import Preferences, PreferencesDialog

        remembered = self._remembered
        now = Preferences(remembered.colour_scheme, remembered.are_rows_compact)
        chosen = PreferencesDialog.ask(self, now)
        if chosen:
            remembered.are_rows_compact = chosen.are_rows_compact
            make_rows_compact(are_compact=chosen.are_rows_compact)
            if chosen.colours is not now.colours:  # to colour every control anew takes long
                self._on_colours_wanted(chosen.colours)
            self.menus.show_colours(chosen.colours)
            for table in self.findChildren(RowsView):
                table.fit_anew()
            announce(self, "Preferences saved.")

    def show_about(self) -> None:
        """Say what Buddy Matcher is."""
        from buddy_matcher.ui.window.about_dialog import AboutDialog

        AboutDialog(self, self._workspace.services.path if self._workspace else None).open()

    def _all_commands(self) -> list[Command]:
        if self._workspace:
            self._workspace.make_all_pages()
        of_pages = [c for place in Place for c in self._workspace.commands(place)] if self._workspace else []
        everything = (*self.commands.all(), *of_pages)
        return [command for menu in Menu for command in everything if command.menu_of is menu]

    def bring_sheet(self, path: Path) -> None:
        """Import people from a sheet into the open scheme, or into a new one."""
        if (self._workspace or self.create_scheme(path)) and self._workspace:
            import_sheet(self._workspace, path)

    def close_scheme(self) -> None:
        """Close the open scheme, if there is one, and welcome again."""
        workspace, self._workspace = self._workspace, None
        self._first.stop()
        if workspace:
            keep_layout(self._remembered.settings, workspace)
            with suppress(UserError):  # a lost file is told of below
                self._remembered.keep_state(workspace.services.path, workspace.services.overview.in_words())
            try:
                workspace.close_scheme()
            except UserError as error:
                # Whoever closes the window would never read what doesn't wait.
                tell_and_wait(error, self)
            self._stack.removeWidget(workspace)
            workspace.deleteLater()
        self._show_welcome()

    def _open(self, opening: "Callable[[], Services | None]", *, is_remembered: bool = True) -> bool:
        self._is_opening = True
        try:
            services = opening()
        except UserError as error:
            self._on_refused(error)
            return False
        finally:
            self._is_opening = False
        if services is None:
            return False
        self.close_scheme()
        if is_remembered:
            self._remembered.add_recent(services.path)
        self._show_scheme(services)
        return True

    def _show_scheme(self, services: "Services") -> None:
        from buddy_matcher.ui.scheme.workspace import Workspace

        self._workspace = Workspace(services)
        if not services.is_read_only:
            self._first.listen_for(services.path)
        self._workspace.operations.changed.connect(self._on_changed)
        self._workspace.operations.refused.connect(self._on_refused)
        self._workspace.copy_wanted.connect(self.commands.save_copy.trigger)
        self._workspace.sheet_wanted.connect(self.commands.import_sheet.trigger)
        self._workspace.round_wanted.connect(self.commands.start_round.trigger)
        self._workspace.details_wanted.connect(self.commands.details.trigger)
        restore = partial(restore_layout, self._remembered.settings, self._workspace)
        for place in self._workspace.places_made:
            restore(place)
        self._workspace.page_made.connect(restore)
        self._workspace.pages_made.connect(self._on_pages_made)
        self._stack.addWidget(self._workspace)
        self._stack.setCurrentWidget(self._workspace)
        self.commands.follow(self._workspace.operations)
        self.menus.show_scheme(self._workspace)
        self._show_recent()
        self._show_title()
        self._workspace.show_place(Place.OVERVIEW)

    def _show_welcome(self) -> None:
        self._stack.setCurrentWidget(self._welcome)
        self.commands.follow(None)
        self.menus.show_scheme(None)
        self._show_recent()
        self._welcome.first_focus.setFocus()
        self._show_title()

    def _show_recent(self) -> None:
        files = self._remembered.recent_files()
        self.menus.show_recent(files)
        self._welcome.show_recent(files, self._remembered.state_of)

    def _show_title(self) -> None:
        if not self._workspace:
            self.setWindowTitle(APPLICATION)
            return
        services = self._workspace.services
        # Qt takes "[*]" for the mark of a changed document.
        name = services.scheme.scheme().name.replace("[*]", "[*][*]")
        copy = " (to look at only)" if services.is_read_only else ""
        self.setWindowTitle(f"{name}{copy} – {APPLICATION}")

    def _connect_welcome(self) -> None:
        welcome = self._welcome
        welcome.sheet_wanted.connect(self.ask_for_sheet)
        welcome.file_dropped.connect(self._on_file_dropped)
        welcome.new_wanted.connect(self.commands.new.trigger)
        welcome.open_wanted.connect(self.ask_for_scheme)
        welcome.example_wanted.connect(self.try_example)
        welcome.file_wanted.connect(self.open_file)

    @Slot(object)
    def _on_file_dropped(self, path: Path) -> None:
        if is_scheme(path):
            self.open_file(path)
        else:
            self.bring_sheet(path)

    @Slot()
    def _on_first_wanted(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    @Slot(object)
    def _on_colours_wanted(self, chosen: ColourScheme) -> None:
        self._remembered.colour_scheme = chosen
        self._apply_colours()

    @Slot()
    def _on_system_colours_changed(self) -> None:
        if self._remembered.colour_scheme is ColourScheme.AS_THE_SYSTEM:
            self._apply_colours()

    def _apply_colours(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply(app, self._remembered.colour_scheme)

    @Slot()
    def _on_pages_made(self) -> None:
        if self._workspace and len(self._workspace.places_made) == len(Place):
            self.all_loaded.emit()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        self.commands.look_again()
        if changes.touches(Kind.SCHEME):
            self._show_title()

    @Slot(object)
    def _on_refused(self, error: UserError) -> None:
        tell(error, QApplication.activeModalWidget() or self)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_opening:
            event.ignore()
            return
        self._remembered.geometry = self.saveGeometry()
        self.close_scheme()
        super().closeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self._on_file_dropped(path)


def _opened(window: MainWindow, path: Path) -> "Services | None":
    """Open a scheme, or offer ways out; what that needs is imported while the window goes on painting."""
    meanwhile(_import_scheme)
    from buddy_matcher.ui.scheme.way_out_dialog import open_or_offer

    return open_or_offer(window, path)


def _made_example(path: Path) -> "Services":
    """Make the example scheme; raises UserError where it can't be written."""
    meanwhile(_import_scheme)
    from buddy_matcher.services.example import lived_example

    return meanwhile(lambda: lived_example(path, today()))


def _import_scheme() -> None:
    """Import what an open scheme needs, SQLAlchemy first of all."""
    import_module("buddy_matcher.ui.scheme.way_out_dialog")
    import_module("buddy_matcher.ui.scheme.workspace")
    import_module("buddy_matcher.ui.widgets.rows_view")
