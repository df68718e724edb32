"""Every place fits a small screen, in every place a control has the focus, and none of them is nameless."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from buddy_matcher.services.example import create_example
from buddy_matcher.services.schemes import Services, create_scheme
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.pairings.plan_table import PlanRows
from buddy_matcher.ui.scheme.place_rail import Place, PlaceRail
from buddy_matcher.ui.widgets.cell_lines import make_rows_compact
from buddy_matcher.ui.widgets.theme import ColourScheme, apply
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.every_dialog import dialogs_of
from tests.helpers.finding import the
from tests.helpers.kept_schemes import copy_of
from tests.helpers.pictures import odd_names
from tests.helpers.window import window_on

NARROWEST = 940
"""What a screen of 1920 pixels leaves at 200 %, with something to spare for the frame."""

LOWEST = 640
LAPTOP = QSize(1366, 768 - 48)
"""A screen of 1366 x 768 without the bar that the system keeps."""

LINES_OF_A_NAME = 2
SCROLLS = {Place.OVERVIEW: "lists as many lines as there are things to do"}
"""Pages that may be higher than the window, with the reason."""


def planned_example(path: Path) -> Services:
    """Make the example scheme with a plan."""
    services = create_example(path)
    services.plan.suggest()
    return services


@pytest.fixture(scope="module", autouse=True)
def _themed(qapp: QApplication) -> None:
    """Give the window the letters and the room between them that it has for a coordinator."""
    apply(qapp, ColourScheme.LIGHT)


@pytest.fixture(scope="module")
def odd(_themed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The window on a scheme with a plan, of people with odd names; only looked at."""
    with window_on(copy_of(odd_names, tmp_path_factory.mktemp("odd") / "odd.buddy")) as window:
        yield window


@pytest.mark.parametrize("place", Place)
def test_every_place_fits_a_small_screen(odd: MainWindow, place: Place):
    odd.workspace.show_place(place)
    odd.resize(NARROWEST, LOWEST)
    assert (odd.width(), odd.height()) == (NARROWEST, LOWEST)
    page = odd.workspace.page(place)
    assert place in SCROLLS or page.visibleRegion().boundingRect() == page.rect()


def test_every_dialog_fits_a_small_screen(odd: MainWindow):
    sizes = {name: dialog.minimumSizeHint() for name, dialog in dialogs_of(odd.workspace)}
    too_large = {n: size for n, size in sizes.items() if size.width() > NARROWEST or size.height() > LOWEST}
    assert not too_large


@pytest.mark.parametrize("place", Place)
def test_every_menu_fits_a_small_screen_in_one_column(odd: MainWindow, place: Place):
    odd.workspace.show_place(place)
    menus = [title.menu() for title in odd.menuBar().actions() if title.isVisible()]
    heights = {menu.title(): menu.sizeHint().height() for menu in menus if isinstance(menu, QMenu)}
    assert not {title: height for title, height in heights.items() if height > LAPTOP.height()}


def rows_in_sight(table: PlanRows) -> int:
    """Return how many rows are whole in sight."""
    height, rows = table.viewport().height(), range(table.model().rowCount())
    return sum(table.rowViewportPosition(row) + table.rowHeight(row) <= height for row in rows)


def test_fifteen_pairs_are_in_sight_on_a_laptop(window: MainWindow, tmp_path: Path, qtbot):
    assert window.open_file(copy_of(planned_example, tmp_path / "example.buddy"))
    make_rows_compact(are_compact=True)
    try:
        window.workspace.show_place(Place.PAIRINGS)
        window.resize(LAPTOP)
        table = the(PlanRows, window.workspace.page(Place.PAIRINGS))
        # Columns are fitted, and what scrolls them goes, once all is laid out.
        qtbot.waitUntil(lambda: rows_in_sight(table) >= 15)
    finally:
        make_rows_compact(are_compact=False)


@pytest.mark.parametrize("place", Place)
def test_the_focus_is_on_a_control_that_has_a_name(odd: MainWindow, place: Place):
    odd.workspace.show_place(place)
    focused = odd.focusWidget()
    assert focused.focusPolicy() is not Qt.FocusPolicy.NoFocus
    assert not isinstance(focused, Page)
    assert name_of(focused)


def test_every_place_has_a_name(odd: MainWindow):
    for place in Place:  # pages are made when they are first shown
        odd.workspace.show_place(place)
    assert {page.accessibleName() for page in odd.findChildren(Page)} == {place.label for place in Place}


def test_a_long_name_takes_two_lines_of_the_rail(window: MainWindow, tmp_path: Path):
    name = "Yorkshire and the Humber health, care, voluntary, community, faith and social enterprise buddies"
    services = create_scheme(tmp_path / "long.buddy", name)
    services.close()
    window.open_file(services.path)
    [label] = [label for label in window.findChild(PlaceRail).findChildren(QLabel) if label.toolTip()]
    assert label.accessibleName() == name
    assert len(label.text().splitlines()) == LINES_OF_A_NAME
    assert label.text().endswith("…")


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
