"""How long letters take: 300 from the scheme to the PDF, and the pages of one that is looked at or worded.

python -m benchmarks.letters

All figures are processor time, which what else runs on the machine changes little: of pages the slowest of
the invented readers of each kind, in every print size. The first one, before any font was read, stands apart.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from buddy_matcher.domain.letter_blocks import OUR_WORDS, Block
from buddy_matcher.domain.letter_examples import example_facts
from buddy_matcher.domain.letter_facts import LetterFacts
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import PRINT_SIZES, LetterPreferences
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_person, new_scheme

LETTERS, RUNS, GOAL = 300, 3, 3.0
"""Seconds for 300 letters."""
PREVIEW_GOAL = 0.15
"""Seconds for the pages of any one."""
LONG = "A line that says for a while what the scheme is about, and that wraps to the next one. " * 4
LONG_LINES = 40
"""Makes about 14 kB of wording, six pages."""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30H0z"/></svg>'


def main(letters: int = LETTERS) -> None:
    """Print what each takes beside the goal."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME_VARIABLE] = folder
        services = new_scheme(Path(folder))
        (Path(folder) / "logo.svg").write_text(LOGO, encoding="utf-8")
        services.letterhead.use_logo(Path(folder) / "logo.svg", "West Moor")
        _say("first page", _first(services))
        for kind in LetterKind:
            _say(f"page of {kind.label}", max(_seconds_of_kind(services, kind)))
        _say("page in long words", max(_seconds_of_kind(services, LetterKind.INTRODUCTION, _long_words())))
        _fill(services, letters // 2)
        services.plan.suggest(agree=True)
        seconds = [_taken(lambda: services.letters.save_pdf(Path(folder) / "all.pdf")) for _ in range(RUNS)]
        _say("page of any letter", max(_seconds_to_look(services)))
        _say("page after an edit", max(_seconds_after_edits(services)))
        services.close()
    print(f"{letters} letters{'':14}{statistics.median(seconds):7.3f} s   reach {GOAL} s")


def _say(what: str, seconds: float) -> None:
    print(f"{what:26}{seconds:7.3f} s   reach {PREVIEW_GOAL} s")


def _taken(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _facts(services: Services, kind: LetterKind) -> Iterator[LetterFacts]:
    scheme, day = services.scheme.scheme(), date(2026, 11, 21)
    for _, facts in example_facts(kind, scheme, day):
        for size in PRINT_SIZES:
            reader = replace(facts.recipient, letters=LetterPreferences(print_size=size))
            yield replace(facts, recipient=reader)


def _long_words() -> dict[Block, str]:
    return {**OUR_WORDS[LetterKind.INTRODUCTION], Block.EXPECT: "\n".join([LONG] * LONG_LINES)}


def _first(services: Services) -> float:
    facts = next(_facts(services, LetterKind.INTRODUCTION))
    return _taken(lambda: services.wording.page(facts, {}))


def _seconds_of_kind(
    services: Services, kind: LetterKind, words: dict[Block, str] | None = None
) -> Iterator[float]:
    for facts in _facts(services, kind):
        yield _taken(lambda each=facts: services.wording.page(each, words or OUR_WORDS[kind]))


def _fill(services: Services, pairs: int) -> None:
    for number in range(pairs):
        name = f"Person {chr(ord('A') + number % 26)}{number}"
        add_person(services, f"{name} Rao", Sector.HEALTH, shares="Policy, Quality", wishes="Bid, Faith")
        add_person(services, f"{name} Moss", Sector.VCSE, shares="Bid, Faith", wishes="Policy, Budgets")


def _seconds_to_look(services: Services) -> Iterator[float]:
    people = [letter.member.participation_id for letter in services.letters.letters()]
    for person in people[:: max(1, len(people) // 20)]:
        yield _taken(lambda one=person: services.letters.pages([one]))


def _seconds_after_edits(services: Services) -> Iterator[float]:
    """Yield what the list of letters and a page take once somebody's name was corrected."""
    for member in services.people.people()[:3]:
        form = services.people.form_of(member.participation_id)
        services.people.save(replace(form, participant=replace(form.participant, known_as="Sky")))
        yield _taken(lambda one=member.participation_id: services.letters.pages([one]))


if __name__ == "__main__":
    main()
