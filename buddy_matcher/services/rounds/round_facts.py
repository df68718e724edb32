"""What a report counts of a round, read from its people, pairs, entries and money; no name leaves here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from buddy_matcher.domain.answers import Answer, Asked, Occasion
from buddy_matcher.domain.ids import OrganisationId, ParticipationId
from buddy_matcher.domain.local_organisations import LocalLine, Reach
from buddy_matcher.domain.money import Budget, PaymentLine, by_funder
from buddy_matcher.domain.pair_life import PairLife, PairState
from buddy_matcher.domain.pairings import Pairing
from buddy_matcher.domain.participations import IN_POOL, Status
from buddy_matcher.domain.places import postcode_area
from buddy_matcher.domain.report_facts import (
    BudgetFacts,
    Change,
    FunderFacts,
    LocalFacts,
    MoneyFacts,
    Outcome,
    PairFacts,
    Period,
    PersonFacts,
    RoundFacts,
    Standing,
)
from buddy_matcher.domain.rounds import Round
from buddy_matcher.services.rounds.local_reach import read_local_reach
from buddy_matcher.services.rounds.round_life import RoundLife
from buddy_matcher.services.rounds.round_money import RoundMoney
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.storage.unit_of_work import UnitOfWork

_MET_WELL = 2
"""From this place on the scale of 0 to 3 a wish counts as met well."""

_OUTCOMES = {PairState.FINISHED: Outcome.FINISHED, PairState.ENDED: Outcome.ENDED}


def round_facts(unit: UnitOfWork, life: RoundLife, money: RoundMoney, within: Period) -> RoundFacts:
    """Return what a report counts of a round: what happened, was said and is paid within some days."""
    state = life.state
    before = [each for each in unit.rounds.all() if each.number < state.round.number]
    earlier = {each.id for each in before}
    known = {
        part.organisation_id
        for part in unit.participations.all()
        if part.round_id in earlier and part.organisation_id is not None
    }
    answers = [answer for answer in unit.answers.all() if within.holds(answer.on)]
    reading = _Reading(life, known, answers, within)
    reach = read_local_reach(unit, state.round.number)
    return RoundFacts(
        people=tuple(
            reading.person(member)
            for member in state.members.values()
            if member.participation.status is not Status.INVITED
        ),
        pairs=tuple(
            reading.pair(p) for p in life.pairings if p.ended_on is None or p.ended_on >= within.starts
        ),
        money=tuple(_money(money, within)),
        learnt=tuple(each.kind for each in unit.learning.of_round(state.round.id) if within.holds(each.on)),
        has_earlier_rounds=bool(earlier),
        budgets=tuple(_budgets(unit.budgets.all(), within)),
        local=tuple(_local(line, reach.rounds) for line in reach.lines),
        round_names=tuple((each.number, each.name) for each in reach.rounds),
    )


def _budgets(budgets: Iterable[Budget], within: Period) -> Iterator[BudgetFacts]:
    for budget in sorted(budgets, key=lambda each: (each.funder.casefold(), each.starts)):
        if budget.starts <= within.ends and within.starts <= budget.ends:
            when = Period(budget.starts, budget.ends).in_short
            yield BudgetFacts(budget.funder, when, budget.pence)


def _local(line: LocalLine, rounds: Sequence[Round]) -> LocalFacts:
    first = line.first_round
    return LocalFacts(
        kind=line.kind,
        area=line.local.area,
        first_round=None if first is None else rounds[first].number,
        is_invited=line.furthest is Reach.INVITED,
    )


class _Reading:
    """Looks up what belongs to each person and pair."""

    def __init__(
        self,
        life: RoundLife,
        known_organisations: set[OrganisationId],
        answers: Iterable[Answer],
        within: Period,
    ) -> None:
        self._life = life
        self._within = within
        self._answers: defaultdict[ParticipationId, list[Answer]] = defaultdict(list)
        for answer in sorted(answers, key=lambda answer: (answer.on, answer.id)):
            self._answers[answer.participation_id].append(answer)
        self._known = known_organisations
        self._themes = life.state.wording.themes
        self._paired = {m.participation_id for p in life.pairings for m in p.memberships}
        self._fits = {member: fit for each in life.lives.values() for member, fit in each.fits.items()}

    def person(self, member: Member) -> PersonFacts:
        part, organisation = member.participation, member.organisation
        return PersonFacts(
            sector=member.sector,
            kind=organisation.kind if organisation else None,
            area=postcode_area(part.outcode),
            themes=frozenset(self._themes[theme] for theme in part.theme_ids if theme in self._themes),
            standing=self._standing(member),
            organisation=organisation.id if organisation else None,
            is_new_organisation=organisation is not None and organisation.id not in self._known,
            fit=self._fits.get(part.id),
            confidence=_change(self._at_the_end(part.id), part.confidence),
            going_well=self._latest(part.id, Asked.GOING_WELL),
            wishes_met=sum((wish.number or 0) >= _MET_WELL for wish in self._wishes(part.id)),
            wishes_asked=len(self._wishes(part.id)),
            has_answered=bool(self._at_the_end(part.id)) and part.id in self._paired,
        )

    def _at_the_end(self, part: ParticipationId) -> dict[Asked, Answer]:
        return {a.question: a for a in self._answers[part] if a.occasion is Occasion.END}

    def _latest(self, part: ParticipationId, question: Asked) -> int | None:
        return next((a.number for a in reversed(self._answers[part]) if a.question is question), None)

    def _wishes(self, part: ParticipationId) -> list[Answer]:
        """Return the latest answer on each wish that somebody named."""
        found = {a.strength_id: a for a in self._answers[part] if a.question is Asked.WISH_MET}
        return [answer for answer in found.values() if answer.number is not None]

    def pair(self, pairing: Pairing) -> PairFacts:
        life = self._life.lives[pairing.id]
        meetings = [meeting for meeting in life.meetings if self._within.holds(meeting.on)]
        return PairFacts(
            people=len(pairing.members),
            outcome=_OUTCOMES.get(life.state, Outcome.GOING),
            meetings=len(meetings),
            minutes=sum(meeting.minutes or 0 for meeting in meetings),
            days=_days_to_first_meeting(life) if life.first_met_on in {m.on for m in meetings} else None,
            ended_for=pairing.ended_for,
            is_by_hand=pairing.is_by_hand,
        )

    def _standing(self, member: Member) -> Standing:
        part = member.participation
        if part.id in self._paired:
            return Standing.PAIRED
        is_waiting = part.status in IN_POOL | {Status.PAUSED} and part.capacity
        return Standing.WAITING if is_waiting else Standing.OUT


def _change(answers: Mapping[Asked, Answer], at_sign_up: int | None) -> Change | None:
    """Return how confidence now is beside confidence then; None where one of them is not known.

    Then is what they say looking back, else what they said at sign-up.
    """
    now, then = (
        answers[asked].number if asked in answers else None
        for asked in (Asked.CONFIDENCE_NOW, Asked.CONFIDENCE_THEN)
    )
    then = at_sign_up if then is None else then
    if now is None or then is None:
        return None
    if now == then:
        return Change.SAME
    return Change.HIGHER if now > then else Change.LOWER


def _days_to_first_meeting(life: PairLife) -> int | None:
    if life.first_met_on is None or life.letters_out is None:
        return None
    return max(0, (life.first_met_on - life.letters_out).days)


def _money(money: RoundMoney, within: Period) -> Iterator[MoneyFacts]:
    for organisation in money.paid_organisations():
        terms = money.terms(organisation.id)
        lines = [line for line in money.lines_of(organisation.id) if within.holds(line.on)]
        worth = [
            (
                line.participation_id,
                (-1 if line.is_credit else 1) * terms.in_kind_pence(abs(line.minutes), line.on),
            )
            for line in lines
        ]
        funders = {name: pence for name, pence in by_funder(lines).items() if pence}
        if lines:
            yield MoneyFacts(
                kind=organisation.kind,
                people=len({line.participation_id for line in lines}),
                pence=sum(line.pence for line in lines),
                in_kind=sum(pence for _, pence in worth),
                paid_people=_people_of((line.participation_id, line.pence) for line in lines),
                in_kind_people=_people_of(worth),
                funders=tuple(
                    FunderFacts(name, pence, _people_of(_shares(lines, name)))
                    for name, pence in funders.items()
                ),
            )


def _shares(lines: Iterable[PaymentLine], funder: str) -> Iterator[tuple[ParticipationId | None, int]]:
    for line in lines:
        yield line.participation_id, by_funder([line]).get(funder, 0)


def _people_of(amounts: Iterable[tuple[ParticipationId | None, int]]) -> int:
    """Return how many people have an amount that is not nought in the end."""
    found = Counter[ParticipationId | None]()
    for person, pence in amounts:
        found[person] += pence
    return sum(bool(pence) for pence in found.values())
