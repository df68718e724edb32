"""The menus' commands on a whole open scheme, each reached in the window by its action."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from buddy_matcher.domain.changes import EVERYTHING
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.money import PaymentState
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.ui.pairings.criteria_dialog import CriteriaDialog
from buddy_matcher.ui.pairings.rules_dialog import RulesDialog
from buddy_matcher.ui.pairings.trial import Trial
from buddy_matcher.ui.scheme.backups_dialog import BackupsDialog
from buddy_matcher.ui.scheme.check_dialog import CheckDialog
from buddy_matcher.ui.scheme.history_dialog import HistoryDialog
from buddy_matcher.ui.scheme.trying import tries_of
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.notice_bar import NoticeBar
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.finding import the
from tests.helpers.people import add_four, new_scheme
from tests.services.life_examples import ON, sent_payment

WANTED = replace(Criteria(), needs_shared_time=True)


@pytest.fixture
def window(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window with a scheme of four people open in it."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    made = new_scheme(tmp_path)
    add_four(made)
    made.close()
    window = MainWindow(Remembered())
    qtbot.addWidget(window)
    window.show()
    assert window.open_file(made.path)
    return window


def test_changed_criteria_are_stored_and_can_be_undone(window: MainWindow, monkeypatch: pytest.MonkeyPatch):
    scheme = window.workspace.services.scheme
    before = scheme.round().criteria
    asked = answer(monkeypatch, CriteriaDialog, with_=WANTED)
    window.commands.criteria.trigger()
    [(shown, tries)] = asked
    assert (shown, [name for name, _ in tries]) == (before, ["This round"])
    assert scheme.round().criteria == WANTED
    window.commands.undo.trigger()
    assert scheme.round().criteria == before


def test_what_criteria_would_do_is_said_while_they_are_chosen(window: MainWindow, qtbot):
    services = window.workspace.services
    services.plan.suggest()
    dialog = CriteriaDialog(window, services.scheme.round().criteria, tries_of(window.workspace))
    dialog.show()
    told = the(Trial, dialog).told
    qtbot.waitUntil(lambda: "The best plan has 2 pairs, 0 people without a buddy" in told.text())
    dialog.minimum.setValue(900)
    qtbot.waitUntil(lambda: told.text().startswith("0 pairs are possible, 4 under those that are kept."))
    assert services.scheme.round().criteria.minimum_score is None
    dialog.close()


def test_criteria_are_tried_on_a_round_of_before(tmp_path: Path, window: MainWindow, qtbot):
    services = window.workspace.services
    services.plan.suggest(agree=True)
    services.rounds.start("Round 2", letters_on=date(2027, 9, 6))
    (_now, (name, on_before)) = tries_of(window.workspace)
    told: list[str] = []
    on_before(Criteria(), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert name == "Round 1"
    assert told == [
        "It came out with 2 pairs, 0 people waiting and a wish met of 4 people. "
        "With these points it has 2 pairs, 0 people waiting and a wish met of 4 people."
    ]


def test_taking_back_what_was_sent_asks_first(window: MainWindow, monkeypatch: pytest.MonkeyPatch):
    services = window.workspace.services
    services.plan.suggest()
    sent_payment(services)
    window.workspace.operations.announce(EVERYTHING)
    asked = answer(monkeypatch, ConfirmDialog, with_=False)
    window.commands.undo.trigger()
    assert "may have reached organisations" in str(asked[0][1])
    assert services.payments.payments()[0].state is PaymentState.SENT
    answer(monkeypatch, ConfirmDialog, with_=True)
    window.commands.undo.trigger()
    assert services.payments.payments()[0].state is PaymentState.DRAFT
    services.payments.send(ON)
    assert services.payments.payments()[0].number == 2


@pytest.mark.parametrize("unchanged", [None, Criteria()])
def test_criteria_left_as_they_are_leave_nothing_to_undo(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, unchanged: Criteria | None
):
    history = window.workspace.services.history
    before = history.entries()
    answer(monkeypatch, CriteriaDialog, with_=unchanged)
    window.commands.criteria.trigger()
    assert history.entries() == before


def test_rules_and_history_are_shown(window: MainWindow, monkeypatch: pytest.MonkeyPatch):
    services = window.workspace.services
    rules = answer(monkeypatch, RulesDialog, with_=None)
    window.commands.rules.trigger()
    assert rules[0][0] is services.rules
    history = answer(monkeypatch, HistoryDialog, with_=None)
    window.commands.history.trigger()
    assert history[0][0] is services.history


def test_a_restored_backup_is_opened_in_place_of_the_scheme(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    services = window.workspace.services
    services.backups.back_up_if_changed()
    restored = tmp_path / "restored.buddy"
    services.backups.restore(services.backups.list()[0].backup, restored)
    answer(monkeypatch, BackupsDialog, with_=restored)
    window.commands.restore.trigger()
    assert window.workspace.services.path == restored


def test_a_check_runs_as_a_job_and_shows_what_it_found(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot
):
    asked = answer(monkeypatch, CheckDialog, with_=None)
    window.commands.check.trigger()
    assert not window.commands.check.isEnabled()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0][1] == ()


def test_nothing_of_a_scheme_is_offered_without_one(window: MainWindow):
    commands = window.commands
    window.close_scheme()
    offered = commands.restore, commands.check, commands.history, commands.criteria, commands.rules
    assert not any(action.isEnabled() for action in offered)


def test_a_scheme_from_a_synced_folder_opens_with_a_notice(window: MainWindow, tmp_path: Path):
    assert window.findChild(NoticeBar).isHidden()
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    shutil.copy(shut(window), folder / "scheme.buddy")
    assert window.open_file(folder / "scheme.buddy")
    assert window.workspace.findChild(NoticeBar).isVisible()


def shut(window: MainWindow) -> Path:
    """Close the window's scheme and return its file."""
    path = window.workspace.services.path
    window.close_scheme()
    return path
