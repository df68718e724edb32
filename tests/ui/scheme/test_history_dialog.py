"""The history in the window: what it lists, going back in it, and where that ends."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.scheme.history_dialog import HistoryDialog, HistoryModel
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids


@pytest.fixture
def operations(qtbot):
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


def opened(services: Services, operations: Operations, qtbot) -> HistoryDialog:
    dialog = HistoryDialog(None, services.history, operations)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def texts(dialog: HistoryDialog) -> list[str]:
    return [entry.text for entry in dialog.table.shown()]


def choose(dialog: HistoryDialog, text: str) -> None:
    dialog.table.choose(lambda entry: entry.text == text)


def test_the_model_keeps_qts_rules(services: Services, ids: Ids, qtmodeltester):
    services.history.undo()
    services.erasure.erase(services.people.people()[0].participant.id)
    model = HistoryModel()
    model.show_rows(services.history.entries())
    qtmodeltester.check(model)


def test_actions_are_listed_latest_first_and_searched(
    services: Services, ids: Ids, operations: Operations, qtbot
):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    dialog = opened(services, operations, qtbot)
    assert texts(dialog)[0] == "Pair Asha Rao with Ben Moss"
    assert texts(dialog)[-1] == "Add the starter strengths"
    assert dialog.outcome.text() == "Everything is as it was right after this."
    assert not dialog.undo.isEnabled()
    qtbot.keyClicks(dialog.search, "starter")
    assert texts(dialog) == ["Add the starter strengths"]


def test_everything_down_to_an_action_is_undone_and_stays_listed(
    services: Services, ids: Ids, operations: Operations, monkeypatch: pytest.MonkeyPatch, qtbot
):
    dialog = opened(services, operations, qtbot)
    first = texts(dialog)[-2]
    choose(dialog, first)
    assert dialog.outcome.text() == "3 actions after this would be undone."
    asked = answer(monkeypatch, ConfirmDialog, with_=True)
    with qtbot.waitSignal(operations.changed):
        qtbot.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    assert first in asked[0][1]
    assert "agreed" not in asked[0][1]
    assert [member.name for member in services.people.people()] == ["Asha Rao"]
    model = dialog.table.model()
    assert model.index(0, 0).data().endswith(", Undone")
    choose(dialog, texts(dialog)[0])
    assert dialog.outcome.text() == "This is undone. Redo does it again."
    assert not dialog.undo.isEnabled()


def test_consents_that_would_change_back_are_named_and_cancel_keeps_them(
    services: Services, ids: Ids, operations: Operations, monkeypatch: pytest.MonkeyPatch, qtbot
):
    before = services.history.entries()[-1].text
    form = services.people.form_of(ids["Asha"])
    answers = replace(form.participation, share_contact=not form.participation.share_contact)
    services.people.save(replace(form, participation=answers))
    dialog = opened(services, operations, qtbot)
    choose(dialog, before)
    asked = answer(monkeypatch, ConfirmDialog, with_=False)
    dialog.undo.click()
    assert "• Asha Rao" in asked[0][1]
    assert "share contact details with the buddy" in asked[0][1]
    assert services.people.form_of(ids["Asha"]).participation.share_contact is answers.share_contact


def test_undo_stops_at_an_erasure_and_says_so(services: Services, ids: Ids, operations: Operations, qtbot):
    services.erasure.erase(services.people.people()[0].participant.id)
    dialog = opened(services, operations, qtbot)
    assert dialog.table.model().index(0, 0).data() == "Erase a person, Undo stops here"
    choose(dialog, "Add the starter strengths")
    assert "stops at “Erase a person”" in dialog.outcome.text()
    assert not dialog.undo.isEnabled()
