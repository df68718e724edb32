"""The pairs that run as rows of a table: who, how they are doing and since when, what comes next."""

from datetime import date
from enum import IntEnum, StrEnum
from typing import ClassVar, override

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pair_life import Flag, PairState
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted, hours_and_minutes
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel

_URGENT = frozenset({PairState.NEEDS_CALL, PairState.NOT_KNOWN, PairState.LETTER_NOT_SENT})
_ATTENTION_FIRST = (
    PairState.NEEDS_CALL,
    PairState.NOT_KNOWN,
    PairState.LETTER_NOT_SENT,
    PairState.NO_CONTACT,
    PairState.IN_TOUCH,
    PairState.MET,
    PairState.GOING_WELL,
    PairState.PAUSED,
    PairState.ENDED,
    PairState.FINISHED,
)
_WHY = {
    Flag.NOT_GOOD: "no good fit",
    Flag.DISAGREE: "they disagree",
    Flag.NOT_SURE: "not sure",
    Flag.FAILED_TRIES: "no answer",
    Flag.NO_FIRST_MEETING: "not met",
    Flag.QUIET: "quiet",
}
"""Why a pair needs a call in few words, the most urgent first."""

_NEVER = "9999"
"""A sort key after every day."""


class PairsFilter(StrEnum):
    """Which pairs the table shows."""

    RUNNING = "Running"
    NEED_CALL = "Need a call"
    NOT_MET = "Not met yet"
    NOT_KNOWN = "Not known"
    PAUSED = "On hold"
    OVER = "Over"

    def takes(self, pair: RunningPair) -> bool:
        """Return whether a pair is among those."""
        state, has_met = pair.life.state, bool(pair.life.meetings)
        if self is PairsFilter.OVER or pair.is_over:
            return self is PairsFilter.OVER and pair.is_over
        return {
            PairsFilter.RUNNING: True,
            PairsFilter.NEED_CALL: state is PairState.NEEDS_CALL,
            PairsFilter.NOT_MET: not has_met,
            PairsFilter.NOT_KNOWN: state is PairState.NOT_KNOWN,
            PairsFilter.PAUSED: state is PairState.PAUSED,
        }[self]


class Column(IntEnum):
    """The columns of the table."""

    HEALTH = 0
    VCSE = 1
    STATE = 2
    HEARD = 3
    MET = 4
    NEXT = 5


class MeetingsModel(RowsModel[RunningPair]):
    """The pairs in the order of the plan."""

    headings: ClassVar = ("Health person", "VCSE person", "State", "Last heard", "Met", "Next")

    @override
    def cell(self, row: RunningPair, column: int) -> Cell:
        match Column(column):
            case Column.HEALTH:
                return _people_cell(sides(row)[0])
            case Column.VCSE:
                return _people_cell(sides(row)[1])
            case Column.STATE:
                return _state_cell(row)
            case Column.HEARD:
                return _heard_cell(row)
            case Column.MET:
                return _met_cell(row)
            case Column.NEXT:
                return _next_cell(row)

    @override
    def search_text(self, row: RunningPair) -> str:
        return " ".join(f"{member.name} {member.organisation_name}" for member in row.members)


def sides(pair: RunningPair) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Return who stands in the first and in the second column of people."""
    health = tuple(member for member in pair.members if member.sector is Sector.HEALTH)
    vcse = tuple(member for member in pair.members if member.sector is Sector.VCSE)
    return (health, vcse) if health and vcse else (pair.members[:1], pair.members[1:])


def state_in_words(pair: RunningPair) -> str:
    """Return where a pair stands, such as "Not known for 61 days"."""
    life = pair.life
    since = life.last_heard or life.letters_out
    if life.state is PairState.NOT_KNOWN and since:
        return f"Not known for {counted((life.today - since).days, 'day')}"
    if pair.is_over and pair.pairing.ended_for:
        return f"{life.state.label}: {pair.pairing.ended_for.label}"
    return life.state.label


def short_day(day: date, today: date) -> str:
    """Return a day as briefly as it can be understood, such as "4 Mar": without the year where it is this."""
    number, month, year = date_in_words(day).split()
    short = f"{number} {month[:3]}"
    return short if day.year == today.year else f"{short} {year}"


def _people_cell(members: tuple[Member, ...]) -> Cell:
    told = "; ".join(f"{member.name}, {member.organisation_name}" for member in members)
    return Cell(
        lines=tuple(CellLine(member.name, Tone.STRONG, member.sector) for member in members),
        spoken=", ".join(f"{m.name}, {m.organisation_name}, {m.sector.label}" for m in members),
        tooltip=told,
        sort_key=" ".join(" ".join(member.participant.sort_name) for member in members),
    )


def _state_cell(pair: RunningPair) -> Cell:
    state, words = pair.life.state, state_in_words(pair)
    is_urgent = state in _URGENT
    # What isn't known says so already; the flags say why somebody is to be rung.
    why = [flag for flag in _WHY if flag in pair.life.flags] if state is PairState.NEEDS_CALL else []
    short = f"Call: {', '.join(_WHY[flag] for flag in why)}" if why else words
    line = CellLine(f"⚠ {short}" if is_urgent else short, Tone.WARNING if is_urgent else Tone.PLAIN)
    told = ": ".join(filter(None, (words, "; ".join(flag.label for flag in why))))
    return Cell(lines=(line,), spoken=told, tooltip=told, sort_key=_ATTENTION_FIRST.index(state))


def _heard_cell(pair: RunningPair) -> Cell:
    day = pair.life.last_heard
    if day is None:
        return Cell(lines=(CellLine("Not yet", Tone.QUIET),), sort_key="")
    told = date_in_words(day)
    return Cell(
        lines=(CellLine(short_day(day, pair.life.today)),),
        spoken=told,
        tooltip=told,
        sort_key=day.isoformat(),
    )


def _met_cell(pair: RunningPair) -> Cell:
    life = pair.life
    times, minutes = len(life.meetings), life.minutes
    told = counted(times, "meeting") + (f", {hours_and_minutes(minutes)} in all" if minutes else "")
    return Cell(lines=(CellLine(f"{times}"),), spoken=told, tooltip=told, sort_key=f"{times:05}")


def _next_cell(pair: RunningPair) -> Cell:
    coming = pair.next_date
    if coming is None:
        return Cell(sort_key=_NEVER)
    is_late = coming.on < pair.life.today
    day = short_day(coming.on, pair.life.today)
    line = CellLine(f"{coming.what} {day}", Tone.WARNING if is_late else Tone.PLAIN)
    told = f"{coming.what} {date_in_words(coming.on)}"
    return Cell(lines=(line,), spoken=told, tooltip=told, sort_key=coming.on.isoformat())
