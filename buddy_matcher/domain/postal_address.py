"""Whether the post can deliver to an address, as far as its lines tell; no address is looked up."""

import re
from collections.abc import Sequence

from buddy_matcher.domain.text import tidy

FEWEST_LINES = 3
"""Name, street and postcode: as few as GOV.UK Notify takes for a letter."""

MOST_LINES = 7
"""As many as fit into the window of an envelope, the name included (GOV.UK Notify)."""

_POSTCODE = re.compile(r"(GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})", re.IGNORECASE)


def is_postcode(line: str) -> bool:
    """Return whether a line is a whole British postcode."""
    return bool(_POSTCODE.fullmatch(tidy(line)))


def lacks_for_post(lines: Sequence[str]) -> str:
    """Return what keeps the post from delivering to the lines under a name, as a clause, or ""."""
    filled = [line for line in lines if tidy(line)]
    if not filled:
        return "it is empty"
    if not is_postcode(filled[-1]):
        return "its last line is no postcode"
    return "" if len(filled) + 1 >= FEWEST_LINES else "it has no street"
