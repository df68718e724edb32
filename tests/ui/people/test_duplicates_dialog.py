"""Possible duplicates in the window: merged field by field, or kept as two people."""

import pytest

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.change_people import Change
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.people.change_dialog import ChangeDialog
from buddy_matcher.ui.people.duplicates_dialog import DuplicatesDialog, DuplicatesModel
from buddy_matcher.ui.people.merge_dialog import MergeDialog
from tests.helpers.dialogs import answer
from tests.helpers.lives import TODAY
from tests.helpers.people import Ids, add_person


@pytest.fixture
def dialog(services: Services, ids: Ids, qtbot):
    for name in ("Asha Raoo", "Ben Mos"):
        sector = Sector.HEALTH if name.startswith("A") else Sector.VCSE
        like = "Asha Rao" if name.startswith("A") else "Ben Moss"
        add_person(services, name, sector, organisation=f"{like}’s group", ways=frozenset())
    jobs = Jobs()
    dialog = DuplicatesDialog(None, services.merging, Operations(jobs))
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    jobs.close()


def test_the_model_keeps_qts_rules(dialog: DuplicatesDialog, services: Services, qtmodeltester):
    model = DuplicatesModel()
    model.show_rows(services.merging.possible())
    qtmodeltester.check(model)


def test_two_entries_are_merged_and_two_kept_apart(
    dialog: DuplicatesDialog, services: Services, monkeypatch: pytest.MonkeyPatch
):
    assert len(dialog.table.shown()) == 2
    [asha] = dialog.table.chosen_rows()
    form = MergeDialog(dialog, services.merging.compare(asha.first.id, asha.second.id))
    form.choices["family"].choose(True)
    answer(monkeypatch, MergeDialog, form.taken)
    dialog.merge.trigger()
    assert "Asha Raoo" in {m.name for m in services.people.people()}
    assert len(services.people.people()) == 5
    dialog.keep.trigger()
    assert dialog.table.shown() == []
    assert "first" in dialog.keep.why_not


def test_the_form_for_several_changes_only_what_was_chosen(services: Services, qtbot):
    dialog = ChangeDialog(None, 3, services.people.themes(), TODAY, Change())
    qtbot.addWidget(dialog)
    assert dialog.edited.consents is not None
    assert dialog.edited.consents.in_words == ""
    dialog.share_contact.choose(True)
    dialog.source.setText("by phone")
    again = ChangeDialog(None, 3, services.people.themes(), TODAY, dialog.edited)
    qtbot.addWidget(again)
    assert again.edited == dialog.edited
