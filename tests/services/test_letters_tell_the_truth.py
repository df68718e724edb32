"""What letters got wrong once, read from the PDF itself as the person who gets it would."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letters import Standing
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.people import Delivery, LetterPreferences
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.rounds.shown_letters import ShownLetter, ToDo
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids, add_person, id_of, to_buddy


@pytest.fixture
def ids(services: Services, ids: Ids) -> Ids:
    services.plan.suggest(agree=True)
    return ids


def said_to(services: Services, person: ParticipationId, **settings: Any) -> str:
    pages = PdfReader(io.BytesIO(services.letters.pages([person], **settings))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def letter_of(services: Services, person: int) -> ShownLetter:
    return next(letter for letter in services.letters.letters() if letter.member.participation_id == person)


def edit(services: Services, person: ParticipationId, **answers: Any) -> None:
    form = services.people.form_of(person)
    services.people.save(replace(form, participation=replace(form.participation, **answers)))


def edit_person(services: Services, person: ParticipationId, **fields: Any) -> None:
    form = services.people.form_of(person)
    services.people.save(replace(form, participant=replace(form.participant, **fields)))


def trio(services: Services, **answers: Any) -> Ids:
    """Add Hana of health with Ben and Cai of VCSE in one pairing; `answers` are some people's, by name."""
    sides = {"Hana": Sector.HEALTH, "Ben": Sector.VCSE, "Cai": Sector.VCSE}
    members = {
        name: add_person(
            services,
            f"{name} Moss",
            side,
            **{"shares": "Bid", "happy_in_trio": True, **answers.get(name, {})},
        )
        for name, side in sides.items()
    }
    services.pairings.pair(*members.values())
    services.pairings.agree()
    return members


def test_each_letter_of_a_saved_pdf_starts_on_a_new_sheet_unless_it_is_for_one_side(
    services: Services, ids: Ids, tmp_path: Path
):
    for person in ids.values():
        edit_person(services, person, letters=LetterPreferences(print_size=28))
    batch = services.letters.save_pdf(tmp_path / "both.pdf")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "both.pdf").pages]
    starts = [number for number, text in enumerate(pages) if "Dear " in text]
    assert len(starts) == 4
    assert all(start % 2 == 0 for start in starts)
    assert (batch.pages, batch.sheets) == (len(pages), (len(pages) + 1) // 2)
    alone = services.letters.save_pdf(tmp_path / "one.pdf", both_sides=False)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "one.pdf").pages]
    assert all(pages)
    assert (alone.pages, alone.sheets) == (len(pages), len(pages))


def test_a_letter_by_post_that_can_not_be_delivered_is_counted(services: Services, ids: Ids, tmp_path: Path):
    by_post = LetterPreferences(delivery=Delivery.POST)
    edit_person(services, ids["Asha"], letters=by_post)
    edit_person(services, ids["Ben"], letters=by_post, address=("1 High Street", "Halifax"))
    edit_person(services, ids["Cara"], letters=by_post, address=("1 High Street", "Halifax", "HX1 1UJ"))
    batch = services.letters.save_pdf(tmp_path / "letters.pdf")
    assert {
        letter.member.name: letter.lacking_address.partition(": ")[2] for letter in batch.unaddressed
    } == {
        "Asha Rao": "it is empty",
        "Ben Moss": "its last line is no postcode",
    }
    assert batch.letters == 4


def test_no_deadline_is_in_the_past_and_setting_the_date_moves_it(services: Services, ids: Ids):
    this_round = services.scheme.round()
    services.scheme.save_round(
        replace(this_round, dates=this_round.dates.choose(Milestone.LETTERS_ON, date(2020, 1, 6)))
    )
    said = said_to(services, ids["Asha"], dated=date(2030, 3, 1))
    assert "1 March 2030" in said
    assert "by 15 March 2030" in said
    assert "2020" not in said


def test_setting_another_date_makes_no_letter_out_of_date(services: Services, ids: Ids, tmp_path: Path):
    this_round = services.scheme.round()
    dates = this_round.dates.choose(Milestone.LETTERS_ON, date(2020, 1, 6))
    services.scheme.save_round(replace(this_round, dates=dates))
    services.letters.save_pdf(tmp_path / "letters.pdf", dated=date(2030, 3, 1))
    standings = {letter.state.standing for letter in services.letters.letters()}
    assert standings == {Standing.SAVED}


def test_a_given_name_that_somebody_does_not_use_is_in_no_letter_and_no_file_name(
    services: Services, ids: Ids, tmp_path: Path
):
    edit_person(services, ids["Ben"], given="Bernadette", known_as="Sky", family="Person")
    services.letters.save_each(tmp_path / "letters")
    for path in (tmp_path / "letters").iterdir():
        reader = PdfReader(path)
        assert reader.metadata is not None
        said = " ".join(page.extract_text() for page in reader.pages)
        assert "Bernadette" not in f"{path.name} {reader.metadata.title} {said}"
    assert "Your buddy is Sky Person." in said_to(services, ids["Asha"])
    assert "Sky Person" in letter_of(services, ids["Ben"]).text.address


@pytest.mark.parametrize("nothing", ["n/a", "-", "None."])
def test_saying_nothing_is_no_statement(services: Services, ids: Ids, nothing: str):
    edit(services, ids["Ben"], statements=to_buddy(nothing), introduction=nothing)
    said = said_to(services, ids["Asha"])
    assert "Ben wrote" not in said
    assert "In Ben’s words" not in said


def test_odd_words_are_told_before_they_are_printed(services: Services, ids: Ids, tmp_path: Path):
    edit(services, ids["Ben"], statements=to_buddy("WE ARE TIRED"))
    edit_person(services, ids["Cara"], known_as="CARA")
    batch = services.letters.save_pdf(tmp_path / "letters.pdf")
    assert {(oddity.person, oddity.what) for oddity in batch.odd} == {
        ("Ben Moss", "the words “WE ARE TIRED”: it is all in capitals"),
        ("Cara Lunt", "the greeting “Dear CARA,”: it is all in capitals"),
    }


def test_a_corrected_email_address_makes_the_letter_due_again(services: Services, ids: Ids, tmp_path: Path):
    by_email = LetterPreferences(delivery=Delivery.EMAIL)
    edit_person(services, ids["Asha"], letters=by_email, email="wrong@example.org")
    services.letters.save_email_drafts(tmp_path / "e-mails")
    edit_person(services, ids["Asha"], email="right@example.org")
    assert letter_of(services, ids["Asha"]).state.standing is Standing.OUT_OF_DATE
    assert letter_of(services, ids["Asha"]).to_do is ToDo.RENEW


def test_two_of_one_sector_in_a_three_do_not_see_things_from_different_sides(services: Services):
    members = trio(services)
    assert "You and Cai can learn from each other." in said_to(services, members["Ben"])
    assert "You and Hana see things from different sides" in said_to(services, members["Ben"])


@pytest.mark.parametrize(
    ("ways", "told"),
    [({MeetingWay.VIDEO}, "You can meet by video call."), ({MeetingWay.PHONE}, "You can talk by phone.")],
)
def test_nobody_is_asked_to_meet_face_to_face_who_can_not(
    services: Services, ids: Ids, ways: set[MeetingWay], told: str
):
    edit(services, ids["Ben"], ways=frozenset(ways))
    said = said_to(services, ids["Asha"])
    assert told in said
    assert "face to face" not in said


def test_whoever_starts_and_shares_nothing_leaves_the_other_two_to_ask(services: Services):
    members = trio(services)
    for name in ("Ben", "Cai"):
        edit_person(services, members[name], email=f"{name.lower()}@example.org")
        edit(services, members[name], share_contact=True)
    said = said_to(services, members["Ben"])
    assert "Hana will contact you and Cai" in said
    assert "Please tell us if you hear nothing." in said
    assert "Here is how to reach Cai:" in said


def test_three_of_whom_nobody_gains_are_not_said_to_gain(services: Services):
    trio(services, Hana={"wishes": "Policy"}, Ben={"wishes": "Faith"}, Cai={"wishes": "Budgets"})
    [pair] = services.latest.plan().pairs
    assert pair.who_gains.words == "No stated wish met"
    assert {member.wishes for member in pair.members} == {"0 of 1 wish"}


def test_the_wishes_of_a_three_are_met_by_either_of_the_others(services: Services):
    shares_faith = {"shares": "Faith"}
    trio(services, Hana={"wishes": "Bid, Faith"}, Ben={"wishes": "Policy"}, Cai=shares_faith)
    [pair] = services.latest.plan().pairs
    assert pair.who_gains.words == "1 of 3 gains"
    assert {member.name: member.wishes for member in pair.members}["Hana Moss"] == "2 of 2 wishes"


def test_only_drafts_are_said_to_be_drafts(services: Services, ids: Ids, tmp_path: Path):
    for name, sector in (("Eve Stone", Sector.HEALTH), ("Fay Hill", Sector.VCSE)):
        add_person(services, name, sector, shares="Bid")
    services.pairings.pair(id_of(services, "Eve Stone"), id_of(services, "Fay Hill"))
    batch = services.letters.save_pdf(tmp_path / "letters.pdf")
    drafts = {letter.member.name for letter in batch.written if letter.text.is_draft}
    assert (batch.drafts, drafts) == (2, {"Eve Stone", "Fay Hill"})
    pages = [page.extract_text() for page in PdfReader(tmp_path / "letters.pdf").pages]
    assert all(
        ("Dear Eve" in text or "Dear Fay" in text) == ("Draft" in text) for text in pages if "Dear" in text
    )


def test_nobody_is_introduced_to_or_as_somebody_who_is_paused(services: Services, ids: Ids):
    edit(services, ids["Ben"], status=Status.PAUSED)
    assert {letter.member.name for letter in services.letters.letters()} == {"Cara Lunt", "Dewi Pugh"}
    assert {who.member.name: who.why for who in services.letters.without_letter()} == {
        "Asha Rao": "has a buddy who can’t be introduced: Ben Moss is paused",
        "Ben Moss": "is paused: their letter waits until they are back",
    }
    edit(services, ids["Ben"], status=Status.READY)
    assert "Your buddy is Ben Moss" in said_to(services, ids["Asha"])
