"""Finds on the Pairings page what a test acts on or reads."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget

from buddy_matcher.services.rounds.shown_plan import WithoutBuddy
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.pairings.pair_inspector import PairInspector
from buddy_matcher.ui.pairings.pairings_page import PairingsPage
from buddy_matcher.ui.pairings.plan_table import PlanTable
from tests.helpers.finding import the


def command(page: PairingsPage, beginning: str) -> QAction:
    """Return the command whose text begins so."""
    return next(a for a in page.commands() if a.text().replace("&", "").startswith(beginning))


def _table(page: QWidget, name: str) -> QTableView:
    return next(view for view in page.findChildren(QTableView) if view.accessibleName() == name)


def pairs_table(page: PairingsPage) -> QTableView:
    """Return the table of pairs."""
    return _table(page, "Pairs of the plan")


def choose_waiting(page: PairingsPage, number: int = 0) -> None:
    """Select somebody without a buddy, by their place among those who wait."""
    shown = the(PlanTable, page).table
    waiting = [place for place, row in enumerate(shown.shown()) if isinstance(row, WithoutBuddy)]
    shown.selectRow(waiting[number])


def count_rows(page: PairingsPage) -> tuple[int, int]:
    """Return how many pairs and how many people without a buddy are shown."""
    rows = the(PlanTable, page).table.shown()
    waiting = sum(isinstance(row, WithoutBuddy) for row in rows)
    return len(rows) - waiting, waiting


def drag(page: PairingsPage, name: str, onto: str) -> None:
    """Drag somebody onto the row of somebody else."""
    model = pairs_table(page).model()
    cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(2)]
    dragged = next(cell for cell in cells if str(cell.data()).startswith(name))
    target = next(cell for cell in cells if str(cell.data()).startswith(onto))
    model.dropMimeData(model.mimeData([dragged]), Qt.DropAction.LinkAction, -1, -1, target)


def words(widget: QWidget) -> list[str]:
    """Return the texts of the labels that can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def inspected(page: PairingsPage) -> list[str]:
    """Return what the inspector says."""
    return words(the(PairInspector, page))


def names(services: Services) -> set[str]:
    """Return the names of each pair of the plan."""
    return {pair.names for pair in services.latest.plan().pairs}


def inspector_button(page: PairingsPage, beginning: str) -> QPushButton:
    """Return the button of the inspector whose name begins so."""
    buttons = the(PairInspector, page).findChildren(QPushButton)
    return next(button for button in buttons if button.accessibleName().startswith(beginning))
