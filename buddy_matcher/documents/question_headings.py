"""In which words forms ask each question, so that a heading is known by what it says.

One heading alone is looked at: where it stands, and what stands below it, is `documents.headings`.
"""

import re
from functools import lru_cache

from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import fold

_LONGEST_HEADING = 400

_AGREEMENT = r"^(?!.*\bnot\b)(?=.*\b(agrees?|consent|happy|may we|can we)\b)"
_PATTERNS: tuple[tuple[Question | None, str], ...] = (
    (None, r"line manager|referee|emergency|next of kin|assistant|signature|collector|ip address"),
    (Question.NOT_WITH, r"\bnot\b.*\b(pair|match|partner|work with|meet)|avoid being|conflicts? of interest"),
    (Question.ACCESS_CONSENT, r"(consent|agree).*access"),
    (Question.SHARE_THEMES, _AGREEMENT + r"(?=.*(themes|if only))"),
    (
        Question.SHARE_CONTACT,
        _AGREEMENT + r"(?=.*(e-?mail|phone|contact))(?=.*(\bshar|given|pass|buddy|partner))",
    ),
    (Question.PRIVACY_VERSION, r"privacy.*version"),
    (Question.PRIVACY_GIVEN, r"privacy (notice|policy|statement)"),
    (Question.IF_ONLY, r"if only (they|you)"),
    (Question.TRIO, r"\btrios?\b|(group|in a|as a) (of )?(three|3)\b"),
    (Question.CAPACITY, r"how many (buddies|people|partners|matches)|number of buddies|^capacity$"),
    (Question.LANGUAGE, r"\blanguage\b"),
    (Question.PRINT_SIZE, r"(print|font) size|size of print"),
    (Question.DELIVERY, r"^letters go$|how should letters reach"),
    (Question.LETTERS, r"\bletters?\b"),
    (Question.OTHER_FORMAT, r"^other format"),
    (Question.TRAVEL, r"\btravel\b|how far"),
    (Question.VENUE_NEEDS, r"\bvenue\b"),
    (Question.ACCESS_NOTE, r"\baccess (needs?|requirements?|note)|adjustments"),
    (Question.WAYS, r"how (could|would|can|do) you.*\bmeet|ways? (to|of) meet|meeting (preference|way)"),
    (Question.FREE, r"(?<!-)\bfree\b|\bavailab|(when|times|days) .*\bmeet"),
    (
        Question.WOULD_LIKE,
        r"(like|want|hope|wish) to (gain|learn|develop|receive)|^would like|^wish(es)?$"
        r"|strengths?.* (gain|wanted)",
    ),
    (
        Question.CAN_SHARE,
        r"strengths?.*\b(share|offer|bring)|^can (share|offer)|^(my |your )?(strengths?|skills)$",
    ),
    (Question.HOPES, r"\bhopes?\b|hope to get"),
    (Question.INTRODUCTION, r"introduc|about (you|yourself)$"),
    (Question.THEMES, r"\b(themes?|communities)\b"),
    (Question.SECTOR, r"\bsector\b"),
    (Question.ORGANISATION_KIND, r"(kind|type) of organi[sz]ation|organi[sz]ation (kind|type)"),
    (Question.EMAIL, r"e-?mail|^username$"),
    (Question.PHONE, r"phone|mobile|^tel\b"),
    (Question.POSTCODE, r"post ?code"),
    (Question.ADDRESS, r"(postal|mailing|home|work) address|^address$"),
    (Question.PLACE, r"\bbased\b|\btown\b|\bcity\b|^(place|location)$"),
    (Question.LEVEL, r"describes your role|^level|seniority"),
    (Question.ORGANISATION, r"organi[sz]ation|\bemployer\b|where do you work"),
    (Question.JOB_TITLE, r"job ?title|^(your |what is your )?(role|position|post|job)( title)?\??$"),
    (Question.KNOWN_AS, r"known as|preferred name|like to be called"),
    (Question.GIVEN, r"^(your )?(first|given|fore|christian) ?name\b"),
    (Question.FAMILY, r"^(your )?(last|family|second) ?name\b|surname"),
    (
        Question.FULL_NAME,
        r"^(your |full |contact |what is your |participant )*name( in full)?\d*\??$|^person$",
    ),
    (Question.RESPONSE, r"^(response |respondent )?id$"),
    (Question.STARTED, r"^start (time|date)$"),
    (Question.ANSWERED, r"^(completion time|end date|timestamp|submitted( at| on)?|date submitted)$"),
    (Question.CHANGED, r"^(last modified time|date modified)$"),
    (Question.TIME_FUNDED, r"time funded"),
    (Question.FUNDED_RATE, r"rate of funded|funded rate"),
)
# The first pattern that a heading fits decides, so long questions stand before single words in them.
_COMPILED = tuple((question, re.compile(pattern)) for question, pattern in _PATTERNS)
_OWN_HEADINGS = {fold(question.label): question for question in Question}


@lru_cache(maxsize=2048)
def question_of(heading: str) -> Question | None:
    """Return the question that a heading asks, None if it is none that the scheme knows."""
    # No question is longer; patterns that look ahead take long over long texts.
    folded = fold(heading[:_LONGEST_HEADING])
    if folded in _OWN_HEADINGS:
        return _OWN_HEADINGS[folded]
    return next((question for question, pattern in _COMPILED if pattern.search(folded)), None)
