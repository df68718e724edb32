"""Where people are based: outward postcodes, and how far two of them lie apart in a straight line.

Positions are in units of 100 m on the Ordnance Survey grid, so that distances are exact integers and
the same on every computer.
"""

import re
from dataclasses import dataclass
from math import isqrt

from buddy_matcher.domain.text import counted, fold

HECTOMETRES_PER_MILE = 16.09344

_OUTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_FULL_POSTCODE = re.compile(rf"({_OUTCODE})([0-9][A-Z]{{2}})")
# The inward half begins with a digit, and some people leave its letters out: "LS1 4" is LS1, not LS14.
_IN_HALVES = re.compile(rf"({_OUTCODE})[^A-Z0-9]+[0-9][A-Z]{{0,2}}")


@dataclass(frozen=True, slots=True)
class GridPoint:
    """A point of the grid: easting and northing in units of 100 m."""

    easting: int
    northing: int


def outcode(postcode: str) -> str:
    """Return the outward half of a postcode ("hx11uj" gives "HX1"), or "" when it isn't one."""
    written = postcode.strip().upper()
    compact = re.sub(r"[^A-Z0-9]", "", written)
    full = _IN_HALVES.fullmatch(written) or _FULL_POSTCODE.fullmatch(compact)
    if full:
        return full[1]
    return compact if re.fullmatch(_OUTCODE, compact) else ""


def is_outcode(text: str) -> bool:
    """Return whether a text is the outward half of a postcode as it is kept."""
    return bool(text) and outcode(text) == text


def postcode_area(outward: str) -> str:
    """Return the letters that a postcode begins with ("LS" of "LS1"), "" without any."""
    match = re.match("[A-Z]{1,2}", outward.upper())
    return match[0] if match else ""


def distance(a: GridPoint, b: GridPoint) -> int:
    """Return the straight line between two points in units of 100 m, rounded down."""
    return isqrt((a.easting - b.easting) ** 2 + (a.northing - b.northing) ** 2)


def miles_to_hectometres(miles: int) -> int:
    """Return a travel limit in units of 100 m, rounded to the nearest."""
    return round(miles * HECTOMETRES_PER_MILE)


@dataclass(frozen=True, slots=True)
class Base:
    """Where someone is based: the town as they wrote it, the outward postcode, its point if known."""

    place: str = ""
    outcode: str = ""
    point: GridPoint | None = None


def distance_between(a: Base, b: Base) -> int | None:
    """Return how far two bases lie apart in units of 100 m, or None when that can't be known.

    Without points for both (no postcode, or Northern Ireland), the same place name means 0.
    """
    if a.point and b.point:
        return distance(a.point, b.point)
    if a.place and fold(a.place) == fold(b.place):
        return 0
    return None


def distance_in_words(hectometres: int) -> str:
    """Return for example "about 58 km in a straight line (36 miles)": travel limits are in miles."""
    kilometres, miles = (hectometres + 5) // 10, round(hectometres / HECTOMETRES_PER_MILE)
    if kilometres < 1:
        return "less than 1 km apart"
    in_miles = counted(miles, "mile") if miles else "less than a mile"
    return f"about {kilometres} km in a straight line ({in_miles})"
