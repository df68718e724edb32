"""The dates of a round and what follows from them.

Only what the coordinator chose is kept; every other date is worked out from it, so that moving one date moves
those behind it.
"""

from collections.abc import Collection, Container
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.working_days import months_later, working_day


class Milestone(StrEnum):
    """A date of a round; the value is its name on the command line."""

    OPENS = "opens"
    CLOSES = "closes"
    PANEL = "panel"
    LETTERS_ON = "letters-on"
    FIRST_CONTACT = "first-contact"
    FIRST_MEETING = "first-meeting"
    FIT_CHECK = "fit-check"
    MIDDLE = "middle"
    ENDS = "ends"
    FOLLOW_UP = "follow-up"

    @property
    def label(self) -> str:
        """The date as the screen names it."""
        return {
            Milestone.OPENS: "Sign-up opens",
            Milestone.CLOSES: "Sign-up closes",
            Milestone.PANEL: "Panel meets",
            Milestone.LETTERS_ON: "Letters go out",
            Milestone.FIRST_CONTACT: "First contact by",
            Milestone.FIRST_MEETING: "First meeting by",
            Milestone.FIT_CHECK: "Good fit? by",
            Milestone.MIDDLE: "Half time",
            Milestone.ENDS: "Round ends",
            Milestone.FOLLOW_UP: "Half a year later",
        }[self]


SIGN_UP = frozenset({Milestone.OPENS, Milestone.CLOSES})
"""Dates on which nobody has to do anything: a form can open or close on any day."""

MONTHS = (3, 6, 9, 12)
"""How long rounds usually last."""

USUAL_MONTHS, USUAL_MEETINGS = 6, 6
MOST_MEETINGS = 99
MOST_MONTHS = 60
_DAYS_PER_MONTH = 30.44

_MONTHS_BEFORE = 6
"""How long before the letters something of a round can happen: half a year tells it from a slip of a year."""

_WHILE_IT_RUNS = (Milestone.FIRST_CONTACT, Milestone.FIRST_MEETING, Milestone.FIT_CHECK, Milestone.MIDDLE)


@dataclass(frozen=True, slots=True)
class ChosenDate:
    """A date that the coordinator set."""

    milestone: Milestone
    on: date


@dataclass(frozen=True, slots=True)
class DaysOfRound:
    """The first and the last day on which something of a round can happen."""

    first: date
    last: date


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundDates:
    """What is known of a round's dates.

    `months` is how long pairs run from the letters on, and they are to meet about `meetings` times. The days
    are counted from the letters: first contact is asked for within `first_contact_days`, and so on.
    """

    chosen: tuple[ChosenDate, ...] = ()
    months: int = USUAL_MONTHS
    meetings: int = USUAL_MEETINGS
    first_contact_days: int = 14
    first_meeting_days: int = 28
    fit_check_days: int = 30

    def choose(self, milestone: Milestone, on: date | None) -> "RoundDates":
        """Return the dates with one of them set, or left to follow from the others again with None."""
        others = tuple(each for each in self.chosen if each.milestone is not milestone)
        return replace(self, chosen=others if on is None else (*others, ChosenDate(milestone, on)))

    def lasting(self, months: int) -> "RoundDates":
        """Return the dates of a round that lasts so many months."""
        return replace(self, months=months)

    def meeting(self, times: int) -> "RoundDates":
        """Return the dates of a round whose pairs are to meet about so many times."""
        return replace(self, meetings=times)

    def check_order(self) -> None:
        """Raise UserError when a date that was chosen can't come after one that it has to come after."""
        pairs = (
            (Milestone.OPENS, Milestone.CLOSES),
            (Milestone.OPENS, Milestone.LETTERS_ON),
            (Milestone.LETTERS_ON, Milestone.ENDS),
            *((Milestone.LETTERS_ON, each) for each in _WHILE_IT_RUNS),
            *((each, Milestone.ENDS) for each in _WHILE_IT_RUNS if self._chosen(each)),
            (Milestone.ENDS, Milestone.FOLLOW_UP),
        )
        for earlier, later in pairs:
            before, after = self.on(earlier), self.on(later)
            if before and after and after < before:
                raise UserError(
                    f"“{later.label}” on {date_in_words(after)} would come before “{earlier.label}” on "
                    f"{date_in_words(before)}. Nothing was changed.",
                    "Correct one of the two dates.",
                )

    def days(self, letters: Collection[date], known: Collection[date]) -> DaysOfRound | None:
        """Return when something of the round can happen: half a year before the letters to its follow-up.

        `letters` are days on which letters went, `known` other days that are surely of it. None while neither
        a chosen date nor a letter says when the round is.
        """
        chosen = self._chosen(Milestone.LETTERS_ON)
        ends = self._chosen(Milestone.ENDS)
        begins = chosen or min(letters, default=None) or (ends and months_later(ends, -self.months))
        if begins is None:
            return None
        over = self.on(Milestone.FOLLOW_UP) or months_later(begins, self.months + 6)
        opens = self._chosen(Milestone.OPENS) or begins
        first = min((opens, months_later(begins, -_MONTHS_BEFORE), *letters, *known))
        return DaysOfRound(first, max((over, *letters, *known)))

    @property
    def months_to_meet(self) -> int:
        """How many months pairs have, to the nearest: from the letters to the end where both days are set."""
        letters, ends = self._chosen(Milestone.LETTERS_ON), self._chosen(Milestone.ENDS)
        if letters is None or ends is None or ends <= letters:
            return self.months
        return max(1, round((ends - letters).days / _DAYS_PER_MONTH))

    def on(self, milestone: Milestone) -> date | None:
        """Return the exact day of a milestone; None while nothing says when."""
        chosen = next((each.on for each in self.chosen if each.milestone is milestone), None)
        return chosen or self._following(milestone)

    def due(self, milestone: Milestone, bank_holidays: Container[date]) -> date | None:
        """Return the working day on which a milestone is due; None while nothing says when."""
        day = self.on(milestone)
        return day if day is None or milestone in SIGN_UP else working_day(day, bank_holidays)

    def _following(self, milestone: Milestone) -> date | None:
        letters, ends = self._chosen(Milestone.LETTERS_ON), self._ends()
        if milestone is Milestone.ENDS:
            return ends
        if milestone is Milestone.FOLLOW_UP:
            return ends and months_later(ends, 6)
        if letters is None:
            return None
        if milestone is Milestone.MIDDLE:
            return ends and letters + (ends - letters) / 2
        days = {
            Milestone.FIRST_CONTACT: self.first_contact_days,
            Milestone.FIRST_MEETING: self.first_meeting_days,
            Milestone.FIT_CHECK: self.fit_check_days,
        }.get(milestone)
        return None if days is None else letters + timedelta(days=days)

    def _ends(self) -> date | None:
        letters = self._chosen(Milestone.LETTERS_ON)
        return self._chosen(Milestone.ENDS) or (letters and months_later(letters, self.months))

    def _chosen(self, milestone: Milestone) -> date | None:
        return next((each.on for each in self.chosen if each.milestone is milestone), None)
