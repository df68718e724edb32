"""Every field of the facts is changed in turn, in letters of every kind: what says so must be out of date.

What there is to change is read from the records themselves, so that a new field of theirs needs a case here.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.letter_blocks import OUR_WORDS, Block
from buddy_matcher.domain.letter_examples import example_facts
from buddy_matcher.domain.letter_facts import Fact, LetterFacts, changed_facts
from buddy_matcher.domain.letter_fields import Field
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_wording import compose_letter
from buddy_matcher.domain.letters import LetterText
from buddy_matcher.domain.meeting import HalfDay, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Delivery, OtherFormat
from buddy_matcher.domain.rounds import Coordinator, Scheme

DAY, LATER = date(2026, 11, 21), date(2027, 1, 9)
SOMEBODY = ParticipationId(99)
SCHEME = Scheme(
    name="West Moor buddies",
    coordinator=Coordinator(name="Nia Hughes", phone="07700 900123", email="nia@example.org"),
)

OTHERWISE: dict[str, tuple[Fact, Any]] = {
    "recipient.given": (Fact.READER, "Aisha"),
    "recipient.family": (Fact.READER, "Other"),
    "recipient.greeting_name": (Fact.READER, "Ash"),
    "recipient.job_title": (Fact.READER, "Director"),
    "recipient.organisation": (Fact.EMPLOYER, "Other Hospital"),
    "recipient.address": (Fact.ADDRESS, ("2 Low Street", "Halifax", "HX1 1UJ")),
    "recipient.email": (Fact.ADDRESS, "other@example.org"),
    "recipient.letters.delivery": (Fact.FORMAT, Delivery.EMAIL),
    "recipient.letters.language": (Fact.FORMAT, Language.WELSH),
    "recipient.letters.print_size": (Fact.FORMAT, 28),
    "recipient.letters.other_format": (Fact.FORMAT, OtherFormat.BRAILLE),
    "introductions.buddies.participation_id": (Fact.BUDDIES, SOMEBODY),
    "introductions.buddies.called": (Fact.NAMES, "Bee"),
    "introductions.buddies.full_name": (Fact.NAMES, "Ben Other"),
    "introductions.buddies.job_title": (Fact.WORK, "Director"),
    "introductions.buddies.organisation": (Fact.WORK, "Other Befrienders"),
    "introductions.buddies.sector": (Fact.WORK, Sector.HEALTH),
    "introductions.buddies.reasons": (Fact.REASONS, ("You both like tea.",)),
    "introductions.buddies.introduction": (Fact.STATEMENTS, "I run a choir."),
    "introductions.buddies.email": (Fact.CONTACT, "other@example.org"),
    "introductions.buddies.phone": (Fact.CONTACT, "07700 900999"),
    "introductions.buddies.statements": (Fact.STATEMENTS, ("how long a night is",)),
    "introductions.first_contact": (Fact.FIRST_STEP, None),
    "introductions.ways": (Fact.MEETING, frozenset({MeetingWay.VIDEO})),
    "introductions.free": (Fact.FREE, frozenset({HalfDay(0, 0)})),
    "introductions.arranged": (Fact.ARRANGED, Arranged(starts=datetime(2026, 11, 3, 10))),  # noqa: DTZ001
    "ended": (Fact.ENDED, ("Sam Other",)),
    "scheme_name": (Fact.COORDINATOR, "Other buddies"),
    "safeguarding": (Fact.SAFEGUARDING, "Jo, 07700 900003"),
    "coordinator.name": (Fact.COORDINATOR, "Mo Other"),
    "coordinator.phone": (Fact.COORDINATOR, "07700 900999"),
    "coordinator.email": (Fact.COORDINATOR, "mo@example.org"),
    "coordinator.organisation": (Fact.COORDINATOR, "Other Trust"),
    "coordinator.address": (Fact.COORDINATOR, ("3 Mill Lane", "Halifax")),
    "letters_on": (Fact.DATES, LATER),
    "contact_within_days": (Fact.DATES, 21),
    "meetings": (Fact.EXPECTED, 9),
    "months": (Fact.EXPECTED, 9),
    "answers": (Fact.ANSWERS, ("You can share: policy",)),
    "missing": (Fact.ANSWERS, ("What is your job title?",)),
    "answer_by": (Fact.ANSWERS, LATER),
    "met_with": (Fact.MET, ("Sam Other",)),
    "times_met": (Fact.MET, 9),
    "minutes_met": (Fact.MET, 900),
    "choices": (Fact.CHOICES, ("Number 1: somebody in a health organisation.",)),
    "form_link": (Fact.FORM, "https://forms.example.org/other"),
    "has_paper_form": (Fact.FORM, True),
    "form_code": (Fact.FORM, "FFFFFFFF"),
    "own_words": (Fact.WORDING, ((Block.FORMAT.value, "Ask us for braille."),)),
}
"""For each field of the facts, what states it and what else it could be."""

NO_FACT_OF_ITS_OWN = {
    "recipient.participation_id": "another reader has letters of their own",
    "kind": "letters of other kinds are others",
    "occasion": "letters on other occasions are others",
    "introductions.is_new": "follows from what the reader was told before",
    "replaces": "follows from what the reader was told before",
    "is_half_time": "belongs to the occasion",
    "dated": "the letter’s own day",
    "is_draft": "drafts are not recorded",
    "languages": "stated with the translations that a letter says: `letter_for_reader`",
}


def paths(record: type | Any, before: str = "") -> Iterator[str]:
    """Yield where the fields of facts stand, those of each record inside them too."""
    for field in dataclasses.fields(record):
        path = f"{before}{field.name}"
        value = getattr(record, field.name)
        inner = value[0] if isinstance(value, tuple) and value else value
        if dataclasses.is_dataclass(inner):
            yield from paths(inner, f"{path}.")
        else:
            yield path


def with_other(record: Any, path: str, other: Any) -> Any:
    """Return a record with something else at a path, in all records that stand there in a row."""
    name, _, rest = path.partition(".")
    value = getattr(record, name)
    if not rest:
        return replace(record, **{name: other})
    if isinstance(value, tuple):
        return replace(record, **{name: tuple(with_other(each, rest, other) for each in value)})
    return replace(record, **{name: with_other(value, rest, other)})


def readers(kind: LetterKind) -> Iterator[LetterFacts]:
    """Yield invented readers of a kind: as they are, and by post in words that say nothing."""
    nothing = tuple((block.value, "Nothing.") for block in OUR_WORDS[kind])
    for _, facts in example_facts(kind, SCHEME, DAY):
        yield facts
        by_post = with_other(facts, "recipient.address", ("1 High Street", "Halifax", "HX1 1UJ"))
        yield replace(by_post, own_words=nothing)


def in_a_field_alone(field: Field) -> Iterator[LetterFacts]:
    """Yield invented readers of whom all is known, in letters that say one field only."""
    words = {**dict.fromkeys(OUR_WORDS[LetterKind.CHANGE], ""), Block.NEXT: f"So {{{{{field.value}}}}}"}
    for _, facts in example_facts(LetterKind.CHANGE, SCHEME, DAY):
        yield replace(
            facts,
            answers=("You can share: budgets",),
            missing=("What could you share?",),
            met_with=("Sam Invented",),
            times_met=6,
            minutes_met=345,
            choices=("Number 1: somebody in a hospice.", "Number 2: somebody in a choir."),
            own_words=tuple((block.value, text) for block, text in words.items()),
        )


def said(text: LetterText) -> tuple[object, ...]:
    """Return all that is printed of a letter."""
    return (
        *(text.address, text.sender, text.letterhead, text.greeting, text.title, text.passages),
        *(text.closing, text.given, text.family, text.print_size),
    )


def test_every_field_of_the_facts_has_a_case_and_every_fact_a_field():
    [(_, facts)] = [each for each in example_facts(LetterKind.CHECK_IN, SCHEME, DAY) if "half" in each[0]]
    there = set(paths(facts))
    assert there == OTHERWISE.keys() | NO_FACT_OF_ITS_OWN.keys()
    assert {fact for fact, _ in OTHERWISE.values()} == set(Fact) - {Fact.LANGUAGE}


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_is_out_of_date_when_a_field_of_its_facts_changes_that_it_says(kind: LetterKind):
    for facts in readers(kind):
        told, stale = told_and_stale(facts)
        way_and_words = {Fact.ADDRESS, Fact.FORMAT, Fact.WORDING, Fact.BUDDIES}
        assert stale - way_and_words <= told


@pytest.mark.parametrize("field", Field)
def test_it_is_out_of_date_for_whatever_fills_a_field_in_the_coordinators_words(field: Field):
    for facts in in_a_field_alone(field):
        told_and_stale(facts)


def told_and_stale(facts: LetterFacts) -> tuple[set[Fact], set[Fact]]:
    """Change all in turn; return the facts that letters said, and those that made them out of date."""
    before = compose_letter(facts)
    told, stale = set[Fact](), set[Fact]()
    for path, (fact, other) in OTHERWISE.items():
        after = compose_letter(with_other(facts, path, other))
        changed = changed_facts(before.facts, after.facts)
        assert set(changed) <= {fact}, path
        stale.update(changed)
        if said(after) != said(before):
            told.add(fact)
            assert changed == (fact,), path
    return told, stale


def test_who_asks_for_english_gets_the_letter_that_they_have():
    asked, not_asked, in_welsh = (
        compose_letter(with_other(next(readers(LetterKind.INTRODUCTION)), "recipient.letters.language", each))
        for each in (Language.ENGLISH, Language.NOT_ASKED, Language.WELSH)
    )
    # Letters on record may state one of the two answers alone.
    digests = dict(asked.facts)[Fact.FORMAT.value].split("|")
    assert len(digests) == 2
    for stated in (asked.facts, not_asked.facts, *(((Fact.FORMAT.value, each),) for each in digests)):
        assert changed_facts(stated, asked.facts) == changed_facts(stated, not_asked.facts) == ()
        assert changed_facts(stated, in_welsh.facts) == (Fact.FORMAT,)
