"""What somebody answered themselves, in words for their own letter: nobody else's, and no needs."""

from collections.abc import Iterator

from buddy_matcher.domain.ids import StrengthId
from buddy_matcher.domain.phrases import in_a_list, inside_sentence
from buddy_matcher.domain.text import set_apart
from buddy_matcher.services.rounds.round_state import Member, RoundState


def answers_in_words(state: RoundState, member: Member) -> tuple[str, ...]:
    """Return what somebody told us, a line for each question."""
    return tuple(_answers(state, member))


def _answers(state: RoundState, member: Member) -> Iterator[str]:
    part = member.participation
    if member.organisation_name:
        yield f"Organisation: {set_apart(member.organisation_name)}"
    if member.participant.job_title:
        yield f"Job title: {set_apart(member.participant.job_title)}"
    if part.can_share:
        yield f"You can share: {_named(state, part.can_share)}"
    if part.would_like:
        yield f"You would like help with: {_named(state, part.would_like)}"
    if part.ways:
        yield f"How you can meet: {in_a_list([way.label for way in sorted(part.ways)])}"


def _named(state: RoundState, levels: dict[StrengthId, int]) -> str:
    listed = state.wording.strengths
    best_first = sorted((s for s in levels if s in listed), key=lambda s: (-levels[s], listed[s]))
    return in_a_list([inside_sentence(listed[strength]) for strength in best_first])


def missing_in_words(member: Member) -> tuple[str, ...]:
    """Return what we still have to know before somebody can be paired well, a line for each question."""
    part = member.participation
    asked = {
        "What could you share with a buddy?": not part.can_share,
        "What would you like help with?": not part.would_like,
        "How can you meet: face to face, by video call or by phone?": not part.ways,
    }
    return tuple(question for question, is_open in asked.items() if is_open)
