"""Every kind of letter is due at some time, has words and names, and is shown under a choice of its own."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox

from buddy_matcher.domain.letter_kinds import KINDS, LetterKind
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.letters.letter_filters import LetterFilters
from tests.helpers.letter_occasions import DUE
from tests.helpers.people import Ids

MOST_WORDS = 20
"""How long a sentence of ours may be, so that people read it at once."""


def test_every_kind_has_an_occasion_here_and_names_of_its_own():
    assert DUE.keys() == KINDS.keys() == set(LetterKind)
    for name in ("code", "key", "label", "nouns"):
        assert len({getattr(kind, name) for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("kind", LetterKind)
def test_it_is_due_has_words_and_is_shown_under_a_choice(
    kind: LetterKind, services: Services, ids: Ids, tmp_path: Path, qtbot
):
    DUE[kind](services, tmp_path)
    letter = next(letter for letter in services.letters.letters() if letter.text.kind is kind)
    assert letter.text.title
    assert letter.text.passages
    for passage in letter.text.passages:
        assert "&" not in passage.text
        assert all(len(each.split()) <= MOST_WORDS for each in re.split(r"(?<=[.:?])\s+", passage.text))
    filters = LetterFilters()
    qtbot.addWidget(filters)
    offered = [box.itemText(item) for box in filters.findChildren(QComboBox) for item in range(box.count())]
    assert any(text.startswith(kind.label) for text in offered)
