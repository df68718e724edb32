"""Puts two spellings of an organisation together: everything that names the one names the other."""

from collections.abc import Iterator
from dataclasses import replace

from buddy_matcher.domain.conflicts import Conflict
from buddy_matcher.domain.ids import OrganisationId
from buddy_matcher.domain.organisations import Organisation
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import DecidedAnswer
from buddy_matcher.domain.text import fold
from buddy_matcher.services.rounds.local_reach import known_as
from buddy_matcher.storage.unit_of_work import UnitOfWork


def put_together(unit: UnitOfWork, gone: Organisation, kept: Organisation) -> None:
    """Let `kept` take the place of `gone` everywhere; what it says itself comes first."""
    _move_people(unit, gone, kept)
    _move_structure(unit, gone, kept)
    _move_interests(unit, gone.id, kept.id)
    _move_money(unit, gone.id, kept.id)
    unit.entries.save_all(
        replace(each, organisation_id=kept.id) for each in unit.entries.where(organisation_id=gone.id)
    )
    keep_listed(unit, gone, kept.id)
    unit.organisations.remove(gone.id)
    if fold(gone.name) != fold(kept.name):
        _read_as(unit, gone.name, kept.name)


def keep_listed(unit: UnitOfWork, before: Organisation, now: OrganisationId) -> None:
    """Let one on the list of local organisations stay what it was known as, whatever that is called now."""
    listed = unit.local_organisations.all()
    organisations = unit.organisations.all()
    unit.local_organisations.save_all(
        replace(each, organisation_id=now)
        for each in listed
        if known_as(unit, each, listed, organisations) == before.id
    )


def read_renamed(unit: UnitOfWork, before: str, after: str) -> None:
    """Let sheets that meant an organisation by an earlier name go on meaning it."""
    for each in unit.decided_answers.all():
        if each.question is Question.ORGANISATION and fold(each.meaning) == fold(before):
            unit.decided_answers.save(replace(each, meaning=after))


def _move_people(unit: UnitOfWork, gone: Organisation, kept: Organisation) -> None:
    unit.people.save_all(
        replace(each, organisation_id=kept.id) for each in unit.people.where(organisation_id=gone.id)
    )
    unit.participations.save_all(
        replace(each, organisation_id=kept.id) for each in unit.participations.where(organisation_id=gone.id)
    )


def _move_structure(unit: UnitOfWork, gone: Organisation, kept: Organisation) -> None:
    """Give what is known of `gone` to `kept` where that lacks it, with what is part of it."""
    for each in unit.organisations.all():
        if each.id == gone.id:
            continue
        parent = kept.id if each.parent_id == gone.id else each.parent_id
        moved = (replace(s, into_id=kept.id) if s.into_id == gone.id else s for s in each.became)
        became = {s.into_id: s for s in moved if s.into_id != each.id}
        changed = replace(each, parent_id=parent, became=tuple(became.values()))
        if each.id == kept.id:
            changed = _enriched(changed, gone)
        unit.organisations.save(changed)
    # Nothing may point back at it, or it could not go.
    unit.organisations.save(replace(gone, parent_id=None, became=()))


def _enriched(kept: Organisation, gone: Organisation) -> Organisation:
    parent = gone.parent_id if kept.parent_id in (None, kept.id) else kept.parent_id
    became = {s.into_id: s for s in (*gone.became, *kept.became) if s.into_id != kept.id}
    rooms = {fold(room.name): room for room in (*gone.rooms, *kept.rooms)}
    return replace(
        kept,
        kind=kept.kind or (gone.kind if gone.sector is kept.sector else None),
        parent_id=None if parent == kept.id else parent,
        identifiers=tuple(dict.fromkeys((*kept.identifiers, *gone.identifiers))),
        rooms=tuple(rooms.values()),
        became=tuple(became.values()),
    )


def _move_interests(unit: UnitOfWork, gone: OrganisationId, kept: OrganisationId) -> None:
    for conflict in unit.conflicts.all():
        moved = _with_moved(conflict, gone, kept)
        if moved != conflict:
            unit.conflicts.save(moved)


def _with_moved(conflict: Conflict, gone: OrganisationId, kept: OrganisationId) -> Conflict:
    moved = (
        replace(party, organisation_id=kept) if party.organisation_id == gone else party
        for party in conflict.parties
    )
    return replace(conflict, parties=tuple(dict.fromkeys(moved)))


def _move_money(unit: UnitOfWork, gone: OrganisationId, kept: OrganisationId) -> None:
    held = {each.starts for each in unit.agreements.where(organisation_id=kept)}
    for agreement in unit.agreements.where(organisation_id=gone):
        if agreement.starts in held:
            unit.agreements.remove(agreement.id)
        else:
            unit.agreements.save(replace(agreement, organisation_id=kept))
    unit.payment_summaries.save_all(
        replace(each, organisation_id=kept) for each in unit.payment_summaries.where(organisation_id=gone)
    )


def _read_as(unit: UnitOfWork, name: str, meaning: str) -> None:
    read_renamed(unit, name, meaning)
    held = next(_decided(unit, name), None)
    wanted = DecidedAnswer(question=Question.ORGANISATION, text=name, meaning=meaning)
    unit.decided_answers.save(replace(held, meaning=meaning) if held else wanted)


def _decided(unit: UnitOfWork, name: str) -> Iterator[DecidedAnswer]:
    for each in unit.decided_answers.all():
        if each.question is Question.ORGANISATION and fold(each.text) == fold(name):
            yield each
