"""The bank holidays of each nation, from the calendars that the `holidays` package keeps."""

from collections.abc import Container
from datetime import date
from functools import cache

from buddy_matcher.domain.working_days import Nation

_SUBDIVISIONS = {
    Nation.ENGLAND_AND_WALES: "ENG",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


@cache
def bank_holidays(nation: Nation) -> Container[date]:
    """Return the bank holidays of a nation in every year; each year is worked out when it is asked for."""
    # Late: the package takes a tenth of a second, and no first sight of a scheme needs it.
    from holidays import country_holidays

    return country_holidays("GB", subdiv=_SUBDIVISIONS[nation])
