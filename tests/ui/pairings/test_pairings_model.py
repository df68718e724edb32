"""The plan as rows: what each cell says to eyes and to screen readers."""

from PySide6.QtCore import Qt

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.pairings.pairings_model import CROSSES, Column, PairingsModel, sides
from buddy_matcher.ui.widgets.cell_lines import LINES_ROLE
from buddy_matcher.ui.widgets.match_delegate import MATCH_ROLE, Match
from buddy_matcher.ui.widgets.rows_model import ROW_ROLE, SORT_ROLE
from tests.helpers.people import add_person


def model_of(services: Services) -> PairingsModel:
    model = PairingsModel()
    model.show_rows(services.latest.plan().pairs)
    return model


def spoken(model: PairingsModel, column: Column, row: int = 0) -> str:
    return model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_model_keeps_qts_rules(services: Services, ids: dict[str, int], qtmodeltester):
    services.plan.suggest()
    model = model_of(services)
    qtmodeltester.check(model)


def test_a_row_says_who_how_they_match_and_where_the_pair_stands(services: Services, ids: dict[str, int]):
    services.plan.suggest()
    model = model_of(services)
    shown = [model.index(0, column).data() for column in Column]
    assert shown == [
        "Cara Lunt, Cara Lunt’s group",
        "Dewi Pugh, Dewi Pugh’s group",
        "Both gain",
        "2 of 2, 2 of 2",
        "Draft",
    ]
    assert spoken(model, Column.HEALTH) == "Cara Lunt, Cara Lunt’s group, Health"
    assert spoken(model, Column.WISHES) == "Cara Lunt: 2 of 2 wishes, Dewi Pugh: 2 of 2 wishes"
    assert model.headerData(Column.WISHES, Qt.Orientation.Horizontal) == "Wishes met"


def test_the_match_is_a_word_and_a_percentage(services: Services, ids: dict[str, int]):
    services.plan.suggest()
    model = model_of(services)
    index = model.index(0, Column.MATCH)
    pair = index.data(ROW_ROLE)
    assert index.data(MATCH_ROLE) == Match("Both gain", pair.percent, Gaining.ALL)
    assert index.data(SORT_ROLE) == pair.percent


def test_a_pair_across_a_rule_warns_with_a_sign_and_says_which(services: Services, ids: dict[str, int]):
    services.pairings.pair(ids["Asha"], ids["Cara"])
    model = model_of(services)
    assert CROSSES in model.index(0, Column.STATE).data()
    assert spoken(model, Column.STATE) == "Draft, by hand. Crosses a rule: they work in the same sector."
    assert model.index(0, Column.VCSE).data().startswith("Cara Lunt")


def test_a_trio_shows_all_three_names(services: Services, ids: dict[str, int]):
    services.pairings.pair(ids["Ben"], ids["Asha"], ids["Cara"])
    [trio] = services.latest.plan().pairs
    assert [[m.name for m in side] for side in sides(trio)] == [["Asha Rao", "Cara Lunt"], ["Ben Moss"]]
    model = model_of(services)
    assert model.index(0, Column.HEALTH).data() == "Asha Rao, Cara Lunt"
    assert len(model.index(0, Column.WISHES).data(LINES_ROLE)) == 3


def test_someone_without_wishes_is_told_apart_from_one_whose_wishes_are_not_met(services: Services):
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy")
    add_person(services, "Ben Moss", Sector.VCSE, shares="Bid", wishes="Faith")
    services.plan.suggest()
    model = model_of(services)
    assert model.index(0, Column.WISHES).data() == "None stated, 0 of 1"


def test_a_locked_pair_says_so(services: Services, ids: dict[str, int]):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.lock(services.latest.plan().pairs[0].pairing.id)
    services.pairings.agree()
    model = model_of(services)
    assert spoken(model, Column.STATE) == "Agreed, locked, by hand"


def test_an_index_of_rows_that_are_gone_says_nothing(services: Services, ids: dict[str, int]):
    services.plan.suggest()
    model = model_of(services)
    stale = model.index(1, Column.STATE)
    model.show_rows(())
    assert model.data(stale) is None
