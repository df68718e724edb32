"""The head of letters: the scheme's logo, and the organisation's own paper for Word."""

import io
from pathlib import Path

from buddy_matcher.documents.logos import check_logo
from buddy_matcher.domain.attachments import MOST_BYTES, Attachment, Purpose, attached
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.text import tidy
from buddy_matcher.storage.scheme_file import SchemeFile


class EditLetterhead:
    """What stands at the head of letters besides words."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def attached(self, purpose: Purpose) -> Attachment | None:
        """Return the file that letters use for a purpose, or None."""
        with self._file.reading() as unit:
            return attached(unit.attachments.all(), purpose)

    def use_logo(self, path: Path, alternative: str) -> Changes:
        """Print a picture at the head of letters; `alternative` says what it shows to who can't see it.

        Raises UserError for a file that is no PNG, JPEG or SVG, for one over 500 kB and without words for
        it; EnvironmentProblem when it can't be read.
        """
        if not tidy(alternative):
            raise UserError(
                "A logo needs words that say what it shows. Nothing was changed.",
                "Some readers hear letters instead of seeing them: write who it stands for.",
            )
        content = _content_of(path)
        check_logo(content)
        return self._attach(Attachment.of(Purpose.LOGO, path.name, content, tidy(alternative)))

    def use_letterhead(self, path: Path) -> Changes:
        """Write Word letters on the organisation's own paper, a .docx file.

        Raises UserError for a file that is none or over 500 kB; EnvironmentProblem when it can't be read.
        """
        from buddy_matcher.documents.word_letters import check_letterhead

        content = _content_of(path)
        check_letterhead(io.BytesIO(content))
        return self._attach(Attachment.of(Purpose.LETTERHEAD, path.name, content))

    def take_away(self, purpose: Purpose) -> Changes:
        """Use no file for a purpose any more."""
        with self._file.changing(Label(Deed.EDIT_LETTERHEAD)) as unit:
            # The file stays where Undo finds it: a row that says "none" is smaller than its image.
            if attached(unit.attachments.all(), purpose):
                unit.attachments.save(Attachment(purpose=purpose))
            return unit.commit()

    def _attach(self, attachment: Attachment) -> Changes:
        with self._file.changing(Label(Deed.EDIT_LETTERHEAD)) as unit:
            unit.attachments.save(attachment)
            return unit.commit()


def _content_of(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise UserError(f"{path} is not a file. Nothing was changed.", "Choose the file itself.")
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise EnvironmentProblem(
            f"{path} can’t be read: {error.strerror}. Nothing was changed.",
            "Check its name, and that you may open it.",
        ) from error
    if size > MOST_BYTES:
        raise UserError(
            f"{path.name} has {size // 1000:,} kB: at most {MOST_BYTES // 1000} can be kept. "
            "Nothing was changed.",
            "Save it smaller; letters print a logo at most 11 cm wide.",
        )
    return content
