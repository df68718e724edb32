"""Makes the example scheme: the bundled form export in a scheme of its own, to look around in."""

from pathlib import Path

from buddy_matcher.domain.rounds import Coordinator
from buddy_matcher.paths import sample_form_export
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
