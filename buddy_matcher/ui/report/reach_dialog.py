"""The list of local organisations: who was not reached yet, and the ways to fill and mend the list."""

from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QStackedWidget, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.local_organisations import LocalOrganisation, Reach
from buddy_matcher.domain.text import counted
from buddy_matcher.services.reach_organisations import LocalImport, ReachOrganisations
from buddy_matcher.ui.acting.command import Commands
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.report.local_dialog import LocalDialog
from buddy_matcher.ui.report.reach_model import Column, ReachFilter, ReachModel
from buddy_matcher.ui.report.reach_strip import ReachStrip
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.file_dialogs import OpenListDialog
from buddy_matcher.ui.widgets.filter_chips import FilterChips
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import EmptyState, plain_label, quiet_label, search_line
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_SIZE = QSize(980, 680)
_MOST_PROBLEMS = 4
_HINT = (
    "For you alone: a report tells only how many, by kind and area. P paired, W waited, L left, i invited."
)


class ReachDialog(FramedDialog):
    """The list with how far every round came; each change is stored at once and can be undone."""

    def __init__(
        self,
        parent: QWidget | None,
        reach: ReachOrganisations,
        operations: Operations,
        today: date,
    ) -> None:
        super().__init__(parent, "Not reached yet", _HINT)
        self.resize(_SIZE)
        self._reach = reach
        self._operations = operations
        self._today = today
        self._commands = commands = Commands(self, operations)
        one, some = self._unless_one, self._unless_chosen
        self.bring = commands.declare("I&mport a list…", self._on_import)
        self.add = commands.declare("&Add…", self._on_add, "Ins")
        self.edit = commands.declare("&Edit…", self._on_edit, "F2", why_not=one)
        self.invite = commands.declare("Record as in&vited today", self._on_invite, why_not=some)
        # What a Mac calls delete is Backspace elsewhere.
        self.remove = commands.declare(
            "Take off the &list", self._on_remove, "Del", "Backspace", why_not=some
        )
        self.said, self._problems = quiet_label(), plain_label(wraps=True)
        self.strip = ReachStrip()
        self._search = search_line("Search local organisations")
        self._model = ReachModel(self)
        self.table = RowsView(self._model, "Local organisations")
        self.table.stretch(Column.NAME, Column.KIND)
        self.chips = FilterChips(ReachFilter, ("organisation", "organisations"), "Show every organisation")
        self._places = QStackedWidget()
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        listed = QWidget()
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(0, 0, 0, 0)
        for each in (self.said, self.strip, self._search, self.chips):
            inside.addWidget(each)
        inside.addWidget(self.table, 1)
        self._places.addWidget(listed)
        nothing = (
            "Import a list of the organisations around: a name each, and kind, postcode and themes if known."
        )
        self._places.addWidget(EmptyState("No local organisations listed", nothing))
        self.body.addLayout(WrappingRow(*(action_button(each) for each in self._commands.all())))
        self.body.addWidget(self._problems)
        self.body.addWidget(self._places, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.table.search_by(self._search)
        self.table.chosen.connect(self._commands.look_again)
        self.table.opened.connect(self.edit.trigger)
        self.table.offer(self.edit, self.invite, self.remove)
        self.chips.changed.connect(self._show)
        self._problems.hide()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        reach: ReachOrganisations,
        operations: Operations,
        today: date,
    ) -> None:
        """Show the list until the coordinator closes it."""
        cls(parent, reach, operations, today).exec()

    def _show(self) -> None:
        reach = self._reach.reach()
        self._model.name_rounds([each.name for each in reach.rounds])
        self.table.show_rows(self.chips.narrow(reach.lines, is_part=False), lambda line: line.local.id)
        if not self.table.chosen_rows():
            self.table.choose_first()
        missing = sum(line.furthest is Reach.NOT_YET for line in reach.lines)
        whole = counted(len(reach.lines), "local organisation")
        self.said.setText(f"{missing:,} of {whole} {'was' if missing == 1 else 'were'} not reached yet.")
        self.strip.show_reach(reach)
        self._places.setCurrentIndex(0 if reach.lines else 1)
        self._commands.look_again()

    def _unless_chosen(self) -> str:
        return "" if self.table.chosen_rows() else "Select an organisation first."

    def _unless_one(self) -> str:
        return "" if len(self.table.chosen_rows()) == 1 else "Select one organisation first."

    def _on_import(self) -> None:
        path = OpenListDialog.ask(self)
        if path is None:
            return
        found: list[LocalImport] = []

        def bring() -> Changes:
            found.append(self._reach.import_list(path, self._today))
            return found[0].changes

        if self._operations.perform(bring):
            self._operations.say(found[0].in_words)
            self._tell(found[0].problems)
        self._show()

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        told = [
            f"⚠ {problem.where}: {problem.message}{f' ({problem.count} times)' if problem.count > 1 else ''}"
            for problem in problems[:_MOST_PROBLEMS]
        ]
        more = len(problems) - _MOST_PROBLEMS
        told += [f"and {more} more"] if more > 0 else []
        self._problems.setText("\n".join(told))
        self._problems.setVisible(bool(told))

    def _on_add(self) -> None:
        self._keep(LocalOrganisation(name=""))

    def _on_edit(self) -> None:
        [line] = self.table.chosen_rows()
        self._keep(line.local)

    def _keep(self, local: LocalOrganisation) -> None:
        known = self._reach.organisations()
        self._operations.ask_until_kept(
            lambda edited, refusal: LocalDialog.ask(self, edited, known, refusal), local, self._reach.save
        )
        self._show()

    def _on_invite(self) -> None:
        ids = [line.local.id for line in self.table.chosen_rows()]
        self._operations.perform(lambda: self._reach.invite(ids, self._today))
        self._show()

    def _on_remove(self) -> None:
        ids = [line.local.id for line in self.table.chosen_rows()]
        self._operations.perform(lambda: self._reach.remove(ids))
        self._show()
