"""Ends pairings, finished with the round or early, and says what is next for each of their people.

No form of a participant and no machine ends a pairing. Nobody's letter says why one ended.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.endings import EndReason, Next, NextFor
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import PairingId, ParticipationId, RoundId
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.rules import Rule, RuleKind
from buddy_matcher.services.edit_rules import add_rule
from buddy_matcher.services.rounds.ended_pairings import drop_proposals
from buddy_matcher.services.rounds.round_days import check_days
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """How a pairing ends.

    `asked_by` is the member who asked for it, None for both or the coordinator. `note` is private, and the
    person may ask to read it. `keeps_apart` is None for what the reason says. Who is not in `next_for` would
    like another buddy, or comes back in the next round where the pairing is finished.
    """

    on: date
    reason: EndReason
    asked_by: ParticipationId | None = None
    note: str = ""
    keeps_apart: bool | None = None
    next_for: tuple[NextFor, ...] = ()
    leaver: ParticipationId | None = None


class EndPairings:
    """Ends agreed pairings of any round."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def end(self, pairing_id: PairingId, ending: Ending) -> Changes:
        """End a pairing that is agreed, or let one of three leave it, with what follows, as one action.

        Somebody who leaves the scheme leaves their other pairings that day too. Raises UserError when the
        pairing has ended already or is only a draft, when a `leaver` is not one of three, and for a day that
        is none of the round.
        """
        with self._file.changing(Label(Deed.END)) as unit:
            pairing = _running(unit, pairing_id)
            check_days(unit, pairing.round_id, ending.on, *(each.until for each in ending.next_for))
            people = _people(unit, pairing.members)
            if ending.leaver is None:
                concerned = people
                _end(unit, pairing, ending)
            else:
                concerned = {m: part for m, part in people.items() if m == ending.leaver}
                _leave(unit, pairing, ending)
            chosen = {each.participation_id: each for each in ending.next_for}
            for member, participation in concerned.items():
                _go_on(unit, participation, chosen.get(member, _usual_next(member, ending)), ending)
            if ending.reason.keeps_apart if ending.keeps_apart is None else ending.keeps_apart:
                _keep_apart(unit, people.values(), ending.leaver)
            deed = Deed.END if ending.leaver is None else Deed.LEAVE_THREE
            unit.relabel(Label(deed, tuple(part.participant_id for part in concerned.values())))
            return unit.commit()

    def end_all_finished(
        self, round_id: RoundId, on: date, *, spared: Collection[ParticipationId] = ()
    ) -> Changes:
        """End every running pairing of a round as finished, but those of the people spared, as one action.

        Whose pairing is on hold stays on hold themselves, so that their thanks wait, too. Raises UserError
        for a day that is none of the round.
        """
        ending = Ending(on=on, reason=EndReason.FINISHED)
        with self._file.changing(Label(Deed.FINISH, told=("0",))) as unit:
            check_days(unit, round_id, on)
            running = [
                pairing
                for pairing in unit.pairings.of_round(round_id)
                if pairing.state is PairingState.AGREED and set(pairing.members).isdisjoint(spared)
            ]
            held = {m: each.held_until for each in running if each.is_held_on(on) for m in each.members}
            for pairing in running:
                _end(unit, pairing, ending)
            for member, part in _people(unit, {m for pairing in running for m in pairing.members}).items():
                if member in held:
                    part = replace(part, is_held=True, held_until=held[member])  # noqa: PLW2901 - the same
                _go_on(unit, part, _usual_next(member, ending), ending)
            unit.relabel(Label(Deed.FINISH, told=(str(len(running)),)))
            return unit.commit()


_STATUS_AFTER: Mapping[Next, Status] = {
    Next.ANOTHER: Status.READY,
    Next.NEXT_ROUND: Status.FINISHED,
    Next.PAUSE: Status.PAUSED,
    Next.LEAVE: Status.WITHDRAWN,
}


def _usual_next(member: ParticipationId, ending: Ending) -> NextFor:
    is_over = ending.reason is EndReason.FINISHED
    return NextFor(member, Next.NEXT_ROUND if is_over else Next.ANOTHER)


def _running(unit: UnitOfWork, pairing_id: PairingId) -> Pairing:
    pairing = unit.pairings.find(pairing_id)
    if pairing is None or pairing.state is not PairingState.AGREED:
        raise UserError("That pairing is not running.", "Nothing was changed. Look at the pairs again.")
    return pairing


def _end(unit: UnitOfWork, pairing: Pairing, ending: Ending) -> None:
    drop_proposals(unit, [pairing])
    unit.pairings.save(
        replace(
            pairing,
            state=PairingState.ENDED,
            ended_on=ending.on,
            ended_for=ending.reason,
            asked_by=ending.asked_by if ending.asked_by in pairing.members else None,
            ended_reason=ending.note,
            is_held=False,
            held_until=None,
        )
    )


def _leave(unit: UnitOfWork, pairing: Pairing, ending: Ending) -> None:
    """Let one of three leave, and keep why in their own story: the pairing goes on and has no end."""
    leaver = ending.leaver
    if not pairing.is_trio or leaver is None or leaver not in pairing.members:
        raise UserError("Only one of three can leave a pairing.", "End the pairing instead.")
    drop_proposals(unit, [pairing])
    staying = [member for member in pairing.members if member != leaver]
    unit.pairings.save(pairing.with_members(staying, ending.on))
    why = f"Left a group of three: {ending.reason.label}."
    unit.entries.save(
        Entry(
            participation_id=leaver,
            on=ending.on,
            kind=EntryKind.NOTE,
            said=f"{why} {ending.note}".strip(),
        )
    )


def _go_on(unit: UnitOfWork, part: Participation, what: NextFor, ending: Ending) -> None:
    """Give somebody the status that follows; who still has a buddy only stops running with none."""
    others = _standing_pairings_of(unit, part)
    if what.next is Next.LEAVE:
        for pairing in others:
            if unit.pairings.find(pairing.id):  # a change that was proposed goes with what it would change
                _part_from(unit, pairing, part, ending)
    elif what.next is Next.NEXT_ROUND and any(each.state is PairingState.AGREED for each in others):
        return
    unit.participations.save(
        replace(
            part,
            status=_STATUS_AFTER[what.next],
            is_held=part.is_held or what.next is Next.PAUSE,
            held_until=what.until or part.held_until,
        )
    )


def _part_from(unit: UnitOfWork, pairing: Pairing, part: Participation, ending: Ending) -> None:
    """Take somebody who leaves the scheme out of a pairing: a draft goes, three go on as two."""
    if pairing.state is PairingState.DRAFT:
        unit.pairings.remove(pairing.id)
    elif pairing.is_trio:
        _leave(unit, pairing, replace(ending, leaver=part.id))
    else:
        _end(unit, pairing, ending)


def _people(unit: UnitOfWork, members: Iterable[ParticipationId]) -> dict[ParticipationId, Participation]:
    found = ((member, unit.participations.find(member)) for member in members)
    return {member: participation for member, participation in found if participation}


def _standing_pairings_of(unit: UnitOfWork, part: Participation) -> list[Pairing]:
    """Return the drafts, agreed pairings and proposed changes that somebody is in."""
    return [
        pairing
        for pairing in unit.pairings.of_round(part.round_id)
        if pairing.state is not PairingState.ENDED and part.id in pairing.members
    ]


def _keep_apart(
    unit: UnitOfWork, people: Iterable[Participation], leaver: ParticipationId | None = None
) -> None:
    """Never pair any two of these people again; where one leaves, nobody but that one with the others."""
    for first, second in combinations(people, 2):
        if leaver is None or leaver in {first.id, second.id}:
            rule = Rule(
                kind=RuleKind.NEVER_PAIR,
                first_participant_id=first.participant_id,
                second_participant_id=second.participant_id,
            )
            add_rule(unit, rule)
