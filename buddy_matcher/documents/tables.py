"""Any file that a coordinator may choose, as tables of text, or a sentence about why it can't be read."""

import io
import zipfile
from pathlib import Path

from buddy_matcher.documents.delimited import decode, read_delimited
from buddy_matcher.documents.grid import MOST_BYTES, Table, password_protected, unreadable
from buddy_matcher.documents.opendocument import is_opendocument, read_opendocument
from buddy_matcher.documents.text_repair import repaired
from buddy_matcher.documents.workbooks import read_workbook
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.watching import Watch

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"SQLite format 3\0": "a database, as a scheme is",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"{\\rtf": "a text document",
}
_EXCEL_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


def read_tables(path: Path, watch: Watch | None = None) -> tuple[Table, ...]:
    """Return the sheets of an .xlsx, .ods or CSV file, or of a zip file that holds one CSV file.

    Text that was broken before is put right where that is certain. Raises UserError when there is no such
    file or it can't be read safely, and WorkCancelledError.
    """
    watch = watch or Watch()
    watch.at(0.0, "Opening the sheet")
    return tuple(map(repaired, _tables(path, watch)))


def _tables(path: Path, watch: Watch) -> tuple[Table, ...]:
    content = _read(path)
    if content.startswith(_OLD_OFFICE):
        raise _old_office_file(content)
    if content.startswith(_ZIP):
        if is_opendocument(content):
            return read_opendocument(content, watch)
        only = _only_text_file(content)
        return read_workbook(content, watch) if only is None else (read_delimited(only),)
    if path.suffix.lower() in _EXCEL_SUFFIXES:
        raise UserError(
            f"“{path.name}” is called a workbook but is not one. Nothing was imported.",
            "If it is text, give it a name that ends in .csv; otherwise export the answers again.",
        )
    return (read_delimited(content),)


def read_lines(path: Path) -> list[str]:
    """Return the lines of a text file; raises UserError when there is none or it is of another kind."""
    text = decode(_read(path))
    if any(ord(character) < ord(" ") and not character.isspace() for character in text):
        raise UserError(
            f"“{path.name}” is no text. Nothing was changed.", "Save the list as plain text (.txt)."
        )
    return text.splitlines()


def _read(path: Path) -> bytes:
    try:
        if not path.exists():
            raise UserError(
                f"There is no file “{path.name}”, so nothing was imported.",
                "It may have been moved; choose it again.",
            )
        if not path.is_file():
            raise UserError(
                f"“{path.name or path}” is not a file, so nothing was imported.", "Choose the sheet itself."
            )
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise UserError(
            f"“{path.name}” can’t be read.",
            "Close it in other programs, or copy it elsewhere, and try again.",
        ) from error
    if size > MOST_BYTES:
        raise UserError(
            f"“{path.name}” is larger than {MOST_BYTES // 1024**2} MB. Nothing was imported.",
            "Export the answers again without attachments.",
        )
    for beginning, kind in _OTHER_KINDS.items():
        if content.startswith(beginning):
            raise UserError(
                f"“{path.name}” is {kind}. Nothing was imported.",
                "Choose an Excel workbook (.xlsx) or a CSV file.",
            )
    if not content.strip():
        raise UserError(
            f"“{path.name}” is empty.", "If it lies in a cloud folder, wait until it is there completely."
        )
    return content


def _old_office_file(content: bytes) -> UserError:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return password_protected()
    return UserError(
        "The file has the old Excel format (.xls). Nothing was imported.",
        "Open it in Excel, save it as an Excel workbook (.xlsx), and import that.",
    )


def _only_text_file(content: bytes) -> bytes | None:
    """Return the CSV file that a zip file holds alone, as Google Forms packs it, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            # A Mac packs what it knows of each file beside it.
            members = [
                member
                for member in archive.infolist()
                if not member.is_dir()
                and not member.filename.startswith("__MACOSX/")
                and not member.filename.rpartition("/")[2].startswith(".")
            ]
            if len(members) != 1 or not members[0].filename.lower().endswith(".csv"):
                return None
            if members[0].file_size > MOST_BYTES:
                raise unreadable()
            return archive.read(members[0])
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise unreadable() from error
