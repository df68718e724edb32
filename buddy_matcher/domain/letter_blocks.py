"""The blocks that letters are made of, and our own words for each; a coordinator may put theirs in place.

A block is a list of sentences. Each line of it is a paragraph, or a bullet where it begins with one. What
stands in double braces is a field (`letter_fields`): a sentence is left out for whom one of its fields is
empty, and said once for each value, each buddy or each pairing that its fields speak of. No sentence of ours
has more than 20 words before names are put in, an ampersand or an abbreviation.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from buddy_matcher.domain.letter_kinds import LetterKind


class Block(StrEnum):
    """A part of a letter; the value is its name on the command line."""

    NEWS = "news"
    WHO = "who"
    WHY = "why"
    ANSWERS = "answers"
    CHOICES = "choices"
    NEXT = "next"
    IDEAS = "ideas"
    EXPECT = "expect"
    COORDINATOR = "coordinator"
    FORMAT = "format"
    PRIVACY = "privacy"

    @property
    def label(self) -> str:
        """The block as the screen names it."""
        return {
            Block.NEWS: "What the letter tells",
            Block.WHO: "Who the buddy is",
            Block.WHY: "Why they were paired",
            Block.ANSWERS: "Their answers",
            Block.CHOICES: "Whom they may choose",
            Block.NEXT: "What to do next",
            Block.IDEAS: "Ideas for the first meeting",
            Block.EXPECT: "What to expect",
            Block.COORDINATOR: "Whom to ask",
            Block.FORMAT: "Other formats",
            Block.PRIVACY: "Their details",
        }[self]


NEVER_EMPTY: Final = frozenset({Block.WHO, Block.COORDINATOR, Block.PRIVACY})
"""Without these a letter would not do what it is for, or would keep from people what they may do."""

_WHO = """\
Your buddy is {{only_buddy}}. Your new buddy is {{new_buddy}}. \
You have {{number_of_buddies}} buddies: {{all_buddies}}. You will meet {{how_you_meet}}. \
{{buddy}} works in {{sector}}.
- Job title: {{job_title}}
- Organisation: {{organisation}}
In {{buddy}}’s words: “{{introduction}}”"""

_WHY = "- {{reasons}}"

_NEXT = """\
Please contact {{contact_whom}} {{contact_by}}. {{if_you_start}}Say hello, and agree when and how to meet. \
{{starter}} will contact {{contacted}} {{contact_by}}. \
We will introduce you to {{introduced_to}} {{contact_by}}. \
{{if_you_wait}}You do not need to do anything until then. You can {{how_to_meet}}. \
You are {{free_together}}. \
{{if_never_free_together}}You are usually free at different times, so agree one by phone or e-mail first. \
You meet on {{arranged}}. \
{{if_starter_is_hidden}}Please tell us if you hear nothing. \
{{if_starter_is_known}}If you hear nothing, here is how to get in touch:
Here is how to reach {{others_to_reach}}:
- E-mail {{buddy}}: {{email}}
- Phone {{buddy}}: {{phone}}"""

_IDEAS = """\
- Tell each other about a normal day at work.
- Say one thing you would like to gain, and one thing you can share.
- Take turns to finish this sentence: “If only they knew…”
- {{buddy}} wrote: “{{if_only_they_knew}}”"""

_EXPECT = """\
Thank you for taking part. Plan to meet about {{meetings}} over {{months}}.
Sometimes people are not a good fit. That is no one’s fault. Tell us, and we can end the pairing. \
You do not have to say why."""

_COORDINATOR = """\
Please ask {{coordinator}}, who runs {{scheme}}. {{if_no_coordinator}}Please ask us.
- E-mail {{whom_to_ask}}: {{coordinator_email}}
- Phone {{whom_to_ask}}: {{coordinator_phone}}
If you are worried about someone’s safety, please ring {{safeguarding}}."""

_FORMAT = "Tell us if you need this letter in large print, easy read, braille, audio or another language."

_PRIVACY = """\
We use your details only to run the scheme. You can ask to see, correct or delete them. \
You can complain to us, or to the Information Commissioner’s Office: ico.org.uk"""

_IN_EVERY_LETTER = {Block.COORDINATOR: _COORDINATOR, Block.FORMAT: _FORMAT, Block.PRIVACY: _PRIVACY}

_ABOUT_BUDDIES = {
    Block.WHO: _WHO,
    Block.WHY: _WHY,
    Block.NEXT: _NEXT,
    Block.IDEAS: _IDEAS,
    Block.EXPECT: _EXPECT,
}

_WAITING = """\
Thank you for joining {{scheme}}. We do not have a buddy for you this time. \
We know that this is disappointing, and we are sorry.
What you offer is valuable. We would like you to stay with us."""

_WHILE_WAITING = """\
You stay on our list. People who have waited come first next time. \
We will write to you when we have a buddy for you.
You do not need to do anything now. \
Please tell us if your details change, or if you no longer want a buddy."""

_CHANGE = """\
Your pairing with {{ended}} has ended. {{if_pairing_ended}}Your pairing has ended. \
{{if_pairing_changed}}There is a change to your pairing. \
{{if_no_buddy}}We do not have a new buddy for you yet. This letter replaces the one of {{replaced_letter}}.
{{if_no_buddy}}What you offer is valuable. {{if_no_buddy}}We would like you to stay with us."""

_NEXT_AFTER_A_CHANGE = f"""\
{{{{if_no_buddy}}}}You are on our list. {{{{if_no_buddy}}}}We will write to you when we have a buddy for you.
{{{{if_no_buddy}}}}You do not need to do anything now. \
{{{{if_no_buddy}}}}Please tell us if your details change, or if you no longer want a buddy.
{_NEXT}"""

_UPDATE = """\
Some details have changed since our letter of {{replaced_letter}}. Please use these from now on."""

_WHO_WITH_DETAILS = """\
Your buddy is {{only_buddy}}. You have {{number_of_buddies}} buddies: {{all_buddies}}.
- Job title: {{job_title}}
- Organisation: {{organisation}}
- E-mail {{buddy}}: {{email}}
- Phone {{buddy}}: {{phone}}"""

_INVITATION = """\
A new round of {{scheme}} is about to start. We would be glad if you took part again."""

_ANSWERS_OF_LAST_TIME = """\
{{if_answers}}These are your answers from last time. {{if_answers}}Please tell us what has changed.
- {{answers}}"""

_REPLY_TO_THE_INVITATION = """\
Please tell us {{answer_by}} whether you would like to take part.
If nothing has changed, “same as last time” is all that we need. \
You can also say no. You do not have to say why."""

_REMINDER = """\
We have not heard yet that {{you_and_them}} have met. \
If you have met, please tell us. If not, please choose a day soon."""

_HOW_TO_MEET_AT_LAST = """\
You can {{how_to_meet}}. You are {{free_together}}. You meet on {{arranged}}. An hour is enough for a start.
- E-mail {{buddy}}: {{email}}
- Phone {{buddy}}: {{phone}}
Is something in the way? Tell us, and we will help. It is no one’s fault."""

_RECEIVED = "Thank you for signing up to {{scheme}}. We have your answers."

_ANSWERS_RECEIVED = """\
{{if_answers}}This is what you told us:
- {{answers}}"""

_AFTER_SIGNING_UP = """\
You do not need to do anything now. Please tell us if something is wrong, or if it changes.
We will write to you when we have looked for a buddy for you."""

_MISSING = """\
Thank you for signing up to {{scheme}}. We cannot look for a buddy for you yet. Some answers are missing."""

_ANSWERS_MISSING = """\
Please tell us:
- {{missing}}"""

_SEND_WHAT_IS_MISSING = (
    "Please send us these answers {{answer_by}}. You can also ring us, and we will fill them in."
)

_CHECK_IN = """\
How are {{you_and_them}} getting on? Please take 3 minutes to tell us. \
{{if_half_time}}Half of your time together is over."""

_CHECK_IN_QUESTIONS = """\
Please answer this form: {{form_link}}
{{if_paper_form}}Please fill in the form that comes with this letter, and send it back to us.
Your code for the form: {{form_code}}
{{if_form}}You can also ring or e-mail us, and tell us:
{{if_no_form}}Please ring or e-mail us, and tell us:
- Have you met, and how many times?
- Is it a good fit, are you not sure, or is it not a good fit?
- {{if_half_time}}What surprised you?
- Is there anything that we can help with?
We do not show your answers to your buddy."""

_THANKS = """\
Thank you for taking part in {{scheme}}. You were buddies with {{met_with}}. \
You met {{times_met}}. Together that is {{hours_met}}."""

_AFTER_THE_END = """\
A certificate comes with this letter. You and your buddy can stay in touch, if you both like.
We would be glad to see you in the next round. We will write to you when it begins."""

_CHOICE = """\
We have looked for a buddy for you in {{scheme}}, and found more than one who fits. You can choose."""

_WHOM_TO_CHOOSE = "- {{choices}}"

_SEND_THE_CHOICE = """\
Please tell us {{answer_by}} which number you would like best. You can also say that you do not mind.
We follow as many choices as we can. Nobody loses a buddy by it. Then we will write to you again."""

OUR_WORDS: Final[Mapping[LetterKind, Mapping[Block, str]]] = {
    LetterKind.INTRODUCTION: {**_ABOUT_BUDDIES, **_IN_EVERY_LETTER},
    LetterKind.WAITING_LIST: {Block.NEWS: _WAITING, Block.NEXT: _WHILE_WAITING, **_IN_EVERY_LETTER},
    LetterKind.CHANGE: {
        Block.NEWS: _CHANGE,
        **_ABOUT_BUDDIES,
        Block.NEXT: _NEXT_AFTER_A_CHANGE,
        **_IN_EVERY_LETTER,
    },
    LetterKind.UPDATE: {Block.NEWS: _UPDATE, Block.WHO: _WHO_WITH_DETAILS, **_IN_EVERY_LETTER},
    LetterKind.INVITATION: {
        Block.NEWS: _INVITATION,
        Block.ANSWERS: _ANSWERS_OF_LAST_TIME,
        Block.NEXT: _REPLY_TO_THE_INVITATION,
        **_IN_EVERY_LETTER,
    },
    LetterKind.REMINDER: {Block.NEWS: _REMINDER, Block.NEXT: _HOW_TO_MEET_AT_LAST, **_IN_EVERY_LETTER},
    LetterKind.RECEIVED: {
        Block.NEWS: _RECEIVED,
        Block.ANSWERS: _ANSWERS_RECEIVED,
        Block.NEXT: _AFTER_SIGNING_UP,
        **_IN_EVERY_LETTER,
    },
    LetterKind.MISSING: {
        Block.NEWS: _MISSING,
        Block.ANSWERS: _ANSWERS_MISSING,
        Block.NEXT: _SEND_WHAT_IS_MISSING,
        **_IN_EVERY_LETTER,
    },
    LetterKind.CHECK_IN: {Block.NEWS: _CHECK_IN, Block.NEXT: _CHECK_IN_QUESTIONS, **_IN_EVERY_LETTER},
    LetterKind.THANKS: {Block.NEWS: _THANKS, Block.NEXT: _AFTER_THE_END, **_IN_EVERY_LETTER},
    LetterKind.CHOICE: {
        Block.NEWS: _CHOICE,
        Block.CHOICES: _WHOM_TO_CHOOSE,
        Block.NEXT: _SEND_THE_CHOICE,
        **_IN_EVERY_LETTER,
    },
}
"""The blocks of each kind in the order in which they stand in the letter, with our words for them."""

TITLES: Final[Mapping[LetterKind, tuple[str, ...]]] = {
    LetterKind.INTRODUCTION: ("Meet your buddy", "Meet your buddies"),
    LetterKind.WAITING_LIST: ("You are on our waiting list",),
    LetterKind.CHANGE: ("A change to your buddies", "Your pairing has ended"),
    LetterKind.UPDATE: ("Some details have changed",),
    LetterKind.INVITATION: ("Would you like to take part again?",),
    LetterKind.REMINDER: ("Have you met yet?",),
    LetterKind.RECEIVED: ("We have your answers",),
    LetterKind.MISSING: ("Some answers are missing",),
    LetterKind.CHECK_IN: ("How is it going?",),
    LetterKind.THANKS: ("Thank you",),
    LetterKind.CHOICE: ("Whom would you like as your buddy?",),
}
"""What stands at the head of each kind: with one buddy or any, then with several or none."""

HEADINGS: Final[Mapping[Block, str]] = {
    Block.WHY: "Why we paired you",
    Block.ANSWERS: "Your answers",
    Block.CHOICES: "Who could be your buddy",
    Block.NEXT: "What to do next",
    Block.IDEAS: "Ideas for your first meeting",
    Block.EXPECT: "What to expect",
    Block.COORDINATOR: "Questions",
    Block.FORMAT: "This letter and your details",
    Block.PRIVACY: "This letter and your details",
}
"""What stands above a block; two blocks one after the other that share it have it once."""

NEXT_WITHOUT_A_BUDDY: Final = "What happens next"
"""What stands above what is next for a reader who has nobody to contact."""
