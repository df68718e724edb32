"""Backups of a scheme: what one is, which stay as they grow older, and when one is gone for good."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

ALL_OF = timedelta(hours=24)
DAYS, WEEKS, MONTHS = 12, 8, 6
"""Every backup of the last 24 hours stays, then the last one of each day, week and month as many times."""

MOST_OF_A_DAY = 200_000_000
"""Bytes that the backups of the last 24 hours may take together: twenty of a scheme of 5,000 people."""

USUAL_PAUSE, PROOF = timedelta(days=4), timedelta(days=6)
"""A long weekend passes without a question; a week of work speaks for the clock after any longer pause."""

_MONTHS_OF_A_YEAR = 12


class BackupReason(StrEnum):
    """What a backup was taken before, or that it was time for one."""

    MIGRATION = "migration"
    IMPORT = "import"
    SUGGEST = "suggest"
    ERASURE = "erasure"
    ERASED = "erased"
    REPAIR = "repair"
    TIMER = "timer"
    LOST = "lost"

    @property
    def label(self) -> str:
        """The reason as the list of backups names it."""
        return {
            "migration": "Before bringing the file up to date",
            "import": "Before an import",
            "suggest": "Before suggesting pairings",
            "erasure": "Before erasing a person",
            "erased": "After erasing a person",
            "repair": "Before a repair",
            "timer": "While you worked",
            "lost": "When the scheme’s own file was gone",
        }[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class Backup:
    """One backup file; a larger `number` is later, whatever the clock said. `size` is in bytes.

    `save_counter` tells which state of the scheme it holds.
    """

    path: Path
    number: int
    save_counter: int
    taken_at: datetime
    reason: BackupReason
    size: int


def thinned(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Return the backups to keep, latest first; the latest always stays.

    When one was taken follows from those before and after it, not from the clock alone: see
    `believed_moments`. Of the last 24 hours those stay that take no more than `MOST_OF_A_DAY` together.
    """
    latest_first = sorted(backups, key=lambda backup: backup.number, reverse=True)
    now, *moments = believed_moments([now, *(backup.taken_at for backup in latest_first)])
    taken = [(backup.number, moment) for backup, moment in zip(latest_first, moments, strict=True)]
    keep = {backup.number for backup in latest_first[:1]}
    # While clocks have lately disagreed nobody knows which backup was the last of its day: all stay.
    disputed = (
        now - moment
        for backup, moment in zip(latest_first, moments, strict=True)
        if moment != backup.taken_at
    )
    all_of = timedelta.max if any(age < timedelta(days=DAYS) for age in disputed) else ALL_OF
    room = MOST_OF_A_DAY
    for backup, moment in zip(latest_first, moments, strict=True):
        room -= backup.size
        if now - moment <= all_of and room >= 0:
            keep.add(backup.number)
    for bucket_of, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        keep |= _last_of_each(taken, bucket_of, bucket_of(now) - most)
    return tuple(backup for backup in latest_first if backup.number in keep)


def believed_moments(told: Sequence[datetime]) -> list[datetime]:
    """Return when things happened that clocks told the moments of, latest first, as far as one can tell.

    A moment that fits into no order with most others was told by a clock that was wrong: that thing happened
    with the next one. A pause longer than `USUAL_PAUSE` counts as none until moments over `PROOF` came after
    it: so a clock that is wrong for a day makes nothing older.
    """
    believed = _longest_descent(told)
    ages, age, later = [timedelta()], timedelta(), 0
    for place in range(1, len(told)):
        if place in believed:
            pause = told[later] - told[place] if later in believed else timedelta()
            is_proved = pause <= USUAL_PAUSE or told[min(believed)] - told[later] >= PROOF
            age += pause if is_proved else timedelta()
            later = place
        ages.append(age)
    # What lies before a pause that is not proved keeps its day.
    earliest = max(believed)
    return [told[earliest] + ages[earliest] - age for age in ages]


def _longest_descent(moments: Sequence[datetime]) -> set[int]:
    """Return the places of as many moments as possible of which none is later than the one before."""
    ends: list[float] = []
    places: list[int] = []
    before: list[int] = []
    for place, moment in enumerate(moments):
        # The usual way: of the descents of each length, the end that leaves most room below it.
        length = bisect_right(ends, -moment.timestamp())
        ends[length : length + 1] = [-moment.timestamp()]
        places[length : length + 1] = [place]
        before.append(places[length - 1] if length else -1)
    place, chosen = places[-1], set()
    while place >= 0:
        chosen.add(place)
        place = before[place]
    return chosen


def gone_by(backup: Backup) -> date:
    """Return the day on which a backup is past its time.

    Thinning will have removed it then, if the scheme was worked on in the week before: see `thinned`.
    """
    month = _month(backup.taken_at) + MONTHS
    return date(month // _MONTHS_OF_A_YEAR, month % _MONTHS_OF_A_YEAR + 1, 1)


def _last_of_each(
    aged: Iterable[tuple[int, datetime]], bucket_of: Callable[[datetime], int], oldest: int
) -> set[int]:
    last: dict[int, int] = {}
    for number, taken_at in aged:
        last.setdefault(bucket_of(taken_at), number)
    return {number for bucket, number in last.items() if bucket > oldest}


def _day(moment: datetime) -> int:
    return moment.toordinal()


def _week(moment: datetime) -> int:
    return (moment.toordinal() - 1) // 7


def _month(moment: datetime) -> int:
    return moment.year * _MONTHS_OF_A_YEAR + moment.month - 1
