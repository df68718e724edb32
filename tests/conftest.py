"""Fixtures that the tests of several layers share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_four, new_scheme

# Tests open windows on no screen, wherever they run.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes says more about the machine than about the code.
settings.register_profile("anywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("anywhere")


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Settings, backups and logs go to a temporary folder, never to those of whoever runs the tests."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(HOME_VARIABLE, str(home))
        yield home


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """A new scheme with the starter strengths and nobody in it."""
    services = new_scheme(tmp_path)
    yield services
    services.close()


@pytest.fixture
def ids(services: Services) -> dict[str, int]:
    """Four people added to `services`, by given name: Asha and Ben, Cara and Dewi fit each other best."""
    return add_four(services)
