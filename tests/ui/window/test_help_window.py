"""Help: a page for each place that tells the truth, the shortcuts, the search; preferences and About."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from buddy_matcher.paths import backup_folder, help_folder
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.cell_lines import make_rows_compact, rows_are_compact
from buddy_matcher.ui.widgets.theme import ColourScheme
from buddy_matcher.ui.window.about_dialog import AboutDialog
from buddy_matcher.ui.window.help_window import PAGES, HelpWindow, shortcuts_page
from buddy_matcher.ui.window.preferences_dialog import Preferences, PreferencesDialog
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.finding import the

_KEYS = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)+(?:F\d+|\w+)|\bF\d+\b")


@pytest.fixture
def opened(window: MainWindow, scheme: Path) -> MainWindow:
    assert window.open_file(scheme)
    return window


def shown(window: MainWindow) -> str:
    return the(HelpWindow, window).text.toPlainText()


def test_help_opens_at_the_place_in_sight(opened: MainWindow):
    for place in Place:
        opened.workspace.show_place(place)
        opened.commands.help.trigger()
        assert shown(opened).startswith(place.label)
    the(HelpWindow, opened).close()


def test_every_key_that_the_help_names_is_a_commands(opened: MainWindow):
    opened.workspace.make_all_pages()
    of_pages = [command for place in Place for command in opened.workspace.commands(place)]
    of_places = list(opened.workspace.rail.commands())
    declared = {
        keys.toString().replace("Return", "Enter")
        for command in (*opened.commands.all(), *of_pages, *of_places)
        for keys in command.shortcuts()
    }
    named = {
        keys for page in PAGES for keys in _KEYS.findall((help_folder() / f"{page}.md").read_text("utf-8"))
    }
    assert len(named) > 10
    assert not named - declared


def test_the_shortcuts_are_listed_menu_by_menu(opened: MainWindow):
    opened.commands.shortcuts.trigger()
    told = shown(opened)
    assert told.index("Undo") < told.index("Suggest pairings")
    assert "Ctrl+Z" in told
    assert "Ctrl+B" in shortcuts_page(opened.workspace.commands(Place.PAIRINGS)).text
    the(HelpWindow, opened).close()


def test_a_search_leaves_the_pages_that_hold_it_and_marks_the_place(opened: MainWindow, qtbot):
    opened.commands.help.trigger()
    page = the(HelpWindow, opened)
    qtbot.keyClicks(page.search, "ring-round")
    titles = [
        page.list.item(row).text() for row in range(page.list.count()) if not page.list.item(row).isHidden()
    ]
    assert titles == ["Follow-up"]
    assert page.text.textCursor().selectedText() == "Ring-round"
    qtbot.keyClicks(page.search, "zzz")
    assert "Nothing found for “ring-roundzzz”." in [label.text() for label in page.findChildren(QLabel)]
    page.close()


def test_the_first_round_opens_the_example_beside_its_page(window: MainWindow):
    window.commands.first_round.trigger()
    assert window.workspace is not None
    assert shown(window).startswith("Your first round")
    the(HelpWindow, window).close()


def test_preferences_are_kept_for_the_next_start(opened: MainWindow, monkeypatch):
    answer(monkeypatch, PreferencesDialog, with_=Preferences(ColourScheme.DARK, are_rows_compact=True))
    opened.commands.preferences.trigger()
    assert rows_are_compact()
    kept = Remembered()
    assert (kept.colour_scheme, kept.are_rows_compact) == (ColourScheme.DARK, True)
    make_rows_compact(are_compact=False)
    answer(monkeypatch, PreferencesDialog, with_=Preferences(ColourScheme.LIGHT, are_rows_compact=False))
    opened.commands.preferences.trigger()


def test_about_says_where_the_file_and_its_backups_are(opened: MainWindow):
    opened.commands.about.trigger()
    told = " ".join(label.text() for label in the(AboutDialog, opened).findChildren(QLabel))
    assert str(opened.workspace.services.path) in told
    assert str(backup_folder()) in told
    the(AboutDialog, opened).close()
    assert QApplication.activeModalWidget() is None
