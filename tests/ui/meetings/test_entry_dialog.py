"""The form of one entry: what of somebody's time is paid for is settled where the meeting is recorded."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QSpinBox

from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.meetings.entry_dialog import EntryDialog
from tests.helpers.lives import TODAY, pair_of


@pytest.fixture
def paying(running: Services) -> Services:
    running.scheme.save_scheme(replace(running.scheme.scheme(), pays_for_time=True))
    return running


def dialog_on(services: Services, entry: Entry | None, qtbot) -> EntryDialog:
    pair = pair_of(services, "Asha Rao")
    blank = Entry(pairing_id=pair.pairing.id, on=TODAY, kind=EntryKind.MEETING)
    dialog = EntryDialog(None, pair, entry or blank, TODAY)
    qtbot.addWidget(dialog)
    return dialog


def paid_boxes(dialog: EntryDialog) -> dict[str, QSpinBox]:
    boxes = dialog.findChildren(QSpinBox)
    return {b.accessibleName(): b for b in boxes if b.accessibleName().startswith(("Funded", "Miles"))}


def test_funded_time_and_miles_of_vcse_people_are_settled_with_the_meeting(paying: Services, qtbot):
    dialog = dialog_on(paying, None, qtbot)
    boxes = paid_boxes(dialog)
    assert {name: box.text() for name, box in boxes.items()} == {
        "Funded time of Ben Moss": "Not settled",
        "Miles travelled by Ben Moss": "None",
    }
    assert dialog.answer.entry.shares == ()
    boxes["Funded time of Ben Moss"].setValue(90)
    boxes["Miles travelled by Ben Moss"].setValue(7)
    ben = next(m for m in pair_of(paying, "Ben Moss").members if m.name == "Ben Moss")
    settled = dialog.answer.entry
    assert settled.shares == (EntryShare(ben.participation_id, None, 90, 7),)
    reopened = dialog_on(paying, settled, qtbot)
    assert {box.value() for box in paid_boxes(reopened).values()} == {90, 7}


def test_no_minutes_settle_a_meeting_that_is_not_paid_for(paying: Services, qtbot):
    dialog = dialog_on(paying, None, qtbot)
    paid_boxes(dialog)["Funded time of Ben Moss"].setValue(0)
    [share] = dialog.answer.entry.shares
    assert (share.funded_minutes, share.miles) == (0, None)


def test_where_no_time_is_paid_for_nothing_is_asked_and_what_was_settled_stays(running: Services, qtbot):
    pair = pair_of(running, "Asha Rao")
    settled = EntryShare(pair.members[1].participation_id, None, 60, 3)
    entry = Entry(pairing_id=pair.pairing.id, on=TODAY, kind=EntryKind.MEETING, shares=(settled,))
    dialog = dialog_on(running, entry, qtbot)
    assert not paid_boxes(dialog)
    assert dialog.answer.entry.shares == (settled,)
