"""Fixtures that the tests of several layers share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_four, new_scheme


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
