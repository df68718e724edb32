"""What keeps an answer out of a scheme, or a person from moving to another organisation, and what to do."""

from collections.abc import Iterator
from dataclasses import replace

from buddy_matcher.documents.forms.export import FormExport
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.documents.grid import Flaw
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.questions import Question
from buddy_matcher.services.importing.held import Held
from buddy_matcher.services.importing.identity import Someone
from buddy_matcher.services.importing.organisations import NamedOrganisations

_RESTORE = "Restore the person from the bin and import the sheet again."
_NAME_SOMEBODY = "Fill in the name in the sheet and import it again."
_NAME_THE_SECTOR = (
    "Say which side the answer, the column or the sheet means, or fill in Health or VCSE, and import again."
)


def obstacle(export: FormExport, someone: Someone, organisations: NamedOrganisations) -> Problem | None:
    """Return the problem that keeps someone's answer out altogether, if there is one."""
    answer, person = someone.latest, someone.person
    if person:
        told = f"{person.full_name} is in the bin, so the answer was not imported."
        return export.problem(answer, Question.FULL_NAME, told, _RESTORE) if person.removed_at else None
    if not any(answer.name):
        return _nameless(export, answer)
    if answer.sector or organisations.named(answer.organisation):
        return None
    sides = f"{Sector.HEALTH.label} or {Sector.VCSE.label}"
    told = f"It is not known whether they are {sides}, so they were not imported."
    return export.problem(answer, Question.SECTOR, told, _NAME_THE_SECTOR)


def _nameless(export: FormExport, answer: FormAnswer) -> Problem:
    """Return that a row names nobody; a formula or an error in place of the name is said."""
    told = "The row names nobody, so it was not imported."
    problem = export.problem(answer, Question.FULL_NAME, told, _NAME_SOMEBODY)
    for each in answer.problems:
        if each.column == problem.column and each.message in list(Flaw):
            return replace(problem, message=f"{told} {each.message}", advice=each.advice)
    return problem


def not_moved(
    export: FormExport, answer: FormAnswer, held: Held, organisations: NamedOrganisations
) -> Iterator[Problem]:
    """Yield that the sector of somebody's new organisation is not known, if that is so."""
    is_unknown = answer.organisation and not organisations.named(answer.organisation)
    if is_unknown and not held.is_newer_than(answer):
        name, present = held.person.full_name, organisations.name_of(held.person.organisation_id)
        stays = f"{name} stays with {present}" if present else f"it is not known where {name} works"
        told = f"The sector of {answer.organisation} is not known, so {stays}."
        yield export.problem(answer, Question.SECTOR, told, _NAME_THE_SECTOR)
