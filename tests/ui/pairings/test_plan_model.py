"""The plan as rows: what each cell says to eyes and to screen readers."""

from PySide6.QtCore import Qt

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.pairings.plan_model import CHANGED, CROSSES, Column, PlanModel, identity, sides
from tests.helpers.people import Ids, add_person

LINK = Qt.DropAction.LinkAction


def model_of(services: Services) -> PlanModel:
    model = PlanModel()
    plan = services.latest.plan()
    model.show_rows((*plan.pairs, *plan.without_buddy), identity)
    return model


def spoken(model: PlanModel, column: Column, row: int = 0) -> str:
    return model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_model_keeps_qts_rules(services: Services, ids: Ids, qtmodeltester):
    services.plan.suggest()
    model = model_of(services)
    qtmodeltester.check(model)


def test_a_row_says_who_how_they_match_and_where_the_pair_stands(services: Services, ids: Ids):
    services.plan.suggest()
    model = model_of(services)
    shown = [model.index(0, column).data() for column in Column]
    assert shown == [
        "Cara Lunt, Cara Lunt’s group",
        "Dewi Pugh, Dewi Pugh’s group",
        "Both gain, 2 of 2 · 2 of 2",
        "In person",
        "Draft",
    ]
    assert spoken(model, Column.HEALTH) == "Cara Lunt, Cara Lunt’s group, Health"
    assert spoken(model, Column.WISHES) == "Both gain. Cara Lunt: 2 of 2 wishes, Dewi Pugh: 2 of 2 wishes"
    assert model.headerData(Column.WISHES, Qt.Orientation.Horizontal) == "Wishes met"


def test_a_pair_across_a_rule_warns_with_a_sign_and_says_which(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Cara"])
    model = model_of(services)
    assert CROSSES in model.index(0, Column.STATE).data()
    assert spoken(model, Column.STATE) == "Draft, by hand. Crosses a rule: they work in the same sector."
    assert model.index(0, Column.VCSE).data().startswith("Cara Lunt")


def test_a_trio_shows_all_three_names(services: Services, ids: Ids):
    services.pairings.pair(ids["Ben"], ids["Asha"], ids["Cara"])
    [trio] = services.latest.plan().pairs
    assert [[m.name for m in side] for side in sides(trio)] == [["Asha Rao", "Cara Lunt"], ["Ben Moss"]]
    model = model_of(services)
    assert model.index(0, Column.HEALTH).data() == "Asha Rao, Cara Lunt"
    assert model.index(0, Column.WISHES).data().count(" of ") >= 3


def test_someone_without_wishes_is_told_apart_from_one_whose_wishes_are_not_met(services: Services):
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy")
    add_person(services, "Ben Moss", Sector.VCSE, shares="Bid", wishes="Faith")
    services.plan.suggest()
    model = model_of(services)
    assert model.index(0, Column.WISHES).data() == "No stated wish met, none stated · 0 of 1"


def test_a_locked_pair_says_so(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.lock(services.latest.plan().pairs[0].pairing.id)
    services.pairings.agree()
    model = model_of(services)
    assert spoken(model, Column.STATE) == "Agreed, locked, by hand"


def test_an_index_of_rows_that_are_gone_says_nothing(services: Services, ids: Ids):
    services.plan.suggest()
    model = model_of(services)
    stale = model.index(1, Column.STATE)
    model.show_rows((), identity)
    assert model.data(stale) is None


def test_who_waits_stands_below_the_pairs_with_the_reason(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    model = model_of(services)
    assert model.index(1, Column.HEALTH).data() == "Cara Lunt, Cara Lunt’s group"
    assert "could be paired with 2 people" in model.index(1, Column.VCSE).data()
    assert model.index(1, Column.STATE).data() == "Waiting"
    assert model.index(2, Column.VCSE).data() == "Dewi Pugh, Dewi Pugh’s group"
    assert [model.group(row) for row in model.rows] == [0, 1, 1]


def test_a_preview_marks_the_rows_that_would_change(services: Services, ids: Ids):
    services.plan.suggest()
    model = model_of(services)
    model.changed = frozenset({ids["Asha"]})
    model.show_rows(model.rows, identity)
    marks = [model.index(row, Column.STATE).data().startswith(CHANGED) for row in range(2)]
    assert marks == [False, True]


def test_somebody_is_dropped_on_the_other_sector_of_a_row(services: Services, ids: Ids, qtbot):
    services.plan.suggest()
    model = model_of(services)
    dragged = model.mimeData([model.index(0, Column.HEALTH)])
    with qtbot.waitSignal(model.dropped) as dropped:
        assert model.dropMimeData(dragged, LINK, -1, -1, model.index(1, Column.STATE))
    assert dropped.args == [ids["Cara"], ids["Ben"]]


def test_dropping_someone_on_their_own_row_or_on_nothing_does_nothing(services: Services, ids: Ids, qtbot):
    services.plan.suggest()
    model = model_of(services)
    dragged = model.mimeData([model.index(0, Column.VCSE)])
    with qtbot.assertNotEmitted(model.dropped):
        assert not model.dropMimeData(dragged, LINK, -1, -1, model.index(0, 0))
        assert not model.dropMimeData(dragged, LINK, -1, -1, model.index(-1, -1))
    assert not model.mimeData([model.index(0, Column.STATE)]).formats()


def test_whoever_is_invited_is_not_said_to_wait(services: Services, ids: Ids):
    services.plan.suggest()
    for name, status in (("Eve Stone", Status.INVITED), ("Fay Hill", Status.READY)):
        add_person(services, name, Sector.HEALTH, shares="Policy", status=status)
    model = model_of(services)
    states = {spoken(model, Column.HEALTH, row): model.index(row, Column.STATE).data() for row in (2, 3)}
    assert {who.partition(",")[0]: state for who, state in states.items()} == {
        "Eve Stone": "Invited",
        "Fay Hill": "Waiting",
    }
