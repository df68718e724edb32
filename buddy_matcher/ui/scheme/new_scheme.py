"""Makes a scheme in a file that the coordinator names, empty or for a sheet that is brought."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.services.look_at_sheet import look_at_sheet
from buddy_matcher.services.schemes import Services, create_scheme
from buddy_matcher.ui.scheme.scheme_dialog import NewSheet, SchemeDialog
from buddy_matcher.ui.widgets.file_dialogs import SCHEME_SUFFIX, SaveSchemeDialog


def new_scheme(parent: QWidget, sheet: Path | None = None) -> Services | None:
    """Ask for a scheme's details and its file, and make it; None when it was cancelled.

    A sheet is looked at first, so that none that can't be read leaves an empty scheme behind. Raises
    UserError.
    """
    brought = NewSheet(sheet, look_at_sheet(sheet)) if sheet else None
    details = SchemeDialog.ask(parent, None, brought)
    if not details:
        return None
    scheme = details.scheme
    path = SaveSchemeDialog.ask(parent, safe_file_name(scheme.name, suffix=SCHEME_SUFFIX))
    return create_scheme(path, scheme.name, scheme.coordinator) if path else None
