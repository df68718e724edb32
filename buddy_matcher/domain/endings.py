"""How a pairing ends: why, who asked for it, and what is next for each of its people.

No form of a participant and no machine ends a pairing; the coordinator does.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from buddy_matcher.domain.ids import ParticipationId


class EndReason(StrEnum):
    """Why a pairing ended; the value is its name on the command line."""

    FINISHED = "finished"
    AIMS_MET = "aims-met"
    NOT_GOOD_FIT = "not-good-fit"
    NO_TIME = "no-time"
    CHANGED_JOB = "changed-job"
    COULD_NOT_MEET = "could-not-meet"
    NO_REPLY = "no-reply"
    CONFLICT = "conflict"
    PERSONAL = "personal"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The reason as the screen names it."""
        return {
            EndReason.FINISHED: "The round’s time is over",
            EndReason.AIMS_MET: "Aims met",
            EndReason.NOT_GOOD_FIT: "Not a good fit",
            EndReason.NO_TIME: "No time",
            EndReason.CHANGED_JOB: "Changed job or left",
            EndReason.COULD_NOT_MEET: "Could not arrange to meet",
            EndReason.NO_REPLY: "No reply",
            EndReason.CONFLICT: "Conflict of interest",
            EndReason.PERSONAL: "Personal",
            EndReason.OTHER: "Other",
        }[self]

    @property
    def keeps_apart(self) -> bool:
        """Whether the people are not to be paired again unless the coordinator says so."""
        return self is EndReason.NOT_GOOD_FIT


class Next(StrEnum):
    """What somebody whose pairing ended would like; the value is its name on the command line."""

    ANOTHER = "another"
    NEXT_ROUND = "next"
    PAUSE = "pause"
    LEAVE = "leave"

    @property
    def label(self) -> str:
        """The wish as the screen names it."""
        return {
            Next.ANOTHER: "Another buddy now",
            Next.NEXT_ROUND: "Next round",
            Next.PAUSE: "Pause until",
            Next.LEAVE: "Leave the scheme",
        }[self]


@dataclass(frozen=True, slots=True)
class NextFor:
    """What is next for one member; `until` is when a pause is over."""

    participation_id: ParticipationId
    next: Next
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse a pause without an end, and an end without a pause, with ValueError."""
        if (self.next is Next.PAUSE) != (self.until is not None):
            raise ValueError("a pause, and nothing else, has a day on which it is over")
