"""Offers ways out when a scheme can’t be opened as asked: look at it only, take it over, recover it."""

import platform
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.refusals import DamagedFile, SchemeInUse
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.recovery import recover_scheme
from buddy_matcher.services.schemes import Services, open_read_only, open_scheme
from buddy_matcher.ui.acting.jobs import meanwhile
from buddy_matcher.ui.acting.messages import Message, say


class WayOut(StrEnum):
    """What can be done instead of opening a scheme as asked; its value is the words of its button."""

    READ_ONLY = "Open a &read-only copy"
    TAKE_OVER = "&Work in it all the same"
    RECOVER = "&Recover the scheme"


class WayOutDialog(Message):
    """Says why a scheme was refused, with a button for each way out."""

    def __init__(self, parent: QWidget, error: UserError, ways: Sequence[WayOut]) -> None:
        super().__init__(error.message, error.advice, parent)
        self.chosen: WayOut | None = None
        for way in ways:
            button = QPushButton(way.value)
            button.clicked.connect(lambda _checked=False, way=way: self._choose(way))
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)

    @classmethod
    def ask(cls, parent: QWidget, error: UserError, ways: Sequence[WayOut]) -> WayOut | None:
        """Return the way out that the coordinator chose, or None."""
        dialog = cls(parent, error, ways)
        dialog.exec()
        return dialog.chosen

    def _choose(self, way: WayOut) -> None:
        self.chosen = way
        self.accept()


def open_or_offer(parent: QWidget, path: Path) -> Services | None:
    """Open a scheme as asked or in a way that the coordinator chooses; None when they choose none.

    Raises UserError where there is no way out.
    """
    try:
        return meanwhile(partial(_read, path))
    except (SchemeInUse, DamagedFile) as error:
        chosen = WayOutDialog.ask(parent, error, _ways_out(error))
    match chosen:
        case WayOut.READ_ONLY:
            return open_read_only(path)
        case WayOut.TAKE_OVER:
            return open_scheme(path, take_over=True)
        case WayOut.RECOVER:
            report = recover_scheme(path)
            services = open_scheme(path)
            say(report.message, "", parent)
            return services
    return None


def _read(path: Path) -> Services:
    """Open a scheme, and read what the first sight of it shows."""
    services = open_scheme(path)
    try:
        services.overview.round()
        services.follow_up.due(today())
        services.scheme.scheme()
        services.rounds.rounds()
        services.history.next_steps()
    except UserError:
        services.close()
        raise
    return services


def _ways_out(error: SchemeInUse | DamagedFile) -> tuple[WayOut, ...]:
    if isinstance(error, DamagedFile):
        return (WayOut.RECOVER,)
    # Only of another computer is it unknown whether the program there still runs.
    may_have_gone = error.holder is not None and error.holder.computer != platform.node()
    return (WayOut.READ_ONLY, WayOut.TAKE_OVER) if may_have_gone else (WayOut.READ_ONLY,)
