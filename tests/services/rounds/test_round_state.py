"""What people answer reaches the matching: every field of a candidate follows its answer."""

from dataclasses import fields, replace

from buddy_matcher.domain.candidates import Candidate
from buddy_matcher.domain.meeting import HalfDay, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Level
from buddy_matcher.domain.strengths import answers_from
from buddy_matcher.services.schemes import Services
from tests.helpers.people import strength_id

NOT_ANSWERED = {"participation_id": "names the record"}


def test_every_field_of_a_candidate_follows_what_was_answered(services: Services, ids):
    before = services.latest.state().candidates[ids["Asha"]]
    form = services.people.form_of(ids["Asha"])
    budgets = strength_id(services, "Data")
    participation = replace(
        form.participation,
        sector=Sector.VCSE,
        strengths=answers_from({budgets: 1}, {budgets: 1}),
        theme_ids=frozenset({services.people.themes()[0].id}),
        ways=frozenset({MeetingWay.PHONE}),
        place="Todmorden",
        outcode="OL14",
        travel_miles=7,
        free=frozenset({HalfDay(4, 2)}),
        capacity=3,
        happy_in_trio=True,
        priority=2,
    )
    participant = replace(form.participant, level=Level.MANAGER)
    services.people.save(
        replace(
            form,
            participant=participant,
            participation=participation,
            organisation="A new hub",
            sector=Sector.VCSE,
        )
    )
    after = services.latest.state().candidates[ids["Asha"]]
    same = {
        each.name for each in fields(Candidate) if getattr(after, each.name) == getattr(before, each.name)
    }
    assert same == NOT_ANSWERED.keys()
