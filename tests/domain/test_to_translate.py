"""Everything that letters say stands in the sheet for translators, once, with what is to be known of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from buddy_matcher.documents.locales import rules_of
from buddy_matcher.domain.ids import ParticipationId, RoundId, StrengthId
from buddy_matcher.domain.letter_examples import example_facts
from buddy_matcher.domain.letter_facts import LetterFacts
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_phrases import Phrase
from buddy_matcher.domain.letter_wording import letter_for_reader
from buddy_matcher.domain.letters import LetterText
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.reasons import Wording
from buddy_matcher.domain.rounds import Coordinator, Scheme
from buddy_matcher.domain.sayings import Entry, say
from buddy_matcher.domain.sentences import KeptSentence
from buddy_matcher.domain.text import SET_APART
from buddy_matcher.domain.to_translate import ToTranslate, texts_to_translate
from buddy_matcher.domain.tongues import Tongue, tongue_of
from tests.domain.test_letter_wording import BEN, CARA, WITH_BEN, facts
from tests.helpers.pseudo_language import pseudo

DAY = date(2026, 11, 21)
WORDING = Wording(strengths={StrengthId(1): "Bid writing"}, themes={})
NIA = Coordinator(name="Nia Hughes", phone="07700 900123", email="nia@scheme.example.org")


def texts(code: str, *kept: KeptSentence) -> tuple[ToTranslate, ...]:
    return texts_to_translate(kept, WORDING, code, rules_of(code))


def tongue(code: str, *, signed: bool = True) -> Tongue:
    by, on = ("Mair Rees", DAY) if signed else ("", None)
    kept = (
        KeptSentence(
            round_id=RoundId(1),
            kind=text.kind,
            key=text.key,
            language=code,
            text=pseudo(text.english, code, text.form),
            of_english=text.english,
            signed_by=by,
            signed_on=on,
        )
        for text in texts(code)
    )
    return tongue_of(code, rules_of(code), kept)


def every_letter() -> Iterator[LetterFacts]:
    """Yield facts of letters of every kind: with and without names, days, buddies and answers."""
    for kind in LetterKind:
        for scheme in (Scheme(name="Calder", coordinator=NIA), Scheme(name="Calder")):
            for _, found in example_facts(kind, scheme, DAY):
                yield found
                yield replace(found, letters_on=None, contact_within_days=10, is_draft=True)
                yield replace(found, letters_on=None, contact_within_days=0, answer_by=DAY, replaces=DAY)
    dan = replace(CARA, participation_id=ParticipationId(4), sector=Sector.HEALTH, email="dan@example.org")
    reasons = tuple(say(each, buddy="Ben", strength=Entry("Bid writing")) for each in _REASONS)
    told = replace(WITH_BEN, buddies=(replace(BEN, reasons=reasons),))
    yield facts(told, replace(WITH_BEN, buddies=(CARA, dan), first_contact=dan.participation_id))
    yield facts(told, replace(WITH_BEN, buddies=(CARA,), first_contact=None))


_REASONS = (Phrase.CAN_SHARE, Phrase.CAN_ALSO_SHARE, Phrase.KNOWS, Phrase.LEARN)


def in_languages(found: LetterFacts, *codes: str, signed: bool = True) -> LetterText:
    tongues = tuple(tongue(code, signed=signed) for code in codes if code != "en")
    return letter_for_reader(replace(found, languages=codes), tongues)


def test_the_sheet_has_everything_that_letters_of_any_kind_say():
    welsh = tongue("cy")
    for found in every_letter():
        letter = letter_for_reader(replace(found, languages=("cy", "en")), (welsh,))
        assert (letter.language, letter.untranslated) == ("cy", ()), found.kind


def test_nothing_in_a_letter_stays_in_english_but_what_people_typed():
    arabic = tongue("ar")
    for found in every_letter():
        letter = letter_for_reader(replace(found, languages=("ar", "en")), (arabic,))
        said = [letter.title, letter.greeting, letter.day, *(passage.text for passage in letter.passages)]
        ours = [_SET_APART.sub("", text) for text in (*said, *letter.closing[:1])]
        assert not [text for text in ours if _LATIN.search(text)], found.kind


_SET_APART = re.compile(f"{SET_APART[0]}[^{SET_APART[1]}]*{SET_APART[1]}")
_LATIN = re.compile("[A-Za-z]{2}")


def test_each_text_stands_once_with_a_key_of_its_own_and_what_is_filled_in():
    found = texts("cy")
    assert len({text.key for text in found}) == len(found)
    assert len({(text.english, text.form) for text in found}) == len(found)
    assert all(text.where and text.key for text in found)
    assert not any("{{if_" in text.english.replace("{{if_only_they_knew}}", "") for text in found)
    [only_if] = [text for text in found if text.english.startswith("We do not have a new buddy")]
    assert "only for who has no buddy" in only_if.where
    [starter] = [text for text in found if text.english.startswith("{{starter}} will contact")]
    assert "{{starter}}: Who contacts the reader first" in starter.filled_in


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("cy", {"zero": (0,), "one": (1,), "two": (2,), "few": (3,), "many": (6,), "other": (4, 5, 7)}),
        ("ar", {"zero", "one", "two", "few", "many", "other"}),
        ("pl", {"one", "few", "many"}),
        ("zh", {"other"}),
    ],
)
def test_a_language_has_the_forms_that_its_numbers_take(code: str, forms):
    found = {text.form: text.numbers for text in texts(code) if text.english == "{{number}} weeks"}
    assert found.keys() == set(forms)
    assert found == forms or not isinstance(forms, dict)


@pytest.mark.parametrize(("number", "form"), [(1, "one"), (2, "two"), (3, "few"), (6, "many"), (5, "other")])
def test_a_number_decides_the_form_of_its_word(number: int, form: str):
    letter = in_languages(facts(WITH_BEN, meetings=number, months=2), "cy")
    said = " ".join(passage.text for passage in letter.passages)
    assert pseudo("{{number}} times", "cy", form).replace("{{number}}", str(number)) in said


def test_a_date_is_in_the_words_of_its_language():
    letter = in_languages(facts(WITH_BEN), "cy", "en")
    assert (letter.day, letter.below.day) == ("21 Tachwedd 2026", "21 November 2026")
    assert in_languages(facts(WITH_BEN), "ar", "en").day == "21 نوفمبر 2026"


def test_from_right_to_left_all_that_people_typed_is_set_apart():
    letter = in_languages(facts(WITH_BEN), "ar", "en")
    said = "\n".join(passage.text for passage in letter.passages)
    for typed in ("Ben Price", BEN.email, BEN.phone, "Hillside Befrienders"):
        assert f"{SET_APART[0]}{typed}{SET_APART[1]}" in said
    assert SET_APART[0] not in "".join(passage.text for passage in letter.below.passages)


def test_what_is_not_signed_is_named_and_the_letter_is_in_english_alone():
    letter = in_languages(facts(WITH_BEN), "cy", "en", signed=False)
    assert (letter.language, letter.below) == ("en", None)
    assert "Meet your buddy" in letter.untranslated
    assert "Yours sincerely," in letter.untranslated


def test_own_words_stand_in_the_sheet_in_place_of_ours():
    own = KeptSentence(
        round_id=RoundId(1), kind=LetterKind.INTRODUCTION, key="expect", text="{{if_you_start}}Be brave."
    )
    found = {text.english: text for text in texts("cy", own)}
    assert found["Be brave."].key == "introduction.expect.1"
    assert "Sometimes people are not a good fit." not in {
        text.english for text in texts("cy", own) if text.key.startswith("introduction.")
    }
