"""Takes sign-up forms on paper, as they are typed in one by one: each is an import of one row.

So what is typed is read as what comes back from a form tool, and nobody who is there comes in twice.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from buddy_matcher.documents.grid import Table, TableRow
from buddy_matcher.domain.answers import Asked
from buddy_matcher.domain.import_report import ImportReport
from buddy_matcher.domain.made_forms import FormKind, MadeForm
from buddy_matcher.domain.questions import Question
from buddy_matcher.services.import_people import ImportPeople, OpenedSheet
from buddy_matcher.services.make_form import MakeForm

_NAME: Final = "A form on paper"
_TYPED_AT: Final = "Timestamp"


class EnterForms:
    """The sign-up form of a scheme, and what people wrote on it."""

    def __init__(self, forms: MakeForm, imports: ImportPeople) -> None:
        self._forms = forms
        self._imports = imports

    def form(self) -> MadeForm:
        """Return the form whose answers are typed in."""
        return self._forms.form(FormKind.SIGN_UP)

    def enter(self, answers: Mapping[Question | Asked, str], at: datetime) -> ImportReport:
        """Add or update the person who gave these texts as answers, typed in at a moment.

        Returns what became of them: one outcome, with what can't be read. Raises as `ImportPeople.run` does.
        """
        questions = self.form().questions
        headings = (_TYPED_AT, *(question.text for question in questions))
        cells = (at.isoformat(" ", "seconds"), *(answers.get(each.question, "") for each in questions))
        table = Table((TableRow(1, headings), TableRow(2, cells)))
        return self._imports.run(OpenedSheet(_NAME, (table,)), has_file=False)
