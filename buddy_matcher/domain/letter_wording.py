"""Composes letters from facts, in words that most people can read: short sentences, one thing to do.

The order of a letter is the order of the functions here. No sentence of ours has more than 20 words
before names are put in, an ampersand or an abbreviation. Nothing here decides what may be said: the facts
hold no more than the reader may see.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from buddy_matcher.domain.letter_facts import Buddy, Introduction, LetterFacts, Recipient, fact_digests
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import LetterText, Passage, PassageKind
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.phrases import date_in_words, in_a_list
from buddy_matcher.domain.postal_address import MOST_LINES
from buddy_matcher.domain.text import SET_APART, counted, listed, set_apart, tidy

DAYS_PER_WEEK = 7


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
        facts=fact_digests(facts),
        given=tidy(recipient.given),
        family=tidy(recipient.family),
        letterhead=tidy(facts.scheme_name),
        address=address_block(recipient),
        sender=_filled(sender),
        dated=facts.dated,
        greeting=f"Dear {tidy(recipient.greeting_name)},",
        title=_title(facts),
        passages=tuple(_PASSAGES[facts.kind](facts)),
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
    if facts.kind is LetterKind.CHANGE:
        return "A change to your buddies" if facts.introductions else "Your pairing has ended"
    if not facts.introductions:
        return "You are on our waiting list"
    return "Meet your buddy" if len(_buddies(facts)) == 1 else "Meet your buddies"


def _introduction_passages(facts: LetterFacts) -> Iterator[Passage]:
    yield from _who_they_are_and_why(facts)
    yield from _what_to_do_next(facts)
    yield from _ideas_for_the_first_meeting(facts)
    yield from _what_to_expect()
    yield from _questions(facts)
    yield from _formats_and_privacy()


def _waiting_passages(facts: LetterFacts) -> Iterator[Passage]:
    yield _paragraph(
        f"Thank you for joining {set_apart(facts.scheme_name)}. We do not have a buddy for you this time.",
        "We know that this is disappointing, and we are sorry.",
    )
    yield _paragraph("What you offer is valuable. We would like you to stay with us.")
    yield _heading("What happens next")
    yield _paragraph(
        "You stay on our list. People who have waited come first next time.",
        "We will write to you when we have a buddy for you.",
    )
    yield _paragraph(
        "You do not need to do anything now.",
        "Please tell us if your details change, or if you no longer want a buddy.",
    )
    yield from _questions(facts)
    yield from _formats_and_privacy()


def _change_passages(facts: LetterFacts) -> Iterator[Passage]:
    # Fixed words: nobody reads here why a pairing ended.
    ended = _ended_in_words(facts)
    replaces = f"This letter replaces the one of {date_in_words(facts.replaces)}." if facts.replaces else ""
    if facts.introductions:
        yield _paragraph(*filter(None, (ended, replaces)))
        yield from _introduction_passages(facts)
        return
    yield _paragraph(*filter(None, (ended, "We do not have a new buddy for you yet.", replaces)))
    yield _paragraph("What you offer is valuable. We would like you to stay with us.")
    yield _heading("What happens next")
    yield _paragraph("You are on our list. We will write to you when we have a buddy for you.")
    yield _paragraph(
        "You do not need to do anything now.",
        "Please tell us if your details change, or if you no longer want a buddy.",
    )
    yield from _questions(facts)
    yield from _formats_and_privacy()


def _ended_in_words(facts: LetterFacts) -> str:
    if facts.ended:
        return f"Your pairing with {in_a_list([set_apart(name) for name in facts.ended])} has ended."
    return "There is a change to your pairing." if facts.introductions else "Your pairing has ended."


_PASSAGES: Mapping[LetterKind, Callable[[LetterFacts], Iterator[Passage]]] = {
    LetterKind.INTRODUCTION: _introduction_passages,
    LetterKind.WAITING_LIST: _waiting_passages,
    LetterKind.CHANGE: _change_passages,
}


def _who_they_are_and_why(facts: LetterFacts) -> Iterator[Passage]:
    buddies = _buddies(facts)
    names = in_a_list([set_apart(b.full_name) for b in buddies])
    if len(buddies) == 1:
        new = "new " if facts.kind is LetterKind.CHANGE and facts.introductions[0].is_new else ""
        yield _paragraph(f"Your {new}buddy is {names}. {_sector_sentence(buddies[0])}")
        yield from _card(buddies[0])
        yield _heading("Why we paired you")
        yield from map(_bullet, buddies[0].reasons)
        return
    yield _paragraph(f"You have {len(buddies)} buddies: {names}.", *_how_you_meet(facts))
    for buddy in buddies:
        yield _heading(buddy.full_name)
        yield _paragraph(_sector_sentence(buddy))
        yield from _card(buddy)
        yield _paragraph(f"Why we paired you with {buddy.called}:")
        yield from map(_bullet, buddy.reasons)


def _how_you_meet(facts: LetterFacts) -> Iterator[str]:
    if len(facts.introductions) == 1:
        yield f"You will meet as a group of {len(_buddies(facts)) + 1}."
        return
    if all(len(introduction.buddies) == 1 for introduction in facts.introductions):
        yield "You will meet each of them separately."
        return
    for introduction in facts.introductions:
        how = "separately" if len(introduction.buddies) == 1 else "together"
        yield f"You will meet {_called(introduction)} {how}."


def _sector_sentence(buddy: Buddy) -> str:
    return f"{buddy.called} works in {buddy.sector.in_words}."


def _card(buddy: Buddy) -> Iterator[Passage]:
    if buddy.job_title:
        yield _bullet(f"Job title: {set_apart(buddy.job_title)}")
    if buddy.organisation:
        yield _bullet(f"Organisation: {set_apart(buddy.organisation)}")
    if buddy.introduction:
        yield _paragraph(f"In {buddy.called}’s words: “{set_apart(_quoted(buddy.introduction))}”")


def _what_to_do_next(facts: LetterFacts) -> Iterator[Passage]:
    yield _heading("What to do next")
    for introduction in facts.introductions:
        if introduction.first_contact == facts.recipient.participation_id:
            yield from _you_start(facts, introduction)
        else:
            yield from _others_start(facts, introduction)


def _you_start(facts: LetterFacts, introduction: Introduction) -> Iterator[Passage]:
    yield _paragraph(
        f"Please contact {_called(introduction)} {_by(facts)}.",
        "Say hello, and agree when and how to meet.",
        *_how_you_can_meet(introduction),
    )
    yield from _contact_details(introduction)


def _others_start(facts: LetterFacts, introduction: Introduction) -> Iterator[Passage]:
    starter = next(
        (b for b in introduction.buddies if b.participation_id == introduction.first_contact), None
    )
    reachable = [buddy for buddy in introduction.buddies if buddy.email or buddy.phone]
    steps = [
        _they_will_contact(introduction, starter, facts),
        "You do not need to do anything until then.",
        *_how_you_can_meet(introduction),
    ]
    if starter in reachable:
        yield _paragraph(*steps, "If you hear nothing, here is how to get in touch:")
    else:
        yield _paragraph(*steps, "Please tell us if you hear nothing.")
        if reachable:
            yield _paragraph(f"Here is how to reach {in_a_list([b.called for b in reachable])}:")
    yield from _contact_details(introduction)


def _they_will_contact(introduction: Introduction, starter: Buddy | None, facts: LetterFacts) -> str:
    if starter is None:
        return f"We will introduce you to {_called(introduction)} {_by(facts)}."
    you = in_a_list(["you", *(b.called for b in introduction.buddies if b is not starter)])
    return f"{starter.called} will contact {you} {_by(facts)}."


def _how_you_can_meet(introduction: Introduction) -> Iterator[str]:
    """Yield how all of them can meet; nothing where that is not known, and never what one of them can't."""
    ways = [words for way, words in _WAYS_TO_MEET.items() if way in introduction.ways]
    together = "all " if len(introduction.buddies) > 1 else ""
    if introduction.ways == {MeetingWay.PHONE}:
        yield f"You can {together}talk by phone."
    elif ways:
        yield f"You can {together}meet {listed(ways, last='or')}."


_WAYS_TO_MEET = {
    MeetingWay.NEUTRAL: "face to face",
    MeetingWay.VIDEO: "by video call",
    MeetingWay.PHONE: "by phone",
}


def _by(facts: LetterFacts) -> str:
    if facts.contact_by:
        return f"by {date_in_words(facts.contact_by)}"
    if not facts.contact_within_days:
        return "soon"
    weeks, days = divmod(facts.contact_within_days, DAYS_PER_WEEK)
    return f"within {counted(weeks, 'week') if not days else counted(facts.contact_within_days, 'day')}"


def _contact_details(introduction: Introduction) -> Iterator[Passage]:
    for buddy in introduction.buddies:
        yield from _ways_to_reach(buddy.called, buddy.email, buddy.phone)


def _ways_to_reach(name: str, email: str, phone: str) -> Iterator[Passage]:
    if email:
        yield _bullet(f"E-mail {name}: {email}")
    if phone:
        yield _bullet(f"Phone {name}: {phone}")


def _ideas_for_the_first_meeting(facts: LetterFacts) -> Iterator[Passage]:
    yield _heading("Ideas for your first meeting")
    yield _bullet("Tell each other about a normal day at work.")
    yield _bullet("Say one thing you would like to gain, and one thing you can share.")
    yield _bullet("Take turns to finish this sentence: “If only they knew…”")
    for buddy in _buddies(facts):
        if buddy.if_only_they_knew:
            yield _bullet(f"{buddy.called} wrote: “{set_apart(_quoted(buddy.if_only_they_knew))}”")


def _what_to_expect() -> Iterator[Passage]:
    yield _heading("What to expect")
    yield _paragraph("Thank you for taking part. Plan to meet about 6 times over 6 months.")
    yield _paragraph(
        "Sometimes people are not a good fit. That is no one’s fault.",
        "Tell us, and we can end the pairing. You do not have to say why.",
    )


def _questions(facts: LetterFacts) -> Iterator[Passage]:
    coordinator = facts.coordinator
    name, scheme = set_apart(coordinator.name), set_apart(facts.scheme_name)
    yield _heading("Questions")
    yield _paragraph(f"Please ask {name}, who runs {scheme}." if name else "Please ask us.")
    yield from _ways_to_reach(name or "us", coordinator.email, coordinator.phone)


def _formats_and_privacy() -> Iterator[Passage]:
    yield _heading("This letter and your details")
    yield _paragraph(
        "Tell us if you need this letter in large print, easy read, braille, audio or another language.",
    )
    yield _paragraph(
        "We use your details only to run the scheme. You can ask to see, correct or delete them.",
        "You can complain to us, or to the Information Commissioner’s Office: ico.org.uk",
    )


def _buddies(facts: LetterFacts) -> tuple[Buddy, ...]:
    return tuple(buddy for introduction in facts.introductions for buddy in introduction.buddies)


def _called(introduction: Introduction) -> str:
    return in_a_list([buddy.called for buddy in introduction.buddies])


def _quoted(text: str) -> str:
    """Return all that someone wrote, without the quotation marks that they put around it."""
    return tidy(text).strip("\"“”'‘’ ")


def _heading(text: str) -> Passage:
    return _passage(PassageKind.HEADING, text)


def _paragraph(*sentences: str) -> Passage:
    return _passage(PassageKind.PARAGRAPH, " ".join(sentences))


def _bullet(text: str) -> Passage:
    return _passage(PassageKind.BULLET, text)


def _passage(kind: PassageKind, text: str) -> Passage:
    return Passage(kind, tidy(text, keeping=SET_APART))
