"""Makes and opens schemes, and gathers the use cases that work on an open one."""

from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.documents.starter_lists import starter_strengths, starter_themes
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.rounds import Coordinator, Scheme
from buddy_matcher.domain.text import tidy
from buddy_matcher.services.adjust_pairings import AdjustPairings
from buddy_matcher.services.decide_answers import DecideAnswers
from buddy_matcher.services.edit_organisations import EditOrganisations
from buddy_matcher.services.edit_people import EditPeople
from buddy_matcher.services.edit_rules import EditRules
from buddy_matcher.services.edit_scheme import EditScheme
from buddy_matcher.services.export_workbook import ExportWorkbook
from buddy_matcher.services.history import History
from buddy_matcher.services.import_people import ImportPeople
from buddy_matcher.services.issue_letters import IssueLetters
from buddy_matcher.services.overview import Overview
from buddy_matcher.services.plan_round import PlanRound
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases on one open scheme; a page receives only those that it uses."""

    path: Path
    scheme: EditScheme
    overview: Overview
    people: EditPeople
    organisations: EditOrganisations
    rules: EditRules
    imports: ImportPeople
    answers: DecideAnswers
    plan: PlanRound
    pairings: AdjustPairings
    letters: IssueLetters
    workbook: ExportWorkbook
    history: History
    file: SchemeFile

    def close(self) -> None:
        """Give the file back to others."""
        self.file.close()


def create_scheme(path: Path, name: str, coordinator: Coordinator | None = None) -> Services:
    """Make a scheme with the starter strengths in a new file and open it; raises UserError."""
    if not tidy(name):
        raise UserError("A scheme needs a name.", "Please enter one.")
    file = SchemeFile.create(path, Scheme(name=tidy(name), coordinator=coordinator or Coordinator()))
    with file.changing(Label("Add the starter strengths")) as unit:
        unit.strengths.save_all(starter_strengths())
        unit.themes.save_all(starter_themes())
        unit.commit()
    return services_on(file)


def open_scheme(path: Path) -> Services:
    """Open an existing scheme file; raises UserError, with the bytes untouched, when it is refused."""
    return services_on(SchemeFile.open(path))


def services_on(file: SchemeFile) -> Services:
    """Return the use cases on an open file."""
    return Services(
        path=file.path,
        scheme=EditScheme(file),
        overview=Overview(file),
        people=EditPeople(file),
        organisations=EditOrganisations(file),
        rules=EditRules(file),
        imports=ImportPeople(file),
        answers=DecideAnswers(file),
        plan=PlanRound(file),
        pairings=AdjustPairings(file),
        letters=IssueLetters(file),
        workbook=ExportWorkbook(file),
        history=History(file),
        file=file,
    )
