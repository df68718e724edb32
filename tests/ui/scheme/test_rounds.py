"""The dates of a round and the start of the next one, as the window asks for them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QToolButton

from buddy_matcher.domain.changes import EVERYTHING
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Needs
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.round_dates_dialog import RoundDatesDialog
from buddy_matcher.ui.scheme.start_round_dialog import NextRound, StartRoundDialog
from buddy_matcher.ui.widgets.day_fields import show_day
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.lives import TODAY
from tests.helpers.window import status

LETTERS_ON = date(2027, 3, 1)


@pytest.fixture
def opened(window: MainWindow, running: Services) -> MainWindow:
    running.close()
    window.open_file(running.path)
    return window


@pytest.fixture
def dialog(opened: MainWindow) -> Iterator[RoundDatesDialog]:
    dialog = RoundDatesDialog(opened, opened.workspace.services.scheme.round(), TODAY)
    dialog.show()
    yield dialog
    dialog.close()


def test_dates_follow_as_letters_are_moved(dialog: RoundDatesDialog):
    show_day(dialog.lines[Milestone.LETTERS_ON].field, LETTERS_ON)
    assert dialog.dates.on(Milestone.ENDS) == date(2027, 9, 1)
    shown = dialog.lines[Milestone.FIRST_MEETING].field
    assert shown.date().toPython() == LETTERS_ON + timedelta(days=28)
    assert not shown.isEnabled()


def test_a_date_that_is_ticked_stays_where_it_is_put(dialog: RoundDatesDialog):
    line = dialog.lines[Milestone.ENDS]
    line.tick.click()
    show_day(line.field, date(2027, 7, 5))
    show_day(dialog.lines[Milestone.LETTERS_ON].field, LETTERS_ON)
    assert dialog.dates.on(Milestone.ENDS) == date(2027, 7, 5)
    line.tick.click()
    assert dialog.dates.on(Milestone.ENDS) == date(2027, 9, 1)


def test_how_long_pairs_meet_moves_the_end(dialog: RoundDatesDialog):
    show_day(dialog.lines[Milestone.LETTERS_ON].field, LETTERS_ON)
    dialog.findChildren(QComboBox)[-1].setCurrentText("12 months")
    assert dialog.dates.on(Milestone.ENDS) == date(2028, 3, 1)


def test_how_often_pairs_meet_is_kept_with_the_dates(dialog: RoundDatesDialog):
    dialog.findChild(QSpinBox).setValue(8)
    assert dialog.dates.meetings == 8


def test_without_letters_no_day_is_made_up(services: Services, qtbot):
    dialog = RoundDatesDialog(None, services.scheme.round(), TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.dates == services.scheme.round().dates
    assert not any(line.field.isVisible() for line in dialog.lines.values())


def test_changed_dates_are_one_action(opened: MainWindow, monkeypatch: pytest.MonkeyPatch):
    services = opened.workspace.services
    wanted = services.scheme.round().dates.choose(Milestone.PANEL, LETTERS_ON).lasting(9)
    answer(monkeypatch, RoundDatesDialog, with_=wanted)
    opened.commands.dates.trigger()
    assert services.scheme.round().dates == wanted
    services.history.undo()
    assert services.scheme.round().dates != wanted


def test_the_next_round_starts_while_the_pairs_of_this_one_go_on(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot
):
    workspace = opened.workspace
    asked = StartRoundDialog(workspace, workspace.services.scheme.round(), TODAY).chosen
    assert asked == NextRound("Round 2", None, 6, frozenset({Status.FINISHED, Status.WAITING}))
    answer(monkeypatch, StartRoundDialog, with_=asked)
    with qtbot.waitSignal(workspace.operations.changed):
        opened.commands.start_round.trigger()
    assert workspace.services.scheme.round().number == 2
    assert "Round 2 is started: 4 people to invite." in status(opened)
    assert {m.participation.status for m in workspace.services.people.people()} == {Status.INVITED}
    workspace.show_place(Place.MEETINGS)
    table = next(t for t in workspace.page(Place.MEETINGS).findChildren(RowsView) if t.isVisible())
    assert len(table.shown()) == 2


def test_follow_up_is_offered_from_the_first_agreed_pair_on(window: MainWindow, scheme):
    window.open_file(scheme)
    services, rail = window.workspace.services, window.workspace.rail
    [leads] = [b for b in rail.findChildren(QToolButton) if b.accessibleName() == "Follow-up"]
    assert not leads.isVisible()
    assert not rail.actions_of_places[Place.MEETINGS].isEnabled()
    window.workspace.operations.perform(services.pairings.agree)
    assert leads.isVisible()
    leads.click()
    assert window.workspace.place is Place.MEETINGS


def test_a_round_needs_a_name(opened: MainWindow, qtbot):
    dialog = StartRoundDialog(opened, opened.workspace.services.scheme.round(), TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.findChild(QLineEdit).setText("  ")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.findChild(QLineEdit)


@pytest.fixture
def second(opened: MainWindow) -> MainWindow:
    """The window on a second round, whose people are as they were but for Asha, who is not in it."""
    services = opened.workspace.services
    services.rounds.start("Round 2")
    names = [member.name for member in services.people.people()]
    for name in names:
        services.people.set_status(name, Status.WITHDRAWN if name == "Asha Rao" else Status.READY)
    services.plan.suggest()
    services.pairings.agree(cross_rules=True)
    opened.workspace.operations.announce(EVERYTHING)
    return opened


def chooser(window: MainWindow) -> QComboBox:
    return next(b for b in window.workspace.rail.findChildren(QComboBox) if b.accessibleName() == "Round")


def test_the_rail_offers_no_choice_of_a_single_round(opened: MainWindow):
    assert not chooser(opened).isVisible()
    assert not opened.workspace.rail.choose_round.isEnabled()


def test_every_page_shows_the_round_that_is_looked_back_at(second: MainWindow):
    workspace = second.workspace
    services, rounds = workspace.services, chooser(second)
    assert [rounds.itemText(place) for place in range(rounds.count())] == ["Round 2", "Round 1"]
    rounds.setCurrentIndex(1)
    first = services.rounds.rounds()[0].round.id
    assert {member.participation.round_id for member in services.people.people()} == {first}
    for place in (Place.PEOPLE, Place.PAIRINGS, Place.MEETINGS, Place.LETTERS):
        workspace.show_place(place)
        tables = workspace.page(place).findChildren(RowsView)
        rows = [row for table in tables if table.isVisible() for row in table.shown()]
        assert {_round_of(row) for row in rows} == {first}, place
    assert workspace.looks_back.isVisible()
    workspace.rail.newest_round.trigger()
    assert not workspace.looks_back.isVisible()
    assert {member.participation.round_id for member in services.people.people()} != {first}


def _round_of(row) -> int:
    member = getattr(row, "member", None)
    return member.participation.round_id if member else row.pairing.round_id


def test_of_an_earlier_round_nothing_changes_but_what_happens_in_it(second: MainWindow):
    workspace = second.workspace
    chooser(second).setCurrentIndex(1)
    for place in (Place.PEOPLE, Place.PAIRINGS, Place.ORGANISATIONS):
        workspace.show_place(place)
        changing = [c for c in workspace.commands(place) if c.needs is Needs.CHANGE]
        assert changing
        assert not any(command.isEnabled() for command in changing)
        assert {command.why_not for command in changing if "look back" not in command.why_not} == set()
    workspace.show_place(Place.MEETINGS)
    met = next(c for c in workspace.commands(Place.MEETINGS) if c.text() == "They &met")
    met.trigger()
    first = workspace.services.rounds.rounds()[0].round.id
    (entry,) = workspace.services.latest.state().entries
    (pairing,) = [p for p in workspace.services.latest.state().pairings if p.id == entry.pairing_id]
    assert pairing.round_id == first
    second.commands.undo.trigger()
    assert workspace.services.latest.state().entries == ()


def test_undoing_the_start_of_a_round_while_one_looks_back_shows_the_newest_again(second: MainWindow):
    workspace = second.workspace
    chooser(second).setCurrentIndex(1)
    while len(workspace.services.rounds.rounds()) > 1:
        second.commands.undo.trigger()
    assert not workspace.operations.looks_back
    assert not workspace.looks_back.isVisible()
    assert not chooser(second).isVisible()
