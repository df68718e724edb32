"""Which side of a scheme, and which kind of organisation, a word of the field names.

Every word of an answer must be understood, and all must name one side; otherwise the word is asked about
once. England, Wales, Scotland and Northern Ireland have words of their own. What a scheme counts among
neither side as a rule, such as universities, police and private firms, is left to its coordinator.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from buddy_matcher.documents.forms.negations import denies
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.text import fold


@dataclass(frozen=True, slots=True)
class Side:
    """A sector, and the kind of organisation where the words name one."""

    sector: Sector
    kind: OrganisationKind | None = None


_BODY = r"(?:organi[sz]ations?|groups?|bod(?:y|ies)|associations?|partnerships?|projects?)"
_VOLUNTARY = Side(Sector.VCSE)
_HEALTH = Side(Sector.HEALTH)


def _kind(kind: OrganisationKind) -> Side:
    return Side(kind.sector, kind)


# Longer names stand before the shorter ones that they hold: "community nursing" before "community".
_NAMES: Final[tuple[tuple[str, Side], ...]] = (
    # Bodies that hold a word of the other side.
    (
        r"(?:council|councils) for (?:voluntary|community) (?:service|services|action)"
        r"|county voluntary councils?"
        r"|councils? of voluntary services?|voluntary (?:service )?councils?|cvs|cvc|local infrastructure(?: "
        rf"{_BODY})?|(?:vcs|vcse|vcfse|voluntary sector)? ?infrastructure(?: (?:{_BODY}|support))?"
        r"|third sector interfaces?|voluntary action(?: \w+)?",
        _kind(OrganisationKind.INFRASTRUCTURE_BODY),
    ),
    (
        r"(?:parochial church|churches together|parish church) ?(?:council)?|(?:local )?(?:church|mosque"
        r"|gurdwara"
        r"|synagogue|temple|chapel|cathedral|mandir|masjid|diocese|ministry)(?:es|s)?|places? of worship"
        rf"|(?:faith|religious|interfaith|inter-faith|multi-faith|church)(?:[ -]based)?(?: (?:{_BODY}"
        rf"|communit(?:y|ies)|sector|leaders?))?",
        _kind(OrganisationKind.FAITH_GROUP),
    ),
    (
        r"(?:nhs|health|hospital|mental health|medical|local|small|national|large|registered|community"
        r"|care|disability)?"
        r" ?(?:charit(?:y|ies)|charitable(?: (?:trusts?|incorporated organi[sz]ations?"
        r"|organi[sz]ations?))?)|cio|hospices?",
        _kind(OrganisationKind.CHARITY),
    ),
    (r"communit(?:y|ies) interest compan(?:y|ies)|cics?", _kind(OrganisationKind.CIC)),
    (
        r"social enterprises?|social firms?|co-?operatives?|community benefit societ(?:y|ies)",
        _kind(OrganisationKind.SOCIAL_ENTERPRISE),
    ),
    (
        rf"(?:grass ?-?roots|mutual aid|self[ -]help|peer support|residents'?|tenants?'?|neighbourhood"
        rf"|unincorporated)"
        rf"(?: (?:and tenants'? |and residents'? )?{_BODY})?|community (?:{_BODY}|centres?|sector|hubs?"
        rf"|anchors?)",
        _kind(OrganisationKind.COMMUNITY_GROUP),
    ),
    (
        r"housing associations?|registered social landlords?|third sector|3rd sector|vcfs?e?s?|vcse?s?"
        r"|vfs|civil society"
        r"|(?:not|non)[ -]?(?:for|4)?[ -]?(?:private )?profits?|ngos?|non-?governmental organi[sz]ations?"
        r"|voluntary(?:,? (?:and|or|&)?,? ?communit(?:y|ies))?(?:,? (?:and|or|&)?,? ?faith)?(?:,? (?:and"
        r"|or|&)?,? ?social enterprises?)?",
        _VOLUNTARY,
    ),
    # Health and what the state provides.
    (
        r"(?:nhs )?integrated care (?:boards?|systems?|partnerships?)|icbs?|ics|icp"
        r"|clinical commissioning groups?|ccgs?",
        _kind(OrganisationKind.INTEGRATED_CARE_BOARD),
    ),
    (
        r"primary care(?: (?:networks?|trusts?|team))?|pcns?|(?:gp|general practice|general practitioner"
        r"|doctors?'?)"
        r"(?: (?:practices?|surger(?:y|ies)|clusters?|federations?))?|gps|surgery|dent(?:al practice|ist)"
        r"|community pharmac(?:y|ies)",
        _kind(OrganisationKind.PRIMARY_CARE),
    ),
    (
        r"(?:nhs )?(?:foundation|acute|ambulance|mental health|community(?: health(?:care)?)?|hospitals?"
        r"|teaching hospitals?|provider)"
        r" (?:nhs )?(?:foundation )?(?:trusts?|services? nhs trusts?)|nhs (?:foundation )?trusts?|acute"
        r"|ambulance(?: service)?"
        r"|(?:nhs |general |community |teaching |acute |local )?hospitals?|(?:local "
        r"|university )?health boards?"
        r"|health and social care trusts?",
        _kind(OrganisationKind.NHS_TRUST),
    ),
    (
        r"(?:council )?public health|local authorit(?:y|ies)|local government|(?:city|county|borough"
        r"|district|metropolitan"
        r"|unitary|local|town)? ?councils?",
        _kind(OrganisationKind.COUNCIL_PUBLIC_HEALTH),
    ),
    (r"statutory|public sector", _kind(OrganisationKind.OTHER_STATUTORY)),
    (
        r"nhs|national health service|health (?:and|&) (?:social )?care|health ?care"
        r"|mental health (?:services?|team)"
        r"|community (?:nursing|nurses?|health services?|health team|mental health(?: (?:team"
        r"|services?))?|midwifery|dental)"
        r"|district nursing|health visiting|health",
        _HEALTH,
    ),
    (rf"communit(?:y|ies)(?: {_BODY})?|faith", _VOLUNTARY),
)
_FILLER: Final = (
    r"sectors?|organi[sz]ations?|services?|groups?|bod(?:y|ies)|provider|providers|the|a|an|of|in|for|and"
    r"|or|i|work|am|is"
    r"|my|our|we|are|from|local|side|employee|staff|part|systems?|leaders?|colleagues?|partners?|people"
    r"|member|e\.g|eg"
    r"|etc|including|such|as|[,./&;:()+'\"-]"
)
_TOKEN: Final = re.compile(
    "|".join(
        [
            *(rf"(?P<n{i}>(?:{pattern})(?![\w]))" for i, (pattern, _) in enumerate(_NAMES)),
            rf"(?P<filler>(?:{_FILLER}|\s+))",
        ]
    )
)
_COMMUNITY_ALONE: Final = re.compile(r"community health")
_PARISH: Final = re.compile(r"parish council")


@lru_cache(maxsize=4096)
def read_side(text: str) -> Side | None:
    """Return the side that a text names, None when it names neither or both, or a word is not understood."""
    folded = fold(text)
    if denies(folded) or _COMMUNITY_ALONE.fullmatch(folded) or _PARISH.search(folded):
        return None
    # "VCSE (health charity)" names its sector before the bracket.
    parts = dict.fromkeys([folded, folded.partition("(")[0].strip()])
    return next((side for part in parts if (side := _side_of(part))), None)


def _side_of(text: str) -> Side | None:
    found: list[Side] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        at_word_end = match is not None and (match.end() == len(text) or not _splits_word(text, match.end()))
        if match is None or match.end() == at or not at_word_end:
            return None
        if match.lastgroup and match.lastgroup != "filler":
            found.append(_NAMES[int(match.lastgroup[1:])][1])
        at = match.end()
    sectors = {side.sector for side in found}
    if len(sectors) != 1:
        return None
    kinds = {side.kind for side in found if side.kind}
    return Side(sectors.pop(), kinds.pop() if len(kinds) == 1 else None)


def _splits_word(text: str, at: int) -> bool:
    return text[at - 1].isalnum() and text[at].isalnum()
