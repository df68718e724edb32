"""The pairings of a plan as rows of a table: who, how they match, what each gains, where the pair stands."""

from enum import IntEnum
from typing import ClassVar, override

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.scoring import fairness_gain
from buddy_matcher.domain.text import listed
from buddy_matcher.services.rounds.shown_plan import PairMember, ShownPair
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone, person_lines
from buddy_matcher.ui.widgets.match_delegate import Match
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel

CROSSES = "⚠ Crosses a rule"


class Column(IntEnum):
    """The columns of the table."""

    HEALTH = 0
    VCSE = 1
    MATCH = 2
    WISHES = 3
    STATE = 4


class PairingsModel(RowsModel[ShownPair]):
    """The pairings in reading order."""

    headings: ClassVar = ("Health person", "VCSE person", "Match", "Wishes met", "State")

    @override
    def cell(self, row: ShownPair, column: int) -> Cell:
        match Column(column):
            case Column.HEALTH:
                return _people_cell(sides(row)[0])
            case Column.VCSE:
                return _people_cell(sides(row)[1])
            case Column.MATCH:
                return Cell(
                    match=Match(row.who_gains.words, row.percent, row.who_gains.extent),
                    spoken=f"{row.who_gains.words}, {row.meeting}",
                    tooltip=f"{row.who_gains.words}, {row.meeting}",
                    sort_key=row.percent,
                )
            case Column.WISHES:
                return _wishes_cell(row)
            case Column.STATE:
                return _state_cell(row)

    @override
    def search_text(self, row: ShownPair) -> str:
        return " ".join(f"{member.name} {member.organisation}" for member in row.members)


def sides(pair: ShownPair) -> tuple[tuple[PairMember, ...], tuple[PairMember, ...]]:
    """Return who stands in the first and in the second column of people.

    A pair by hand within one sector has its second person in the second column all the same.
    """
    health = tuple(member for member in pair.members if member.sector is Sector.HEALTH)
    vcse = tuple(member for member in pair.members if member.sector is Sector.VCSE)
    return (health, vcse) if health and vcse else (pair.members[:1], pair.members[1:])


def state_in_words(pair: ShownPair) -> str:
    """Return for example "Draft, locked, by hand"."""
    words = ["Proposed change" if pair.change else pair.pairing.state.label]
    words += ["locked"] if pair.pairing.is_locked else []
    words += ["by hand"] if pair.pairing.is_by_hand else []
    return ", ".join(words)


def _people_cell(members: tuple[PairMember, ...]) -> Cell:
    if len(members) == 1:
        lines = person_lines(members[0].name, members[0].organisation, members[0].sector)
    else:
        lines = tuple(CellLine(member.name, Tone.STRONG, member.sector) for member in members)
    return Cell(
        lines=lines,
        spoken=", ".join(f"{m.name}, {m.organisation}, {m.sector.label}" for m in members),
        tooltip="; ".join(f"{m.name}, {m.organisation}" for m in members),
        sort_key=" ".join(min(member.sort_name for member in members)),
    )


def _wishes_cell(pair: ShownPair) -> Cell:
    first, second = sides(pair)
    return Cell(
        lines=tuple(CellLine(_short(member), sector=member.sector) for member in (*first, *second)),
        spoken=", ".join(f"{member.name}: {member.wishes}" for member in (*first, *second)),
        sort_key=min(fairness_gain(member.gain) for member in pair.members),
    )


def _short(member: PairMember) -> str:
    """Return "2 of 3" for "2 of 3 wishes": the heading says what is counted."""
    return "None stated" if member.gain is None else member.wishes.removesuffix("es").removesuffix(" wish")


def _state_cell(pair: ShownPair) -> Cell:
    words = state_in_words(pair)
    sort_key = f"{not pair.blocks}{pair.pairing.state is PairingState.AGREED}{words}"
    if not pair.blocks:
        told = f"{words}: {pair.change}" if pair.change else ""
        return Cell(lines=(CellLine(words),), spoken=told, tooltip=pair.change, sort_key=sort_key)
    told = f"{words}. Crosses a rule: {listed([block.sentence for block in pair.blocks])}."
    lines = (CellLine(words), CellLine(CROSSES, Tone.WARNING))
    return Cell(lines=lines, spoken=told, tooltip=told, sort_key=sort_key)
