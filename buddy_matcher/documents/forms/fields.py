"""The fields that answers fill, as typed keys: how each is read from its record and put there.

The reader says values by these keys and the import merges by them, so that no value is told by a string.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any, Final

from buddy_matcher.domain.ids import OrganisationId, StrengthId, ThemeId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.meeting import HalfDay, MeetingWay
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.people import (
    STANDARD_PRINT_SIZE,
    Delivery,
    LetterPreferences,
    Level,
    OtherFormat,
    Participant,
)
from buddy_matcher.domain.statements import Permission, StatementAbout
from buddy_matcher.domain.strengths import answers_from


@dataclass(frozen=True, slots=True, eq=False)
class Field[R, T]:
    """A field of a record: its value there, and the record with another value.

    One that `is_plain` is the record's own of that name; several of them are put at once.
    """

    name: str
    of: Callable[[R], T]
    put: Callable[[R, T], R]
    is_plain: bool = False


def put_all[R](record: R, values: Mapping["Field[R, Any]", Any]) -> R:
    """Return a record with other values in some of its fields."""
    plain = {f.name: value for f, value in values.items() if f.is_plain and f.of(record) != value}
    record = replace(record, **plain) if plain else record  # type: ignore[type-var]  # every R is a dataclass
    for field, value in values.items():
        if not field.is_plain and field.of(record) != value:
            record = field.put(record, value)
    return record


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


def _plain(name: str) -> Field[Any, Any]:
    return Field(
        name, attrgetter(name), lambda record, value: replace(record, **{name: value}), is_plain=True
    )


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


GIVEN: Final[_OfPerson[str]] = _plain("given")
FAMILY: Final[_OfPerson[str]] = _plain("family")
KNOWN_AS: Final[_OfPerson[str]] = _plain("known_as")
ORGANISATION_ID: Final[_OfPerson[OrganisationId | None]] = _plain("organisation_id")
JOB_TITLE: Final[_OfPerson[str]] = _plain("job_title")
LEVEL: Final[_OfPerson[Level | None]] = _plain("level")
EMAIL: Final[_OfPerson[str]] = _plain("email")
PHONE: Final[_OfPerson[str]] = _plain("phone")
ADDRESS: Final[_OfPerson[tuple[str, ...]]] = _plain("address")
NOTES: Final[_OfPerson[str]] = _plain("notes")

DELIVERY: Final[_OfLetters[Delivery]] = _plain("delivery")
LANGUAGE: Final[_OfLetters[Language]] = _plain("language")
PRINT_SIZE: Final[_OfLetters[int]] = _plain("print_size")
OTHER_FORMAT: Final[_OfLetters[OtherFormat | None]] = _plain("other_format")

CAN_SHARE: Final[_OfRound[dict[StrengthId, int]]] = Field(
    "can_share", lambda p: p.can_share, lambda p, v: replace(p, strengths=answers_from(v, p.would_like))
)
WOULD_LIKE: Final[_OfRound[dict[StrengthId, int]]] = Field(
    "would_like", lambda p: p.would_like, lambda p, v: replace(p, strengths=answers_from(p.can_share, v))
)
THEMES: Final[_OfRound[frozenset[ThemeId]]] = _plain("theme_ids")
HOPES: Final[_OfRound[str]] = _plain("hopes")
IF_ONLY: Final[Mapping[StatementAbout, _OfRound[str]]] = {about: _words(about) for about in StatementAbout}
IF_ONLY_READ_BY: Final[Mapping[StatementAbout, _OfRound[tuple[Permission, bool]]]] = {
    about: _readers(about) for about in StatementAbout
}
INTRODUCTION: Final[_OfRound[str]] = _plain("introduction")
WAYS: Final[_OfRound[frozenset[MeetingWay]]] = _plain("ways")
FREE: Final[_OfRound[frozenset[HalfDay]]] = _plain("free")
PLACE: Final[_OfRound[str]] = _plain("place")
OUTCODE: Final[_OfRound[str]] = _plain("outcode")
TRAVEL: Final[_OfRound[int | None]] = _plain("travel_miles")
VENUE_NEEDS: Final[_OfRound[str]] = _plain("venue_needs")
CAPACITY: Final[_OfRound[int]] = _plain("capacity")
TRIO: Final[_OfRound[bool]] = _plain("happy_in_trio")
STANDBY: Final[_OfRound[bool]] = _plain("is_on_standby")
CONFIDENCE: Final[_OfRound[int | None]] = _plain("confidence")
SHARE_CONTACT: Final[_OfRound[bool]] = _plain("share_contact")
SHARE_THEMES: Final[_OfRound[bool]] = _plain("share_themes")
PRIVACY_VERSION: Final[_OfRound[str]] = _plain("privacy_version")
PRIVACY_GIVEN: Final[_OfRound[date | None]] = _plain("privacy_given_on")
TIME_FUNDED: Final[_OfRound[bool]] = _plain("time_funded")
FUNDED_RATE: Final[_OfRound[str]] = _plain("funded_rate")
SECTOR: Final[_OfRound[Sector | None]] = Field(
    "sector", lambda p: p.sector, lambda p, v: replace(p, sector=v or p.sector)
)
STATUS: Final[_OfRound[Status]] = _plain("status")
PRIORITY: Final[_OfRound[int]] = _plain("priority")

ORGANISATION: Final[Told[str]] = Told("organisation")
KIND: Final[Told[OrganisationKind | None]] = Told("kind")
TAKES_PART: Final[Told[bool]] = Told("takes_part")

DEFAULT_LETTERS: Final[Values] = Values(
    {PRINT_SIZE: STANDARD_PRINT_SIZE, OTHER_FORMAT: None, DELIVERY: Delivery.BY_HAND}
)
"""What somebody's letters are like who asks for nothing."""
