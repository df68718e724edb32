"""Changing several people alike: one step, consents with their source, pairings of who withdraws."""

from datetime import date

import pytest

from buddy_matcher.domain.entries import EntryKind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ThemeId
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.people import Delivery
from buddy_matcher.services.change_people import Change, Consents
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids
from tests.storage.raw_files import rows_of

ON = date(2027, 3, 4)


def test_only_what_was_chosen_changes_and_all_of_it_in_one_step(services: Services, ids: Ids):
    before = rows_of(services.path)
    chosen = [ids["Asha"], ids["Ben"]]
    change = Change(
        delivery=Delivery.POST,
        capacity=2,
        happy_in_trio=True,
        add_themes=frozenset({ThemeId(1)}),
        consents=Consents(share_contact=True, on=ON, source=" on  paper "),
    )
    services.changing.change(chosen, change)
    members = services.latest.state().members
    for each in chosen:
        part = members[each].participation
        assert (part.capacity, part.happy_in_trio, part.share_contact, part.share_themes) == (
            2,
            True,
            True,
            False,
        )
        assert (part.status, part.theme_ids, part.privacy_version) == (Status.READY, {1}, "")
        assert members[each].participant.letters.delivery is Delivery.POST
    assert members[ids["Cara"]].participation.capacity == 1
    with services.file.reading() as unit:
        notes = unit.entries.all()
    assert {note.kind for note in notes} == {EntryKind.NOTE}
    assert notes[0].said == "Consent, on paper, 4 March 2027: may share contact details with the buddy."
    services.history.undo()
    assert rows_of(services.path) == before


def test_who_withdraws_leaves_their_pairings(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.agree()
    services.changing.change([ids["Asha"]], Change(status=Status.WITHDRAWN))
    assert services.latest.state().current == ()


def test_a_consent_needs_a_source(services: Services, ids: Ids):
    consents = Consents(share_themes=False, privacy_version="2027", on=ON, source=" ")
    with pytest.raises(UserError, match="how these consents"):
        services.changing.change([ids["Asha"]], Change(consents=consents))
