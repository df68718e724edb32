"""Looks at a sheet before there is a scheme to bring it into; it stores nothing."""

from pathlib import Path

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.export import read_form_export
from buddy_matcher.documents.starter_lists import starter_strengths, starter_themes


def look_at_sheet(sheet: Path) -> str:
    """Return in words what a sheet is, for example "A Microsoft Forms export with 58 answers".

    Raises UserError when a new scheme could not import it.
    """
    return read_form_export(sheet, Vocabulary(starter_strengths(), starter_themes())).looks_like
