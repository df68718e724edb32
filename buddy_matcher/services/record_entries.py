"""Records what happens in running pairs: contacts, meetings, calls, failed tries and notes.

An entry says what happened; every state, count and flag is worked out from the entries when it is looked at.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.entries import MOST_MILES, MOST_MINUTES, OF_THE_PAIR, Entry, EntryKind, EntrySource
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import EntryId, PairingId, ParticipationId
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.services.rounds.round_days import check_days
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

LAUNCH_MINUTES = 30
"""How long a pair that came to the launch day is taken to have met there."""


class RecordEntries:
    """The entries of every round."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def entries_of(self, pairing_id: PairingId) -> tuple[Entry, ...]:
        """Return what happened in a pairing, oldest first."""
        with self._file.reading() as unit:
            found = unit.entries.where(pairing_id=pairing_id)
        return tuple(sorted(found, key=lambda entry: (entry.on, entry.id)))

    def add(self, *entries: Entry) -> Changes:
        """Record entries as one action.

        Raises UserError when one names who is not in the pairing, or a day that is none of its round.
        """
        with self._file.changing(Label(Deed.RECORD, told=(str(len(entries)),))) as unit:
            for entry in entries:
                _check(unit, entry)
                _check_days(unit, entry, entry.on, entry.follow_up_on)
                unit.entries.save(entry)
            return unit.commit()

    def correct(self, entry: Entry) -> Changes:
        """Put an entry in the place of the one with its id; raises UserError as `add`, or when it is gone."""
        with self._file.changing(Label(Deed.CORRECT_ENTRY)) as unit:
            before = _there(unit, entry.id)
            _check(unit, entry)
            # What stands there from before stays, whatever day it has.
            _check_days(unit, entry, *({entry.on, entry.follow_up_on} - {before.on, before.follow_up_on}))
            unit.entries.save(entry)
            return unit.commit()

    def strike_out(self, entry_id: EntryId) -> Changes:
        """Take a wrong entry away; Undo brings it back.

        Raises UserError when it is gone already, or stands in a payment summary that was sent.
        """
        with self._file.changing(Label(Deed.STRIKE_OUT)) as unit:
            _there(unit, entry_id)
            _check_not_sent(unit, entry_id)
            unit.entries.remove(entry_id)
            return unit.commit()

    def tick(self, entry_id: EntryId) -> Changes:
        """Note that what an entry reminded of is done."""
        with self._file.changing(Label(Deed.TICK)) as unit:
            unit.entries.save(replace(_there(unit, entry_id), follow_up_on=None))
            return unit.commit()

    def put_off(self, entry_id: EntryId, until: date) -> Changes:
        """Come back to what an entry reminds of on a later day; raises UserError for none of its round."""
        with self._file.changing(Label(Deed.PUT_OFF)) as unit:
            entry = replace(_there(unit, entry_id), follow_up_on=until)
            _check_days(unit, entry, until)
            unit.entries.save(entry)
            return unit.commit()

    def record_launch_day(self, on: date, pairing_ids: Sequence[PairingId]) -> Changes:
        """Record that pairs met at the launch day, for half an hour; who met there already is left alone.

        Raises UserError for a day that is none of their round.
        """
        with self._file.changing(Label(Deed.RECORD_LAUNCH)) as unit:
            for round_id in {unit.pairings.get(each).round_id for each in pairing_ids}:
                check_days(unit, round_id, on)
            there = {
                entry.pairing_id
                for entry in unit.entries.where(source=EntrySource.LAUNCH_DAY.value)
                if entry.on == on
            }
            unit.entries.save_all(_at_launch(each, on) for each in pairing_ids if each not in there)
            return unit.commit()


def _at_launch(pairing_id: PairingId, on: date) -> Entry:
    return Entry(
        pairing_id=pairing_id,
        on=on,
        kind=EntryKind.MEETING,
        minutes=LAUNCH_MINUTES,
        source=EntrySource.LAUNCH_DAY,
    )


def _there(unit: UnitOfWork, entry_id: EntryId) -> Entry:
    entry = unit.entries.find(entry_id)
    if entry is None:
        raise UserError("That entry is not there any more.", "Look at the pair again.")
    return entry


def _check_not_sent(unit: UnitOfWork, entry_id: EntryId) -> None:
    sent = (s for s in unit.payment_summaries.all() if any(line.entry_id == entry_id for line in s.lines))
    first = next(sent, None)
    if first:
        raise UserError(
            f"This entry stands in payment summary {first.id}, which was sent.",
            "Nothing was changed. Correct the entry instead: the next summary takes the old line back.",
        )


def _check(unit: UnitOfWork, entry: Entry) -> None:
    """Raise UserError unless it can be meant, and its pairing runs or ran with everybody named in it."""
    _check_size(entry)
    if entry.organisation_id is not None and unit.organisations.find(entry.organisation_id) is None:
        raise UserError("That organisation is not there any more.", "Nothing was recorded.")
    if entry.pairing_id is None:
        if entry.kind in OF_THE_PAIR:
            raise UserError("Only a pair can meet or be in touch.", "Record a call or a note.")
        if entry.kind is EntryKind.NOTE and not (entry.said or entry.follow_up_on):
            raise UserError("The note says nothing.", "Write what it is about, or when to come back to it.")
        return
    pairing = unit.pairings.find(entry.pairing_id)
    if pairing is None or pairing.state is PairingState.DRAFT:
        raise UserError("That pairing is not agreed.", "Nothing was recorded. Agree it first.")
    strangers = _named(entry) - _ever_in(pairing)
    if strangers:
        raise UserError("Somebody named is not in that pair.", "Nothing was recorded.")


def _check_size(entry: Entry) -> None:
    minutes = [entry.minutes or 0, *(share.funded_minutes or 0 for share in entry.shares)]
    if max(minutes) > MOST_MINUTES:
        raise UserError(f"{max(minutes):,} minutes are more than a day has.", "Nothing was recorded.")
    miles = max((share.miles or 0 for share in entry.shares), default=0)
    if miles > MOST_MILES:
        raise UserError(f"{miles:,} miles are too far for one meeting.", "Nothing was recorded.")


def _check_days(unit: UnitOfWork, entry: Entry, *days: date | None) -> None:
    """Raise UserError when one of some days can't be a day of the round that an entry is of.

    What is about an organisation is of the newest one.
    """
    if entry.pairing_id is not None:
        check_days(unit, unit.pairings.get(entry.pairing_id).round_id, *days)
    elif entry.participation_id is not None:
        check_days(unit, unit.participations.get(entry.participation_id).round_id, *days)
    else:
        check_days(unit, current_round(unit).id, *days)


def _named(entry: Entry) -> set[ParticipationId]:
    told_by = {entry.told_by} if entry.told_by is not None else set()
    return told_by | {share.participation_id for share in entry.shares}


def _ever_in(pairing: Pairing) -> set[ParticipationId]:
    return {membership.participation_id for membership in pairing.memberships}
