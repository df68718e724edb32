import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.documents.forms.choices import Pick, Suggestions, as_text, picks_of_text
from buddy_matcher.documents.starter_lists import starter_strengths
from buddy_matcher.domain.text import fold

NAMES = [strength.name for strength in starter_strengths()]
KNOWN = {fold(name): number for number, name in enumerate(NAMES, start=1)}


def texts(text: str) -> list[str]:
    return [pick.text for pick in picks_of_text(text, KNOWN)]


@given(st.lists(st.sampled_from(NAMES), unique=True), st.sampled_from([", ", ";", "; ", "\n"]))
def test_known_choices_are_told_apart_however_they_are_joined(names: list[str], joint: str):
    assert texts(joint.join(names)) == names


@given(st.lists(st.builds(Pick, st.sampled_from(NAMES), st.integers(1, 3)), unique_by=lambda pick: pick.text))
def test_choices_survive_as_text(picks: list[Pick]):
    assert picks_of_text(as_text(tuple(picks)), KNOWN) == tuple(picks)


def test_a_trailing_semicolon_is_no_choice():
    assert texts("Policy and strategy;Beekeeping;") == ["Policy and strategy", "Beekeeping"]


def test_an_unknown_choice_between_known_ones_stays_as_written():
    assert texts("Data, evaluation and evidence, Beekeeping, Policy and strategy") == [
        "Data, evaluation and evidence",
        "Beekeeping",
        "Policy and strategy",
    ]


def test_the_longest_known_choice_counts():
    known = {"data", "data, evaluation", "data, evaluation and evidence"}
    picks = picks_of_text("Data, evaluation, Data", known)
    assert [pick.text for pick in picks] == ["Data, evaluation", "Data"]


@pytest.mark.parametrize("text", ["", "None", "n/a", " - ", ";", ","])
def test_saying_nothing_chooses_nothing(text: str):
    assert texts(text) == []


def test_the_word_other_before_a_choice_is_dropped():
    assert texts("Other: beekeeping") == ["beekeeping"]


def test_a_level_in_brackets_is_read_and_none_is_full():
    assert picks_of_text("Policy and strategy (a little); Project management", KNOWN) == (
        Pick("Policy and strategy", 1),
        Pick("Project management", 3),
    )


@pytest.mark.parametrize("joint", ["\n", "; "])
@pytest.mark.parametrize("mark", ["• ", "- ", "* ", "1) ", "2. ", "(a) ", "– "])
def test_bullets_and_numbers_are_no_part_of_a_choice(mark: str, joint: str):
    names = ["Project management", "Policy and strategy"]
    assert texts(joint.join(f"{mark}{name}" for name in names)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fund raising", "Bid writing and fundraising"),
        ("Fundrasing", "Bid writing and fundraising"),
        ("Project managment", "Project management"),
        ("Coproduction", "Co-production with residents"),
        ("Beekeeping", None),
        ("Singing", None),
        ("IT", None),
        ("", None),
    ],
)
def test_only_a_near_spelling_is_suggested(text: str, name: str | None):
    assert Suggestions(KNOWN).of(text) == (KNOWN[fold(name)] if name else None)
