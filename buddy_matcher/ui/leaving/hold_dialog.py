"""Asks until when a person or a pair is on hold."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.working_days import months_later
from buddy_matcher.ui.widgets.day_fields import OptionalDay
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import primary_button

_WIDTH = 480
_USUAL_MONTHS = 1
_HINT = "Letters and check-ins wait. Without a day it lasts until you release it; on the day Today says so."


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold until a day, None for until it is released."""

    until: date | None


class HoldDialog(FramedDialog):
    """The one question about a hold."""

    def __init__(self, parent: QWidget | None, who: str, today: date) -> None:
        super().__init__(parent, f"Hold {who}", _HINT)
        self.setMinimumWidth(_WIDTH)
        self._until = OptionalDay(
            "&Until", months_later(today, _USUAL_MONTHS), earliest=today + timedelta(days=1)
        )
        self.body.addWidget(self._until)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Put on hold"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def hold(self) -> Hold:
        """Until when."""
        return Hold(self._until.day)

    def ask(self, refusal: UserError | None) -> Hold | None:
        """Return until when, or None when it was cancelled; `refusal` is why it was not kept before."""
        self.say_refused(refusal)
        return self.hold if self.exec() else None
