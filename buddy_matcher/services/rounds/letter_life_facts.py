"""The facts that only letters about the life of a round state: invitations, check-ins, choices and thanks."""

from datetime import date
from typing import Any

from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import EntryKind
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_phrases import Phrase
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.sayings import Saying, say
from buddy_matcher.services.rounds.introductions import introduced_as
from buddy_matcher.services.rounds.letter_telling import Telling
from buddy_matcher.services.rounds.own_answers import answers_in_words, missing_in_words
from buddy_matcher.services.rounds.round_state import Member, RoundState


def facts_of_life(state: RoundState, member: Member, telling: Telling) -> dict[str, Any]:
    """Return the facts that only letters of the round's life state, by their names."""
    match telling.kind:
        case LetterKind.INVITATION | LetterKind.RECEIVED:
            return {
                "answers": answers_in_words(state, member),
                "answer_by": _closes(state),
                "is_draft": False,
            }
        case LetterKind.MISSING:
            return {"missing": missing_in_words(member), "answer_by": _closes(state), "is_draft": False}
        case LetterKind.THANKS:
            return {**_met(state, member), "is_draft": False}
        case LetterKind.CHOICE:
            return {"choices": _choices(state, member), "is_draft": False}
        case LetterKind.CHECK_IN:
            return {"is_half_time": telling.is_half_time, **_form(state, member, telling)}
    return {}


def _choices(state: RoundState, member: Member) -> tuple[Saying, ...]:
    """Return those whom somebody may choose and who are in the round still, each with their number."""
    introduced = state.offers[member.participation_id].introduced
    there = [each for each in introduced if each.participation_id in state.members]
    return tuple(
        say(
            Phrase.NUMBERED,
            number=str(each.number),
            somebody=introduced_as(state, each.participation_id, member.participation_id),
        )
        for each in there
    )


def _form(state: RoundState, member: Member, telling: Telling) -> dict[str, Any]:
    """Return the form that a check-in names, if the round has one, and the reader's code for it."""
    form = state.round.form_of(Occasion.MIDDLE if telling.is_half_time else Occasion.CHECK_IN)
    if form is None:
        return {}
    return {
        "form_link": form.link,
        "has_paper_form": not form.link,
        "form_code": member.participation.code,
    }


def _closes(state: RoundState) -> date | None:
    return state.round.dates.on(Milestone.CLOSES)


def _met(state: RoundState, member: Member) -> dict[str, Any]:
    """Return with whom somebody was paired to the end, how often they are known to have met and how long."""
    who = member.participation_id
    finished = [p for p in state.pairings if p.ended_for is EndReason.FINISHED and who in p.members]
    ids = {pairing.id for pairing in finished}
    earlier = [entry for each in ids for entry in state.entries_before.get(each, ())]
    of_them = [entry for entry in state.entries if entry.pairing_id in ids]
    meetings = [entry for entry in (*earlier, *of_them) if entry.kind is EntryKind.MEETING]
    buddies = dict.fromkeys(buddy for pairing in finished for buddy in pairing.partners_of(who))
    return {
        "met_with": tuple(state.members[b].participant.known_name for b in buddies if b in state.members),
        "times_met": len(meetings),
        "minutes_met": sum(meeting.minutes or 0 for meeting in meetings),
    }
