"""Recovers a damaged scheme file and says in words what was kept and what was lost."""

from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.domain.phrases import moment_in_words
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.storage.rescue.recovery import Recovery, recover

_WORDS = {
    "participant": ("person", "people"),
    "organisation": ("organisation", ""),
    "participation": ("set of answers", "sets of answers"),
    "pairing": ("pairing", ""),
    "rule": ("rule", ""),
    "round": ("round", ""),
    "letter": ("record of a letter", "records of letters"),
}


@dataclass(frozen=True, slots=True)
class RecoveryReport:
    """What came of a recovery: sentences for the coordinator, and where the damaged file is now.

    `lost` says how many rows of each kind were lost, as far as the damaged file still knew of them.
    """

    message: str
    damaged: Path
    lost: tuple[tuple[str, int], ...] = ()


def recover_scheme(path: Path, *, take_over: bool = False) -> RecoveryReport:
    """Put a sound file in a damaged one's place and keep the damaged one under another name.

    The ladder: the file without its journal, else the newest sound backup, else whatever rows can be read.
    With `take_over`, whoever is named as having it open is taken to have gone. Raises UserError when nothing
    can be recovered and SchemeInUse when somebody may have it open; nothing is changed then.
    """
    done = recover(path, take_over=take_over)
    kept = f"The damaged file is kept as {done.damaged.name}."
    lost = tuple((done.losses or {}).items())
    return RecoveryReport(f"{_how(done)} {kept}", done.damaged, lost)


def _how(done: Recovery) -> str:
    if done.backup:
        taken_at = moment_in_words(done.backup.taken_at)
        return f"The scheme was restored from the backup of {taken_at}. Changes made after that are missing."
    if done.losses is None:
        return "Everything in the file could be read, and it was put in order. Please look through it."
    if not done.losses:
        return "The scheme was put together from all its rows. Please look through it."
    return (
        f"The scheme was put together row by row. Lost: {_lost_things(done.losses)}. Please look through it."
    )


def _lost_things(losses: dict[str, int]) -> str:
    named = {table: lost for table, lost in losses.items() if table in _WORDS}
    other = sum(losses.values()) - sum(named.values())
    parts = [counted(lost, *_WORDS[table]) for table, lost in named.items()]
    return listed([*parts, counted(other, "other entry", "other entries")] if other else parts)
