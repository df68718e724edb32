"""Backups of a scheme: what one is, which stay as they grow older, and when one is gone for good."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

ALL_OF = timedelta(hours=24)
DAYS, WEEKS, MONTHS = 12, 8, 6
"""Every backup of the last 24 hours stays, then the last one of each day, week and month as many times."""

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
    """Return the backups to keep, latest first; the latest always stays."""
    latest_first = sorted(backups, key=lambda backup: backup.number, reverse=True)
    keep = {backup.number for backup in latest_first[:1]}
    keep |= {backup.number for backup in latest_first if now - backup.taken_at <= ALL_OF}
    for bucket_of, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        keep |= _last_of_each(latest_first, bucket_of, bucket_of(now) - most)
    return tuple(backup for backup in latest_first if backup.number in keep)


def gone_by(backup: Backup) -> date:
    """Return the day on which thinning will have removed a backup, if the scheme has a later one."""
    month = _month(backup.taken_at) + MONTHS
    return date(month // _MONTHS_OF_A_YEAR, month % _MONTHS_OF_A_YEAR + 1, 1)


def _last_of_each(latest_first: list[Backup], bucket_of: Callable[[datetime], int], oldest: int) -> set[int]:
    last: dict[int, int] = {}
    for backup in latest_first:
        last.setdefault(bucket_of(backup.taken_at), backup.number)
    return {number for bucket, number in last.items() if bucket > oldest}


def _day(moment: datetime) -> int:
    return moment.toordinal()


def _week(moment: datetime) -> int:
    return (moment.toordinal() - 1) // 7


def _month(moment: datetime) -> int:
    return moment.year * _MONTHS_OF_A_YEAR + moment.month - 1
