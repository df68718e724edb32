"""Who someone is and how they are reached, from one cell each: a name, an address, a postcode.

A reading that is not certain says so; one that is not possible has no value.
"""

import re
from functools import lru_cache
from typing import Final

from buddy_matcher.documents.email_address import email_address
from buddy_matcher.documents.forms.cells import CORRECT_PERSON, Reading, is_damaged, is_no_answer
from buddy_matcher.documents.places import outcode_points
from buddy_matcher.domain.person_names import PersonName, read_person_name
from buddy_matcher.domain.places import outcode
from buddy_matcher.domain.text import fold, tidy

_ADDRESS: Final = re.compile(r"[^\s<>()\[\],;:\"|/]+@[^\s<>()\[\],;:\"|/@]+")
_AROUND_AT: Final = re.compile(r"\s*(?:@|\((?:at|@)\)|\[at\])\s*", re.IGNORECASE)
_NORTHERN_IRELAND: Final = re.compile(r"BT\d{1,2}")
_NO_ORGANISATION: Final = re.compile(
    r"other|others|other \(?please (specify|state)\)?.?|n\.?/?a\.?|-+|\.+|none|nil|no|not applicable"
    r"|nothing|tbc|unknown"
    r"|no organi[sz]ation|(not|n't) (work\w*|employed|in work|currently \w+)|self[ -]?employed( \w+)?"
    r"|freelance\w*( \w+)?|sole trader"
    r"|retired|unemployed|independent( \w+)?|individual|private individual|student|carer|volunteer"
    r"|resident|member of the public"
    r"|me|myself|own|n ?/ ?a.*|not applicable.*|prefer not to say|don't know|various|several"
)
_SOME_OTHER: Final = re.compile(r"other(?: \(?please (?:specify|state)\)?)? ?[:–-] ?(?=\S)", re.IGNORECASE)


def read_name(text: str) -> Reading[PersonName]:
    """Return a name without what stands around it, in ordinary writing and speaking order."""
    name, written = read_person_name(text), tidy(text)
    if is_damaged(name.full):
        return Reading(
            name,
            "A letter of the name was lost and became “?”.",
            "Correct the name under People, or in the sheet.",
        )
    if name.full != written:
        return Reading(name, f"The name was read as “{name.full}”.", CORRECT_PERSON)
    return Reading(name)


@lru_cache(maxsize=4096)
def read_email(text: str) -> Reading[str]:
    """Return the address that a cell holds, in lower case; no network is asked whether it exists."""
    if re.search(r"[\r\n]", text.strip()):
        return Reading(
            None, "The e-mail address has a line break in it, so it was left out.", "Correct it in the sheet."
        )
    written = tidy(text).removeprefix("mailto:")
    found = dict.fromkeys(
        address.strip(".'").lower() for address in _ADDRESS.findall(_AROUND_AT.sub("@", written))
    )
    if len(found) > 1:
        return Reading(
            None,
            "The cell holds several e-mail addresses, so none was taken.",
            "Ask the person which one to use, and enter it under People.",
        )
    for address in found:
        if kept := email_address(address):
            return Reading(kept)
    return Reading(
        None, "This is not an e-mail address, so it was left blank.", "Ask the person, or send by post."
    )


def read_postcode(text: str) -> Reading[str]:
    """Return the outward half of a postcode, one that exists; Northern Ireland's are not in the table."""
    outward = outcode(text)
    if outward in outcode_points() or _NORTHERN_IRELAND.fullmatch(outward):
        return Reading(outward)
    if is_no_answer(text):
        return Reading("")
    return Reading(None, f"“{text}” is not a postcode, so it was left out.", "Correct it under People.")


def read_organisation(text: str) -> str:
    """Return the organisation that a cell names, "" where it only says that there is none."""
    name = tidy(_SOME_OTHER.sub("", tidy(text), count=1))
    return (
        ""
        if _NO_ORGANISATION.fullmatch(fold(name).strip(" ()")) or _NO_ORGANISATION.fullmatch(fold(name))
        else name
    )
