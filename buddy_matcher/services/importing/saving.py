"""Stores what an import works out, giving new objects the ids that the file gives them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from buddy_matcher.domain.ids import (
    UNSAVED,
    ListedId,
    OrganisationId,
    ParticipantId,
    ParticipationId,
    StrengthId,
    ThemeId,
)
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.rules import UnknownValue
from buddy_matcher.domain.sheet_reading import ColumnDecision
from buddy_matcher.domain.text import fold
from buddy_matcher.services.importing.decisions import Lists
from buddy_matcher.services.importing.plan import ImportPlan, PersonChange
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(slots=True)
class _Ids:
    """The ids that the file gave, by those of the plan; what it held already keeps its own."""

    strengths: dict[StrengthId, StrengthId] = field(default_factory=dict)
    themes: dict[ThemeId, ThemeId] = field(default_factory=dict)
    organisations: dict[OrganisationId, OrganisationId] = field(default_factory=dict)
    people: dict[ParticipantId, ParticipantId] = field(default_factory=dict)
    participations: dict[ParticipationId, ParticipationId] = field(default_factory=dict)

    def listed(self, planned: ListedId | None) -> ListedId | None:
        """Return the id of an entry of a list, None for none."""
        if planned is None:
            return None
        known = dict[int, ListedId](self.strengths.items())
        known.update(self.themes.items())
        return known.get(planned, planned)

    def organisation(self, planned: OrganisationId | None) -> OrganisationId | None:
        """Return the id of an organisation, None where it is not known."""
        return None if planned is None else self.organisations.get(planned, planned)


def save_plan(plan: ImportPlan, unit: UnitOfWork) -> None:
    """Save a plan whole."""
    ids = _Ids()
    _save_lists(plan.lists, ids, unit)
    new = unit.organisations.save_all(replace(each, id=UNSAVED) for each in plan.organisations)
    ids.organisations = {old.id: each.id for old, each in zip(plan.organisations, new, strict=True)}
    _save_people(plan.changes, ids, unit)
    _save_participations(plan.changes, ids, unit)
    unit.access_needs.save_all(
        replace(change.access_need, participant_id=ids.people[change.person.id])
        for change in plan.changes
        if change.access_need
    )
    for value_id in plan.settled_values:
        unit.unknown_values.remove(value_id)
    unit.unknown_values.save_all(_value(value, ids) for value in plan.unknown_values)
    unit.kept_answers.save_all(
        replace(each, participation_id=ids.participations[each.participation_id])
        for each in plan.kept_answers
    )
    unit.possible_rules.save_all(
        replace(
            rule,
            participant_id=ids.people[rule.participant_id],
            likely_ids=tuple(ids.people.get(person, person) for person in rule.likely_ids),
        )
        for rule in plan.possible_rules
    )


def _save_lists(lists: Lists, ids: _Ids, unit: UnitOfWork) -> None:
    for strength in lists.gone_strengths:
        unit.strengths.remove(strength.id)
    for theme in lists.gone_themes:
        unit.themes.remove(theme.id)
    strengths = unit.strengths.save_all(replace(each, id=UNSAVED) for each in lists.new_strengths)
    themes = unit.themes.save_all(replace(each, id=UNSAVED) for each in lists.new_themes)
    ids.strengths = {old.id: each.id for old, each in zip(lists.new_strengths, strengths, strict=True)}
    ids.themes = {old.id: each.id for old, each in zip(lists.new_themes, themes, strict=True)}
    held = {(each.question, fold(each.text)): each.id for each in unit.decided_answers.all()}
    unit.decided_answers.save_all(
        replace(
            each,
            id=held.get((each.question, fold(each.text)), UNSAVED),
            listed_id=ids.listed(each.listed_id),
        )
        for each in lists.decided
    )


def save_headings(decisions: Iterable[ColumnDecision], unit: UnitOfWork) -> None:
    """Remember what columns ask, by their headings."""
    held = {fold(each.heading): each.id for each in unit.headings.all()}
    unit.headings.save_all(replace(each, id=held.get(fold(each.heading), UNSAVED)) for each in decisions)


def _save_people(changes: Iterable[PersonChange], ids: _Ids, unit: UnitOfWork) -> None:
    changed = []
    for change in changes:
        person = change.person
        if person == change.held.person and person.id > 0:
            ids.people[person.id] = person.id
        else:
            changed.append(person)
    saved = unit.people.save_all(_person(person, ids) for person in changed)
    ids.people |= {old.id: each.id for old, each in zip(changed, saved, strict=True)}


def _person(person: Participant, ids: _Ids) -> Participant:
    return replace(
        person,
        id=person.id if person.id > 0 else UNSAVED,
        organisation_id=ids.organisation(person.organisation_id),
    )


def _save_participations(changes: Iterable[PersonChange], ids: _Ids, unit: UnitOfWork) -> None:
    changed = []
    for change in changes:
        part = change.participation
        if part == change.held.participation and part.id > 0:
            ids.participations[part.id] = part.id
        else:
            changed.append(part)
    saved = unit.participations.save_all(_participation(part, ids) for part in changed)
    ids.participations |= {old.id: each.id for old, each in zip(changed, saved, strict=True)}


def _participation(part: Participation, ids: _Ids) -> Participation:
    strengths = (
        replace(each, strength_id=ids.strengths.get(each.strength_id, each.strength_id))
        for each in part.strengths
    )
    return replace(
        part,
        id=part.id if part.id > 0 else UNSAVED,
        participant_id=ids.people[part.participant_id],
        organisation_id=ids.organisation(part.organisation_id),
        strengths=tuple(sorted(strengths)),
        theme_ids=frozenset(ids.themes.get(theme, theme) for theme in part.theme_ids),
    )


def _value(value: UnknownValue, ids: _Ids) -> UnknownValue:
    return replace(
        value,
        participation_id=ids.participations[value.participation_id],
        suggested_id=ids.listed(value.suggested_id),
    )
