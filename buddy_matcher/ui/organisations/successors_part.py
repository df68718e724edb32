"""What an organisation has become, as a part of its form: one other, or several where it was split up."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QFormLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from buddy_matcher.domain.ids import OrganisationId
from buddy_matcher.domain.organisations import Successor
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.day_fields import day_field, day_in
from buddy_matcher.ui.widgets.labels import field_label, quiet_label
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow


class SuccessorsPart(QWidget):
    """A list of what it has become, each from a day on, to add to and take from."""

    def __init__(
        self,
        successors: Sequence[Successor],
        others: Sequence[tuple[OrganisationId, str]],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._successors = list(successors)
        self._names = dict(others)
        # A few names that the form itself holds: a model of its own would say no more.
        self.list = QListWidget()
        self.list.setAccessibleName("What it has become")
        self.organisation = ChoiceBox[OrganisationId | None]([(None, "Choose an organisation…"), *others])
        self.since = day_field(today)
        self.add, self.remove = QPushButton("Add to the &list"), QPushButton("&Remove")
        form = QFormLayout()
        form.setSpacing(GAP)
        form.addRow(field_label("&Which", self.organisation), self.organisation)
        form.addRow(field_label("&From", self.since), self.since)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(
            quiet_label("Where it was merged or renamed, one; where it was split up, each part.")
        )
        layout.addWidget(self.list, 1)
        layout.addLayout(form)
        layout.addLayout(WrappingRow(self.add, self.remove))
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.list.currentRowChanged.connect(self._look_again)
        self.organisation.currentIndexChanged.connect(self._look_again)
        self._show(0)

    @property
    def successors(self) -> tuple[Successor, ...]:
        """What it has become, as the form has it; one that is chosen and not added yet counts too."""
        return tuple(self._successors) if self._chosen is None else (*self._successors, self._chosen)

    @property
    def _chosen(self) -> Successor | None:
        into = self.organisation.chosen
        is_there = into is None or any(each.into_id == into for each in self._successors)
        return None if into is None or is_there else Successor(into, day_in(self.since))

    def _show(self, chosen: int) -> None:
        self.list.clear()
        self.list.addItems(
            [
                f"{self._names.get(each.into_id, 'Another')}, from {date_in_words(each.on)}"
                for each in self._successors
            ]
        )
        self.list.setCurrentRow(min(chosen, len(self._successors) - 1))
        self._look_again()

    def _look_again(self) -> None:
        self.add.setEnabled(self._chosen is not None)
        self.remove.setEnabled(self.list.currentRow() >= 0)

    def _on_add(self) -> None:
        if self._chosen:
            self._successors.append(self._chosen)
            self.organisation.choose(None)
            self._show(len(self._successors) - 1)

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            del self._successors[row]
            self._show(row)
