"""Chooses which letters the page shows: by what is to be done, by name, by the way they go, by kind.

Each choice says how many letters it would show beside the other choices; the search counts nothing.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.people import Delivery
from buddy_matcher.services.rounds.shown_letters import ShownLetter, ToDo
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.labels import field_label, search_line
from buddy_matcher.ui.widgets.theme import GAP

TABS = {
    ToDo.PRINT: "To print",
    ToDo.EMAIL: "To e-mail",
    ToDo.ARRANGE: "To arrange",
    ToDo.RENEW: "Out of date",
    ToDo.NOTHING: "Done",
}
"""The tabs of the page, in their order."""

_KINDS: tuple[tuple[LetterKind | None, str], ...] = (
    (None, "Every kind"),
    *((kind, kind.label) for kind in LetterKind),
)
_WAYS: tuple[tuple[Delivery | None, str], ...] = (
    (None, "Every way"),
    *((way, way.label) for way in (Delivery.BY_HAND, Delivery.POST, Delivery.EMAIL)),
)
_FEWEST_CHARACTERS = 14
"""The boxes may be this narrow; opened, they show whole words."""


class LetterFilters(QWidget):
    """The search line, the two lists and the tabs; `changed` when other letters are to be shown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = search_line("Search letters by person or organisation")
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("What is to be done")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for title in TABS.values():
            self.tabs.addTab(title)
        self._ways = ChoiceBox(_WAYS)
        self._kinds = ChoiceBox(_KINDS)
        self._lay_out()
        self.tabs.currentChanged.connect(self.changed)
        for box in (self._ways, self._kinds):
            widest = max(len(box.itemText(place)) for place in range(box.count()))
            box.setMinimumContentsLength(max(_FEWEST_CHARACTERS, widest))
            box.currentIndexChanged.connect(self.changed)

    @property
    def to_do(self) -> ToDo:
        """The tab that is shown."""
        return list(TABS)[self.tabs.currentIndex()]

    def show_all(self, to_do: ToDo) -> None:
        """Show everything of a tab, whatever was searched or chosen."""
        self.search.clear()
        self._ways.choose(None)
        self._kinds.choose(None)
        self.show_tab(to_do)

    def show_tab(self, to_do: ToDo) -> None:
        """Show a tab."""
        self.tabs.setCurrentIndex(list(TABS).index(to_do))

    def narrow(self, letters: Sequence[ShownLetter]) -> list[ShownLetter]:
        """Return the letters to show, and say at each choice how many it would show."""
        kind, way = self._kinds.chosen, self._ways.chosen
        of_kind = [letter for letter in letters if kind in {None, letter.text.kind}]
        going = [letter for letter in of_kind if way in {None, letter.delivery}]
        _count(self._kinds, _KINDS, [letter.text.kind for letter in letters])
        _count(self._ways, _WAYS, [letter.delivery for letter in of_kind])
        for place, (to_do, title) in enumerate(TABS.items()):
            self.tabs.setTabText(place, f"{title} {sum(letter.to_do is to_do for letter in going)}")
        return [letter for letter in going if letter.to_do is self.to_do]

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.search, 1)
        for text, box in (("Ho&w", self._ways), ("&Kind", self._kinds)):
            line.addWidget(field_label(text, box))
            line.addWidget(box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(line)
        layout.addWidget(self.tabs)


def _count[T](box: ChoiceBox[T | None], choices: Sequence[tuple[T | None, str]], values: Sequence[T]) -> None:
    for row, (value, words) in enumerate(choices):
        number = len(values) if value is None else values.count(value)
        box.setItemText(row, f"{words} {number}")
