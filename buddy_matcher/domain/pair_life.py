"""How a running pair is doing, derived from its entries and dates.

No news is "not known", never "fine": people report trouble, and seldom that all is well. Nothing here ends a
pair; it says whom to ring.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from buddy_matcher.domain.entries import HEARD, OF_THE_PAIR, Entry, EntryKind, Fit
from buddy_matcher.domain.ids import ParticipationId


class Flag(StrEnum):
    """A reason to ring a pair; the value is its name on the command line."""

    NO_FIRST_MEETING = "no-first-meeting"
    QUIET = "quiet"
    NOT_SURE = "not-sure"
    NOT_GOOD = "not-good"
    FAILED_TRIES = "failed-tries"
    DISAGREE = "disagree"

    @property
    def label(self) -> str:
        """The reason as the screen names it."""
        return {
            Flag.NO_FIRST_MEETING: "Have not met yet",
            Flag.QUIET: "Nothing heard",
            Flag.NOT_SURE: "Somebody was not sure",
            Flag.NOT_GOOD: "Not a good fit for somebody",
            Flag.FAILED_TRIES: "Could not be reached twice",
            Flag.DISAGREE: "They see it differently",
        }[self]


class PairState(StrEnum):
    """Where a pair stands, in the order in which it is looked for: the first that fits."""

    FINISHED = "finished"
    ENDED = "ended"
    PAUSED = "paused"
    LETTER_NOT_SENT = "letter-not-sent"
    NEEDS_CALL = "needs-call"
    NOT_KNOWN = "not-known"
    GOING_WELL = "going-well"
    MET = "met"
    IN_TOUCH = "in-touch"
    NO_CONTACT = "no-contact"

    @property
    def label(self) -> str:
        """The state as the screen names it."""
        return {
            PairState.FINISHED: "Finished",
            PairState.ENDED: "Ended",
            PairState.PAUSED: "On hold",
            PairState.LETTER_NOT_SENT: "Letter not sent",
            PairState.NEEDS_CALL: "Needs a call",
            PairState.NOT_KNOWN: "Not known",
            PairState.GOING_WELL: "Going well",
            PairState.MET: "Met",
            PairState.IN_TOUCH: "In touch",
            PairState.NO_CONTACT: "No contact yet",
        }[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagSettings:
    """When a pair is flagged, in days; None switches a flag off.

    The defaults are the scheme's customs: a first meeting within four weeks of the letters, a word every two
    months, and two weeks for someone who is not sure.
    """

    first_meeting_days: int | None = 28
    quiet_days: int | None = 60
    not_sure_days: int | None = 14
    failed_tries: int | None = 2
    not_good: bool = True
    disagree: bool = True


@dataclass(frozen=True)
class PairLife:
    """One pairing on one day.

    `entries` are those about the pairing, in any order; what happened after `today` is left out.
    `letters_out` is the day on which the last member's letter went, None before. `ended` is FINISHED or
    ENDED once it is over.
    """

    members: tuple[ParticipationId, ...]
    entries: Sequence[Entry]
    today: date
    letters_out: date | None
    is_held: bool = False
    ended: PairState | None = None
    settings: FlagSettings = FlagSettings()

    @cached_property
    def story(self) -> tuple[Entry, ...]:
        """The entries up to today, oldest first, those of one day in the order in which they came in."""
        past = (entry for entry in self.entries if entry.on <= self.today)
        return tuple(sorted(past, key=lambda entry: (entry.on, entry.id)))

    @cached_property
    def meetings(self) -> tuple[Entry, ...]:
        """The meetings, oldest first."""
        return tuple(entry for entry in self.story if entry.kind is EntryKind.MEETING)

    @property
    def minutes(self) -> int:
        """The minutes of all meetings whose length is known."""
        return sum(meeting.minutes or 0 for meeting in self.meetings)

    @property
    def first_met_on(self) -> date | None:
        """The day of the first meeting."""
        return self.meetings[0].on if self.meetings else None

    @property
    def last_heard(self) -> date | None:
        """The last day on which something was known of the pair: a meeting, a contact or a call."""
        return max((entry.on for entry in self.story if entry.kind in HEARD), default=None)

    @cached_property
    def latest_fit(self) -> dict[ParticipationId, Entry]:
        """For each member who ever said how it fits, the entry in which they said so last."""
        return {
            member: entry
            for entry in self.story
            for member in self.members
            if entry.fit_of(member) is not None
        }

    @cached_property
    def fits(self) -> dict[ParticipationId, Fit]:
        """What each member who said how it fits said last."""
        said = ((member, entry.fit_of(member)) for member, entry in self.latest_fit.items())
        return {member: fit for member, fit in said if fit is not None}

    @cached_property
    def flags(self) -> frozenset[Flag]:
        """The reasons to ring this pair today; none before the letters, on hold, or once it is over."""
        if self.letters_out is None or self.is_held or self.ended:
            return frozenset()
        return frozenset(self._flags(self.letters_out))

    @cached_property
    def state(self) -> PairState:
        """Where the pair stands."""
        if self.ended:
            return self.ended
        return next(state for state, applies in self._states() if applies)

    def _states(self) -> Iterable[tuple[PairState, bool]]:
        is_good = set(self.fits.values()) == {Fit.GOOD} and self.fits.keys() == set(self.members)
        yield PairState.PAUSED, self.is_held
        yield PairState.LETTER_NOT_SENT, self.letters_out is None
        yield PairState.NEEDS_CALL, bool(self.flags - {Flag.QUIET})
        yield PairState.NOT_KNOWN, Flag.QUIET in self.flags
        yield PairState.GOING_WELL, is_good
        yield PairState.MET, bool(self.meetings)
        yield PairState.IN_TOUCH, any(entry.kind in OF_THE_PAIR for entry in self.story)
        yield PairState.NO_CONTACT, True

    def _flags(self, letters_out: date) -> Iterable[Flag]:
        settings, fits = self.settings, set(self.fits.values())
        if not self.meetings and self._is_over(letters_out, settings.first_meeting_days):
            yield Flag.NO_FIRST_MEETING
        if self._has_lasted(self.last_heard or letters_out, settings.quiet_days):
            yield Flag.QUIET
        if any(
            fit is Fit.NOT_SURE and self._has_lasted(self.latest_fit[member].on, settings.not_sure_days)
            for member, fit in self.fits.items()
        ):
            yield Flag.NOT_SURE
        if settings.not_good and Fit.NOT_GOOD in fits:
            yield Flag.NOT_GOOD
        if settings.disagree and fits >= {Fit.GOOD, Fit.NOT_GOOD}:
            yield Flag.DISAGREE
        if settings.failed_tries and self._failed_in_a_row() >= settings.failed_tries:
            yield Flag.FAILED_TRIES

    def _has_lasted(self, since: date, days: int | None) -> bool:
        return days is not None and self.today - since >= timedelta(days=days)

    def _is_over(self, since: date, days: int | None) -> bool:
        """Return whether a limit has passed: on its last day there is still time."""
        return days is not None and self.today - since > timedelta(days=days)

    def _failed_in_a_row(self) -> int:
        failed = 0
        for entry in self.story:
            if entry.kind is EntryKind.NO_ANSWER:
                failed += 1
            elif entry.kind in HEARD:
                failed = 0
        return failed
