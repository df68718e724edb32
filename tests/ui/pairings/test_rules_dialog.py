"""Adding and removing rules between people in the dialog."""

import pytest
from PySide6.QtCore import Qt

from buddy_matcher.domain.rules import RuleKind
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.pairings.rules_dialog import RulesDialog, RulesModel
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog
from tests.helpers.people import Ids


@pytest.fixture
def dialog(services: Services, ids: Ids, qtbot):
    jobs = Jobs()
    dialog = RulesDialog(None, services.rules, services.people, Operations(jobs))
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    jobs.close()


def choose(monkeypatch: pytest.MonkeyPatch, *answers: int | None) -> None:
    remaining = list(answers)
    monkeypatch.setattr(ChoosePersonDialog, "ask", lambda *_args, **_kwargs: remaining.pop(0))


def test_a_rule_is_added_for_two_chosen_people_and_removed_by_key(
    dialog: RulesDialog, services: Services, monkeypatch: pytest.MonkeyPatch, qtbot
):
    first, second, *_ = (member.participant.id for member in services.people.people())
    choose(monkeypatch, first, second)
    dialog.kind.setCurrentIndex(list(RuleKind).index(RuleKind.MUST_PAIR))
    dialog.add.trigger()
    [named] = services.rules.rules()
    assert (named.rule.kind, named.rule.first_participant_id, named.rule.second_participant_id) == (
        RuleKind.MUST_PAIR,
        first,
        second,
    )
    dialog.table.choose_first()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert services.rules.rules() == ()
    assert not dialog.remove.isEnabled()


def test_a_cancelled_choice_adds_nothing(
    dialog: RulesDialog, services: Services, monkeypatch: pytest.MonkeyPatch
):
    choose(monkeypatch, None)
    dialog.add.trigger()
    assert services.rules.rules() == ()


def test_the_model_keeps_qts_rules(
    dialog: RulesDialog, services: Services, monkeypatch: pytest.MonkeyPatch, qtmodeltester
):
    first, second, *_ = (member.participant.id for member in services.people.people())
    services.rules.add(RuleKind.AVOID, first, second, reason="They share an office")
    model = RulesModel()
    model.show_rows(services.rules.rules())
    qtmodeltester.check(model)
