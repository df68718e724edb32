"""Offers people a choice, notes what they chose, and makes the plan that honours as many choices as possible.

Who may be chosen is found by `offer_choices`; a letter tells it by numbers, without names. What was offered
is kept, because the numbers of an answer mean those of the letter.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from buddy_matcher.domain.answers import Answer, Asked, Occasion
from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus
from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.choices import MOST_OFFERED, Introduced, Offer, choices_made
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import Proof
from buddy_matcher.domain.sayings import IN_ENGLISH
from buddy_matcher.domain.working_days import today
from buddy_matcher.matching import Solution, solve
from buddy_matcher.matching.questions.choices import honouring
from buddy_matcher.matching.verify import value_of
from buddy_matcher.services.plan_round import with_pair
from buddy_matcher.services.questions.offer_choices import MayChoose, engine_pair
from buddy_matcher.services.rounds.best_plan import BestPlan, Cancelled
from buddy_matcher.services.rounds.introductions import introduced_as
from buddy_matcher.services.rounds.new_plan import Group, groups_of, put_in_place
from buddy_matcher.services.rounds.proofs import proof_of
from buddy_matcher.services.rounds.round_problem import RoundProblem, round_problem
from buddy_matcher.services.rounds.round_state import Member, RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile

_GONE = "Somebody who is not in the round any more"


@dataclass(frozen=True, slots=True)
class HeardChoice:
    """Somebody who was offered a choice: who was introduced, by number and in which words, and their answer.

    `chosen` is a number, 0 where they do not mind, None while they have not answered.
    """

    member: Member
    introduced: tuple[tuple[int, str, str], ...]
    chosen: int | None


@dataclass(frozen=True, slots=True)
class HonouringPlan:
    """The best plan that honours as many choices as possible, to look at before it is taken.

    `pairs` are by names (three in a trio), `honoured` the names of those whose choice it honours, and
    `missed` those of the others who chose somebody.
    """

    pairs: tuple[tuple[str, ...], ...]
    honoured: tuple[str, ...]
    missed: tuple[str, ...]
    _made: "_Made" = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Made:
    state: RoundState
    problem: RoundProblem
    groups: tuple[Group, ...]
    proof: Proof


class HearChoices:
    """What people of the latest round were offered to choose from, and what came of it."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def offer(self, offered: Sequence[MayChoose]) -> Changes:
        """Offer a choice to everybody who has one, in place of what they were offered before.

        Of whom they may choose they are told the cheapest. Raises UserError when nobody has a choice.
        """
        choosing = [each for each in offered if each.has_choice]
        if not choosing:
            raise UserError(
                "Nobody can choose between two people at this price.", "Let a choice cost more points."
            )
        label = Label(Deed.OFFER_CHOICES, told=(str(len(choosing)),))
        with self._file.changing(label) as unit:
            before = read_round(unit).offers
            for each in choosing:
                known = before.get(each.participation_id)
                new = _offer(each)
                if known and known.introduced == new.introduced:
                    continue
                if known:
                    unit.offers.remove(known.id)
                unit.offers.save(new)
            return unit.commit()

    def heard(self) -> tuple[HeardChoice, ...]:
        """Return everybody who was offered a choice, by their names."""
        with self._file.reading() as unit:
            state = read_round(unit)
        found = (
            HeardChoice(state.members[who], _introduced(state, offer), state.chosen.get(who))
            for who, offer in state.offers.items()
        )
        return tuple(sorted(found, key=lambda each: each.member.participant.sort_name))

    def note(self, chosen: Mapping[ParticipationId, int | None]) -> Changes:
        """Note what people chose by number, 0 where they do not mind, None where they did not answer.

        Raises UserError for somebody who was offered no choice, or not that number.
        """
        label = Label(Deed.NOTE_CHOICES, told=(str(len(chosen)),))
        with self._file.changing(label) as unit:
            state = read_round(unit)
            for who, number in chosen.items():
                _check_offered(state, who, number)
                answers = unit.answers.where(participation_id=who, occasion=Occasion.CHOICE.value)
                for answer in answers:
                    if answer.question is Asked.CHOSEN and answer.on >= state.offers[who].offered_on:
                        unit.answers.remove(answer.id)
                if number is not None:
                    unit.answers.save(_answer(who, number))
            return unit.commit()

    def plan(self, *, cancelled: Cancelled | None = None) -> HonouringPlan | None:
        """Return the best plan that honours as many of the noted choices as possible; None when cancelled.

        Nobody loses a buddy or their only wish by it, against the best plan. Agreed and locked pairings stay.
        Raises UserError when nobody chose, and when the pairings that stay can't hold together.
        """
        with self._file.reading() as unit:
            state = read_round(unit)
        chosen = choices_made(state.offers, state.chosen)
        if not chosen:
            raise UserError("Nobody has chosen anybody yet.", "Enter what people answered first.")
        started = time.monotonic()
        try:
            return _honouring(state, chosen, started, cancelled)
        except ContradictoryLocks as contradiction:
            raise UserError(
                "The pairings that stay can’t all hold, so no plan can be made beside them.",
                "Suggest pairings to see which ones, then unpair one of them.",
            ) from contradiction

    def take(self, plan: HonouringPlan) -> Changes:
        """Store a plan as a draft; the pairs that were chosen are locked, so a new suggestion keeps them.

        Raises UserError when the scheme was changed meanwhile.
        """
        made = plan._made  # noqa: SLF001 - what only this service makes and reads
        self._file.back_up(BackupReason.SUGGEST)
        with self._file.changing(Label(Deed.HONOUR_CHOICES)) as unit:
            if unit.save_counter != made.state.save_counter:
                raise UserError("The scheme was changed meanwhile, so nothing was stored.", "Look again.")
            put_in_place(unit, made.state, made.problem.kept, made.groups, agree=False)
            unit.proofs.save(made.proof)
            return unit.commit()


def _offer(each: MayChoose) -> Offer:
    told = enumerate(each.ids[:MOST_OFFERED], start=1)
    introduced = tuple(Introduced(number=number, participation_id=buddy) for number, buddy in told)
    return Offer(participation_id=each.participation_id, offered_on=today(), introduced=introduced)


def _answer(who: ParticipationId, number: int) -> Answer:
    return Answer(
        participation_id=who, occasion=Occasion.CHOICE, question=Asked.CHOSEN, on=today(), number=number
    )


def _introduced(state: RoundState, offer: Offer) -> tuple[tuple[int, str, str], ...]:
    def told(who: ParticipationId) -> tuple[str, str]:
        if who not in state.members:
            return _GONE, _GONE
        return state.members[who].name, IN_ENGLISH.said(introduced_as(state, who, offer.participation_id))

    return tuple((each.number, *told(each.participation_id)) for each in offer.introduced)


def _check_offered(state: RoundState, who: ParticipationId, number: int | None) -> None:
    offer = state.offers.get(who)
    if offer is None:
        name = state.members[who].name if who in state.members else "Somebody"
        raise UserError(f"{name} was offered no choice.", "Nothing was noted. Offer them a choice first.")
    if number and all(each.number != number for each in offer.introduced):
        raise UserError(
            f"{state.members[who].name} was not offered a number {number}.",
            f"Nothing was noted. Their numbers go from 1 to {max(each.number for each in offer.introduced)}.",
        )


def _honouring(
    state: RoundState,
    chosen: Mapping[ParticipationId, ParticipationId],
    started: float,
    cancelled: Cancelled | None,
) -> HonouringPlan | None:
    problem = round_problem(state)
    best = BestPlan(state, problem, solve(problem.encoded.problem, cancelled=cancelled))
    if best.solution.status is SolutionStatus.CANCELLED:
        return None
    # Who has left meanwhile, or works in the other sector now, can't be had.
    known = dict(filter(None, (engine_pair(best, who, whom) for who, whom in chosen.items())))
    found = honouring(problem.encoded.problem, best.solution, known, cancelled=cancelled)
    if found is None:
        return None
    ids = problem.encoded.candidate_ids
    honoured = [ids[each] for each in found.people]
    locked = _with_pairs(state, {who: chosen[who] for who in honoured})
    found_as = Solution(found.status, pairs=found.pairs, trios=found.trios)
    made = _made(locked, found_as, started, cancelled)
    if made is None:
        return None
    return HonouringPlan(
        tuple(tuple(state.members[member].name for member in group) for group in made.groups),
        tuple(state.members[who].name for who in honoured),
        tuple(state.members[who].name for who in chosen if who not in honoured and who in state.members),
        made,
    )


def _with_pairs(state: RoundState, chosen: Mapping[ParticipationId, ParticipationId]) -> RoundState:
    """Return the round with everybody locked to whom they chose."""
    for who, buddy in chosen.items():
        if not any({who, buddy} <= set(p.members) and p.is_locked for p in state.pairings_of[who]):
            state, _people = with_pair(state, who, buddy)
    return state


def _made(state: RoundState, found: Solution, started: float, cancelled: Cancelled | None) -> _Made | None:
    """Return the plan as it is stored, with how good any plan with the same locks could be."""
    problem = round_problem(state)
    best = solve(problem.encoded.problem, cancelled=cancelled)
    if best.status is SolutionStatus.CANCELLED:
        return None
    objective = value_of(problem.encoded.problem, found.pairs)
    is_best = best.status is SolutionStatus.OPTIMAL and objective == best.objective
    status = SolutionStatus.OPTIMAL if is_best else SolutionStatus.FEASIBLE
    solution = replace(found, status=status, objective=objective, bound=best.bound)
    proof = proof_of(state, problem, solution, time.monotonic() - started)
    return _Made(state, problem, groups_of(problem, solution), proof)
