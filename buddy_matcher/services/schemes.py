"""Makes and opens schemes, and gathers the use cases that work on an open one."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.rounds import Coordinator, Scheme
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.storage.collection import get_ready_to_write
from buddy_matcher.storage.document.synced_folders import synced_place_of
from buddy_matcher.storage.scheme_file import SchemeFile

if TYPE_CHECKING:
    from buddy_matcher.services.adjust_pairings import AdjustPairings
    from buddy_matcher.services.arrange_meetings import ArrangeMeetings
    from buddy_matcher.services.backups import Backups
    from buddy_matcher.services.change_people import ChangePeople
    from buddy_matcher.services.check_scheme import CheckScheme
    from buddy_matcher.services.continue_pairings import ContinuePairings
    from buddy_matcher.services.decide_answers import DecideAnswers
    from buddy_matcher.services.edit_interests import EditInterests
    from buddy_matcher.services.edit_letterhead import EditLetterhead
    from buddy_matcher.services.edit_lists import EditLists
    from buddy_matcher.services.edit_organisations import EditOrganisations
    from buddy_matcher.services.edit_people import EditPeople
    from buddy_matcher.services.edit_rules import EditRules
    from buddy_matcher.services.edit_scheme import EditScheme
    from buddy_matcher.services.end_pairings import EndPairings
    from buddy_matcher.services.enter_forms import EnterForms
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
    from buddy_matcher.services.questions.ask import Questions
    from buddy_matcher.services.reach_organisations import ReachOrganisations
    from buddy_matcher.services.record_entries import RecordEntries
    from buddy_matcher.services.remembered_decisions import RememberedDecisions
    from buddy_matcher.services.rounds.best_plan import BestPlans
    from buddy_matcher.services.rounds.shown_plan import LatestRound
    from buddy_matcher.services.start_round import StartRound
    from buddy_matcher.services.synced_folder import SyncedFolder
    from buddy_matcher.services.translate_letters import TranslateLetters
    from buddy_matcher.services.weigh_changes import WeighChanges
    from buddy_matcher.services.word_letters import WordLetters
    from buddy_matcher.services.write_report import WriteReport


class Services:
    """The use cases on one open scheme; a page receives only those that it uses.

    Each is imported and made when it is first asked for: nobody needs all, and to import all takes a second.
    """

    def __init__(self, file: SchemeFile) -> None:
        self.file = file
        self.readings = self._rounds = RoundReadings(file)

    @cached_property
    def _best_plans(self) -> "BestPlans":
        from buddy_matcher.services.rounds.best_plan import BestPlans

        return BestPlans(self._rounds)

    @cached_property
    def scheme(self) -> "EditScheme":
        from buddy_matcher.services.edit_scheme import EditScheme

        return EditScheme(self.file)

    @cached_property
    def overview(self) -> "Overview":
        from buddy_matcher.services.overview import Overview

        return Overview(self.file, self._rounds)

    @cached_property
    def latest(self) -> "LatestRound":
        from buddy_matcher.services.rounds.shown_plan import LatestRound

        return LatestRound(self._rounds)

    @cached_property
    def people(self) -> "EditPeople":
        from buddy_matcher.services.edit_people import EditPeople

        return EditPeople(self.file, self._rounds)

    @cached_property
    def merging(self) -> "MergePeople":
        from buddy_matcher.services.merge_people import MergePeople

        return MergePeople(self.file)

    @cached_property
    def changing(self) -> "ChangePeople":
        from buddy_matcher.services.change_people import ChangePeople

        return ChangePeople(self.file)

    @cached_property
    def organisations(self) -> "EditOrganisations":
        from buddy_matcher.services.edit_organisations import EditOrganisations

        return EditOrganisations(self.file)

    @cached_property
    def reach(self) -> "ReachOrganisations":
        from buddy_matcher.services.reach_organisations import ReachOrganisations

        return ReachOrganisations(self.file)

    @cached_property
    def rules(self) -> "EditRules":
        from buddy_matcher.services.edit_rules import EditRules

        return EditRules(self.file)

    @cached_property
    def interests(self) -> "EditInterests":
        from buddy_matcher.services.edit_interests import EditInterests

        return EditInterests(self.file)

    @cached_property
    def imports(self) -> "ImportPeople":
        from buddy_matcher.services.import_people import ImportPeople

        return ImportPeople(self.file)

    @cached_property
    def answers(self) -> "DecideAnswers":
        from buddy_matcher.services.decide_answers import DecideAnswers

        return DecideAnswers(self.file)

    @cached_property
    def lists(self) -> "EditLists":
        from buddy_matcher.services.edit_lists import EditLists

        return EditLists(self.file)

    @cached_property
    def decisions(self) -> "RememberedDecisions":
        from buddy_matcher.services.remembered_decisions import RememberedDecisions

        return RememberedDecisions(self.file)

    @cached_property
    def entering(self) -> "EnterForms":
        from buddy_matcher.services.enter_forms import EnterForms

        return EnterForms(self.forms, self.imports)

    @cached_property
    def forms(self) -> "MakeForm":
        from buddy_matcher.services.make_form import MakeForm

        return MakeForm(self.file)

    @cached_property
    def plan(self) -> "PlanRound":
        from buddy_matcher.services.plan_round import PlanRound

        return PlanRound(self.file, self._rounds, self._best_plans)

    @cached_property
    def weighing(self) -> "WeighChanges":
        from buddy_matcher.services.weigh_changes import WeighChanges

        return WeighChanges(self._best_plans)

    @cached_property
    def waiting(self) -> "ExplainWaiting":
        from buddy_matcher.services.explain_waiting import ExplainWaiting

        return ExplainWaiting(self._best_plans)

    @cached_property
    def pairings(self) -> "AdjustPairings":
        from buddy_matcher.services.adjust_pairings import AdjustPairings

        return AdjustPairings(self.file)

    @cached_property
    def rounds(self) -> "StartRound":
        from buddy_matcher.services.start_round import StartRound

        return StartRound(self.file)

    @cached_property
    def entries(self) -> "RecordEntries":
        from buddy_matcher.services.record_entries import RecordEntries

        return RecordEntries(self.file)

    @cached_property
    def continuing(self) -> "ContinuePairings":
        from buddy_matcher.services.continue_pairings import ContinuePairings

        return ContinuePairings(self.file)

    @cached_property
    def arranging(self) -> "ArrangeMeetings":
        from buddy_matcher.services.arrange_meetings import ArrangeMeetings

        return ArrangeMeetings(self.file)

    @cached_property
    def learning(self) -> "NoteLearning":
        from buddy_matcher.services.note_learning import NoteLearning

        return NoteLearning(self.file, self._rounds)

    @cached_property
    def follow_up(self) -> "FollowUp":
        from buddy_matcher.services.follow_up import FollowUp

        return FollowUp(self.file, self._rounds)

    @cached_property
    def endings(self) -> "EndPairings":
        from buddy_matcher.services.end_pairings import EndPairings

        return EndPairings(self.file)

    @cached_property
    def holds(self) -> "HoldPeople":
        from buddy_matcher.services.hold_people import HoldPeople

        return HoldPeople(self.file)

    @cached_property
    def letters(self) -> "IssueLetters":
        from buddy_matcher.services.issue_letters import IssueLetters

        return IssueLetters(self.file, self._rounds)

    @cached_property
    def translations(self) -> "TranslateLetters":
        from buddy_matcher.services.translate_letters import TranslateLetters

        return TranslateLetters(self.file, self._rounds)

    @cached_property
    def wording(self) -> "WordLetters":
        from buddy_matcher.services.word_letters import WordLetters

        return WordLetters(self.file, self._rounds)

    @cached_property
    def letterhead(self) -> "EditLetterhead":
        from buddy_matcher.services.edit_letterhead import EditLetterhead

        return EditLetterhead(self.file)

    @cached_property
    def papers(self) -> "MakePapers":
        from buddy_matcher.services.make_papers import MakePapers

        return MakePapers(self.file, self._rounds)

    @cached_property
    def funding(self) -> "FundTime":
        from buddy_matcher.services.fund_time import FundTime

        return FundTime(self.file, self._rounds)

    @cached_property
    def payments(self) -> "PayOrganisations":
        from buddy_matcher.services.pay_organisations import PayOrganisations

        return PayOrganisations(self.file, self._rounds)

    @cached_property
    def reports(self) -> "WriteReport":
        from buddy_matcher.services.write_report import WriteReport

        return WriteReport(self.file)

    @cached_property
    def workbook(self) -> "ExportWorkbook":
        from buddy_matcher.services.export_workbook import ExportWorkbook

        return ExportWorkbook(self.file, self._rounds)

    @cached_property
    def mail_merge(self) -> "ExportMailMerge":
        from buddy_matcher.services.export_mail_merge import ExportMailMerge

        return ExportMailMerge(self._rounds)

    @cached_property
    def history(self) -> "History":
        from buddy_matcher.services.history import History

        return History(self.file)

    @cached_property
    def backups(self) -> "Backups":
        from buddy_matcher.services.backups import Backups

        return Backups(self.file)

    @cached_property
    def erasure(self) -> "ErasePerson":
        from buddy_matcher.services.erase_person import ErasePerson

        return ErasePerson(self.file)

    @cached_property
    def check(self) -> "CheckScheme":
        from buddy_matcher.services.check_scheme import CheckScheme

        return CheckScheme(self.file, self._rounds)

    @cached_property
    def synced(self) -> "SyncedFolder":
        from buddy_matcher.services.synced_folder import SyncedFolder

        return SyncedFolder(self.file)

    @cached_property
    def questions(self) -> "Questions":
        from buddy_matcher.services.questions.ask import questions_on

        return questions_on(self.file, self._rounds)

    @property
    def path(self) -> Path:
        """The scheme's file."""
        return self.file.path

    @property
    def is_read_only(self) -> bool:
        """Whether the scheme is open to look at only; whatever would change it raises ReadOnlyScheme."""
        return self.file.is_read_only

    def warm_up(self) -> None:
        """Get ready to store, before anybody waits for the first change: to look needs none of it."""
        get_ready_to_write()

    def save_copy(self, target: Path) -> None:
        """Write the scheme as a document of its own to another file, replacing what was there.

        Raises EnvironmentProblem when it can't be written; the old file is untouched then.
        """
        self.file.save_copy(target)

    def close(self) -> None:
        """End what runs beside, and give the file back to others."""
        if "plan" in vars(self):
            self.plan.close()
        self.file.close()


def create_scheme(path: Path, name: str, coordinator: Coordinator | None = None) -> Services:
    """Make a scheme with the starter strengths in a new file and open it; raises UserError."""
    from buddy_matcher.documents.starter_lists import starter_strengths, starter_themes
    from buddy_matcher.services.edit_scheme import checked_scheme

    scheme = checked_scheme(Scheme(name=name, coordinator=coordinator or Coordinator()))
    file = SchemeFile.create(path, scheme, place=synced_place_of(path.absolute()))
    with file.changing(Label(Deed.ADD_LISTS)) as unit:
        unit.strengths.save_all(starter_strengths())
        unit.themes.save_all(starter_themes())
        unit.commit()
    return Services(file)


def open_scheme(path: Path, *, take_over: bool = False) -> Services:
    """Open an existing scheme file, to look at only where nothing can be written.

    In a synced folder or on a network drive the work is done on a copy. With `take_over`, whoever is named
    as having it open on another computer is taken to have gone. Raises UserError, with the bytes untouched,
    when it is refused: SchemeInUse, where `open_read_only` helps, and DamagedFile, where
    `recovery.recover_scheme` may.
    """
    return Services(SchemeFile.open(path, place=synced_place_of(path.absolute()), take_over=take_over))


def open_read_only(path: Path) -> Services:
    """Open a copy of a scheme to look at only, even while somebody else works in it; raises UserError."""
    return Services(SchemeFile.open_copy(path))
