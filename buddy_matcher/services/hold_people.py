"""Pauses people and pairings, and stops everything for somebody: both outrank every letter, flag and list."""

from dataclasses import replace
from datetime import date

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import PairingId, ParticipantId, ParticipationId
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import HAS_LEFT, Participation, Status
from buddy_matcher.domain.text import tidy
from buddy_matcher.services.rounds.ended_pairings import let_leave
from buddy_matcher.services.rounds.round_days import check_days, check_days_of_any
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

RING_FIRST = "Ring them before a letter goes: their buddy can no longer take part."
"""What stands in the coordinator's reminder about the buddy of somebody for whom everything was stopped."""


class HoldPeople:
    """Holds, releases and stops, in any round; each raises UserError for a day that is none of the round."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def hold_person(self, participation_id: ParticipationId, until: date | None = None) -> Changes:
        """Pause somebody, until a day or until they are released; their letters and check-ins wait."""
        return self._set_person(participation_id, Deed.HOLD, until, is_held=True)

    def release_person(self, participation_id: ParticipationId) -> Changes:
        """Let somebody take part again."""
        return self._set_person(participation_id, Deed.RELEASE, None, is_held=False)

    def hold_pairing(self, pairing_id: PairingId, until: date | None = None) -> Changes:
        """Pause a pairing, until a day or until it is released."""
        return self._set_pairing(pairing_id, Deed.HOLD_PAIRING, until, is_held=True)

    def release_pairing(self, pairing_id: PairingId) -> Changes:
        """Let a pairing go on."""
        return self._set_pairing(pairing_id, Deed.RELEASE_PAIRING, None, is_held=False)

    def pass_worry(self, pairing_id: PairingId, to: str, on: date) -> Changes:
        """Hold a pairing until it is released, and keep to whom a worry about somebody's safety was passed.

        What the worry is stays out of the file. Raises UserError without a name, and for a pairing that does
        not run.
        """
        with self._file.changing(Label(Deed.HOLD_IN_WORRY)) as unit:
            pairing = _running(unit, pairing_id)
            check_days(unit, pairing.round_id, on)
            unit.pairings.save(replace(pairing, is_held=True, held_until=None))
            unit.entries.save(Entry(pairing_id=pairing_id, on=on, kind=EntryKind.WORRY, said=_named(to)))
            return unit.commit()

    def pass_worry_about(self, participation_id: ParticipationId, to: str, on: date) -> Changes:
        """Do the same for somebody who is in no pairing that runs, or in several. Raises as `pass_worry`."""
        with self._file.changing(Label(Deed.HOLD_IN_WORRY)) as unit:
            part = _taking_part(unit, participation_id)
            check_days(unit, part.round_id, on)
            unit.participations.save(replace(part, is_held=True, held_until=None))
            unit.entries.save(
                Entry(participation_id=participation_id, on=on, kind=EntryKind.WORRY, said=_named(to))
            )
            return unit.commit()

    def stop(self, participant_id: ParticipantId, on: date) -> Changes:
        """Stop everything for a person: no letter, reminder, survey, certificate or invitation ever again.

        Their pairings end; two of three go on. Each buddy is on hold, with a reminder to ring them, until
        they are released. Raises UserError when there is no such person.
        """
        with self._file.changing(Label(Deed.STOP, (participant_id,))) as unit:
            person = unit.people.find(participant_id)
            if person is None:
                raise UserError("That person is not in the scheme any more.", "Nothing was changed.")
            theirs = unit.participations.where(participant_id=participant_id)
            check_days_of_any(unit, (part.round_id for part in theirs), on)
            unit.people.save(replace(person, stopped_on=on))
            for part in theirs:
                for pairing in _standing_of(unit, part):
                    let_leave(unit, [pairing], {part.id}, on)
                    _wait_for_a_call(unit, pairing, part.id, on)
                if part.status not in HAS_LEFT:
                    unit.participations.save(replace(part, status=Status.WITHDRAWN))
            return unit.commit()

    def _set_person(
        self, participation_id: ParticipationId, deed: Deed, until: date | None, *, is_held: bool
    ) -> Changes:
        with self._file.changing(Label(deed)) as unit:
            part = _taking_part(unit, participation_id)
            check_days(unit, part.round_id, until)
            is_back = not is_held and part.status is Status.PAUSED
            status = Status.READY if is_back else part.status
            unit.participations.save(replace(part, status=status, is_held=is_held, held_until=until))
            unit.relabel(Label(deed, (part.participant_id,)))
            return unit.commit()

    def _set_pairing(
        self, pairing_id: PairingId, deed: Deed, until: date | None, *, is_held: bool
    ) -> Changes:
        with self._file.changing(Label(deed)) as unit:
            pairing = _running(unit, pairing_id)
            check_days(unit, pairing.round_id, until)
            unit.pairings.save(replace(pairing, is_held=is_held, held_until=until))
            return unit.commit()


def _running(unit: UnitOfWork, pairing_id: PairingId) -> Pairing:
    pairing = unit.pairings.find(pairing_id)
    if pairing is None or pairing.state is not PairingState.AGREED:
        raise UserError("That pairing is not running.", "Nothing was changed.")
    return pairing


def _taking_part(unit: UnitOfWork, participation_id: ParticipationId) -> Participation:
    part = unit.participations.find(participation_id)
    if part is None:
        raise UserError("That person is not in this round any more.", "Nothing was changed.")
    return part


def _named(to: str) -> str:
    if not tidy(to):
        raise UserError("Say to whom the worry was passed.", "Nothing was changed.")
    return tidy(to)


def _standing_of(unit: UnitOfWork, part: Participation) -> list[Pairing]:
    """Return the drafts and agreed pairings that somebody is in; what was only proposed goes first."""
    theirs = [p for p in unit.pairings.of_round(part.round_id) if part.id in p.members]
    unit.pairings.remove_all(pairing.id for pairing in theirs if pairing.is_proposal)
    return [pairing for pairing in theirs if pairing.is_current]


def _wait_for_a_call(unit: UnitOfWork, pairing: Pairing, gone: ParticipationId, on: date) -> None:
    if pairing.state is PairingState.DRAFT:
        return
    for buddy in pairing.partners_of(gone):
        part = unit.participations.find(buddy)
        if part:
            unit.participations.save(replace(part, is_held=True, held_until=None))
            reminder = Entry(
                participation_id=buddy, on=on, kind=EntryKind.NOTE, said=RING_FIRST, follow_up_on=on
            )
            unit.entries.save(reminder)
