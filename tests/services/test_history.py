"""The history: how far Undo reaches, what stops it, and which consents undoing to a point takes back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import UNDO_DEPTH, Label
from buddy_matcher.domain.ids import ParticipantId, ParticipationId, ThemeId
from buddy_matcher.domain.people import AccessNeed
from buddy_matcher.domain.strengths import Theme
from buddy_matcher.services.history import ConsentChange
from buddy_matcher.services.schemes import Services, open_scheme
from tests.helpers.people import Ids, to_buddy
from tests.storage.raw_files import run_sql


def consent(services: Services, participation_id: ParticipationId, **answers: Any) -> None:
    form = services.people.form_of(participation_id)
    services.people.save(replace(form, participation=replace(form.participation, **answers)))


def rename(services: Services, times: range) -> None:
    for number in times:
        with services.file.changing(Label("Rename a theme")) as unit:
            unit.themes.save(Theme(id=ThemeId(1), name=f"Theme {number}"))
            unit.commit()


def first_theme(services: Services) -> str:
    return services.people.themes()[0].name


def test_undo_reaches_back_two_hundred_actions_across_restarts(services: Services):
    rename(services, range(UNDO_DEPTH // 2))
    services.close()
    services = open_scheme(services.path)
    rename(services, range(UNDO_DEPTH // 2, UNDO_DEPTH + 1))
    services.close()
    services = open_scheme(services.path)
    for number in reversed(range(UNDO_DEPTH)):
        assert services.history.undo()
        assert first_theme(services) == f"Theme {number}"
    with pytest.raises(UserError, match="Undo stops at “Rename a theme”"):
        services.history.undo()
    while services.history.redo():
        pass
    assert first_theme(services) == f"Theme {UNDO_DEPTH}"
    assert len(services.history.entries()) == UNDO_DEPTH + 2
    services.close()


def test_the_history_knows_how_much_an_action_changed(services: Services, ids: Ids):
    services.people.remove(ids["Asha"], ids["Ben"])
    assert (services.history.rows_to_undo(), services.history.rows_to_redo()) == (2, 0)
    services.history.undo()
    assert services.history.rows_to_redo() == 2


def test_undoing_to_an_action_takes_back_everything_after_it(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    mark = services.history.entries()[-1].number
    services.pairings.lock(services.latest.plan().pairs[0].pairing.id)
    services.pairings.never_pair(ids["Cara"], ids["Dewi"])
    assert services.history.undo_to(mark)
    plan = services.latest.plan()
    assert [pair.pairing.is_locked for pair in plan.pairs] == [False]
    assert services.history.next_redo().startswith("Lock")
    assert not services.history.undo_to(mark)
    services.history.redo()
    services.history.redo()
    assert services.latest.plan().pairs[0].pairing.is_locked


def test_the_consents_that_undoing_would_take_back_are_listed(services: Services, ids: Ids):
    consent(services, ids["Ben"], share_contact=True)
    mark = services.history.entries()[-1].number
    consent(services, ids["Asha"], share_themes=True, privacy_given_on=date(2026, 11, 21))
    consent(services, ids["Ben"], share_contact=False, statements=to_buddy("trust takes years"))
    with services.file.changing(Label("Note an access need")) as unit:
        unit.access_needs.save(
            AccessNeed(participant_id=ParticipantId(1), note="step-free", consent_on=date(2026, 11, 20))
        )
        unit.commit()
    before = services.history.entries()
    assert set(services.history.consents_since(mark)) == {
        ConsentChange("Asha Rao", "share themes with the buddy", True),
        ConsentChange("Asha Rao", "the privacy notice of 21 November 2026", True),
        ConsentChange("Asha Rao", "keep an access need, agreed on 20 November 2026", True),
        ConsentChange("Ben Moss", "“If only they knew…” (My work) for: My buddy only", True),
        ConsentChange("Ben Moss", "share contact details with the buddy", False),
    }
    assert services.history.entries() == before
    services.history.undo_to(mark)
    assert services.history.consents_since(mark) == ()
    assert services.people.form_of(ids["Ben"]).participation.share_contact


def test_an_erasure_stops_undo_and_says_so(services: Services, ids: Ids):
    person = services.people.form_of(ids["Asha"]).participant.id
    services.erasure.erase(person)
    assert services.history.next_undo() == ""
    assert "“Erase a person”" in services.history.undo_stop()
    with pytest.raises(UserError, match="can’t be taken back"):
        services.history.undo()
    with pytest.raises(UserError, match="can’t be taken back"):
        services.history.undo_to(1)
    services.people.remove(ids["Ben"])
    assert services.history.undo_stop() == ""
    assert services.history.undo()


def test_a_clock_that_was_set_back_changes_no_order(services: Services):
    rename(services, range(1))
    services.close()
    run_sql(services.path, "UPDATE action SET at = '2099-01-01T00:00:00+00:00'")
    services = open_scheme(services.path)
    rename(services, range(1, 2))
    ahead, behind = services.history.entries()[-2:]
    assert ahead.at > behind.at
    services.history.undo()
    assert first_theme(services) == "Theme 0"
    services.close()
