"""Every field of a person is asked by forms, edited in the dialog, shown and found, or is named here why not.

A field that is added fails here until it is everywhere; whether it comes back from a workbook and goes with
an erasure is held by `test_export_round_trip` and `test_erase_person`.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from buddy_matcher.documents.forms import fields as form_fields
from buddy_matcher.domain.ids import StrengthId, ThemeId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.meeting import HalfDay, MeetingWay
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.people import Delivery, LetterPreferences, Level, OtherFormat, Participant
from buddy_matcher.domain.statements import Permission, Statement, StatementAbout
from buddy_matcher.domain.strengths import StrengthAnswer
from buddy_matcher.services.edit_people import PersonForm
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.people.form_part import FormPart
from buddy_matcher.ui.people.people_model import PeopleModel, PersonRow, person_rows
from buddy_matcher.ui.people.person_card import PersonCard
from buddy_matcher.ui.people.person_dialog import PersonDialog
from tests.helpers.kept_schemes import opened
from tests.helpers.people import Ids, four_people

OTHERWISE: dict[type, dict[str, Any]] = {
    Participant: {
        "given": "Asha-Jane",
        "family": "Rao-Lunt",
        "known_as": "Ash",
        "job_title": "Registrar",
        "level": Level.MANAGER,
        "email": "asha@example.org",
        "phone": "07700 900123",
        "address": ("1 High Street", "Halifax", "HX1 1UJ"),
        "notes": "Rings on Mondays",
    },
    LetterPreferences: {
        "delivery": Delivery.POST,
        "language": Language.WELSH,
        "print_size": 24,
        "other_format": OtherFormat.BRAILLE,
    },
    Participation: {
        "status": Status.PAUSED,
        "strengths": (StrengthAnswer(strength_id=StrengthId(7), can_share=3, would_like=0),),
        "theme_ids": frozenset({ThemeId(2)}),
        "hopes": "Somebody to think with",
        "statements": (Statement(StatementAbout.ME, "how little we have", Permission.BUDDY),),
        "introduction": "A gardener",
        "ways": frozenset({MeetingWay.PHONE}),
        "place": "Todmorden",
        "outcode": "OL14",
        "travel_miles": 7,
        "free": frozenset({HalfDay(4, 2)}),
        "venue_needs": "step-free",
        "capacity": 3,
        "happy_in_trio": True,
        "is_on_standby": True,
        "confidence": 4,
        "priority": 2,
        "share_contact": True,
        "share_themes": True,
        "privacy_version": "v3",
        "privacy_given_on": date(2026, 9, 1),
        "time_funded": True,
        "funded_rate": "£31 an hour",
    },
}
"""Another value for each field that people answer."""

NO_ANSWERS: dict[type, dict[str, str]] = {
    Participant: {
        "id": "names the record",
        "organisation_id": "is typed and shown as the organisation's name",
        "letters": "is a record of its own",
        "removed_at": "is the bin's",
        "stopped_on": "is what Stop does",
    },
    LetterPreferences: {},
    Participation: {
        "id": "names the record",
        "round_id": "names the round",
        "participant_id": "names the person",
        "sector": "follows from the organisation",
        "organisation_id": "is typed and shown as the organisation's name",
        "source": "is where the answers came from",
        "is_held": "is what Hold does",
        "held_until": "is what Hold does",
        "code": "is made with each part in a round",
    },
}
"""Fields that nobody answers, with the reason."""

NOT_IN_THE_DIALOG = {"priority": "counts the rounds without a buddy, which nobody types"}

NOT_ON_THE_CARD = {"priority": "is the engine's: a round without a buddy counts by itself"}

NOT_SEARCHED = {
    "level": "is one of four words that half of everybody shares",
    "delivery": "is filtered on the Letters page",
    "language": "is shown on the Letters page, and nobody looks for people by it",
    "print_size": "is a number",
    "other_format": "is filtered on the Letters page as what needs arranging",
    "ways": "is chosen from few, so that too many would be found",
    "travel_miles": "is a number",
    "free": "is chosen from few, so that too many would be found",
    "capacity": "is a number",
    "happy_in_trio": "is yes or no",
    "is_on_standby": "is yes or no",
    "confidence": "is a number",
    "priority": "is a number",
    "share_contact": "is yes or no",
    "share_themes": "is yes or no",
    "privacy_version": "is the same for most people",
    "privacy_given_on": "is a date",
    "time_funded": "is yes or no",
    "funded_rate": "is the same for most people",
}

NOT_A_KEY_OF_FORMS = {"strengths": "is asked as what people can share and what they would like"}


def answered(record: type) -> list[str]:
    return [each.name for each in fields(record) if each.name not in NO_ANSWERS[record]]


EVERY_ANSWER = [(record, name) for record in OTHERWISE for name in answered(record)]
each_answer = pytest.mark.parametrize(
    ("record", "name"), EVERY_ANSWER, ids=[name for _, name in EVERY_ANSWER]
)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A scheme of four people that is only read."""
    services = opened(four_people, tmp_path_factory.mktemp("four") / "scheme.buddy")
    yield services
    services.close()


@pytest.fixture
def form(services: Services, ids: Ids) -> PersonForm:
    """Somebody whose dependent answers can be told: a date and a rate are asked only with their yes."""
    form = services.people.form_of(ids["Asha"])
    given = replace(
        form.participation, privacy_given_on=date(2026, 8, 1), time_funded=True, funded_rate="£25 an hour"
    )
    return replace(form, participation=given)


def otherwise(form: PersonForm, record: type, name: str) -> PersonForm:
    """Return a form with another value in one field."""
    value = OTHERWISE[record][name]
    if name == "time_funded":
        value = not form.participation.time_funded
    if record is Participation:
        return replace(form, participation=replace(form.participation, **{name: value}))
    if record is LetterPreferences:
        letters = replace(form.participant.letters, **{name: value})
        return replace(form, participant=replace(form.participant, letters=letters))
    return replace(form, participant=replace(form.participant, **{name: value}))


def shown(services: Services, form: PersonForm) -> PersonRow:
    """Return somebody as the page reads them, with the answers of a form."""
    state = services.latest.state()
    member = state.members[form.participation.id]
    changed = replace(member, participant=form.participant, participation=form.participation)
    rows = person_rows(replace(state, members={**state.members, member.participation_id: changed}))
    return next(row for row in rows if row.participation_id == member.participation_id)


def test_every_field_is_an_answer_or_named_why_not():
    for record, others in OTHERWISE.items():
        assert others.keys() == set(answered(record))
        assert NO_ANSWERS[record].keys() <= {each.name for each in fields(record)}


@each_answer
def test_it_can_be_edited_in_the_dialog(services: Services, form: PersonForm, record: type, name: str, qtbot):
    wanted, found = otherwise(form, record, name), form
    dialog = PersonDialog(None, services.people, wanted)
    qtbot.addWidget(dialog)
    for part in dialog.findChildren(FormPart):
        found = part.filled(found)
    is_there = (found.participant, found.participation) == (wanted.participant, wanted.participation)
    assert is_there is (name not in NOT_IN_THE_DIALOG)


def test_every_control_of_the_dialog_is_laid_out(services: Services, form: PersonForm, qtbot):
    dialog = PersonDialog(None, services.people, form)
    qtbot.addWidget(dialog)
    for part in dialog.findChildren(FormPart):
        controls = {name: each for name, each in vars(part).items() if isinstance(each, QWidget)}
        assert not [name for name, each in controls.items() if not dialog.isAncestorOf(each)]


@each_answer
def test_it_is_shown_on_the_card(services: Services, form: PersonForm, record: type, name: str, qtbot):
    card = PersonCard()
    qtbot.addWidget(card)
    card.show_person(shown(services, form))
    before = card.text
    card.show_person(shown(services, otherwise(form, record, name)))
    assert (card.text != before) is (name not in NOT_ON_THE_CARD)


@each_answer
def test_it_is_found_by_a_search(services: Services, form: PersonForm, record: type, name: str, qtbot):
    model = PeopleModel()
    texts = {model.search_text(shown(services, each)) for each in (form, otherwise(form, record, name))}
    assert (len(texts) > 1) is (name not in NOT_SEARCHED)


@each_answer
def test_a_form_can_ask_for_it(record: type, name: str):
    keys = list(vars(form_fields).values())
    keys += [key for several in keys if isinstance(several, dict) for key in several.values()]
    asked = {each.name for each in keys if isinstance(each, form_fields.Field)}
    assert (name in asked) is (name not in NOT_A_KEY_OF_FORMS)
