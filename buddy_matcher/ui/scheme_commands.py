"""What the window's menus ask about a whole open scheme: its criteria, rules, history, backups and check."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from buddy_matcher.services.check_scheme import Finding, check_scheme
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.backups_dialog import BackupsDialog
from buddy_matcher.ui.check_dialog import CheckDialog
from buddy_matcher.ui.criteria_dialog import CriteriaDialog
from buddy_matcher.ui.history_dialog import HistoryDialog
from buddy_matcher.ui.rules_dialog import RulesDialog
from buddy_matcher.ui.scheme_view import SchemeView


def edit_criteria(view: SchemeView) -> None:
    """Let the coordinator change what the plan looks for."""
    scheme = view.services.scheme
    before = scheme.round()
    after = CriteriaDialog.ask(view, before.criteria)
    if after and after != before.criteria:
        view.operations.perform(lambda: scheme.save_round(replace(before, criteria=after)))


def edit_rules(view: SchemeView) -> None:
    """Show the rules between people, to add and remove some."""
    RulesDialog.ask(view, view.services.rules, view.services.people, view.operations)


def show_history(view: SchemeView) -> None:
    """Show what was done, to go back in it."""
    HistoryDialog.ask(view, view.services.history, view.operations)


def restore_backup(view: SchemeView) -> Path | None:
    """Let the coordinator restore a backup to a new file; return that file if it is to be opened."""
    name = view.services.scheme.scheme().name
    return BackupsDialog.ask(view, view.services.backups, name, view.operations)


def check(view: SchemeView) -> None:
    """Check the scheme and show what was found."""

    def show(found: Sequence[Finding]) -> None:
        CheckDialog.ask(view, view.services.check, found, view.operations)

    view.operations.start("Checking this scheme", lambda _progress, _cancelled: _found(view.services), show)


def _found(services: Services) -> tuple[Finding, ...]:
    # In a synced folder the file there may be older than the open scheme: it only tells of damage.
    of_file = (finding for finding in check_scheme(services.path) if finding.kind == "file")
    return (*of_file, *services.check.findings())
