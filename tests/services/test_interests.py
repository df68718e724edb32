"""Interests: who they keep apart and when, how they are named, and what a judgement does."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from buddy_matcher.domain.conflicts import Conflict, ConflictEffect, Judgement, Party, Side
from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import OrganisationId
from buddy_matcher.domain.organisations import Successor
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.overview import Subject
from buddy_matcher.services.rounds.findings import domain_findings
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids

TODAY = date.today()  # noqa: DTZ011 - the coordinator's own day


def employer(services: Services, name: str) -> OrganisationId:
    return next(o.id for o in services.organisations.all() if o.name.startswith(name))


def declared(services: Services, first: list[str], second: list[str], **said: Any) -> Conflict:
    """Declare an interest between the groups of people by first name, "@Asha" for the person herself."""
    people = {m.name.split()[0]: m.participant.id for m in services.people.people()}

    def party(side: Side, name: str) -> Party:
        if name.startswith("@"):
            return Party(side, participant_id=people[name[1:]])
        return Party(side, organisation_id=employer(services, name))

    parties = (*(party(Side.FIRST, n) for n in first), *(party(Side.SECOND, n) for n in second))
    services.interests.save(Conflict(parties=parties, reason="Commissioner and bidder", **said))
    return services.interests.all()[-1].conflict


def is_kept_apart(services: Services, ids: Ids, a: str = "Asha", b: str = "Ben") -> bool:
    return Block.CONFLICT in services.latest.state().blocks(ids[a], ids[b])


def test_one_commissioner_and_all_bidders_stay_apart_in_every_plan(services: Services, ids: Ids):
    declared(services, ["Asha"], ["Ben", "Dewi"])
    assert is_kept_apart(services, ids)
    assert is_kept_apart(services, ids, "Asha", "Dewi")
    assert not is_kept_apart(services, ids, "Cara", "Ben")
    services.plan.suggest()
    assert all("Asha" not in pair.names for pair in services.latest.plan().pairs)


def test_a_person_and_an_organisation_stay_apart(services: Services, ids: Ids):
    declared(services, ["@Asha"], ["Ben"])
    assert is_kept_apart(services, ids)


def test_an_interest_reaches_what_an_organisation_is_part_of_and_what_is_part_of_it(
    services: Services, ids: Ids
):
    declared(services, ["Cara"], ["Ben"])
    asha, cara = (next(o for o in services.organisations.all() if o.name.startswith(n)) for n in "AC")
    assert not is_kept_apart(services, ids)
    services.organisations.save(replace(asha, parent_id=cara.id))
    assert is_kept_apart(services, ids)
    services.organisations.save(replace(asha, parent_id=None))
    services.organisations.save(replace(cara, parent_id=asha.id))
    assert is_kept_apart(services, ids)
    services.organisations.save(replace(cara, parent_id=None, became=(Successor(asha.id, TODAY),)))
    assert is_kept_apart(services, ids)


@pytest.mark.parametrize(
    ("starts", "ends", "is_live"),
    [(None, 0, True), (None, -1, False), (30, None, True), (180, None, True), (190, None, False)],
)
def test_it_is_live_on_any_day_from_today_to_the_rounds_end(
    services: Services, ids: Ids, starts: int | None, ends: int | None, is_live: bool
):
    this_round = services.scheme.round()
    services.rounds.set_dates(this_round.dates.choose(Milestone.ENDS, TODAY + timedelta(days=180)))
    days = [None if each is None else TODAY + timedelta(days=each) for each in (starts, ends)]
    declared(services, ["Asha"], ["Ben"], starts_on=days[0], ends_on=days[1])
    assert is_kept_apart(services, ids) is is_live


def test_judged_no_conflict_lets_them_be_paired_again(services: Services, ids: Ids):
    conflict = declared(services, ["Asha"], ["Ben"])
    [line] = [each for each in services.overview.round().readiness if each.subject is Subject.INTERESTS]
    assert line.text == "Judge 1 interest that was declared"
    judged = Judgement(is_conflict=False, by="Nia Hughes", on=date(2027, 3, 4))
    services.interests.save(replace(conflict, judged=judged))
    assert not is_kept_apart(services, ids)
    [interest] = services.interests.all()
    assert interest.conflict.standing == "Judged no conflict by Nia Hughes on 4 March 2027"
    services.interests.remove(conflict.id)
    services.history.undo()
    services.history.undo()
    assert is_kept_apart(services, ids)


def test_it_is_named_where_it_stands_in_the_way_and_flags_a_pair_that_is_agreed(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.agree()
    declared(services, ["Asha"], ["Ben"])
    named = "a conflict of interest keeps them apart (Asha Rao’s group and Ben Moss’s group: Commissioner"
    [pair] = services.latest.plan().pairs
    assert pair.crossed[0].startswith(named)
    [finding] = domain_findings(services.latest.state())
    assert named in finding.message


def test_to_tell_the_panel_keeps_nobody_apart(services: Services, ids: Ids, tmp_path):
    declared(services, ["Asha"], ["Ben"], effect=ConflictEffect.TELL_PANEL)
    assert not is_kept_apart(services, ids)
    [interest] = services.latest.state().interests
    assert interest.sides == ("Asha Rao’s group", "Ben Moss’s group")


def test_what_makes_no_sense_is_refused(services: Services, ids: Ids):
    with pytest.raises(UserError, match="two sides"):
        declared(services, ["Asha"], [])
    with pytest.raises(UserError, match="both sides"):
        declared(services, ["Asha", "Ben"], ["Ben"])
    with pytest.raises(UserError, match="before it starts"):
        declared(services, ["Asha"], ["Ben"], starts_on=date(2027, 2, 2), ends_on=date(2027, 2, 1))
