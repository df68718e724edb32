"""Chooses several of a list by ticking them, and a day for all; at first those that are likely are ticked."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.day_fields import day_field, day_in
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.ticks_list import TicksList

_SIZE = QSize(560, 520)


@dataclass(frozen=True, slots=True)
class Several[K: int]:
    """What was chosen: the day, and the ids that were ticked and those that were not."""

    on: date
    ticked: tuple[K, ...]
    left_out: tuple[K, ...]


class ChooseSeveralDialog[K: int](FramedDialog):
    """A list of names with ticks, below a day that is today or earlier; without `ticked` all have theirs."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        hint: str,
        choices: Sequence[tuple[K, str]],
        today: date,
        *,
        accept: str,
        ticked: Container[K] | None = None,
        asks_day: bool = True,
    ) -> None:
        super().__init__(parent, title, hint)
        self.resize(_SIZE)
        self._ids = [one for one, _name in choices]
        self._on = day_field(today, latest=today)
        # Names to tick that nothing changes while the dialog is open: a model would say no more.
        self._list = TicksList(title)
        for one, name in choices:
            item = QListWidgetItem(name, self._list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_on = ticked is None or one in ticked
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self._none = QPushButton("Tick &none")
        self._none.clicked.connect(self._on_none_clicked)
        if asks_day:
            form = QFormLayout()
            form.addRow(field_label("&Day", self._on), self._on)
            self.body.addLayout(form)
        self.body.addWidget(self._list, 1)
        self.buttons.addButton(self._none, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._accepting = primary_button(accept)
        self.buttons.addButton(self._accepting, QDialogButtonBox.ButtonRole.AcceptRole)
        self._list.itemChanged.connect(self._look_again)
        self._look_again()

    @property
    def chosen(self) -> Several[K]:
        """What is chosen now."""
        is_ticked = [
            self._list.item(row).checkState() is Qt.CheckState.Checked for row in range(len(self._ids))
        ]
        both = list(zip(self._ids, is_ticked, strict=True))
        return Several(
            day_in(self._on),
            tuple(one for one, is_on in both if is_on),
            tuple(one for one, is_on in both if not is_on),
        )

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        hint: str,
        choices: Sequence[tuple[K, str]],
        today: date,
        *,
        accept: str,
        ticked: Container[K] | None = None,
        asks_day: bool = True,
    ) -> Several[K] | None:
        """Return what was chosen, something at least, or None when it was cancelled."""
        dialog = cls(parent, title, hint, choices, today, accept=accept, ticked=ticked, asks_day=asks_day)
        return dialog.chosen if dialog.exec() else None

    def _on_none_clicked(self) -> None:
        with QSignalBlocker(self._list):  # else all of them would be looked at again after each
            for row in range(self._list.count()):
                self._list.item(row).setCheckState(Qt.CheckState.Unchecked)
        self._look_again()
        announce(self._list, "None is ticked")

    def _look_again(self) -> None:
        self._accepting.setEnabled(bool(self.chosen.ticked))
