"""Finds on the Pairings page what a test acts on or reads."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget

from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.pairings.pair_inspector import PairInspector
from buddy_matcher.ui.pairings.pairings_page import PairingsPage
from tests.helpers.finding import the


def command(page: PairingsPage, beginning: str) -> QAction:
    """Return the command whose text begins so."""
    return next(a for a in page.commands() if a.text().replace("&", "").startswith(beginning))


def _table(page: QWidget, name: str) -> QTableView:
    return next(view for view in page.findChildren(QTableView) if view.accessibleName() == name)


def pairs_table(page: PairingsPage) -> QTableView:
    """Return the table of pairs."""
    return _table(page, "Pairs of the plan")


def people_table(page: PairingsPage) -> QTableView:
    """Return the table of people without a buddy."""
    return _table(page, "People without a buddy")


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
