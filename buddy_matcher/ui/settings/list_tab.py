"""One of the scheme's lists: its entries with their counts, and every way to change them."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.ids import ListedId
from buddy_matcher.domain.lists import ListedEntry, ListKind
from buddy_matcher.services.edit_lists import EditLists
from buddy_matcher.ui.acting.command import Commands
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.settings.list_model import Column, ListModel, ThemesModel
from buddy_matcher.ui.settings.names_dialog import NamesDialog, Written
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.labels import search_line
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_FEWEST_TO_MERGE: Final = 2


class ListTab(QWidget):
    """A list to work in; each change is stored at once and can be undone."""

    def __init__(
        self, kind: ListKind, lists: EditLists, operations: Operations, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._lists = lists
        self._operations = operations
        self.search = search_line(f"Search {kind.value}")
        model = ListModel(self) if kind is ListKind.STRENGTHS else ThemesModel(self)
        self.table = RowsView(model, kind.value.capitalize(), wrapped=[Column.NOTE])
        self.table.stretch(Column.NOTE, dispensable=[Column.GROUP])
        self.table.say_when_empty(f"No {kind.value} yet", "Add some, or paste a list: one a line.")
        if kind is ListKind.THEMES:
            self.table.setColumnHidden(Column.LIKE, True)  # noqa: FBT003 - Qt's
        self.table.search_by(self.search)
        self._commands = Commands(self, operations)
        self._declare()
        self._lay_out()
        self.table.chosen.connect(self._commands.look_again)
        self.table.opened.connect(self._edit.trigger)
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        self.table.show_rows(self._lists.entries(self._kind), lambda entry: entry.id)
        self._commands.look_again()

    def _declare(self) -> None:
        declare, chosen = self._commands.declare, self._unless_chosen
        self._add = declare("&Add or paste…", self._on_add, "Ins")
        self._edit = declare("&Edit…", self._on_edit, "F2", why_not=self._unless_one)
        self._merge = declare("&Merge…", self._on_merge, "Ctrl+M", why_not=self._unless_several)
        self._retire = declare(self._retire_title, self._on_retire, "Ctrl+T", why_not=chosen)
        self._up = declare("Move &up", partial(self._move, -1), "Alt+Up", why_not=self._unless_in_order)
        self._down = declare("Move &down", partial(self._move, 1), "Alt+Down", why_not=self._unless_in_order)
        self._remove = declare("Re&move", self._on_remove, "Del", "Backspace", why_not=chosen)

    def _lay_out(self) -> None:
        commands = self._commands.all()
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addLayout(WrappingRow(*(action_button(command) for command in commands)))
        self.table.offer(*commands)

    def _chosen(self) -> list[ListedEntry]:
        return list(self.table.chosen_rows())

    def _chosen_ids(self) -> list[ListedId]:
        return [entry.id for entry in self._chosen()]

    def _unless_chosen(self) -> str:
        return "" if self._chosen() else f"Select a {self._kind.entry} first."

    def _unless_one(self) -> str:
        return "" if len(self._chosen()) == 1 else f"Select one {self._kind.entry} first."

    def _unless_several(self) -> str:
        is_enough = len(self._chosen()) >= _FEWEST_TO_MERGE
        return "" if is_enough else f"Select the {self._kind.value} that mean the same first."

    def _unless_in_order(self) -> str:
        if self.table.is_narrowed:
            return "Clear the search and the sorting first: the order is that of the whole list."
        return self._unless_chosen()

    def _retire_title(self) -> str:
        chosen = self._chosen()
        are_retired = bool(chosen) and all(entry.is_retired for entry in chosen)
        return "&Bring back" if are_retired else "Re&tire"

    def _groups(self) -> Sequence[str]:
        entries = self._lists.entries(self._kind)
        return sorted({entry.group for entry in entries if entry.group})

    def _perform(self, operation: Callable[[], Changes]) -> None:
        self._operations.perform(operation)
        self.refresh()

    def _on_add(self) -> None:
        groups, title = self._groups(), f"New {self._kind.value}"
        self._operations.ask_until_kept(
            lambda written, refusal: NamesDialog.ask(self, title, written, groups, refusal),
            Written("", "", ()),
            lambda written: self._lists.add(self._kind, written.lines, written.group),
        )
        self.refresh()

    def _on_edit(self) -> None:
        [entry] = self._chosen()
        groups, title = self._groups(), f"Edit {self._kind.entry}"
        self._operations.ask_until_kept(
            lambda written, refusal: NamesDialog.ask(self, title, written, groups, refusal),
            Written(entry.name, entry.group, entry.also_called),
            lambda w: self._lists.edit(self._kind, entry.id, w.name, w.group, w.lines),
        )
        self.refresh()

    def _on_merge(self) -> None:
        chosen = self._chosen()
        into = ChooseEntryDialog.ask(
            self,
            "Merge: which name stays?",
            "Everybody’s answers go with it, and the other names are still understood.",
            [(entry.id, entry.name) for entry in chosen],
        )
        if into is not None:
            self._perform(lambda: self._lists.merge(self._kind, [entry.id for entry in chosen], into))

    def _on_retire(self) -> None:
        chosen = self._chosen()
        on = None if all(entry.is_retired for entry in chosen) else date.today()  # noqa: DTZ011 - the coordinator's own day
        self._perform(lambda: self._lists.retire(self._kind, [entry.id for entry in chosen], on))

    def _move(self, by: int) -> None:
        moved = set(self._chosen_ids())
        order = [entry.id for entry in self._lists.entries(self._kind)]
        # The first in the direction of travel goes first, so that several keep their order.
        for place in sorted((p for p, each in enumerate(order) if each in moved), reverse=by > 0):
            target = place + by
            if 0 <= target < len(order) and order[target] not in moved:
                order[place], order[target] = order[target], order[place]
        self._perform(lambda: self._lists.arrange(self._kind, order))

    def _on_remove(self) -> None:
        self._perform(lambda: self._lists.remove(self._kind, self._chosen_ids()))
