"""Changes the scheme's own details and the rules of its latest round."""

from dataclasses import fields, replace

from buddy_matcher.documents.email_address import is_email_address
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.conversation import Prompts
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.rounds import Coordinator, Round, Scheme
from buddy_matcher.domain.text import quoted, tidy
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.scheme_file import SchemeFile


def checked_scheme(scheme: Scheme) -> Scheme:
    """Return a scheme's details as they are kept: tidy, its address without empty lines.

    Raises UserError without a name, and when the coordinator's e-mail can't be an address: letters print it.
    """
    if not tidy(scheme.name):
        raise UserError("A scheme needs a name.", "Please enter one.")
    given = scheme.coordinator
    coordinator = Coordinator(
        name=tidy(given.name),
        phone=tidy(given.phone),
        email=tidy(given.email),
        organisation=tidy(given.organisation),
        address=tuple(line for line in map(tidy, given.address) if line),
    )
    if coordinator.email and not is_email_address(coordinator.email):
        raise UserError(
            f"{quoted(coordinator.email)} can’t be an e-mail address. Nothing was changed.",
            "Letters print the coordinator’s e-mail: please correct it, or leave it empty.",
        )
    return replace(
        scheme,
        name=tidy(scheme.name),
        coordinator=coordinator,
        prompts=_checked_prompts(scheme.prompts),
        safeguarding=tidy(scheme.safeguarding),
    )


def _checked_prompts(prompts: Prompts) -> Prompts:
    """Return prompts without empty lines; a set without any has ours again, since a card has three sets."""
    sets = {
        field.name: tuple(line for line in map(tidy, getattr(prompts, field.name)) if line)
        for field in fields(prompts)
    }
    return Prompts(**{name: lines for name, lines in sets.items() if lines})


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
        """Change the scheme's name and coordinator; raises UserError as `checked_scheme` does."""
        checked = checked_scheme(scheme)
        with self._file.changing(Label(Deed.EDIT_SCHEME)) as unit:
            unit.save_scheme(checked)
            return unit.commit()

    def save_round(self, changed: Round) -> Changes:
        """Change the latest round's name, dates and criteria."""
        with self._file.changing(Label(Deed.EDIT_ROUND)) as unit:
            unit.rounds.save(changed)
            return unit.commit()
