"""The commands on people: each as an action with its shortcut, and what it asks before it acts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.change_people import Change, ChangePeople
from buddy_matcher.services.edit_people import EditPeople
from buddy_matcher.services.erase_person import ErasePerson
from buddy_matcher.services.merge_people import MergePeople
from buddy_matcher.services.record_entries import RecordEntries
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.noting.noting import Noting
from buddy_matcher.ui.people.bin_dialog import BinDialog
from buddy_matcher.ui.people.change_dialog import ChangeDialog
from buddy_matcher.ui.people.duplicates_dialog import DuplicatesDialog, merge_two
from buddy_matcher.ui.people.erase_dialog import ask_to_erase
from buddy_matcher.ui.people.people_model import PersonRow
from buddy_matcher.ui.people.person_dialog import edit_person, keep_person
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog

_MOST_NAMED = 3
_TWO = 2


@dataclass(frozen=True, slots=True)
class PeopleServices:
    """The use cases by which people are edited, changed together, merged and erased, and noted about."""

    people: EditPeople
    changing: ChangePeople
    merging: MergePeople
    erasure: ErasePerson
    entries: RecordEntries


class PeopleCommands(QObject):
    """What can be done with people.

    `edited` are the use cases. `import_sheet` asks the window for a form export, `find` leads to the search.
    `added` carries the
    participation ids of who was added by hand.
    """

    added = Signal(object)

    def __init__(
        self,
        edited: PeopleServices,
        operations: Operations,
        page: QWidget,
        *,
        today: Callable[[], date],
        import_sheet: Callable[[], object],
        find: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._people, self._erasure = edited.people, edited.erasure
        self._changing, self._merging = edited.changing, edited.merging
        self._noting = Noting(page, edited.entries, operations)
        self._today = today
        self._operations = operations
        self._page = page
        self._chosen: tuple[PersonRow, ...] = ()
        self._commands = commands = Commands(page, operations, Menu.PEOPLE)
        self.add = commands.declare("&Add person…", self._on_add, "Ctrl+Shift+A")
        self.edit = commands.declare("&Edit…", self._on_edit, "Ctrl+E", why_not=self._unless_one)
        self.change = commands.declare(
            "&Change several…", self._on_change, "Ctrl+Shift+V", why_not=self._unless_any
        )
        self.note = commands.declare(
            "&Note or reminder…",
            self._on_note,
            "Ctrl+Shift+R",
            why_not=self._unless_one,
            needs=Needs.LIFE,
        )
        self.remove = commands.declare("&Remove to bin", self._on_remove, "Del", why_not=self._unless_any)
        self.bin = commands.declare("&Bin…", self._on_bin, "Ctrl+Shift+D")
        self.erase = commands.declare(
            "Era&se a person…", self._on_erase, "Ctrl+Shift+Del", why_not=self._unless_one
        )
        self.duplicates = commands.declare(
            "Possible &duplicates…", self.show_duplicates, "Ctrl+Shift+M", begins_group=True
        )
        self.merge = commands.declare(
            "Merge t&wo entries…", self._on_merge, "Ctrl+M", why_not=self._unless_two
        )
        # The window imports, and has the shortcut for it.
        self.import_people = commands.declare("I&mport from a file…", import_sheet, begins_group=True)
        self.find = commands.declare("&Find people", find, "Ctrl+F", needs=Needs.NOTHING)
        commands.look_again()

    def all(self) -> tuple[Command, ...]:
        """Return the commands in the order of a menu."""
        return self._commands.all()

    def look_at_choice(self, chosen: Sequence[PersonRow]) -> None:
        """Take note of who is selected."""
        self._chosen = tuple(chosen)
        self._commands.look_again()

    def _unless_any(self) -> str:
        return "" if self._chosen else "Select a person first."

    def _unless_one(self) -> str:
        return "Select one person only." if len(self._chosen) > 1 else self._unless_any()

    def _unless_two(self) -> str:
        return "" if len(self._chosen) == _TWO else "Select the two entries of one person first."

    def show_duplicates(self) -> None:
        """Show the entries that may be one person, to merge them or keep them as two."""
        DuplicatesDialog.ask(self._page, self._merging, self._operations)

    def _on_merge(self) -> None:
        first, second = (person.member.participant.id for person in self._chosen)
        merge_two(self._page, self._merging, self._operations, first, second)

    def _on_change(self) -> None:
        chosen, today = [person.participation_id for person in self._chosen], self._today()
        themes = [theme for theme in self._people.themes() if theme.retired_on is None]
        self._operations.ask_until_kept(
            lambda asked, refusal: ChangeDialog.ask(self._page, len(chosen), themes, today, asked, refusal),
            Change(),
            lambda change: self._changing.change(chosen, change),
        )

    def _on_add(self) -> None:
        before = self._ids()
        if keep_person(self._page, self._people, self._people.blank_form(), self._operations):
            self.added.emit(tuple(self._ids() - before))

    def _ids(self) -> frozenset[ParticipationId]:
        return frozenset(member.participation_id for member in self._people.people())

    def _on_edit(self) -> None:
        edit_person(self._page, self._people, self._chosen[0].participation_id, self._operations)

    def change_note(self, entry: Entry) -> None:
        """Let the coordinator change a note about the person who is selected, or strike it out."""
        self._noting.change(self._chosen[0].member.name, entry, self._today())

    def _on_note(self) -> None:
        self._noting.note(self._chosen[0].member, self._today())

    def _on_remove(self) -> None:
        chosen = self._chosen
        agreed = [person.member.name for person in chosen if person.is_agreed]
        if agreed and not self._may_end(agreed):
            return
        ids = [person.participation_id for person in chosen]
        self._operations.perform_many(len(ids), "Removing people", partial(self._people.remove, *ids))

    def _may_end(self, agreed: list[str]) -> bool:
        named = agreed[:_MOST_NAMED]
        more = len(agreed) - len(named)
        who = listed([*named, f"{more} more"] if more else named)
        what = "has an agreed buddy" if len(agreed) == 1 else "have agreed buddies"
        return ConfirmDialog.ask(
            self._page,
            "Remove to bin",
            f"{who} {what}; removing ends that.\n\nUndo brings everything back.",
            accept=f"Remove {counted(len(self._chosen), 'person', 'people')}",
        )

    def _on_bin(self) -> None:
        BinDialog.ask(self._page, self._people, self._erasure, self._operations)

    def _on_erase(self) -> None:
        ask_to_erase(self._page, self._erasure, self._chosen[0].member.participant, self._operations)
