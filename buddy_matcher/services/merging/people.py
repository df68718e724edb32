"""Puts two entries of a person together: parts in rounds, rules, wishes and needs become one person's."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED, ParticipantId
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import Merged, Participant
from buddy_matcher.domain.rules import Rule, RuleKind
from buddy_matcher.storage.unit_of_work import UnitOfWork

ACCESS_NEED = "access_need"
"""Which of two access needs is kept, beside the fields of a participant."""

JOINED = ("notes", "removed_at", "stopped_on")
"""Fields that are never chosen between: both entries count."""


def put_together(
    unit: UnitOfWork, gone: Participant, kept: Participant, taken: Collection[str]
) -> Participant:
    """Let `kept` take the place of `gone` with the fields named in `taken`; return the person.

    Raises UserError when both have answers in one round.
    """
    refuse_two_parts(unit, gone.id, kept.id)
    _move_parts(unit, gone.id, kept.id)
    _move_rules(unit, gone.id, kept.id)
    _move_wishes(unit, gone.id, kept.id)
    _move_interests(unit, gone.id, kept.id)
    _move_need(unit, gone.id, kept.id, is_taken=ACCESS_NEED in taken)
    _move_decisions(unit, gone.id, kept.id)
    values = {name: getattr(gone, name) for name in taken if name != ACCESS_NEED}
    person = unit.people.save(
        replace(
            kept,
            **values,
            notes="\n".join(dict.fromkeys(filter(None, (kept.notes, gone.notes)))),
            stopped_on=min(filter(None, (kept.stopped_on, gone.stopped_on)), default=None),
        )
    )
    unit.people.remove(gone.id)
    unit.merged.save(Merged(gone.id, kept.id))
    return person


def refuse_two_parts(unit: UnitOfWork, first: ParticipantId, second: ParticipantId) -> None:
    """Raise UserError when both people have answers, or more, in one round."""
    for mine, theirs in _in_one_round(unit, first, second):
        if not (is_empty(unit, mine) or is_empty(unit, theirs)):
            number = unit.rounds.get(mine.round_id).name
            raise UserError(
                f"Both have answered in {number}, so neither answer may be lost by merging them.",
                "Nothing was changed. Take the answers off one of the two first, or remove it to the bin.",
            )


def is_empty(unit: UnitOfWork, part: Participation) -> bool:
    """Return whether nothing hangs on a part in a round: no answers, and nothing that happened."""
    told = (part.strengths, part.theme_ids, part.ways, part.free, part.statements)
    written = (part.hopes, part.introduction, part.venue_needs, part.place, part.outcode)
    return not (any(told) or any(written) or any(_what_hangs_on(unit, part)))


def _what_hangs_on(unit: UnitOfWork, part: Participation) -> Iterator[bool]:
    about = (unit.letters, unit.kept_answers, unit.unknown_values, unit.answers, unit.learning)
    yield from (bool(collection.where(participation_id=part.id)) for collection in about)
    yield any(
        part.id in (each.participation_id, each.told_by, *(share.participation_id for share in each.shares))
        for each in unit.entries.all()
    )
    yield any(
        part.id in (each.first_contact, each.asked_by, *(m.participation_id for m in each.memberships))
        for each in unit.pairings.all()
    )
    yield any(each.participation_id == part.id for s in unit.scenarios.all() for each in s.placed)
    yield any(
        part.id in (offer.participation_id, *(each.participation_id for each in offer.introduced))
        for offer in unit.offers.all()
    )
    yield any(line.participation_id == part.id for s in unit.payment_summaries.all() for line in s.lines)


def _in_one_round(
    unit: UnitOfWork, first: ParticipantId, second: ParticipantId
) -> list[tuple[Participation, Participation]]:
    theirs = {part.round_id: part for part in unit.participations.where(participant_id=second)}
    mine = unit.participations.where(participant_id=first)
    return [(part, theirs[part.round_id]) for part in mine if part.round_id in theirs]


def _move_parts(unit: UnitOfWork, gone: ParticipantId, kept: ParticipantId) -> None:
    for of_gone, of_kept in _in_one_round(unit, gone, kept):
        unit.participations.remove(of_gone.id if is_empty(unit, of_gone) else of_kept.id)
    for part in unit.participations.where(participant_id=gone):
        unit.participations.save(replace(part, participant_id=kept))


def _move_rules(unit: UnitOfWork, gone: ParticipantId, kept: ParticipantId) -> None:
    """Move rules, of which two people have one at most: to keep them apart comes first."""
    for rule in unit.rules.all():
        if gone not in rule.people:
            continue
        unit.rules.remove(rule.id)
        moved = replace(
            rule,
            first_participant_id=_instead(rule.first_participant_id, gone, kept),
            second_participant_id=_instead(rule.second_participant_id, gone, kept),
        )
        held = next((each for each in unit.rules.all() if each.people == moved.people), None)
        if len(moved.people) > 1 and _comes_first(moved, held):
            unit.rules.save(replace(moved, id=held.id if held else UNSAVED))


def _comes_first(rule: Rule, held: Rule | None) -> bool:
    return held is None or (rule.kind is RuleKind.NEVER_PAIR and held.kind is not RuleKind.NEVER_PAIR)


def _move_wishes(unit: UnitOfWork, gone: ParticipantId, kept: ParticipantId) -> None:
    for wish in unit.possible_rules.all():
        if gone == wish.participant_id or gone in wish.likely_ids:
            owner = _instead(wish.participant_id, gone, kept)
            likely = dict.fromkeys(_instead(each, gone, kept) for each in wish.likely_ids)
            likely.pop(owner, None)
            unit.possible_rules.save(replace(wish, participant_id=owner, likely_ids=tuple(likely)))


def _move_interests(unit: UnitOfWork, gone: ParticipantId, kept: ParticipantId) -> None:
    for conflict in unit.conflicts.all():
        if any(party.participant_id == gone for party in conflict.parties):
            moved = (
                replace(party, participant_id=kept) if party.participant_id == gone else party
                for party in conflict.parties
            )
            unit.conflicts.save(replace(conflict, parties=tuple(dict.fromkeys(moved))))


def _move_need(unit: UnitOfWork, gone: ParticipantId, kept: ParticipantId, *, is_taken: bool) -> None:
    for need in unit.access_needs.where(participant_id=gone):
        unit.access_needs.remove(need.id)
        held = next(iter(unit.access_needs.where(participant_id=kept)), None)
        if held is None or is_taken:
            unit.access_needs.save(replace(need, id=held.id if held else UNSAVED, participant_id=kept))


def _move_decisions(unit: UnitOfWork, gone: ParticipantId, kept: ParticipantId) -> None:
    for each in unit.two_people.all():
        if gone in each.people:
            unit.two_people.remove(each.id)
    for merged in unit.merged.where(new_id=gone):
        unit.merged.save(replace(merged, new_id=kept))


def _instead(person: ParticipantId, gone: ParticipantId, kept: ParticipantId) -> ParticipantId:
    return kept if person == gone else person
