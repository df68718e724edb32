"""Which letter each person of a round is due, and the facts that it states.

What a person did not agree to share is left out here; the words are chosen by the domain.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from buddy_matcher.domain.letter_facts import (
    Buddy,
    ContactSide,
    Introduction,
    LetterFacts,
    Recipient,
    first_contact,
    names_to_call,
)
from buddy_matcher.domain.letter_wording import compose_letter
from buddy_matcher.domain.letters import LetterText
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import HAS_LEFT
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.reasons import letter_reasons
from buddy_matcher.services.rounds.round_state import Member, RoundState


def due_letters(state: RoundState) -> list[tuple[Member, LetterText]]:
    """Return the letters that people of the round are due, in the order of their names.

    Whoever has a buddy is introduced; who could have had one is told that they wait. Without any pairing
    nobody is due a letter: there is no plan that could have found nobody for them.
    """
    members = [member for member in state.members.values() if _is_due_one(state, member)]
    members.sort(key=lambda member: member.participant.sort_name)
    return [(member, compose_letter(_facts(state, member))) for member in members]


def _is_due_one(state: RoundState, member: Member) -> bool:
    part = member.participation
    if state.pairings_of[member.id]:
        return part.status not in HAS_LEFT
    return bool(state.current) and part.is_in_pool and bool(part.capacity)


def _facts(state: RoundState, member: Member) -> LetterFacts:
    participant = member.participant
    pairings = state.pairings_of[member.id]
    together = {m for pairing in pairings for m in pairing.members}
    called = names_to_call({m: state.members[m].participant for m in together})
    by_post = participant.letters.delivery is Delivery.POST
    starts_on = state.round.starts_on
    within = state.round.first_contact_within_days
    return LetterFacts(
        recipient=Recipient(
            id=member.id,
            given=participant.given,
            family=participant.family,
            greeting_name=participant.greeting_name,
            job_title=participant.job_title,
            organisation=member.organisation.name,
            address=participant.address if by_post else (),
            letters=participant.letters,
        ),
        introductions=tuple(_introduction(state, member, pairing, called) for pairing in pairings),
        scheme_name=state.scheme.name,
        coordinator=state.scheme.coordinator,
        dated=date.today(),  # noqa: DTZ011 - the coordinator's own day
        contact_by=starts_on + timedelta(days=within) if starts_on else None,
        contact_within_days=within,
        # That somebody waits depends on every pairing.
        is_draft=any(p.state is PairingState.DRAFT for p in pairings or state.current),
    )


def _introduction(
    state: RoundState, member: Member, pairing: Pairing, called: Mapping[int, str]
) -> Introduction:
    return Introduction(
        buddies=tuple(
            _buddy(state, member, state.members[buddy], called[buddy])
            for buddy in pairing.partners_of(member.id)
        ),
        first_contact=first_contact(
            [_contact_side(state.members[m]) for m in pairing.members], pairing.first_contact
        ),
    )


def _contact_side(member: Member) -> ContactSide:
    has_details = bool(member.participant.email or member.participant.phone)
    return ContactSide(
        id=member.id,
        sector=member.sector,
        can_be_contacted=member.participation.share_contact and has_details,
    )


def _buddy(state: RoundState, recipient: Member, buddy: Member, called: str) -> Buddy:
    answers = buddy.participation
    agreed = answers.share_contact
    return Buddy(
        id=buddy.id,
        called=called,
        full_name=buddy.name,
        job_title=buddy.participant.job_title,
        organisation=buddy.organisation.name,
        sector=buddy.sector,
        reasons=letter_reasons(
            state.candidates[recipient.id],
            state.candidates[buddy.id],
            buddy_name=called,
            wording=state.wording,
            shares_themes=answers.share_themes and recipient.participation.share_themes,
        ),
        introduction=answers.introduction,
        email=buddy.participant.email if agreed else "",
        phone=buddy.participant.phone if agreed else "",
        if_only_they_knew=answers.if_only_they_knew if answers.share_themes else "",
    )
