"""Issuing letters: who gets one, what it may say, and when it is out of date."""

import io
from contextlib import closing
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Standing
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.people import Delivery, LetterPreferences, OtherFormat
from buddy_matcher.domain.refusals import ReadOnlyScheme
from buddy_matcher.domain.statements import Statement, StatementAbout
from buddy_matcher.services.rounds.shown_letters import ShownLetter, ToDo
from buddy_matcher.services.schemes import Services, open_read_only
from tests.helpers.people import Ids, add_four, add_person, id_of, to_buddy


@pytest.fixture
def ids(services: Services, ids: Ids) -> Ids:
    services.plan.suggest(agree=True)
    return ids


def letters(services: Services) -> dict[str, ShownLetter]:
    return {letter.member.name: letter for letter in services.letters.letters()}


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def edit(services: Services, name: str, **answers: Any) -> None:
    form = services.people.form_of(id_of(services, name))
    services.people.save(replace(form, participation=replace(form.participation, **answers)))


def edit_person(services: Services, name: str, **fields: Any) -> None:
    form = services.people.form_of(id_of(services, name))
    services.people.save(replace(form, participant=replace(form.participant, **fields)))


def test_everyone_paired_gets_one_letter_that_names_the_buddy_and_a_reason(
    services: Services, ids: Ids, tmp_path: Path
):
    batch = services.letters.save_pdf(tmp_path / "letters.pdf")
    assert (batch.letters, batch.needs_arranging, batch.is_draft) == (4, 0, False)
    for letter in letters(services).values():
        said = text_of(services.letters.pages([letter.member.participation_id]))
        [pair] = [
            p for p in services.latest.plan().pairs if letter.member.participation_id in p.pairing.members
        ]
        buddy = next(m for m in pair.members if m.participation_id != letter.member.participation_id)
        assert f"Dear {letter.member.participant.given}," in said
        assert buddy.name in said
        assert buddy.organisation in said
        assert "which you asked for" in said


def test_a_draft_says_so_and_an_agreed_plan_does_not(services: Services, tmp_path: Path):
    add_four(services)
    services.plan.suggest()
    assert services.letters.save_pdf(tmp_path / "letters.pdf").is_draft
    assert "Draft" in text_of((tmp_path / "letters.pdf").read_bytes())
    assert letters(services)["Asha Rao"].state.standing is Standing.NOT_PRINTED
    services.pairings.agree()
    assert not services.letters.save_pdf(tmp_path / "letters.pdf").is_draft
    assert "Draft" not in text_of((tmp_path / "letters.pdf").read_bytes())


def test_people_who_need_another_format_are_left_out_and_counted(
    services: Services, ids: Ids, tmp_path: Path
):
    edit_person(services, "Asha Rao", letters=LetterPreferences(other_format=OtherFormat.BRAILLE))
    batch = services.letters.save_pdf(tmp_path / "letters.pdf")
    assert (batch.letters, batch.needs_arranging) == (3, 1)
    assert [(letter.member.name, letter.wanted_format) for letter in batch.left_out] == [
        ("Asha Rao", "braille")
    ]
    assert "Dear Asha," not in text_of((tmp_path / "letters.pdf").read_bytes())
    assert letters(services)["Asha Rao"].state.in_words == "Needs arranging: braille"


def test_someone_without_a_buddy_is_due_the_waiting_list_letter(services: Services, ids: Ids, tmp_path: Path):
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
    due = letters(services)
    assert due["Eve Stone"].text.kind is LetterKind.WAITING_LIST
    assert services.letters.save_pdf(tmp_path / "everyone.pdf").letters == 5
    waiting = services.letters.save_pdf(tmp_path / "w.pdf", kinds=frozenset({LetterKind.WAITING_LIST}))
    assert (waiting.letters, waiting.is_draft) == (1, False)
    assert "Dear Eve," in text_of((tmp_path / "w.pdf").read_bytes())


@pytest.mark.parametrize(
    "answers",
    [
        {"status": Status.WITHDRAWN},
        {"status": Status.FINISHED},
        {"status": Status.PAUSED},
        {"shares": ""},
        {"capacity": 0},
    ],
)
def test_nobody_who_could_not_be_paired_is_told_that_there_is_no_buddy(
    services: Services, ids: Ids, answers: dict[str, Any]
):
    add_person(services, "Eve Stone", Sector.VCSE, **{"shares": "Bid", **answers})
    told = letters(services).get("Eve Stone")
    # Whoever has finished is thanked.
    assert (told.text.kind if told else None) == (
        LetterKind.THANKS if answers.get("status") is Status.FINISHED else None
    )


def test_a_waiting_list_letter_is_a_draft_while_any_pairing_is(services: Services, tmp_path: Path):
    add_four(services)
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
    services.plan.suggest()
    first, second = (pair.pairing.id for pair in services.latest.plan().pairs)
    services.pairings.agree(first)
    [waiting] = [
        letter for letter in letters(services).values() if letter.text.kind is LetterKind.WAITING_LIST
    ]
    assert waiting.text.is_draft
    assert services.letters.save_pdf(tmp_path / "w.pdf", [waiting.member.participation_id]).is_draft
    assert letters(services)[waiting.member.name].state.standing is Standing.NOT_PRINTED
    services.pairings.agree(second)
    assert not letters(services)[waiting.member.name].text.is_draft


def test_only_details_that_the_buddy_agreed_to_share_are_printed(services: Services, ids: Ids):
    edit_person(services, "Ben Moss", email="ben.moss@example.org", phone="07700 900321")
    kept = Statement(StatementAbout.WORK, "that trust takes years")
    edit(services, "Ben Moss", statements=(kept,), share_contact=False)
    said = text_of(services.letters.pages([ids["Asha"]]))
    assert "ben.moss@example.org" not in said
    assert "07700 900321" not in said
    assert "trust takes years" not in said
    edit(services, "Ben Moss", share_contact=True, statements=to_buddy("that trust takes years"))
    said = text_of(services.letters.pages([ids["Asha"]]))
    assert "ben.moss@example.org" in said
    assert "07700 900321" in said
    assert "trust takes years" in said


def test_names_with_markup_print_literally(services: Services, ids: Ids):
    edit_person(services, "Ben Moss", given="<b>A & #strong", family="*x*</b>")
    assert "<b>A & #strong *x*</b>" in text_of(services.letters.pages([ids["Asha"]]))


def test_characters_that_no_font_has_are_found_in_every_letter_that_states_them(
    services: Services, ids: Ids, tmp_path: Path
):
    edit_person(services, "Ben Moss", given="བོད་")
    edit_person(services, "Cara Lunt", given="慧賢")
    assert {name: letter.unprintable for name, letter in letters(services).items()} == {
        "Asha Rao": ("བོད་",),
        "བོད་ Moss": ("བོད་",),
        "慧賢 Lunt": (),
        "Dewi Pugh": (),
    }
    edit_person(services, "Asha Rao", letters=LetterPreferences(other_format=OtherFormat.BRAILLE))
    batch = services.letters.save_pdf(tmp_path / "letters.pdf")
    assert [letter.member.name for letter in batch.incomplete] == ["བོད་ Moss"]


def test_a_letter_whose_facts_change_is_out_of_date_until_it_is_made_again(services: Services, ids: Ids):
    assert letters(services)["Asha Rao"].state.standing is Standing.NOT_PRINTED
    services.letters.record_printed([ids["Asha"], ids["Cara"]])
    assert letters(services)["Asha Rao"].state.standing is Standing.PRINTED
    edit_person(services, "Ben Moss", job_title="Treasurer")
    assert letters(services)["Asha Rao"].state.standing is Standing.OUT_OF_DATE
    assert letters(services)["Cara Lunt"].state.standing is Standing.PRINTED
    services.letters.record_printed([ids["Asha"]])
    assert letters(services)["Asha Rao"].state.standing is Standing.PRINTED


def test_after_unpairing_both_are_due_a_letter_about_it(services: Services, ids: Ids):
    services.letters.record_printed(ids.values())
    [pair] = [p for p in services.latest.plan().pairs if p.names == "Asha Rao and Ben Moss"]
    services.pairings.unpair(pair.pairing.id)
    states = {name: letter.state.standing for name, letter in letters(services).items()}
    assert states == {
        "Asha Rao": Standing.NOT_PRINTED,
        "Ben Moss": Standing.NOT_PRINTED,
        "Cara Lunt": Standing.PRINTED,
        "Dewi Pugh": Standing.PRINTED,
    }


def test_both_letters_of_a_pair_agree_on_who_makes_first_contact(services: Services, ids: Ids):
    for name in ("Asha Rao", "Ben Moss"):
        edit_person(services, name, email=f"{name[:3].lower()}@example.org")
        edit(services, name, share_contact=True)
    assert "Please contact Ben" in text_of(services.letters.pages([ids["Asha"]]))
    assert "Asha will contact you" in text_of(services.letters.pages([ids["Ben"]]))


@pytest.mark.parametrize("kind", sorted(set(LetterKind) - {LetterKind.RECEIVED}))
def test_without_a_plan_there_is_nothing_to_print(services: Services, tmp_path: Path, kind: LetterKind):
    add_four(services)
    assert services.letters.letters() == ()
    with pytest.raises(UserError, match="There is no plan yet") as refusal:
        services.letters.save_pdf(tmp_path / "letters.pdf", kinds=frozenset({kind}))
    assert refusal.value.advice == "Suggest pairings first."
    assert not (tmp_path / "letters.pdf").exists()


def test_nobody_to_write_to_is_told(services: Services, ids: Ids, tmp_path: Path):
    with pytest.raises(UserError, match="nobody chosen is due one"):
        services.letters.save_pdf(tmp_path / "w.pdf", kinds=frozenset({LetterKind.WAITING_LIST}))


def test_each_person_gets_a_pdf_of_their_own_under_a_safe_name(services: Services, ids: Ids, tmp_path: Path):
    edit_person(services, "Asha Rao", given="../Asha:", family="Ra/o")
    edit_person(services, "Ben Moss", given="Cara", family="Lunt")
    edit_person(services, "Dewi Pugh", letters=LetterPreferences(other_format=OtherFormat.BRAILLE))
    folder = tmp_path / "letters"
    folder.mkdir()
    batch = services.letters.save_each(folder)
    assert (batch.letters, batch.needs_arranging) == (3, 1)
    today = date.today().isoformat()  # noqa: DTZ011 - as letters are dated
    assert {path.name for path in folder.iterdir()} == {
        f"{today} Lunt Cara.pdf",
        f"{today} Lunt Cara (2).pdf",
        f"{today} Ra o .. Asha.pdf",
    }
    said = [text_of(path.read_bytes()) for path in folder.iterdir()]
    assert all(one.count("Dear ") == 1 for one in said)
    assert {letter.state.standing for letter in letters(services).values()} == {
        Standing.SAVED,
        Standing.NEEDS_ARRANGING,
    }


def test_letters_of_their_own_replace_nothing_and_are_not_recorded_then(
    services: Services, ids: Ids, tmp_path: Path
):
    folder = tmp_path / "letters"
    folder.mkdir()
    services.letters.save_each(folder, [ids["Asha"]])
    [first] = folder.iterdir()
    before = first.read_bytes()
    with pytest.raises(UserError, match="would be replaced"):
        services.letters.save_each(folder)
    assert [path.read_bytes() for path in folder.iterdir()] == [before]
    assert letters(services)["Cara Lunt"].state.standing is Standing.NOT_PRINTED


def test_who_asked_for_email_gets_a_draft_and_counts_as_written_to(
    services: Services, ids: Ids, tmp_path: Path
):
    by_email = LetterPreferences(delivery=Delivery.EMAIL)
    edit_person(services, "Asha Rao", letters=by_email, email="asha@example.org")
    edit_person(services, "Ben Moss", letters=by_email)
    edit_person(services, "Cara Lunt", given="Cara\r\nBcc: eve@example.org", email="cara@example.org")
    edit_person(services, "Cara Bcc: eve@example.org Lunt", letters=by_email)
    folder = tmp_path / "e-mails"
    folder.mkdir()
    batch = services.letters.save_email_drafts(folder)
    assert [letter.member.participant.email for letter in batch.written] == [
        "cara@example.org",
        "asha@example.org",
    ]
    assert [letter.member.name for letter in batch.unaddressed] == ["Ben Moss"]
    drafts = [message_from_bytes(path.read_bytes(), policy=default) for path in folder.iterdir()]
    reached = {address.addr_spec for draft in drafts for address in draft["To"].addresses}
    assert reached == {"asha@example.org", "cara@example.org"}
    assert not any("Bcc" in draft for draft in drafts)
    asha = letters(services)["Asha Rao"]
    assert asha.state.standing is Standing.EMAIL_DRAFTED
    assert asha.state.in_words.startswith("Drafted as e-mail ")
    assert asha.to_do is ToDo.EMAIL
    edit_person(services, "Ben Moss", job_title="Treasurer")
    assert letters(services)["Asha Rao"].state.in_words.startswith("Out of date: drafted as e-mail ")


def test_without_anybody_to_email_nothing_is_written(services: Services, ids: Ids, tmp_path: Path):
    with pytest.raises(UserError, match="nobody chosen is due a letter by e-mail"):
        services.letters.save_email_drafts(tmp_path)
    edit_person(services, "Ben Moss", letters=LetterPreferences(delivery=Delivery.EMAIL))
    with pytest.raises(UserError, match="nobody chosen has an e-mail address"):
        services.letters.save_email_drafts(tmp_path)


def test_a_scheme_to_look_at_only_writes_no_letters(services: Services, ids: Ids, tmp_path: Path):
    copy = open_read_only(services.path)
    with closing(copy), pytest.raises(ReadOnlyScheme):
        copy.letters.save_pdf(tmp_path / "letters.pdf")
    assert not (tmp_path / "letters.pdf").exists()


def test_two_buddies_of_one_name_are_told_apart_all_through_the_letter(services: Services):
    asha = add_person(services, "Asha Rao", Sector.HEALTH, wishes="Bid", shares="Policy", capacity=2)
    for name in ("Sam Hill", "Sam Moss"):
        sam = add_person(services, name, Sector.VCSE, shares="Bid", wishes="Policy")
        services.pairings.pair(asha, sam)
    said = text_of(services.letters.pages([asha]))
    for name in ("Sam Hill", "Sam Moss"):
        assert f"Why we paired you with {name}:" in said
        assert f"We will introduce you to {name}" in said


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        (Language.WELSH, "Cymraeg"),
        (Language.BOTH, "English and Cymraeg"),
        (Language.ENGLISH, ""),
        (Language.NOT_ASKED, ""),
    ],
)
def test_a_language_that_letters_lack_is_told(
    services: Services, ids: Ids, tmp_path: Path, language: Language, asked: str
):
    edit_person(services, "Asha Rao", letters=LetterPreferences(language=language))
    assert letters(services)["Asha Rao"].lacking_language == asked
    batch = services.letters.save_pdf(tmp_path / "letters.pdf")
    assert [letter.member.name for letter in batch.in_another_language] == (["Asha Rao"] if asked else [])


def test_a_folder_that_can_not_be_made_records_nothing(services: Services, ids: Ids, tmp_path: Path):
    (tmp_path / "nowhere").write_bytes(b"a file")
    with pytest.raises(EnvironmentProblem, match="could not be written"):
        services.letters.save_pdf(tmp_path / "nowhere" / "letters.pdf")
    assert letters(services)["Asha Rao"].state.standing is Standing.NOT_PRINTED
