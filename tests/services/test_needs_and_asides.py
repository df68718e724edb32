"""What people need and what no field takes stay in sight: in the form, at a glance, in the list."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.rules import KeptAnswer
from buddy_matcher.services.edit_people import InvalidField
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids

AGREED_ON = date(2026, 11, 20)


def lines(services: Services) -> list[str]:
    return [line.text for line in services.overview.round().readiness]


def test_access_needs_are_entered_changed_and_taken_back_in_the_form(services: Services, ids: Ids):
    form = services.people.form_of(ids["Asha"])
    assert form.access_note == ""
    services.people.save(replace(form, access_note=" A hearing loop ", access_agreed_on=AGREED_ON))
    form = services.people.form_of(ids["Asha"])
    assert (form.access_note, form.access_agreed_on) == ("A hearing loop", AGREED_ON)
    services.people.save(replace(form, access_note="A ramp"))
    with services.file.reading() as unit:
        assert [need.note for need in unit.access_needs.all()] == ["A ramp"]
    services.people.save(replace(form, access_note=""))
    with services.file.reading() as unit:
        assert not unit.access_needs.all()
    services.history.undo()
    assert services.people.form_of(ids["Asha"]).access_note == "A ramp"


def test_access_needs_are_not_kept_without_the_day_of_consent(services: Services, ids: Ids):
    form = services.people.form_of(ids["Asha"])
    with pytest.raises(InvalidField) as refusal:
        services.people.save(replace(form, access_note="A ramp"))
    assert refusal.value.field == "access_note"


def test_what_no_field_takes_is_listed_until_it_is_read(services: Services, ids: Ids):
    with services.file.changing(Label("Keep")) as unit:
        unit.kept_answers.save(
            KeptAnswer(participation_id=ids["Asha"], heading="Anything else?", text="I use a wheelchair")
        )
        unit.commit()
    assert "1 person wrote something to read" in lines(services)
    form = services.people.form_of(ids["Asha"])
    assert [kept.text for kept in form.kept] == ["I use a wheelchair"]
    services.people.save(form)
    assert "1 person wrote something to read" in lines(services)
    services.people.save(replace(form, is_kept_read=True))
    assert not lines(services)


def test_somebody_who_withdrew_and_signs_up_again_is_listed_and_stays_out_until_decided(
    services: Services, tmp_path: Path
):
    sheet = tmp_path / "form.csv"
    headings = "Completion time,Full name,E-mail,Organisation,Sector,Can share,Would like to gain"
    answer = "Asha Rao,asha@example.org,Moor Trust,Health,Budgets,Policy and strategy"
    sheet.write_text(f"{headings}\n2026-11-01 10:00,{answer}\n", "utf-8")
    services.imports.run(sheet)
    services.people.set_status("Asha Rao", Status.WITHDRAWN)
    assert "1 person wrote something to read" not in lines(services)
    sheet.write_text(f"{headings}\n2026-11-20 10:00,{answer}\n", "utf-8")
    report = services.imports.run(sheet)
    assert [each.text for each in report.to_decide if each.what.value == "person"] == ["Asha Rao"]
    assert "1 person wrote something to read" in lines(services)
    [member] = services.people.people()
    assert member.participation.status is Status.WITHDRAWN
    [kept] = services.people.form_of(member.participation_id).kept
    assert kept.heading == "Signed up again"
    assert kept.text == "They answered on 20 November 2026, and are withdrawn until you change it."
    services.imports.run(sheet)
    assert len(services.people.form_of(member.participation_id).kept) == 1


def test_somebody_without_an_organisation_can_be_edited_and_is_listed(services: Services, ids: Ids):
    form = services.people.form_of(ids["Asha"])
    services.people.save(replace(form, organisation=""))
    assert "1 person has no organisation" in lines(services)
    form = services.people.form_of(ids["Asha"])
    assert (form.organisation, form.sector) == ("", form.participation.sector)
    services.people.save(replace(form, participation=replace(form.participation, capacity=2)))
    services.plan.suggest()
    assert any("Asha Rao" in pair.names for pair in services.latest.plan().pairs)
