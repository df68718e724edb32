"""What a letter may state: records that hold only what their reader is allowed to see.

Whoever builds them leaves out what a person did not agree to share; the wording prints what it is given.
A letter on record keeps a digest of each fact, so that it can be said what has changed since.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from itertools import combinations
from typing import Final

from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.languages import ENGLISH, Language
from buddy_matcher.domain.letter_kinds import ROUND, LetterKind
from buddy_matcher.domain.meeting import HalfDay, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import LetterPreferences, Participant
from buddy_matcher.domain.round_dates import USUAL_MEETINGS, USUAL_MONTHS
from buddy_matcher.domain.rounds import Coordinator
from buddy_matcher.domain.sayings import Saying, in_english
from buddy_matcher.domain.text import fold, set_apart


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactSide:
    """One member of a pairing as the rule for first contact sees them, by participation id.

    `can_be_contacted` says that they agreed to share contact details and gave some.
    """

    participation_id: ParticipationId
    sector: Sector
    can_be_contacted: bool


def first_contact(
    members: Sequence[ContactSide], chosen: ParticipationId | None = None
) -> ParticipationId | None:
    """Return who of a pairing makes first contact, or None where the coordinator has to introduce them.

    Only someone who can see the contact details of all the others can. Among those it is the one the
    coordinator chose, else the health side, because VCSE time may be unfunded, else the smallest id. The
    order of `members` does not matter, so that the letters of a pairing agree.
    """
    able = able_to_begin(members)
    if not able:
        return None
    return min(
        able, key=lambda m: (m.participation_id != chosen, m.sector is not Sector.HEALTH, m.participation_id)
    ).participation_id


def able_to_begin(members: Sequence[ContactSide]) -> tuple[ContactSide, ...]:
    """Return who of a pairing can make first contact: who sees how to reach all the others."""
    return tuple(
        m
        for m in members
        if all(o.can_be_contacted for o in members if o.participation_id != m.participation_id)
    )


def names_to_call(people: Mapping[ParticipationId, Participant]) -> dict[ParticipationId, str]:
    """Return what to call each person in a sentence: the full name where two go by one name."""
    times = Counter(fold(person.greeting_name) for person in people.values())
    return {
        key: set_apart(person.known_name if times[fold(person.greeting_name)] > 1 else person.greeting_name)
        for key, person in people.items()
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Whom a letter is for, and where it goes.

    `given` is the given name that they use. `address` is empty unless letters go by post; its last line is
    the postcode. `email` is empty unless they go by e-mail.
    """

    participation_id: ParticipationId
    given: str
    family: str = ""
    greeting_name: str
    job_title: str = ""
    organisation: str
    address: tuple[str, ...] = ()
    email: str = ""
    letters: LetterPreferences = LetterPreferences()


@dataclass(frozen=True, kw_only=True, slots=True)
class Buddy:
    """What a recipient is told about a buddy, by participation id.

    `called` is the name for use in sentences. `reasons` are whole sentences to the recipient. E-mail,
    phone and `statements`, what they wish others knew, are empty unless the buddy gave them and agreed to
    share them.
    """

    participation_id: ParticipationId
    called: str
    full_name: str
    job_title: str = ""
    organisation: str
    sector: Sector
    reasons: tuple[Saying, ...]
    introduction: str = ""
    email: str = ""
    phone: str = ""
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Introduction:
    """The buddies of one of the recipient's pairings (two in a trio), and the answer of `first_contact`.

    It `is_new` when the reader was not told of it before. `ways` are those in which all of them could meet,
    as `reach.ways_of_group` gives them; empty where that is not known. `free` are the half-days on which all
    are usually free, None where one of them named none. `arranged` is what they agreed already.
    """

    buddies: tuple[Buddy, ...]
    first_contact: ParticipationId | None
    ways: frozenset[MeetingWay] = frozenset()
    free: frozenset[HalfDay] | None = None
    arranged: Arranged | None = None
    is_new: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterFacts:
    """All that one letter states, and of which kind and on which occasion it is.

    A letter about a change names those whom the reader was paired with and is not any more in `ended`, by
    their names, and `replaces` is the date of the letter that told of them.
    Letters of the round go out on `letters_on`, None where no day is set; pairs are to meet `meetings` times
    over `months`. `answers` are lines with what the reader told us, `missing` what they did not, which they
    are to send by `answer_by`, None where no day is set. `times_met` and `minutes_met` are of pairings that
    are over, and `met_with` the names of those buddies. `is_half_time` tells the check-in of the middle from
    the first one. The form to answer is at `form_link`, or comes with the letter; `form_code` tells whose the
    answers are. `choices` are the people whom the reader may choose, by number and without names.
    `own_words` are the coordinator's texts in place of ours, by block. `languages` are the codes of those
    that the letter is to be in, the first one first.
    """

    recipient: Recipient
    kind: LetterKind
    occasion: str = ROUND
    introductions: tuple[Introduction, ...] = ()
    ended: tuple[str, ...] = ()
    replaces: date | None = None
    scheme_name: str
    coordinator: Coordinator
    safeguarding: str = ""
    dated: date
    letters_on: date | None = None
    contact_within_days: int = 14
    meetings: int = USUAL_MEETINGS
    months: int = USUAL_MONTHS
    answers: tuple[Saying, ...] = ()
    missing: tuple[Saying, ...] = ()
    answer_by: date | None = None
    met_with: tuple[str, ...] = ()
    times_met: int = 0
    minutes_met: int = 0
    is_half_time: bool = False
    form_link: str = ""
    has_paper_form: bool = False
    form_code: str = ""
    choices: tuple[Saying, ...] = ()
    own_words: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = (ENGLISH,)
    is_draft: bool = False

    @property
    def buddies(self) -> tuple[Buddy, ...]:
        """Every buddy whom the letter tells of."""
        return tuple(buddy for introduction in self.introductions for buddy in introduction.buddies)

    @property
    def contact_by(self) -> date | None:
        """The day by which first contact is made, never in the past; None where letters have no day.

        It counts from the day for letters, or from the letter's own date when that is later.
        """
        if self.letters_on is None:
            return None
        return max(self.letters_on, self.dated) + timedelta(days=self.contact_within_days)


class Fact(StrEnum):
    """Something that a letter states; the value names its digest in the letter's record."""

    READER = "reader"
    EMPLOYER = "employer"
    ADDRESS = "address"
    FORMAT = "format"
    BUDDIES = "buddies"
    ENDED = "ended"
    NAMES = "names"
    WORK = "work"
    REASONS = "reasons"
    CONTACT = "contact"
    FIRST_STEP = "first_step"
    MEETING = "meeting"
    FREE = "free"
    ARRANGED = "arranged"
    DATES = "dates"
    STATEMENTS = "statements"
    EXPECTED = "expected"
    ANSWERS = "answers"
    MET = "met"
    FORM = "form"
    CHOICES = "choices"
    COORDINATOR = "coordinator"
    SAFEGUARDING = "safeguarding"
    WORDING = "wording"
    LANGUAGE = "language"

    @property
    def in_words(self) -> str:
        """What changed when the digest did, as it reads in a list."""
        return {
            "reader": "their own name or job",
            "employer": "their own organisation",
            "address": "their address",
            "format": "how the letter goes",
            "buddies": "their buddy",
            "ended": "the name of an earlier buddy",
            "names": "a buddy’s name",
            "work": "a buddy’s job or organisation",
            "reasons": "why they were paired",
            "contact": "a buddy’s contact details",
            "first_step": "who makes first contact",
            "meeting": "how they can meet",
            "free": "when they are both free",
            "arranged": "when and where they meet",
            "dates": "when to make contact",
            "statements": "a buddy’s own words",
            "expected": "how often and how long to meet",
            "answers": "their own answers",
            "met": "how often and how long they met",
            "form": "the form to answer",
            "choices": "whom they may choose",
            "coordinator": "the scheme’s name or coordinator",
            "safeguarding": "whom to ring who is worried",
            "wording": "the wording",
            "language": "which languages it is in, or a translation",
        }[self]


type FactDigests = tuple[tuple[str, str], ...]
"""The digest of each fact that a letter states, by the fact's name; none for letters of before format 3."""

_SAME: Final = "|"
_IN_ENGLISH: Final = Language.NOT_ASKED, Language.ENGLISH

_BUDDY_CHARACTERS = 8
_DIGEST_CHARACTERS = 16
"""64 bits: two values of one fact of one letter are compared, so nothing else can collide."""


def buddies_digest(buddies: Iterable[Iterable[ParticipationId]]) -> str:
    """Return the digest of who somebody's buddies are, pairing by pairing, whatever their order.

    It is made of a digest of each, so that those who are new and those who went can be told.
    """
    return "+".join(sorted(".".join(sorted(map(buddy_digest, together))) for together in buddies))


def buddy_digest(buddy: ParticipationId) -> str:
    """Return the digest of one buddy."""
    return _digest(buddy)[:_BUDDY_CHARACTERS]


def buddies_together(facts: FactDigests) -> tuple[frozenset[str], ...] | None:
    """Return what `buddies_stated` does, pairing by pairing."""
    stated = dict(facts).get(Fact.BUDDIES.value)
    if stated is None:
        return None
    return tuple(frozenset(together.split(".")) for together in stated.split("+") if together)


def buddies_stated(facts: FactDigests) -> frozenset[str] | None:
    """Return the digests of the buddies whom a letter told of; None for one of before they were kept."""
    together = buddies_together(facts)
    return None if together is None else frozenset[str]().union(*together)


def fact_digests(facts: LetterFacts, told: Collection[Fact]) -> FactDigests:
    """Return a digest of who somebody's buddies are and of each fact that is `told`.

    The letter's own day is none, and neither are our words. What is not told is left out, so that no change
    of that makes the letter out of date.
    """
    reader, buddies = facts.recipient, facts.buddies
    coordinator = facts.coordinator
    stated: dict[Fact, object] = {
        Fact.READER: (reader.given, reader.family, reader.greeting_name, reader.job_title),
        Fact.EMPLOYER: reader.organisation,
        Fact.ADDRESS: (reader.address, reader.email),
        Fact.ENDED: facts.ended,
        Fact.NAMES: [(b.called, b.full_name) for b in buddies],
        Fact.WORK: [(b.job_title, b.organisation, b.sector.value) for b in buddies],
        Fact.REASONS: [in_english(b.reasons) for b in buddies],
        Fact.CONTACT: [(b.email, b.phone) for b in buddies],
        Fact.FIRST_STEP: [i.first_contact for i in facts.introductions],
        Fact.MEETING: [sorted(i.ways) for i in facts.introductions],
        Fact.FREE: [sorted(i.free or ()) for i in facts.introductions],
        Fact.ARRANGED: [i.arranged for i in facts.introductions],
        # Letters on record stated one statement, "" where there was none.
        Fact.STATEMENTS: [(b.introduction, *(b.statements or ("",))) for b in buddies],
        Fact.DATES: (facts.letters_on, facts.contact_within_days),
        Fact.EXPECTED: (facts.meetings, facts.months),
        Fact.ANSWERS: (in_english(facts.answers), in_english(facts.missing), facts.answer_by),
        Fact.MET: (facts.met_with, facts.times_met, facts.minutes_met),
        Fact.CHOICES: in_english(facts.choices),
        Fact.FORM: (facts.form_link, facts.has_paper_form, facts.form_code),
        Fact.WORDING: facts.own_words,
        Fact.SAFEGUARDING: facts.safeguarding,
        Fact.COORDINATOR: (
            *(facts.scheme_name, coordinator.name, coordinator.phone, coordinator.email),
            *(coordinator.organisation, *coordinator.address),
        ),
    }
    who = buddies_digest([b.participation_id for b in i.buddies] for i in facts.introductions)
    digests = {Fact.FORMAT: _format_digest(reader.letters)}
    digests |= {fact: _digest(value) for fact, value in stated.items()}
    return (
        (Fact.BUDDIES.value, who),
        *((fact.value, digest) for fact, digest in digests.items() if fact in told),
    )


def ended_digests(names: Sequence[str]) -> frozenset[str]:
    """Return what a letter may state of these earlier buddies: when it was made some may have been gone."""
    some = (combinations(names, number) for number in range(len(names) + 1))
    return frozenset(_digest(kept) for choices in some for kept in choices)


def _format_digest(way: LetterPreferences) -> str:
    """Return the digest of how a letter goes; both of them where somebody asked for English or was not asked.

    Which languages it is in is a fact of its own, and letters on record state one of the two answers.
    """
    languages = _IN_ENGLISH if way.language in _IN_ENGLISH else (way.language,)
    stated = ((way.delivery.value, each.value, way.print_size, way.other_format) for each in languages)
    return _SAME.join(map(_digest, stated))


NEW_DETAILS: Final = frozenset({Fact.NAMES, Fact.WORK, Fact.CONTACT, Fact.COORDINATOR})
"""What a pair that is in contact is told of when it changes."""


def language_digest(stated: object) -> tuple[str, str]:
    """Return the digest of which languages a letter is in, and of the translations that it says."""
    return Fact.LANGUAGE.value, _digest(stated)


def _digest(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()[:_DIGEST_CHARACTERS]


def changed_facts(stated: FactDigests, now: FactDigests) -> tuple[Fact, ...]:
    """Return which facts of a letter on record are others now; none for one of before digests were kept."""
    present = dict(now)
    return tuple(
        Fact(name)
        for name, digest in stated
        if set(digest.split(_SAME)).isdisjoint(present.get(name, digest).split(_SAME))
    )
