"""Finds the one part of a widget that a test is about."""

import pytest
from PySide6.QtCore import QObject


def the[W: QObject](kind: type[W], parent: QObject | None) -> W:
    """Return what stands in `parent` of a kind; a test fails where there is none."""
    assert parent is not None
    found = parent.findChild(kind)
    assert found is not None, kind.__name__
    return found


def fail_with(what: object) -> None:
    """Fail the test with what should not have come."""
    pytest.fail(str(what))
