"""Asks where a PDF goes."""

from buddy_matcher.ui.file_dialogs import SavePdfDialog

__all__ = ["SavePdfDialog"]
