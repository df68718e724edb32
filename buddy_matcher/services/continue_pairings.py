"""Lets pairs of an earlier round go on in the newest one: the same people, with what they had before.

A pairing that continues takes their places in the plan and is agreed at once; no rule against repeats stands
in its way. Its people have to be in the newest round and to have answered for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from buddy_matcher.domain.answers import Asked, Occasion
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.doubles import room_for
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import PairingId, ParticipantId, ParticipationId
from buddy_matcher.domain.pairings import Pairing, PairingState, between
from buddy_matcher.domain.text import listed
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.adjust_pairings import no_room_for
from buddy_matcher.services.rounds.round_state import Member, RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CouldContinue:
    """A pairing of an earlier round whose people could go on together in the newest one.

    `members` are their parts in the newest round, the hub of three first; `wished_by` are the names of those
    who said that they would like the same buddy again.
    """

    pairing: Pairing
    round_name: str
    members: tuple[Member, ...]
    wished_by: tuple[str, ...]

    @property
    def names(self) -> str:
        """The names, for example "Asha Rao and Ben Moss"."""
        return listed([member.name for member in self.members])

    @property
    def in_words(self) -> str:
        """The pair, its round and who wishes for it: "Asha and Ben (Round 1, wished by Asha)"."""
        wished = f", wished by {listed(self.wished_by)}" if self.wished_by else ""
        return f"{self.names} ({self.round_name}{wished})"

    @property
    def is_wished_by_all(self) -> bool:
        """Whether each of them said that they would like the same buddy again."""
        return len(self.wished_by) == len(self.members)


class ContinuePairings:
    """Pairs that go on from an earlier round."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def could_continue(self) -> tuple[CouldContinue, ...]:
        """Return the pairings that could go on, those that all of their people wish for first."""
        with self._file.reading() as unit:
            found = _could_continue(unit, read_round(unit))
            return tuple(sorted(found, key=lambda each: (not each.is_wished_by_all, -len(each.wished_by))))

    def go_on(self, *pairing_ids: PairingId) -> Changes:
        """Let pairings of earlier rounds go on in the newest one, agreed, as one action.

        Drafts of their people make room. Raises UserError when one can't go on, or when somebody has no room
        beside agreed and locked pairings.
        """
        with self._file.changing(Label(Deed.CONTINUE, told=(str(len(pairing_ids)),))) as unit:
            for pairing_id in pairing_ids:
                state = read_round(unit)
                could = {each.pairing.id: each for each in _could_continue(unit, state)}
                if pairing_id not in could:
                    raise UserError(
                        "That pair can’t go on: not all of its people are in this round and have answered.",
                        "Nothing was changed. Look at the list again.",
                    )
                _go_on(unit, state, could[pairing_id])
            return unit.commit()


def _could_continue(unit: UnitOfWork, state: RoundState) -> Iterator[CouldContinue]:
    """Yield each latest pairing of the same people of an earlier round, of those who are not together now."""
    now = {member.participant.id: member for member in state.members.values()}
    whose = {part.id: part.participant_id for part in unit.participations.all()}
    wishes = _same_buddy_wished(unit)
    together = {frozenset(pairing.members) for pairing in state.current}
    seen: set[frozenset[ParticipantId]] = set()
    rounds = sorted(unit.rounds.all(), key=lambda each: -each.number)
    for earlier in (each for each in rounds if each.number < state.round.number):
        for pairing in unit.pairings.of_round(earlier.id):
            people = [whose[each] for each in pairing.members if each in whose]
            if pairing.state is PairingState.DRAFT or frozenset(people) in seen:
                continue
            seen.add(frozenset(people))
            members = tuple(now[each] for each in people if each in now)
            is_whole = len(members) == len(pairing.members)
            ids = frozenset(member.participation_id for member in members)
            if is_whole and ids not in together and all(m.participation.is_in_pool for m in members):
                wished_by = tuple(m.name for m in members if m.participation_id in wishes)
                yield CouldContinue(pairing, earlier.name, members, wished_by)


def _same_buddy_wished(unit: UnitOfWork) -> set[ParticipationId]:
    """Return who said last that they would like the same buddy again."""
    said = unit.answers.where(question=Asked.SAME_BUDDY.value, occasion=Occasion.RETURN.value)
    latest = {answer.participation_id: answer.number for answer in sorted(said, key=lambda a: (a.on, a.id))}
    return {who for who, number in latest.items() if number}


def _go_on(unit: UnitOfWork, state: RoundState, could: CouldContinue) -> None:
    members = tuple(member.participation_id for member in could.members)
    _make_room(unit, state, could.members)
    pairing = Pairing(
        round_id=state.round.id,
        memberships=between(*members),
        is_by_hand=True,
        continues_id=could.pairing.id,
    )
    unit.pairings.save(pairing.agreed_on(today()))


def _make_room(unit: UnitOfWork, state: RoundState, members: Iterable[Member]) -> None:
    removed: set[PairingId] = set()
    for member in members:
        there = [p for p in state.pairings_of[member.participation_id] if p.id not in removed]
        surplus = len(there) + 1 - room_for(member.participation.capacity)
        movable = [p for p in there if p.state is PairingState.DRAFT and not p.is_locked]
        if surplus > len(movable):
            raise no_room_for(member.name)
        removed |= {p.id for p in movable[: max(0, surplus)]}
    unit.pairings.remove_all(removed)
