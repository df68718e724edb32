"""Makes the example scheme, to look around in: the bundled form export in a scheme of its own.

Nobody in it is paired yet; `lived_example` has it half a year later, with the next round being planned.
"""

from datetime import date
from pathlib import Path

from buddy_matcher.domain.rounds import Coordinator
from buddy_matcher.paths import sample_form_export
from buddy_matcher.services.example_life import let_live
from buddy_matcher.services.schemes import Services, create_scheme

NAME = "West Moor buddy scheme"

COORDINATOR = Coordinator(
    name="Morag Ellis",
    organisation="West Moor Voluntary Action",
    phone="07700 900100",
    email="buddies@example.org",
    address=("12 Canal Street", "Bradford", "BD1 1HX"),
)


def create_example(path: Path) -> Services:
    """Make the example scheme in a new file and open it.

    Raises UserError when there is a file already, or when it can't be made.
    """
    services = create_scheme(path, NAME, COORDINATOR)
    services.imports.run(sample_form_export())
    return services


def lived_example(path: Path, today: date) -> Services:
    """Make the example scheme as it is after a round, with the next one being planned, and open it.

    Raises UserError as `create_example` does.
    """
    services = create_example(path)
    services.plan.suggest(agree=True)
    let_live(services, today)
    return services
