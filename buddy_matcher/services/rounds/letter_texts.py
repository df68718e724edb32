"""Which letter each person of a round is due, and the facts that it states.

What a person did not agree to share is left out here; the words are chosen by the domain.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from buddy_matcher.domain.first_meetings import shared_half_days
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_facts import (
    Buddy,
    Introduction,
    LetterFacts,
    Recipient,
    first_contact,
    names_to_call,
)
from buddy_matcher.domain.letter_kinds import KINDS, LetterKind
from buddy_matcher.domain.letter_wording import letter_for_reader
from buddy_matcher.domain.letters import LetterState, LetterText, Standing, letter_state
from buddy_matcher.domain.meeting import HalfDay
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import HAS_LEFT, Status
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.reach import ways_of_group
from buddy_matcher.domain.reasons import letter_reasons
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.sentences import own_words
from buddy_matcher.domain.statements import is_statement
from buddy_matcher.domain.text import listed
from buddy_matcher.services.rounds.letter_life import telling_of_choice, tellings_of_life
from buddy_matcher.services.rounds.letter_life_facts import facts_of_life
from buddy_matcher.services.rounds.letter_telling import (
    Telling,
    telling_of,
    told_of_buddies,
    with_new_details,
)
from buddy_matcher.services.rounds.round_state import Member, RoundState
from buddy_matcher.services.rounds.round_tongues import tongues_of


@dataclass(frozen=True, slots=True)
class DueLetter:
    """The letter that someone is due, what it states, and whether it can name all whom it is about."""

    member: Member
    facts: LetterFacts
    text: LetterText
    can_name_all: bool


@dataclass(frozen=True, slots=True)
class WithoutLetter:
    """Someone of the round who is due no letter, and why, as the end of a sentence about them."""

    member: Member
    why: str


ALL_KINDS: frozenset[LetterKind] = frozenset()
"""What asks for no kinds in particular."""

_ABOUT_BUDDIES = frozenset(
    {LetterKind.INTRODUCTION, LetterKind.WAITING_LIST, LetterKind.CHANGE, LetterKind.UPDATE}
)


def due_letters(state: RoundState, dated: date, asked: frozenset[LetterKind]) -> list[DueLetter]:
    """Return the letter that each person of the round is due on a day, in the order of their names.

    Whoever has a buddy is introduced; who could have had one is told that they wait. Without any pairing
    nobody waits: there is no plan that could have found nobody for them. Who was told of buddies and has
    others now, or none, is due the change. Then comes what the life of the round tells. One letter comes
    after the other: what is not told yet, or not any more so, comes first. `asked` are the only kinds wanted,
    all of them where it is empty.
    """
    found = []
    for member in _in_order(state):
        told = _letters(state, member, dated, asked)
        letters = [letter for letter in told if not asked or letter.text.kind in asked]
        if letters:
            found.append(next((each for each in letters if not _is_done(state, each)), letters[0]))
    return found


def _letters(
    state: RoundState, member: Member, dated: date, asked: frozenset[LetterKind]
) -> Iterator[DueLetter]:
    """Yield what somebody has to be told, or was: of their buddies first, or of whom they may choose."""
    pairings = _introduced_by(state, member, dated)
    choice = telling_of_choice(state, member)
    if choice and not any(applies for applies, _ in _bars(member, dated)):
        yield _letter(state, member, choice, dated)
    if not _why_none(state, member, dated):
        telling = telling_of(state, member, pairings)
        letter = _letter(state, member, telling, dated)
        update = with_new_details(state, member, telling, letter.text.facts)
        yield _letter(state, member, update, dated) if update else letter
    if not _is_barred_for_now(member, dated):
        for telling in tellings_of_life(state, member, pairings, dated, asked):
            yield _letter(state, member, telling, dated)


def _letter(state: RoundState, member: Member, telling: Telling, dated: date) -> DueLetter:
    """Return a letter; one about buddies is made anew only when something that it states was changed."""
    if telling.kind not in _ABOUT_BUDDIES:
        return _made_letter(state, member, telling, dated)
    key = member.participation_id, telling.kind
    people = [each for pairing in telling.pairings for each in pairing.members]
    stated = (
        member,
        state.kept.same((Telling, *key), telling),
        state.derived(_stated_in_all, dated),
        _is_draft(state, telling),
        *(state.members[each] for each in people),
        *(state.candidates[each] for each in people),
    )
    return state.kept.of((DueLetter, *key), stated, lambda: _made_letter(state, member, telling, dated))


def _stated_in_all(state: RoundState, dated: date) -> object:
    """Return all that letters state besides people and pairs: the same object until some of it changes."""
    return state.kept.same(_stated_in_all, (state.scheme, state.round, state.wording, state.sentences, dated))


def _made_letter(state: RoundState, member: Member, telling: Telling, dated: date) -> DueLetter:
    facts = _facts(state, member, telling, dated)
    text = letter_for_reader(facts, tongues_of(state, facts.languages))
    return DueLetter(member, facts, text, telling.can_name_all)


def _is_done(state: RoundState, letter: DueLetter) -> bool:
    return standing_of(state, letter).standing is Standing.PRINTED


def standing_of(state: RoundState, letter: DueLetter) -> LetterState:
    """Return where a letter stands."""
    key = letter.member.participation_id, letter.text.kind, letter.text.occasion
    return letter_state(
        [record for record in state.letters_of[letter.member.participation_id] if record.key == key],
        letter.text.facts,
        letter.member.participant.letters,
        is_in_contact=any(
            pairing.id in state.in_contact for pairing in state.pairings_of[letter.member.participation_id]
        ),
        is_of_a_moment=KINDS[letter.text.kind].is_of_a_moment,
        earlier=letter.facts.ended if letter.can_name_all else None,
    )


def without_letter(state: RoundState, dated: date) -> list[WithoutLetter]:
    """Return those who have not left the round and are due no letter on a day, by their names."""
    found = ((member, _why_none(state, member, dated)) for member in _in_order(state))
    due = {letter.member.participation_id for letter in state.derived(due_letters, dated, ALL_KINDS)}
    return [
        WithoutLetter(member, why)
        for member, why in found
        if why and member.participation.status not in HAS_LEFT and member.participation_id not in due
    ]


def _in_order(state: RoundState) -> list[Member]:
    return sorted(state.members.values(), key=lambda member: member.participant.sort_name)


def _why_none(state: RoundState, member: Member, dated: date) -> str:
    """Return why somebody is due no letter, as in "Asha is paused until she is back", or ""."""
    barred = next((why for applies, why in _bars(member, dated) if applies), "")
    if barred:
        return barred
    if state.pairings_of[member.participation_id]:
        return _why_no_introduction(state, member, dated)
    return "" if told_of_buddies(state, member) else _why_not_waiting(state, member)


def _why_no_introduction(state: RoundState, member: Member, dated: date) -> str:
    absent = _about_absent_buddies(state, member, dated)
    # To somebody who was told of all, a letter about the others alone would say that a pairing ended.
    return absent if told_of_buddies(state, member) or not _introduced_by(state, member, dated) else ""


def _why_not_waiting(state: RoundState, member: Member) -> str:
    if not state.current:
        return "waits for a plan"
    if member.participation.status is Status.INCOMPLETE:
        return "has not answered enough to be paired"
    return "" if member.participation.capacity else "asked for no buddy"


def _bars(member: Member, dated: date) -> Iterator[tuple[bool, str]]:
    """Yield what bars letters about buddies to somebody: whether it applies, and the words for it."""
    part = member.participation
    yield from _bars_for_now(member, dated)
    yield part.status in HAS_LEFT, f"is {part.status.value}"
    yield part.status is Status.INVITED, "has not answered for this round yet"


def _bars_for_now(member: Member, dated: date) -> Iterator[tuple[bool, str]]:
    """Yield what bars every letter to somebody."""
    part = member.participation
    yield member.participant.stopped_on is not None, "gets no letter any more"
    yield part.status is Status.WITHDRAWN, f"is {part.status.value}"
    yield part.status is Status.PAUSED, "is paused: their letter waits until they are back"
    yield part.is_held_on(dated), "is on hold: their letter waits until they are released"


def _is_barred_for_now(member: Member, dated: date) -> bool:
    return any(applies for applies, _ in _bars_for_now(member, dated))


def _introduced_by(state: RoundState, member: Member, dated: date) -> tuple[Pairing, ...]:
    """Return the pairings to tell somebody of: not those of who is away, and none that is on hold."""
    running = (p for p in state.pairings_of[member.participation_id] if not p.is_held_on(dated))
    return tuple(p for p in running if not any(_why_absent(state.members[m], dated) for m in p.members))


def _about_absent_buddies(state: RoundState, member: Member, dated: date) -> str:
    theirs = state.pairings_of[member.participation_id]
    if any(pairing.is_held_on(dated) for pairing in theirs):
        return "is in a pair that is on hold: its letters wait until it is released"
    buddies = {m for pairing in theirs for m in pairing.members} - {member.participation_id}
    why = {state.members[m].name: _why_absent(state.members[m], dated) for m in sorted(buddies)}
    absent = [f"{name} is {reason}" for name, reason in why.items() if reason]
    if not absent:
        return ""
    return f"has a buddy who can’t be introduced: {listed(absent)}"


def _why_absent(buddy: Member, dated: date) -> str:
    part = buddy.participation
    if part.status in _ABSENT:
        return part.status.value
    return "on hold" if part.is_held_on(dated) else ""


_ABSENT = HAS_LEFT | {Status.PAUSED}


def _facts(state: RoundState, member: Member, telling: Telling, dated: date) -> LetterFacts:
    pairings = telling.pairings
    together = {m for pairing in pairings for m in pairing.members}
    called = names_to_call({m: state.members[m].participant for m in together})
    facts = LetterFacts(
        recipient=_recipient(member),
        kind=telling.kind,
        occasion=telling.occasion,
        introductions=tuple(
            replace(_introduction(state, member, each, called), is_new=each.id in telling.new)
            for each in pairings
        ),
        ended=telling.ended,
        replaces=telling.replaces,
        scheme_name=state.scheme.name,
        safeguarding=state.scheme.safeguarding,
        coordinator=state.scheme.coordinator,
        dated=dated,
        letters_on=state.round.dates.on(Milestone.LETTERS_ON),
        contact_within_days=state.round.dates.first_contact_days,
        meetings=state.round.dates.meetings,
        months=state.round.dates.months_to_meet,
        own_words=own_words(state.sentences, telling.kind),
        languages=member.participant.letters.language.of_letter(is_welsh_offered=state.scheme.offers_welsh),
        is_draft=_is_draft(state, telling),
    )
    return replace(facts, **facts_of_life(state, member, telling))


def _is_draft(state: RoundState, telling: Telling) -> bool:
    # That somebody waits depends on every pairing.
    return any(p.state is PairingState.DRAFT for p in telling.pairings or state.current)


def _recipient(member: Member) -> Recipient:
    participant = member.participant
    way = participant.letters.delivery
    return Recipient(
        participation_id=member.participation_id,
        given=participant.used_given_name,
        family=participant.family,
        greeting_name=participant.greeting_name,
        job_title=participant.job_title,
        organisation=member.organisation_name,
        address=participant.address if way is Delivery.POST else (),
        email=participant.email if way is Delivery.EMAIL else "",
        letters=participant.letters,
    )


def _introduction(
    state: RoundState, member: Member, pairing: Pairing, called: Mapping[ParticipationId, str]
) -> Introduction:
    return Introduction(
        buddies=tuple(
            _buddy(state, member, state.members[buddy], called[buddy])
            for buddy in pairing.partners_of(member.participation_id)
        ),
        first_contact=first_contact(
            [state.members[m].contact_side for m in pairing.members], pairing.first_contact
        ),
        ways=ways_of_group([state.candidates[m] for m in pairing.members]),
        free=_free_together(state, pairing),
        arranged=pairing.arranged,
    )


def _free_together(state: RoundState, pairing: Pairing) -> frozenset[HalfDay] | None:
    """Return on which half-days all of a pairing are usually free, None where one of them did not say."""
    free = [state.candidates[each].free for each in pairing.members]
    return shared_half_days(free) if all(free) else None


def _buddy(state: RoundState, recipient: Member, buddy: Member, called: str) -> Buddy:
    answers = buddy.participation
    agreed = answers.share_contact
    return Buddy(
        participation_id=buddy.participation_id,
        called=called,
        full_name=buddy.participant.known_name,
        job_title=buddy.participant.job_title,
        organisation=buddy.organisation_name,
        sector=buddy.sector,
        reasons=letter_reasons(
            state.candidates[recipient.participation_id],
            state.candidates[buddy.participation_id],
            buddy_name=called,
            wording=state.wording,
            shares_themes=answers.share_themes and recipient.participation.share_themes,
        ),
        introduction=_said(answers.introduction),
        email=buddy.participant.email if agreed else "",
        phone=buddy.participant.phone if agreed else "",
        statements=tuple(words for each in answers.statements if (words := each.for_buddy)),
    )


def _said(text: str) -> str:
    return text if is_statement(text) else ""
