"""One organisation to read: what was noted, its people, rooms, numbers, and interests that it stands in."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.rooms import Room, RoomFeature
from buddy_matcher.domain.text import with_capital
from buddy_matcher.ui.noting.note_button import note_button
from buddy_matcher.ui.organisations.organisations_model import OrganisationLine
from buddy_matcher.ui.widgets.labels import SectorLabel, rule_line
from buddy_matcher.ui.widgets.reading_label import ReadingLabel, quiet_text, reading_heading, strong_text
from buddy_matcher.ui.widgets.reading_pane import ReadingPane


class OrganisationCard(ReadingPane):
    """Shows one organisation; `entry_wanted` carries the note about it that is to be changed."""

    entry_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The selected organisation", parent=parent)
        self._shown: OrganisationLine | None = None
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say how to get one shown here."""
        self._shown = None
        self.show_parts([quiet_text("Select an organisation to see what is known of it.")])

    def show_organisation(self, line: OrganisationLine) -> None:
        """Show an organisation."""
        if line == self._shown:
            return
        self._shown = line
        organisation = line.organisation
        sector = SectorLabel()
        sector.show_sector(organisation.sector)
        self.show_parts(
            [
                reading_heading(organisation.name),
                sector,
                *_texts(_standing(line)),
                *self._notes(line.noted),
                *_part("People in this round", [_person(p.name, p.has_buddy) for p in line.people]),
                *_part("Rooms", [_room(room) for room in organisation.rooms]),
                *_part("Numbers in registers", list(_numbers(line))),
                *_part("Interests and conflicts", list(_interests(line))),
            ]
        )

    def _notes(self, noted: Sequence[Entry]) -> list[QWidget]:
        if not noted:
            return []
        notes = (note_button(entry, self.entry_wanted.emit) for entry in noted)
        return [rule_line(), strong_text("What was noted"), *notes]


def _standing(line: OrganisationLine) -> Iterator[str]:
    if line.organisation.kind:
        yield line.organisation.kind.label
    if line.part_of:
        yield f"Part of {line.part_of}"
    if line.became:
        yield line.became


def _person(name: str, has_buddy: bool) -> str:  # noqa: FBT001 - a fact about them
    return f"{name}, has a buddy" if has_buddy else name


def _room(room: Room) -> str:
    has = [feature.label for feature in RoomFeature if feature in room.features]
    facts = (
        ", ".join(has),
        f"Cost: {room.cost}" if room.cost else "",
        f"Ask: {room.ask}" if room.ask else "",
    )
    return "\n".join((", ".join(filter(None, (room.name, room.outcode))), *filter(None, facts)))


def _numbers(line: OrganisationLine) -> Iterator[str]:
    for each in line.organisation.identifiers:
        doubt = "" if each.looks_right else f"\n⚠ {each.usual_form}"
        yield f"{each.register.label}: {each.number}{doubt}"


def _interests(line: OrganisationLine) -> Iterator[str]:
    for each in line.interests:
        conflict = each.conflict
        facts = (
            conflict.reason,
            f"{conflict.standing}. {conflict.effect.label}",
            with_capital(conflict.term),
        )
        yield "\n".join((" and ".join(each.sides), *filter(None, facts)))


def _part(heading: str, texts: Sequence[str]) -> list[QWidget]:
    if not texts:
        return []
    return [rule_line(), strong_text(heading), *_texts(texts)]


def _texts(texts: Sequence[str] | Iterator[str]) -> list[QWidget]:
    return [ReadingLabel(text) for text in texts]
