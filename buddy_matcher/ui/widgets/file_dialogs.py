"""Asks which file: the system's own dialogs, each behind `ask`, so that nothing else knows them."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

SCHEME_SUFFIX = ".buddy"
SHEET_SUFFIXES = (".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".txt", ".zip")

_SCHEMES = f"Schemes (*{SCHEME_SUFFIX})"
_SHEETS = f"Spreadsheets ({' '.join(f'*{suffix}' for suffix in SHEET_SUFFIXES)})"
_WORKBOOKS = "Workbooks (*.xlsx)"
_MAIL_MERGES = "Tables (*.csv)"
_PDFS = "PDF (*.pdf)"
_PICTURES = "Picture (*.png);;Drawing that stays sharp (*.svg)"
_LOGOS = "Pictures (*.png *.jpg *.jpeg *.svg)"
_WORD_FILES = "Word files (*.docx)"


class OpenSchemeDialog(QFileDialog):
    """Asks which scheme to open."""

    @classmethod
    def ask(cls, parent: QWidget) -> Path | None:
        """Return an existing scheme file, or None."""
        return _existing(cls(parent, "Open scheme", _documents(), _SCHEMES))


class OpenSheetDialog(QFileDialog):
    """Asks which form export or list to import."""

    @classmethod
    def ask(cls, parent: QWidget) -> Path | None:
        """Return an existing sheet, or None."""
        return _existing(cls(parent, "Import people from a file", _documents(), _SHEETS))


class OpenListDialog(QFileDialog):
    """Asks which list of local organisations to import."""

    @classmethod
    def ask(cls, parent: QWidget) -> Path | None:
        """Return an existing sheet, or None."""
        return _existing(cls(parent, "Import a list of local organisations", _documents(), _SHEETS))


class OpenLogoDialog(QFileDialog):
    """Asks for the picture at the head of letters."""

    @classmethod
    def ask(cls, parent: QWidget) -> Path | None:
        """Return an existing picture, or None."""
        return _existing(cls(parent, "Choose a logo", _documents(), _LOGOS))


class OpenLetterheadDialog(QFileDialog):
    """Asks for the organisation's own paper for letters in Word."""

    @classmethod
    def ask(cls, parent: QWidget) -> Path | None:
        """Return an existing Word file, or None."""
        return _existing(cls(parent, "Choose paper for Word", _documents(), _WORD_FILES))


class OpenTranslationsDialog(QFileDialog):
    """Asks for the sheet that a translator filled in."""

    @classmethod
    def ask(cls, parent: QWidget) -> Path | None:
        """Return an existing sheet, or None."""
        return _existing(cls(parent, "Take in a sheet of sentences", _documents(), _SHEETS))


class SaveTranslationsDialog(QFileDialog):
    """Asks where the sheet for a translator goes."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """Return where the sheet goes, `name` if it is left so, or None."""
        return _new(cls(parent, "Save the sheet of sentences", _documents(), _WORKBOOKS), name, ".xlsx")


class SaveSchemeDialog(QFileDialog):
    """Asks where a new scheme is kept."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """Return where the new scheme file goes, `name` if it is left so, or None."""
        dialog = cls(parent, "Save the new scheme", _documents(), _SCHEMES)
        # A scheme never replaces another: creating it refuses a name that is taken.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        return _new(dialog, name, SCHEME_SUFFIX)


class SaveCopyDialog(QFileDialog):
    """Asks where a copy of the open scheme goes."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """Return where the copy goes, `name` if it is left so, or None."""
        return _new(cls(parent, "Save a copy of the scheme", _documents(), _SCHEMES), name, SCHEME_SUFFIX)


class SaveRestoredDialog(QFileDialog):
    """Asks where a restored backup goes."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """Return where the new scheme file goes, `name` if it is left so, or None."""
        dialog = cls(parent, "Restore the backup to a new file", _documents(), _SCHEMES)
        # Restoring refuses a name that is taken, as creating a scheme does.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        return _new(dialog, name, SCHEME_SUFFIX)


class SaveWorkbookDialog(QFileDialog):
    """Asks where an exported workbook goes."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """Return where the workbook goes, `name` if it is left so, or None."""
        return _new(cls(parent, "Export workbook", _documents(), _WORKBOOKS), name, ".xlsx")


class SaveMailMergeDialog(QFileDialog):
    """Asks where the table for a mail merge goes."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """Return where the table goes, `name` if it is left so, or None."""
        return _new(cls(parent, "Export for mail merge", _documents(), _MAIL_MERGES), name, ".csv")


class SaveProblemsDialog(QFileDialog):
    """Asks where the rows go that an import kept out."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """Return where the sheet goes, `name` if it is left so, or None."""
        return _new(cls(parent, "Save the rows not imported", _documents(), _WORKBOOKS), name, ".xlsx")


class SavePdfDialog(QFileDialog):
    """Asks where a PDF goes, of letters or of a paper."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """Return where the PDF goes, `name` if it is left so, or None."""
        return _new(cls(parent, "Save as PDF", _documents(), _PDFS), name, ".pdf")


class SaveWordDialog(QFileDialog):
    """Asks where the letters' Word file goes."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """Return where the Word file goes, `name` if it is left so, or None."""
        return _new(cls(parent, "Save letters for Word", _documents(), _WORD_FILES), name, ".docx")


class SaveReportDialog(QFileDialog):
    """Asks where a report goes."""

    @classmethod
    def ask(cls, parent: QWidget, name: str, suffix: str) -> Path | None:
        """Return where a file of that suffix goes, `name` if it is left so, or None."""
        kinds = {".docx": _WORD_FILES, ".pdf": _PDFS, ".xlsx": _WORKBOOKS}
        return _new(cls(parent, "Save the report", _documents(), kinds[suffix]), name, suffix)


class SavePictureDialog(QFileDialog):
    """Asks where a picture of the plan goes; its suffix says of which kind it is."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """Return where the picture goes, `name` if it is left so, or None."""
        return _new(cls(parent, "Save the picture", _documents(), _PICTURES), name, ".png")


class FolderDialog(QFileDialog):
    """Asks which folder several files go into."""

    @classmethod
    def ask(cls, parent: QWidget, title: str) -> Path | None:
        """Return a folder that is there, or None; `title` says what goes into it."""
        dialog = cls(parent, title, _documents())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return _chosen(dialog)


def _existing(dialog: QFileDialog) -> Path | None:
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def _new(dialog: QFileDialog, name: str, suffix: str) -> Path | None:
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(name)
    return _chosen(dialog)


def _chosen(dialog: QFileDialog) -> Path | None:
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return Path(dialog.selectedFiles()[0])


def _documents() -> str:
    """Return a folder that is there: of one that isn't, a dialog would take the name for a file's."""
    places = QStandardPaths.StandardLocation
    documents, home = (
        QStandardPaths.writableLocation(place) for place in (places.DocumentsLocation, places.HomeLocation)
    )
    return documents if Path(documents).is_dir() else home
