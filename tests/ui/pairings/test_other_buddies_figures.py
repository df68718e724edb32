"""What other buddies are said to cost is what a plan made anew comes to, for 50 random choices."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.storage import add_people
from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.matching import solve
from buddy_matcher.services.rounds.round_problem import aim_names, round_problem
from buddy_matcher.services.schemes import Services, create_scheme
from buddy_matcher.ui.pairings.other_buddies_dialog import Column, OtherBuddiesDialog, Weighing

pytestmark = pytest.mark.slow

SIDE, PEOPLE, BUDDIES = 150, 10, 5


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Services]:
    """A plan of 150 + 150 people."""
    services = create_scheme(tmp_path / "large.buddy", "A large scheme")
    add_people(services, 2 * SIDE, is_even=True)
    services.plan.suggest()
    yield services
    services.close()


def test_every_cost_on_screen_is_that_of_a_plan_made_anew(large: Services, qtbot):
    chance = random.Random(50)
    state = large.latest.state()
    encoded = round_problem(state).encoded
    best, names = solve(encoded.problem), aim_names(state.round.criteria)
    assert best.status is SolutionStatus.OPTIMAL
    for person in chance.sample(sorted(state.members), PEOPLE):
        found = large.weighing.other_buddies(person, seconds=60)
        assert found.is_exact
        dialog = OtherBuddiesDialog(
            None, [(person, found.name)], found, Weighing(lambda *_: None, lambda _: False)
        )
        qtbot.addWidget(dialog)
        shown = dialog.table.shown()
        places = [place for place, row in enumerate(shown) if row.cost and not row.is_in_plan]
        for place in chance.sample(places, BUDDIES):
            told = str(dialog.table.model().index(place, Column.COST).data())
            a, b = encoded.engine_id(person), encoded.engine_id(shown[place].participation_id)
            assert a is not None
            assert b is not None
            again = solve(encoded.problem.changed(locked=[(min(a, b), max(a, b))]))
            assert again.status is SolutionStatus.OPTIMAL
            lost = {
                name: most - value
                for name, most, value in zip(names, best.objective, again.objective, strict=True)
            }
            assert figures(told) == (
                lost.pop("people"),
                lost.pop("score"),
                sum(max(0, each) for each in lost.values()),
            )


def figures(told: str) -> tuple[int, int, int]:
    """Return from the words of a cost how many people lose a buddy, points, and wishes not met any more."""
    number = r"([\d,]+) "
    people = re.search(number + r"(?:person loses|people lose) a buddy", told)
    points = re.search(number + r"points? (fewer|more)", told)
    wishes = re.search(number + r"more (?:person|people) without a wish met", told)
    sign = -1 if points and points[2] == "more" else 1
    return (
        int(people[1]) if people else 0,
        sign * int(points[1].replace(",", "")) if points else 0,
        int(wishes[1]) if wishes else 0,
    )
