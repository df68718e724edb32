"""Makes the scheme's own forms, so that what comes back needs no mapping."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.documents.files import write_new_files
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.made_forms import FormKind, MadeForm, organisation_form, sign_up_form
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.strengths import offered
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form as a file: in which format and where."""

    format: str
    path: Path


def _writers() -> dict[str, tuple[str, Callable[[MadeForm], bytes]]]:
    """Return by format the suffix of its files and what makes one."""
    from buddy_matcher.documents.made_forms.paper import as_paper
    from buddy_matcher.documents.made_forms.plain_text import as_text
    from buddy_matcher.documents.made_forms.word import as_word
    from buddy_matcher.documents.made_forms.workbook import as_workbook

    return {
        "word": (".docx", as_word),
        "excel": (".xlsx", as_workbook),
        "paper": (".pdf", as_paper),
        "text": (".txt", lambda form: as_text(form).encode()),
    }


class MakeForm:
    """The forms of one scheme, with its own lists of strengths and themes."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def form(self, kind: FormKind, *, switched_off: Collection[Question] = ()) -> MadeForm:
        """Return a form, without the questions that are switched off."""
        with self._file.reading() as unit:
            scheme = unit.scheme.name
            strengths = [strength.name for strength in offered(unit.strengths.all())]
            themes = [theme.name for theme in offered(unit.themes.all())]
        if kind is FormKind.ORGANISATION:
            return organisation_form(scheme).without(switched_off)
        return sign_up_form(scheme, strengths, themes).without(switched_off)

    def save(self, form: MadeForm, folder: Path) -> tuple[WrittenForm, ...]:
        """Write a form into a folder in every format, all of them or none.

        Raises UserError when one of the files is there already, EnvironmentProblem when none can be written.
        """
        if not form.questions:
            raise UserError("The form has no questions.", "Switch one on.")
        written = {
            WrittenForm(format_, folder / safe_file_name(form.title, suffix=suffix)): write
            for format_, (suffix, write) in _writers().items()
        }
        write_new_files(folder, {each.path.name: write(form) for each, write in written.items()})
        return tuple(written)
