"""How much paper the example round takes, counted on the real pages."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from buddy_matcher.documents.letters import page_count, write_letters
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.rounds import Coordinator
from buddy_matcher.services.example import create_example
from buddy_matcher.services.rounds.shown_letters import ShownLetter

NIA = Coordinator(
    name="Nia Hughes",
    phone="07700 900123",
    email="nia@scheme.example.org",
    organisation="West Moor Health Partnership",
    address=("12 Mill Lane", "Halifax", "HX1 1UJ"),
)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[ShownLetter, ...]]:
    folder = tmp_path_factory.mktemp("example")
    with closing(create_example(folder / "example.buddy")) as services:
        services.scheme.save_scheme(replace(services.scheme.scheme(), coordinator=NIA))
        services.plan.suggest(agree=True)
        services.letters.save_pdf(folder / "letters.pdf")
        return folder / "letters.pdf", services.letters.letters()


def test_the_example_takes_a_sheet_a_letter_and_little_more(example: tuple[Path, tuple[ShownLetter, ...]]):
    pdf, letters = example
    printed = sum(not letter.needs_arranging for letter in letters)
    pages = len(PdfReader(pdf).pages)
    assert printed == 52
    assert pages <= 2 * printed
    assert (pages + 1) // 2 <= 54


@pytest.mark.parametrize("size", [12, 14, 16])
def test_a_letter_about_one_buddy_fits_one_sheet_up_to_16_points(
    example: tuple[Path, tuple[ShownLetter, ...]], size: int
):
    _, letters = example
    alone = [letter.text for letter in letters if letter.text.title == "Meet your buddy"]
    for text in alone[::4]:
        assert page_count(write_letters([replace(text, print_size=size)])) <= 2


def test_a_waiting_letter_of_usual_size_is_one_page(
    example: tuple[Path, tuple[ShownLetter, ...]], tmp_path: Path
):
    with closing(create_example(tmp_path / "example.buddy")) as services:
        services.scheme.save_scheme(replace(services.scheme.scheme(), coordinator=NIA))
        services.plan.suggest(agree=True)
        services.pairings.unpair(services.latest.plan().pairs[0].pairing.id)
        waiting = [v.text for v in services.letters.letters() if v.text.kind is LetterKind.WAITING_LIST]
    assert waiting
    for text in waiting:
        assert page_count(write_letters([replace(text, print_size=14)])) == 1
