"""Whether someone agreed to something and on which day: a yes with a condition is no yes.

Nothing is taken for agreed that was not plainly said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from buddy_matcher.documents.forms.cells import read_yes
from buddy_matcher.documents.forms.moments import DateOrder, read_moment
from buddy_matcher.domain.text import fold

_CONDITION = re.compile(
    r"\b(but|only|if|not|never|except|unless|without|provided|as long as|apart from)\b|n't\b"
)


class Agreement(Enum):
    """What an answer says about agreeing."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_SAID = "not said"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Consent:
    """An agreement and its day, None where neither the answer nor the time it was given at names one."""

    agreement: Agreement = Agreement.NOT_SAID
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """What someone says they need at a meeting, and whether that may be kept."""

    note: str
    consent: Consent


def read_consent(text: str) -> bool | None:
    """Return whether a text agrees, None when that can't be told or it sets a condition."""
    agrees = read_yes(text)
    return None if agrees and _CONDITION.search(fold(text)) else agrees


def read_dated_consent(text: str, order: DateOrder | None, answered_at: datetime | None) -> Consent:
    """Return the consent that a cell gives: by a day, or by a yes on the day of the answer."""
    if not text.strip():
        return Consent()
    if moment := read_moment(text, order):
        return Consent(Agreement.GIVEN, moment.date())
    agrees = read_consent(text)
    if agrees is None:
        return Consent(Agreement.UNCLEAR)
    if not agrees:
        return Consent(Agreement.REFUSED)
    return Consent(Agreement.GIVEN, answered_at.date() if answered_at else None)


def lost_day(text: str, consent: Consent) -> Iterator[str]:
    """Yield why a cell that should give a day gives none, if that is so."""
    if consent.on or any(read_moment(text, order) for order in DateOrder):
        return
    if consent.agreement is Agreement.UNCLEAR:
        yield "This is neither a date nor a plain yes, so it was left out."
    elif consent.agreement is Agreement.GIVEN:
        yield "No day is known for this yes, because the sheet has no time of the answer; it was left out."
