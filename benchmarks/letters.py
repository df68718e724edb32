"""How long 300 letters take, from the scheme to the PDF, and the page of one that is looked at.

python -m benchmarks.letters
"""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_person, new_scheme

LETTERS, RUNS, GOAL = 300, 3, 3.0
"""Seconds for 300 letters."""
PREVIEW_GOAL = 0.15
"""Seconds for the pages of any one."""


def main(letters: int = LETTERS) -> None:
    """Print the median time of some runs beside the goal."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME_VARIABLE] = folder
        services = new_scheme(Path(folder))
        _fill(services, letters // 2)
        services.plan.suggest(agree=True)
        seconds = [_seconds_to_save(services, Path(folder) / "letters.pdf") for _ in range(RUNS)]
        slowest = max(_seconds_to_look(services))
        services.close()
    print(f"slowest preview {slowest:6.3f} s   reach {PREVIEW_GOAL} s")
    print(f"{letters} letters {statistics.median(seconds):6.2f} s   reach {GOAL} s")


def _fill(services: Services, pairs: int) -> None:
    for number in range(pairs):
        name = f"Person {chr(ord('A') + number % 26)}{number}"
        add_person(services, f"{name} Rao", Sector.HEALTH, shares="Policy, Quality", wishes="Bid, Faith")
        add_person(services, f"{name} Moss", Sector.VCSE, shares="Bid, Faith", wishes="Policy, Budgets")


def _seconds_to_look(services: Services) -> Iterator[float]:
    people = [letter.member.participation_id for letter in services.letters.letters()]
    for person in people[:: max(1, len(people) // 20)]:
        started = time.perf_counter()
        services.letters.pages([person])
        yield time.perf_counter() - started


def _seconds_to_save(services: Services, path: Path) -> float:
    started = time.perf_counter()
    services.letters.save_pdf(path)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
