"""Text as typed, made tidy and comparable."""

from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.domain.person_names import split_full_name
from buddy_matcher.domain.text import (
    MOST_QUOTED,
    SET_APART,
    counted,
    fold,
    listed,
    listed_up_to,
    quoted,
    set_apart,
    tidy,
)


def test_tidying_removes_what_cannot_be_seen_and_keeps_names():
    assert tidy("  Asha\u00a0 O’Neill\n") == "Asha O’Neill"
    assert tidy("evil\u202egnp.exe\u200b\x00") == "evilgnp.exe"
    assert tidy("Nguyễn Ŵyn") == "Nguyễn Ŵyn"


def test_joiners_stay_where_a_script_spells_with_them():
    persian, sinhala = "علی\u200cرضا", "ශ්\u200dරී"
    assert (tidy(persian), tidy(sinhala)) == (persian, sinhala)
    assert tidy("\u200dAs\u200cha\u200d ශ්\u200d") == "Asha ශ්"


def test_folding_makes_spellings_equal():
    assert fold(" CHLOË  O’Neill ") == fold("chloe o'neill")
    assert fold("Co‑production") == "co-production"
    assert fold("علی\u200cرضا") == fold("علیرضا")


def test_only_words_from_right_to_left_get_marks_around_them():
    assert set_apart(" Ben  Price ") == "Ben Price"
    assert set_apart("慧賢社") == "慧賢社"
    assert set_apart("محمد") == "\u2068محمد\u2069"
    assert set_apart(set_apart("שלום 2000")) == set_apart("שלום 2000")
    assert tidy(set_apart("محمد")) == "محمد"
    assert tidy(f"Phone {set_apart('محمد')}: 1", keeping=SET_APART) == "Phone \u2068محمد\u2069: 1"


@given(st.text())
def test_tidying_and_folding_settle(text: str):
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)


def test_lists_and_counts_read_as_sentences():
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [counted(1, "person", "people"), counted(1200, "letter")] == ["1 person", "1,200 letters"]


def test_full_names_are_split_before_the_family_name():
    assert split_full_name("Asha Rao") == ("Asha", "Rao")
    assert split_full_name("Mary Ann van der Berg") == ("Mary Ann", "van der Berg")
    assert split_full_name("Sukarno") == ("Sukarno", "")
    assert split_full_name("Van Morrison") == ("Van", "Morrison")


def test_what_somebody_typed_is_quoted_in_short():
    assert quoted(" Near\n by ") == "“Near by”"
    assert len(quoted("x" * 5000)) == MOST_QUOTED + 2
    assert quoted("x" * 5000).endswith("x…”")


def test_many_names_are_cut_short():
    assert listed_up_to(["Asha", "Ben"], 2) == "Asha and Ben"
    assert listed_up_to(["Asha", "Ben", "Cara", "Dewi"], 2) == "Asha, Ben and 2 more"
