"""Letters as rows: what each cell says, and where each letter stands."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.people import Delivery, LetterPreferences, OtherFormat
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.services.rounds.shown_letters import ToDo
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.letters.letters_model import Column, LettersModel
from tests.helpers.people import Ids

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def model(services: Services, ids: Ids) -> LettersModel:
    return LettersModel()


def show(model: LettersModel, services: Services) -> None:
    model.show_rows(services.letters.letters())


def change(services: Services, participation_id: ParticipationId, **fields: Any) -> None:
    form = services.people.form_of(participation_id)
    services.people.save(replace(form, participant=replace(form.participant, **fields)))


def names(model: LettersModel, wanted: ToDo) -> list[str]:
    return [letter.member.name for letter in model.rows if letter.to_do is wanted]


def test_the_model_keeps_qts_rules(model: LettersModel, services: Services, qtmodeltester):
    show(model, services)
    qtmodeltester.check(model)


def test_a_row_says_who_gets_what_and_where_it_stands(model: LettersModel, services: Services, ids: Ids):
    change(services, ids["Cara"], letters=LetterPreferences(delivery=Delivery.POST, print_size=18))
    show(model, services)
    assert [model.index(0, column).data() for column in Column] == [
        "Cara Lunt, Cara Lunt’s group",
        "Introduction, By post, in 18 point, ⚠ No address to go to",
        "Not printed yet",
    ]
    assert model.index(0, Column.PERSON).data(SPOKEN) == "Cara Lunt, Cara Lunt’s group, Health"


def test_an_odd_greeting_is_flagged_with_the_reason(model: LettersModel, services: Services, ids: Ids):
    change(services, ids["Cara"], given="CARA")
    show(model, services)
    index = model.index(0, Column.LETTER)
    assert "⚠ Check the greeting" in index.data()
    assert index.data(SPOKEN) == ("Introduction. Check the greeting “Dear CARA,”: it is all in capitals.")


def test_pieces_that_no_font_can_show_are_named_with_what_to_do(
    model: LettersModel, services: Services, ids: Ids
):
    change(services, ids["Cara"], given="CARA", family="བོད་")
    show(model, services)
    index = next(i for i in (model.index(row, Column.LETTER) for row in range(4)) if "CARA" in i.data(SPOKEN))
    assert "⚠ Check the greeting, ⚠ Can’t print “བོད་”" in index.data()
    assert "Check the greeting “Dear CARA,”: it is all in capitals." in index.data(SPOKEN)
    assert "Can’t print “བོད་”. No font here has them: an empty box is printed" in index.data(SPOKEN)


def test_a_draft_says_so(services: Services, ids: Ids):
    services.pairings.reopen(*(pair.pairing.id for pair in services.latest.plan().pairs))
    model = LettersModel()
    show(model, services)
    assert model.index(0, Column.LETTER).data().startswith("Introduction, draft")


def test_each_letter_stands_in_one_tab_by_what_is_to_be_done(
    model: LettersModel, services: Services, ids: Ids
):
    change(services, ids["Dewi"], letters=LetterPreferences(other_format=OtherFormat.BRAILLE))
    change(services, ids["Cara"], letters=LetterPreferences(delivery=Delivery.EMAIL))
    services.letters.record_printed([ids["Asha"], ids["Ben"]])
    show(model, services)
    assert names(model, ToDo.ARRANGE) == ["Dewi Pugh"]
    assert names(model, ToDo.EMAIL) == ["Cara Lunt"]
    assert names(model, ToDo.NOTHING) == ["Ben Moss", "Asha Rao"]
    change(services, ids["Ben"], phone="07700 900111")
    change(services, ids["Asha"], known_as="Ash")
    show(model, services)
    assert set(names(model, ToDo.RENEW)) == {"Asha Rao", "Ben Moss"}
    assert names(model, ToDo.PRINT) == names(model, ToDo.NOTHING) == []


def test_a_letter_that_is_out_of_date_says_what_changed(model: LettersModel, services: Services, ids: Ids):
    services.letters.record_printed([ids["Asha"]])
    change(services, ids["Asha"], known_as="Ash")
    show(model, services)
    today = date_in_words(date.today())  # noqa: DTZ011 - as the record is dated
    [place] = [row for row in range(4) if model.rows[row].to_do is ToDo.RENEW]
    assert model.index(place, Column.STATE).data() == f"⚠ Changed: their own name or job, Printed {today}"


def test_what_needs_care_has_a_sign_before_its_words(model: LettersModel, services: Services, ids: Ids):
    change(services, ids["Cara"], letters=LetterPreferences(other_format=OtherFormat.BRAILLE))
    show(model, services)
    assert model.index(0, Column.STATE).data() == "⚠ Needs arranging, Braille"
    assert model.index(0, Column.STATE).data(SPOKEN) == "Needs arranging: braille"


def test_a_language_that_letters_lack_is_said_beside_the_state(
    model: LettersModel, services: Services, ids: Ids
):
    change(services, ids["Cara"], letters=LetterPreferences(language=Language.WELSH))
    show(model, services)
    state = model.index(0, Column.STATE)
    assert state.data() == "Not printed yet, ⚠ Asked for Cymraeg, Goes out in English"
    told = "Not printed yet. Asked for Cymraeg: not available, goes out in English ("
    assert state.data(SPOKEN).startswith(told)
