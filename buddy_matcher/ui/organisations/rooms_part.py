"""The rooms that an organisation offers, as a part of its form, and the form of one room."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.rooms import Room, RoomFeature
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button, quiet_label
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_WIDTH = 460


class RoomDialog(FramedDialog):
    """Edits a copy of a room; nothing is stored here."""

    def __init__(self, parent: QWidget | None, room: Room) -> None:
        super().__init__(parent, "Edit room" if room.name else "Add a room")
        self.setMinimumWidth(_WIDTH)
        self._room = room
        self.name = QLineEdit(room.name)
        self.outcode = QLineEdit(room.outcode)
        self.features = {feature: QCheckBox(feature.label) for feature in RoomFeature}
        self.cost, self.ask_whom = QLineEdit(room.cost), QLineEdit(room.ask)
        form = QFormLayout()
        form.setSpacing(GAP)
        form.addRow(field_label("&Name", self.name), self.name)
        form.addRow(field_label("&Postcode, first half", self.outcode), self.outcode)
        for feature, box in self.features.items():
            box.setChecked(feature in room.features)
            form.addRow("", box)
        form.addRow(field_label("C&ost", self.cost), self.cost)
        form.addRow(field_label("&Whom to ask", self.ask_whom), self.ask_whom)
        self.body.addLayout(form)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        keep = primary_button("Keep room")
        self.buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setEnabled(bool(room.name))
        self.name.textChanged.connect(lambda text: keep.setEnabled(bool(text.strip())))

    @property
    def edited(self) -> Room:
        """The room as the form has it."""
        return replace(
            self._room,
            name=self.name.text(),
            outcode=self.outcode.text(),
            features=frozenset(feature for feature, box in self.features.items() if box.isChecked()),
            cost=self.cost.text(),
            ask=self.ask_whom.text(),
        )

    @classmethod
    def ask(cls, parent: QWidget | None, room: Room) -> Room | None:
        """Return the room as edited, or None when it was cancelled."""
        dialog = cls(parent, room)
        return dialog.edited if dialog.exec() else None


class RoomsPart(QWidget):
    """A list of rooms to add to, edit and take from."""

    def __init__(self, rooms: Sequence[Room], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rooms = list(rooms)
        # A few names that the form itself holds: a model of its own would say no more.
        self.list = QListWidget()
        self.list.setAccessibleName("Rooms")
        self.add, self.edit, self.remove = (QPushButton(text) for text in ("&Add…", "&Edit…", "&Remove"))
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(quiet_label("Where pairs and gatherings may meet, and what a venue has."))
        layout.addWidget(self.list, 1)
        layout.addLayout(WrappingRow(self.add, self.edit, self.remove))
        self.add.clicked.connect(self._on_add)
        self.edit.clicked.connect(self._on_edit)
        self.remove.clicked.connect(self._on_remove)
        self.list.itemActivated.connect(self._on_edit)
        self.list.currentRowChanged.connect(self._look_again)
        self._show(0)

    @property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms as they are now."""
        return tuple(self._rooms)

    def _show(self, chosen: int) -> None:
        self.list.clear()
        self.list.addItems([", ".join(filter(None, (room.name, room.outcode))) for room in self._rooms])
        self.list.setCurrentRow(min(chosen, len(self._rooms) - 1))
        self._look_again()

    def _look_again(self) -> None:
        for button in (self.edit, self.remove):
            button.setEnabled(self.list.currentRow() >= 0)

    def _on_add(self) -> None:
        if room := RoomDialog.ask(self, Room(name="")):
            self._rooms.append(room)
            self._show(len(self._rooms) - 1)

    def _on_edit(self) -> None:
        row = self.list.currentRow()
        if row >= 0 and (room := RoomDialog.ask(self, self._rooms[row])):
            self._rooms[row] = room
            self._show(row)

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            del self._rooms[row]
            self._show(row)
