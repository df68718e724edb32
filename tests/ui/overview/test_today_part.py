"""Today: what is due in a round that runs, and the list that each line opens."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.round_dates import Milestone, RoundDates
from buddy_matcher.domain.to_send import ToSend
from buddy_matcher.services.follow_up import time_in_words
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.meetings.meetings_page import MeetingsPage
from buddy_matcher.ui.noting.note_dialog import Answer, NoteDialog
from buddy_matcher.ui.overview.reminders_dialog import RemindersDialog
from buddy_matcher.ui.overview.today_part import TodayPart
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog
from buddy_matcher.ui.widgets.reading_label import LinesButton
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.lives import TODAY, pair_of
from tests.helpers.people import add_person


def remind(services: Services, name: str) -> None:
    pair = pair_of(services, name)
    entry = Entry(
        pairing_id=pair.pairing.id,
        on=TODAY,
        kind=EntryKind.NOTE,
        said="Back from leave",
        follow_up_on=TODAY - timedelta(days=7),
    )
    services.entries.add(entry)


def part_on(services: Services, qtbot, *, days: int = 0) -> TodayPart:
    part = TodayPart(services.follow_up, lambda: TODAY + timedelta(days=days))
    qtbot.addWidget(part)
    part.refresh()
    # A layout shows what is put into it only when the event loop comes round.
    qtbot.waitUntil(
        lambda: (
            part.isHidden()
            or all(each.isVisible() for each in (*part.findChildren(LinesButton), *part.findChildren(QLabel)))
        )
    )
    return part


def lines(part: TodayPart) -> dict[str, LinesButton]:
    buttons = [button for button in part.findChildren(LinesButton) if not button.isHidden()]
    return {button.accessibleName().removesuffix(". Open the list"): button for button in buttons}


def words(part: TodayPart) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel) if not label.isHidden())


def test_before_a_pair_is_agreed_there_is_no_today(services: Services, qtbot):
    assert part_on(services, qtbot).isHidden()


def test_with_nothing_due_it_says_so(running: Services, qtbot):
    part = part_on(running, qtbot)
    assert not lines(part)
    assert "Nothing is due today." in words(part)
    assert "2 pairs running: 0 have met, 0 to call, 0 not known." in words(part)
    assert " · Round 1: month 1 of 6" in words(part)


def test_each_line_is_a_due_of_the_service(running: Services, qtbot):
    part = part_on(running, qtbot, days=60)
    due = running.follow_up.due(TODAY + timedelta(days=60))
    assert list(lines(part)) == [each.in_words for each in due]
    assert "Have not met yet: 2 pairs" in lines(part)
    with qtbot.waitSignal(part.due_wanted) as wanted:
        lines(part)["Have not met yet: 2 pairs"].click()
    assert wanted.args == [due[0]]


def test_what_waits_to_be_sent_leads_to_where_it_is_sent(running: Services, qtbot):
    running.scheme.save_scheme(replace(running.scheme.scheme(), pays_for_time=True))
    part = part_on(running, qtbot)
    part.show_to_send(ToSend(letters=4, payments=1))
    qtbot.waitUntil(lambda: len(lines(part)) == 2)
    with qtbot.waitSignal(part.letters_wanted):
        lines(part)["Letters out of date: 4"].click()
    with qtbot.waitSignal(part.money_wanted):
        lines(part)["Payment summaries to send: 1"].click()
    part.show_to_send(ToSend())
    assert not lines(part)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2027, 2, 28), ""),
        (date(2027, 3, 1), "month 1 of 6"),
        (date(2027, 3, 31), "month 1 of 6"),
        (date(2027, 4, 1), "month 2 of 6"),
        (date(2027, 7, 31), "month 5 of 6"),
        (date(2027, 8, 1), "ends in 31 days"),
        (date(2027, 8, 31), "ends in 1 day"),
        (date(2027, 9, 1), "ends today"),
        (date(2027, 9, 2), "ended on 1 September 2027"),
    ],
)
def test_how_far_a_round_is_stands_beside_the_day(day: date, told: str):
    dates = RoundDates().choose(Milestone.LETTERS_ON, date(2027, 3, 1))
    assert time_in_words(dates, day) == told


@pytest.fixture
def opened(window: MainWindow, running: Services) -> MainWindow:
    remind(running, "Asha Rao")
    running.close()
    window.open_file(running.path)
    return window


def test_a_line_opens_the_list_it_counts(opened: MainWindow):
    services = opened.workspace.services
    due = services.follow_up.due(TODAY + timedelta(days=60))[0]
    overview: Any = opened.workspace.page(Place.OVERVIEW)
    overview.due_wanted.emit(due)
    assert opened.workspace.place is Place.MEETINGS
    page = opened.findChild(MeetingsPage)
    shown = next(table for table in page.findChildren(RowsView) if table.isVisible()).shown()
    assert len(shown) == due.count


def test_a_reminder_about_somebody_of_the_round_is_added(opened: MainWindow, monkeypatch: pytest.MonkeyPatch):
    services = opened.workspace.services
    [member] = [m for m in services.follow_up.people(TODAY) if m.name == "Cara Lunt"]
    answer(monkeypatch, ChoosePersonDialog, with_=member.participation_id)
    blank = Entry(participation_id=member.participation_id, on=TODAY, kind=EntryKind.NOTE)
    wanted = replace(blank, said="Send the leaflet", follow_up_on=TODAY)
    answer(monkeypatch, NoteDialog, with_=Answer(wanted))
    overview = opened.workspace.page(Place.OVERVIEW)
    next(c for c in overview.commands() if "reminder" in c.text().replace("&", "")).trigger()
    assert "Send the leaflet" in [
        each.entry.said for each in services.follow_up.reminders(TODAY + timedelta(7))
    ]


def test_reminders_open_as_a_list(opened: MainWindow, monkeypatch: pytest.MonkeyPatch):
    asked = answer(monkeypatch, RemindersDialog, with_=None)
    part = opened.findChild(TodayPart)
    lines(part)["Reminders: 1"].click()
    assert asked


def test_a_reminder_is_done_or_put_off(opened: MainWindow, qtbot):
    workspace = opened.workspace
    services = workspace.services
    remind(services, "Cara Lunt")
    dialog = RemindersDialog(workspace, services.follow_up, services.entries, workspace.operations, TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    assert len(dialog.table.shown()) == 2
    dialog.done_button.click()
    dialog.later_button.click()
    assert not dialog.table.shown()
    assert not dialog.done_button.isEnabled()
    later = TODAY + timedelta(days=9)
    assert [reminder.entry.said for reminder in services.follow_up.reminders(later)] == ["Back from leave"]


def test_another_round_that_runs_is_one_click_away(window: MainWindow, running: Services, qtbot):
    running.rounds.start("Spring", invited=frozenset())
    add_person(running, "Elin Wood", Sector.HEALTH, shares="Policy", wishes="Bid")
    add_person(running, "Farid Khan", Sector.VCSE, shares="Bid", wishes="Policy")
    running.plan.suggest(agree=True)
    running.close()
    window.open_file(running.path)
    part = window.findChild(TodayPart)
    [line] = [each for words, each in lines(part).items() if "runs too: 2 pairs" in words]
    line.click()
    assert window.workspace.services.readings.number == 1
    assert "2 pairs running" in words(part)
    qtbot.waitUntil(lambda: bool(lines(part)))
    [back] = [each for words, each in lines(part).items() if "“Spring” runs too: 1 pair" in words]
    back.click()
    assert window.workspace.services.readings.number is None
