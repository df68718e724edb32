"""How tightly letters are set: what the pages really take, and what was estimated before."""

from dataclasses import replace

import pytest

from buddy_matcher.documents.letter_fit import LEVELS, LetterFit
from buddy_matcher.documents.letters import page_count, write_letters
from buddy_matcher.domain.letters import Passage, PassageKind
from buddy_matcher.domain.people import PRINT_SIZES
from tests.documents.test_letters import LETTER

BODY_TOP = 72


def with_lines(number: int, size: int) -> LetterFit:
    line = Passage(PassageKind.PARAGRAPH, "Some words that fill a line, more or less.")
    return LetterFit(replace(LETTER, passages=(line,) * number, print_size=size), BODY_TOP)


def pages_of(fit: LetterFit) -> int:
    return page_count(write_letters([fit.letter]))


@pytest.mark.parametrize("size", PRINT_SIZES)
def test_a_letter_never_takes_more_pages_than_were_estimated(size: int):
    for number in range(1, 40, 3):
        fit = with_lines(number, size)
        assert pages_of(fit) <= fit.pages(fit.tightness)


def test_a_letter_is_set_tightly_only_where_that_saves_a_page():
    fits = [with_lines(number, 14) for number in range(10, 40)]
    tightness = {fit.tightness for fit in fits}
    assert 0.0 in tightness
    assert tightness & set(LEVELS[1:])
    for fit in fits:
        looser = LEVELS[: LEVELS.index(fit.tightness)]
        assert all(fit.pages(level) > fit.pages(fit.tightness) for level in looser)


def test_a_few_lines_over_are_drawn_onto_the_page():
    fit = next(fit for fit in (with_lines(number, 14) for number in range(5, 40)) if fit.pages(0) == 2)
    assert (fit.pages(fit.tightness), pages_of(fit)) == (1, 1)
