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
- Phone {{whom_to_ask}}: {{coordinator_phone}}"""

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

OUR_WORDS: Final[Mapping[LetterKind, Mapping[Block, str]]] = {
    LetterKind.INTRODUCTION: {**_ABOUT_BUDDIES, **_IN_EVERY_LETTER},
    LetterKind.WAITING_LIST: {Block.NEWS: _WAITING, Block.NEXT: _WHILE_WAITING, **_IN_EVERY_LETTER},
    LetterKind.CHANGE: {
        Block.NEWS: _CHANGE,
        **_ABOUT_BUDDIES,
        Block.NEXT: _NEXT_AFTER_A_CHANGE,
        **_IN_EVERY_LETTER,
    },
}
"""The blocks of each kind in the order in which they stand in the letter, with our words for them."""

HEADINGS: Final[Mapping[Block, str]] = {
    Block.WHY: "Why we paired you",
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
