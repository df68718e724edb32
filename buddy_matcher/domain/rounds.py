"""The scheme and its rounds."""

from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.ids import UNSAVED


@dataclass(frozen=True, kw_only=True, slots=True)
class Coordinator:
    """Who runs the scheme, as the letters name them."""

    name: str = ""
    phone: str = ""
    email: str = ""
    organisation: str = ""
    address: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Scheme:
    """The programme that one file holds."""

    name: str
    coordinator: Coordinator = Coordinator()


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One matching occasion of a scheme.

    `first_contact_within_days` is how soon after the letter the first contact is asked for.
    """

    id: int = UNSAVED
    number: int
    name: str
    starts_on: date | None = None
    first_contact_within_days: int = 14
    criteria: Criteria = Criteria()
