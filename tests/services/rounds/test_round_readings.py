"""A round is read once for each state of the file, and what is derived from it is made once."""

from dataclasses import replace
from datetime import date

import pytest

from buddy_matcher.services.rounds import round_readings
from buddy_matcher.services.rounds.pair_checks import pair_checks
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids


def test_the_same_reading_is_handed_to_all_until_something_changes(services: Services, ids: Ids):
    first = services.latest.state()
    assert services.latest.state() is first
    services.pairings.pair(ids["Asha"], ids["Ben"])
    second = services.latest.state()
    assert second is not first
    assert len(second.current) == 1
    services.history.undo()
    assert services.latest.state().current == ()


def test_unchanged_people_are_the_same_objects_in_the_next_reading(services: Services, ids: Ids):
    before = services.latest.state().members
    form = services.people.form_of(ids["Asha"])
    services.people.save(replace(form, participant=replace(form.participant, notes="Rang.")))
    after = services.latest.state().members
    assert after[ids["Ben"]].participant is before[ids["Ben"]].participant
    assert after[ids["Asha"]].participant.notes == "Rang."


def test_only_pairs_of_changed_people_are_shown_anew(services: Services, ids: Ids):
    services.plan.suggest()
    before = {pair.pairing.members: pair for pair in services.latest.plan().pairs}
    form = services.people.form_of(ids["Asha"])
    services.people.save(replace(form, participation=replace(form.participation, travel_miles=7)))
    after = {pair.pairing.members: pair for pair in services.latest.plan().pairs}
    same = {members for members, pair in after.items() if pair is before[members]}
    assert same == {members for members in before if ids["Asha"] not in members}
    services.pairings.never_pair(ids["Cara"], ids["Dewi"])
    crossed = {pair.pairing.members: pair.blocks for pair in services.latest.plan().pairs}
    assert all(
        bool(blocks) == (set(members) == {ids["Cara"], ids["Dewi"]}) for members, blocks in crossed.items()
    )


def test_another_day_is_another_reading(services: Services, ids: Ids, monkeypatch: pytest.MonkeyPatch):
    rounds = RoundReadings(services.file)
    first = rounds.shown()

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return cls(2099, 1, 1)

    monkeypatch.setattr(round_readings, "date", Tomorrow)
    assert rounds.shown() is not first


def test_what_is_derived_is_made_once(services: Services, ids: Ids):
    state = services.latest.state()
    made = []

    def count(of, step=1):
        made.append(step)
        return len(of.members) * step

    assert [state.derived(count), state.derived(count), state.derived(count, step=2)] == [4, 4, 8]
    assert made == [1, 2]


def test_the_checks_say_of_each_pair_what_the_rules_say(services: Services, ids: Ids):
    services.pairings.never_pair(ids["Asha"], ids["Ben"])
    state = services.latest.state()
    checks = state.derived(pair_checks)
    for health in ("Asha", "Cara"):
        for vcse in ("Ben", "Dewi"):
            assert checks.blocks(ids[health], ids[vcse]) == state.blocks(ids[health], ids[vcse])
            assert checks.blocks(ids[vcse], ids[health]) == state.blocks(ids[vcse], ids[health])
