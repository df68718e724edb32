"""In which words forms ask each question, so that a heading is known by what it says.

One heading alone is looked at: where it stands, and what stands below it, is `documents.forms.headings`.
A heading that is not surely one question's is none's: it is asked about, not guessed.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from buddy_matcher.documents.forms.heading_text import languages, plain_question
from buddy_matcher.documents.forms.negations import asks_opposite
from buddy_matcher.domain.made_forms import organisation_form, sign_up_form
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import fold

# A consent about anybody but a buddy must not count as one to share with a buddy.
_AGREES = r"\b(agrees?|consent|happy|permission|may (we|your)|can we|ok(ay)? to|^share)\b"
_NO_CONSENT_TO_THIS = (
    r"third part|funder|research|evaluat|newsletter|mailing list|future|photo|(other|partner) organi"
)
_AGREEMENT = rf"^(?!.*({_NO_CONSENT_TO_THIS}))(?=.*({_AGREES}))"
_SKILLS = r"\b(strengths?|skills?|expertise)\b"
_WISHES = r"\b(like|want(ed)?|need(ed)?|seek(ing)?|sought|looking for|wish(ed)?|desired|gain|missing)\b"
_GIVE = r"(share|offer|bring|give|contribute|teach|pass on|lend|provide)"
_GAIN = r"(learn|gain|develop|improve|receive|train|acquire|strengthen|get better)"
_TO_GIVE = rf"( to)?( be able to)? {_GIVE}\b"
_ORGANISATION = r"(organi[sz]ations?|employer|company|charity|trust|practice|org|group)"
_MEET = r"\b(meet(ing)?s?|sessions?|get together|catch ?up)\b"
_IN_PERSON = r"(in[ -]person|face[ -]to[ -]face)"
_WISHED_KNOWN = r"(if only (they|you)|(they|other sector) knew)"
_WHOM_WE_SERVE = r"\b(people|patients|clients|communities) (that |whom )?(i|you|we) (serve|support)\b"
_OF_MYSELF = r"\b(about|of) (me|you|yourself|myself)\b"
_REMOTE = r"(online|video|virtual(ly)?|remote(ly)?|phone|zoom|teams)"

_PATTERNS: tuple[tuple[Question | None, str], ...] = (
    # Of other people, or of nobody.
    (
        None,
        r"line manager|manager'?s? (name|e-?mail|phone)|referee|emergency|next of kin|assistant|signature"
        r"|^(preferred|best) (call|contact) times?$|\bbudget\b|\bethnic|\breligio|\bdate of birth\b"
        r"|\bgender\b",
    ),
    (None, r"collector|ip address|^how (often|long|much time)\b|hear about|^i (understand|acknowledge)\b"),
    (
        Question.NOT_WITH,
        r"\bnot\b.*\b(pair|match|partner|work with|meet with|be with)"
        r"|(\bnever|\bcannot|n't)( want| wish)?( to)?( be)? (pair|match|work with|meet\b)"
        r"|\b(to|being) avoid|avoid being|(people|anyone|anybody|organisations) to avoid"
        r"|keep (me|us|them) apart|conflicts? of interest|^not with$",
    ),
    (
        Question.TAKES_PART,
        rf"^(?!why|how|what|when|.*({_NO_CONSENT_TO_THIS}|survey|interview|training|workshop|\bevents?\b"
        rf"|focus))"
        r".*\b(want|wish|like|agree|consent|happy|able|going|intend|willing)\b.* (to )?(take part|taking part"
        r"|participat\w+|be part of (this|the)|stay (in|involved)|continue)\b"
        r"|^(takes|taking) part|^still (taking part|interested)|^i no longer (wish|want)\b"
        r"|^(i )?(do you )?(agree|consent) to (us|our) (using|use of|hold|stor|process"
        r"|keep)\w*(?!.*(photo|third part))"
        r"|^withdr(aw|ew|awn)\b",
    ),
    (None, r"^please do not\b|^(please )?tick\b|\btravel(ling)? (costs?|expenses?)\b"),
    (
        None,
        r"\bwebsite\b|\b(size|structure|address|turnover|income) of (your |the )?organi[sz]ation"
        r"|organi[sz]ation('s)? (size|address|structure|website|phone|number)"
        r"|(does|is|could|has) your organi[sz]ation\b|\bavailab\w*\b.*\b(start|event|launch|training|fund)"
        r"|\b(volunteers|staff|employees)\b.*\bhave\b",
    ),
    (Question.ACCESS_CONSENT, r"(consent|agree).*access"),
    (Question.SHARE_THEMES, _AGREEMENT + r"(?=.*(themes|communities.*\bbuddy))"),
    (Question.IF_ONLY_PEOPLE_READ_BY, rf"{_AGREEMENT}(?=.*{_WISHED_KNOWN})(?=.*{_WHOM_WE_SERVE})"),
    (Question.IF_ONLY_ME_READ_BY, rf"{_AGREEMENT}(?=.*{_WISHED_KNOWN})(?=.*{_OF_MYSELF})"),
    (Question.IF_ONLY_READ_BY, rf"{_AGREEMENT}(?=.*{_WISHED_KNOWN})"),
    (
        Question.SHARE_CONTACT,
        _AGREEMENT + r"(?=.*(\bshar|\bgiven?\b|\bpass|\b(your|my|a) (buddy|partner)\b))"
        r"(?=.*(e-?mail|phone|contact|details.*\bbuddy|buddy.*details))",
    ),
    (Question.PRIVACY_VERSION, r"privacy.*version"),
    (Question.PRIVACY_GIVEN, r"privacy (notice|policy|statement)"),
    (Question.IF_ONLY_PEOPLE, rf"{_WISHED_KNOWN}.*{_WHOM_WE_SERVE}"),
    (Question.IF_ONLY_ME, rf"{_WISHED_KNOWN}.*{_OF_MYSELF}"),
    (
        Question.IF_ONLY,
        r"if only (they|you)|other sector (knew|(should|to) know)|should the other sector know",
    ),
    (
        Question.ANYTHING_ELSE,
        r"^(is there )?any ?thing else\b|^(any )?(other|further|additional) (comments?|information|notes?)"
        r"|^(any )?comments?$|\bany (other|further|additional) (comments?|information)\b"
        r"|^what else\b|^any questions\b|anything (you|we) .*\b(know|add|tell us)$",
    ),
    (
        Question.STANDBY,
        r"\bstand-?by\b|(ring|call|phone|contact) (me|you) if (someone|somebody|anyone|a place)",
    ),
    (Question.CONFIDENCE, r"\bconfiden(t|ce)\b.*\bother sector\b"),
    (Question.TRIO, r"\btrios?\b|(group|in a|as a|be a) (of )?(three|3)\b"),
    (Question.CAPACITY, r"how many (buddies|people|partners|matches)|number of buddies|^capacity$"),
    (Question.LANGUAGE, r"^(preferred |your )?language( of letters)?$|\blanguage\b.*\b(letters?|prefer)"),
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
    (
        Question.TRAVEL,
        r"how far\b.*\b(travel|go|come|meet)|^how far$|\bmiles\b|\b(max(imum)?|furthest|longest) distance"
        r"|\b(distance|radius)\b.*\btravel|\btravel(ling)? (distance|limit|radius|range|\(|miles|km)"
        r"|^((max(imum)?|furthest) )?travel$|\bkilomet",
    ),
    (Question.VENUE_NEEDS, r"\bvenue\b|\bmeeting place\b"),
    (
        Question.ACCESS_NOTE,
        r"\baccess(ibility)? (needs?|requirements?|note|support)|\badjustments\b"
        r"|^(any )?(support|additional|dietary or access) (needs?|requirements?)$",
    ),
    (
        Question.WAYS,
        rf"how .*\b(you|we)\b.*{_MEET}|\b(ways?|method|mode) (to|of|you|for) .*meet|ways? to meet"
        rf"|meeting (preference|way|format|method|mode|type)|\b{_REMOTE}\b.*\b{_IN_PERSON}\b"
        rf"|\b{_IN_PERSON}\b.*\b{_REMOTE}\b",
    ),
    (
        Question.FREE,
        r"(?<!-)\bfree\b(?!.*\b(text|of charge|to attend)\b)|\bavailab(?!.*\bevent\b)"
        rf"|\b(when|times?|days?)\b.*{_MEET}|{_MEET} (times?|days?)\b"
        r"|\btimes? .*\bsuits?\b|\b(times|days)\b.*\b(work|suit|are) best\b|\bbest (times|days)\b"
        r"|^(preferred )?(days|times)( (and|or|&) times)?$",
    ),
    # Whoever agrees to something else must not be taken to answer the question that it mentions.
    (
        None,
        r"^(are you (happy|willing)|do you (agree|consent|mind)|may we|can we"
        r"|i (agree|consent|am happy|confirm|give permission)|would you (like|be happy|be willing))\b",
    ),
    (
        Question.HOPES,
        r"\bget (out of|from) (it|this|the|having|taking)\b|\bhop(e|ing) (for|to get)\b"
        r"|why (do|would) you .*\b(buddy|part|join)\b|^(what are )?(your |my )?(aims|goals|expectations)$",
    ),
    (
        Question.SHARE_OR_GAIN,
        rf"\b({_GIVE}|offering|strong)\b.*(\bor\b|/|\bv\b|\bvs\b|&|\band\b) ?(\w+ ){{0,5}}({_GAIN}|want"
        rf"|need|wish|seek\w*|get)\b"
        rf"|\b({_GAIN}|want|need) ?(or|/) ?{_GIVE}\b|^(offer|share|give)s?(ed|ing)?[ /-]+(want|gain|need"
        rf"|get|learn)\w*$"
        r"|^direction$",
    ),
    (
        Question.CAN_SHARE,
        rf"\b((can|could) (you|i)|(you|i) (can|could)) {_GIVE}\b"
        rf"|\b(able|happy|willing|like|love|want) to (?:be able to )?{_GIVE}\b(?!.*\bwith us\b)",
    ),
    (
        Question.WOULD_LIKE,
        rf"\b(like|love|want|hope|hoping|wish|keen|interested|need)\b( (to|in|us|help|your buddy"
        rf"|more))* ?({_GAIN}|learning)\b"
        r"|\b(like|want) to access\b|what (could|can) (you|i) gain"
        r"|(like|want|needs?) (some )?(help|support) (with|in)\b|areas (for|of) development"
        rf"|{_SKILLS}.*{_WISHES}(?!{_TO_GIVE})|{_WISHES}(?!{_TO_GIVE}).*{_SKILLS}"
        r"|^would like|^(my |your )?wish(es)?( list)?$|^(looking for|wants?)$",
    ),
    (
        Question.CAN_SHARE,
        rf"{_SKILLS}.*\b({_GIVE}|offered|have|give|given)\b|^areas of expertise|^skills (and"
        rf"|&) (expertise|experience)$"
        rf"|what .*\b(you|i)\b.*\b{_GIVE}\b|(what|which) .*\b(can|could) (you|i) (help|support|mentor"
        rf"|coach)\b"
        r"|what are you good at|^(i )?(can|could) (share|offer)|^offers?$"
        r"|^(what are )?((my|your|key|first|second|third|1st|2nd|3rd) )*(strengths?|skills)$",
    ),
    (Question.HOPES, r"\bhopes?\b"),
    (Question.INTRODUCTION, r"introduc|about (you|yourself)$|about yourself\b|^(short )?(bio|profile)$"),
    (Question.THEMES, r"\b(themes?|communities)\b|^client groups?|\bgroups of people\b|^focus areas?$"),
    (
        Question.SECTOR,
        r"^(in )?(which|what) .*\bsector\b( \w+){0,2}( (do|does|are|is|best|you|did)\b.*)?$(?<!knew)(?<!know)"
        r"|^((your|my|the|primary|main|name of) )*sector( (you|i) (work|are|am|represent"
        r"|belong)\b.*)?( \(.*\))?$"
        r"|^(are you|do you work)\b.*\b(nhs|health|statutory)\b.*\bor\b|^(nhs|health|statutory) or \w+$",
    ),
    (
        Question.ORGANISATION_KIND,
        rf"\b(kind|type|sort) of {_ORGANISATION}|\borg(ani[sz]ation)?(al)? (kind|type|category)"
        r"|best describes your organi[sz]ation",
    ),
    (
        Question.EMAIL,
        r"^((what is|what's|please|enter|give|provide|confirm|and|us) )*"
        r"((your|my|the|work|contact|business|personal|nhs|preferred|best|main|primary) )*"
        r"e-?mail( address(es)?)?( for .*| \(.*\)| \d)?$|\be-?mail address\b|^username$",
    ),
    (
        Question.PHONE,
        r"^((what is|please|your|my|the|best|work|contact|daytime|day|home|main|enter|give) )*"
        r"(tele ?phone|phone|mobile|tel|cell)( ?(phone|tel))?( ?(number|no|num))?( \(.*\)| or .*| for .*)?$"
        r"|(phone|mobile|contact) (number|no)\b",
    ),
    (Question.POSTCODE, r"post(al)? ?code|^outcode$"),
    (Question.ADDRESS, r"(postal|mailing|home|work) address"),
    (
        Question.PLACE,
        r"where .*\bbased\b|\btown\b|^city$|^(place|location|area|locality|borough|district)$"
        r"|^(work )?base( location)?$|where do you work from|^based (in|at)$",
    ),
    (Question.LEVEL, r"describes your (role|level)|^level|seniority|^(job|role) level|level is your role"),
    (
        Question.ORGANISATION,
        rf"^(what is |what's |please (enter|give) )?(the |your )?(full )?name of (your |the "
        rf"|my ){_ORGANISATION}\b(?!.* (lead|contact|manager)\b)"
        rf"|^(what is |what's )?(your |my |the |employing |home |lead "
        rf"|sponsoring )*{_ORGANISATION}('s)?( ?/ ?{_ORGANISATION})?( name)?"
        r"( (you|i) (work for|work in|represent|are with|are from|belong to|come from)| \(.*\))?$"
        rf"|^(which|what) ((company|charity|trust|group) or )?(government )?{_ORGANISATION} (do|are) you\b"
        r"|where do you work|who do you work for|^(work ?place|place of work|account name"
        r"|company ?/ ?organi[sz]ation)$"
        r"|^(organi[sz]ation|employer) ?(/|or|and|&) ?(\w+ ?){1,3}$",
    ),
    (
        Question.JOB_TITLE,
        r"job ?title|^(what is )?((your|my|current|job) )*(role|position|post|job|occupation)"
        r"( title)?( (in|at|within) (the |your |my )?(group|organi[sz]ation|team|charity))?$",
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
        r"name( in full| please| of participant| of (the )?person completing.*| \(.*\))?\d*$|^(person"
        r"|participant)$",
    ),
    (Question.RESPONSE, r"^((response|respondent|submission|entry) )?id$|^response number$"),
    (Question.STARTED, r"^(start (time|date)|started( at| on)?|start date \(utc\))$"),
    (
        Question.ANSWERED,
        r"^(completion time|end date|timestamp|submitted( at| on)?|(submission|submit) (date|time)( \(utc\))?"
        r"|recorded ?date|date (submitted|completed|of response)|completed( at| on)?)$",
    ),
    (Question.CHANGED, r"^((last )?modified( time| at| on)?|date modified)$"),
    (Question.TIME_FUNDED, r"time funded"),
    (Question.FUNDED_RATE, r"rate of funded|funded rate"),
)
# The first pattern that a heading fits decides, so long questions stand before single words in them.
_COMPILED = tuple((question, re.compile(pattern)) for question, pattern in _PATTERNS)

_NEVER_ASKED: Final = re.compile(
    r"ip( address)?|collector id|(custom|embedded) data( \d+)?|(points|feedback) - .*|total points"
    r"|quiz feedback"
    r"|score|network id|tags?|response type|stage date \(utc\)|status code|progress|finished|duration.*|#"
    r"|(recipient|external) ?(data ?)?(last ?name|first ?name|email|reference)|location ?(latitude|longitude)"
    r"|distribution channel|user ?language|lastpage|last page|seed|startlanguage|refurl|owner|record ?id"
    r"|campaign.*"
    r"|created (by|date)|last activity( date)?|submission ip|edit link|user agent|browser.*|row|problem"
)
"""What tools write of themselves."""

_OWN_HEADINGS = {fold(question.label): question for question in Question} | {
    question.value.replace("_", " "): question for question in Question if "_" in question.value
}
_OWN_WORDINGS = {
    plain_question(each.text): each.question
    for form in (sign_up_form("", (), ()), organisation_form(""))
    for each in form.questions
    if isinstance(each.question, Question)
}
_ABOUT_AGREEING: Final = frozenset({Question.NOT_WITH, Question.TAKES_PART, Question.ANYTHING_ELSE})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a heading asks: a question and why it is thought so; None where it is none that is known.

    With `is_tool`, a survey tool wrote the column of itself. With `is_opposite`, the heading asks for the
    opposite of the question that it names, so that its answers must be turned around or left unread.
    """

    question: Question | None = None
    why: str = ""
    is_tool: bool = False
    is_opposite: bool = False


@lru_cache(maxsize=4096)
def asked(heading: str) -> Asked:
    """Return what a heading asks, also where it says the same in two languages."""
    found = _asked(plain_question(heading))
    if found.question or found.is_tool or found.is_opposite:
        return found
    parts = {part: _asked(plain_question(part)) for part in languages(heading)}
    questions = {each.question for each in parts.values() if each.question}
    if len(questions) != 1 or any(each.is_opposite for each in parts.values()):
        return found
    return next(each for each in parts.values() if each.question)


def question_of(heading: str) -> Question | None:
    """Return the question that a heading asks, None if it is none that the scheme knows or its opposite."""
    found = asked(heading)
    return None if found.is_opposite else found.question


def _asked(folded: str) -> Asked:
    if folded in _OWN_HEADINGS:
        return Asked(_OWN_HEADINGS[folded], "It is the heading that our own sheets use.")
    if folded in _OWN_WORDINGS:
        return Asked(_OWN_WORDINGS[folded], "It is how our own forms ask it.")
    if not folded or _NEVER_ASKED.fullmatch(folded):
        return Asked(is_tool=True, why="The survey tool writes this column itself.")
    for question, pattern in _COMPILED:
        if match := pattern.search(folded):
            if question is None:
                return Asked()
            is_opposite = question not in _ABOUT_AGREEING and asks_opposite(folded)
            words = match[0].strip() or question.label.lower()
            return Asked(question, f"It says “{words}”.", is_opposite=is_opposite)
    return Asked()
