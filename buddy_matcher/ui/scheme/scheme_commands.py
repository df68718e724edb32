"""What the window's menus ask about a whole open scheme: files in and out, its criteria, history, check."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from buddy_matcher.domain.changes import Changes, Kind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.refusals import ReadOnlyScheme
from buddy_matcher.domain.text import counted
from buddy_matcher.domain.working_days import today
from buddy_matcher.ui.scheme.place_rail import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from buddy_matcher.services.edit_scheme import EditScheme
    from buddy_matcher.services.rounds.findings import Finding
    from buddy_matcher.services.schemes import Services
    from buddy_matcher.ui.scheme.scheme_dialog import SchemeDetails
    from buddy_matcher.ui.scheme.workspace import Workspace

_ROWS_AT_ONCE = 500
"""More rows of the file than that are put back beside the window: reading them again takes long too."""


def import_sheet(workspace: "Workspace", sheet: Path) -> None:
    """Let the coordinator import a sheet; what it leaves to decide on then stands in the overview."""
    from buddy_matcher.ui.importing.import_dialog import ImportDialog

    services, operations = workspace.services, workspace.operations
    if services.is_read_only:
        operations.refused.emit(ReadOnlyScheme())
    elif operations.jobs.is_busy:
        busy = UserError("Something else is still running.", "Import the file when that is done.")
        operations.refused.emit(busy)
    elif ImportDialog.ask(workspace, services.imports, services.lists, sheet, operations):
        workspace.show_place(Place.OVERVIEW)


def export_workbook(workspace: "Workspace") -> None:
    """Save everything as a workbook."""
    from buddy_matcher.ui.widgets.file_dialogs import SaveWorkbookDialog

    path = SaveWorkbookDialog.ask(
        workspace, safe_file_name(workspace.services.scheme.scheme().name, suffix=".xlsx")
    )
    if path:
        workspace.operations.start(
            "Exporting workbook",
            lambda _progress, _cancelled: workspace.services.workbook.save(path),
            lambda _: workspace.operations.say(f"The workbook is saved as {path}."),
        )


def export_mail_merge(workspace: "Workspace") -> None:
    """Save the letters that are due as a table for a mail merge."""
    from buddy_matcher.ui.widgets.file_dialogs import SaveMailMergeDialog

    name = safe_file_name(f"{workspace.services.scheme.scheme().name} letters", suffix=".csv")
    path = SaveMailMergeDialog.ask(workspace, name)
    if path:
        workspace.operations.start(
            "Exporting for mail merge",
            lambda _progress, _cancelled: workspace.services.mail_merge.save(path),
            lambda letters: workspace.operations.say(
                f"{counted(letters, 'letter')} for the mail merge: saved as {path}."
            ),
        )


def save_copy(workspace: "Workspace") -> None:
    """Save a copy of the scheme to another file."""
    from buddy_matcher.ui.widgets.file_dialogs import SaveCopyDialog

    path = SaveCopyDialog.ask(workspace, f"Copy of {workspace.services.path.name}")
    if path:
        workspace.operations.start(
            "Saving a copy",
            lambda _progress, _cancelled: workspace.services.save_copy(path),
            lambda _: workspace.operations.say(
                f"A copy is saved as {path}. You still work in the scheme itself."
            ),
        )


def edit_details(workspace: "Workspace") -> None:
    """Let the coordinator change the details of the scheme and its round."""
    from buddy_matcher.ui.scheme.scheme_dialog import SchemeDetails, SchemeDialog

    scheme = workspace.services.scheme
    before = SchemeDetails(scheme.scheme(), scheme.round())
    after = SchemeDialog.ask(workspace, before)
    if after:
        workspace.operations.perform(lambda: _save_details(scheme, before, after))


def edit_prompts(workspace: "Workspace") -> None:
    """Let the coordinator change the prompts of the conversation cards."""
    from buddy_matcher.ui.scheme.prompts_dialog import PromptsDialog

    service = workspace.services.scheme
    scheme = service.scheme()
    prompts = PromptsDialog.ask(workspace, scheme.prompts)
    workspace.operations.keep_edited(
        scheme.prompts, prompts, lambda edited: service.save_scheme(replace(scheme, prompts=edited))
    )


def undo(workspace: "Workspace") -> None:
    """Undo the latest action, asking first where others may have seen what came of it."""
    from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog

    workspace.settle()
    history = workspace.services.history
    told = history.went_out()
    if told and not ConfirmDialog.ask(workspace, "Undo sending", told, accept="Undo", refuse="Keep as sent"):
        return
    _replay(workspace, history.undo, history.rows_to_undo(), f"Undone: {history.next_undo()}")


def redo(workspace: "Workspace") -> None:
    """Do again what was undone last."""
    history = workspace.services.history
    _replay(workspace, history.redo, history.rows_to_redo(), f"Redone: {history.next_redo()}")


def _replay(workspace: "Workspace", replay: "Callable[[], Changes]", rows: int, outcome: str) -> None:
    operations = workspace.operations
    if rows > _ROWS_AT_ONCE:
        operations.perform_beside("Putting back how it was", replay, outcome)
    else:
        operations.perform(replay, outcome)


def edit_criteria(workspace: "Workspace") -> None:
    """Let the coordinator change what the plan looks for."""
    from buddy_matcher.ui.pairings.criteria_dialog import CriteriaDialog
    from buddy_matcher.ui.scheme.trying import tries_of

    scheme = workspace.services.scheme
    before = scheme.round()
    after = CriteriaDialog.ask(workspace, before.criteria, tries_of(workspace))
    workspace.jobs.cancel()  # nobody waits any more for what is tried
    workspace.operations.keep_edited(
        before.criteria, after, lambda edited: scheme.save_round(replace(before, criteria=edited))
    )


def edit_rules(workspace: "Workspace") -> None:
    """Show the rules between people, to add and remove some."""
    from buddy_matcher.ui.pairings.rules_dialog import RulesDialog

    RulesDialog.ask(workspace, workspace.services.rules, workspace.services.people, workspace.operations)


def edit_lists(workspace: "Workspace") -> None:
    """Show the scheme's own lists and what was decided on sheets, to change them."""
    from buddy_matcher.ui.settings.lists_dialog import ListsDialog

    ListsDialog.ask(workspace, workspace.services.lists, workspace.services.decisions, workspace.operations)


def edit_dates(workspace: "Workspace") -> None:
    """Show the dates of the newest round, and let the coordinator change them."""
    from buddy_matcher.ui.scheme.round_dates_dialog import RoundDatesDialog

    before = workspace.services.scheme.round()
    set_dates = workspace.services.rounds.set_dates
    workspace.operations.ask_until_kept(
        lambda dates, refusal: RoundDatesDialog.ask(
            workspace, replace(before, dates=dates), today(), refusal
        ),
        before.dates,
        lambda dates: Changes() if dates == before.dates else set_dates(dates),
    )


def edit_flags(workspace: "Workspace") -> None:
    """Show when pairs of the round that runs are flagged, and let the coordinator change it."""
    from buddy_matcher.ui.scheme.flags_dialog import FlagsDialog

    before = workspace.services.rounds.running()
    flags = FlagsDialog.ask(workspace, before)
    workspace.operations.keep_edited(
        before.flags, flags, lambda edited: workspace.services.rounds.set_flags(before.id, edited)
    )


def name_forms(workspace: "Workspace") -> None:
    """Let the coordinator choose the forms that check-in letters of the newest round name."""
    from buddy_matcher.ui.scheme.named_forms_dialog import NamedFormsDialog

    before = workspace.services.scheme.round()
    workspace.operations.ask_until_kept(
        lambda forms, refusal: NamedFormsDialog.ask(workspace, before, forms, refusal),
        before.forms,
        workspace.services.rounds.name_forms,
    )


def make_form(workspace: "Workspace") -> None:
    """Let the coordinator make one of the scheme's own forms and choose the folder to write it into."""
    from buddy_matcher.ui.scheme.make_form_dialog import MakeFormDialog
    from buddy_matcher.ui.widgets.file_dialogs import FolderDialog

    forms, operations = workspace.services.forms, workspace.operations
    form = MakeFormDialog.ask(workspace, forms.form)
    folder = form and FolderDialog.ask(workspace, "Where the form goes")
    if form and folder:
        operations.start(
            "Making the form",
            lambda _progress, _cancelled: forms.save(form, folder),
            lambda written: operations.say(f"{counted(len(written), 'file')} of the form are in {folder}."),
        )


def type_in_forms(workspace: "Workspace") -> None:
    """Let the coordinator type in sign-up forms on paper, one after the other."""
    from buddy_matcher.ui.people.paper_dialog import PaperDialog

    services = workspace.services
    PaperDialog.ask(workspace, services.entering, services.history, workspace.operations)


def note_learning(workspace: "Workspace") -> None:
    """Show what was learnt in the round that runs, to note more of it."""
    from buddy_matcher.ui.scheme.learnt_dialog import LearntDialog

    services = workspace.services
    running = services.rounds.running(services.readings.number)
    members = services.follow_up.people(today(), running.number)
    people = sorted((member.participation_id, member.name) for member in members)
    people.sort(key=lambda each: each[1])
    LearntDialog.ask(workspace, services.learning, workspace.operations, running.id, people, today())


def start_round(workspace: "Workspace") -> None:
    """Ask for the next round and start it; the pages then show it, and Follow-up the pairs that run."""
    from buddy_matcher.ui.scheme.start_round_dialog import StartRoundDialog

    services = workspace.services
    wanted = StartRoundDialog.ask(workspace, services.scheme.round(), today())
    if wanted is None:
        return

    def start() -> "Changes":
        return services.rounds.start(
            wanted.name, letters_on=wanted.letters_on, months=wanted.months, invited=wanted.invited
        )

    def outcome() -> str:
        invited = counted(len(services.people.people()), "person", "people")
        return f"{wanted.name} is started: {invited} to invite."

    workspace.operations.perform_beside("Starting the round", start, outcome)


def let_pairs_go_on(workspace: "Workspace") -> None:
    """Ask which pairs of earlier rounds go on in this one; those that all of a pair wish for are ticked."""
    from buddy_matcher.ui.widgets.choose_several_dialog import ChooseSeveralDialog

    continuing, operations = workspace.services.continuing, workspace.operations
    could = continuing.could_continue()
    if not could:
        operations.say(_NOBODY_GOES_ON)
        return
    chosen = ChooseSeveralDialog.ask(
        workspace,
        "Same buddies again",
        _GOING_ON,
        [(each.pairing.id, each.in_words) for each in could],
        today(),
        accept="&Let them go on",
        ticked={each.pairing.id for each in could if each.is_wished_by_all},
        asks_day=False,
    )
    if chosen:
        go_on = counted(len(chosen.ticked), "pair goes", "pairs go")
        pairs = chosen.ticked
        operations.perform_many(
            len(pairs), "Letting pairs go on", lambda: continuing.go_on(*pairs), f"{go_on} on."
        )


_GOING_ON = (
    "They take their places in this round’s plan, agreed, with the meetings that they had before. Ticked are "
    "those of whom all said that they would like the same buddy again."
)
_NOBODY_GOES_ON = (
    "No pair of an earlier round could go on: all of its people have to be in this one and have answered."
)


def show_history(workspace: "Workspace") -> None:
    """Show what was done, to go back in it."""
    from buddy_matcher.ui.scheme.history_dialog import HistoryDialog

    HistoryDialog.ask(workspace, workspace.services.history, workspace.operations)


def restore_backup(workspace: "Workspace") -> Path | None:
    """Let the coordinator restore a backup to a new file; return that file if it is to be opened."""
    from buddy_matcher.ui.scheme.backups_dialog import BackupsDialog

    name = workspace.services.scheme.scheme().name
    return BackupsDialog.ask(workspace, workspace.services.backups, name, workspace.operations)


def check(workspace: "Workspace") -> None:
    """Check the scheme and show what was found."""
    from buddy_matcher.ui.scheme.check_dialog import CheckDialog

    def show(found: "Sequence[Finding]") -> None:
        CheckDialog.ask(workspace, workspace.services.check, found, workspace.operations)

    workspace.operations.start(
        "Checking this scheme", lambda _progress, _cancelled: _found(workspace.services), show
    )


def _save_details(service: "EditScheme", before: "SchemeDetails", after: "SchemeDetails") -> Changes:
    """Store what was changed, so that Undo names no more than that."""
    kinds: set[Kind] = set()
    if after.round and after.round != before.round:
        kinds |= service.save_round(after.round).kinds
    if after.scheme != before.scheme:
        kinds |= service.save_scheme(after.scheme).kinds
    return Changes(frozenset(kinds))


def _found(services: "Services") -> "tuple[Finding, ...]":
    # In a synced folder the file there may be older than the open scheme: it only tells of damage.
    from buddy_matcher.services.check_scheme import check_scheme
    from buddy_matcher.services.rounds.findings import FindingKind

    of_file = (finding for finding in check_scheme(services.path) if finding.kind is FindingKind.FILE)
    return (*of_file, *services.check.findings())
