"""The rules of languages from the Unicode CLDR, which Babel brings: numbers, dates, lists, direction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel import Locale

_NUMBERS: Final = range(201)
"""Each form that a word takes beside a whole number below a million is taken beside one of these."""
_MOST_EXAMPLES: Final = 3


@dataclass(frozen=True, eq=False)
class CldrRules:
    """The rules of one language; there is one object for each, so that what hangs on it can be kept."""

    code: str

    @cached_property
    def _locale(self) -> "Locale":
        # Loaded for the first letter in another language: most schemes have none.
        from babel import Locale

        return Locale.parse(self.code)

    @property
    def is_right_to_left(self) -> bool:
        """Whether it is written from right to left."""
        return bool(self._locale.text_direction == "rtl")

    @cached_property
    def forms(self) -> Mapping[str, tuple[int, ...]]:
        """The forms that words take beside whole numbers, each with the first numbers that take it.

        A form that only one number takes has that one.
        """
        found: dict[str, list[int]] = {}
        for number in _NUMBERS:
            found.setdefault(self.form_of(number), []).append(number)
        return {form: tuple(numbers[:_MOST_EXAMPLES]) for form, numbers in found.items()}

    @cached_property
    def comma(self) -> str:
        """What stands between words of a list, but for the last two."""
        pattern: str = self._locale.list_patterns["standard"]["start"]
        return pattern.replace("{0}", "").replace("{1}", "")

    def form_of(self, number: int) -> str:
        """Return the form of a word beside a number, as the CLDR names it."""
        return str(self._locale.plural_form(number))

    def date_in_words(self, day: date) -> str:
        """Return a date with the month's name, such as "21 Tachwedd 2026"."""
        from babel.dates import format_date

        return format_date(day, "long", locale=self._locale)


@cache
def rules_of(code: str) -> CldrRules:
    """Return the rules of a language by its ISO 639 code."""
    return CldrRules(code)
