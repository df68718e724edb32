import pytest

from buddy_matcher.domain.statements import is_statement, odd_statement


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "n/a",
        "N/A.",
        "-",
        "—",
        "none",
        "None!",
        "Nothing.",
        "not sure",
        "?",
        "…",
        "TBC",
        "don’t know",
    ],
)
def test_an_answer_that_says_nothing_is_no_statement(text: str):
    assert not is_statement(text)


@pytest.mark.parametrize(
    "text", ["how it feels", "No one asks us", "nothing about us without us", "我們", "مرحبا"]
)
def test_any_other_answer_is_a_statement(text: str):
    assert is_statement(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("how it feels", ""),
        ("我在社區中心幫助長者", ""),
        ("trust", "it is one word"),
        ("WE ARE TIRED", "it is all in capitals"),
        ("ring me on 07700 900123", "it holds an e-mail address or a phone number"),
        ("mail ben@example.org first", "it holds an e-mail address or a phone number"),
        ("Mrs Ahmed waited a year", "it may name a patient or client"),
        ("see www.example.org for more", "it holds a web address"),
        ("a word " * 60, "it is long: 419 characters"),
    ],
)
def test_words_to_read_before_they_are_printed_are_found(text: str, why: str):
    assert odd_statement(text) == why
