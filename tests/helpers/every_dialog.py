"""Every dialog of the window on an open scheme, for tests that walk through them and for their pictures."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QDialog

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.domain.conflicts import Conflict
from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.duplicates import Difference
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.first_meetings import FreeHalfDay, Venue, fairest_places
from buddy_matcher.domain.ids import EntryId, OrganisationId, PairingId, ParticipantId, ParticipationId
from buddy_matcher.domain.import_report import SheetRow
from buddy_matcher.domain.local_organisations import LocalOrganisation
from buddy_matcher.domain.meeting import HalfDay
from buddy_matcher.domain.money import Agreement, Budget, Rate, RateUnit
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.pair_life import PairLife
from buddy_matcher.domain.pairings import Pairing, between
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.places import Base
from buddy_matcher.domain.refusals import SchemeInUse
from buddy_matcher.domain.rooms import Room, RoomFeature
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.arrange_meetings import MeetingOptions
from buddy_matcher.services.change_people import Change
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.merge_people import Comparison
from buddy_matcher.services.questions.check_plan import AimLine, CheckedPlan, PartLine
from buddy_matcher.services.questions.mend_plan import MendAnswer
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.ui.funding.agreement_dialog import AgreedWith, AgreementDialog, Offered
from buddy_matcher.ui.funding.budget_dialog import BudgetDialog
from buddy_matcher.ui.funding.rate_dialog import RateDialog
from buddy_matcher.ui.importing.row_dialog import RowDialog
from buddy_matcher.ui.leaving.concerned import Together
from buddy_matcher.ui.leaving.end_dialog import EndDialog
from buddy_matcher.ui.leaving.hold_dialog import HoldDialog
from buddy_matcher.ui.leaving.step_in import Found, StepInDialog
from buddy_matcher.ui.leaving.worry_dialog import WorryDialog
from buddy_matcher.ui.letters.gone_dialog import GoneDialog
from buddy_matcher.ui.letters.languages_dialog import LanguagesDialog
from buddy_matcher.ui.letters.letterhead_dialog import LetterheadDialog
from buddy_matcher.ui.letters.papers_dialog import PapersDialog
from buddy_matcher.ui.letters.to_mend_dialog import ToMendDialog
from buddy_matcher.ui.letters.wording_dialog import WordingDialog
from buddy_matcher.ui.meetings.arrange_dialog import ArrangeDialog
from buddy_matcher.ui.meetings.entry_dialog import EntryDialog
from buddy_matcher.ui.noting.note_dialog import NoteDialog
from buddy_matcher.ui.organisations.interest_dialog import InterestDialog
from buddy_matcher.ui.organisations.interests_dialog import InterestsDialog
from buddy_matcher.ui.organisations.organisation_dialog import OrganisationDialog
from buddy_matcher.ui.organisations.rooms_part import RoomDialog
from buddy_matcher.ui.overview.decide_dialog import DecideDialog
from buddy_matcher.ui.overview.reminders_dialog import RemindersDialog
from buddy_matcher.ui.pairings.criteria_dialog import CriteriaDialog
from buddy_matcher.ui.pairings.other_buddies_dialog import OtherBuddiesDialog, Weighing
from buddy_matcher.ui.pairings.rules_dialog import RulesDialog
from buddy_matcher.ui.people.bin_dialog import BinDialog
from buddy_matcher.ui.people.change_dialog import ChangeDialog
from buddy_matcher.ui.people.duplicates_dialog import DuplicatesDialog
from buddy_matcher.ui.people.merge_dialog import MergeDialog
from buddy_matcher.ui.people.paper_dialog import PaperDialog
from buddy_matcher.ui.people.person_dialog import PersonDialog
from buddy_matcher.ui.report.local_dialog import LocalDialog
from buddy_matcher.ui.report.reach_dialog import ReachDialog
from buddy_matcher.ui.scheme.backups_dialog import BackupsDialog
from buddy_matcher.ui.scheme.check_dialog import CheckDialog
from buddy_matcher.ui.scheme.check_plan_dialog import CheckPlanDialog
from buddy_matcher.ui.scheme.choices_dialog import ChoicesDialog
from buddy_matcher.ui.scheme.flags_dialog import FlagsDialog
from buddy_matcher.ui.scheme.history_dialog import HistoryDialog
from buddy_matcher.ui.scheme.learnt_dialog import LearntDialog
from buddy_matcher.ui.scheme.make_form_dialog import MakeFormDialog
from buddy_matcher.ui.scheme.named_forms_dialog import NamedFormsDialog
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.prompts_dialog import PromptsDialog
from buddy_matcher.ui.scheme.round_dates_dialog import RoundDatesDialog
from buddy_matcher.ui.scheme.scenarios_dialog import ScenariosDialog
from buddy_matcher.ui.scheme.scheme_dialog import SchemeDetails, SchemeDialog
from buddy_matcher.ui.scheme.start_round_dialog import StartRoundDialog
from buddy_matcher.ui.scheme.way_out_dialog import WayOut, WayOutDialog
from buddy_matcher.ui.scheme.workspace import Workspace
from buddy_matcher.ui.settings.lists_dialog import ListsDialog
from buddy_matcher.ui.settings.names_dialog import NamesDialog, Written
from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog, NumberDialog
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog, PersonChoice
from buddy_matcher.ui.widgets.choose_several_dialog import ChooseSeveralDialog
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog, ReasonDialog
from buddy_matcher.ui.widgets.theme import ColourScheme
from buddy_matcher.ui.window.about_dialog import AboutDialog
from buddy_matcher.ui.window.help_window import HelpWindow, help_pages
from buddy_matcher.ui.window.preferences_dialog import Preferences, PreferencesDialog

_STRANGERS = ParticipationId(-1), ParticipationId(-2)
"""Who stands for the two of a pair in an empty scheme."""


def dialogs_of(workspace: Workspace) -> Iterator[tuple[str, QDialog]]:
    """Yield every dialog on an open scheme by name, not shown yet."""
    services, operations = workspace.services, workspace.operations
    details = SchemeDetails(services.scheme.scheme(), services.scheme.round())
    yield "scheme-dialog", SchemeDialog(workspace, details)
    tries = [
        ("This round", lambda _criteria, tell: tell("812 pairs are possible. The best plan has 29 pairs."))
    ]
    yield "criteria-dialog", CriteriaDialog(workspace, services.scheme.round().criteria, tries)
    yield "decide-dialog", DecideDialog(workspace, services.answers, operations)
    yield "bin-dialog", BinDialog(workspace, services.people, services.erasure, operations)
    yield from _dialogs_of_people(workspace)
    yield "rules-dialog", RulesDialog(workspace, services.rules, services.people, operations)
    yield from _dialogs_of_organisations(workspace)
    yield "lists-dialog", ListsDialog(workspace, services.lists, services.decisions, operations)
    yield "names-dialog", NamesDialog(workspace, "New strengths", Written("", "", ()), ("Running things",))
    yield from _dialogs_of_letters(workspace)
    yield "history-dialog", HistoryDialog(workspace, services.history, operations)
    yield "backups-dialog", BackupsDialog(workspace, services.backups, details.scheme.name, operations)
    yield "check-dialog", CheckDialog(workspace, services.check, services.check.findings(), operations)
    yield from _questions(workspace)
    yield from _dialogs_of_the_life(workspace)
    for member_id, member in list(services.latest.state().members.items())[:1]:
        found = services.weighing.other_buddies(member_id)
        weighing = Weighing(lambda _who, _show: None, lambda _pairs: False)
        yield (
            "other-buddies-dialog",
            OtherBuddiesDialog(workspace, [(member_id, member.name)], found, weighing),
        )
    organisations = services.organisations.all()
    if organisations:
        yield "organisation-dialog", OrganisationDialog(workspace, organisations[0], organisations, today())
    for member in services.people.people()[:1]:
        yield (
            "person-dialog",
            PersonDialog(workspace, services.people, services.people.form_of(member.participation_id)),
        )


def _dialogs_of_people(workspace: Workspace) -> Iterator[tuple[str, QDialog]]:
    """Yield the dialogs about entries of people, in a sheet and in the scheme."""
    services = workspace.services
    broken = SheetRow(
        headings=("Name", "Sector"), cells=("Asha Rao", ""), reason="The sector is missing.", row=3
    )
    yield "row-dialog", RowDialog(workspace, broken)
    operations = workspace.operations
    yield "paper-dialog", PaperDialog(workspace, services.entering, services.history, operations)
    yield "duplicates-dialog", DuplicatesDialog(workspace, services.merging, workspace.operations)
    yield "change-dialog", ChangeDialog(workspace, 3, services.people.themes(), today(), Change())
    asha = Participant(id=ParticipantId(1), given="Asha", family="Rao", email="asha@example.org")
    different = Difference("email", "E-mail", asha.email, "a.rao@example.org", takes_second=False)
    yield "merge-dialog", MergeDialog(workspace, Comparison(asha, asha, (different,), ""))


def _dialogs_of_organisations(workspace: Workspace) -> Iterator[tuple[str, QDialog]]:
    """Yield the dialogs about organisations, as they begin."""
    interests, on = workspace.services.interests, today()
    yield "room-dialog", RoomDialog(workspace, Room(name="The garden room", outcode="LS1"))
    yield "interests-dialog", InterestsDialog(workspace, interests, workspace.operations, on)
    possible = interests.possible_parties()
    parties = tuple(each.party for each in possible[:1])
    yield "interest-dialog", InterestDialog(workspace, Conflict(parties=parties), possible, on)


def _dialogs_of_letters(workspace: Workspace) -> Iterator[tuple[str, QDialog]]:
    """Yield what the Letters page opens."""
    services, operations = workspace.services, workspace.operations
    yield "wording-dialog", WordingDialog(workspace, services.wording, today())
    yield "letterhead-dialog", LetterheadDialog(workspace, services.letterhead, operations)
    yield "languages-dialog", LanguagesDialog(workspace, services.translations, operations)
    yield "papers-dialog", PapersDialog(workspace, services.papers, operations)
    yield "gone-dialog", GoneDialog(workspace, services.letters.letters(), today())
    yield "to-mend-dialog", ToMendDialog(workspace, services.letters.to_mend, lambda _entry: None)


def _questions(workspace: Workspace) -> Iterator[tuple[str, QDialog]]:
    """Yield what several commands ask, each with one of its questions, and what the window says of itself."""
    services = workspace.services
    yield (
        "confirm-dialog",
        ConfirmDialog(
            workspace, "Repair scheme", "Pairings that make no sense are removed.", accept="Repair scheme"
        ),
    )
    yield (
        "reason-dialog",
        ReasonDialog(workspace, "Never pair", "They would never be paired.", accept="Never pair"),
    )
    yield (
        "way-out-dialog",
        WayOutDialog(workspace, SchemeInUse(services.path.name, None), (WayOut.READ_ONLY,)),
    )
    yield "choose-person-dialog", _choose_person_dialog(workspace)
    strengths = [(strength.id, strength.name) for strength in services.people.strengths()]
    yield "choose-entry-dialog", ChooseEntryDialog(workspace, "What “Sums” means", "", strengths)
    yield "about-dialog", AboutDialog(workspace, services.path)
    yield "help-window", HelpWindow(workspace, help_pages(workspace.commands(Place.PAIRINGS)))
    preferred = Preferences(ColourScheme.LIGHT, are_rows_compact=False)
    yield "preferences-dialog", PreferencesDialog(workspace, preferred)
    rows = [("Asha Rao and Ben Moss", "Always"), ("Cara Lunt and Dev Pugh", "If one part counts otherwise")]
    yield "answer-dialog", AnswerDialog(workspace, "Pairs that hold", "All of them.", ("Pair", "Holds"), rows)
    checked = CheckedPlan(
        "No plan gives more people a buddy.",
        (AimLine("People with a buddy", 56, 56),),
        (PartLine(Part.MEETING, 412, 560),),
    )
    yield "check-plan-dialog", CheckPlanDialog(workspace, checked, ())
    questions, operations = services.questions, workspace.operations
    yield "scenarios-dialog", ScenariosDialog(workspace, questions.scenarios, operations)
    yield "choices-dialog", ChoicesDialog(workspace, questions.hearing, operations)
    yield "number-dialog", NumberDialog(workspace, "Several rounds at once", "How many rounds?", (1, 6, 20))


def _options_to_meet(together: tuple[Member, ...], on: date) -> MeetingOptions:
    half_days = (FreeHalfDay(on, HalfDay(1, 0)), FreeHalfDay(on, HalfDay(3, 1)))
    there = Base("Leeds")
    room = Room(name="The Hub", features=frozenset(RoomFeature), cost="Free", ask="Reception")
    venues = (Venue("The Hub, Leeds", there, room), Venue("With Asha Rao: Beck Street Surgery, Leeds", there))
    places = fairest_places([there for _ in together], venues)
    return MeetingOptions(together, half_days, have_times=True, places=places, proposed=on)


def _dialogs_of_the_life(workspace: Workspace) -> Iterator[tuple[str, QDialog]]:
    """Yield the dialogs about pairs that run, on a pair that may be a draft yet."""
    on, members = today(), workspace.services.latest.state().members
    pairing = Pairing(
        round_id=workspace.services.scheme.round().id, memberships=between(*[*members, *_STRANGERS][:2])
    )
    together = tuple(members[each] for each in pairing.members if each in members)
    life = PairLife(members=pairing.members, entries=(), today=on, letters_out=None)
    pair = RunningPair(pairing, together, life, pays_for_time=True)
    entry = Entry(id=EntryId(1), pairing_id=PairingId(1), on=on, kind=EntryKind.MEETING, minutes=60)
    yield "entry-dialog", EntryDialog(workspace, pair, entry, on)
    options = _options_to_meet(together, on)
    yield "arrange-dialog", ArrangeDialog(workspace, pair.names, options, None)
    yield "end-dialog", EndDialog(workspace, Together(pairing, together), on)
    yield "hold-dialog", HoldDialog(workspace, pair.names, on)
    alone = Entry(id=EntryId(1), participation_id=ParticipationId(1), on=on, kind=EntryKind.NOTE)
    yield "note-dialog", NoteDialog(workspace, "Asha Rao", alone, on)
    yield "worry-dialog", WorryDialog(workspace, pair.names, "Jo Hale, 07700 900003", on)
    names = [(pairing.id, "Asha Rao and Ben Moss")]
    yield (
        "choose-several-dialog",
        ChooseSeveralDialog(workspace, "Launch day", "", names, on, accept="&Record"),
    )
    yield from _dialogs_of_a_round(workspace)
    mosque = LocalOrganisation(name="Hill Mosque", outcode="BD3")
    yield "local-dialog", LocalDialog(workspace, mosque, workspace.services.organisations.all())
    yield "budget-dialog", BudgetDialog(workspace, Budget(pence=500_000, starts=on, ends=on))
    rate = Rate(name="hourly", pence=2500, unit=RateUnit.HOUR)
    yield "rate-dialog", RateDialog(workspace, rate, on)
    hub = Organisation(id=OrganisationId(1), name="The Hub", sector=Sector.VCSE)
    agreed = AgreedWith(hub.name, Agreement(organisation_id=hub.id, rate=rate.name))
    yield "agreement-dialog", AgreementDialog(workspace, agreed, Offered([hub], [rate]), on)
    way = MendAnswer("move-nobody", (("Asha Rao", "Ben Moss"),), 2, 0, {}, SolutionStatus.OPTIMAL)
    yield (
        "step-in-dialog",
        StepInDialog(workspace, Found(("Asha Rao", "Ben Moss"), ("Ben Moss",), [way]), can_take=True),
    )


def _dialogs_of_a_round(workspace: Workspace) -> Iterator[tuple[str, QDialog]]:
    """Yield the dialogs about rounds, what was learnt in them and whom they reach."""
    on, services = today(), workspace.services
    yield "round-dates-dialog", RoundDatesDialog(workspace, services.scheme.round(), on)
    yield "flags-dialog", FlagsDialog(workspace, services.scheme.round())
    yield "named-forms-dialog", NamedFormsDialog(workspace, services.scheme.round())
    newest = services.scheme.round().id
    yield "learnt-dialog", LearntDialog(workspace, services.learning, workspace.operations, newest, (), on)
    yield "prompts-dialog", PromptsDialog(workspace, services.scheme.scheme().prompts)
    yield "make-form-dialog", MakeFormDialog(workspace, services.forms.form)
    yield "start-round-dialog", StartRoundDialog(workspace, services.scheme.round(), on)
    yield (
        "reminders-dialog",
        RemindersDialog(workspace, services.follow_up, services.entries, workspace.operations, on),
    )
    yield "reach-dialog", ReachDialog(workspace, services.reach, workspace.operations, on)


def _choose_person_dialog(workspace: Workspace) -> ChoosePersonDialog[ParticipationId]:
    choices = [
        PersonChoice(id=m.participation_id, name=m.name, organisation=m.organisation_name, sector=m.sector)
        for m in workspace.services.people.people()
    ]
    return ChoosePersonDialog(workspace, "Never pair: who?", "", choices, accept="Choose person")
