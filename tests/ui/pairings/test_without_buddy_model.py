"""People without a buddy as rows, and dragging one onto another."""

import pytest
from PySide6.QtCore import Qt

from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.pairings.without_buddy_model import Column, WithoutBuddyModel
from tests.helpers.people import add_four

LINK = Qt.DropAction.LinkAction


@pytest.fixture
def model(services: Services) -> WithoutBuddyModel:
    add_four(services)
    model = WithoutBuddyModel()
    model.show_rows(services.latest.plan().without_buddy)
    return model


def test_the_model_keeps_qts_rules(model: WithoutBuddyModel, qtmodeltester):
    qtmodeltester.check(model)


def test_each_row_says_who_and_why(model: WithoutBuddyModel):
    assert model.index(0, Column.PERSON).data() == "Cara Lunt, Cara Lunt’s group"
    assert "could be paired with 2 people" in model.index(0, Column.REASON).data()


def test_dropping_someone_on_another_tells_who_was_dropped_on_whom(model: WithoutBuddyModel, qtbot):
    dragged = model.mimeData([model.index(0, 0)])
    with qtbot.waitSignal(model.dropped) as dropped:
        assert model.dropMimeData(dragged, LINK, -1, -1, model.index(2, 0))
    assert dropped.args == [model.rows[0].participation_id, model.rows[2].participation_id]


def test_dropping_someone_on_themselves_or_on_nothing_does_nothing(model: WithoutBuddyModel, qtbot):
    dragged = model.mimeData([model.index(0, 0)])
    with qtbot.assertNotEmitted(model.dropped):
        assert not model.dropMimeData(dragged, LINK, -1, -1, model.index(0, 0))
        assert not model.dropMimeData(dragged, LINK, -1, -1, model.index(-1, -1))
