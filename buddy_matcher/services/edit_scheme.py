"""Changes the scheme's own details and the rules of its latest round."""

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.rounds import Round, Scheme
from buddy_matcher.domain.text import tidy
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.scheme_file import SchemeFile


class EditScheme:
    """The scheme's own details and the criteria of its latest round."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def scheme(self) -> Scheme:
        """Return the scheme's name and coordinator."""
        with self._file.reading() as unit:
            return unit.scheme

    def round(self) -> Round:
        """Return the latest round with its criteria."""
        with self._file.reading() as unit:
            return current_round(unit)

    def save_scheme(self, scheme: Scheme) -> Changes:
        """Change the scheme's name and coordinator; raises UserError without a name."""
        if not tidy(scheme.name):
            raise UserError("A scheme needs a name.", "Please enter one.")
        with self._file.changing(Label("Edit the scheme")) as unit:
            unit.save_scheme(scheme)
            return unit.commit()

    def save_round(self, changed: Round) -> Changes:
        """Change the latest round's name, dates and criteria."""
        with self._file.changing(Label("Edit the round")) as unit:
            unit.rounds.save(changed)
            return unit.commit()
