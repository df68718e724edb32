"""The pane beside the table of pairs that run: how one is doing, what to do, whom to ring, and its story."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.arranged import day_and_time
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.pair_life import Flag, PairState
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted, hours_and_minutes, listed
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.ui.meetings.meetings_model import state_in_words
from buddy_matcher.ui.widgets.labels import SectorLabel, rule_line
from buddy_matcher.ui.widgets.reading_label import (
    LinesButton,
    ReadingLabel,
    quiet_text,
    reading_heading,
    strong_text,
)
from buddy_matcher.ui.widgets.reading_pane import ReadingPane

_ADVICE = {
    Flag.NOT_GOOD: "Ring whoever finds it no good fit, before the other.",
    Flag.DISAGREE: "Ring both: they see it differently.",
    Flag.NOT_SURE: "Ring whoever was not sure: is it any better?",
    Flag.FAILED_TRIES: "Try another way: an e-mail, or somebody at their organisation.",
    Flag.NO_FIRST_MEETING: "Ask what is in the way of a first meeting, and offer a day and a place.",
    Flag.QUIET: "No news is not good news: ask either of them how it goes.",
}
"""What to do about each flag, the most urgent first."""


class PairStory(ReadingPane):
    """Shows one pair that runs; `entry_wanted` carries the entry that is to be changed."""

    entry_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("The selected pair")
        self._shown: RunningPair | None = None
        self.rest_on_itself()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say how to get a pair shown here."""
        self._shown = None
        self.show_parts([quiet_text("Select a pair to see its story and whom to ring.")])

    def show_several(self, number: int) -> None:
        """Say that several pairs are selected."""
        self._shown = None
        self.show_parts([quiet_text(f"{counted(number, 'pair')} selected: what you record is about each.")])

    def show_pair(self, pair: RunningPair) -> None:
        """Show a pair."""
        if pair == self._shown:
            return
        self._shown = pair
        self.show_parts(
            [
                reading_heading(pair.names),
                strong_text(state_in_words(pair)),
                *(quiet_text(line) for line in _to_know(pair)),
                *(part for member in pair.members for part in _person(pair, member)),
                *self._story(pair),
            ]
        )

    def _story(self, pair: RunningPair) -> Iterator[QWidget]:
        yield rule_line()
        yield strong_text("What happened")
        if not pair.life.entries:
            yield quiet_text("Nothing was recorded yet.")
        for entry in sorted(pair.life.entries, key=lambda each: (each.on, each.id), reverse=True):
            yield self._entry(pair, entry)
        if pair.life.letters_out:
            yield quiet_text(f"{date_in_words(pair.life.letters_out)}: all their letters had gone.")

    def _entry(self, pair: RunningPair, entry: Entry) -> QWidget:
        title = f"{date_in_words(entry.on)}: {_what(entry)}"
        button = LinesButton(title, "\n".join(_told(pair, entry)), f"{title}. Change this entry")
        button.clicked.connect(lambda: self.entry_wanted.emit(entry))
        return button


def _to_know(pair: RunningPair) -> Iterator[str]:
    """Yield what to do about a pair, and what else to know before ringing."""
    life = pair.life
    flags = [flag for flag in _ADVICE if flag in life.flags]
    for flag in flags:
        yield f"{flag.label}. {_ADVICE[flag]}"
    if life.state is PairState.LETTER_NOT_SENT:
        yield "Their letters have not gone: print or e-mail them on the Letters page."
    first = pair.makes_first_contact
    if life.state is PairState.NO_CONTACT:
        yield (
            f"{first.name} makes first contact."
            if first
            else "You introduce them: neither can reach the other."
        )
    if pair.pairing.is_held:
        until = pair.pairing.held_until
        yield f"On hold until {date_in_words(until)}." if until else "On hold until you release it."
    if pair.is_over:
        yield from _end(pair)
    if life.meetings:
        met = counted(len(life.meetings), "meeting")
        yield f"{met}, the first on {date_in_words(life.meetings[0].on)}" + (
            f"; {hours_and_minutes(life.minutes)} in all." if life.minutes else "."
        )
    if pair.pairing.continues_id is not None:
        met_before = sum(entry.kind is EntryKind.MEETING for entry in pair.before)
        yield f"They go on from an earlier round, in which they met {counted(met_before, 'time')}."
    arranged = pair.pairing.arranged
    next_meeting = arranged.next_from(life.today) if arranged else None
    if arranged and next_meeting:
        where = f", {arranged.where}" if arranged.where else ""
        yield f"They meet on {day_and_time(next_meeting)}{where}."
    coming = pair.next_date
    if coming and not (next_meeting and coming.on == next_meeting.date()):
        yield f"{coming.what} {date_in_words(coming.on)}."


def _end(pair: RunningPair) -> Iterator[str]:
    if pair.pairing.ended_on:
        asked = next((m.name for m in pair.members if m.participation_id == pair.pairing.asked_by), "")
        who = f", asked for by {asked}" if asked else ""
        yield f"Ended on {date_in_words(pair.pairing.ended_on)}{who}."
    if pair.pairing.ended_reason:
        yield f"Your note: {pair.pairing.ended_reason}"


def _person(pair: RunningPair, member: Member) -> Iterator[QWidget]:
    """Yield whom to ring: name, organisation, phone and e-mail, and how they find the pairing."""
    yield rule_line()
    yield strong_text(member.name)
    sector = SectorLabel()
    sector.show_sector(member.sector)
    yield sector
    person = member.participant
    reach = "\n".join(filter(None, (member.organisation_name, person.phone, person.email)))
    if reach:
        yield ReadingLabel(reach)
    if not (person.phone or person.email):
        yield quiet_text("No phone number and no e-mail address.")
    said = pair.life.latest_fit.get(member.participation_id)
    if said and (fit := said.fit_of(member.participation_id)):
        yield quiet_text(f"How it fits: {fit.label.lower()}, said on {date_in_words(said.on)}.")


def _what(entry: Entry) -> str:
    minutes = f", {counted(entry.minutes, 'minute')}" if entry.minutes else ""
    return f"{entry.kind.label}{minutes if entry.kind is EntryKind.MEETING else ''}"


def _told(pair: RunningPair, entry: Entry) -> Iterator[str]:
    """Yield what else an entry says, line by line."""
    names = {member.participation_id: member.name for member in pair.members}
    told_by = names.get(entry.told_by) if entry.told_by is not None else None
    where = [entry.way.label if entry.way else "", entry.place, f"told by {told_by}" if told_by else ""]
    if any(where):
        yield " · ".join(filter(None, where))
    fits = [
        f"{names.get(s.participation_id, 'Somebody who left')}: {s.fit.label.lower()}"
        for s in entry.shares
        if s.fit
    ]
    if fits:
        yield listed(fits)
    if entry.said:
        yield entry.said
    if entry.follow_up_on:
        yield f"Reminder on {date_in_words(entry.follow_up_on)}"
