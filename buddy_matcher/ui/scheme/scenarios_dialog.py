"""Plans that were set aside: a list of them, and below it a name for the plan as it stands."""

from enum import IntEnum
from functools import partial
from typing import ClassVar, override

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QPushButton, QWidget

from buddy_matcher.domain.ids import ScenarioId
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import listed_up_to
from buddy_matcher.services.questions.keep_scenarios import KeepScenarios, ShownScenario, TakenScenario
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(760, 480)
_MOST_NAMED = 5
_HINT = (
    "Save the plan as it stands before you try something else. Taking a scenario replaces the drafts; what "
    "is agreed or locked stays, and you can undo it."
)


class Column(IntEnum):
    """The columns of the list."""

    NAME = 0
    SAVED = 1
    PAIRINGS = 2
    ALIKE = 3


class ScenariosModel(RowsModel[ShownScenario]):
    """The scenarios of a round, the latest first."""

    headings: ClassVar = ("Scenario", "Saved on", "Pairings", "Also in the plan")

    @override
    def cell(self, row: ShownScenario, column: int) -> Cell:
        scenario = row.scenario
        match Column(column):
            case Column.NAME:
                return Cell(lines=(CellLine(scenario.name, Tone.STRONG),), tooltip=scenario.name)
            case Column.SAVED:
                day = date_in_words(scenario.saved_on)
                return Cell(lines=(CellLine(day),), sort_key=scenario.saved_on.isoformat())
            case Column.PAIRINGS:
                return Cell(lines=(CellLine(str(row.pairings)),), sort_key=f"{row.pairings:06}")
            case Column.ALIKE:
                return Cell(lines=(CellLine(str(row.alike)),), sort_key=f"{row.alike:06}")

    @override
    def search_text(self, row: ShownScenario) -> str:
        return row.scenario.name


class ScenariosDialog(FramedDialog):
    """The scenarios of a round; what is saved, taken or removed is stored at once and can be undone."""

    def __init__(self, parent: QWidget | None, scenarios: KeepScenarios, operations: Operations) -> None:
        super().__init__(parent, "Scenarios", _HINT)
        self.resize(_SIZE)
        self.to_compare: ScenarioId | None = None
        self._scenarios, self._operations = scenarios, operations
        self._table = RowsView(ScenariosModel(self), "Scenarios", wrapped=[Column.NAME])
        self._table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self._table.stretch(Column.NAME)
        self._table.say_when_empty("No scenario yet", "Name the plan as it stands below, and save it.")
        self._name = QLineEdit()
        self.save = primary_button("&Save the plan")
        form = QFormLayout()
        form.addRow(field_label("&Name of the plan as it stands", self._name), self._name)
        self.body.addWidget(self._table, 1)
        self.body.addLayout(form)
        self.compare, self.take = QPushButton("&Compare with the plan"), QPushButton("&Take it")
        self.remove = QPushButton("&Remove")
        for button in (self.save, self.compare, self.take, self.remove):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.save.clicked.connect(self._on_save_clicked)
        self.compare.clicked.connect(self._on_compare_clicked)
        self.take.clicked.connect(self._on_take_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self._name.returnPressed.connect(self._on_save_clicked)
        self._name.textChanged.connect(self._look_again)
        self._table.chosen.connect(self._look_again)
        self._show()
        self._table.choose_first()

    @classmethod
    def ask(
        cls, parent: QWidget | None, scenarios: KeepScenarios, operations: Operations
    ) -> ScenarioId | None:
        """Show the scenarios; return the one to compare with the plan, None when they were closed."""
        dialog = cls(parent, scenarios, operations)
        return dialog.to_compare if dialog.exec() else None

    def _show(self) -> None:
        self._table.show_rows(self._scenarios.all(), lambda row: row.scenario.id)
        self._look_again()

    @Slot()
    def _look_again(self) -> None:
        is_chosen, can_change = bool(self._table.chosen_rows()), self._operations.can_change
        self.save.setEnabled(can_change and bool(self._name.text().strip()))
        self.compare.setEnabled(is_chosen)
        self.take.setEnabled(can_change and is_chosen)
        self.remove.setEnabled(can_change and is_chosen)

    @Slot()
    def _on_save_clicked(self) -> None:
        if self.save.isEnabled() and self._operations.can_change:  # Return presses the button too
            save = partial(self._scenarios.save, self._name.text())
            self._operations.perform_beside("Saving the plan", save, self._show_saved)

    def _show_saved(self) -> str:
        """Show what was saved; what is said of it is as the history calls it."""
        self._name.clear()
        self._show()
        self._table.choose_first()
        return ""

    @Slot()
    def _on_compare_clicked(self) -> None:
        self.to_compare = self._table.chosen_rows()[0].scenario.id
        self.accept()

    @Slot()
    def _on_take_clicked(self) -> None:
        taken: list[TakenScenario] = []

        def take(scenario: ShownScenario) -> TakenScenario:
            taken.append(self._scenarios.take(scenario.scenario.id))
            return taken[0]

        chosen = self._table.chosen_rows()[0]
        if self._operations.perform(
            lambda: take(chosen).changes, f"Took the scenario {chosen.scenario.name}"
        ):
            if taken[0].left_out:
                missing = listed_up_to(taken[0].left_out, _MOST_NAMED)
                self._operations.say(f"Took {chosen.scenario.name}, without the pairings of {missing}.")
            self._show()

    @Slot()
    def _on_remove_clicked(self) -> None:
        chosen = self._table.chosen_rows()[0]
        self._operations.perform(partial(self._scenarios.remove, chosen.scenario.id))
        self._show()
