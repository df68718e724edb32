"""The fields of letters: what each stands for in somebody's letter, filled from facts that they may see.

A field's values are sayings: none where it is empty for somebody, several where its sentence is said once for
each. A condition has one value without text, so that its sentence is said and the field leaves no trace.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Final

from buddy_matcher.domain.letter_facts import Buddy, Introduction, LetterFacts
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_phrases import Count, Phrase
from buddy_matcher.domain.letter_times import free_together, meeting_said
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.sayings import Counted, Day, Number, Saying, Several, say
from buddy_matcher.domain.text import set_apart, tidy

DAYS_PER_WEEK = 7
_OF_ONE_LETTER: Final = 8
"""How many values are kept: each block of a letter asks for the same ones."""

type Values = Mapping[Field, tuple[Saying, ...]]
"""The values of fields in one place of somebody's letter, before they are said in a language."""


class Reach(IntEnum):
    """How much of a letter a field speaks of: all of it, one pairing, or one buddy."""

    LETTER = 0
    PAIRING = 1
    BUDDY = 2


class Field(StrEnum):
    """Something that differs from letter to letter; the value is its name between double braces."""

    FIRST_NAME = "first_name"
    SCHEME = "scheme"
    COORDINATOR = "coordinator"
    WHOM_TO_ASK = "whom_to_ask"
    COORDINATOR_EMAIL = "coordinator_email"
    COORDINATOR_PHONE = "coordinator_phone"
    SAFEGUARDING = "safeguarding"
    ONLY_BUDDY = "only_buddy"
    NEW_BUDDY = "new_buddy"
    NUMBER_OF_BUDDIES = "number_of_buddies"
    ALL_BUDDIES = "all_buddies"
    HOW_YOU_MEET = "how_you_meet"
    CONTACT_BY = "contact_by"
    MEETINGS = "meetings"
    MONTHS = "months"
    ENDED = "ended"
    REPLACED_LETTER = "replaced_letter"
    IF_NO_COORDINATOR = "if_no_coordinator"
    IF_NO_BUDDY = "if_no_buddy"
    IF_PAIRING_ENDED = "if_pairing_ended"
    IF_PAIRING_CHANGED = "if_pairing_changed"
    ANSWERS = "answers"
    MISSING = "missing"
    ANSWER_BY = "answer_by"
    MET_WITH = "met_with"
    TIMES_MET = "times_met"
    HOURS_MET = "hours_met"
    CHOICES = "choices"
    IF_ANSWERS = "if_answers"
    IF_HALF_TIME = "if_half_time"
    FORM_LINK = "form_link"
    FORM_CODE = "form_code"
    IF_FORM = "if_form"
    IF_NO_FORM = "if_no_form"
    IF_PAPER_FORM = "if_paper_form"
    YOU_AND_THEM = "you_and_them"
    CONTACT_WHOM = "contact_whom"
    STARTER = "starter"
    CONTACTED = "contacted"
    INTRODUCED_TO = "introduced_to"
    HOW_TO_MEET = "how_to_meet"
    FREE_TOGETHER = "free_together"
    ARRANGED = "arranged"
    OTHERS_TO_REACH = "others_to_reach"
    IF_YOU_START = "if_you_start"
    IF_YOU_WAIT = "if_you_wait"
    IF_STARTER_IS_KNOWN = "if_starter_is_known"
    IF_STARTER_IS_HIDDEN = "if_starter_is_hidden"
    IF_NEVER_FREE_TOGETHER = "if_never_free_together"
    BUDDY = "buddy"
    SECTOR = "sector"
    JOB_TITLE = "job_title"
    ORGANISATION = "organisation"
    INTRODUCTION = "introduction"
    REASONS = "reasons"
    IF_ONLY_THEY_KNEW = "if_only_they_knew"
    EMAIL = "email"
    PHONE = "phone"

    @property
    def label(self) -> str:
        """What stands in its place, as the screen says it."""
        return _LABELS[self]

    @property
    def reach(self) -> Reach:
        """How much of a letter it speaks of."""
        return _REACH.get(self, Reach.LETTER)

    @property
    def is_condition(self) -> bool:
        """Whether it only says for whom its sentence is."""
        return self.value.startswith("if_") and self is not Field.IF_ONLY_THEY_KNEW


_LABELS: Final[Mapping[Field, str]] = {
    Field.FIRST_NAME: "The reader’s first name",
    Field.SCHEME: "The scheme’s name",
    Field.COORDINATOR: "The coordinator’s name",
    Field.WHOM_TO_ASK: "The coordinator’s name, or “us”",
    Field.COORDINATOR_EMAIL: "The coordinator’s e-mail",
    Field.COORDINATOR_PHONE: "The coordinator’s phone",
    Field.SAFEGUARDING: "Whom to ring who is worried about someone’s safety",
    Field.ONLY_BUDDY: "The buddy’s full name, if there is one only",
    Field.NEW_BUDDY: "The new buddy’s full name, after a change",
    Field.NUMBER_OF_BUDDIES: "How many buddies, if there are several",
    Field.ALL_BUDDIES: "The buddies’ full names, if there are several",
    Field.HOW_YOU_MEET: "Who meets whom, if there are several buddies",
    Field.CONTACT_BY: "By when to make contact",
    Field.MEETINGS: "How many times to meet",
    Field.MONTHS: "For how many months",
    Field.ENDED: "Those whom the reader is not paired with any more",
    Field.REPLACED_LETTER: "The date of the letter that this one replaces",
    Field.IF_NO_COORDINATOR: "Only if the scheme names no coordinator",
    Field.IF_NO_BUDDY: "Only for who has no buddy",
    Field.IF_PAIRING_ENDED: "Only if a pairing has ended and nobody can be named",
    Field.IF_PAIRING_CHANGED: "Only if a pairing has changed and nobody has left",
    Field.ANSWERS: "What the reader told us, one by one",
    Field.MISSING: "What the reader did not tell us yet, one by one",
    Field.ANSWER_BY: "By when to answer",
    Field.MET_WITH: "Whom the reader was paired with to the end",
    Field.TIMES_MET: "How many times they met, if known",
    Field.HOURS_MET: "How long they met, if known",
    Field.CHOICES: "The people whom the reader may choose, one by one",
    Field.IF_ANSWERS: "Only if the reader told us something",
    Field.IF_HALF_TIME: "Only at half time",
    Field.FORM_LINK: "The link of the form to answer",
    Field.FORM_CODE: "The reader’s code for the form",
    Field.IF_FORM: "Only if there is a form to answer",
    Field.IF_NO_FORM: "Only if there is no form to answer",
    Field.IF_PAPER_FORM: "Only if the form comes with the letter",
    Field.YOU_AND_THEM: "“You and” the buddy, or both of a three",
    Field.CONTACT_WHOM: "Whom the reader contacts first",
    Field.STARTER: "Who contacts the reader first",
    Field.CONTACTED: "Whom that person contacts: “you”, and others",
    Field.INTRODUCED_TO: "Whom we introduce the reader to, if nobody can start",
    Field.HOW_TO_MEET: "How all of them can meet",
    Field.FREE_TOGETHER: "When all of them are usually free, if they said",
    Field.ARRANGED: "When and where they meet first, if that is arranged",
    Field.OTHERS_TO_REACH: "Whom to reach, if who starts shares no details",
    Field.IF_YOU_START: "Only for who makes first contact",
    Field.IF_YOU_WAIT: "Only for who is contacted first",
    Field.IF_STARTER_IS_KNOWN: "Only if who starts shares their details",
    Field.IF_STARTER_IS_HIDDEN: "Only if who starts shares no details",
    Field.IF_NEVER_FREE_TOGETHER: "Only if they are usually free at different times",
    Field.BUDDY: "What to call the buddy",
    Field.SECTOR: "The buddy’s sector",
    Field.JOB_TITLE: "The buddy’s job title",
    Field.ORGANISATION: "The buddy’s organisation",
    Field.INTRODUCTION: "The buddy’s own introduction",
    Field.REASONS: "Why they were paired",
    Field.IF_ONLY_THEY_KNEW: "The buddy’s “If only they knew…”",
    Field.EMAIL: "The buddy’s e-mail, if shared",
    Field.PHONE: "The buddy’s phone, if shared",
}

_OF_A_PAIRING = (
    Field.YOU_AND_THEM,
    Field.CONTACT_WHOM,
    Field.STARTER,
    Field.CONTACTED,
    Field.INTRODUCED_TO,
    Field.HOW_TO_MEET,
    Field.FREE_TOGETHER,
    Field.ARRANGED,
    Field.OTHERS_TO_REACH,
    Field.IF_YOU_START,
    Field.IF_YOU_WAIT,
    Field.IF_STARTER_IS_KNOWN,
    Field.IF_STARTER_IS_HIDDEN,
    Field.IF_NEVER_FREE_TOGETHER,
)
_OF_A_BUDDY = (
    Field.BUDDY,
    Field.SECTOR,
    Field.JOB_TITLE,
    Field.ORGANISATION,
    Field.INTRODUCTION,
    Field.REASONS,
    Field.IF_ONLY_THEY_KNEW,
    Field.EMAIL,
    Field.PHONE,
)
_REACH: Final = {
    **dict.fromkeys(_OF_A_PAIRING, Reach.PAIRING),
    **dict.fromkeys(_OF_A_BUDDY, Reach.BUDDY),
}


@lru_cache(maxsize=_OF_ONE_LETTER)
def letter_values(facts: LetterFacts) -> Values:
    """Return the values of the fields that speak of a whole letter."""
    coordinator, buddies = facts.coordinator, facts.buddies
    names = [set_apart(buddy.full_name) for buddy in buddies]
    is_one, is_change = len(buddies) == 1, facts.kind is LetterKind.CHANGE
    is_new = is_change and is_one and facts.introductions[0].is_new
    ended = [set_apart(name) for name in facts.ended]
    return {
        Field.FIRST_NAME: _text(set_apart(facts.recipient.greeting_name)),
        Field.SCHEME: _text(set_apart(facts.scheme_name)),
        Field.COORDINATOR: _text(set_apart(coordinator.name)),
        Field.WHOM_TO_ASK: (set_apart(coordinator.name) or say(Phrase.US),),
        Field.COORDINATOR_EMAIL: _text(coordinator.email),
        Field.COORDINATOR_PHONE: _text(coordinator.phone),
        Field.SAFEGUARDING: _text(set_apart(facts.safeguarding)),
        Field.ONLY_BUDDY: _text(names[0] if is_one and not is_new else ""),
        Field.NEW_BUDDY: _text(names[0] if is_new else ""),
        Field.NUMBER_OF_BUDDIES: (Number(len(names)),) if len(names) > 1 else (),
        Field.ALL_BUDDIES: _all_of(names) if len(names) > 1 else (),
        Field.HOW_YOU_MEET: _how_you_meet(facts),
        Field.CONTACT_BY: (_contact_by(facts),),
        Field.MEETINGS: (Counted(Count.TIMES, facts.meetings),),
        Field.MONTHS: (Counted(Count.MONTHS, facts.months),),
        Field.ENDED: _all_of(ended),
        Field.REPLACED_LETTER: (Day(facts.replaces),) if facts.replaces else (),
        Field.ANSWERS: facts.answers,
        Field.MISSING: facts.missing,
        Field.ANSWER_BY: (_by(facts.answer_by),),
        Field.MET_WITH: _all_of([set_apart(name) for name in facts.met_with]),
        Field.TIMES_MET: (Counted(Count.TIMES, facts.times_met),) if facts.times_met else (),
        Field.HOURS_MET: _hours(facts.minutes_met),
        Field.CHOICES: facts.choices,
        **_form_and_conditions(facts),
    }


def _form_and_conditions(facts: LetterFacts) -> Values:
    has_form = bool(facts.form_link) or facts.has_paper_form
    return {
        Field.IF_ANSWERS: _when(bool(facts.answers)),
        Field.IF_HALF_TIME: _when(facts.is_half_time),
        Field.FORM_LINK: _text(facts.form_link),
        Field.FORM_CODE: _text(facts.form_code),
        Field.IF_FORM: _when(has_form),
        Field.IF_NO_FORM: _when(not has_form),
        Field.IF_PAPER_FORM: _when(facts.has_paper_form),
        Field.IF_NO_COORDINATOR: _when(not facts.coordinator.name),
        Field.IF_NO_BUDDY: _when(not facts.buddies),
        Field.IF_PAIRING_ENDED: _when(not facts.ended and not facts.buddies),
        Field.IF_PAIRING_CHANGED: _when(not facts.ended and bool(facts.buddies)),
    }


@lru_cache(maxsize=_OF_ONE_LETTER)
def pairing_values(facts: LetterFacts, introduction: Introduction) -> Values:
    """Return the values of the fields that speak of one of the reader's pairings."""
    buddies = introduction.buddies
    called = [buddy.called for buddy in buddies]
    is_you = introduction.first_contact == facts.recipient.participation_id
    starter = next((b for b in buddies if b.participation_id == introduction.first_contact), None)
    reachable = [buddy.called for buddy in buddies if buddy.email or buddy.phone]
    is_known = bool(starter and (starter.email or starter.phone))
    others = [buddy.called for buddy in buddies if buddy is not starter]
    return {
        Field.YOU_AND_THEM: _all_of([say(Phrase.YOU), *called]),
        Field.CONTACT_WHOM: _all_of(called) if is_you else (),
        Field.STARTER: _text(starter.called if starter else ""),
        Field.CONTACTED: _all_of([say(Phrase.YOU), *others]) if starter else (),
        Field.INTRODUCED_TO: () if is_you or starter else _all_of(called),
        Field.HOW_TO_MEET: _how_to_meet(introduction),
        Field.FREE_TOGETHER: free_together(introduction),
        Field.ARRANGED: (meeting_said(introduction.arranged),) if introduction.arranged else (),
        Field.OTHERS_TO_REACH: () if is_you or is_known else _all_of(reachable),
        Field.IF_YOU_START: _when(is_you),
        Field.IF_YOU_WAIT: _when(not is_you),
        Field.IF_STARTER_IS_KNOWN: _when(is_known),
        Field.IF_STARTER_IS_HIDDEN: _when(not is_you and not is_known),
        Field.IF_NEVER_FREE_TOGETHER: _when(introduction.free == frozenset() and not introduction.arranged),
    }


@lru_cache(maxsize=_OF_ONE_LETTER)
def buddy_values(buddy: Buddy) -> Values:
    """Return the values of the fields that speak of one buddy."""
    return {
        Field.BUDDY: _text(buddy.called),
        Field.SECTOR: (say(_SECTORS[buddy.sector]),),
        Field.JOB_TITLE: _text(set_apart(buddy.job_title)),
        Field.ORGANISATION: _text(set_apart(buddy.organisation)),
        Field.INTRODUCTION: _text(_quoted(buddy.introduction)),
        Field.REASONS: buddy.reasons,
        Field.IF_ONLY_THEY_KNEW: tuple(_quoted(words) for words in buddy.statements),
        Field.EMAIL: _text(buddy.email),
        Field.PHONE: _text(buddy.phone),
    }


_SECTORS: Final = {Sector.HEALTH: Phrase.HEALTH_SECTOR, Sector.VCSE: Phrase.VCSE_SECTOR}


def _text(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _all_of(parts: Sequence[Saying]) -> tuple[Saying, ...]:
    """Return one value that lists them all; none where there are none."""
    if len(parts) == 1:
        return tuple(parts)
    return (Several(tuple(parts)),) if parts else ()


def _when(applies: bool) -> tuple[str, ...]:  # noqa: FBT001 - reads as "when it applies"
    return ("",) if applies else ()


def _quoted(text: str) -> str:
    """Return all that someone wrote, without the quotation marks that they put around it."""
    return set_apart(tidy(text).strip("\"“”'‘’ "))


def _hours(minutes: int) -> tuple[Saying, ...]:
    """Return for example "5 hours" or "5 and a half hours", to the nearest half; none for next to nothing."""
    hours, half = divmod(round(minutes / 30), 2)
    if not hours:
        return (say(Phrase.HALF_AN_HOUR),) if half else ()
    return (Counted(Count.HOURS_AND_A_HALF if half else Count.HOURS, hours),)


def _how_you_meet(facts: LetterFacts) -> tuple[Saying, ...]:
    if len(facts.buddies) < 2:  # noqa: PLR2004 - one is met alone
        return ()
    if len(facts.introductions) == 1:
        return (Counted(Count.GROUP, len(facts.buddies) + 1),)
    if all(len(introduction.buddies) == 1 for introduction in facts.introductions):
        return (say(Phrase.EACH_SEPARATELY),)
    return tuple(
        say(
            Phrase.NAMES_SEPARATELY if len(each.buddies) == 1 else Phrase.NAMES_TOGETHER,
            names=Several(tuple(buddy.called for buddy in each.buddies)),
        )
        for each in facts.introductions
    )


def _contact_by(facts: LetterFacts) -> Saying:
    if facts.contact_by or not facts.contact_within_days:
        return _by(facts.contact_by)
    weeks, days = divmod(facts.contact_within_days, DAYS_PER_WEEK)
    days_in_all = Counted(Count.DAYS, facts.contact_within_days)
    return say(Phrase.WITHIN, time=days_in_all if days else Counted(Count.WEEKS, weeks))


def _by(day: date | None) -> Saying:
    return say(Phrase.BY_DAY, date=Day(day)) if day else say(Phrase.SOON)


def _how_to_meet(introduction: Introduction) -> tuple[Saying, ...]:
    """Return how all of them can meet; none where that is not known, and never what one of them can't."""
    ways = tuple(say(words) for way, words in _WAYS_TO_MEET.items() if way in introduction.ways)
    are_several = len(introduction.buddies) > 1
    if introduction.ways == {MeetingWay.PHONE}:
        return (say(Phrase.ALL_TALK if are_several else Phrase.TALK),)
    if not ways:
        return ()
    return (say(Phrase.ALL_MEET if are_several else Phrase.MEET, ways=Several(ways, Phrase.OR)),)


_WAYS_TO_MEET = {
    MeetingWay.NEUTRAL: Phrase.FACE_TO_FACE,
    MeetingWay.VIDEO: Phrase.BY_VIDEO,
    MeetingWay.PHONE: Phrase.BY_PHONE,
}
