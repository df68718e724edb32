"""Every dialog of ours stands among those that pictures are saved of, and that tests walk through."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog

import buddy_matcher.ui
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.every_dialog import dialogs_of

NOT_SHOWN = {
    "CrashMessage": "is a message with details to copy; `tests/ui/acting` looks at it",
    "FramedDialog": "is what the others are made from",
    "ImportDialog": "reads a sheet as soon as it is made; `tests/ui/importing` walks through its steps",
    "Message": "says one sentence of whatever went wrong; `tests/ui/acting` looks at it",
    "PrinterDialog": "is Qt's own, with our title",
}
"""Dialogs without a picture, with the reason."""


def dialogs() -> Iterator[str]:
    """Yield the names of our dialogs."""
    for module in pkgutil.walk_packages(buddy_matcher.ui.__path__, "buddy_matcher.ui."):
        found = importlib.import_module(module.name)
        for thing in vars(found).values():
            is_ours = isinstance(thing, type) and thing.__module__ == module.name
            if is_ours and issubclass(thing, QDialog) and not issubclass(thing, QFileDialog):
                yield thing.__name__


def test_every_dialog_is_shown_or_named_why_not(window: MainWindow, scheme: Path):
    assert window.open_file(scheme)
    shown = {type(dialog).__name__ for _, dialog in dialogs_of(window.workspace)}
    assert set(dialogs()) - shown == NOT_SHOWN.keys()
