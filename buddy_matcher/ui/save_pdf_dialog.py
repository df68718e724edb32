"""Asks where a PDF goes."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget


class SavePdfDialog(QFileDialog):
    """The system's own dialog to name a file."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """Return the path of the file to write, `name` in the documents folder if it is left so, or None."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = cls(parent, "Save letters as PDF", folder, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return Path(dialog.selectedFiles()[0])
