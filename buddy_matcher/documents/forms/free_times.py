"""Free half-days as people write them, such as "Tuesday mornings and Thursday evenings".

Every word must be understood, or nothing is read: a half-day that nobody named must not be made up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, product

from buddy_matcher.domain.meeting import DAYS, HalfDay
from buddy_matcher.domain.text import fold

_ALL, _WEEKDAYS, _WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset({5, 6})
_MORNING, _AFTERNOON, _EVENING = (frozenset({part}) for part in range(3))
_BY_DAY, _ANY_PART = _MORNING | _AFTERNOON, _MORNING | _AFTERNOON | _EVENING
_NOON, _EVENING_FROM, _MIDNIGHT = 12, 17, 24
_HOURS = ((0, _NOON), (_NOON, _EVENING_FROM), (_EVENING_FROM, _MIDNIGHT))

_DAY = r"(?:(?:mon|fri|sun)(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|sat(?:urday)?)"
_CLOCK = r"\d\d?(?:[:.]\d\d)?\ ?[ap]\.?m\b\.?"
_TOKEN = re.compile(
    rf"""
    (?P<range>{_DAY}\.?\ ?(?:-|to|till|until|through)\ ?{_DAY}\b)
    |(?P<days>{_DAY}'?s\b)
    |(?P<day>{_DAY}\b)
    |(?P<any_day>(?:any\ ?day|every\ ?day|all\ days|all\ week|7\ days)\b)
    |(?P<weekdays>(?:week\ ?days?|working\ days?)\b)
    |(?P<weekend>weekends?\b)
    |(?P<any_time>(?:any\ ?times?|all\ times|flexible|always|whenever)\b)
    |(?P<by_day>(?:all\ day|day\ ?times?|office\ hours|working\ hours)\b)
    |(?P<hours>\d\d?(?:[:.]\d\d)?\ ?(?:[ap]\.?m\b\.?)?\ ?(?:-|to|till|until)\ ?{_CLOCK})
    |(?P<clock>{_CLOCK})
    |(?P<am>a\.?m\b)
    |(?P<morning>mornings?\b)
    |(?P<afternoon>(?:afternoons?|p\.?m|lunch\ ?(?:times?|breaks?)?)\b)
    |(?P<evening>(?:evenings?|eves?|nights?|after\ work)\b)
    |(?P<filler>(?:
        i\ am|i'm|i|we\ are|we|can|could|do|meet|am\ free|free|available|on|in|at|the|a|most|mostly|usually
        |normally|generally|any|every|each|all|both|either|please|only|also|ideally|preferably|prefer|best
        |good|fine|during|for|me|my|is|are|times?|and|or|plus
    )\b|[&+/().:])
    """,
    re.VERBOSE,
)
_DAY_NUMBERS = {day[:3].casefold(): number for number, day in enumerate(DAYS)}
_SHORT_DAY = re.compile("|".join(_DAY_NUMBERS))
_GROUPS = {"any_day": _ALL, "weekdays": _WEEKDAYS, "weekend": _WEEKEND}
_OF_THEIR_OWN = frozenset({*_GROUPS, "any_time"})
_PARTS = {
    "any_time": _ANY_PART,
    "by_day": _BY_DAY,
    "am": _MORNING,
    "morning": _MORNING,
    "afternoon": _AFTERNOON,
    "evening": _EVENING,
}


@dataclass(frozen=True, slots=True)
class _Word:
    """The days or the parts of a day that a word names; `kind` is its group of `_TOKEN`."""

    kind: str
    days: frozenset[int] = frozenset()
    parts: frozenset[int] = frozenset()

    @property
    def is_day(self) -> bool:
        return bool(self.days)


type _Words = tuple[_Word, ...]


def read_free_time(text: str) -> frozenset[HalfDay]:
    """Return the half-days that an answer names, none when any of it can't be understood.

    Coarse answers count as what they surely mean: "weekday evenings" are five, "Tuesdays" are its
    morning and afternoon, "mornings" those of weekdays.
    """
    pieces = [_words(fold(piece)) for piece in text.split(",")]
    understood = [piece for piece in pieces if piece]
    if None in pieces or not understood:
        return frozenset()
    found = [_half_days(words) for words in _joined(understood)]
    return frozenset().union(*found) if all(found) else frozenset()


_EXAMPLE = re.compile(r"\b(e\.?g\b|for example|such as|between|from|until)\b.*|\([^)]*\)")
_NAMED = re.compile(rf"\b({_DAY}s?|mornings?|afternoons?|evenings?|lunch ?times?|weekdays?|weekends?)\b")
_SEVERAL_DAYS = re.compile(rf"\b{_DAY} ?(?:-|to|until|and|or|,|/) ?{_DAY}\b")
_NO_TIME = frozenset(
    {
        "no",
        "n",
        "none",
        "not available",
        "unavailable",
        "not free",
        "busy",
        "never",
        "n/a",
        "na",
        "-",
        "0",
        "false",
        "not at all",
        "not possible",
        "can't",
        "cannot",
        "not able",
        "not working",
        "no availability",
    }
)
_ALL_OF_IT = frozenset(
    {
        "yes",
        "y",
        "x",
        "✓",
        "✔",
        "☑",
        "1",
        "true",
        "available",
        "free",
        "preferred",
        "ok",
        "okay",
        "good",
        "fine",
        "i am free",
        "i'm free",
        "i am available",
        "can do",
        "usually free",
        "selected",
        "checked",
        "works for me",
    }
)


def times_named_in(heading: str) -> str:
    """Return the day or the parts of a day that a heading is about, "" when it is about the whole week."""
    asked = _EXAMPLE.sub(" ", fold(heading))
    if _SEVERAL_DAYS.search(asked):
        return ""
    found = _NAMED.findall(asked)
    return " ".join(found) if len(found) <= 2 else ""  # noqa: PLR2004 - a day and its part


def read_times(named: str, cell: str) -> frozenset[HalfDay] | None:
    """Return the half-days that a cell gives to the day or the part of a day that its heading names.

    None when the cell is not understood: a part of it is never taken.
    """
    folded = fold(cell).strip(" .")
    if not folded or folded in _NO_TIME:
        return frozenset()
    if folded in _ALL_OF_IT or folded == fold(named):
        return read_free_time(named) or None
    found = [
        _times_of_piece(fold(named), piece) for piece in re.split(r"[,;\n&/+]| and ", folded) if piece.strip()
    ]
    return frozenset().union(*found) if found and all(found) else None


def _times_of_piece(named: str, piece: str) -> frozenset[HalfDay]:
    whole = read_free_time(f"{named} {piece.strip()}")
    # A piece that holds times outside what the heading names contradicts it.
    return whole if _is_within(whole, named) else frozenset()


def _is_within(found: frozenset[HalfDay], named: str) -> bool:
    words = _words(named)
    days = frozenset().union(*(word.days for word in words or ())) or _ALL
    parts = frozenset().union(*(word.parts for word in words or ())) or _ANY_PART
    return all(half_day.day in days and half_day.part in parts for half_day in found)


def _words(folded: str) -> _Words | None:
    """Return the days and parts that a piece names, in order, None when it holds anything else."""
    words: list[_Word] = []
    at = 0
    while at < len(folded):
        match = _TOKEN.match(folded, at)
        kind = (match and match.lastgroup) or ""
        # "I am": only after a day is it the time.
        if match is None or (kind == "am" and not words):
            return None
        if kind != "filler":
            words.append(_word(kind, match[0]))
        at = match.end()
        at += len(folded[at:]) - len(folded[at:].lstrip())
    return tuple(words)


def _word(kind: str, text: str) -> _Word:
    if kind in _PARTS:
        return _Word(kind, parts=_PARTS[kind])
    if kind in {"clock", "hours"}:
        return _Word(kind, parts=_parts_of_hours(text))
    if kind in _GROUPS:
        return _Word(kind, days=_GROUPS[kind])
    first, *last = (_DAY_NUMBERS[name] for name in _SHORT_DAY.findall(text))
    length = (last[0] - first) % len(DAYS) if last else 0
    return _Word(kind, days=frozenset((first + i) % len(DAYS) for i in range(length + 1)))


def _parts_of_hours(text: str) -> frozenset[int]:
    """Return the parts that "10am" or "2-4pm" falls into, none when the hours make no sense."""
    found = re.findall(r"(\d\d?)(?:[:.]\d\d)? ?([ap]?)", text)
    (first, own), (last, half) = found[0], found[-1]
    end = int(last) % _NOON + _NOON * (half == "p")
    start = int(first) % _NOON + _NOON * ((own or half) == "p")
    if start > end and not own:
        start -= _NOON
    end = end if len(found) > 1 else start + 1
    return frozenset(part for part, (low, high) in enumerate(_HOURS) if start < high and low < end > start)


def _joined(pieces: list[_Words]) -> Iterator[_Words]:
    """Join the pieces of a list that belong together, as in "Monday, Tuesday and Friday evenings".

    A piece that belongs to others in a way that is unclear becomes an empty one.
    """
    if all(map(_names_days, pieces)) or all(map(_names_parts, pieces)):
        yield from pieces
        return
    begun: _Words = ()
    for piece in pieces:
        if begun and not (_is_unfinished(begun) or (_names_days(begun) and _names_parts(piece))):
            yield () if _names_parts(begun) else begun
            begun = ()
        begun += piece
    yield () if _names_parts(begun) or _is_unfinished(begun) else begun


def _names_days(piece: _Words) -> bool:
    return all(word.is_day for word in piece)


def _names_parts(piece: _Words) -> bool:
    return not any(word.is_day for word in piece)


def _is_unfinished(piece: _Words) -> bool:
    return all(word.kind == "day" for word in piece)


def _half_days(words: _Words) -> frozenset[HalfDay]:
    """Return the half-days that words name, none when it is unclear which day goes with which part."""
    runs = [tuple(run) for _, run in groupby(words, key=lambda word: word.is_day)]
    alone = runs.pop() if len(runs) % 2 else ()
    pairs = list(zip(runs[::2], runs[1::2], strict=True))
    if not all(map(_go_together, runs)) or (pairs and alone and not _stands_alone(alone)):
        return frozenset()
    found = [_product(*sorted(pair, key=_names_parts)) for pair in pairs]
    if alone and _names_days(alone):
        found.append(_product(alone, ()))
    elif alone:
        found.append(_product((), alone) if _go_together(alone) else frozenset())
    return frozenset().union(*found) if all(found) else frozenset()


def _go_together(run: _Words) -> bool:
    """Return whether all of a run are meant alike; in "weekends and Tuesday evenings" they may not be."""
    kinds = {word.kind for word in run}
    return len(run) == 1 or not (kinds & _OF_THEIR_OWN or (len(kinds) > 1 and "days" in kinds))


def _stands_alone(run: _Words) -> bool:
    """Return whether what follows a day with its part is a thing of its own, such as "and weekends"."""
    return all(word.is_day and word.kind != "day" for word in run)


def _product(days: _Words, parts: _Words) -> frozenset[HalfDay]:
    """Return every part on every day; days alone mean morning and afternoon, parts alone mean weekdays."""
    usual = _ALL if any(word.kind == "any_time" for word in parts) else _WEEKDAYS
    named_days = frozenset().union(*(word.days for word in days)) if days else usual
    named_parts = frozenset().union(*(word.parts for word in parts)) if parts else _BY_DAY
    return frozenset(HalfDay(day, part) for day, part in product(named_days, named_parts))
