"""The bank holidays of each nation, from the calendars that the `holidays` package keeps."""

from collections.abc import Container
from datetime import date
from functools import cache, cached_property

from buddy_matcher.domain.working_days import Nation

_SUBDIVISIONS = {
    Nation.ENGLAND_AND_WALES: "ENG",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


class _BankHolidays:
    """The bank holidays of a nation; their calendar is loaded when the first day is looked up."""

    def __init__(self, nation: Nation) -> None:
        self._nation = nation

    def __contains__(self, day: object) -> bool:
        return day in self._calendar

    @cached_property
    def _calendar(self) -> Container[object]:
        # Late: the package takes a tenth of a second, and the first sight of most schemes needs no such day.
        from holidays import country_holidays

        calendar: Container[object] = country_holidays("GB", subdiv=_SUBDIVISIONS[self._nation])
        return calendar


@cache
def bank_holidays(nation: Nation) -> Container[date]:
    """Return the bank holidays of a nation in every year; each year is worked out when it is asked for."""
    return _BankHolidays(nation)
