"""Composes letters from facts: the frame is ours, the sentences are the coordinator's where they wrote some.

A letter is the blocks of its kind in their order (`letter_blocks`), said for its reader (`block_text`), under
headings of ours. Nothing here decides what may be said: the facts hold no more than the reader may see.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from buddy_matcher.domain.block_text import said, said_of_all, said_of_buddy, separated
from buddy_matcher.domain.languages import ENGLISH, WELSH
from buddy_matcher.domain.letter_blocks import HEADINGS, NEXT_WITHOUT_A_BUDDY, TITLES, Block
from buddy_matcher.domain.letter_facts import LetterFacts, Recipient, fact_digests, language_digest
from buddy_matcher.domain.letter_fields import Reach
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_phrases import Phrase
from buddy_matcher.domain.letter_told import concerns, facts_told, words_of
from buddy_matcher.domain.letters import Frame, LetterText, Passage, PassageKind
from buddy_matcher.domain.postal_address import MOST_LINES
from buddy_matcher.domain.sayings import IN_ENGLISH, Day, Speaker, say
from buddy_matcher.domain.text import SET_APART, tidy
from buddy_matcher.domain.tongues import Tongue, Translator


@lru_cache(maxsize=4_000)  # after a change nearly all letters say what they said before
def compose_letter(facts: LetterFacts) -> LetterText:
    """Return the letter of the facts' kind in English."""
    return _said_by(IN_ENGLISH, replace(facts, languages=(ENGLISH,)), ENGLISH)


@lru_cache(maxsize=4_000)
def letter_for_reader(facts: LetterFacts, tongues: tuple[Tongue, ...] = ()) -> LetterText:
    """Return the letter in the languages of the facts, one part below the other.

    `tongues` are those of them besides English. In English alone, where a sentence that the letter says has
    no signed translation: these are its `untranslated`.
    """
    of_code = {tongue.code: tongue for tongue in tongues}
    if not of_code:
        return _with_languages(compose_letter(facts), (ENGLISH,))
    translators = {code: Translator(tongue) for code, tongue in of_code.items()}
    speakers: dict[str, Speaker] = {ENGLISH: IN_ENGLISH, **translators}
    parts = [_said_by(speakers[code], facts, code) for code in facts.languages]
    lacks = dict.fromkeys(english for translator in translators.values() for english in translator.lacks)
    if lacks:
        return replace(_with_languages(compose_letter(facts), (ENGLISH,)), untranslated=tuple(lacks))
    used = tuple(sorted(pair for translator in translators.values() for pair in translator.used.items()))
    first, *others = parts
    return replace(_with_languages(first, (facts.languages, used)), below=others[0] if others else None)


def _with_languages(text: LetterText, stated: object) -> LetterText:
    return replace(text, facts=(*text.facts, language_digest(stated)))


def _said_by(speaker: Speaker, facts: LetterFacts, code: str) -> LetterText:
    recipient, coordinator = facts.recipient, facts.coordinator
    scheme = tidy(facts.scheme_name)
    for_scheme = speaker.said(say(Phrase.FOR_SCHEME, scheme=scheme))
    signed = (tidy(coordinator.name), for_scheme) if coordinator.name else (scheme,)
    sender = (coordinator.organisation, *coordinator.address, coordinator.phone, coordinator.email)
    title = speaker.sentence(_title(facts))
    name = f"{tidy(recipient.given)} {tidy(recipient.family)}".strip()
    return LetterText(
        participation_id=recipient.participation_id,
        kind=facts.kind,
        occasion=facts.occasion,
        facts=fact_digests(facts, facts_told(facts)),
        given=tidy(recipient.given),
        family=tidy(recipient.family),
        letterhead=scheme,
        address=address_block(recipient),
        sender=_filled(sender),
        dated=facts.dated,
        greeting=speaker.said(say(Phrase.GREETING, name=tidy(recipient.greeting_name))),
        title=title,
        passages=tuple(_passages(facts, speaker)),
        closing=(speaker.sentence(Phrase.VALEDICTION.value), *filter(None, signed)),
        print_size=recipient.letters.print_size,
        language=code,
        frame=Frame(
            day=speaker.said(Day(facts.dated)),
            draft=speaker.sentence(Phrase.DRAFT.value) if facts.is_draft else Phrase.DRAFT.value,
            page=speaker.sentence(Phrase.PAGE.value),
            document=speaker.said(say(Phrase.DOCUMENT_TITLE, title=title, name=name)),
        ),
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
    titles = TITLES[facts.kind]
    is_first = bool(facts.introductions) if facts.kind is LetterKind.CHANGE else len(facts.buddies) == 1
    return titles[0] if is_first else titles[-1]


def _passages(facts: LetterFacts, speaker: Speaker) -> Iterator[Passage]:
    """Yield the blocks under their headings; one that says nothing has none."""
    texts = words_of(facts.kind, facts.own_words)
    above = ""
    for block, text in texts.items():
        if block is Block.WHO and len(facts.buddies) > 1:
            yield from _one_by_one(text, texts.get(Block.WHY, ""), facts, speaker)
            continue
        if block is Block.WHY and len(facts.buddies) > 1:
            continue
        passages = _said_of_block(block, text, facts, speaker)
        heading = _heading_of(block, facts)
        if passages and heading not in {"", above}:
            yield _heading(speaker.sentence(heading))
            above = heading
        yield from passages


def _said_of_block(block: Block, text: str, facts: LetterFacts, speaker: Speaker) -> tuple[Passage, ...]:
    if not concerns(block, has_buddies=bool(facts.buddies)):
        return ()
    passages = tuple(said_of_all(text, facts, speaker))
    if block is Block.FORMAT and WELSH in facts.languages:
        welcome = speaker.sentence(Phrase.WELSH_IS_WELCOME.value)
        return (*passages, _passage(PassageKind.PARAGRAPH, welcome))
    return passages


def _heading_of(block: Block, facts: LetterFacts) -> str:
    waits = not facts.buddies and facts.kind in _WAIT
    return NEXT_WITHOUT_A_BUDDY if block is Block.NEXT and waits else HEADINGS.get(block, "")


_WAIT = frozenset({LetterKind.WAITING_LIST, LetterKind.CHANGE, LetterKind.RECEIVED, LetterKind.THANKS})
"""Letters after which a reader without a buddy has nothing to do."""


def _one_by_one(who: str, why: str, facts: LetterFacts, speaker: Speaker) -> Iterator[Passage]:
    """Yield who several buddies are and why they were paired: all that is about one of them together."""
    lines = separated(who, facts)
    about = [number for number, line in enumerate(lines) if line.reach is Reach.BUDDY]
    first, last = (about[0], about[-1] + 1) if about else (len(lines), len(lines))
    yield from said(lines[:first], facts, speaker)
    for introduction in facts.introductions:
        for buddy in introduction.buddies:
            yield _heading(speaker.said(tidy(buddy.full_name)))
            yield from said_of_buddy(lines[first:last], facts, introduction, buddy, speaker)
            reasons = tuple(said_of_buddy(separated(why, facts), facts, introduction, buddy, speaker))
            if reasons:
                why_with = speaker.said(say(Phrase.WHY_WITH, buddy=buddy.called))
                yield _passage(PassageKind.PARAGRAPH, why_with)
            yield from reasons
    yield from said(lines[last:], facts, speaker)


def _heading(text: str) -> Passage:
    return _passage(PassageKind.HEADING, text)


def _passage(kind: PassageKind, text: str) -> Passage:
    return Passage(kind, tidy(text, keeping=SET_APART))
