"""The phrases and sentences of ours that letters say outside their blocks, each a line to be translated.

What stands in double braces is put in for each letter. Where a number decides between forms of a word, the
phrase is a `Count`: languages have up to six forms of it.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Final


class Phrase(StrEnum):
    """A phrase in English; the value is what is said and translated."""

    GREETING = "Dear {{name}},"
    VALEDICTION = "Yours sincerely,"
    FOR_SCHEME = "for {{scheme}}"
    DRAFT = "Draft"
    PAGE = "{{page}} of {{pages}}"
    DOCUMENT_TITLE = "{{title}}, letter to {{name}}"

    US = "us"
    YOU = "you"
    AND = "{{first}} and {{last}}"
    OR = "{{first}} or {{last}}"
    BY_DAY = "by {{date}}"
    SOON = "soon"
    WITHIN = "within {{time}}"
    HALF_AN_HOUR = "half an hour"

    EACH_SEPARATELY = "each of them separately"
    NAMES_SEPARATELY = "{{names}} separately"
    NAMES_TOGETHER = "{{names}} together"
    MEET = "meet {{ways}}"
    ALL_MEET = "all meet {{ways}}"
    TALK = "talk by phone"
    ALL_TALK = "all talk by phone"
    FACE_TO_FACE = "face to face"
    BY_VIDEO = "by video call"
    BY_PHONE = "by phone"

    BOTH_FREE = "both usually free on {{times}}"
    ALL_FREE = "all usually free on {{times}}"
    MORNINGS = "{{day}} mornings"
    AFTERNOONS = "{{day}} afternoons"
    EVENINGS = "{{day}} evenings"
    OTHER_TIMES = "other times"
    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"
    SATURDAY = "Saturday"
    SUNDAY = "Sunday"
    MEET_AT = "{{day}} {{date}} at {{time}}"
    MEET_AT_PLACE = "{{day}} {{date}} at {{time}}, {{place}}"

    HEALTH_SECTOR = "the health sector"
    VCSE_SECTOR = "the voluntary, community, faith and social enterprise sector"

    WHY_WITH = "Why we paired you with {{buddy}}:"
    CAN_SHARE = "{{buddy}} can share {{strength}}, which you asked for."
    CAN_ALSO_SHARE = "{{buddy}} can also share {{strength}}, which you asked for."
    KNOWS = "{{buddy}} knows about {{strength}}."
    ALSO_KNOWS = "{{buddy}} also knows about {{strength}}."
    SHARED_THEME = "You both work with {{theme}}."
    LEARN = "You and {{buddy}} can learn from each other."
    DIFFERENT_SIDES = "You and {{buddy}} see things from different sides and can learn from each other."

    YOUR_ORGANISATION = "Organisation: {{organisation}}"
    YOUR_JOB = "Job title: {{job_title}}"
    YOU_SHARE = "You can share: {{strengths}}"
    YOU_WOULD_LIKE = "You would like help with: {{strengths}}"
    YOUR_WAYS = "How you can meet: {{ways}}"
    AT_MINE = "In person at my place"
    AT_YOURS = "In person at their place"
    NEUTRAL = "In person somewhere neutral"
    VIDEO = "Video call"
    PHONE = "Phone"
    NUMBERED = "Number {{number}}: {{somebody}}."
    SOMEBODY_IN_HEALTH = "somebody in a health organisation"
    SOMEBODY_IN_VCSE = "somebody in a voluntary or community organisation"
    WHO_CAN_SHARE = "{{somebody}} who can share {{strengths}}"
    WHAT_SHARE = "What could you share with a buddy?"
    WHAT_WISH = "What would you like help with?"
    WHICH_WAYS = "How can you meet: face to face, by video call or by phone?"

    WELSH_IS_WELCOME = "You are welcome to write to us in Welsh. You will not wait longer for an answer."


class Count(Enum):
    """A phrase with a number in it: what is said of one, and of several."""

    WEEKS = ("{{number}} week", "{{number}} weeks")
    DAYS = ("{{number}} day", "{{number}} days")
    MONTHS = ("{{number}} month", "{{number}} months")
    TIMES = ("{{number}} time", "{{number}} times")
    HOURS = ("{{number}} hour", "{{number}} hours")
    HOURS_AND_A_HALF = ("{{number}} and a half hours", "{{number}} and a half hours")
    GROUP = ("as a group of {{number}}", "as a group of {{number}}")

    @property
    def of_one(self) -> str:
        """What is said of one."""
        return self.value[0]

    @property
    def of_several(self) -> str:
        """What is said of several: by this it is known in every language."""
        return self.value[1]


def meaning_of(phrase: Phrase | Count) -> str:
    """Return where a phrase stands and what is put into it, for whoever translates it."""
    return _MEANINGS[phrase]


_AFTER_COLON = "put in after a colon or at the end, so that no word of it has to change"
_MEANINGS: Final[Mapping[Phrase | Count, str]] = {
    Phrase.GREETING: "the greeting; {{name}} is what the reader is called",
    Phrase.VALEDICTION: "the end of a letter, above the coordinator’s name",
    Phrase.FOR_SCHEME: "below the coordinator’s name; {{scheme}} is the scheme’s name",
    Phrase.DRAFT: "the mark on a letter that is not final",
    Phrase.PAGE: "the page’s number at the foot, “1 of 2”",
    Phrase.DOCUMENT_TITLE: "the name of a letter’s PDF, which screen readers say",
    Phrase.US: "the scheme, where no coordinator is named: “E-mail us”",
    Phrase.YOU: "the reader, in a list of people: “you and Ben”",
    Phrase.AND: "joins the last two of a list of names or words",
    Phrase.OR: "joins the last two of a list of ways to meet",
    Phrase.BY_DAY: "a deadline, as in “Please contact Ben by 3 May 2026.”",
    Phrase.SOON: "in place of a deadline, as in “Please contact Ben soon.”",
    Phrase.WITHIN: "a deadline in days or weeks, as in “within 2 weeks”",
    Phrase.HALF_AN_HOUR: "how long a pair has met in all",
    Phrase.EACH_SEPARATELY: "after “You will meet”, of two buddies",
    Phrase.NAMES_SEPARATELY: "after “You will meet”, of one of several buddies",
    Phrase.NAMES_TOGETHER: "after “You will meet”, of two buddies of one group",
    Phrase.MEET: "after “You can”, of two people; {{ways}} are ways to meet",
    Phrase.ALL_MEET: "after “You can”, of three people",
    Phrase.TALK: "after “You can”, of two people",
    Phrase.ALL_TALK: "after “You can”, of three people",
    Phrase.FACE_TO_FACE: "a way to meet, after “meet”",
    Phrase.BY_VIDEO: "a way to meet, after “meet”",
    Phrase.BY_PHONE: "a way to meet, after “meet”",
    Phrase.BOTH_FREE: "after “You are”, of two people; {{times}} are half-days of a week",
    Phrase.ALL_FREE: "after “You are”, of three people",
    **dict.fromkeys(
        (Phrase.MORNINGS, Phrase.AFTERNOONS, Phrase.EVENINGS), "half-days of every week, after “free on”"
    ),
    Phrase.OTHER_TIMES: "the last of a list of half-days, where there are more",
    **dict.fromkeys(
        (
            *(Phrase.MONDAY, Phrase.TUESDAY, Phrase.WEDNESDAY, Phrase.THURSDAY, Phrase.FRIDAY),
            *(Phrase.SATURDAY, Phrase.SUNDAY),
        ),
        "a day of the week, before a date or as in “Monday mornings”",
    ),
    Phrase.MEET_AT: "after “You meet on”; {{time}} is as on a clock, such as 14:30",
    Phrase.MEET_AT_PLACE: "after “You meet on”; {{place}} is as the coordinator wrote it",
    Phrase.HEALTH_SECTOR: "after “Ben works in”",
    Phrase.VCSE_SECTOR: "after “Ben works in”",
    Phrase.WHY_WITH: "above the reasons, where there are several buddies",
    Phrase.CAN_SHARE: f"a reason; the strength is best {_AFTER_COLON}",
    Phrase.CAN_ALSO_SHARE: f"a second reason; the strength is best {_AFTER_COLON}",
    Phrase.KNOWS: f"a reason; the strength is best {_AFTER_COLON}",
    Phrase.ALSO_KNOWS: f"a further reason; the strength is best {_AFTER_COLON}",
    Phrase.SHARED_THEME: f"a reason; the theme is best {_AFTER_COLON}",
    Phrase.LEARN: "a reason, for two people of one sector",
    Phrase.DIFFERENT_SIDES: "a reason, for a person of health and one of another sector",
    Phrase.YOUR_ORGANISATION: "an answer of the reader’s",
    Phrase.YOUR_JOB: "an answer of the reader’s",
    Phrase.YOU_SHARE: "an answer of the reader’s: a list of strengths",
    Phrase.YOU_WOULD_LIKE: "an answer of the reader’s: a list of strengths",
    Phrase.YOUR_WAYS: "an answer of the reader’s: a list of ways to meet",
    **dict.fromkeys(
        (Phrase.AT_MINE, Phrase.AT_YOURS, Phrase.NEUTRAL, Phrase.VIDEO, Phrase.PHONE),
        "a way to meet, in the reader’s answers",
    ),
    **dict.fromkeys((Phrase.WHAT_SHARE, Phrase.WHAT_WISH, Phrase.WHICH_WAYS), "an answer that is missing"),
    Phrase.NUMBERED: "somebody whom the reader may choose; the words come from the lines below",
    Phrase.SOMEBODY_IN_HEALTH: "after “Number 1:”",
    Phrase.SOMEBODY_IN_VCSE: "after “Number 1:”",
    Phrase.WHO_CAN_SHARE: f"after “Number 1:”; the list of strengths is best {_AFTER_COLON}",
    Phrase.WELSH_IS_WELCOME: "in every letter that is in Welsh too",
    Count.WEEKS: "a length of time, after “within”",
    Count.DAYS: "a length of time, after “within”",
    Count.MONTHS: "a length of time, after “over”",
    Count.TIMES: "how often to meet, after “Plan to meet about”",
    Count.HOURS: "how long a pair has met in all",
    Count.HOURS_AND_A_HALF: "how long a pair has met in all, half an hour more than {{number}} hours",
    Count.GROUP: "after “You will meet”, of three people or more",
}
