"""The Follow-up page: what is recorded with one click, what is shown of a pair, and what is changed again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare, Fit
from buddy_matcher.domain.ids import EntryId
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.meetings.entry_dialog import EntryDialog
from buddy_matcher.ui.meetings.meetings_model import PairsFilter
from buddy_matcher.ui.meetings.meetings_page import MeetingsPage
from buddy_matcher.ui.meetings.pair_story import PairStory
from buddy_matcher.ui.meetings.ring_round import RingRound
from buddy_matcher.ui.noting.note_dialog import Answer
from buddy_matcher.ui.widgets.choose_several_dialog import ChooseSeveralDialog, Several
from buddy_matcher.ui.widgets.rows_view import RowsView
from tests.helpers.dialogs import answer
from tests.helpers.lives import TODAY, leaving_on, pair_of


def page_on(services: Services, operations: Operations, qtbot) -> MeetingsPage:
    leaving = leaving_on(services)
    page = MeetingsPage(
        services.follow_up,
        services.entries,
        services.arranging,
        services.rounds,
        leaving,
        operations,
        lambda: TODAY,
    )
    qtbot.addWidget(page)
    operations.changed.connect(page.refresh)
    page.resize(1180, 700)
    page.refresh()
    page.show()
    return page


@pytest.fixture
def page(running: Services, operations: Operations, qtbot) -> MeetingsPage:
    return page_on(running, operations, qtbot)


def table(page: MeetingsPage) -> RowsView:
    return next(view for view in page.findChildren(RowsView) if not isinstance(view, RingRound))


def button(page: MeetingsPage, text: str) -> QPushButton:
    found = page.findChildren(QPushButton)
    return next(each for each in found if each.text().replace("&", "") == text and each.isVisible())


def chip(page: MeetingsPage, wanted: PairsFilter) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text().startswith(wanted.value))


def story(page: MeetingsPage) -> str:
    return page.findChild(PairStory).text


def press(page: MeetingsPage, text: str, qtbot) -> None:
    qtbot.mouseClick(button(page, text), Qt.MouseButton.LeftButton)


def test_they_met_is_one_click(page: MeetingsPage, running: Services, qtbot):
    press(page, "They met", qtbot)
    [meeting] = running.follow_up.pairs(TODAY)[0].life.meetings
    assert (meeting.on, meeting.minutes, meeting.told_by) == (TODAY, 60, None)
    assert "1 meeting, the first on" in story(page)
    assert running.history.next_undo() == "Record 1 entry"


@pytest.mark.parametrize(("text", "kind"), [("Called", EntryKind.CALL), ("No answer", EntryKind.NO_ANSWER)])
def test_a_call_is_one_click_too(page: MeetingsPage, running: Services, qtbot, text: str, kind: EntryKind):
    press(page, text, qtbot)
    assert [entry.kind for entry in running.follow_up.pairs(TODAY)[0].life.story] == [kind]


def test_several_pairs_are_recorded_as_one_action(page: MeetingsPage, running: Services, qtbot):
    table(page).selectAll()
    press(page, "They met", qtbot)
    assert [len(pair.life.meetings) for pair in running.follow_up.pairs(TODAY)] == [1, 1]
    running.history.undo()
    assert not any(pair.life.story for pair in running.follow_up.pairs(TODAY))


def test_the_pane_says_whom_to_ring_and_who_begins(page: MeetingsPage, running: Services):
    person = running.people.form_of(pair_of(running, "Asha Rao").members[0].participation_id)
    running.people.save(replace(person, participant=replace(person.participant, phone="07700 900123")))
    page.refresh()
    table(page).choose(lambda pair: "Asha Rao" in pair.names)
    assert "07700 900123" in story(page)
    assert "You introduce them" in story(page)
    assert "No contact yet" in story(page)


def test_filters_count_and_narrow(page: MeetingsPage, running: Services):
    met = pair_of(running, "Asha Rao")
    running.entries.add(Entry(pairing_id=met.pairing.id, on=TODAY, kind=EntryKind.MEETING))
    page.refresh()
    assert chip(page, PairsFilter.NOT_MET).text() == "Not met yet 1"
    chip(page, PairsFilter.NOT_MET).click()
    assert [pair.names for pair in table(page).shown()] == ["Cara Lunt and Dewi Pugh"]


def test_who_needs_a_call_says_why(running: Services, operations: Operations, qtbot):
    pair = pair_of(running, "Asha Rao")
    said = (EntryShare(pair.members[0].participation_id, Fit.NOT_GOOD),)
    running.entries.add(Entry(pairing_id=pair.pairing.id, on=TODAY, kind=EntryKind.CALL, shares=said))
    page = page_on(running, operations, qtbot)
    chip(page, PairsFilter.NEED_CALL).click()
    [shown] = table(page).shown()
    assert shown.names == pair.names
    assert "Ring whoever finds it no good fit" in story(page)
    texts = [table(page).model().index(0, column).data() for column in range(6)]
    assert "⚠ Call: no good fit" in texts


def test_an_entry_is_opened_from_the_story_and_corrected(
    page: MeetingsPage, running: Services, monkeypatch: pytest.MonkeyPatch, qtbot
):
    press(page, "They met", qtbot)
    [entry] = running.follow_up.pairs(TODAY)[0].life.meetings
    asked = answer(monkeypatch, EntryDialog, with_=Answer(replace(entry, minutes=45, said="In the park")))
    lines = page.findChild(PairStory).findChildren(QAbstractButton)
    lines[0].click()
    assert asked[0][1] == entry
    assert running.follow_up.pairs(TODAY)[0].life.minutes == 45
    assert "In the park" in story(page)
    answer(monkeypatch, EntryDialog, with_=Answer(entry, is_struck_out=True))
    page.findChild(PairStory).findChildren(QAbstractButton)[0].click()
    assert not running.follow_up.pairs(TODAY)[0].life.story
    assert "Nothing was recorded yet." in story(page)


def test_launch_day_leaves_out_who_did_not_come(
    page: MeetingsPage, running: Services, monkeypatch: pytest.MonkeyPatch
):
    came, stayed = (pair.pairing.id for pair in running.follow_up.pairs(TODAY))
    answer(monkeypatch, ChooseSeveralDialog, with_=Several(TODAY, (came,), (stayed,)))
    next(c for c in page.commands() if "Launch" in c.text()).trigger()
    assert [pair.life.minutes for pair in running.follow_up.pairs(TODAY)] == [30, 0]


def test_launch_day_does_not_offer_pairs_on_hold(
    page: MeetingsPage, running: Services, monkeypatch: pytest.MonkeyPatch
):
    comes, waits = (pair.pairing.id for pair in running.follow_up.pairs(TODAY))
    running.holds.hold_pairing(waits)
    asked = answer(monkeypatch, ChooseSeveralDialog, with_=None)
    next(c for c in page.commands() if "Launch" in c.text()).trigger()
    [(_title, about, offered, *_)] = asked
    assert [each for each, _names in offered] == [comes]
    assert "Pairs on hold are not among them." in about


def test_every_command_has_a_shortcut_of_its_own(page: MeetingsPage):
    shortcuts = [command.shortcut().toString() for command in page.commands()]
    assert all(shortcuts)
    assert len(set(shortcuts)) == len(shortcuts)


def test_a_reminder_stands_as_what_comes_next(page: MeetingsPage, running: Services):
    pair = running.follow_up.pairs(TODAY)[0]
    soon = TODAY + timedelta(days=3)
    running.entries.add(Entry(pairing_id=pair.pairing.id, on=TODAY, kind=EntryKind.NOTE, follow_up_on=soon))
    page.refresh()
    assert table(page).model().index(0, 5).data().startswith("Reminder")


def test_without_agreed_pairs_it_leads_to_the_pairings(services: Services, operations, qtbot):
    page = page_on(services, operations, qtbot)
    with qtbot.waitSignal(page.pairings_wanted):
        press(page, "Go to pairings", qtbot)
    assert page.first_focus.isVisible()
    assert any("No pair runs yet" in label.text() for label in page.findChildren(QLabel))


def test_the_form_of_an_entry_keeps_what_it_does_not_show(running: Services, qtbot):
    pair = pair_of(running, "Asha Rao")
    one, other = (member.participation_id for member in pair.members)
    entry = Entry(
        id=EntryId(7),
        pairing_id=pair.pairing.id,
        on=TODAY,
        kind=EntryKind.MEETING,
        minutes=75,
        told_by=one,
        said="In the park",
        follow_up_on=TODAY + timedelta(days=2),
        shares=(EntryShare(one, Fit.GOOD), EntryShare(other, None, funded_minutes=90, miles=4)),
    )
    dialog = EntryDialog(None, pair, entry, TODAY)
    qtbot.addWidget(dialog)
    assert dialog.answer == Answer(entry)


def test_a_form_filled_in_is_the_entry_that_is_recorded(
    page: MeetingsPage, running: Services, monkeypatch: pytest.MonkeyPatch
):
    pair = running.follow_up.pairs(TODAY)[0]
    filled = Entry(pairing_id=pair.pairing.id, on=TODAY, kind=EntryKind.NOTE, said="Asked for a video call")
    answer(monkeypatch, EntryDialog, with_=Answer(filled))
    table(page).opened.emit()
    assert [entry.said for entry in running.follow_up.pairs(TODAY)[0].life.story] == [
        "Asked for a video call"
    ]
