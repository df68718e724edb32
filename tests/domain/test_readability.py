import pytest

from buddy_matcher.domain.letter_blocks import OUR_WORDS
from buddy_matcher.domain.readability import readability


def test_words_and_the_longest_sentence_are_counted():
    read = readability("Meet soon. Say hello, and agree when to meet.\n- It’s fun")
    assert (read.words, read.longest_sentence) == (11, 7)
    assert readability(" \n- . ").reading_age is None


@pytest.mark.parametrize(
    ("text", "young"),
    [
        ("Tell each other about a normal day at work.", True),
        ("Participants are respectfully requested to communicate organisational prerequisites.", False),
    ],
)
def test_plain_words_are_for_younger_readers(text: str, young: bool):
    age = readability(text).reading_age
    assert age is not None
    assert (age <= 11) == young


def test_our_own_words_are_for_readers_of_9_to_11_or_so():
    ages = [readability(" ".join(blocks.values())).reading_age for blocks in OUR_WORDS.values()]
    assert max(filter(None, ages)) <= 12
