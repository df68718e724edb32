"""Which facts a letter tells: those of the fields in its words, and those of the frame around them.

A sentence that is left out for its reader today counts too: it would be said once its facts are known.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from buddy_matcher.domain.block_text import lines_of
from buddy_matcher.domain.letter_blocks import OUR_WORDS, Block
from buddy_matcher.domain.letter_facts import Fact, LetterFacts
from buddy_matcher.domain.letter_fields import Field, Reach
from buddy_matcher.domain.letter_kinds import LetterKind

_FRAME: Final = frozenset({Fact.READER, Fact.ADDRESS, Fact.FORMAT, Fact.COORDINATOR, Fact.WORDING})

_FILLS: Final[Mapping[Fact, frozenset[Field]]] = {
    Fact.NAMES: frozenset(
        {
            *(Field.ONLY_BUDDY, Field.NEW_BUDDY, Field.ALL_BUDDIES, Field.HOW_YOU_MEET, Field.BUDDY),
            *(Field.YOU_AND_THEM, Field.CONTACT_WHOM, Field.STARTER, Field.CONTACTED),
            *(Field.INTRODUCED_TO, Field.OTHERS_TO_REACH),
        }
    ),
    Fact.ENDED: frozenset({Field.ENDED}),
    Fact.WORK: frozenset({Field.SECTOR, Field.JOB_TITLE, Field.ORGANISATION}),
    Fact.REASONS: frozenset({Field.REASONS}),
    Fact.CONTACT: frozenset(
        {
            *(Field.EMAIL, Field.PHONE, Field.OTHERS_TO_REACH),
            *(Field.IF_STARTER_IS_KNOWN, Field.IF_STARTER_IS_HIDDEN),
        }
    ),
    Fact.FIRST_STEP: frozenset(
        {
            *(Field.CONTACT_WHOM, Field.STARTER, Field.CONTACTED, Field.INTRODUCED_TO),
            *(Field.OTHERS_TO_REACH, Field.IF_YOU_START, Field.IF_YOU_WAIT),
            *(Field.IF_STARTER_IS_KNOWN, Field.IF_STARTER_IS_HIDDEN),
        }
    ),
    Fact.MEETING: frozenset({Field.HOW_TO_MEET}),
    Fact.FREE: frozenset({Field.FREE_TOGETHER, Field.IF_NEVER_FREE_TOGETHER}),
    Fact.SAFEGUARDING: frozenset({Field.SAFEGUARDING}),
    Fact.ARRANGED: frozenset({Field.ARRANGED, Field.FREE_TOGETHER, Field.IF_NEVER_FREE_TOGETHER}),
    Fact.STATEMENTS: frozenset({Field.INTRODUCTION, Field.IF_ONLY_THEY_KNEW}),
    Fact.DATES: frozenset({Field.CONTACT_BY}),
    Fact.EXPECTED: frozenset({Field.MEETINGS, Field.MONTHS}),
    Fact.ANSWERS: frozenset({Field.ANSWERS, Field.MISSING, Field.ANSWER_BY, Field.IF_ANSWERS}),
    Fact.FORM: frozenset(
        {Field.FORM_LINK, Field.FORM_CODE, Field.IF_FORM, Field.IF_NO_FORM, Field.IF_PAPER_FORM}
    ),
    Fact.MET: frozenset({Field.MET_WITH, Field.TIMES_MET, Field.HOURS_MET}),
    Fact.CHOICES: frozenset({Field.CHOICES}),
}
"""The fields that a fact fills. What else fills one stands in the frame, or makes the letter another one."""

_ABOUT_BUDDIES: Final = frozenset({Block.WHO, Block.WHY, Block.IDEAS, Block.EXPECT})


def facts_told(facts: LetterFacts) -> frozenset[Fact]:
    """Return which facts a letter tells its reader, said or left unsaid while they are unknown."""
    told = _FRAME | _told_in(facts.kind, facts.own_words, bool(facts.buddies))
    if len(facts.buddies) > 1 and Block.WHO in OUR_WORDS[facts.kind]:
        told |= {Fact.NAMES}  # each of them has a heading
    # Where no address is known, where somebody works stands in its place.
    return told if facts.recipient.address else told | {Fact.EMPLOYER}


@lru_cache(maxsize=2 * len(LetterKind))
def _told_in(
    kind: LetterKind,
    own_words: tuple[tuple[str, str], ...],
    has_buddies: bool,  # noqa: FBT001 - a key of what is remembered
) -> frozenset[Fact]:
    said = {
        field
        for block, text in words_of(kind, own_words).items()
        if concerns(block, has_buddies=has_buddies)
        for line in lines_of(text)
        for sentence in line.sentences
        if has_buddies or sentence.reach is Reach.LETTER
        for field in sentence.fields
    }
    return frozenset(fact for fact, fields in _FILLS.items() if fields & said)


def words_of(kind: LetterKind, own_words: tuple[tuple[str, str], ...]) -> dict[Block, str]:
    """Return the blocks of a kind in their order, each in the coordinator's words where they wrote some."""
    own = dict(own_words)
    return {block: own.get(block, ours) for block, ours in OUR_WORDS[kind].items()}


def concerns(block: Block, *, has_buddies: bool) -> bool:
    """Return whether a block is for somebody: what to do with a buddy is for nobody without one."""
    return has_buddies or block not in _ABOUT_BUDDIES
