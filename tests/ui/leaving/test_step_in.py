"""Who could step in for somebody: the three ways, and taking one as drafts or agreed at once."""

from dataclasses import replace
from typing import Any

import pytest

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.services.questions.mend_plan import MendAnswer
from buddy_matcher.ui.leaving.step_in import Found, StepInDialog
from buddy_matcher.ui.window.window import MainWindow


@pytest.fixture
def planned(window: MainWindow, scheme) -> MainWindow:
    """The window on a plan of two pairs, one of which was taken apart."""
    window.open_file(scheme)
    services = window.workspace.services
    services.pairings.unpair(services.latest.plan().pairs[0].pairing.id)
    return window


def choose(monkeypatch: pytest.MonkeyPatch, with_: object) -> list[tuple[Found]]:
    """Let the dialog choose without opening; the returned list fills with what was found."""
    found: list[tuple[Found]] = []

    def chosen(_parent: object, what: Found, **_how: Any) -> object:
        found.append((what,))
        return with_

    monkeypatch.setattr(StepInDialog, "choose", chosen)
    return found


@pytest.mark.parametrize(("agrees", "state"), [(False, PairingState.DRAFT), (True, PairingState.AGREED)])
def test_taking_a_way_pairs_those_who_are_free_and_can_be_undone(
    planned: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot, agrees, state
):
    services = planned.workspace.services
    found = choose(monkeypatch, with_=("move-nobody", agrees))
    planned.commands.mend.trigger()
    qtbot.waitUntil(lambda: len(services.latest.plan().pairs) == 2)
    [(what,)] = found
    assert (len(what.free), what.answers[0].helped, what.answers[0].moved) == (2, 2, 0)
    assert state in {pair.pairing.state for pair in services.latest.plan().pairs}
    services.history.undo()
    assert len(services.latest.plan().pairs) == 1


def test_the_way_that_moves_nobody_is_chosen_at_first(planned: MainWindow, qtbot):
    mend = planned.workspace.services.questions.mend
    dialog = StepInDialog(planned, Found(mend.free(), mend.standby(), list(mend.answers())), can_take=True)
    assert [row[1][0] for row in dialog.table.chosen_rows()] == ["Move nobody"]
    assert "At most 2 people can be helped now." in dialog.hint.text()
    assert not dialog.agrees.isHidden()


def test_a_copy_to_look_at_offers_nothing_to_take(planned: MainWindow, qtbot):
    mend = planned.workspace.services.questions.mend
    dialog = StepInDialog(planned, Found(mend.free(), mend.standby(), list(mend.answers())), can_take=False)
    assert dialog.agrees.isHidden()
    assert not [b for b in dialog.buttons.buttons() if "Take" in b.text()]


def test_who_may_be_rung_is_named(planned: MainWindow, qtbot):
    services = planned.workspace.services
    mend = services.questions.mend
    name, other = mend.free()
    assert not mend.standby()
    member = next(member for member in services.people.people() if member.name == name)
    form = services.people.form_of(member.participation_id)
    answers = replace(form.participation, is_on_standby=True)
    services.people.save(replace(form, participation=answers))
    found = Found(mend.free(), mend.standby(), list(mend.answers()))
    assert set(found.free) == {name, other}
    dialog = StepInDialog(planned, found, can_take=True)
    assert f"{name} said: ring me if someone drops out." in dialog.hint.text()


def test_of_many_new_pairs_the_first_are_named(qtbot):
    pairs = tuple((f"Asha {number}", f"Ben {number}") for number in range(30))
    answer = MendAnswer("plan-again", pairs, 2, 28, {}, SolutionStatus.OPTIMAL)
    dialog = StepInDialog(None, Found(("Asha 0", "Ben 0"), (), [answer]), can_take=True)
    qtbot.addWidget(dialog)
    told = dialog.table.model().index(0, 3).data()
    assert told.startswith("Asha 0 and Ben 0; ")
    assert told.endswith("; 24 more")
