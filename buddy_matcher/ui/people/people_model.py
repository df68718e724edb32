"""The people of a round as rows of a table: who they are, what they share and wish for, where they stand."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import partial
from typing import ClassVar, override

from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.ids import ParticipationId, StrengthId
from buddy_matcher.domain.meeting import ways_in_short
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.participations import HAS_LEFT, Participation, Status
from buddy_matcher.domain.people import AccessNeed
from buddy_matcher.domain.reasons import Wording
from buddy_matcher.domain.rules import KeptAnswer
from buddy_matcher.domain.text import listed
from buddy_matcher.services.rounds.round_state import Member, RoundState
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone, person_lines
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel

NO_BUDDY = "No buddy yet"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Someone of the round; the names of what they share and wish for stand strongest first.

    `buddies` are names, and `is_agreed` tells whether one of them is agreed rather than a draft. What was
    `noted` of them alone stands latest first.
    """

    member: Member
    can_share: tuple[str, ...]
    would_like: tuple[str, ...]
    themes: tuple[str, ...]
    buddies: tuple[str, ...]
    is_agreed: bool
    access_need: AccessNeed | None = None
    kept: tuple[KeptAnswer, ...] = ()
    noted: tuple[Entry, ...] = ()

    @property
    def participation_id(self) -> ParticipationId:
        """The participation's id."""
        return self.member.participation_id

    @property
    def has_left(self) -> bool:
        """Whether they get no buddy any more."""
        return self.member.participation.status in HAS_LEFT

    @property
    def buddy_in_words(self) -> str:
        """Whom the plan pairs them with, "" for someone who has left and had nobody."""
        if not self.buddies:
            return "" if self.has_left else NO_BUDDY
        return listed(self.buddies) + ("" if self.is_agreed else " (draft)")


class Column(IntEnum):
    """The columns of the table."""

    PERSON = 0
    SECTOR = 1
    CAN_SHARE = 2
    WOULD_LIKE = 3
    MEETS = 4
    STATUS = 5
    BUDDY = 6


class PeopleFilter(StrEnum):
    """Which people the table shows."""

    ALL = "All"
    HEALTH = "Health"
    VCSE = "VCSE"
    INCOMPLETE = "Incomplete"
    WITHOUT_BUDDY = "Without a buddy"

    def takes(self, person: PersonRow) -> bool:
        """Return whether a person is among those."""
        member = person.member
        return {
            PeopleFilter.ALL: True,
            PeopleFilter.HEALTH: member.sector is Sector.HEALTH,
            PeopleFilter.VCSE: member.sector is Sector.VCSE,
            PeopleFilter.INCOMPLETE: member.participation.status is Status.INCOMPLETE,
            PeopleFilter.WITHOUT_BUDDY: not person.buddies and not person.has_left,
        }[self]


def person_rows(state: RoundState) -> tuple[PersonRow, ...]:
    """Return everybody of a round by name, as people look for them."""
    members = sorted(state.members.values(), key=lambda member: member.participant.sort_name)
    wording = state.kept.same(Wording, state.wording)
    noted: defaultdict[ParticipationId, list[Entry]] = defaultdict(list)
    for entry in sorted(state.entries, key=lambda each: (each.on, each.id), reverse=True):
        if entry.participation_id is not None:
            noted[entry.participation_id].append(entry)
    return tuple(
        _person_row(state, member, wording, tuple(noted.get(member.participation_id, ())))
        for member in members
    )


class PeopleModel(RowsModel[PersonRow]):
    """The people in the order given."""

    headings: ClassVar = ("Person", "Sector", "Can share", "Would like", "Meets", "Status", "Buddy")

    @override
    def cell(self, row: PersonRow, column: int) -> Cell:
        member = row.member
        match Column(column):
            case Column.PERSON:
                return Cell(
                    lines=person_lines(member.name, member.organisation_name, member.sector),
                    spoken=f"{member.name}, {member.organisation_name}, {member.sector.label}",
                    tooltip=f"{member.name}, {member.organisation_name}",
                    sort_key=" ".join(member.participant.sort_name),
                )
            case Column.SECTOR:
                return Cell(lines=(CellLine(member.sector.label),))
            case Column.CAN_SHARE | Column.WOULD_LIKE:
                return _names_cell(row.can_share if column == Column.CAN_SHARE else row.would_like)
            case Column.MEETS:
                return _meets_cell(member.participation)
            case Column.STATUS:
                return _status_cell(member.participation.status)
            case Column.BUDDY:
                return _buddy_cell(row)

    @override
    def search_text(self, row: PersonRow) -> str:
        participant, answers = row.member.participant, row.member.participation
        texts = (
            row.member.name,
            participant.known_as,
            row.member.organisation_name,
            row.member.sector.label,
            participant.job_title,
            participant.email,
            participant.phone,
            *participant.address,
            participant.notes,
            *row.can_share,
            *row.would_like,
            *row.themes,
            answers.hopes,
            *(statement.text for statement in answers.statements),
            answers.introduction,
            answers.place,
            answers.outcode,
            answers.venue_needs,
            row.access_need.note if row.access_need else "",
            *(kept.text for kept in row.kept),
            *(entry.said for entry in row.noted),
            answers.status.label,
            row.buddy_in_words,
        )
        return " | ".join(texts)


def _person_row(state: RoundState, member: Member, wording: Wording, noted: tuple[Entry, ...]) -> PersonRow:
    pairings = state.pairings_of[member.participation_id]
    others = (other for pairing in pairings for other in pairing.partners_of(member.participation_id))
    can_share, would_like, themes = state.kept.of(
        (PersonRow, member.participation_id), (member, wording), partial(_answers_in_words, member, wording)
    )
    return PersonRow(
        member=member,
        can_share=can_share,
        would_like=would_like,
        themes=themes,
        buddies=tuple(state.members[other].name for other in others),
        is_agreed=any(pairing.state is PairingState.AGREED for pairing in pairings),
        access_need=state.access_needs.get(member.participant.id),
        kept=state.kept_of.get(member.participation_id, ()),
        noted=noted,
    )


def _answers_in_words(member: Member, wording: Wording) -> tuple[tuple[str, ...], ...]:
    """Return what somebody can share, would like, and is interested in."""
    answers = member.participation
    return (
        _strongest_first(answers.can_share, wording.strengths),
        _strongest_first(answers.would_like, wording.strengths),
        tuple(sorted(wording.themes[theme] for theme in answers.theme_ids)),
    )


def _strongest_first(levels: dict[StrengthId, int], names: Mapping[StrengthId, str]) -> tuple[str, ...]:
    return tuple(names[strength] for strength in sorted(levels, key=lambda s: (-levels[s], names[s])))


def _names_cell(names: tuple[str, ...]) -> Cell:
    if not names:
        return Cell(lines=(CellLine("Nothing named", Tone.QUIET),), sort_key=0)
    more = (CellLine(f"and {len(names) - 1} more", Tone.QUIET),) if len(names) > 1 else ()
    told = "; ".join(names)
    return Cell(lines=(CellLine(names[0]), *more), spoken=told, tooltip=told, sort_key=len(names))


def _meets_cell(answers: Participation) -> Cell:
    ways = ways_in_short(answers.ways)
    place = " ".join(filter(None, (answers.place, answers.outcode)))
    lines = [CellLine(ways), CellLine(place, Tone.QUIET)]
    told = ", ".join(filter(None, (ways, place)))
    return Cell(lines=tuple(line for line in lines if line.text), tooltip=told, sort_key=place.casefold())


def _status_cell(status: Status) -> Cell:
    if status is Status.INCOMPLETE:
        warning = CellLine(f"⚠ {status.label}", Tone.WARNING)
        return Cell(lines=(warning,), spoken=status.label, sort_key=status.label.casefold())
    # Most are ready, so that what is otherwise stands out.
    label = "" if status is Status.READY else status.label
    line = CellLine(label, Tone.QUIET if status in HAS_LEFT else Tone.PLAIN)
    return Cell(lines=(line,), spoken=status.label, sort_key=status.label.casefold())


def _buddy_cell(row: PersonRow) -> Cell:
    told = row.buddy_in_words
    if not row.buddies:
        return Cell(lines=(CellLine(told, Tone.QUIET),), sort_key="")
    state = CellLine("Agreed" if row.is_agreed else "Draft", Tone.QUIET)
    return Cell(lines=(CellLine(listed(row.buddies)), state), spoken=told, tooltip=told)
