"""The example scheme: what ten weeks of its agreed plan come to."""

from datetime import timedelta

import pytest

from buddy_matcher.domain.pair_life import Flag, PairState
from buddy_matcher.services.example import create_example, let_live
from buddy_matcher.services.schemes import Services
from tests.helpers.lives import TODAY


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory):
    services = create_example(tmp_path_factory.mktemp("example") / "example.buddy")
    services.plan.suggest(agree=True)
    let_live(services, TODAY)
    yield services
    services.close()


def test_its_life_has_every_kind_of_pair(lived: Services):
    lives = [pair.life for pair in lived.follow_up.pairs(TODAY)]
    states = {life.state for life in lives}
    assert states >= {
        PairState.ENDED,
        PairState.PAUSED,
        PairState.NEEDS_CALL,
        PairState.GOING_WELL,
        PairState.MET,
    }
    flags = frozenset().union(*(life.flags for life in lives))
    assert flags >= {Flag.NO_FIRST_MEETING, Flag.QUIET, Flag.NOT_SURE, Flag.FAILED_TRIES}


def test_something_is_due_and_nothing_lies_ahead(lived: Services):
    later = TODAY + timedelta(days=3)
    assert {due.kind for due in lived.follow_up.due(later)} >= {"reminder", "without-buddy"}
    assert all(entry.on <= TODAY for pair in lived.follow_up.pairs(TODAY) for entry in pair.life.entries)


def test_it_passes_the_check_of_a_scheme(lived: Services):
    assert not lived.check.findings()
