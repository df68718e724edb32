"""What the pictures show: every candidate pair, strengths offered, wished and met, and places."""

from itertools import product

import pytest

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.example import create_example
from buddy_matcher.services.questions.picture_plan import BLOCKED
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_person


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory):
    services = create_example(tmp_path_factory.mktemp("pictures") / "example.buddy")
    services.plan.suggest()
    yield services
    services.close()


def test_the_matrix_says_of_each_pair_what_the_rules_and_points_say(planned: Services):
    matrix = planned.questions.pictures.matrix()
    for (row, health), (column, vcse) in product(enumerate(matrix.rows), enumerate(matrix.columns)):
        pair = planned.questions.pictures.pair(health.participation_id, vcse.participation_id)
        shade = matrix.shade(row, column)
        assert (shade == BLOCKED) == bool(pair.blocks)
        assert shade == BLOCKED or abs(shade - pair.percent) <= 1


def test_the_pairs_of_the_plan_lie_along_the_diagonal(planned: Services):
    matrix = planned.questions.pictures.matrix()
    names = {f"{matrix.rows[row].name} and {matrix.columns[column].name}" for row, column in matrix.chosen}
    assert names == {pair.names for pair in planned.latest.plan().pairs}
    assert sorted(matrix.chosen) == [(number, number) for number in range(len(names))]


def test_strengths_count_people_and_not_how_much_they_matter(services: Services):
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy", wishes="Bid")
    add_person(services, "Ben Moss", Sector.VCSE, shares="Bid", wishes="Policy, Faith")
    services.plan.suggest()
    told = {line.name.split()[0]: line for line in services.questions.pictures.strengths()}
    assert [(told[name].wished, told[name].met) for name in ("Bid", "Policy", "Faith")] == [
        (1, 1),
        (1, 1),
        (1, 0),
    ]
    assert (told["Policy"].health, told["Policy"].vcse) == (1, 0)


def test_every_pair_is_on_the_map_once_and_everybody_in_one_place(planned: Services):
    plan = planned.questions.pictures.map()
    pairs = [pair for line in plan.lines for pair in line.pairs]
    assert len(pairs) == len(set(pairs)) == len(planned.latest.plan().pairs)
    placed = [member for place in plan.places for member in place.members]
    assert len(placed) == len(set(placed)) == len(planned.latest.state().members) - plan.unknown
    assert all(place.health + place.vcse == len(place.members) for place in plan.places)
