"""Says why somebody has no buddy in the plan as it stands, without solving anything.

What would help, and the best plan, are the matter of `explain_waiting`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from buddy_matcher.domain.candidates import OrganisationPair, pair_of
from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.rounds.pair_checks import pair_checks
from buddy_matcher.services.rounds.plan_standing import PlanStanding
from buddy_matcher.services.rounds.round_state import Member, RoundState


class WhyWaiting:
    """The reasons of one plan: each is true of it, and names the rule or limit that is in the way."""

    def __init__(self, state: RoundState, standing: PlanStanding) -> None:
        self._state = state
        self._standing = standing
        self._reasons: dict[ParticipationId, str] = {}
        pairs = [pair for pairing in state.current for pair in pairing.pairs]
        self._between = Counter(self._organisations(*pair) for pair in pairs)
        self._of = Counter(organisation for pair in pairs for organisation in self._organisations(*pair))

    def reason(self, member: Member) -> str:
        """Return in a sentence or two why somebody has no buddy, found out when it is first asked."""
        if member.participation_id not in self._reasons:
            self._reasons[member.participation_id] = self._reason(member)
        return self._reasons[member.participation_id]

    def _reason(self, member: Member) -> str:
        if proposal := next((p for p in self._state.proposals if member.participation_id in p.members), None):
            names = listed(
                [self._state.members[m].name for m in proposal.partners_of(member.participation_id)]
            )
            return f"They wait for you to agree that they join {names} as a three."
        return self._standing_reason(member) or self._reason_of_others(member)

    def _standing_reason(self, member: Member) -> str:
        """Return why somebody is not to be paired at all, or ""."""
        status = member.participation.status
        if status is Status.INCOMPLETE:
            return "They named no strengths, so they wait until you decide or they answer."
        if status is Status.INVITED:
            return "They are invited, and have not answered yet."
        if not member.participation.is_in_pool:
            return f"They are {status.label.casefold()} in this round."
        if member.participation.is_held_on(today()):
            until = member.participation.held_until
            return f"They are on hold until {date_in_words(until) if until else 'you release them'}."
        if member.participation.capacity == 0:
            return "They asked for no buddy in this round."
        return ""

    def _reason_of_others(self, member: Member) -> str:
        side = self._state.pool.side(member.sector.other)
        others = [candidate.participation_id for candidate in side if candidate.capacity]
        if not others:
            who = "who wants a buddy " if side else ""
            return f"There is nobody {who}on the {member.sector.other.label} side."
        blocked = self._blocks_of(member, others)
        possible = [other for other, found in blocked.items() if not found]
        if not possible:
            return f"The rules leave nobody: of {_people(len(others))}, {_counts(blocked.values())}."
        return f"They could be paired with {_people(len(possible))}{self._but(member, possible)}"

    def _blocks_of(
        self, member: Member, others: Sequence[ParticipationId]
    ) -> dict[ParticipationId, tuple[Block, ...]]:
        checks = self._state.derived(pair_checks)
        return {other: checks.blocks(member.participation_id, other) for other in others}

    def _but(self, member: Member, possible: Sequence[ParticipationId]) -> str:
        """Return the end of the sentence: why none of those who are possible is their buddy."""
        limits = {other: tuple(self._reached_limits(member.participation_id, other)) for other in possible}
        in_the_way = _in_the_way([limit for found in limits.values() for limit in found])
        if all(limits.values()):
            return f", but {in_the_way}."
        if self._standing.is_no_plan:
            return ", but there is no plan yet."
        with_room = [other for other, found in limits.items() if not found and self._has_room(other)]
        if with_room:
            have = "has" if len(with_room) == 1 else "have"
            return f", of whom {len(with_room)} still {have} room: pair them, or suggest pairings again."
        made_before = ", made before the last changes," if self._standing.is_out_of_date else ""
        or_limit = f", or {in_the_way}" if in_the_way else ""
        return f", but the plan{made_before} gives those to others{or_limit}."

    def _reached_limits(self, member: ParticipationId, other: ParticipationId) -> Iterator[str]:
        criteria = self._state.round.criteria
        each, between = criteria.at_most_per_organisation, criteria.at_most_between_organisations
        organisations = self._organisations(member, other)
        if each is not None and any(self._of[organisation] >= each for organisation in organisations):
            yield f"the limit of {counted(each, 'pair')} for one organisation"
        if between is not None and self._between[organisations] >= between:
            yield f"the limit of {counted(between, 'pair')} between two organisations"

    def _organisations(self, member: ParticipationId, other: ParticipationId) -> OrganisationPair:
        return pair_of(
            self._state.members[member].organisation_key, self._state.members[other].organisation_key
        )

    def _has_room(self, member: ParticipationId) -> bool:
        return len(self._state.pairings_of[member]) < self._state.members[member].participation.capacity


def _in_the_way(limits: Iterable[str]) -> str:
    different = list(dict.fromkeys(limits))
    return (
        f"{listed(different)} {'stands' if len(different) == 1 else 'stand'} in the way" if different else ""
    )


def _people(number: int) -> str:
    return counted(number, "person", "people")


def _counts(blocked: Iterable[Sequence[Block]]) -> str:
    counts = Counter(block for found in blocked for block in found)
    return listed([block.of_people(number) for block, number in counts.most_common()])
