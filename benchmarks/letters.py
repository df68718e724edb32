"""How long 200 letters take, from the scheme to the PDF.

python -m benchmarks.letters
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_person, new_scheme

LETTERS, RUNS, GOAL = 200, 3, 3.0
"""Seconds for 200 letters."""


def main(letters: int = LETTERS) -> None:
    """Print the median time of some runs beside the goal."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME_VARIABLE] = folder
        services = new_scheme(Path(folder))
        _fill(services, letters // 2)
        services.plan.suggest(agree=True)
        seconds = [_seconds_to_save(services, Path(folder) / "letters.pdf") for _ in range(RUNS)]
        services.close()
    print(f"{letters} letters {statistics.median(seconds):6.2f} s   reach {GOAL} s")


def _fill(services: Services, pairs: int) -> None:
    for number in range(pairs):
        name = f"Person {chr(ord('A') + number % 26)}{number}"
        add_person(services, f"{name} Rao", Sector.HEALTH, shares="Policy, Quality", wishes="Bid, Faith")
        add_person(services, f"{name} Moss", Sector.VCSE, shares="Bid, Faith", wishes="Policy, Budgets")


def _seconds_to_save(services: Services, path: Path) -> float:
    started = time.perf_counter()
    services.letters.save_pdf(path)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
