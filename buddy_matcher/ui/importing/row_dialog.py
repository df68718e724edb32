"""One row of a sheet, to mend what kept it out or was misread; the file itself stays as it is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from buddy_matcher.domain.import_report import SheetRow
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, plain_label, primary_button, with_look
from buddy_matcher.ui.widgets.theme import GAP

_WIDTH = 620
_LONGEST_HEADING = 48


class RowDialog(FramedDialog):
    """The cells of a row under their headings; nothing is stored here."""

    def __init__(self, parent: QWidget | None, row: SheetRow) -> None:
        super().__init__(
            parent,
            f"Mend {row.in_words}" if row.reason else f"Change {row.in_words}",
            "The sheet is read again with what you write here; the file itself stays as it is.",
        )
        self.setMinimumWidth(_WIDTH)
        self._cells = row.cells
        if row.reason:
            self.body.addWidget(with_look(plain_label(f"⚠ {row.reason}", wraps=True), "poor"))
        self.fields = [QLineEdit(cell) for cell in row.cells]
        # What a line can't show, such as a line break, is kept unless the line is edited.
        self._shown = [field.text() for field in self.fields]
        form = QFormLayout()
        form.setSpacing(GAP)
        for heading, cell, field in zip(_headings(row), row.cells, self.fields, strict=True):
            if heading or cell.strip():
                form.addRow(field_label(heading[:_LONGEST_HEADING], field), field)
                field.setToolTip(heading)
        self.body.addLayout(form)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("Read it again"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells as they are to be read."""
        written = (field.text() for field in self.fields)
        return tuple(
            cell if text == shown else text
            for cell, shown, text in zip(self._cells, self._shown, written, strict=True)
        )

    @classmethod
    def ask(cls, parent: QWidget | None, row: SheetRow) -> tuple[str, ...] | None:
        """Return the cells as mended, or None when it was cancelled."""
        dialog = cls(parent, row)
        return dialog.cells if dialog.exec() else None


def _headings(row: SheetRow) -> Sequence[str]:
    # In a heading "&" stands for itself.
    named = [heading.replace("&", "&&") for heading in row.headings[: len(row.cells)]]
    return [*named, *[""] * (len(row.cells) - len(named))]
