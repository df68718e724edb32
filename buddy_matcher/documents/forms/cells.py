"""What the text of one cell means: a number, a yes, a way to get letters.

A reading that is not certain says so, for the coordinator; one that is not possible has no value. What
a cell means for a person is decided elsewhere.
"""

import html
import re
from dataclasses import dataclass
from typing import Final

from buddy_matcher.documents.forms.negations import denies
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.participations import MOST_BUDDIES, MOST_CONFIDENT
from buddy_matcher.domain.people import PRINT_SIZES, Delivery, Level, OtherFormat
from buddy_matcher.domain.text import fold, has_words, tidy

KILOMETRES_PER_MILE: Final = 1.609344
MOST_MILES: Final = 1000
FEWEST_DIGITS: Final = 9
MOST_DIGITS: Final = 17
"""Of a phone number, with its country and an extension."""


@dataclass(frozen=True, slots=True)
class Reading[T]:
    """A value read from a cell, None when it can't be read; `message` and `advice` where it is in doubt."""

    value: T | None
    message: str = ""
    advice: str = ""


CORRECT_PERSON: Final = "Correct it under People if that is wrong."

_NO_ANSWER = frozenset(
    ["", "-", "n/a", "na", "none", "no", "nil", "not given", "not applicable", "nobody", "no one", "nothing"]
)


def is_no_answer(text: str) -> bool:
    """Return whether a text only says that there is nothing to say."""
    return fold(text).strip(" .") in _NO_ANSWER


def tidy_lines(text: str) -> str:
    """Return a text of several lines, each tidy, with at most one blank line between two of them."""
    if text.isprintable():
        return tidy(text)
    lines = "\n".join(tidy(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


_ENTITY = re.compile(r"&(?:apos|amp|quot|lt|gt|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)


def unescaped(text: str) -> str:
    """Return a text with the entities that SurveyMonkey writes into its CSV files as characters."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def without_brackets(text: str) -> str:
    """Return a text without what stands in brackets."""
    return re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)


def is_damaged(text: str) -> bool:
    """Return whether letters of a name were lost on the way and became question marks."""
    return "?" in text or "\N{REPLACEMENT CHARACTER}" in text


def fits_damaged(whole: str, damaged: str) -> bool:
    """Return whether a text may be what another one was before its letters were lost; both are folded."""
    pattern = re.escape(damaged).replace(r"\?", ".").replace("\N{REPLACEMENT CHARACTER}", ".?")
    return re.fullmatch(pattern, whole) is not None


def read_phone(text: str) -> Reading[str]:
    """Return a phone number as typed; a first 0 that a spreadsheet took away is put back."""
    number = tidy(text)
    digits = re.sub(r"\D", "", number)
    if re.search(r"\dE\+?\d", number, re.IGNORECASE) or not digits:
        return Reading(None, "This is not a phone number, so it was left blank.", "Ask the person for it.")
    if re.fullmatch(r"[1-35-9]\d{8,9}", number):
        return Reading(
            f"0{number}", "The phone number had lost its first 0; it was put back.", CORRECT_PERSON
        )
    if re.fullmatch(r"44\d{9,10}", number):
        return Reading(f"+{number}")
    if not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
        return Reading(number, "The phone number has too few or too many digits.", "Ask the person for it.")
    return Reading(number)


_LEVEL_WORDS = (
    (r"chief exec|\bceo\b|trustee|\bchair\b|board member", Level.CHIEF_EXECUTIVE),
    (r"senior|director|head of|executive", Level.SENIOR_LEADER),
    (r"manager|team lead|supervisor", Level.MANAGER),
    (r"front ?-?line|practitioner|volunteer|officer|worker", Level.FRONT_LINE),
)


def read_level(text: str) -> Level | None:
    """Return the level that a text names."""
    folded = fold(text)
    if denies(folded):
        return None
    return next((level for words, level in _LEVEL_WORDS if re.search(words, folded)), None)


_YES = re.compile(
    r"(yes|y|true|1|x|✓|✔|☑|agreed?|ok|happy|i (agree|consent|am happy|give)|ticked|checked|on)\b|[✓✔☑]"
)
_NO = re.compile(r"(no|n|false|0|not|none|i (do not|don't|would rather not))\b")


def read_yes(text: str) -> bool | None:
    """Return whether a text agrees, None when that can't be told; a blank does not."""
    folded = fold(text)
    if not folded or _NO.match(folded):
        return False
    # "Happy not to be": what is denied after a yes is no yes.
    return True if _YES.match(folded) and not denies(folded) else None


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d\b")
_NUMBER_WORDS = {"none": 0, "zero": 0, "one": 1, "two": 2, "three": 3}
_UNREAD_DISTANCE = "The distance can’t be read, so it was left blank."
_ENTER_MILES = "Enter it in miles under People."
_DATE_BY_EXCEL = "Excel made a date of this answer, so it was left out."


def _is_no_amount(folded: str) -> bool:
    """Return whether a cell holds a number alone that is no amount: below 0, endless or with an exponent."""
    try:
        return float(folded) < 0 or not folded.replace(".", "").isdecimal()
    except ValueError:
        return False


def read_miles(text: str) -> Reading[int]:
    """Return a distance in whole miles; kilometres are converted."""
    folded = fold(text)
    if _ISO_DATE.match(folded):
        return Reading(None, _DATE_BY_EXCEL, "Ask the person how far they can travel.")
    stays_put = re.fullmatch(r"(none|nowhere|(i )?can(no|')t travel|(i )?cannot travel)", folded)
    if _is_no_amount(folded) or (denies(folded) and not stays_put):
        return Reading(None, _UNREAD_DISTANCE, _ENTER_MILES)
    numbers = [float(number) for number in _NUMBER.findall(folded)]
    if re.search(r"minute|hour|\bmins?\b", folded) or not numbers or max(numbers) > MOST_MILES:
        if denies(folded):
            return Reading(0)
        return Reading(None, _UNREAD_DISTANCE, _ENTER_MILES)
    in_kilometres = re.search(r"\d\s*k(ilo)?m", folded)
    miles = round(max(numbers) / (KILOMETRES_PER_MILE if in_kilometres else 1))
    if re.fullmatch(r"(up to )?[\d.]+ ?(miles?|mi|kms?|kilomet(re|er)s?)?( max(imum)?)?", folded):
        return Reading(miles)
    return Reading(miles, f"The distance was read as {miles} miles.", CORRECT_PERSON)


def read_capacity(text: str) -> Reading[int]:
    """Return how many buddies someone could have, 0 to 3."""
    folded = fold(text)
    if _ISO_DATE.match(folded):
        return Reading(None, _DATE_BY_EXCEL, "Ask the person how many buddies they could have.")
    given = [float(number) for number in _NUMBER.findall(folded)]
    is_unclear = _is_no_amount(folded) or not all(map(float.is_integer, given))
    numbers = [] if is_unclear else list(map(int, given))
    numbers += [number for word, number in _NUMBER_WORDS.items() if re.search(rf"\b{word}\b", folded)]
    if not numbers or (denies(folded) and folded not in {"none", "no more than 1", "no more than 2"}):
        return Reading(
            None, "The number of buddies can’t be read, so it was left out.", "Enter it under People."
        )
    capacity = min(max(numbers), MOST_BUDDIES)
    if numbers == [capacity]:
        return Reading(capacity)
    return Reading(capacity, f"The number of buddies was read as {capacity}.", CORRECT_PERSON)


def read_confidence(text: str) -> int | None:
    """Return a number from 0 to 10, as "7", "7/10" or "7 out of 10"; None for anything else."""
    found = re.fullmatch(r"(\d{1,2})(\.0)?( ?(/|out of|of) ?10)?", fold(text))
    number = int(found[1]) if found else None
    return number if number is not None and number <= MOST_CONFIDENT else None


_FORMATS = (
    (r"easy ?-?read", OtherFormat.EASY_READ),
    (r"braille", OtherFormat.BRAILLE),
    (r"audio|\bcd\b|recording", OtherFormat.AUDIO),
    (r"\bbsl\b|sign language", OtherFormat.BSL),
    (r"another format|other format", OtherFormat.OTHER),
)
_DELIVERIES = (
    (r"e-?mail", Delivery.EMAIL),
    (r"\bpost(ed|al)?\b|by mail", Delivery.POST),
    (r"by hand|in person|collect|launch", Delivery.BY_HAND),
)
_NAMED_SIZES = ((r"giant", 28), (r"extra ?-?large", 24), (r"large", 18), (r"standard|normal|regular", 14))


def read_print_size(text: str) -> Reading[int]:
    """Return a size of print in points; one that letters don't have becomes the next larger."""
    folded = fold(text)
    if denies(folded):
        return Reading(None)
    stated = _NUMBER.search(folded)
    if stated is None:
        return Reading(next((size for words, size in _NAMED_SIZES if re.search(words, folded)), None))
    points = float(stated[0])
    size = next((size for size in PRINT_SIZES if size >= points), PRINT_SIZES[-1])
    if size == points:
        return Reading(size)
    return Reading(
        size, f"Letters have no print of {points:g} points; {size} points was chosen.", CORRECT_PERSON
    )


def read_other_format(text: str) -> OtherFormat | None:
    """Return the format that print can't serve, if a text names one."""
    return None if denies(fold(text)) else _first_of(_FORMATS, text)


def read_delivery(text: str) -> Delivery | None:
    """Return the way of delivery that a text names."""
    return None if denies(fold(text)) else _first_of(_DELIVERIES, text)


def _first_of[T](table: tuple[tuple[str, T], ...], text: str) -> T | None:
    return next((found for words, found in table if re.search(words, fold(text))), None)


def read_language(text: str) -> Language | None:
    """Return the language that a text names."""
    folded = fold(text)
    if folded == fold(Language.NOT_ASKED.label):
        return Language.NOT_ASKED
    if denies(folded):
        return None
    is_welsh, is_english = bool(re.search(r"cymraeg|welsh", folded)), "english" in folded
    others = _other_languages(text)
    if others and not is_welsh:
        return others.pop() if len(others) == 1 else None
    if re.search(r"both|bilingual|dwyieithog", folded) or (is_welsh and is_english):
        return Language.BOTH
    if is_welsh or is_english:
        return Language.WELSH if is_welsh else Language.ENGLISH
    return None


def _other_languages(text: str) -> set[Language]:
    """Return the languages besides English and Welsh that a text names."""
    found = {language for name, language in _LANGUAGES.items() if has_words(text, name)}
    return found - {Language.GAELIC} if Language.IRISH in found else found


_LANGUAGES: Final = {
    **{name: each for each in Language for name in each.names},
    "Bangla": Language.BENGALI,
    "Cantonese": Language.CHINESE,
    "Farsi": Language.PERSIAN,
    "Mandarin": Language.CHINESE,
    "Punjabi": Language.PANJABI,
}
"""Languages by the names that people call them."""
