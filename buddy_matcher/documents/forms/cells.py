"""What the text of one cell means: an address, a number, a yes, a sector.

A reading that is not certain says so, for the coordinator; one that is not possible has no value. What
a cell means for a person is decided elsewhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from email_validator import EmailNotValidError, validate_email

from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.participations import MOST_BUDDIES
from buddy_matcher.domain.people import PRINT_SIZES, Delivery, Language, Level, OtherFormat, without_title
from buddy_matcher.domain.text import fold, tidy

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


_CORRECT = "Correct it under People if that is wrong."

_NO_ANSWER = frozenset(
    ["", "-", "n/a", "na", "none", "no", "nil", "not given", "not applicable", "nobody", "no one", "nothing"]
)


def is_no_answer(text: str) -> bool:
    """Return whether a text only says that there is nothing to say."""
    return fold(text).strip(" .") in _NO_ANSWER


def tidy_lines(text: str) -> str:
    """Return a text of several lines, each tidy, with at most one blank line between two of them."""
    lines = "\n".join(tidy(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def is_damaged(text: str) -> bool:
    """Return whether letters of a name were lost on the way and became question marks."""
    return "?" in text or "\N{REPLACEMENT CHARACTER}" in text


def fits_damaged(whole: str, damaged: str) -> bool:
    """Return whether a text may be what another one was before its letters were lost; both are folded."""
    pattern = re.escape(damaged).replace(r"\?", ".").replace("\N{REPLACEMENT CHARACTER}", ".?")
    return re.fullmatch(pattern, whole) is not None


def read_name(text: str) -> Reading[str]:
    """Return a name without titles, in ordinary writing and speaking order ("Family, Given" turned)."""
    name = tidy(text)
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        name = f"{given} {family}".strip()
    name = without_title(name)
    if name.isupper() and " " in name:
        name = name.title()
    if is_damaged(name):
        return Reading(
            name,
            "A letter of the name was lost and became “?”.",
            "Correct the name under People, or in the sheet.",
        )
    if name != tidy(text):
        return Reading(name, f"The name was read as “{name}”.", _CORRECT)
    return Reading(name)


def read_email(text: str) -> Reading[str]:
    """Return an address in lower case; no network is asked whether it exists."""
    address = text.strip().removeprefix("mailto:").strip("<> ")
    if any(character in address for character in "\r\n"):
        return Reading(
            None, "The e-mail address has a line break in it, so it was left out.", "Correct it in the sheet."
        )
    try:
        return Reading(validate_email(tidy(address), check_deliverability=False).normalized.lower())
    except EmailNotValidError:
        return Reading(
            None, "This is not an e-mail address, so it was left blank.", "Ask the person, or send by post."
        )


def read_phone(text: str) -> Reading[str]:
    """Return a phone number as typed; a first 0 that a spreadsheet took away is put back."""
    number = tidy(text)
    digits = re.sub(r"\D", "", number)
    if re.search(r"\dE\+?\d", number, re.IGNORECASE) or not digits:
        return Reading(None, "This is not a phone number, so it was left blank.", "Ask the person for it.")
    if re.fullmatch(r"[1-35-9]\d{8,9}", number):
        return Reading(f"0{number}", "The phone number had lost its first 0; it was put back.", _CORRECT)
    if re.fullmatch(r"44\d{9,10}", number):
        return Reading(f"+{number}")
    if not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
        return Reading(number, "The phone number has too few or too many digits.", "Ask the person for it.")
    return Reading(number)


_HEALTH = re.compile(
    r"\b(health|nhs|icb|ics|gp|primary care|statutory|council|local authority|public sector)\b"
)
_VCSE = re.compile(
    r"\b(vcs|vcse|vcfse|vcfs|voluntary|charit\w*|third sector|3rd sector|community|faith"
    r"|social enterprise|cic|(not|non)[- ](for[- ])?profit|ngo)\b"
)


def read_sector(text: str) -> Sector | None:
    """Return the sector that a text names, None when it names neither or both."""
    folded = fold(text)
    # "VCSE (health charity)" names its sector before the bracket.
    for part in (folded, folded.partition("(")[0]):
        is_health, is_vcse = bool(_HEALTH.search(part)), bool(_VCSE.search(part))
        if is_health != is_vcse:
            return Sector.HEALTH if is_health else Sector.VCSE
    return None


def read_kind(text: str) -> OrganisationKind | None:
    """Return the kind of organisation that a text names by its label."""
    return {fold(kind.label): kind for kind in OrganisationKind}.get(fold(text))


_LEVEL_WORDS = (
    (r"chief exec|\bceo\b|trustee|\bchair\b|board member", Level.CHIEF_EXECUTIVE),
    (r"senior|director|head of|executive", Level.SENIOR_LEADER),
    (r"manager|team lead|supervisor", Level.MANAGER),
    (r"front ?-?line|practitioner|volunteer|officer|worker", Level.FRONT_LINE),
)


def read_level(text: str) -> Level | None:
    """Return the level that a text names."""
    folded = fold(text)
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
    return True if _YES.match(folded) else None


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d\b")
_NUMBER_WORDS = {"none": 0, "zero": 0, "one": 1, "two": 2, "three": 3}
_DATE_BY_EXCEL = "Excel made a date of this answer, so it was left out."


def read_miles(text: str) -> Reading[int]:
    """Return a distance in whole miles; kilometres are converted."""
    folded = fold(text)
    if _ISO_DATE.match(folded):
        return Reading(None, _DATE_BY_EXCEL, "Ask the person how far they can travel.")
    numbers = [float(number) for number in _NUMBER.findall(folded)]
    if re.search(r"minute|hour|\bmins?\b", folded) or not numbers or max(numbers) > MOST_MILES:
        if re.fullmatch(r"(none|nowhere|can(no|')t travel)", folded):
            return Reading(0)
        return Reading(
            None, "The distance can't be read, so it was left blank.", "Enter it in miles under People."
        )
    in_kilometres = re.search(r"\d\s*k(ilo)?m", folded)
    miles = round(max(numbers) / (KILOMETRES_PER_MILE if in_kilometres else 1))
    if re.fullmatch(r"(up to )?[\d.]+ ?(miles?|mi|kms?|kilomet(re|er)s?)?( max(imum)?)?", folded):
        return Reading(miles)
    return Reading(miles, f"The distance was read as {miles} miles.", _CORRECT)


def read_capacity(text: str) -> Reading[int]:
    """Return how many buddies someone could have, 0 to 3."""
    folded = fold(text)
    if _ISO_DATE.match(folded):
        return Reading(None, _DATE_BY_EXCEL, "Ask the person how many buddies they could have.")
    numbers = [int(float(number)) for number in _NUMBER.findall(folded)]
    numbers += [number for word, number in _NUMBER_WORDS.items() if re.search(rf"\b{word}\b", folded)]
    if not numbers:
        return Reading(
            None, "The number of buddies can't be read, so it was left out.", "Enter it under People."
        )
    capacity = min(max(numbers), MOST_BUDDIES)
    if numbers == [capacity]:
        return Reading(capacity)
    return Reading(capacity, f"The number of buddies was read as {capacity}.", _CORRECT)


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
    stated = _NUMBER.search(folded)
    if stated is None:
        return Reading(next((size for words, size in _NAMED_SIZES if re.search(words, folded)), None))
    points = float(stated[0])
    size = next((size for size in PRINT_SIZES if size >= points), PRINT_SIZES[-1])
    if size == points:
        return Reading(size)
    return Reading(size, f"Letters have no print of {points:g} points; {size} points was chosen.", _CORRECT)


def read_other_format(text: str) -> OtherFormat | None:
    """Return the format that print can't serve, if a text names one."""
    return next((found for words, found in _FORMATS if re.search(words, fold(text))), None)


def read_delivery(text: str) -> Delivery | None:
    """Return the way of delivery that a text names."""
    return next((found for words, found in _DELIVERIES if re.search(words, fold(text))), None)


def read_language(text: str) -> Language | None:
    """Return the language that a text names."""
    folded = fold(text)
    is_welsh, is_english = bool(re.search(r"cymraeg|welsh", folded)), "english" in folded
    if re.search(r"both|bilingual|dwyieithog", folded) or (is_welsh and is_english):
        return Language.BOTH
    if is_welsh or is_english:
        return Language.WELSH if is_welsh else Language.ENGLISH
    return None if folded != "not asked" else Language.NOT_ASKED


def read_letters(text: str) -> Reading[Mapping[str, object]]:
    """Return print size, other format and delivery, by field name, from one answer about letters."""
    size, other, delivery = read_print_size(text), read_other_format(text), read_delivery(text)
    if size.value is None and other is None and delivery is None:
        return Reading(
            None, "How letters should come can't be read, so the usual is kept.", "Choose it under People."
        )
    found: dict[str, object] = {"print_size": size.value or 14, "other_format": other}
    found["delivery"] = delivery or Delivery.BY_HAND
    return Reading(found, size.message, size.advice)
