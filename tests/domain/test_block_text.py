"""How the text of a block is read and said: fields, sentences that are left out, lines, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.domain.block_text import UnknownField, check_fields, said_of_all
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_blocks import OUR_WORDS, Block
from buddy_matcher.domain.letter_facts import Introduction
from buddy_matcher.domain.letter_fields import Field
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_wording import compose_letter
from buddy_matcher.domain.letters import Passage, PassageKind
from buddy_matcher.domain.rounds import Coordinator
from buddy_matcher.domain.sentences import FIELD
from tests.domain.test_letter_wording import BEN, CARA, WITH_BEN, facts, headings, words

TRIO = Introduction(buddies=(BEN, CARA), first_contact=BEN.participation_id)
DAN = replace(CARA, participation_id=ParticipationId(4), called="Dan", full_name="Dan Moss")


def said(text: str, *introductions: Introduction) -> list[str]:
    return [passage.text for passage in said_of_all(text, facts(*(introductions or (WITH_BEN,))))]


def test_a_sentence_is_left_out_for_whom_its_field_is_empty():
    text = "Ring {{coordinator}}. Or write to {{coordinator_email}}."
    nameless = facts(WITH_BEN, coordinator=Coordinator(email="nia@scheme.example.org"))
    assert [p.text for p in said_of_all(text, nameless)] == ["Or write to nia@scheme.example.org."]


def test_a_condition_lets_its_sentence_be_said_and_leaves_no_trace():
    text = "{{if_you_start}}Be brave. {{if_you_wait}}Be patient."
    assert said(text) == ["Be brave."]
    assert said(text, replace(WITH_BEN, first_contact=BEN.participation_id)) == ["Be patient."]


def test_lines_are_paragraphs_or_bullets_and_markup_is_plain_text():
    text = "# Hello *you* <b>&amp;</b>\n\n- one\n• two\n$x$ `y` \\n"
    assert list(said_of_all(text, facts(WITH_BEN))) == [
        Passage(PassageKind.PARAGRAPH, "# Hello *you* <b>&amp;</b>"),
        Passage(PassageKind.BULLET, "one"),
        Passage(PassageKind.BULLET, "two"),
        Passage(PassageKind.PARAGRAPH, "$x$ `y` \\n"),
    ]


def test_what_somebody_typed_that_looks_like_a_field_is_printed_as_it_is():
    sly = replace(WITH_BEN, buddies=(replace(BEN, organisation="{{phone}} & {{email}}"),))
    assert said("They work at {{organisation}}.", sly) == ["They work at {{phone}} & {{email}}."]


def test_what_speaks_of_each_buddy_is_said_of_each_and_the_rest_once():
    text = "Good news! {{buddy}} is kind. You will like them.\nSee you soon."
    assert said(text) == ["Good news! Ben is kind. You will like them.", "See you soon."]
    assert said(text, TRIO) == [
        "Good news!",
        "Ben is kind. You will like them.",
        "Cara is kind. You will like them.",
        "See you soon.",
    ]


def test_what_speaks_of_each_pairing_stays_together():
    other = Introduction(buddies=(DAN,), first_contact=DAN.participation_id)
    text = "Contact {{contact_whom}}. {{starter}} contacts {{contacted}}.\n- Ring {{buddy}}: {{phone}}"
    assert said(text, WITH_BEN, other) == ["Contact Ben.", "Ring Ben: 07700 900456", "Dan contacts you."]


def test_a_field_with_several_values_repeats_its_sentence():
    several = replace(WITH_BEN, buddies=(replace(BEN, reasons=("One.", "Two.")),))
    assert said("- {{reasons}}", several) == ["One.", "Two."]
    assert said("We thought: {{reasons}}", several) == ["We thought: One. We thought: Two."]


@pytest.mark.parametrize(
    "typed", ["{{Buddy}}", "{{ job title }}", "{{job-title}}", "{ {buddy} }", "{{", "}}"]
)
def test_fields_may_be_typed_loosely(typed: str):
    check_fields(typed)


def test_an_unknown_field_is_named_with_the_nearest():
    with pytest.raises(UnknownField, match=r"no field “budy”.*\{\{buddy\}\}"):
        check_fields("Hello {{budy}}")


def test_every_field_stands_in_our_words_or_says_what_no_sentence_of_ours_does():
    ours = " ".join(text for blocks in OUR_WORDS.values() for text in blocks.values())
    assert {field for field in Field if f"{{{{{field}}}}}" not in ours} == {Field.FIRST_NAME}
    assert len({field.label for field in Field}) == len(Field)


def test_own_words_stand_in_place_of_a_block_and_an_empty_one_loses_its_heading():
    own = (("expect", "See you at the {{scheme}} lunch."), ("ideas", ""))
    letter = compose_letter(facts(WITH_BEN, own_words=own))
    assert "See you at the Calder Buddy Scheme lunch." in words(letter)
    assert "Ideas for your first meeting" not in headings(letter)
    assert "6 times" not in words(letter)


def test_the_number_of_meetings_and_months_is_that_of_the_round():
    assert "Plan to meet about 8 times over 9 months." in words(
        compose_letter(facts(WITH_BEN, meetings=8, months=9))
    )
    assert "about 1 time over 1 month." in words(compose_letter(facts(WITH_BEN, meetings=1, months=1)))


_PIECES = st.sampled_from(
    [*(f"{{{{{field}}}}}" for field in Field), "{{", "}}", "{{nonsense}}", ". ", "! ", "\n", "\n- ", "“", "”"]
)
WILD_TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=30).map("".join)


@given(WILD_TEXTS, st.sampled_from([(), (WITH_BEN,), (TRIO,), (WITH_BEN, TRIO)]))
def test_any_text_says_no_more_of_a_buddy_than_the_facts_hold(text: str, introductions):
    """What was not shared is in no fact, and a field is all that can put anything in."""
    hidden = tuple(
        replace(each, buddies=tuple(replace(b, email="", phone="", statements=()) for b in each.buddies))
        for each in introductions
    )
    for passage in said_of_all(text, facts(*hidden)):
        assert "ben@hillside" not in passage.text
        assert "07700 900456" not in passage.text
        assert "how many forms" not in passage.text
        left = [typed for typed in FIELD.findall(passage.text) if typed.strip().casefold() in set(Field)]
        assert not left


@given(st.sampled_from(list(LetterKind)), st.sampled_from(list(Block)), WILD_TEXTS)
def test_any_text_makes_a_letter(kind: LetterKind, block: Block, text: str):
    own = ((block.value, text),) if block in OUR_WORDS[kind] else ()
    letter = compose_letter(facts(WITH_BEN, kind=kind, own_words=own))
    assert all(passage.text for passage in letter.passages)
