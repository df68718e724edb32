"""Why a scheme can't be opened or changed, told apart where the window offers a way out of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.phrases import moment_in_words


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a scheme open: a user of a computer, with the number of the running program."""

    user: str
    computer: str
    pid: int
    since: datetime

    @property
    def in_words(self) -> str:
        """Who and since when, for example "asha on WARD-7, since 21 November 2026, 10:15"."""
        return f"{self.user} on {self.computer}, since {moment_in_words(self.since)}"


class SchemeInUse(UserError):
    """Somebody has the scheme open; a read-only copy can be opened. `holder` is None when nobody is named."""

    def __init__(self, name: str, holder: Holder | None) -> None:
        by = f" ({holder.in_words})" if holder else ""
        super().__init__(
            f"{name} is open in another window or by somebody else{by}.",
            "Close it there, or open a read-only copy.",
        )
        self.holder = holder


class DamagedFile(UserError):
    """A scheme file can't be trusted as it is; recovery may find a way."""

    def __init__(self, name: str, reason: str = "is damaged and can’t be opened") -> None:
        super().__init__(f"{name} {reason}. It was not changed.", "Recover it, or restore a backup.")
        self.reason = reason


class ReadOnlyScheme(UserError):
    """The scheme was opened to look at only."""

    def __init__(self) -> None:
        super().__init__(
            "This scheme is open to look at only, so nothing was changed.",
            "Use Save a copy, then work in the copy.",
        )


class Fate(StrEnum):
    """What became of a scheme's file while it was open."""

    GONE = "is not where it was any more: it was moved or deleted, or its disk is gone"
    REPLACED = "is not the file that was opened any more: another one took its place"
    OVERWRITTEN = "was changed by another program while it was open"


class LostFile(UserError):
    """The file of an open scheme is not ours to write any more, so nothing can be saved in it.

    `kept_in` names the file in which everything was kept where the scheme had to be closed.
    """

    def __init__(self, name: str, fate: Fate, kept_in: str = "") -> None:
        happened, advice = (
            "The change was not saved; everything before it is still in this window.",
            _SAVE_A_COPY,
        )
        if kept_in:
            happened, advice = f"Everything that was saved is kept in {kept_in}.", _OPEN_WHAT_IS_KEPT
        elif fate is Fate.OVERWRITTEN:
            happened, advice = "Nothing more was saved in it.", _LOOK_AT_THE_BACKUPS
        super().__init__(f"{name} {fate}. {happened}", advice)
        self.name = name
        self.fate = fate


_SAVE_A_COPY = "Use Save a copy before you close the window, then work in the copy."
_OPEN_WHAT_IS_KEPT = "Open that file, and use Save a copy to put it where you want it."
_LOOK_AT_THE_BACKUPS = "Close the window and open the file again; what it held before is among its backups."
