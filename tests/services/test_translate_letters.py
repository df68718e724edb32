"""Letters in other languages: the sheet, who signs, what each letter is in, and what makes it out of date."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.letter_blocks import Block
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_phrases import Phrase
from buddy_matcher.domain.letters import Issue, LetterText
from buddy_matcher.services.schemes import Services
from buddy_matcher.services.translate_letters import LanguageState
from tests.domain.test_block_text import WILD_TEXTS
from tests.helpers.kept_schemes import opened
from tests.helpers.pseudo_language import fill_in, pseudo
from tests.helpers.translated_scheme import (
    SIGNED_BY,
    edit_rows,
    reads,
    sheet_of,
    translate,
    translated_four,
)

WHO_TO_ASK = "Tell us if you need this letter in large print, easy read, braille, audio or another language."
WELSH = "Cymraeg"
_BOTH = (Language.WELSH, Language.ARABIC)
_WILD = st.one_of(WILD_TEXTS, st.just("x" * 900), st.just("word " * 190))


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = opened(translated_four, tmp_path / "scheme.buddy")
    yield services
    services.close()


def letters(services: Services) -> dict[str, LetterText]:
    return {letter.text.given: letter.text for letter in services.letters.letters()}


def languages(services: Services) -> dict[str, list[str]]:
    return {name: [part.language for part in text.parts] for name, text in letters(services).items()}


def state_of(services: Services, language: Language) -> LanguageState:
    return next(state for state in services.translations.states() if state.language is language)


def changed(services: Services) -> dict[str, tuple[str, ...]]:
    return {v.text.given: v.state.changed for v in services.letters.letters() if v.state.changed}


def translate_again(services: Services, english: str, text: str) -> None:
    """Put other words for one sentence into the Welsh sheet, which keeps its earlier signature."""
    path = sheet_of(services, Language.WELSH)
    edit_rows(path, lambda cells: {WELSH: text} if cells["English"] == english else None)
    services.translations.take_in(path)


def test_each_reader_gets_the_languages_that_they_read_welsh_first(services: Services):
    in_english = {"Asha": ["cy", "en"], "Ben": ["cy"], "Cara": ["ar", "en"], "Dewi": ["en"]}
    assert languages(services) == in_english
    scheme = services.scheme.scheme()
    services.scheme.save_scheme(replace(scheme, offers_welsh=True))
    assert languages(services) == in_english | {"Dewi": ["cy", "en"]}
    welcome = Phrase.WELSH_IS_WELCOME.value
    for part, said in zip(letters(services)["Dewi"].parts, (pseudo(welcome, "cy"), welcome), strict=True):
        assert said in [passage.text for passage in part.passages]
    asha = letters(services)["Asha"]
    assert asha.title == pseudo("Meet your buddy", "cy")
    assert asha.below
    assert (asha.below.title, asha.below.print_size) == ("Meet your buddy", asha.print_size)


def test_a_letter_goes_out_in_english_and_says_so_until_all_that_it_says_is_signed(services: Services):
    translate_again(services, WHO_TO_ASK, "Dywedwch wrthym.")
    ben = next(letter for letter in services.letters.letters() if letter.text.given == "Ben")
    assert (ben.text.language, ben.text.untranslated) == ("en", (WHO_TO_ASK,))
    assert "1 of its sentences has no signed translation" in ben.lacking_language_in_words
    assert any("Languages in the Letters menu" in entry.what for entry in services.letters.to_mend())
    assert languages(services)["Cara"] == ["ar", "en"]
    services.translations.sign(Language.WELSH, " Aled  Huws ", date(2026, 11, 28))
    assert languages(services)["Ben"] == ["cy"]
    assert "Dywedwch wrthym." in [passage.text for passage in letters(services)["Ben"].passages]
    services.history.undo()
    assert languages(services)["Ben"] == ["en"]


@pytest.mark.slow
def test_a_part_of_the_sentences_serves_the_letters_that_say_no_others(services: Services):
    def unsign_reminders(cells: dict[str, str]) -> dict[str, str] | None:
        return {WELSH: f"{cells[WELSH]}!"} if cells["Key (cy)"].startswith("reminder.") else None

    path = sheet_of(services, Language.WELSH)
    edit_rows(path, unsign_reminders)
    services.translations.take_in(path)
    state = state_of(services, Language.WELSH)
    assert 0 < state.to_sign < state.sentences
    assert state.people == 2
    assert languages(services)["Ben"] == ["cy"]


def test_just_the_letters_that_say_a_changed_sentence_are_out_of_date(services: Services, tmp_path: Path):
    services.letters.save_pdf(tmp_path / "letters.pdf")
    translate_again(services, "It is not said in any letter of these.", "Dim.")
    assert changed(services) == {}
    translate_again(services, WHO_TO_ASK, "Dywedwch wrthym.")
    said = ("which languages it is in, or a translation",)
    assert changed(services) == {"Asha": said, "Ben": said}
    services.history.undo()
    assert changed(services) == {}
    services.wording.reword({(LetterKind.INTRODUCTION, Block.FORMAT): "Ask us for {{first_name}}."})
    assert changed(services)["Dewi"] == ("the wording",)
    assert changed(services)["Cara"] == ("the wording", *said)


@pytest.mark.slow
def test_a_signature_of_somebody_else_makes_no_letter_out_of_date(services: Services, tmp_path: Path):
    services.letters.save_pdf(tmp_path / "letters.pdf")
    path = sheet_of(services, Language.WELSH)
    edit_rows(path, lambda _: {"Translator": "Aled Huws"})
    services.translations.take_in(path)
    assert changed(services) == {}
    assert state_of(services, Language.WELSH).is_complete


@pytest.mark.slow
def test_once_a_letter_went_out_in_english_its_translation_makes_it_out_of_date(
    services: Services, tmp_path: Path
):
    dewi = next(v.member.participation_id for v in services.letters.letters() if v.text.given == "Dewi")
    reads(services, dewi, Language.POLISH)
    services.letters.record_gone(Issue.POSTED, date(2026, 11, 28))
    translate(services, Language.POLISH)
    assert changed(services) == {}
    services.translations.sign(Language.POLISH, SIGNED_BY, date(2026, 11, 28))
    assert changed(services) == {"Dewi": ("which languages it is in, or a translation",)}
    assert languages(services)["Dewi"] == ["pl", "en"]


def test_rows_that_can_not_be_kept_are_named_and_the_others_kept(services: Services):
    path = sheet_of(services, Language.WELSH)
    edit_rows(path, lambda cells: SPOILT.get(cells["English"]))
    found = services.translations.take_in(path)
    odd = {(each.english, each.what) for each in found.odd}
    assert {(each.english, each.what) for each in found.odd if each.is_left_out} == LEFT_OUT
    assert odd - LEFT_OUT >= {
        ("Questions", "It is the same as the English."),
        ("What to do next", "“soon” is no date, so it is not signed."),
        ("Why we paired you", "1 May 2999 is still to come, so it is not signed."),
    }
    assert all(each.row > 1 for each in found.odd)
    assert found.taken == 2
    assert languages(services)["Ben"] == ["en"]


SPOILT = {
    "Dear {{name}},": {WELSH: "Annwyl,"},
    "Please ask {{coordinator}}, who runs {{scheme}}.": {
        WELSH: "Gofynnwch {{cordinator}} {{scheme}} {{scheme}}"
    },
    "What to expect": {WELSH: "{{ Beth"},
    "Questions": {WELSH: "Questions"},
    "Thank you": {WELSH: "དྲ"},
    "Ideas for your first meeting": {"English": "Ideas for a meeting"},
    "What to do next": {"Date": "soon"},
    "Why we paired you": {"Date": "1 May 2999", "Translator": "Aled Huws"},
}
LEFT_OUT = {
    ("Dear {{name}},", "{{name}} is missing."),
    (
        "Please ask {{coordinator}}, who runs {{scheme}}.",
        "{{coordinator}} is missing, {{cordinator}} does not stand in the English and {{scheme}} stands "
        "there too often.",
    ),
    ("What to expect", "Double braces do not belong together."),
    (
        "Ideas for a meeting",
        "No letter says this English now: it was reworded after the sheet was saved, or in it.",
    ),
}


@pytest.mark.slow
def test_a_sheet_says_what_was_reworded_and_its_translation_stays_for_words_that_come_back(
    services: Services, tmp_path: Path
):
    services.wording.reword({(LetterKind.THANKS, Block.FORMAT): WHO_TO_ASK.replace("large print, ", "")})
    path = sheet_of(services, Language.WELSH)
    assert state_of(services, Language.WELSH).translated == state_of(services, Language.WELSH).sentences - 1
    services.wording.ours_again([(LetterKind.THANKS, Block.FORMAT)])
    assert state_of(services, Language.WELSH).is_complete
    services.wording.reword({(kind, Block.FORMAT): "Tell us if you need it." for kind in LetterKind})
    assert fill_in(path) == 1
    assert services.translations.take_in(path).taken == 0, "the sheet is older than the words"
    services.rounds.start("Autumn")
    assert state_of(services, Language.WELSH).signed == state_of(services, Language.WELSH).sentences - 1


def test_nothing_is_signed_by_nobody_or_twice_and_no_other_file_is_taken_in(
    services: Services, tmp_path: Path
):
    with pytest.raises(UserError, match="signed by somebody"):
        services.translations.sign(Language.WELSH, " - ", date(2026, 11, 28))
    with pytest.raises(UserError, match="still to come"):
        services.translations.sign(Language.WELSH, SIGNED_BY, date(2999, 5, 1))
    with pytest.raises(UserError, match="waits to be signed"):
        services.translations.sign(Language.WELSH, SIGNED_BY, date(2026, 11, 28))
    other = tmp_path / "other.csv"
    other.write_text("Key (en),English\nwho,Hello\n")
    with pytest.raises(UserError, match="is no sheet of sentences"):
        services.translations.take_in(other)


@pytest.mark.slow
def test_every_kind_of_way_out_has_both_languages(services: Services, tmp_path: Path):
    cara = next(v.member.participation_id for v in services.letters.letters() if v.text.given == "Cara")
    pages = PdfReader(io.BytesIO(services.letters.pages([cara]))).pages
    said = "\n".join(page.extract_text() for page in pages)
    assert "Meet your buddy" in said
    assert "07700" not in said
    assert pseudo("Meet your buddy", "ar") in services.letters.in_words([cara])
    assert "Meet your buddy" in services.letters.in_words([cara])
    assert services.letters.save_word(tmp_path / "letters.docx", [cara]).letters == 1


@pytest.mark.slow
def test_who_was_not_asked_is_not_said_to_have_asked(services: Services, tmp_path: Path):
    services.scheme.save_scheme(replace(services.scheme.scheme(), offers_welsh=True))
    translate_again(services, WHO_TO_ASK, "Dywedwch wrthym.")
    dewi = next(letter for letter in services.letters.letters() if letter.text.given == "Dewi")
    assert dewi.lacking_language == "English and Cymraeg"
    assert dewi.lacking_language_in_words.startswith("is to get English and Cymraeg: not available")
    services.mail_merge.save(tmp_path / "letters.csv")
    assert "Dear Ben," in (tmp_path / "letters.csv").read_text("utf-8-sig")


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(WILD_TEXTS, st.just("x" * 900), st.just("word " * 190)), language=st.sampled_from(_BOTH)
)
def test_any_translation_that_is_kept_makes_pages(services: Services, text: str, language: Language):
    path = services.path.with_name("wild.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow((f"Key ({language.code})", "English", language.label, "Translator", "Date"))
        table.writerow(("", WHO_TO_ASK, text, "Wild Child", "2026-11-28"))
    try:
        services.translations.take_in(path)
    except UserError:
        return
    for letter in services.letters.letters():
        assert services.letters.pages([letter.member.participation_id]).startswith(b"%PDF")
