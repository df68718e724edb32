"""An organisation's numbers in public registers, as a part of its form: checked kindly, never refused."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from buddy_matcher.domain.registers import Identifier, Register, identifier
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.labels import field_label, quiet_label
from buddy_matcher.ui.widgets.theme import GAP


class NumbersPart(QWidget):
    """A line for each register; several numbers of one are written with commas."""

    def __init__(self, identifiers: Sequence[Identifier], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = {register: QLineEdit() for register in Register}
        self._doubt = Complaint()
        form = QFormLayout()
        form.setSpacing(GAP)
        for register, field in self.fields.items():
            field.setText(", ".join(each.number for each in identifiers if each.register is register))
            field.textChanged.connect(self._check)
            form.addRow(field_label(register.label, field), field)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(quiet_label("Many groups have none. Several of one kind are written with commas."))
        layout.addLayout(form)
        layout.addWidget(self._doubt)
        layout.addStretch()
        self._check()

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """The numbers as they are written, in their usual form."""
        return tuple(self._written())

    def _written(self) -> Iterator[Identifier]:
        for register, field in self.fields.items():
            for number in field.text().split(","):
                if number.strip():
                    yield identifier(register, number)

    def _check(self) -> None:
        odd = [each for each in self._written() if not each.looks_right]
        told = [f"“{each.number}” looks odd. {each.usual_form} It is kept as it is." for each in odd]
        self._doubt.complain("\n".join(told))
