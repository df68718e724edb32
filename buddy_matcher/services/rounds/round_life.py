"""How the pairs of a round are doing on a day, derived from its entries, letters and dates.

Nothing of it is stored. A pairing counts from when it was agreed; a draft has no life yet.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.ids import PairingId, ParticipationId
from buddy_matcher.domain.letter_facts import buddies_together, buddy_digest
from buddy_matcher.domain.letter_kinds import KINDS
from buddy_matcher.domain.letters import GONE, Letter
from buddy_matcher.domain.pair_life import PairLife, PairState
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.services.rounds.round_state import RoundState, current_round, read_round
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class RoundLife:
    """A round on one day: how each agreed pairing is doing. It `is_newest` unless another began since."""

    state: RoundState
    today: date
    is_newest: bool = True

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that happened, about the round's pairings or people."""
        return self.state.entries

    @cached_property
    def pairings(self) -> tuple[Pairing, ...]:
        """The pairings that were agreed, ended ones included, in the order in which they were made."""
        return tuple(p for p in self.state.pairings if p.state is not PairingState.DRAFT)

    @property
    def lives(self) -> dict[PairingId, PairLife]:
        """The life of each pairing that was agreed."""
        return self.state.derived(_lives, self.today)

    @cached_property
    def _entries_of(self) -> dict[PairingId, list[Entry]]:
        found: defaultdict[PairingId, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.pairing_id is not None:
                found[entry.pairing_id].append(entry)
        return found

    @cached_property
    def _letters_gone(self) -> dict[ParticipationId, list[Letter]]:
        """For each person the letters of theirs that went out up to today."""
        found: defaultdict[ParticipationId, list[Letter]] = defaultdict(list)
        for letter in self.state.letters:
            if letter.how in GONE and _day_of(letter) <= self.today:
                found[letter.participation_id].append(letter)
        return found

    def _letters_out(self, pairing: Pairing) -> date | None:
        """Return the day by which letters had told everybody of a pairing, None before."""
        letters = [letter for member in pairing.members for letter in self._letters_gone.get(member, ())]
        return self.state.kept.of(
            (_letters_out, pairing.id), (pairing, *letters), partial(_letters_out, pairing, letters)
        )

    def life_of(self, pairing: Pairing) -> PairLife:
        """Return the life of one of them."""
        held = [self.state.members[m].participation for m in pairing.members if m in self.state.members]
        return PairLife(
            members=pairing.members,
            entries=self._entries_of.get(pairing.id, []),
            today=self.today,
            letters_out=self._letters_out(pairing),
            is_held=pairing.is_held_on(self.today) or any(part.is_held_on(self.today) for part in held),
            ended=self._ended(pairing),
            settings=self.state.round.flags,
        )

    def _ended(self, pairing: Pairing) -> PairState | None:
        if pairing.state is not PairingState.ENDED or (pairing.ended_on and pairing.ended_on > self.today):
            return None
        return PairState.FINISHED if pairing.ended_for is EndReason.FINISHED else PairState.ENDED


def _lives(state: RoundState, today: date) -> dict[PairingId, PairLife]:
    life = RoundLife(state, today)
    return {pairing.id: life.life_of(pairing) for pairing in life.pairings}


def running_round(unit: UnitOfWork) -> int:
    """Return the number of the newest round with agreed pairs, else of the newest."""
    has_pairs = {p.round_id for p in unit.pairings.all() if p.state is not PairingState.DRAFT}
    rounds = sorted(unit.rounds.all(), key=lambda each: (each.id in has_pairs, each.number))
    return rounds[-1].number


def _letters_out(pairing: Pairing, letters: Iterable[Letter]) -> date | None:
    told_on: dict[ParticipationId, date] = {}
    for letter in letters:
        if _tells_of(letter, pairing):
            day = _day_of(letter)
            told_on[letter.participation_id] = min(told_on.get(letter.participation_id, day), day)
    return None if set(pairing.members) - told_on.keys() else max(told_on.values())


def _day_of(letter: Letter) -> date:
    return letter.made_at.astimezone().date()


def _tells_of(letter: Letter, pairing: Pairing) -> bool:
    """Return whether a letter told its reader of a pairing, as it is or was before someone joined or left."""
    if not KINDS[letter.kind].tells_of_buddies:
        return False
    together = buddies_together(letter.facts)
    if together is None:
        return True  # made before its facts were kept, of the pairing that there was
    ever = {m.participation_id for m in pairing.memberships} - {letter.participation_id}
    buddies = {buddy_digest(buddy) for buddy in ever}
    return any(group and group <= buddies for group in together)


def read_life(
    unit: UnitOfWork, today: date, number: int | None = None, *, shown: RoundState | None = None
) -> RoundLife:
    """Return a round on a day as it stands in the file, by default the newest one with agreed pairs.

    `shown` is a round that was read already. Raises UserError when there is no round of that
    number.
    """
    wanted = running_round(unit) if number is None else number
    state = shown if shown and shown.round.number == wanted else read_round(unit, wanted)
    return RoundLife(state, today, is_newest=state.round.id == current_round(unit).id)
