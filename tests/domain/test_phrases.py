import pytest

from buddy_matcher.documents.starter_lists import starter_strengths, starter_themes
from buddy_matcher.domain.people import Level, OtherFormat
from buddy_matcher.domain.phrases import in_a_list, inside_sentence
from buddy_matcher.domain.strengths import LEVEL_LABELS, WISH_LABELS

LISTED = [strength.name for strength in starter_strengths()] + [theme.name for theme in starter_themes()]
LABELS = [
    *LEVEL_LABELS[1:],
    *WISH_LABELS[1:],
    *(level.label for level in Level),
    *(each.label for each in OtherFormat),
]


@pytest.mark.parametrize("entry", [entry for entry in LISTED + LABELS if entry[:3] not in {"LGB", "BSL"}])
def test_our_own_entries_begin_with_a_small_letter_inside_a_sentence(entry: str):
    assert inside_sentence(entry) == entry[0].lower() + entry[1:]


@pytest.mark.parametrize(
    "entry",
    [
        "A&E departments",
        "Leeds communities",
        "LGBTQ+ communities",
        "NHS policy",
        "Welsh",
        "GPs",
        "IT support",
        "Roma and Traveller communities",
        "Beekeeping",
        "",
    ],
)
def test_names_and_words_that_nobody_listed_stay_as_typed(entry: str):
    assert inside_sentence(entry) == entry


def test_a_list_of_entries_that_hold_and_can_not_be_misread():
    assert in_a_list(["carers", "older people"]) == "carers and older people"
    assert in_a_list(["carers", "food and fuel poverty"]) == "carers, and food and fuel poverty"
    assert (
        in_a_list(["data, evaluation and evidence", "policy"]) == "data, evaluation and evidence; and policy"
    )
