"""The round in numbers: both sides, the plan, and the strengths that are wished for most."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.domain.text import counted
from buddy_matcher.services.overview import RoundOverview, SideCount
from buddy_matcher.services.rounds.shown_plan import ShownPlan
from buddy_matcher.services.rounds.strength_lines import StrengthLine
from buddy_matcher.ui.widgets.labels import (
    Card,
    SectorLabel,
    heading_label,
    plain_label,
    quiet_label,
    title_label,
)
from buddy_matcher.ui.widgets.parts_bar import BarPart, PartsBar
from buddy_matcher.ui.widgets.theme import GAP

_MOST_STRENGTHS = 5

_GAINS = {
    Gaining.ALL: "Both gain",
    Gaining.SOME: "One gains",
    Gaining.NONE: "No stated wish met",
    Gaining.NO_WISHES: "No wishes stated",
}


class RoundCards(QWidget):
    """The cards of a round, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._sides = {sector: SideCard(sector) for sector in Sector}
        self._plan = PlanCard()
        self._strengths = StrengthsCard()
        sides = QHBoxLayout()
        for card in self._sides.values():
            sides.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GAP)
        sides.setSpacing(2 * GAP)
        layout.addLayout(sides)
        layout.addWidget(self._plan)
        layout.addWidget(self._strengths)

    def show_round(self, at_a_glance: RoundOverview) -> None:
        """Show a round at a glance."""
        longest = max(max(side.people, side.capacity) for side in at_a_glance.sides)
        for side in at_a_glance.sides:
            self._sides[side.sector].show_side(side, longest)
        self._plan.show_plan(at_a_glance.plan)
        self._strengths.show_strengths(at_a_glance.strengths, has_plan=bool(at_a_glance.plan.pairs))


class SideCard(Card):
    """One side: how many people, how many of them can be paired, and with how many buddies."""

    def __init__(self, sector: Sector) -> None:
        super().__init__()
        label = SectorLabel()
        label.show_sector(sector)
        self._people = title_label()
        self._bar = PartsBar()
        self._words = quiet_label()
        for widget in (label, self._people, self._bar, self._words):
            self.body.addWidget(widget)
        self.body.addStretch()

    def show_side(self, side: SideCount, longest: int) -> None:
        """Show a side; the bar of `longest` people or buddies is as long as the card."""
        self._people.setText(counted(side.people, "person", "people"))
        ready = BarPart(side.in_pool, lambda known: known.of_sector(side.sector))
        room = BarPart(
            side.capacity - side.in_pool, lambda known: known.of_sector(side.sector), is_hollow=True
        )
        self._bar.show_parts((ready, room), longest)
        can = counted(side.in_pool, "person", "people")
        buddies = counted(side.capacity, "buddy", "buddies")
        told = f"{can} can be paired, with room for {buddies} in all." if side.people else "Nobody yet."
        self._bar.setVisible(bool(side.people))
        self._words.setText(told)


class PlanCard(Card):
    """The plan: how many pairs, who gains in them, the longest journey, and how good it is."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs = plain_label(wraps=True)
        self._bar = PartsBar()
        self._standing = quiet_label()
        for widget in (heading_label("The plan"), self._pairs, self._bar, self._standing):
            self.body.addWidget(widget)

    def show_plan(self, plan: ShownPlan) -> None:
        """Show the plan; without pairs the card is out of sight."""
        self.setVisible(bool(plan.pairs))
        waiting = counted(plan.waiting, "person", "people")
        miles = max((pair.miles or 0 for pair in plan.pairs), default=0)
        journey = f" The longest journey is {counted(miles, 'mile')}." if miles else ""
        self._pairs.setText(f"{counted(len(plan.pairs), 'pair')}, {waiting} without a buddy.{journey}")
        number = Counter(pair.who_gains.extent for pair in plan.pairs)
        self._bar.show_parts([_gaining(each, number[each]) for each in Gaining], len(plan.pairs))
        self._standing.setText(plan.standing)


class StrengthsCard(Card):
    """What most people would like: how many do, whose wish the plan meets, and who can share it."""

    def __init__(self) -> None:
        super().__init__()
        self.body.addWidget(heading_label("Strengths most wished for"))
        self._lines = [_StrengthLine() for _ in range(_MOST_STRENGTHS)]
        for line in self._lines:
            self.body.addWidget(line)

    def show_strengths(self, strengths: Sequence[StrengthLine], *, has_plan: bool) -> None:
        """Show the first of strengths that are in order; out of sight where nobody wishes for any."""
        shown = [strength for strength in strengths if strength.wished][:_MOST_STRENGTHS]
        self.setVisible(bool(shown))
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(shown))
            if place < len(shown):
                line.show_strength(shown[place], most=shown[0].wished, has_plan=has_plan)


class _StrengthLine(QWidget):
    """A strength with its numbers; its bar is filled as far as the plan meets its wishes."""

    def __init__(self) -> None:
        super().__init__()
        self._name = plain_label(wraps=True)
        self._words = quiet_label(wraps=False)
        self._bar = PartsBar()
        words = QHBoxLayout()
        words.addWidget(self._name, 1)
        words.addWidget(self._words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addLayout(words)
        layout.addWidget(self._bar)

    def show_strength(self, strength: StrengthLine, *, most: int, has_plan: bool) -> None:
        met = BarPart(strength.met, lambda known: known.good)
        open_wishes = BarPart(strength.wished - strength.met, lambda known: known.good, is_hollow=True)
        self._bar.show_parts((met, open_wishes), most)
        self._name.setText(strength.name)
        wish = counted(strength.wished, "wish", "wishes")
        of_them = f"{strength.met} of {wish} met" if has_plan else wish
        self._words.setText(f"{of_them} · {strength.health + strength.vcse} can share it")


def _gaining(extent: Gaining, number: int) -> BarPart:
    return BarPart(number, lambda known: known.of_match(extent), f"{_GAINS[extent]} {number}")
