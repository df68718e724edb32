"""Where and when a pair could meet first: half-days that all are free, and the places fairest to reach."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from buddy_matcher.domain.meeting import DAY_PARTS, DAYS, HalfDay
from buddy_matcher.domain.places import Base, distance_between
from buddy_matcher.domain.rooms import Room
from buddy_matcher.domain.text import fold


@dataclass(frozen=True, slots=True)
class FreeHalfDay:
    """A half-day on a day."""

    on: date
    half_day: HalfDay

    @property
    def part(self) -> str:
        """Which part of the day it is, for example "morning"."""
        return DAY_PARTS[self.half_day.part]


@dataclass(frozen=True, slots=True)
class Venue:
    """Somewhere to meet: a room that an organisation offers, or with one of the people themselves."""

    name: str
    base: Base
    room: Room | None = None


@dataclass(frozen=True, slots=True)
class FairPlace:
    """A venue and how far each person would travel there, in units of 100 m, None where that is not known."""

    venue: Venue
    trips: tuple[int | None, ...]

    @property
    def order(self) -> tuple[bool, int, int, str]:
        """A sort key: the smaller the largest trip the fairer, then the smaller all together."""
        known = [trip for trip in self.trips if trip is not None]
        is_unknown = len(known) < len(self.trips)
        return is_unknown, max(known, default=0), sum(known), fold(self.venue.name)


def shared_half_days(free: Sequence[frozenset[HalfDay]]) -> frozenset[HalfDay]:
    """Return the half-days of a week on which all are usually free; none where somebody named none."""
    return frozenset.intersection(*free) if free else frozenset()


def next_shared(
    shared: Container[HalfDay], today: date, bank_holidays: Container[date], *, weeks: int = 3
) -> Iterator[FreeHalfDay]:
    """Yield the shared half-days of the next weeks, from tomorrow on, without bank holidays."""
    for after in range(1, weeks * len(DAYS) + 1):
        on = today + timedelta(days=after)
        if on in bank_holidays:
            continue
        for part in range(len(DAY_PARTS)):
            half_day = HalfDay(on.weekday(), part)
            if half_day in shared:
                yield FreeHalfDay(on, half_day)


def fairest_places(people: Sequence[Base], venues: Iterable[Venue]) -> tuple[FairPlace, ...]:
    """Return every venue with each person's trip there, the fairest first, those of unknown distance last."""
    found = (
        FairPlace(venue, tuple(distance_between(person, venue.base) for person in people)) for venue in venues
    )
    return tuple(sorted(found, key=lambda place: place.order))
