"""The interests that are live in a round: whom each stands between, and how it is told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.candidates import Pair, pair_of
from buddy_matcher.domain.conflicts import Conflict, ConflictEffect, Party, Side, concerns
from buddy_matcher.domain.ids import OrganisationId, ParticipantId
from buddy_matcher.domain.organisations import Organisation, chain_above
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.rounds import Round
from buddy_matcher.domain.text import listed_up_to
from buddy_matcher.storage.unit_of_work import UnitOfWork

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Interest:
    """An interest with its two sides by name, and the pairs of the round that it stands between."""

    conflict: Conflict
    sides: tuple[str, str]
    pairs: frozenset[Pair]

    @property
    def words(self) -> str:
        """Who and what it is about, for example "Moor Trust and The Hub: commissioner and bidder"."""
        reason = self.conflict.reason
        return f"{' and '.join(self.sides)}{f': {reason}' if reason else ''}"

    @property
    def keeps_apart(self) -> bool:
        """Whether nobody of one side may be paired with anybody of the other."""
        return self.conflict.effect is ConflictEffect.KEEP_APART


def live_interests(
    unit: UnitOfWork, this_round: Round, parts: Iterable[Participation], today: date
) -> tuple[Interest, ...]:
    """Return the interests that are live on a day from today to the round's end, but for no conflicts."""
    ends = this_round.dates.on(Milestone.ENDS)
    live = [each for each in unit.conflicts.all() if each.counts and each.is_live_within(today, ends)]
    if not live:
        return ()
    organisations = {each.id: each for each in unit.organisations.all()}
    above = {each: frozenset(chain_above(each, organisations, today)) for each in organisations}
    people = {each.id: each.full_name for each in unit.people.all()}
    everyone = tuple(parts)
    return tuple(
        Interest(each, sides_in_words(each, organisations, people), frozenset(_pairs(each, everyone, above)))
        for each in live
    )


def sides_in_words(
    conflict: Conflict,
    organisations: Mapping[OrganisationId, Organisation],
    people: Mapping[ParticipantId, str],
) -> tuple[str, str]:
    """Return the two sides of an interest by name, such as "Moor Trust" and "The Hub and Asha Rao"."""

    def told(parties: Iterable[Party]) -> str:
        names = [
            organisations[each.organisation_id].name
            if each.organisation_id is not None
            else people.get(each.participant_id or ParticipantId(0), "someone")
            for each in parties
        ]
        return listed_up_to(names, _MOST_NAMED)

    return told(conflict.side(Side.FIRST)), told(conflict.side(Side.SECOND))


def _pairs(
    conflict: Conflict,
    parts: Iterable[Participation],
    above: Mapping[OrganisationId, frozenset[OrganisationId]],
) -> Iterator[Pair]:
    """Yield every two people of a round who stand on different sides."""
    first, second = (
        [part.id for part in parts if _stands_with(conflict.side(side), part, above)] for side in Side
    )
    for a in first:
        yield from (pair_of(a, b) for b in second if a != b)


def _stands_with(
    parties: Iterable[Party],
    part: Participation,
    above: Mapping[OrganisationId, frozenset[OrganisationId]],
) -> bool:
    return any(concerns(party, part.participant_id, part.organisation_id, above) for party in parties)


def kept_apart_by(interests: Iterable[Interest]) -> frozenset[Pair]:
    """Return the pairs of a round that interests keep apart."""
    return frozenset().union(*(each.pairs for each in interests if each.keeps_apart))


def between(interests: Iterable[Interest], pairs: Iterable[Pair]) -> tuple[Interest, ...]:
    """Return the interests that stand between two people of one of the pairs, in either order."""
    wanted = {pair_of(*pair) for pair in pairs}
    return tuple(each for each in interests if not wanted.isdisjoint(each.pairs))
