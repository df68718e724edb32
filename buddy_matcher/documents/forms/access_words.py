"""Access needs that someone names in any words: they are put before the coordinator, whatever was asked."""

import re
from typing import Final

_NEEDS: Final = re.compile(
    r"\b(bsl|british sign language|sign language|sign supported|lip[ -]?read\w*|makaton|palantypist"
    r"|speech[ -]to[ -]text"
    r"|large print|larger print|large font|big print|easy[ -]?read|braille|audio (?:version|description"
    r"|format)"
    r"|screen[ -]?reader|wheel ?chairs?|step[ -]free|ramps?|hearing loop|induction loop|hearing aids?"
    r"|hard of hearing"
    r"|deaf|blind|partially sighted|visual(?:ly)? impair\w*|hearing impair\w*|sight loss|guide dogs?"
    r"|assistance dogs?"
    r"|mobility|walking (?:aid|frame|stick)|disabled (?:parking|access|toilet)|blue badge"
    r"|accessible (?:venue|toilet|parking|room)"
    r"|interpreters?|translators?|translation|dyslexi\w*|dyspraxi\w*|autis\w*|neurodiver\w*|quiet (?:room"
    r"|space)"
    r"|personal assistant|support worker|access (?:needs?|requirements?)|reasonable adjustments?"
    r"|captions?|subtitles?)\b",
    re.IGNORECASE,
)
_NONE_NEEDED: Final = re.compile(r"\b(?:no|not|don't|do not|none|without|n/a)\b[^.;]{0,30}$", re.IGNORECASE)


def named_needs(text: str) -> tuple[str, ...]:
    """Return the words of a text that name an access need, in order, each once; denied ones are left out."""
    found = (
        match[0]
        for match in _NEEDS.finditer(text)
        if not _NONE_NEEDED.search(text[max(0, match.start() - 40) : match.start()])
    )
    return tuple(dict.fromkeys(found))
