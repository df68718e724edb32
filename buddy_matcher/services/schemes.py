"""Makes and opens schemes, and gathers the use cases that work on an open one."""

from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.documents.starter_lists import starter_strengths, starter_themes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.rounds import Coordinator, Scheme
from buddy_matcher.services.adjust_pairings import AdjustPairings
from buddy_matcher.services.backups import Backups
from buddy_matcher.services.change_people import ChangePeople
from buddy_matcher.services.check_scheme import CheckScheme
from buddy_matcher.services.decide_answers import DecideAnswers
from buddy_matcher.services.edit_interests import EditInterests
from buddy_matcher.services.edit_letterhead import EditLetterhead
from buddy_matcher.services.edit_lists import EditLists
from buddy_matcher.services.edit_organisations import EditOrganisations
from buddy_matcher.services.edit_people import EditPeople
from buddy_matcher.services.edit_rules import EditRules
from buddy_matcher.services.edit_scheme import EditScheme, checked_scheme
from buddy_matcher.services.end_pairings import EndPairings
from buddy_matcher.services.erase_person import ErasePerson
from buddy_matcher.services.explain_waiting import ExplainWaiting
from buddy_matcher.services.export_mail_merge import ExportMailMerge
from buddy_matcher.services.export_workbook import ExportWorkbook
from buddy_matcher.services.follow_up import FollowUp
from buddy_matcher.services.fund_time import FundTime
from buddy_matcher.services.history import History
from buddy_matcher.services.hold_people import HoldPeople
from buddy_matcher.services.import_people import ImportPeople
from buddy_matcher.services.issue_letters import IssueLetters
from buddy_matcher.services.make_form import MakeForm
from buddy_matcher.services.make_papers import MakePapers
from buddy_matcher.services.merge_people import MergePeople
from buddy_matcher.services.note_learning import NoteLearning
from buddy_matcher.services.overview import Overview
from buddy_matcher.services.pay_organisations import PayOrganisations
from buddy_matcher.services.plan_round import PlanRound
from buddy_matcher.services.questions.ask import Questions, questions_on
from buddy_matcher.services.record_entries import RecordEntries
from buddy_matcher.services.remembered_decisions import RememberedDecisions
from buddy_matcher.services.rounds.best_plan import BestPlans
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.shown_plan import LatestRound
from buddy_matcher.services.start_round import StartRound
from buddy_matcher.services.synced_folder import SyncedFolder
from buddy_matcher.services.weigh_changes import WeighChanges
from buddy_matcher.services.word_letters import WordLetters
from buddy_matcher.services.write_report import WriteReport
from buddy_matcher.storage.document.synced_folders import synced_place_of
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases on one open scheme; a page receives only those that it uses."""

    scheme: EditScheme
    overview: Overview
    latest: LatestRound
    people: EditPeople
    merging: MergePeople
    changing: ChangePeople
    organisations: EditOrganisations
    rules: EditRules
    interests: EditInterests
    imports: ImportPeople
    answers: DecideAnswers
    lists: EditLists
    decisions: RememberedDecisions
    forms: MakeForm
    plan: PlanRound
    weighing: WeighChanges
    waiting: ExplainWaiting
    pairings: AdjustPairings
    rounds: StartRound
    entries: RecordEntries
    learning: NoteLearning
    follow_up: FollowUp
    endings: EndPairings
    holds: HoldPeople
    letters: IssueLetters
    wording: WordLetters
    letterhead: EditLetterhead
    papers: MakePapers
    funding: FundTime
    payments: PayOrganisations
    reports: WriteReport
    workbook: ExportWorkbook
    mail_merge: ExportMailMerge
    history: History
    backups: Backups
    erasure: ErasePerson
    check: CheckScheme
    synced: SyncedFolder
    questions: Questions
    file: SchemeFile

    @property
    def path(self) -> Path:
        """The scheme's file."""
        return self.file.path

    @property
    def is_read_only(self) -> bool:
        """Whether the scheme is open to look at only; whatever would change it raises ReadOnlyScheme."""
        return self.file.is_read_only

    def save_copy(self, target: Path) -> None:
        """Write the scheme as a document of its own to another file, replacing what was there.

        Raises EnvironmentProblem when it can't be written; the old file is untouched then.
        """
        self.file.save_copy(target)

    def close(self) -> None:
        """End what runs beside, and give the file back to others."""
        self.plan.close()
        self.file.close()


def create_scheme(path: Path, name: str, coordinator: Coordinator | None = None) -> Services:
    """Make a scheme with the starter strengths in a new file and open it; raises UserError."""
    scheme = checked_scheme(Scheme(name=name, coordinator=coordinator or Coordinator()))
    file = SchemeFile.create(path, scheme, place=synced_place_of(path.absolute()))
    with file.changing(Label(Deed.ADD_LISTS)) as unit:
        unit.strengths.save_all(starter_strengths())
        unit.themes.save_all(starter_themes())
        unit.commit()
    return services_on(file)


def open_scheme(path: Path, *, take_over: bool = False) -> Services:
    """Open an existing scheme file, to look at only where nothing can be written.

    In a synced folder or on a network drive the work is done on a copy. With `take_over`, whoever is named
    as having it open on another computer is taken to have gone. Raises UserError, with the bytes untouched,
    when it is refused: SchemeInUse, where `open_read_only` helps, and DamagedFile, where
    `recovery.recover_scheme` may.
    """
    return services_on(SchemeFile.open(path, place=synced_place_of(path.absolute()), take_over=take_over))


def open_read_only(path: Path) -> Services:
    """Open a copy of a scheme to look at only, even while somebody else works in it; raises UserError."""
    return services_on(SchemeFile.open_copy(path))


def services_on(file: SchemeFile) -> Services:
    """Return the use cases on an open file."""
    rounds = RoundReadings(file)
    best_plans = BestPlans(rounds)
    return Services(
        scheme=EditScheme(file),
        overview=Overview(file, rounds),
        latest=LatestRound(rounds),
        people=EditPeople(file, rounds),
        merging=MergePeople(file),
        changing=ChangePeople(file),
        organisations=EditOrganisations(file),
        rules=EditRules(file),
        interests=EditInterests(file),
        imports=ImportPeople(file),
        answers=DecideAnswers(file),
        lists=EditLists(file),
        decisions=RememberedDecisions(file),
        forms=MakeForm(file),
        plan=PlanRound(file, rounds, best_plans),
        weighing=WeighChanges(best_plans),
        waiting=ExplainWaiting(best_plans),
        pairings=AdjustPairings(file),
        rounds=StartRound(file),
        entries=RecordEntries(file),
        learning=NoteLearning(file),
        follow_up=FollowUp(file, rounds),
        endings=EndPairings(file),
        holds=HoldPeople(file),
        letters=IssueLetters(file, rounds),
        wording=WordLetters(file, rounds),
        letterhead=EditLetterhead(file),
        papers=MakePapers(file, rounds),
        funding=FundTime(file),
        payments=PayOrganisations(file),
        reports=WriteReport(file),
        workbook=ExportWorkbook(file, rounds),
        mail_merge=ExportMailMerge(rounds),
        history=History(file),
        backups=Backups(file),
        erasure=ErasePerson(file),
        check=CheckScheme(file, rounds),
        synced=SyncedFolder(file),
        questions=questions_on(file, rounds),
        file=file,
    )
