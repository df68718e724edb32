"""What pages and dialogs are like while something is done with them, for pictures of it.

Dialogs of `every_dialog` that have nothing to show there are shown filled here.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from threading import Event

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QWidget

from buddy_matcher.domain.conflicts import Conflict, Side
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.local_organisations import LocalOrganisation
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.messages import CrashMessage, Message, details_of
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.organisations.interests_dialog import InterestsDialog
from buddy_matcher.ui.pairings.pairings_page import PairingsPage
from buddy_matcher.ui.pairings.plan_table import PlanTable
from buddy_matcher.ui.people.bin_dialog import BinDialog
from buddy_matcher.ui.people.duplicates_dialog import DuplicatesDialog
from buddy_matcher.ui.people.people_page import PeoplePage
from buddy_matcher.ui.people.person_dialog import PersonDialog
from buddy_matcher.ui.report.reach_dialog import ReachDialog
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.answer_dialog import NumberDialog
from buddy_matcher.ui.widgets.cell_lines import make_rows_compact
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.window.help_keys import SHORTCUTS
from buddy_matcher.ui.window.help_window import HelpWindow, help_pages
from buddy_matcher.ui.window.welcome_page import WelcomePage
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.finding import the
from tests.helpers.people import add_person

TODAY = date.today()  # noqa: DTZ011 - the coordinator's own day, as the services take it
_LOOKS_MS, _MOST_LOOKS = 20, 1500

type Draw = Callable[[str, QWidget], object]
"""Draws a widget as it is just now, under a name."""


def fill(services: Services) -> None:
    """Put something into every list that a lived scheme leaves empty."""
    add_person(services, "Grace Adeyemi", Sector.HEALTH, shares="Policy", wishes="Quality")
    for name in ("Una Binn", "Owen Binn"):
        gone = add_person(services, name, Sector.VCSE, shares="Policy", wishes="Quality")
        services.people.remove(gone)
    parties = [each.party for each in services.interests.possible_parties()[:2]]
    sides = tuple(replace(party, side=side) for party, side in zip(parties, Side, strict=True))
    services.interests.save(
        Conflict(parties=sides, reason="They bid for the same contract", declared_on=TODAY)
    )
    for name in ("Hill Mosque", "Brook Lane Choir"):
        services.reach.save(LocalOrganisation(name=name, outcode="BD3"))


def draw_states(window: MainWindow, draw: Draw) -> None:
    """Draw every state on an open scheme that has a plan and pairs that run."""
    for part in (_people, _pairings, _follow_up, _questions, _filled_dialogs, _around):
        part(window, draw)


def _wait_for(is_so: Callable[[], bool]) -> None:
    for _ in range(_MOST_LOOKS):
        if is_so():
            return
        waiting = QEventLoop()
        QTimer.singleShot(_LOOKS_MS, waiting.quit)
        waiting.exec()
    raise TimeoutError("what is to be drawn does not come")


def _button(part: QWidget, beginning: str) -> QPushButton:
    return next(each for each in part.findChildren(QPushButton) if each.text().startswith(beginning))


def _search_in(page: QWidget) -> QLineEdit:
    return next(each for each in page.findChildren(QLineEdit) if each.placeholderText().startswith("Search"))


def _people(window: MainWindow, draw: Draw) -> None:
    workspace = window.workspace
    workspace.show_place(Place.PEOPLE)
    page = the(PeoplePage, window)
    table = the(RowsView, page)
    chosen = [row.participation_id for row in islice(table.shown(), 3)]
    table.choose(lambda row: row.participation_id in chosen)
    draw("people-several-chosen", window)
    _button(page, "Without a buddy").click()
    draw("people-filtered", window)
    page.show_only(chosen)
    draw("people-from-elsewhere", window)
    page.show_only(())
    _search_in(page).setText("zzz")
    draw("people-nothing-found", window)
    _search_in(page).clear()
    make_rows_compact(are_compact=True)
    for each in window.findChildren(RowsView):
        each.fit_anew()
    draw("people-compact", window)
    workspace.show_place(Place.PAIRINGS)
    draw("pairings-compact", window)
    make_rows_compact(are_compact=False)
    for each in window.findChildren(RowsView):
        each.fit_anew()


def _pairings(window: MainWindow, draw: Draw) -> None:
    workspace = window.workspace
    workspace.show_place(Place.PAIRINGS)
    page = the(PairingsPage, window)
    table = the(PlanTable, page).table
    _button(page, "Both gain").click()
    draw("pairings-filtered", window)
    _button(page, "All ").click()
    table.selectRow(table.model().rowCount() - 1)
    draw("pairings-waiting", window)
    for name, title in (("matrix", "Matrix"), ("strengths", "Strengths"), ("map", "Map")):
        _command(page, title).trigger()
        draw(f"pairings-{name}", window)
        if name != "strengths":
            _draw_dialogs(_command(page, "Picture as a table").trigger, f"pairings-{name}-table", draw)
    _command(page, "Plan as a table").trigger()
    _preview(window, page, draw)


def _preview(window: MainWindow, page: PairingsPage, draw: Draw) -> None:
    services = window.workspace.services
    first = services.latest.plan().pairs[0].members[0].participation_id
    found = services.weighing.other_buddies(first)
    other = next(each for each in found.buddies if not each.blocks and not each.is_in_plan)
    page._previewing.look_at(first, other.participation_id)
    _wait_for(lambda: page._previewing.preview is not None)
    draw("pairings-preview", window)
    page._previewing.end()


def _command(page: Page, beginning: str) -> QAction:
    return next(each for each in page.commands() if each.text().replace("&", "").startswith(beginning))


def _follow_up(window: MainWindow, draw: Draw) -> None:
    workspace = window.workspace
    workspace.show_place(Place.MEETINGS)
    page = workspace.page(Place.MEETINGS)
    _button(page, "Need a call").click()
    draw("meetings-filtered", window)
    _button(page, "Running").click()
    _command(page, "Ring-round").trigger()
    draw("meetings-ring-round", window)
    _command(page, "End the ring-round").trigger()


def _questions(window: MainWindow, draw: Draw) -> None:
    """Yield the answers about the plan, as the menu leads to them."""
    commands = window.commands
    asked = {
        "check-plan": commands.check_plan,
        "hold": commands.hold,
        "as-good": commands.others,
        "next-best": commands.next_best,
        "choices": commands.choices,
        "rotation": commands.rotation,
        "replay": commands.replay,
    }
    window.workspace.show_place(Place.PAIRINGS)
    for name, command in asked.items():
        _draw_dialogs(command.trigger, f"question-{name}", draw)


def _draw_dialogs(act: Callable[[], object], name: str, draw: Draw) -> None:
    """Draw the dialog that something opens, at once or after work; a number that is asked for is taken."""
    looking, done = QTimer(), []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        looking.stop()
        if isinstance(dialog, NumberDialog):
            looking.start(_LOOKS_MS)
            dialog.accept()
        else:
            draw(name, dialog)
            done.append(dialog)
            dialog.reject()

    looking.timeout.connect(look)
    looking.start(_LOOKS_MS)
    act()
    _wait_for(lambda: bool(done))


def _filled_dialogs(window: MainWindow, draw: Draw) -> None:
    workspace = window.workspace
    services, operations = workspace.services, workspace.operations
    draw("bin-dialog-filled", BinDialog(workspace, services.people, services.erasure, operations))
    draw("duplicates-dialog-filled", DuplicatesDialog(workspace, services.merging, operations))
    draw("interests-dialog-filled", InterestsDialog(workspace, services.interests, operations, TODAY))
    draw("reach-dialog-filled", ReachDialog(workspace, services.reach, operations, TODAY))
    refused = PersonDialog(workspace, services.people, services.people.blank_form())
    refused.accept()
    draw("person-dialog-refused", refused)


def _around(window: MainWindow, draw: Draw) -> None:
    workspace = window.workspace
    released = Event()

    def work(progress: Progress, _cancelled: Cancelled) -> None:
        progress(0.4, "300 of 750 letters")
        released.wait()

    workspace.show_place(Place.LETTERS)
    workspace.operations.start("Saving letters", work, lambda _none: None)
    _wait_for(lambda: "300" in workspace.job_bar.text)
    draw("job-running", window)
    released.set()
    _wait_for(lambda: not workspace.jobs.is_busy)
    pages = help_pages(window._all_commands())
    help_ = HelpWindow(window, pages)
    help_.show_page(SHORTCUTS)
    draw("help-shortcuts", help_)
    refusal = UserError("The plan was not agreed: one pair crosses a rule.", "Agree it alone, or unpair it.")
    draw("message", Message(refusal.message, refusal.advice, window))
    draw("crash-message", CrashMessage(details_of(ZeroDivisionError()), window))
    welcome = WelcomePage()
    welcome.resize(window.size())
    welcome.show_recent([Path(f"/home/jo/Documents/{name}.buddy") for name in ("West Moor", "Bradford 2027")])
    draw("welcome-recent", welcome)
    for action in window.menuBar().actions():
        menu = action.menu()
        if action.isVisible() and isinstance(menu, QMenu):
            menu.aboutToShow.emit()
            menu.adjustSize()
            draw(f"menu-{menu.title().replace('&', '').lower()}", menu)
