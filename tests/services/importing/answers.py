"""One person's answers to a form, and what an import made of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from buddy_matcher.domain.import_report import ImportReport, Outcome
from buddy_matcher.services.schemes import Services

LATER = "2026-09-20 10:00:00"

type Answer = dict[str, str]
type Importer = Callable[..., ImportReport]


def answer(**changed: str) -> Answer:
    return {
        "Timestamp": "2026-09-10 10:00:00",
        "Name": "Joy Grant",
        "E-mail": "joy@example.org",
        "Organisation": "Rainbow Lounge",
        "Sector": "VCSE",
        "Job title": "Trustee",
        "Can share": "Project management; Quality improvement",
        "Town": "Leeds",
        **{key.replace("_", " "): value for key, value in changed.items()},
    }


def outcomes(report: ImportReport) -> list[Outcome]:
    return [row.outcome for row in report.outcomes]


def members(scheme: Services) -> dict[str, Any]:
    return {member.name: member for member in scheme.people.people()}


def joy(scheme: Services):
    [member] = [member for member in scheme.people.people() if member.participant.given == "Joy"]
    return member


def edit(scheme: Services, **changed: Any) -> None:
    """Change Joy's participant by hand."""
    form = scheme.people.form_of(joy(scheme).participation_id)
    scheme.people.save(replace(form, participant=replace(form.participant, **changed)))
