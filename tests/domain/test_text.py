"""Text as typed, made tidy and comparable."""

from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.domain.people import split_full_name
from buddy_matcher.domain.text import counted, fold, listed, tidy


def test_tidying_removes_what_cannot_be_seen_and_keeps_names():
    assert tidy("  Asha\u00a0 O’Neill\n") == "Asha O’Neill"
    assert tidy("evil\u202egnp.exe\u200b\x00") == "evilgnp.exe"
    assert tidy("Nguyễn Ŵyn") == "Nguyễn Ŵyn"


def test_folding_makes_spellings_equal():
    assert fold(" CHLOË  O’Neill ") == fold("chloe o'neill")
    assert fold("Co‑production") == "co-production"


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
