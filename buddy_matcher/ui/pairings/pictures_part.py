"""The pictures of the plan: one at a time, with what it says in words, its table and its file.

What is clicked is told; what happens then is the page's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.text import listed
from buddy_matcher.services.questions.picture_plan import LineOnMap, PersonInPicture, PicturePlan, PlanMap
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.pairings import map_picture, matrix_picture, strengths_picture
from buddy_matcher.ui.pairings.map_picture import MapPicture
from buddy_matcher.ui.pairings.matrix_picture import MatrixPicture
from buddy_matcher.ui.pairings.strengths_picture import StrengthsPicture
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog
from buddy_matcher.ui.widgets.file_dialogs import SavePictureDialog
from buddy_matcher.ui.widgets.labels import plain_label, quiet_label
from buddy_matcher.ui.widgets.picture import save_picture
from buddy_matcher.ui.widgets.theme import GAP, colours


class Sight(StrEnum):
    """As what the plan is shown, by the title of its command."""

    TABLE = "Plan as a table"
    MATRIX = "&Matrix of all pairs"
    STRENGTHS = "Strengths wished and met"
    MAP = "Map of places"


_KEYS = {Sight.TABLE: "Alt+1", Sight.MATRIX: "Alt+2", Sight.STRENGTHS: "Alt+3", Sight.MAP: "Alt+4"}
_LEGENDS = {
    Sight.TABLE: "",
    Sight.MATRIX: matrix_picture.LEGEND,
    Sight.STRENGTHS: strengths_picture.LEGEND,
    Sight.MAP: map_picture.LEGEND,
}


@dataclass(frozen=True, slots=True)
class Twin:
    """The table that says the same as a picture, with what its columns say."""

    title: str
    hint: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


class PicturesPart(QWidget):
    """The pictures and their commands; `sight` says what is shown, which may be the table of the plan.

    `sight_changed` when another is wanted; `pair_looked_at` and `pair_opened` carry two participation ids,
    `members_wanted` those of whose rows are to be selected.
    """

    sight_changed = Signal()
    pair_looked_at = Signal(int, int)
    pair_opened = Signal(int, int)
    members_wanted = Signal(object)

    def __init__(self, pictures: PicturePlan, operations: Operations, page: QWidget) -> None:
        super().__init__()
        self._pictures = pictures
        self._operations = operations
        self._page = page
        self.sight = Sight.TABLE
        self._matrix = MatrixPicture(self._pair_in_words)
        self._strengths = StrengthsPicture()
        self._map = MapPicture()
        self._shown: dict[Sight, MatrixPicture | StrengthsPicture | MapPicture] = {
            Sight.MATRIX: self._matrix,
            Sight.STRENGTHS: self._strengths,
            Sight.MAP: self._map,
        }
        self._commands = Commands(page, operations, Menu.PAIRINGS)
        declare = partial(self._commands.declare, within="S&how as")
        self.sights = [
            declare(
                each.value,
                partial(self.show_sight, each),
                _KEYS[each],
                needs=Needs.NOTHING,
                begins_group=each is Sight.TABLE,
            )
            for each in Sight
        ]
        self.save = declare(
            "Save the picture…", self._on_save, "F12", needs=Needs.NOTHING, why_not=self._unless_picture
        )
        self.as_table = declare(
            "Picture as a table…", self._on_as_table, "F11", needs=Needs.NOTHING, why_not=self._unless_picture
        )
        self._lay_out()
        self._matrix.looked_at.connect(self._on_matrix_looked_at)
        self._matrix.opened.connect(self.pair_opened)
        self._map.told.connect(self._told.setText)
        self._map.members_wanted.connect(self.members_wanted)

    def all(self) -> tuple[Command, ...]:
        """Return the commands in the order of a menu."""
        return self._commands.all()

    @property
    def first_focus(self) -> QWidget:
        """The picture in sight."""
        return self._shown.get(self.sight, self)

    def show_sight(self, sight: Sight) -> None:
        """Show the plan as something else."""
        self.sight = sight
        self.refresh()
        self._commands.look_again()
        self.sight_changed.emit()
        self._operations.say(sight.value.replace("&", ""))

    def refresh(self) -> None:
        """Draw the picture in sight anew."""
        if self.sight not in self._shown:
            return
        self._stack.setCurrentWidget(self._shown[self.sight])
        self._legend.setText(_LEGENDS[self.sight])
        if self.sight is Sight.MATRIX:
            self._matrix.show_matrix(self._pictures.matrix())
            self._told.setText(self._matrix.text())
        elif self.sight is Sight.STRENGTHS:
            self._strengths.show_lines(self._pictures.strengths())
            self._told.setText("")
        else:
            self._map.show_map(self._pictures.map())
            self._told.setText(self._map.text())
        self._told.setVisible(bool(self._told.text()))

    def twin(self) -> Twin:
        """Return the table that says the same as the picture in sight."""
        if self.sight is Sight.MATRIX:
            matrix = self._pictures.matrix()
            rows = [_row_of(person) for person in (*matrix.rows, *matrix.columns)]
            return Twin(
                "People by how easy they are to place",
                "Whom each could be paired with under your rules, and how well at best.",
                ("Person", "Side", "Possible buddies", "Best match", "Standing"),
                rows,
            )
        if self.sight is Sight.MAP:
            plan = self._pictures.map()
            return Twin(
                "Places and journeys",
                "How many pairs would travel between two places, and how far in a straight line.",
                ("From", "To", "Pairs", "Miles"),
                [_row_of_line(plan, line) for line in plan.lines],
            )
        lines = self._pictures.strengths()
        return Twin(
            "Strengths offered, wished and met",
            "How many people can share each, would like it, and have that wish met by the plan.",
            ("Strength", "Health can share", "VCSE can share", "Would like", "Met"),
            [(s.name, f"{s.health}", f"{s.vcse}", f"{s.wished}", f"{s.met}") for s in lines],
        )

    def write(self, path: Path) -> Changes:
        """Write the picture in sight to a file; nothing of the scheme changes."""
        picture = self._shown[self.sight]
        background = QColor(colours(self.palette()).surface)
        save_picture(path, picture.picture_size(), background, picture.paint_picture)
        return Changes()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for picture in self._shown.values():
            self._stack.addWidget(picture)
        self._legend = quiet_label()
        self._told = plain_label(wraps=True)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._legend, 1)
        for command in (self.as_table, self.save):
            head.addWidget(action_button(command))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._told)

    def _pair_in_words(self, first: PersonInPicture, second: PersonInPicture) -> str:
        pair = self._pictures.pair(first.participation_id, second.participation_id)
        if pair is None:
            return f"{first.name} with {second.name}"
        stands = "in the plan, " if pair.pairing.members and pair.pairing.id > 0 else ""
        if pair.blocks:
            why = f"not allowed, {listed([block.sentence for block in pair.blocks])}"
        else:
            why = f"{pair.who_gains.words}, {pair.percent} of 100"
        reasons = f". {pair.reasons[0]}" if pair.reasons else ""
        return f"{first.name} with {second.name}: {stands}{why}{reasons}."

    def _unless_picture(self) -> str:
        return "" if self.sight in self._shown else "Show the plan as a picture first."

    def _on_matrix_looked_at(self, first: int, second: int) -> None:
        self._told.setText(self._matrix.text())
        self._told.show()
        self.pair_looked_at.emit(ParticipationId(first), ParticipationId(second))

    def _on_save(self) -> None:
        path = SavePictureDialog.ask(self._page, f"{self.sight.name.capitalize()}.png")
        if path:
            self._operations.perform(lambda: self.write(path), f"The picture is saved as {path}.")

    def _on_as_table(self) -> None:
        twin = self.twin()
        AnswerDialog.ask(self._page, twin.title, twin.hint, twin.headings, twin.rows)


def _row_of_line(plan: PlanMap, line: LineOnMap) -> tuple[str, ...]:
    places = plan.places[line.first].name, plan.places[line.second].name
    return (*places, f"{len(line.pairs)}", f"{line.miles}")


def _row_of(person: PersonInPicture) -> tuple[str, ...]:
    standing = "Waiting" if person.is_waiting else "Has a buddy"
    best = f"{person.best} of 100" if person.possible else "none"
    return person.name, person.sector.label, f"{person.possible}", best, standing
