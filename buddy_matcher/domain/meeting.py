"""How and when people can meet."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from buddy_matcher.domain.text import listed, with_capital


class MeetingWay(StrEnum):
    """A way to meet that someone can do; the value is its code in the file."""

    AT_MINE = "at_mine"
    AT_YOURS = "at_yours"
    NEUTRAL = "neutral"
    VIDEO = "video"
    PHONE = "phone"

    @property
    def label(self) -> str:
        """The way as forms and the screen name it."""
        return {
            "at_mine": "In person at my place",
            "at_yours": "In person at their place",
            "neutral": "In person somewhere neutral",
            "video": "Video call",
            "phone": "Phone",
        }[self]

    @property
    def counterpart(self) -> "MeetingWay":
        """The way that the other person needs: "at mine" fits "at yours", the others fit themselves."""
        return {MeetingWay.AT_MINE: MeetingWay.AT_YOURS, MeetingWay.AT_YOURS: MeetingWay.AT_MINE}.get(
            self, self
        )


IN_PERSON = frozenset({MeetingWay.AT_MINE, MeetingWay.AT_YOURS, MeetingWay.NEUTRAL})


def ways_in_short(ways: Collection[MeetingWay]) -> str:
    """Return for example "In person, video or phone", "" where nothing is known."""
    words = {
        "in person": bool(IN_PERSON & set(ways)),
        "video": MeetingWay.VIDEO in ways,
        "phone": MeetingWay.PHONE in ways,
    }
    return with_capital(listed([word for word, is_so in words.items() if is_so], last="or"))


def shared_ways(mine: frozenset[MeetingWay], theirs: frozenset[MeetingWay]) -> frozenset[MeetingWay]:
    """Return the ways, seen from the first person, in which two people could meet."""
    return frozenset(way for way in mine if way.counterpart in theirs)


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY_PARTS = ("morning", "afternoon", "evening")


@dataclass(frozen=True, slots=True, order=True)
class HalfDay:
    """A part of a week in which someone is usually free: `day` 0 (Monday) to 6, `part` 0 to 2."""

    day: int
    part: int

    @property
    def label(self) -> str:
        """For example "Monday morning"."""
        return f"{DAYS[self.day]} {DAY_PARTS[self.part]}"

    @property
    def number(self) -> int:
        """0 (Monday morning) to 20 (Sunday evening)."""
        return self.day * len(DAY_PARTS) + self.part


HALF_DAYS = tuple(HalfDay(day, part) for day in range(len(DAYS)) for part in range(len(DAY_PARTS)))
"""All 21, Monday morning first; `HALF_DAYS[h.number] == h`."""
