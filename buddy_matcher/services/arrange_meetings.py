"""Arranges when and where a pair meets: offers days and places, keeps what was agreed, writes invitations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from buddy_matcher.documents.bank_holidays import bank_holidays
from buddy_matcher.documents.calendar_file import SUFFIX as CALENDAR
from buddy_matcher.documents.calendar_file import CalendarMeeting, calendar_file
from buddy_matcher.documents.email_drafts import SUFFIX as EMAIL
from buddy_matcher.documents.email_drafts import can_be_addressed, meeting_draft
from buddy_matcher.documents.files import write_new_files
from buddy_matcher.documents.places import outcode_points
from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.first_meetings import (
    FairPlace,
    FreeHalfDay,
    Venue,
    fairest_places,
    next_shared,
    shared_half_days,
)
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import PairingId
from buddy_matcher.domain.letter_facts import names_to_call
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.places import Base
from buddy_matcher.domain.text import counted, listed, tidy
from buddy_matcher.domain.working_days import working_day
from buddy_matcher.services.rounds.round_days import check_days
from buddy_matcher.services.rounds.round_state import Member, RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MeetingOptions:
    """When and where a pair could meet.

    `times` are the half-days of the next three weeks on which all are usually free; `have_times` says whether
    all of them named any. `places` are the fairest first, with a trip for each of `members`. `proposed` is
    the first day that suits all, else a working day in a week.
    """

    members: tuple[Member, ...]
    times: tuple[FreeHalfDay, ...]
    have_times: bool
    places: tuple[FairPlace, ...]
    proposed: date


@dataclass(frozen=True, slots=True)
class Invitations:
    """The files that were written, and the names of those who have no e-mail address to write to."""

    files: tuple[Path, ...]
    to_tell: tuple[str, ...]


class ArrangeMeetings:
    """The meetings that the coordinator arranges for pairs of any round."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def warm_up(self) -> None:
        """Load the bank holidays before anybody waits for a proposal: they take a tenth of a second."""
        with self._file.reading() as unit:
            working_day(date.today(), bank_holidays(unit.scheme.nation))  # noqa: DTZ011 - any day does

    def options(self, pairing_id: PairingId, today: date) -> MeetingOptions:
        """Return when and where a pair that runs could meet; raises UserError when there is none."""
        with self._file.reading() as unit:
            state, pairing = _round_of(unit, pairing_id)
            people = [state.candidates[each] for each in pairing.members]
            members = tuple(state.members[each] for each in pairing.members)
            free = [person.free for person in people]
            shared = shared_half_days(free)
            holidays = bank_holidays(state.scheme.nation)
            times = tuple(next_shared(shared, today, holidays))
            return MeetingOptions(
                members,
                times,
                all(free),
                fairest_places([person.base for person in people], _venues(unit, members)),
                times[0].on if times else working_day(today + timedelta(weeks=1), holidays),
            )

    def arrange(self, pairing_id: PairingId, arranged: Arranged) -> Changes:
        """Keep when and where a pair meets, in place of what was arranged before.

        Raises UserError when the pair does not run, and for days that are none of its round.
        """
        return self._set(pairing_id, Deed.ARRANGE, replace(arranged, where=tidy(arranged.where)))

    def call_off(self, pairing_id: PairingId) -> Changes:
        """Forget what a pair had arranged; raises UserError when the pair does not run, or had nothing."""
        return self._set(pairing_id, Deed.CALL_OFF, None)

    def save_invitations(self, pairing_id: PairingId, folder: Path) -> Invitations:
        """Write a calendar file of what a pair arranged, and an e-mail draft with it to each of them.

        Each draft names one address only. Raises UserError when nothing is arranged and when a file of that
        name is there already, EnvironmentProblem when the folder can't be written.
        """
        with self._file.reading() as unit:
            state, pairing = _round_of(unit, pairing_id)
        arranged = pairing.arranged
        if arranged is None:
            raise UserError("No meeting is arranged for this pair.", "Arrange one first.")
        members = [state.members[each] for each in pairing.members]
        calendar = calendar_file(
            self._calendar_meetings(state, pairing, arranged), datetime.now(UTC).replace(microsecond=0)
        )
        names = listed([member.participant.known_name for member in members])
        title = f"{names} {arranged.starts:%Y-%m-%d}"
        contents = {safe_file_name(title, suffix=CALENDAR): calendar}
        reachable = [member for member in members if can_be_addressed(member.participant.email)]
        for member in reachable:
            name = safe_file_name(f"{title} for {member.participant.known_name}", suffix=EMAIL)
            contents[name] = _draft(state, member, members, arranged, calendar)
        write_new_files(folder, contents)
        return Invitations(
            tuple(folder / name for name in contents),
            tuple(member.name for member in members if member not in reachable),
        )

    def _set(self, pairing_id: PairingId, deed: Deed, arranged: Arranged | None) -> Changes:
        with self._file.changing(Label(deed)) as unit:
            state, pairing = _round_of(unit, pairing_id)
            if arranged is None and pairing.arranged is None:
                raise UserError("No meeting is arranged for this pair.", "Nothing was changed.")
            if arranged:
                check_days(unit, pairing.round_id, arranged.starts.date(), arranged.all_starts[-1].date())
            unit.pairings.save(replace(pairing, arranged=arranged))
            first, second, *_third = (state.members[each].participant.id for each in pairing.members)
            unit.relabel(Label(deed, (first, second)))
            return unit.commit()

    def _calendar_meetings(
        self, state: RoundState, pairing: Pairing, arranged: Arranged
    ) -> Iterator[CalendarMeeting]:
        people = {each: state.members[each].participant for each in pairing.members}
        called = listed(list(names_to_call(people).values()))
        for number, starts in enumerate(arranged.all_starts, start=1):
            yield CalendarMeeting(
                uid=f"{self._file.document_uuid}-{pairing.id}-{number}@buddy-matcher",
                starts=starts,
                minutes=arranged.minutes,
                title=f"Buddy meeting: {called}",
                where=arranged.where,
                notes="\n".join(_whom_to_ask(state)),
            )


def _round_of(unit: UnitOfWork, pairing_id: PairingId) -> tuple[RoundState, Pairing]:
    """Return a pairing that runs with its round; raises UserError when it does not."""
    pairing = unit.pairings.find(pairing_id)
    if pairing is None or pairing.state is not PairingState.AGREED:
        raise UserError("That pairing is not running.", "Nothing was changed. Look at the pairs again.")
    number = unit.rounds.get(pairing.round_id).number
    state = read_round(unit, number)
    if not state.members.keys() >= set(pairing.members):
        raise UserError("One of these people is in the bin.", "Bring them back first.")
    return state, pairing


def _venues(unit: UnitOfWork, members: Sequence[Member]) -> Iterator[Venue]:
    """Yield where each of the people is based, and every room that an organisation offers."""
    points = outcode_points()
    for member in members:
        part = member.participation
        if part.place or part.outcode:
            base = Base(part.place, part.outcode, points.get(part.outcode))
            where = ", ".join(filter(None, (member.organisation_name, part.place or part.outcode)))
            yield Venue(f"With {member.participant.known_name}: {where}", base)
    for organisation in unit.organisations.all():
        for room in organisation.rooms:
            base = Base(room.outcode, room.outcode, points.get(room.outcode))
            yield Venue(f"{room.name}, {organisation.name}", base, room)


def _whom_to_ask(state: RoundState) -> Iterator[str]:
    coordinator = state.scheme.coordinator
    yield f"{state.scheme.name}."
    reach = " or ".join(filter(None, (coordinator.phone, coordinator.email)))
    if reach:
        yield f"If you can’t come, please tell your buddy, or ask {coordinator.name or 'us'}: {reach}."


def _draft(
    state: RoundState, reader: Member, members: Sequence[Member], arranged: Arranged, calendar: bytes
) -> bytes:
    others = listed([member.participant.known_name for member in members if member is not reader])
    series = (
        f"Then {counted(arranged.times - 1, 'more time')}, every {counted(arranged.weeks, 'week')}."
        if arranged.times > 1
        else ""
    )
    lines = (
        f"Dear {reader.participant.greeting_name},",
        f"You are meeting {others} on {arranged.first_in_words}.",
        series,
        "The file that comes with this e-mail puts it into your calendar.",
        "\n".join(_whom_to_ask(state)),
    )
    return meeting_draft(
        "\n\n".join(line for line in lines if line),
        title=f"Meeting {others}, {state.scheme.name}",
        to=(reader.name, reader.participant.email),
        sender=(state.scheme.name, state.scheme.coordinator.email),
        calendar=calendar,
    )
