"""The table of outward postcodes; distances between its points are the domain's."""

import csv
from functools import cache

from buddy_matcher.domain.places import GridPoint
from buddy_matcher.paths import outcode_table


@cache
def outcode_points() -> dict[str, GridPoint]:
    """Return the middle of each outward postcode of Great Britain ("HX1"); Northern Ireland has none."""
    with outcode_table().open(encoding="ascii", newline="") as table:
        return {
            row["outcode"]: GridPoint(int(row["e100"]), int(row["n100"])) for row in csv.DictReader(table)
        }
