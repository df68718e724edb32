"""Makes the scheme's own forms, so that what comes back needs no mapping."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from buddy_matcher.documents.files import write_new_files
from buddy_matcher.documents.workbook_out import Sheet, workbook_of
from buddy_matcher.domain.answers import Asked, Occasion
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.life_forms import life_form
from buddy_matcher.domain.made_forms import FormKind, MadeForm, organisation_form, sign_up_form
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.strengths import Strength, in_order, offered
from buddy_matcher.services.importing.held_life import read_held_life
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


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


def wished_strengths(unit: UnitOfWork) -> tuple[Strength, ...]:
    """Return the strengths that somebody would like, in their order; those of people who left count too."""
    wished = {strength for part in unit.participations.all() for strength in part.would_like}
    return tuple(each for each in in_order(unit.strengths.all()) if each.id in wished)


class MakeForm:
    """The forms of one scheme, with its own lists of strengths and themes."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def form(self, kind: FormKind, *, switched_off: Collection[Question | Asked] = ()) -> MadeForm:
        """Return a form, without the questions that are switched off."""
        with self._file.reading() as unit:
            scheme = unit.scheme.name
            strengths = [strength.name for strength in offered(unit.strengths.all())]
            themes = [theme.name for theme in offered(unit.themes.all())]
            wished = wished_strengths(unit)
        if kind.occasion:
            return life_form(kind.occasion, scheme, wished).without(switched_off)
        if kind is FormKind.ORGANISATION:
            return organisation_form(scheme).without(switched_off)
        return sign_up_form(scheme, strengths, themes).without(switched_off)

    def save(self, form: MadeForm, folder: Path) -> tuple[WrittenForm, ...]:
        """Write a form into a folder in every format, all of them or none.

        With a form of a living round goes a list of whom to send it to, and the code of each.
        Raises UserError when one of the files is there already, EnvironmentProblem when none can be written.
        """
        if not form.questions:
            raise UserError("The form has no questions.", "Switch one on.")
        written = {
            WrittenForm(format_, folder / safe_file_name(form.title, suffix=suffix)): write(form)
            for format_, (suffix, write) in _writers().items()
        }
        if form.kind.occasion:
            codes = self._codes(form.kind.occasion)
            path = folder / safe_file_name(f"{form.title}, codes", suffix=".xlsx")
            written[WrittenForm("codes", path)] = workbook_of([codes])
        write_new_files(folder, {each.path.name: content for each, content in written.items()})
        return tuple(written)

    def _codes(self, occasion: Occasion) -> Sheet:
        """Return whom to send a form to, with the code by which their answer is known; not who is on hold."""
        today = date.today()  # noqa: DTZ011 - the coordinator's own day
        with self._file.reading() as unit:
            held = read_held_life(unit, occasion, today)
        asked = [part for part in held.participations if part.id in held.asked - held.waiting]
        people = [(held.people[part.participant_id], part.code) for part in asked]
        rows = [(person.full_name, person.email, code) for person, code in people if not person.stopped_on]
        return Sheet("Codes", ("Name", "E-mail", "Code"), sorted(rows))
