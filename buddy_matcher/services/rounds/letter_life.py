"""Which letters the life of a round makes somebody due, besides those that tell of buddies.

They follow from answers, dates, entries and letters on a day; nothing of it is stored. Each is said once.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_kinds import LetterKind, about_offer, about_pairings
from buddy_matcher.domain.pair_life import Flag, PairLife
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.rounds.letter_telling import Telling
from buddy_matcher.services.rounds.round_life import RoundLife
from buddy_matcher.services.rounds.round_state import Member, RoundState

_DAYS_AFTER_MEETING = 3
"""Once a first meeting is known, one is asked how it fits so many days later, while it is fresh."""

_WAITS_FOR_A_PLAN = {
    Status.APPLIED: LetterKind.RECEIVED,
    Status.READY: LetterKind.RECEIVED,
    Status.WAITING: LetterKind.RECEIVED,
    Status.INCOMPLETE: LetterKind.MISSING,
}


def life_on(state: RoundState, day: date) -> RoundLife:
    """Return a round on a day."""
    return RoundLife(state, day)


def tellings_of_life(
    state: RoundState, member: Member, pairings: tuple[Pairing, ...], day: date, asked: frozenset[LetterKind]
) -> Iterator[Telling]:
    """Yield what the life of a round tells somebody on a day, what is to be told first at the beginning.

    `pairings` are those to tell them of. Kinds that are `asked` for are also told where the round would not
    tell them by itself: that answers came in without a day for sign-up, how a pair gets on that has not met.
    """
    status = member.participation.status
    if status is Status.INVITED:
        yield Telling(kind=LetterKind.INVITATION)
    if status is Status.FINISHED:
        yield Telling(kind=LetterKind.THANKS)
    kind = _WAITS_FOR_A_PLAN.get(status)
    if kind and not state.current and (kind in asked or _has_days_for_sign_up(state, day)):
        yield Telling(kind=kind)
    yield from _of_running_pairs(state.derived(life_on, day), member, pairings, asked)


def telling_of_choice(state: RoundState, member: Member) -> Telling | None:
    """Return the choice to offer somebody; None without one, once they answered or a pairing was agreed."""
    who = member.participation_id
    offer = state.offers.get(who)
    if offer is None or who in state.chosen:
        return None
    if any(pairing.state is PairingState.AGREED for pairing in state.pairings_of[who]):
        return None
    return Telling(kind=LetterKind.CHOICE, occasion=about_offer(offer.id))


def _has_days_for_sign_up(state: RoundState, day: date) -> bool:
    opens, closes = (state.round.dates.on(each) for each in (Milestone.OPENS, Milestone.CLOSES))
    return bool(opens or closes) and (opens is None or opens <= day)


def _of_running_pairs(
    life: RoundLife, member: Member, pairings: tuple[Pairing, ...], asked: frozenset[LetterKind]
) -> Iterator[Telling]:
    lives = [(pairing, life.lives[pairing.id]) for pairing in pairings if pairing.id in life.lives]
    running = [(p, each) for p, each in lives if each.letters_out and not each.is_held and not each.ended]
    unmet = tuple(pairing for pairing, each in running if Flag.NO_FIRST_MEETING in each.flags)
    if unmet:
        ids = tuple(pairing.id for pairing in unmet)
        yield Telling(kind=LetterKind.REMINDER, occasion=about_pairings(ids), pairings=unmet)
    for pairing, each in running:
        # Whoever is reminded to meet is not asked in the same week how they get on.
        if pairing not in unmet or LetterKind.CHECK_IN in asked:
            yield from _check_ins(life, member.participation_id, pairing, each)


def _check_ins(life: RoundLife, who: ParticipationId, pairing: Pairing, pair: PairLife) -> Iterator[Telling]:
    dates, told = life.state.round.dates, _days_told(pair.story, who)
    middle, ends = dates.on(Milestone.MIDDLE), dates.on(Milestone.ENDS)
    is_later = bool(middle and life.today >= middle)
    if middle and is_later:
        if (ends is None or life.today < ends) and not any(on >= middle for on in told):
            yield _check_in(pairing, "middle")
    elif not told and life.today >= _first_check_on(pair, dates.fit_check_days):
        yield _check_in(pairing, "first")


def _check_in(pairing: Pairing, when: str) -> Telling:
    return Telling(
        kind=LetterKind.CHECK_IN,
        occasion=f"{when} {pairing.id}",
        pairings=(pairing,),
        is_half_time=when == "middle",
    )


def _days_told(story: tuple[Entry, ...], who: ParticipationId) -> list[date]:
    """Return the days on which somebody said how the pairing fits."""
    return [entry.on for entry in story if entry.fit_of(who) is not None]


def _first_check_on(pair: PairLife, days: int) -> date:
    out = pair.letters_out or date.max
    if pair.first_met_on is None:
        return out + timedelta(days=days)
    return min(out + timedelta(days=days), pair.first_met_on + timedelta(days=_DAYS_AFTER_MEETING))
