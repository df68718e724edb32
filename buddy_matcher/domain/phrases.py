"""How dates and entries of the scheme's lists read inside an English sentence.

Reasons and letters share this. Nothing here knows what a sentence is about.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

from buddy_matcher.domain.text import fold, listed

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_ORDINARY = frozenset(
    """
    a access activities adult adults advice advocacy ageing an and another arts audio being benefits
    bereavement bid bids braille budget budgets building campaigning care carer carers caring chairing
    change charity chief children co-design co-production coaching commissioning communication
    communications communities community creative cultural culture data debt dementia design developing
    development digital disability disabled diversity domestic drugs early easy education employment
    engagement engaging environment equality evaluation events evidence facilitating facilitation faith
    families family finance financial food front funding fundraising getting giving governance grants
    green health helping homeless homelessness hospital housing human impact inclusion influencing
    innovation isolated knowledge language languages large leadership leading learning listening lived
    local loneliness long-term making manager managing marketing media meeting meetings men men's mental
    mentoring migrants money music neighbourhood networking networks new older online organising
    outreach parents participation partnership partnerships patient patients peer people performing
    physical planning policy postal poverty primary printed procurement project projects public quality
    quite recruiting refugee refugees relationships research residents running rural safeguarding saved
    senior services sharing sign single skills social speaking sport staff starting storytelling
    strategic strategy supervision support supporting sustainability talking teaching team teams
    technology the time training transport trauma-informed travel understanding unpaid urban using very
    veterans victims volunteer volunteering volunteers web welfare well wellbeing women women's work
    workforce working writing young youth
    """.split()  # noqa: SIM905 - reads better
)
"""First words that need no capital inside a sentence: any other may be a name, and keeps what was typed."""


def date_in_words(day: date) -> str:
    """Return for example "21 November 2026", whatever the computer's language is."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """Return for example "21 November 2026, 14:05", in this computer's time zone."""
    local = moment.astimezone()
    return f"{date_in_words(local.date())}, {local:%H:%M}"


def inside_sentence(entry: str) -> str:
    """Return a list entry with a small first letter where its first word is ordinary, no name."""
    first = re.split(r"[\s,;:/(]", entry, maxsplit=1)[0]
    is_ordinary = first[1:] == first[1:].lower() and fold(first) in _ORDINARY
    return first.lower() + entry[len(first) :] if is_ordinary else entry


_DATE_OR_PHONE = re.compile(
    rf"\b\d{{1,2}} (?:{'|'.join(_MONTHS)}) \d{{4}}\b"
    r"|[+(]?\d(?:[ ()-]{0,2}\d){8,14}"
)


def unbroken(text: str) -> str:
    """Return `text` with no-break spaces inside dates and phone numbers."""
    return _DATE_OR_PHONE.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def in_a_list(words: Sequence[str]) -> str:
    """Return `words` as a list in a sentence that can't be misread when one itself holds "and"."""
    if len(words) > 1 and any("," in word for word in words):
        return f"{'; '.join(words[:-1])}; and {words[-1]}"
    if len(words) > 1 and any(" and " in word for word in words):
        return f"{', '.join(words[:-1])}, and {words[-1]}"
    return listed(tuple(words))
