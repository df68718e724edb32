"""The table of people: its cells, its search and its filters."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.people.people_model import Column, PeopleFilter, PeopleModel, PersonRow, person_rows
from buddy_matcher.ui.widgets.rows_model import SEARCH_ROLE
from tests.helpers.people import Ids, add_person


def rows(services: Services) -> dict[str, PersonRow]:
    return {row.member.participant.given: row for row in person_rows(services.latest.state())}


@pytest.fixture
def model(services: Services, ids: Ids) -> PeopleModel:
    services.pairings.pair(ids["Asha"], ids["Ben"])
    model = PeopleModel()
    model.show_rows(person_rows(services.latest.state()))
    return model


def said(model: PeopleModel, row: int, column: Column) -> str:
    return model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_model_keeps_qts_rules(model: PeopleModel, qtmodeltester):
    qtmodeltester.check(model)


def test_people_stand_by_family_name_with_everything_said(model: PeopleModel):
    assert [row.member.participant.family for row in model.rows] == ["Lunt", "Moss", "Pugh", "Rao"]
    assert said(model, 3, Column.PERSON) == "Asha Rao, Asha Rao’s group, Health"
    assert said(model, 3, Column.CAN_SHARE) == "Policy and strategy; Quality improvement"
    assert said(model, 3, Column.BUDDY) == "Ben Moss (draft)"
    assert said(model, 0, Column.BUDDY) == "No buddy yet"


def test_how_and_where_somebody_meets_is_said_in_short(services: Services, ids: Ids):
    form = services.people.form_of(ids["Asha"])
    ways = frozenset({MeetingWay.AT_MINE, MeetingWay.NEUTRAL, MeetingWay.PHONE})
    services.people.save(
        replace(form, participation=replace(form.participation, ways=ways, place="Keighley", outcode="BD21"))
    )
    model = PeopleModel()
    model.show_rows([rows(services)["Asha"]])
    assert said(model, 0, Column.MEETS) == "In person or phone, Keighley BD21"


def test_only_a_status_that_is_not_ready_is_shown_and_every_one_is_said(services: Services, ids: Ids):
    services.people.set_status("Ben Moss", Status.WITHDRAWN)
    model = PeopleModel()
    model.show_rows([rows(services)[name] for name in ("Asha", "Ben")])
    shown = [model.index(row, Column.STATUS).data() for row in range(2)]
    assert shown == ["", "Withdrawn"]
    assert [said(model, row, Column.STATUS) for row in range(2)] == ["Ready", "Withdrawn"]


def test_a_long_list_of_strengths_is_shortened_in_its_cell(model: PeopleModel):
    shown = model.index(3, Column.CAN_SHARE).data()
    assert shown == "Policy and strategy, and 1 more"


def test_an_agreed_buddy_is_no_draft(services: Services, ids: Ids):
    services.plan.suggest(agree=True)
    assert rows(services)["Asha"].buddy_in_words == "Ben Moss"


def test_a_search_looks_at_every_answer(services: Services, ids: Ids):
    form = services.people.form_of(ids["Asha"])
    services.people.save(replace(form, participation=replace(form.participation, hopes="Meet gardeners")))
    model = PeopleModel()
    model.show_rows([rows(services)["Asha"]])
    searched = model.index(0, 0).data(SEARCH_ROLE)
    assert all(text in searched for text in ("gardeners", "Asha Rao’s group", "Policy", "Ready", "Health"))


def test_filters_take_whom_they_name(services: Services, ids: Ids):
    add_person(services, "Eve Stone", Sector.VCSE)
    services.pairings.pair(ids["Asha"], ids["Ben"])
    taken = {
        wanted: sorted(given for given, row in rows(services).items() if wanted.takes(row))
        for wanted in PeopleFilter
    }
    assert taken[PeopleFilter.HEALTH] == ["Asha", "Cara"]
    assert taken[PeopleFilter.VCSE] == ["Ben", "Dewi", "Eve"]
    assert taken[PeopleFilter.INCOMPLETE] == ["Eve"]
    assert taken[PeopleFilter.WITHOUT_BUDDY] == ["Cara", "Dewi", "Eve"]
