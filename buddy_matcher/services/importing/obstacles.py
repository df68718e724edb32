"""What keeps an answer out of a scheme, or a person from moving to another organisation, and what to do."""

from collections.abc import Iterator

from buddy_matcher.documents.forms.export import FormExport
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.questions import Question
from buddy_matcher.services.importing.held import Held
from buddy_matcher.services.importing.identity import Someone
from buddy_matcher.services.importing.organisations import NamedOrganisations

_RESTORE = "Restore the person from the bin and import the sheet again."
_NAME_SOMEBODY = "Fill in the name in the sheet and import it again."
_NAME_THE_ORGANISATION = "Fill in the organisation in the sheet and import it again."
_NAME_THE_SECTOR = "Fill in Health or VCSE in the sheet, or add the organisation, and import the sheet again."


def obstacle(export: FormExport, someone: Someone, organisations: NamedOrganisations) -> Problem | None:
    """Return the problem that keeps someone's answer out altogether, if there is one."""
    answer, person = someone.latest, someone.person
    if person:
        told = f"{person.full_name} is in the bin, so the answer was not imported."
        return export.problem(answer, Question.FULL_NAME, told, _RESTORE) if person.removed_at else None
    if not any(answer.name):
        told = "The row names nobody, so it was not imported."
        return export.problem(answer, Question.FULL_NAME, told, _NAME_SOMEBODY)
    if not answer.organisation:
        told = f"{' '.join(answer.name)} names no organisation, so the row was not imported."
        return export.problem(answer, Question.ORGANISATION, told, _NAME_THE_ORGANISATION)
    if not organisations.named(answer.organisation):
        told = f"The sector of {answer.organisation} is not known, so the row was not imported."
        return export.problem(answer, Question.SECTOR, told, _NAME_THE_SECTOR)
    return None


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
