"""Composes letters from facts: the frame is ours, the sentences are the coordinator's where they wrote some.

A letter is the blocks of its kind in their order (`letter_blocks`), said for its reader (`block_text`), under
headings of ours. Nothing here decides what may be said: the facts hold no more than the reader may see.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from buddy_matcher.domain.block_text import said, said_of_all, said_of_buddy, separated
from buddy_matcher.domain.letter_blocks import HEADINGS, NEXT_WITHOUT_A_BUDDY, Block
from buddy_matcher.domain.letter_facts import LetterFacts, Recipient, fact_digests
from buddy_matcher.domain.letter_fields import Reach
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_told import concerns, facts_told, words_of
from buddy_matcher.domain.letters import LetterText, Passage, PassageKind
from buddy_matcher.domain.postal_address import MOST_LINES
from buddy_matcher.domain.text import SET_APART, tidy


@lru_cache(maxsize=4_000)  # after a change nearly all letters say what they said before
def compose_letter(facts: LetterFacts) -> LetterText:
    """Return the letter of the facts' kind."""
    recipient, coordinator = facts.recipient, facts.coordinator
    signed = (coordinator.name, f"for {facts.scheme_name}") if coordinator.name else (facts.scheme_name,)
    sender = (coordinator.organisation, *coordinator.address, coordinator.phone, coordinator.email)
    return LetterText(
        participation_id=recipient.participation_id,
        kind=facts.kind,
        occasion=facts.occasion,
        facts=fact_digests(facts, facts_told(facts)),
        given=tidy(recipient.given),
        family=tidy(recipient.family),
        letterhead=tidy(facts.scheme_name),
        address=address_block(recipient),
        sender=_filled(sender),
        dated=facts.dated,
        greeting=f"Dear {tidy(recipient.greeting_name)},",
        title=_title(facts),
        passages=tuple(_passages(facts)),
        closing=("Yours sincerely,", *_filled(signed)),
        print_size=recipient.letters.print_size,
        is_draft=facts.is_draft,
    )


def address_block(recipient: Recipient) -> tuple[str, ...]:
    """Return at most 7 lines: name and postal address, or name, job title and organisation without one.

    Of a longer address the two neighbouring lines that are shortest together become one; name and
    postcode keep their own.
    """
    name = f"{recipient.given} {recipient.family}"
    place = recipient.address or (recipient.job_title, recipient.organisation)
    lines = list(_filled((name, *place)))
    while len(lines) > MOST_LINES:
        shortest = min(range(1, len(lines) - 2), key=lambda i: len(lines[i] + lines[i + 1]))
        lines[shortest : shortest + 2] = [f"{lines[shortest]}, {lines[shortest + 1]}"]
    return tuple(lines)


def _filled(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tidy(line) for line in lines if tidy(line))


def _title(facts: LetterFacts) -> str:
    title = _TITLES[facts.kind]
    return title if isinstance(title, str) else title(facts)


def _title_of_introduction(facts: LetterFacts) -> str:
    return "Meet your buddy" if len(facts.buddies) == 1 else "Meet your buddies"


def _title_of_change(facts: LetterFacts) -> str:
    return "A change to your buddies" if facts.introductions else "Your pairing has ended"


_TITLES: Final[Mapping[LetterKind, str | Callable[[LetterFacts], str]]] = {
    LetterKind.INTRODUCTION: _title_of_introduction,
    LetterKind.WAITING_LIST: "You are on our waiting list",
    LetterKind.CHANGE: _title_of_change,
    LetterKind.UPDATE: "Some details have changed",
    LetterKind.INVITATION: "Would you like to take part again?",
    LetterKind.REMINDER: "Have you met yet?",
    LetterKind.RECEIVED: "We have your answers",
    LetterKind.MISSING: "Some answers are missing",
    LetterKind.CHECK_IN: "How is it going?",
    LetterKind.THANKS: "Thank you",
}


def _passages(facts: LetterFacts) -> Iterator[Passage]:
    """Yield the blocks under their headings; one that says nothing has none."""
    texts = words_of(facts.kind, facts.own_words)
    above = ""
    for block, text in texts.items():
        if block is Block.WHO and len(facts.buddies) > 1:
            yield from _one_by_one(text, texts.get(Block.WHY, ""), facts)
            continue
        if block is Block.WHY and len(facts.buddies) > 1:
            continue
        passages = tuple(said_of_all(text, facts)) if concerns(block, has_buddies=bool(facts.buddies)) else ()
        heading = _heading_of(block, facts)
        if passages and heading not in {"", above}:
            yield _heading(heading)
            above = heading
        yield from passages


def _heading_of(block: Block, facts: LetterFacts) -> str:
    waits = not facts.buddies and facts.kind in _WAIT
    return NEXT_WITHOUT_A_BUDDY if block is Block.NEXT and waits else HEADINGS.get(block, "")


_WAIT = frozenset({LetterKind.WAITING_LIST, LetterKind.CHANGE, LetterKind.RECEIVED, LetterKind.THANKS})
"""Letters after which a reader without a buddy has nothing to do."""


def _one_by_one(who: str, why: str, facts: LetterFacts) -> Iterator[Passage]:
    """Yield who several buddies are and why they were paired: all that is about one of them together."""
    lines = separated(who, facts)
    about = [number for number, line in enumerate(lines) if line.reach is Reach.BUDDY]
    first, last = (about[0], about[-1] + 1) if about else (len(lines), len(lines))
    yield from said(lines[:first], facts)
    for introduction in facts.introductions:
        for buddy in introduction.buddies:
            yield _heading(buddy.full_name)
            yield from said_of_buddy(lines[first:last], facts, introduction, buddy)
            reasons = tuple(said_of_buddy(separated(why, facts), facts, introduction, buddy))
            if reasons:
                yield _passage(PassageKind.PARAGRAPH, f"Why we paired you with {buddy.called}:")
            yield from reasons
    yield from said(lines[last:], facts)


def _heading(text: str) -> Passage:
    return _passage(PassageKind.HEADING, text)


def _passage(kind: PassageKind, text: str) -> Passage:
    return Passage(kind, tidy(text, keeping=SET_APART))
