"""Why a scheme can't be opened or changed, told apart where the window offers a way out of it."""

from dataclasses import dataclass
from datetime import datetime

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

    def __init__(self, name: str, reason: str = "is damaged and can't be opened") -> None:
        super().__init__(f"{name} {reason}. It was not changed.", "Recover it, or restore a backup.")


class ReadOnlyScheme(UserError):
    """The scheme was opened to look at only."""

    def __init__(self) -> None:
        super().__init__(
            "This scheme is open to look at only, so nothing was changed.",
            "Use Save a copy, then work in the copy.",
        )
