"""How long a commit takes, and how long until 5,000 people are on the screen.

python -m benchmarks.storage
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.meeting import HALF_DAYS, MeetingWay
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.strengths import answers_from
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.rounds.round_state import read_round
from buddy_matcher.services.schemes import Services, create_scheme, open_scheme

PEOPLE, COMMITS, OPENINGS = 5000, 300, 5
COMMIT_GOAL, OPENING_GOAL = 20.0, 1.0
"""Milliseconds for 95 of 100 commits; seconds to open and load the people."""


def main(people: int = PEOPLE, commits: int = COMMITS, openings: int = OPENINGS) -> None:
    """Print both measures beside their goals."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME_VARIABLE] = str(Path(folder) / "home")
        services = create_scheme(Path(folder) / "scheme.buddy", "Benchmark")
        add_people(services, people)
        slowest = statistics.quantiles(seconds_of_commits(services, commits), n=20)[-1] * 1000
        size = services.path.stat().st_size / 1e6
        services.close()
        took = [seconds(lambda: open_and_load(services.path)) for _ in range(openings)]
    print(f"{people:,} people, a file of {size:.1f} MB")
    print(f"a commit takes {slowest:.1f} ms at the 95th percentile (goal {COMMIT_GOAL:.0f} ms)")
    print(
        f"opening and loading takes {statistics.median(took):.2f} s, {min(took):.2f} s at best"
        f" (goal {OPENING_GOAL:.0f} s)"
    )


def add_people(services: Services, number: int, *, is_even: bool = False) -> None:
    """Add people with as many answers as a long form gives; as many of each sector when it `is_even`."""
    chance = random.Random(1)
    sectors = list(Sector)
    strengths = [strength.id for strength in services.people.strengths()]
    themes = [theme.id for theme in services.people.themes()]
    with services.file.changing(Label("Add people")) as unit:
        employers = unit.organisations.save_all(
            Organisation(name=f"Group {i}", sector=sectors[i % 2] if is_even else chance.choice(sectors))
            for i in range(number // 10 + 1)
        )
        for i in range(number):
            employer = chance.choice(employers[i % 2 :: 2] if is_even else employers)
            person = unit.people.save(
                Participant(given=f"Given {i}", family=f"Family {i}", organisation_id=employer.id)
            )
            levels = {each: chance.randint(1, 3) for each in chance.sample(strengths, 8)}
            shares, wishes = dict(list(levels.items())[:4]), dict(list(levels.items())[4:])
            unit.participations.save(
                Participation(
                    round_id=1,
                    participant_id=person.id,
                    sector=employer.sector,
                    organisation_id=employer.id,
                    strengths=answers_from(shares, wishes),
                    theme_ids=frozenset(chance.sample(themes, 3)),
                    ways=frozenset({MeetingWay.VIDEO, MeetingWay.PHONE}),
                    free=frozenset(chance.sample(HALF_DAYS, 6)),
                    hopes="To learn from each other. " * 6,
                )
            )
        unit.commit()


def seconds_of_commits(services: Services, number: int) -> list[float]:
    """Edit one person after another; return how long each took from asking to acknowledged."""
    with services.file.reading() as unit:
        people = unit.people.all()[:number]

    def edit(person: Participant) -> None:
        with services.file.changing(Label("Edit {0}", (person.id,))) as unit:
            unit.people.save(replace(person, notes="A note. " * 20))
            unit.commit()

    return [seconds(lambda person=person: edit(person)) for person in people]


def open_and_load(path: Path) -> None:
    """Open a scheme and read its round, as the window does."""
    services = open_scheme(path)
    with services.file.reading() as unit:
        read_round(unit)
    services.close()


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
