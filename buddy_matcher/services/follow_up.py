"""Looks at the pairs that run: how each is doing, what happened, and what is due today. Changes nothing."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from buddy_matcher.documents.bank_holidays import bank_holidays
from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.ids import ParticipationId, RoundId
from buddy_matcher.domain.letter_facts import first_contact
from buddy_matcher.domain.pair_life import Flag, PairLife, PairState
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.round_dates import Milestone, RoundDates
from buddy_matcher.domain.rounds import Round
from buddy_matcher.domain.text import counted, listed, quoted
from buddy_matcher.domain.working_days import months_later, working_day
from buddy_matcher.services.rounds.round_life import RoundLife, read_life, running_round
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.services.rounds.waiting_list import Waiting, waiting_list
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

_COMING = {Milestone.MIDDLE: "Half time", Milestone.ENDS: "Ends"}
"""The dates of a round that come next for a pair that has met, in few words."""

_SOON_DAYS = 31  # before its end a round is told to end soon


@dataclass(frozen=True, slots=True)
class NextDate:
    """What comes next for a pair, in few words that a day follows, and when."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class RunningPair:
    """A pairing that was agreed, with its people, how it is doing and the dates of its round.

    `before` is what happened in earlier rounds, where it goes on from one. Its scheme `pays_for_time` or not.
    """

    pairing: Pairing
    members: tuple[Member, ...]
    life: PairLife
    dates: RoundDates = RoundDates()
    before: tuple[Entry, ...] = ()
    pays_for_time: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the pairing has ended, whatever day is looked at."""
        return self.pairing.state is PairingState.ENDED

    @property
    def names(self) -> str:
        """The names, for example "Asha Rao and Ben Moss"."""
        return listed([member.name for member in self.members])

    @property
    def makes_first_contact(self) -> Member | None:
        """Who makes first contact as their letters say, None where the coordinator introduces them."""
        first = first_contact([member.contact_side for member in self.members], self.pairing.first_contact)
        return next((member for member in self.members if member.participation_id == first), None)

    @property
    def was_to_meet(self) -> bool:
        """Whether a day lies behind on which they had arranged to meet, and no meeting is known since."""
        arranged = self.pairing.arranged
        past = arranged.last_before(self.life.today) if arranged else None
        return past is not None and not any(past.date() <= each.on for each in self.life.meetings)

    @property
    def next_date(self) -> NextDate | None:
        """What comes next: a reminder, the end of a hold, else what the round asks of the pair by when."""
        if self.is_over:
            return None
        reminders = [entry.follow_up_on for entry in self.life.entries if entry.follow_up_on]
        if reminders:
            return NextDate(min(reminders), "Reminder")
        if self.pairing.is_held and self.pairing.held_until:
            return NextDate(self.pairing.held_until, "Back")
        arranged = self.pairing.arranged
        coming = arranged.next_from(self.life.today) if arranged else None
        return NextDate(coming.date(), "Meet") if coming else self._next_milestone()

    def _next_milestone(self) -> NextDate | None:
        letters_out = self.life.letters_out
        if letters_out and not self.life.meetings:
            days = self.dates.first_meeting_days
            return NextDate(letters_out + timedelta(days=days), "Meet by")
        coming = ((what, self.dates.on(each)) for each, what in _COMING.items())
        return next((NextDate(on, what) for what, on in coming if on and on >= self.life.today), None)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the coordinator wants to come back to: the entry, and the people or `organisation` it is about."""

    entry: Entry
    people: tuple[Member, ...]
    organisation: str = ""

    @property
    def about(self) -> str:
        """Whom or what it is about, in words."""
        return self.organisation or listed([member.name for member in self.people])


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do today: a code, how many there are, and whom it is about.

    For a flag, `count` counts pairs and `people` are everybody in them. `organisations` are the names of
    those that it is about.
    """

    kind: str
    count: int
    people: tuple[Member, ...]
    organisations: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of everybody that it is about, organisations last."""
        return (*(member.name for member in self.people), *self.organisations)

    @property
    def label(self) -> str:
        """What is due in words."""
        return _LABELS[self.kind]

    @property
    def in_words(self) -> str:
        """What is due and how much of it, such as "Have not met yet: 3 pairs"."""
        if self.kind == REMINDER:
            return f"{self.label}: {self.count:,}"
        many = ("person", "people") if self.kind in {BACK, FREE} else ("pair", "pairs")
        return f"{self.label}: {counted(self.count, *many)}"


@dataclass(frozen=True, slots=True)
class OtherRound:
    """Another round that asks for something: how many of its pairs run, and how many reminders are due."""

    number: int
    name: str
    pairs: int
    reminders: int

    @property
    def in_words(self) -> str:
        """Which round and what of it, such as "“Spring” runs too: 4 pairs, 1 reminder"."""
        told = [counted(self.pairs, "pair")] if self.pairs else []
        told += [counted(self.reminders, "reminder")] if self.reminders else []
        return f"{quoted(self.name)} {'runs too' if self.pairs else 'is over'}: {', '.join(told)}"


REMINDER, BACK, UNSENT, FREE = "reminder", "back", "letters", "without-buddy"
"""What is due besides flags and dates: the coordinator's reminders, people whose hold is over today, letters
that have not gone, and people who are ready and have no buddy."""

TO_ASK = "did-they-meet"
"""Pairs that were to meet on a day that lies behind, and of whom no meeting is known since."""

_LABELS = {
    **{flag.value: flag.label for flag in Flag},
    **{milestone.value: milestone.label for milestone in Milestone},
    REMINDER: "Reminders",
    BACK: "Back from a break",
    UNSENT: "Letters that have not gone",
    FREE: "Without a buddy",
    TO_ASK: "Were to meet: did they?",
}
_DUE_DATES = (Milestone.FIT_CHECK, Milestone.MIDDLE, Milestone.ENDS, Milestone.FOLLOW_UP)


class FollowUp:
    """A round on a day: by number, else the one looked back at, else the newest one with agreed pairs."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds
        self._read: dict[int | None, RoundLife] = {}

    def people(self, today: date, number: int | None = None) -> tuple[Member, ...]:
        """Return everybody of the round."""
        return tuple(self._life(today, number).state.members.values())

    def round(self, today: date) -> Round:
        """Return the round that is asked about."""
        return self._life(today, None).state.round

    def pairs(self, today: date, number: int | None = None) -> tuple[RunningPair, ...]:
        """Return every pairing that was agreed, ended ones included, in the order of the plan."""
        return tuple(_pairs(self._life(today, number)))

    def runs(self, today: date) -> bool:
        """Return whether any pairing was agreed, which is known sooner than how each is doing."""
        return bool(self._life(today, None).pairings)

    def due(self, today: date, number: int | None = None) -> tuple[Due, ...]:
        """Return what is to be done on a day: flagged pairs first, then reminders, then dates."""
        life = self._life(today, number)
        return tuple(due for due in (*_flags(life), *_others(life), *_dates(life)) if due.count)

    def elsewhere(self, today: date, number: int | None = None) -> tuple[OtherRound, ...]:
        """Return the other rounds with pairs that run or reminders that are due, the newest first."""
        wanted = self._rounds.number if number is None else number
        with self._file.reading() as unit:
            here = running_round(unit) if wanted is None else wanted
            running = Counter(p.round_id for p in unit.pairings.all() if p.state is PairingState.AGREED)
            reminders = _reminders_by_round(unit, today)
            newest_first = sorted(unit.rounds.all(), key=lambda each: each.number, reverse=True)
        return tuple(
            OtherRound(each.number, each.name, running[each.id], reminders[each.id])
            for each in newest_first
            if each.number != here and (running[each.id] or reminders[each.id])
        )

    def without_buddy(self, today: date, number: int | None = None) -> tuple[Member, ...]:
        """Return who could have a buddy and has none, in a round with agreed pairs."""
        life = self._life(today, number)
        return tuple(member for member in life.state.members.values() if _is_free(life, member))

    def waiting(self, today: date, number: int | None = None) -> tuple[Waiting, ...]:
        """Return the same with since when they wait, and how often in a row they were left out."""
        life, free = self._life(today, number), self.without_buddy(today, number)
        with self._file.reading() as unit:
            return waiting_list(unit, life, free)

    def reminders(self, today: date, number: int | None = None) -> tuple[Reminder, ...]:
        """Return what the coordinator wanted to come back to by a day, the oldest first."""
        life = self._life(today, number)
        found = [_reminder(life, entry) for entry in _due(life)]
        return tuple(sorted(found, key=lambda each: (each.entry.follow_up_on or today, each.entry.id)))

    def _life(self, today: date, number: int | None) -> RoundLife:
        wanted = self._rounds.number if number is None else number
        with self._file.reading() as unit:
            known = self._read.get(wanted)
            if known and (known.today, known.state.save_counter) == (today, unit.save_counter):
                return known
            self._read[wanted] = read_life(unit, today, wanted, shown=self._rounds.shown(unit))
            return self._read[wanted]


def time_in_words(dates: RoundDates, today: date) -> str:
    """Return how far a round is, such as "month 2 of 6" or "ends in 12 days", "" before it runs."""
    letters_on, ends = dates.on(Milestone.LETTERS_ON), dates.on(Milestone.ENDS)
    if letters_on is None or ends is None or today < letters_on:
        return ""
    left = (ends - today).days
    if left < 0:
        return f"ended on {date_in_words(ends)}"
    if left <= _SOON_DAYS:
        return f"ends {f'in {counted(left, "day")}' if left else 'today'}"
    months = dates.months_to_meet
    since = sum(months_later(letters_on, month) <= today for month in range(1, months + 1))
    return f"month {min(since + 1, months)} of {months}"


def standing_in_words(pairs: Sequence[RunningPair]) -> str:
    """Return how a round stands, such as "29 pairs running: 22 have met, 3 need a call, 4 not known."."""
    running = [pair for pair in pairs if not pair.is_over]
    states = [pair.life.state for pair in running]
    met, held = sum(bool(pair.life.meetings) for pair in running), states.count(PairState.PAUSED)
    told = (
        f"{met} {'has' if met == 1 else 'have'} met",
        f"{states.count(PairState.NEEDS_CALL)} to call",
        f"{states.count(PairState.NOT_KNOWN)} not known",
        *([f"{held} on hold"] if held else []),
    )
    return f"{counted(len(running), 'pair')} running: {', '.join(told)}." if pairs else ""


def _pairs(life: RoundLife) -> Iterator[RunningPair]:
    for pairing in life.pairings:
        members = tuple(life.state.members[m] for m in pairing.members if m in life.state.members)
        before = life.state.entries_before.get(pairing.id, ())
        own, dates, pays = life.lives[pairing.id], life.state.round.dates, life.state.scheme.pays_for_time
        yield RunningPair(pairing, members, own, dates, before, pays_for_time=pays)


def _reminders_by_round(unit: UnitOfWork, today: date) -> Counter[RoundId]:
    """Return how many reminders are due in each round."""
    holidays = bank_holidays(unit.scheme.nation)
    due = (e for e in unit.entries.all() if e.follow_up_on and working_day(e.follow_up_on, holidays) <= today)
    found: Counter[RoundId] = Counter()
    for entry in due:
        if entry.pairing_id is not None:
            found[unit.pairings.get(entry.pairing_id).round_id] += 1
        elif entry.participation_id is not None:
            found[unit.participations.get(entry.participation_id).round_id] += 1
    return found


def _due(life: RoundLife) -> list[Entry]:
    holidays = bank_holidays(life.state.scheme.nation)
    return [
        entry
        for entry in life.entries
        if entry.follow_up_on and working_day(entry.follow_up_on, holidays) <= life.today
    ]


def _flags(life: RoundLife) -> Iterator[Due]:
    for flag in Flag:
        flagged = [pair for pair in _pairs(life) if flag in pair.life.flags]
        yield Due(flag.value, len(flagged), tuple(m for pair in flagged for m in pair.members))


def _others(life: RoundLife) -> Iterator[Due]:
    holidays = bank_holidays(life.state.scheme.nation)
    people = life.state.members
    reminding = _due(life)
    reminded = [member for entry in reminding for member in _about(life, entry)]
    noted = {life.state.noted_organisations[e.organisation_id] for e in reminding if e.organisation_id}
    yield Due(REMINDER, len(reminding), _members(people, reminded), tuple(sorted(noted)))
    back = _members(people, _back(life, holidays))
    yield Due(BACK, len(back), back)
    unsent = [
        pairing
        for pairing in life.pairings
        if pairing.state is PairingState.AGREED and life.lives[pairing.id].state is PairState.LETTER_NOT_SENT
    ]
    yield Due(UNSENT, len(unsent), _members(people, [m for pairing in unsent for m in pairing.members]))
    yield _to_ask(life)
    free = [member.participation.id for member in people.values() if _is_free(life, member)]
    yield Due(FREE, len(free), _members(people, free))


def _back(life: RoundLife, holidays: Container[date]) -> list[ParticipationId]:
    """Return whose hold, or that of a pairing of theirs, was until a day that has come."""
    parts = [member.participation for member in life.state.members.values()]
    running = [pairing for pairing in life.pairings if pairing.state is PairingState.AGREED]
    held = [
        *((part.held_until, (part.id,)) for part in parts if part.is_held),
        *((pairing.held_until, pairing.members) for pairing in running if pairing.is_held),
    ]
    return [
        who
        for until, members in held
        if until and working_day(until, holidays) <= life.today
        for who in members
    ]


def _to_ask(life: RoundLife) -> Due:
    """Return the pairs that were to meet, and of whom no meeting is known from that day on."""
    running = (pair for pair in _pairs(life) if not pair.is_over and not pair.life.is_held)
    waiting = [pair for pair in running if pair.was_to_meet]
    return Due(TO_ASK, len(waiting), tuple(member for pair in waiting for member in pair.members))


def _reminder(life: RoundLife, entry: Entry) -> Reminder:
    people = _members(life.state.members, _about(life, entry))
    noted = life.state.noted_organisations
    return Reminder(entry, people, noted[entry.organisation_id] if entry.organisation_id else "")


def _about(life: RoundLife, entry: Entry) -> tuple[ParticipationId, ...]:
    """Return whom an entry is about: everybody of a pairing, or one person; nobody for an organisation."""
    if entry.participation_id is not None:
        return (entry.participation_id,)
    return next((p.members for p in life.pairings if p.id == entry.pairing_id), ())


def _is_free(life: RoundLife, member: Member) -> bool:
    part = member.participation
    can_be_paired = part.can_be_paired_on(life.today)
    waits = can_be_paired and not life.state.pairings_of[part.id]
    # Once another round began, who waited is asked again there: the plan of this one can't change.
    return life.is_newest and bool(life.pairings) and waits


def _dates(life: RoundLife) -> Iterator[Due]:
    """Yield the dates of the round that are today, for the pairs that are not on hold: each is due once."""
    holidays = bank_holidays(life.state.scheme.nation)
    running = [p for p in life.pairings if p.state is PairingState.AGREED and not life.lives[p.id].is_held]
    everybody = _members(life.state.members, [m for pairing in running for m in pairing.members])
    for milestone in _DUE_DATES:
        if running and life.state.round.dates.due(milestone, holidays) == life.today:
            yield Due(milestone.value, len(running), everybody)


def _members(people: dict[ParticipationId, Member], wanted: Sequence[ParticipationId]) -> tuple[Member, ...]:
    return tuple(people[member] for member in dict.fromkeys(wanted) if member in people)
