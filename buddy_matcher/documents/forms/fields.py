"""The fields that answers fill, as typed keys: how each is read from its record and put there.

The reader says values by these keys and the import merges by them, so that no value is told by a string.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from buddy_matcher.domain.ids import OrganisationId, StrengthId, ThemeId
from buddy_matcher.domain.meeting import HalfDay, MeetingWay
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.people import (
    STANDARD_PRINT_SIZE,
    Delivery,
    Language,
    LetterPreferences,
    Level,
    OtherFormat,
    Participant,
)
from buddy_matcher.domain.statements import Permission, StatementAbout
from buddy_matcher.domain.strengths import answers_from


@dataclass(frozen=True, slots=True, eq=False)
class Field[R, T]:
    """A field of a record: its value there, and the record with another value."""

    name: str
    of: Callable[[R], T]
    put: Callable[[R, T], R]


@dataclass(frozen=True, slots=True, eq=False)
class Told[T]:
    """Something that an answer says and that no record holds as it stands, such as an organisation's name."""

    name: str


type Key[T] = Field[Any, T] | Told[T]


class Values:
    """What an answer says, by key; a value under a key has the key's type."""

    __slots__ = ("_by_key",)

    def __init__(self, by_key: Mapping[Key[Any], Any] | None = None) -> None:
        self._by_key = dict(by_key or {})

    def get[T](self, key: Key[T]) -> T | None:
        """Return the value under a key, None when the answer says nothing of it."""
        found: T | None = self._by_key.get(key)
        return found

    def fields(self) -> Iterator[tuple[Field[Any, Any], Any]]:
        """Yield each field of a record with its value."""
        return ((key, value) for key, value in self._by_key.items() if isinstance(key, Field))

    def __contains__(self, key: Key[Any]) -> bool:
        return key in self._by_key

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Values) and self._by_key == other._by_key

    __hash__ = None  # type: ignore[assignment]  # values may be sets and maps

    def __repr__(self) -> str:
        return repr({key.name: value for key, value in self._by_key.items()})


type _OfPerson[T] = Field[Participant, T]
type _OfLetters[T] = Field[LetterPreferences, T]
type _OfRound[T] = Field[Participation, T]


def _words(about: StatementAbout) -> _OfRound[str]:
    return Field(
        "statements",
        lambda p: p.statement(about).text,
        lambda p, v: p.with_statements([replace(p.statement(about), text=v)]),
    )


def _readers(about: StatementAbout) -> _OfRound[tuple[Permission, bool]]:
    return Field(
        "statements",
        lambda p: (p.statement(about).permission, p.statement(about).may_quote),
        lambda p, v: p.with_statements([replace(p.statement(about), permission=v[0], may_quote=v[1])]),
    )


GIVEN: Final[_OfPerson[str]] = Field("given", lambda p: p.given, lambda p, v: replace(p, given=v))
FAMILY: Final[_OfPerson[str]] = Field("family", lambda p: p.family, lambda p, v: replace(p, family=v))
KNOWN_AS: Final[_OfPerson[str]] = Field("known_as", lambda p: p.known_as, lambda p, v: replace(p, known_as=v))
ORGANISATION_ID: Final[_OfPerson[OrganisationId | None]] = Field(
    "organisation_id", lambda p: p.organisation_id, lambda p, v: replace(p, organisation_id=v)
)
JOB_TITLE: Final[_OfPerson[str]] = Field(
    "job_title", lambda p: p.job_title, lambda p, v: replace(p, job_title=v)
)
LEVEL: Final[_OfPerson[Level | None]] = Field("level", lambda p: p.level, lambda p, v: replace(p, level=v))
EMAIL: Final[_OfPerson[str]] = Field("email", lambda p: p.email, lambda p, v: replace(p, email=v))
PHONE: Final[_OfPerson[str]] = Field("phone", lambda p: p.phone, lambda p, v: replace(p, phone=v))
ADDRESS: Final[_OfPerson[tuple[str, ...]]] = Field(
    "address", lambda p: p.address, lambda p, v: replace(p, address=v)
)
NOTES: Final[_OfPerson[str]] = Field("notes", lambda p: p.notes, lambda p, v: replace(p, notes=v))

DELIVERY: Final[_OfLetters[Delivery]] = Field(
    "delivery", lambda x: x.delivery, lambda x, v: replace(x, delivery=v)
)
LANGUAGE: Final[_OfLetters[Language]] = Field(
    "language", lambda x: x.language, lambda x, v: replace(x, language=v)
)
PRINT_SIZE: Final[_OfLetters[int]] = Field(
    "print_size", lambda x: x.print_size, lambda x, v: replace(x, print_size=v)
)
OTHER_FORMAT: Final[_OfLetters[OtherFormat | None]] = Field(
    "other_format", lambda x: x.other_format, lambda x, v: replace(x, other_format=v)
)

CAN_SHARE: Final[_OfRound[dict[StrengthId, int]]] = Field(
    "can_share", lambda p: p.can_share, lambda p, v: replace(p, strengths=answers_from(v, p.would_like))
)
WOULD_LIKE: Final[_OfRound[dict[StrengthId, int]]] = Field(
    "would_like", lambda p: p.would_like, lambda p, v: replace(p, strengths=answers_from(p.can_share, v))
)
THEMES: Final[_OfRound[frozenset[ThemeId]]] = Field(
    "theme_ids", lambda p: p.theme_ids, lambda p, v: replace(p, theme_ids=v)
)
HOPES: Final[_OfRound[str]] = Field("hopes", lambda p: p.hopes, lambda p, v: replace(p, hopes=v))
IF_ONLY: Final[Mapping[StatementAbout, _OfRound[str]]] = {about: _words(about) for about in StatementAbout}
IF_ONLY_READ_BY: Final[Mapping[StatementAbout, _OfRound[tuple[Permission, bool]]]] = {
    about: _readers(about) for about in StatementAbout
}
INTRODUCTION: Final[_OfRound[str]] = Field(
    "introduction", lambda p: p.introduction, lambda p, v: replace(p, introduction=v)
)
WAYS: Final[_OfRound[frozenset[MeetingWay]]] = Field(
    "ways", lambda p: p.ways, lambda p, v: replace(p, ways=v)
)
FREE: Final[_OfRound[frozenset[HalfDay]]] = Field("free", lambda p: p.free, lambda p, v: replace(p, free=v))
PLACE: Final[_OfRound[str]] = Field("place", lambda p: p.place, lambda p, v: replace(p, place=v))
OUTCODE: Final[_OfRound[str]] = Field("outcode", lambda p: p.outcode, lambda p, v: replace(p, outcode=v))
TRAVEL: Final[_OfRound[int | None]] = Field(
    "travel_miles", lambda p: p.travel_miles, lambda p, v: replace(p, travel_miles=v)
)
VENUE_NEEDS: Final[_OfRound[str]] = Field(
    "venue_needs", lambda p: p.venue_needs, lambda p, v: replace(p, venue_needs=v)
)
CAPACITY: Final[_OfRound[int]] = Field("capacity", lambda p: p.capacity, lambda p, v: replace(p, capacity=v))
TRIO: Final[_OfRound[bool]] = Field(
    "happy_in_trio", lambda p: p.happy_in_trio, lambda p, v: replace(p, happy_in_trio=v)
)
STANDBY: Final[_OfRound[bool]] = Field(
    "is_on_standby", lambda p: p.is_on_standby, lambda p, v: replace(p, is_on_standby=v)
)
SHARE_CONTACT: Final[_OfRound[bool]] = Field(
    "share_contact", lambda p: p.share_contact, lambda p, v: replace(p, share_contact=v)
)
SHARE_THEMES: Final[_OfRound[bool]] = Field(
    "share_themes", lambda p: p.share_themes, lambda p, v: replace(p, share_themes=v)
)
PRIVACY_VERSION: Final[_OfRound[str]] = Field(
    "privacy_version", lambda p: p.privacy_version, lambda p, v: replace(p, privacy_version=v)
)
PRIVACY_GIVEN: Final[_OfRound[date | None]] = Field(
    "privacy_given_on", lambda p: p.privacy_given_on, lambda p, v: replace(p, privacy_given_on=v)
)
TIME_FUNDED: Final[_OfRound[bool]] = Field(
    "time_funded", lambda p: p.time_funded, lambda p, v: replace(p, time_funded=v)
)
FUNDED_RATE: Final[_OfRound[str]] = Field(
    "funded_rate", lambda p: p.funded_rate, lambda p, v: replace(p, funded_rate=v)
)
SECTOR: Final[_OfRound[Sector | None]] = Field(
    "sector", lambda p: p.sector, lambda p, v: replace(p, sector=v or p.sector)
)
STATUS: Final[_OfRound[Status]] = Field("status", lambda p: p.status, lambda p, v: replace(p, status=v))
PRIORITY: Final[_OfRound[int]] = Field("priority", lambda p: p.priority, lambda p, v: replace(p, priority=v))

ORGANISATION: Final[Told[str]] = Told("organisation")
KIND: Final[Told[OrganisationKind | None]] = Told("kind")
TAKES_PART: Final[Told[bool]] = Told("takes_part")

DEFAULT_LETTERS: Final[Values] = Values(
    {PRINT_SIZE: STANDARD_PRINT_SIZE, OTHER_FORMAT: None, DELIVERY: Delivery.BY_HAND}
)
"""What somebody's letters are like who asks for nothing."""
