"""Which rules hold between two people of a round: the coordinator's, open wishes and earlier pairs."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from buddy_matcher.domain.candidates import Pair, PairRules, pair_of
from buddy_matcher.domain.ids import ParticipantId, ParticipationId
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.rounds import Round
from buddy_matcher.domain.rules import PossibleRule, Rule, RuleKind, WishDecision
from buddy_matcher.storage.unit_of_work import UnitOfWork


def read_pair_rules(
    unit: UnitOfWork,
    this_round: Round,
    part_of: dict[ParticipantId, ParticipationId],
    conflicts: frozenset[Pair],
    today: date,
) -> PairRules:
    """Return the rules of a round on a day; `part_of` are the people who have a part in it.

    `conflicts` are the pairs whom interests of organisations keep apart.
    """
    rules = [rule for rule in unit.rules.all() if rule.holds_on(today)]
    never = _ruled(rules, RuleKind.NEVER_PAIR, part_of)
    return PairRules(
        never=never,
        must=_ruled(rules, RuleKind.MUST_PAIR, part_of),
        prefer=_ruled(rules, RuleKind.PREFER, part_of),
        avoid=_ruled(rules, RuleKind.AVOID, part_of),
        undecided=_undecided(unit.possible_rules.all(), part_of) - never,
        paired_before=_paired_before(unit, this_round, part_of),
        conflicts=conflicts,
    )


def _in_round(
    pairs: Iterable[tuple[ParticipantId, ParticipantId]], part_of: dict[ParticipantId, ParticipationId]
) -> frozenset[Pair]:
    return frozenset(pair_of(part_of[a], part_of[b]) for a, b in pairs if a in part_of and b in part_of)


def _ruled(
    rules: Iterable[Rule], kind: RuleKind, part_of: dict[ParticipantId, ParticipationId]
) -> frozenset[Pair]:
    return _in_round(
        ((r.first_participant_id, r.second_participant_id) for r in rules if r.kind is kind), part_of
    )


def _undecided(
    wishes: Iterable[PossibleRule], part_of: dict[ParticipantId, ParticipationId]
) -> frozenset[Pair]:
    open_wishes = (wish for wish in wishes if wish.decision is WishDecision.UNDECIDED)
    return _in_round(
        ((wish.participant_id, likely) for wish in open_wishes for likely in wish.likely_ids), part_of
    )


def _paired_before(
    unit: UnitOfWork, this_round: Round, part_of: dict[ParticipantId, ParticipationId]
) -> frozenset[Pair]:
    """Return pairs of earlier rounds, as far back as the criteria say, and those that ended in this one.

    Those who go on together from an earlier round are not kept apart.
    """
    back = this_round.criteria.repeat_rounds
    counting = {
        each.id
        for each in unit.rounds.all()
        if each.number <= this_round.number and (back is None or this_round.number - each.number <= back)
    }
    earlier = [
        pairing
        for pairing in unit.pairings.all()
        if pairing.round_id in counting and _was_real(pairing, this_round)
    ]
    if not earlier:
        # Reading everybody's answers of every round takes as long as all the rest.
        return frozenset()
    participant_of = {p.id: p.participant_id for p in unit.participations.all()}
    go_on = {
        frozenset(pairing.members)
        for pairing in unit.pairings.of_round(this_round.id)
        if pairing.continues_id is not None and pairing.state is PairingState.AGREED
    }
    met = (two for pairing in earlier for two in _parted(pairing, this_round))
    found = _in_round(((participant_of[a], participant_of[b]) for a, b in met), part_of)
    return frozenset(two for two in found if not any(members.issuperset(two) for members in go_on))


def _was_real(pairing: Pairing, this_round: Round) -> bool:
    """Return whether people met in a pairing, at least some of whom are not together in it any more."""
    if pairing.round_id == this_round.id and pairing.state is PairingState.AGREED:
        return any(membership.left_on for membership in pairing.memberships)
    is_over = pairing.round_id != this_round.id or pairing.state is PairingState.ENDED
    return is_over and pairing.state is not PairingState.DRAFT


def _parted(pairing: Pairing, this_round: Round) -> Iterable[tuple[ParticipationId, ParticipationId]]:
    """Return every two who met in a pairing, but those who are together in it now."""
    is_going = pairing.round_id == this_round.id and pairing.state is PairingState.AGREED
    still = set(pairing.members) if is_going else set()
    everyone = dict.fromkeys(membership.participation_id for membership in pairing.memberships)
    return (two for two in combinations(everyone, 2) if not still.issuperset(two))
