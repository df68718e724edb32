"""How letters say when a pair can meet: the half-days on which all are usually free, and what is arranged."""

from typing import Final

from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.letter_facts import Introduction
from buddy_matcher.domain.letter_phrases import Phrase
from buddy_matcher.domain.meeting import HalfDay
from buddy_matcher.domain.sayings import Day, Saying, Several, say
from buddy_matcher.domain.text import set_apart

MOST_TIMES_NAMED: Final = 3
"""How many shared half-days a letter names: diaries decide the rest."""

_DAYS: Final = (
    *(Phrase.MONDAY, Phrase.TUESDAY, Phrase.WEDNESDAY, Phrase.THURSDAY, Phrase.FRIDAY),
    *(Phrase.SATURDAY, Phrase.SUNDAY),
)
_PARTS: Final = (Phrase.MORNINGS, Phrase.AFTERNOONS, Phrase.EVENINGS)


def free_together(introduction: Introduction) -> tuple[Saying, ...]:
    """Return for example "both usually free on Tuesday mornings"; nothing once a day is arranged."""
    if not introduction.free or introduction.arranged:
        return ()
    times = [_half_days(half_day) for half_day in sorted(introduction.free)]
    if len(times) > MOST_TIMES_NAMED:
        times = [*times[:MOST_TIMES_NAMED], say(Phrase.OTHER_TIMES)]
    phrase = Phrase.ALL_FREE if len(introduction.buddies) > 1 else Phrase.BOTH_FREE
    return (say(phrase, times=Several(tuple(times))),)


def meeting_said(arranged: Arranged) -> Saying:
    """Return when and where the first of the arranged meetings is."""
    starts = arranged.starts
    values: dict[str, Saying] = {
        "day": say(_DAYS[starts.weekday()]),
        "date": Day(starts.date()),
        "time": f"{starts:%H:%M}",
    }
    if arranged.where:
        return say(Phrase.MEET_AT_PLACE, **values, place=set_apart(arranged.where))
    return say(Phrase.MEET_AT, **values)


def _half_days(half_day: HalfDay) -> Saying:
    return say(_PARTS[half_day.part], day=say(_DAYS[half_day.day]))
