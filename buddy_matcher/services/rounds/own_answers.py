"""What somebody answered themselves, in words for their own letter: nobody else's, and no needs."""

from collections.abc import Iterator
from typing import Final

from buddy_matcher.domain.ids import StrengthId
from buddy_matcher.domain.letter_phrases import Phrase
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.sayings import Entry, Saying, Several, say
from buddy_matcher.domain.text import set_apart
from buddy_matcher.services.rounds.round_state import Member, RoundState


def answers_in_words(state: RoundState, member: Member) -> tuple[Saying, ...]:
    """Return what somebody told us, a line for each question."""
    return tuple(_answers(state, member))


def _answers(state: RoundState, member: Member) -> Iterator[Saying]:
    part = member.participation
    if member.organisation_name:
        yield say(Phrase.YOUR_ORGANISATION, organisation=set_apart(member.organisation_name))
    if member.participant.job_title:
        yield say(Phrase.YOUR_JOB, job_title=set_apart(member.participant.job_title))
    if part.can_share:
        yield say(Phrase.YOU_SHARE, strengths=_named(state, part.can_share))
    if part.would_like:
        yield say(Phrase.YOU_WOULD_LIKE, strengths=_named(state, part.would_like))
    if part.ways:
        yield say(Phrase.YOUR_WAYS, ways=Several(tuple(say(_WAYS[way]) for way in sorted(part.ways))))


_WAYS: Final = {
    MeetingWay.AT_MINE: Phrase.AT_MINE,
    MeetingWay.AT_YOURS: Phrase.AT_YOURS,
    MeetingWay.NEUTRAL: Phrase.NEUTRAL,
    MeetingWay.VIDEO: Phrase.VIDEO,
    MeetingWay.PHONE: Phrase.PHONE,
}


def _named(state: RoundState, levels: dict[StrengthId, int]) -> Saying:
    listed = state.wording.strengths
    best_first = sorted((s for s in levels if s in listed), key=lambda s: (-levels[s], listed[s]))
    return Several(tuple(Entry(listed[strength]) for strength in best_first))


def missing_in_words(member: Member) -> tuple[Saying, ...]:
    """Return what we still have to know before somebody can be paired well, a line for each question."""
    part = member.participation
    asked = {
        Phrase.WHAT_SHARE: not part.can_share,
        Phrase.WHAT_WISH: not part.would_like,
        Phrase.WHICH_WAYS: not part.ways,
    }
    return tuple(say(question) for question, is_open in asked.items() if is_open)
