"""Brings the answers of a form export into a round: the first step of the main story.

A preview and the import itself follow one plan; the import is one transaction and one step to undo.
"""

from dataclasses import replace
from pathlib import Path

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.export import FormExport, read_form_export
from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import UNSAVED, OrganisationId, ParticipantId, ParticipationId, RoundId
from buddy_matcher.domain.import_report import ImportReport, Outcome
from buddy_matcher.domain.text import counted
from buddy_matcher.services.importing.held import HeldScheme
from buddy_matcher.services.importing.plan import ImportPlan, PersonChange, plan_import
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


class ImportPeople:
    """Adds and updates people from a sheet; nobody whom the sheet lacks is removed."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def preview(self, sheet: Path, round_id: RoundId | None = None) -> ImportReport:
        """Return what `run` would report, with nothing written; raises UserError as it does."""
        export = self._read(sheet)
        with self._file.reading() as unit:
            return plan_import(export, _held(unit, round_id)).report

    def run(self, sheet: Path, round_id: RoundId | None = None) -> ImportReport:
        """Import a sheet into a round, by default the latest; return what became of each row.

        A backup is taken before. Raises UserError when the sheet can't be read, EnvironmentProblem when the
        backup or the file can't be written; nothing is changed then.
        """
        export = self._read(sheet)
        self._file.back_up(BackupReason.IMPORT)
        with self._file.changing(Label("Import people")) as unit:
            plan = plan_import(export, _held(unit, round_id))
            unit.relabel(Label(f"Import {_in_words(plan.report)}"))
            _save(plan, unit)
            return replace(plan.report, changes=unit.commit())

    def _read(self, sheet: Path) -> FormExport:
        with self._file.reading() as unit:
            vocabulary = _vocabulary(unit)
        return read_form_export(sheet, vocabulary)


def _vocabulary(unit: UnitOfWork) -> Vocabulary:
    return Vocabulary(unit.strengths.all(), unit.themes.all(), unit.decided_answers.all())


def _held(unit: UnitOfWork, round_id: RoundId | None) -> HeldScheme:
    return HeldScheme(
        round_id=current_round(unit).id if round_id is None else round_id,
        vocabulary=_vocabulary(unit),
        organisations=unit.organisations.all(),
        people=unit.people.all(),
        participations=unit.participations.all(),
        access_needs=unit.access_needs.all(),
        unknown_values=unit.unknown_values.all(),
        possible_rules=unit.possible_rules.all(),
    )


def _in_words(report: ImportReport) -> str:
    added = counted(report.count(Outcome.ADDED), "person", "people")
    updated = report.count(Outcome.UPDATED)
    return f"{added} and update {updated:,}" if updated else added


def _save(plan: ImportPlan, unit: UnitOfWork) -> None:
    """Save a plan, giving its new objects the ids that the file gives them."""
    organisations = {
        organisation.id: unit.organisations.save(replace(organisation, id=UNSAVED)).id
        for organisation in plan.organisations
    }
    people: dict[ParticipantId, ParticipantId] = {}
    participations: dict[ParticipationId, ParticipationId] = {}
    for change in plan.changes:
        people[change.person.id] = _save_person(change, organisations, unit)
        participations[change.participation.id] = _save_participation(change, organisations, people, unit)
    unit.access_needs.save_all(
        replace(change.access_need, participant_id=people[change.person.id])
        for change in plan.changes
        if change.access_need
    )
    for value_id in plan.settled_values:
        unit.unknown_values.remove(value_id)
    unit.unknown_values.save_all(
        replace(value, participation_id=participations[value.participation_id])
        for value in plan.unknown_values
    )
    unit.possible_rules.save_all(
        replace(
            rule,
            participant_id=people[rule.participant_id],
            likely_ids=tuple(people.get(person, person) for person in rule.likely_ids),
        )
        for rule in plan.possible_rules
    )


def _save_person(
    change: PersonChange, organisations: dict[OrganisationId, OrganisationId], unit: UnitOfWork
) -> ParticipantId:
    person = change.person
    if person == change.held.person and person.id > 0:
        return person.id
    organisation_id = _saved_id(person.organisation_id, organisations)
    return unit.people.save(
        replace(person, id=person.id if person.id > 0 else UNSAVED, organisation_id=organisation_id)
    ).id


def _saved_id(
    organisation_id: OrganisationId | None, organisations: dict[OrganisationId, OrganisationId]
) -> OrganisationId | None:
    return None if organisation_id is None else organisations.get(organisation_id, organisation_id)


def _save_participation(
    change: PersonChange,
    organisations: dict[OrganisationId, OrganisationId],
    people: dict[ParticipantId, ParticipantId],
    unit: UnitOfWork,
) -> ParticipationId:
    participation = change.participation
    if participation == change.held.participation and participation.id > 0:
        return participation.id
    return unit.participations.save(
        replace(
            participation,
            id=participation.id if participation.id > 0 else UNSAVED,
            participant_id=people[participation.participant_id],
            organisation_id=_saved_id(participation.organisation_id, organisations),
        )
    ).id
