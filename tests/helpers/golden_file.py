"""Makes the golden file of the newest format; run it once when a format is released, and commit the file.

python -m tests.helpers.golden_file tests/storage/files/format_1.buddy
"""

import sys
from pathlib import Path

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.rounds import Coordinator, Scheme
from buddy_matcher.domain.rules import Rule, RuleKind
from buddy_matcher.domain.strengths import Strength, Theme, answers_from
from buddy_matcher.storage.scheme_file import SchemeFile


def make(path: Path) -> None:
    """Write a small scheme with something in most tables to a new file."""
    scheme = Scheme(
        name="Golden scheme", coordinator=Coordinator(name="Zoë Ŵyn", email="zoe.wyn@example.org")
    )
    file = SchemeFile.create(path, scheme)
    with file.changing(Label("Add people")) as unit:
        strengths = unit.strengths.save_all([Strength(name="Budgets"), Strength(name="Bids")])
        theme = unit.themes.save(Theme(name="Carers"))
        sides = [("Asha", "O’Neill", Sector.HEALTH), ("Ben", "Nguyễn", Sector.VCSE)]
        for number, (given, family, sector) in enumerate(sides):
            employer = unit.organisations.save(Organisation(name=f"{family} Trust", sector=sector))
            person = unit.people.save(Participant(given=given, family=family, organisation_id=employer.id))
            unit.participations.save(
                Participation(
                    round_id=1,
                    participant_id=person.id,
                    strengths=answers_from({strengths[number].id: 3}, {strengths[1 - number].id: 3}),
                    theme_ids=frozenset({theme.id}),
                )
            )
        unit.rules.save(Rule(kind=RuleKind.PREFER, first_id=1, second_id=2, reason="They asked"))
        unit.commit()
    with file.changing(Label("Pair {0} with {1}", (1, 2))) as unit:
        unit.pairings.save(Pairing(round_id=1, members=(1, 2), state=PairingState.AGREED))
        unit.commit()
    file.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
