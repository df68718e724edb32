"""What a letter has to tell somebody: who their buddies are, that they wait, or what changed since the last.

The letters on record say what somebody was told. A saved letter counts: nobody knows whether it went out.
"""

from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.ids import LetterId, PairingId, ParticipationId
from buddy_matcher.domain.letter_facts import (
    NEW_DETAILS,
    FactDigests,
    buddies_digest,
    buddies_stated,
    buddy_digest,
    changed_facts,
)
from buddy_matcher.domain.letter_kinds import ROUND, LetterKind, about_pairings, after_letter, letter_before
from buddy_matcher.domain.letters import GONE, Letter, last_about_buddies
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.services.rounds.round_state import Member, RoundState


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """Of which kind somebody's letter is and on which occasion.

    It is about `pairings`. In a letter about a change, `new` are those that the reader was not told of,
    `ended` the names of those whom they are not paired with any more, and `replaces` the date of the letter
    that named them; `can_name_all` tells whether all whom it named are in the round yet. A check-in is the
    first one or that of half time.
    """

    kind: LetterKind
    occasion: str = ROUND
    pairings: tuple[Pairing, ...] = ()
    new: frozenset[PairingId] = frozenset()
    ended: tuple[str, ...] = ()
    can_name_all: bool = True
    replaces: date | None = None
    is_half_time: bool = False


def told_of_buddies(state: RoundState, member: Member) -> Letter | None:
    """Return the last letter that told somebody of their buddies, if there was one."""
    return last_about_buddies(_letters_of(state, member))


def telling_of(state: RoundState, member: Member, pairings: tuple[Pairing, ...]) -> Telling:
    """Return what somebody is to be told who is in these pairings now."""
    last = told_of_buddies(state, member)
    if last is None:
        kind = LetterKind.INTRODUCTION if pairings else LetterKind.WAITING_LIST
        return Telling(kind=kind, pairings=pairings)
    if _tells_of(state, last, member, pairings):
        kind, occasion = last.kind, last.occasion
    else:
        kind, occasion = LetterKind.CHANGE, _occasion(state, member, pairings)
    if kind is LetterKind.UPDATE:
        return _with_new_details(state, letter_before(occasion), pairings)
    if kind is not LetterKind.CHANGE:
        return Telling(kind=kind, occasion=occasion, pairings=pairings)
    earlier = [each for each in _letters_of(state, member) if not _tells_of(state, each, member, pairings)]
    replaced = last_about_buddies(earlier)
    known = buddies_stated(replaced.facts) if replaced else frozenset()
    now = {buddy for pairing in pairings for buddy in pairing.partners_of(member.participation_id)}
    told = _buddies_told(state, member, known)
    return Telling(
        kind=kind,
        occasion=occasion,
        pairings=pairings,
        new=frozenset(p.id for p in pairings if not _is_known(p, member, known)),
        ended=tuple(state.members[each].participant.known_name for each in told if each not in now),
        can_name_all=len(told) >= len(known or ()),
        replaces=replaced.dated if replaced else None,
    )


def with_new_details(
    state: RoundState, member: Member, telling: Telling, facts: FactDigests
) -> Telling | None:
    """Return what to tell somebody of instead, who is in contact, when details changed since the last letter.

    `facts` are those that they would be told now. None where nothing of it changed, or no letter went yet.
    """
    if not any(pairing.id in state.in_contact for pairing in telling.pairings):
        return None
    went = [each for each in _letters_of(state, member) if each.how in GONE]
    last = last_about_buddies(went)
    if last is None or not _tells_of(state, last, member, telling.pairings):
        return None
    if not NEW_DETAILS.intersection(changed_facts(last.facts, facts)):
        return None
    return _with_new_details(state, last.id, telling.pairings)


def _with_new_details(state: RoundState, before: LetterId | None, pairings: tuple[Pairing, ...]) -> Telling:
    dated = next((letter.dated for letter in state.letters if letter.id == before), None)
    return Telling(
        kind=LetterKind.UPDATE,
        occasion=after_letter(before) if before else ROUND,
        pairings=pairings,
        replaces=dated,
    )


def _letters_of(state: RoundState, member: Member) -> list[Letter]:
    return list(state.letters_of[member.participation_id])


def _tells_of(state: RoundState, letter: Letter, member: Member, pairings: tuple[Pairing, ...]) -> bool:
    """Return whether a letter told somebody of just these pairings."""
    who = member.participation_id
    stated = dict(letter.facts).get("buddies")
    if stated is not None:
        return stated == buddies_digest(pairing.partners_of(who) for pairing in pairings)
    # A letter of before its facts were kept told of the pairings that there were.
    parted = (_parted_on(pairing, member) for pairing in state.pairings)
    joined = (m.joined_on for pairing in pairings for m in pairing.memberships)
    return bool(pairings) and not any(day and day >= letter.dated for day in (*parted, *joined))


def _occasion(state: RoundState, member: Member, pairings: tuple[Pairing, ...]) -> str:
    if pairings:
        return about_pairings(tuple(pairing.id for pairing in pairings))
    ended = (pairing for pairing in state.pairings if _parted_on(pairing, member))
    return about_pairings(tuple(pairing.id for pairing in ended), ended=True)


def _is_known(pairing: Pairing, member: Member, known: frozenset[str] | None) -> bool:
    buddies = pairing.partners_of(member.participation_id)
    return known is not None and all(buddy_digest(buddy) in known for buddy in buddies)


def _buddies_told(state: RoundState, member: Member, known: frozenset[str] | None) -> list[ParticipationId]:
    """Return those of the round whom a letter told somebody of, by their digests.

    Of a letter of before they were kept it is those whom they were together with in an agreed pairing.
    """
    # Pairings that were opened again and taken apart are gone: only the letter still knows of them.
    if known is not None:
        return [each for each in state.members if buddy_digest(each) in known]
    who = member.participation_id
    theirs = [
        pairing
        for pairing in state.pairings
        if pairing.state is not PairingState.DRAFT
        and any(membership.participation_id == who for membership in pairing.memberships)
    ]
    everyone = (membership.participation_id for pairing in theirs for membership in pairing.memberships)
    return [each for each in dict.fromkeys(everyone) if each != who and each in state.members]


def _parted_on(pairing: Pairing, member: Member) -> date | None:
    """Return when a pairing that somebody was in ended or one of it left, or None."""
    who = member.participation_id
    if all(membership.participation_id != who for membership in pairing.memberships):
        return None
    left = [membership.left_on for membership in pairing.memberships if membership.left_on]
    return max((*left, *([pairing.ended_on] if pairing.ended_on else [])), default=None)
