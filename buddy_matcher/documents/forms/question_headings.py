"""In which words forms ask each question, so that a heading is known by what it says.

One heading alone is looked at: where it stands, and what stands below it, is `documents.forms.headings`.
"""

import re
from functools import lru_cache

from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import fold

_LONGEST_HEADING = 400

# A consent about anybody but a buddy must not count as one to share with a buddy.
_AGREES = r"\b(agrees?|consent|happy|permission|may (we|your)|can we|ok(ay)? to|^share)\b"
_NO_CONSENT_TO_THIS = (
    r"\bnot\b|third part|funder|research|evaluat|newsletter|mailing list|future|photo|(other|partner) organi"
)
_AGREEMENT = rf"^(?!.*({_NO_CONSENT_TO_THIS}))(?=.*({_AGREES}))"
_SKILLS = r"\b(strengths?|skills?|expertise)\b"
_WISHES = r"\b(like|want(ed)?|need(ed)?|seek(ing)?|sought|looking for|wish(ed)?|desired|gain|missing)\b"
_TO_GIVE = r"( to)?( be able to)? (share|offer|bring|give|contribute)\b"

_PATTERNS: tuple[tuple[Question | None, str], ...] = (
    # Of other people, or of nobody.
    (
        None,
        r"line manager|manager'?s? (name|e-?mail|phone)|referee|emergency|next of kin|assistant|signature",
    ),
    (None, r"collector|ip address|^how (often|long)\b|hear about|^i (understand|acknowledge)\b"),
    (
        Question.NOT_WITH,
        r"\bnot\b.*\b(pair|match|partner|work with|meet)"
        r"|(\bnever|\bcannot|n't)( want| wish)?( to)?( be)? (pair|match|work with|meet)"
        r"|\b(to|being) avoid|avoid being|(people|anyone|anybody|organisations) to avoid"
        r"|conflicts? of interest|^not with$",
    ),
    (None, r"^(i|please) do not\b|^(please )?tick\b|\btravel(ling)? (costs?|expenses?)\b"),
    (
        None,
        r"\bwebsite\b|(size|address) of (your )?organi[sz]ation|organi[sz]ation('s)? (size|address)"
        r"|(does|is|could) your organi[sz]ation (do|meet|gain|happy|agree|support)\b",
    ),
    (Question.ACCESS_CONSENT, r"(consent|agree).*access"),
    (Question.SHARE_THEMES, _AGREEMENT + r"(?=.*(themes|if only))"),
    (
        Question.SHARE_CONTACT,
        _AGREEMENT + r"(?=.*(\bshar|\bgiven?\b|\bpass|\b(your|my|a) (buddy|partner)\b))"
        r"(?=.*(e-?mail|phone|contact|details.*\bbuddy|buddy.*details))",
    ),
    (Question.PRIVACY_VERSION, r"privacy.*version"),
    (Question.PRIVACY_GIVEN, r"privacy (notice|policy|statement)"),
    (
        Question.IF_ONLY,
        r"if only (they|you)|other sector (knew|(should|to) know)|should the other sector know",
    ),
    (Question.TRIO, r"\btrios?\b|(group|in a|as a|be a) (of )?(three|3)\b"),
    (Question.CAPACITY, r"how many (buddies|people|partners|matches)|number of buddies|^capacity$"),
    (Question.LANGUAGE, r"\blanguage\b"),
    (Question.PRINT_SIZE, r"(print|font|text|type) size|size of print"),
    (
        Question.ADDRESS,
        r"^(what is )?(your |full )*((postal|mailing|home|work) )?address( \(?for (letters|post)\)?)?$"
        r"|where should we (post|send)",
    ),
    (
        Question.DELIVERY,
        r"^letters go$|how should letters reach|^send letters|^(by )?post or (by )?e-?mail",
    ),
    (Question.OTHER_FORMAT, r"^other formats?"),
    (Question.LETTERS, r"\bletters?\b|\b(preferred|alternative|accessible|another) formats?\b"),
    (Question.TRAVEL, r"\btravel\b|how far|\bmiles\b|(max(imum)?|furthest) distance"),
    (Question.VENUE_NEEDS, r"\bvenue\b|\bmeeting place\b"),
    (
        Question.ACCESS_NOTE,
        r"\baccess(ibility)? (needs?|requirements?|note)|adjustments|^(support|additional) needs$",
    ),
    (
        Question.WAYS,
        r"how .*\b(you|we)\b.*\bmeet|\b(ways?|method) (to|of|you|for) .*meet|ways? to meet"
        r"|meeting (preference|way|format|method)|(online|video|virtual).*in person"
        r"|in person.*(online|video|virtual)",
    ),
    (
        Question.FREE,
        r"(?<!-)\bfree\b|\bavailab(?!.*\bevent\b)|(when|times|days) .*\bmeet|\btimes? .*\bsuits?\b"
        r"|^(preferred )?(days|times)( and times)?$",
    ),
    # Whoever agrees to something else must not be taken to answer the question that it mentions.
    (
        None,
        r"^(are you (happy|willing)|do you (agree|consent)|may we|can we"
        r"|i (agree|consent|am happy|confirm|give permission)|would you (like|be happy|be willing))\b",
    ),
    (
        Question.HOPES,
        r"\bget (out of|from) (it|this|the|having|taking)\b|\bhop(e|ing) (for|to get)\b"
        r"|why (do|would) you .*\b(buddy|part|join)\b|^(what are )?(your |my )?(aims|goals|expectations)$",
    ),
    (Question.CAN_SHARE, r"\b((can|could) (you|i)|(you|i) (can|could)) (share|offer|bring)\b"),
    (
        Question.WOULD_LIKE,
        r"(like|want|hope|hoping|wish) to (gain|learn|develop|receive|access)|what (could|can) (you|i) gain"
        r"|(like|want|needs?) (some )?(help|support) (with|in)|areas (for|of) development"
        rf"|{_SKILLS}.*{_WISHES}(?!{_TO_GIVE})|{_WISHES}(?!{_TO_GIVE}).*{_SKILLS}"
        r"|^would like|^(my |your )?wish(es)?( list)?$|^(looking for|wants?)$",
    ),
    (
        Question.CAN_SHARE,
        rf"{_SKILLS}.*\b(share|offer|offered|bring|have)\b|^areas of expertise"
        r"|what .*\b(you|i)\b.*\b(share|offer|bring)\b|what (can|could) you help|what are you good at"
        r"|^(i )?(can|could) (share|offer)|^offers?$"
        r"|^(what are )?((my|your|key) )*(strengths?|skills)$",
    ),
    (Question.HOPES, r"\bhopes?\b"),
    (Question.INTRODUCTION, r"introduc|about (you|yourself)$|about yourself\b|^(short )?(bio|profile)$"),
    (Question.THEMES, r"\b(themes?|communities)\b|^client groups?|\bgroups of people\b|^focus areas?$"),
    (
        Question.SECTOR,
        r"^(?!.*\babout (the|your)\b).*\bsector\b"
        r"|^(are you|do you work)\b.*\b(nhs|health|statutory)\b.*\bor\b|^(nhs|health|statutory) or \w+$",
    ),
    (Question.ORGANISATION_KIND, r"(kind|type) of organi[sz]ation|\borg(ani[sz]ation)? (kind|type)"),
    (Question.EMAIL, r"e[- ]?mail|^username$"),
    (Question.PHONE, r"phone|mobile|^tel\b|contact (number|no)\b"),
    (Question.POSTCODE, r"post(al)? ?code|^outcode$"),
    (Question.ADDRESS, r"(postal|mailing|home|work) address"),
    (
        Question.PLACE,
        r"\bbased\b|\btown\b|\bcity\b|^(place|location|area|locality|borough|district)$"
        r"|^(work )?base( location)?$|where do you work from",
    ),
    (Question.LEVEL, r"describes your (role|level)|^level|seniority|^(job|role) level|level is your role"),
    (
        Question.ORGANISATION,
        r"organi[sz]ation|\bemployer\b|where do you work|who do you work for|^(work ?place|place of work)$"
        r"|^(org|company|charity|trust|practice)( name)?$",
    ),
    (
        Question.JOB_TITLE,
        r"job ?title|^(what is )?((your|my|current|job) )*(role|position|post|job|occupation)( title)?$",
    ),
    (
        Question.KNOWN_AS,
        r"known as|preferred name|like to be called|should we call you|^nickname$"
        r"|name (you prefer|for your badge)",
    ),
    (
        Question.FULL_NAME,
        r"^(first|fore) ?name (and|&|/) (last|sur|family) ?name|^first and last names?$|^name and surname$",
    ),
    (Question.GIVEN, r"^(what is )?(your )?(first|given|fore|christian) ?names?\b"),
    (Question.FAMILY, r"^(what is )?(your )?(last|family|second) ?names?\b|surname"),
    (
        Question.FULL_NAME,
        r"^(please (enter|give|tell us) )?((your|full|contact|what is|what's|participant|delegate|staff) )*"
        r"name( in full| please| of participant| \(.*\))?\d*$|^(person|participant)$",
    ),
    (Question.RESPONSE, r"^((response|respondent|submission|entry) )?id$|^response number$"),
    (Question.STARTED, r"^(start (time|date)|started( at| on)?)$"),
    (
        Question.ANSWERED,
        r"^(completion time|end date|timestamp|submitted( at| on)?|submission (date|time)"
        r"|date (submitted|completed|of response)|completed( at| on)?)$",
    ),
    (Question.CHANGED, r"^((last )?modified( time| at| on)?|date modified)$"),
    (Question.TIME_FUNDED, r"time funded"),
    (Question.FUNDED_RATE, r"rate of funded|funded rate"),
)
# The first pattern that a heading fits decides, so long questions stand before single words in them.
_COMPILED = tuple((question, re.compile(pattern)) for question, pattern in _PATTERNS)
_NUMBER = re.compile(r"^(q(uestion)? ?)?\d+ ?[.):] ")
"""Before a question that a form counts."""

_OWN_HEADINGS = {fold(question.label): question for question in Question}


@lru_cache(maxsize=2048)
def question_of(heading: str) -> Question | None:
    """Return the question that a heading asks, None if it is none that the scheme knows."""
    # No question is longer; patterns that look ahead take long over long texts.
    folded = _NUMBER.sub("", fold(heading[:_LONGEST_HEADING])).rstrip(" :.?*…")
    if folded in _OWN_HEADINGS:
        return _OWN_HEADINGS[folded]
    return next((question for question, pattern in _COMPILED if pattern.search(folded)), None)
