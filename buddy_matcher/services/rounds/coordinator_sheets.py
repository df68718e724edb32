"""The two papers for the coordinator alone: whom to ring, and what whoever takes over has to know.

They hold contact details that buddies were not given, and the coordinator's own notes on what is promised;
never the private note of an ending, nor a score.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from buddy_matcher.documents.bank_holidays import bank_holidays
from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.letter_facts import names_to_call
from buddy_matcher.domain.letters import GONE
from buddy_matcher.domain.pair_life import Flag, PairLife, PairState
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.papers import Section, Sheet
from buddy_matcher.domain.phrases import date_in_words, in_a_list
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.text import counted, set_apart
from buddy_matcher.services.rounds.paper_source import PaperSource
from buddy_matcher.services.rounds.round_life import RoundLife
from buddy_matcher.services.rounds.round_state import Member

_FOR_YOU_ALONE = "For the coordinator alone: it holds phone numbers. Keep it locked away, then shred it."
_FOR_WHO_FOLLOWS = "For whoever takes the scheme on, and nobody else: it holds phone numbers and notes."
_HEARD = "Met\nIn touch\nNo answer"
_FIT = "good / not\N{NO-BREAK SPACE}sure / not\N{NO-BREAK SPACE}good"
_CALL_FIRST = (PairState.NEEDS_CALL, PairState.NOT_KNOWN)


def ring_round_sheet(source: PaperSource) -> Sheet | None:
    """Return the sheet to ring round with, those who need a call first; None while no pair runs.

    Pairs on hold, and those of whom somebody asked to be left alone, are not rung.
    """
    life = source.life
    rung = [
        p
        for p in _running(life)
        if life.lives[p.id].state is not PairState.PAUSED and not _is_stopped(life, p)
    ]
    if not rung:
        return None
    rung.sort(key=lambda pairing: _urgency(life.lives[pairing.id]))
    return Sheet(
        title=f"{life.state.scheme.name}: ring-round",
        subtitle=f"{life.state.round.name}, {date_in_words(source.today)}. {_FOR_YOU_ALONE}",
        is_landscape=True,
        sections=(
            Section(
                columns=(
                    "Ring",
                    "Why",
                    "Circle",
                    "How it is for them: circle",
                    "Said, and when to ring again",
                ),
                widths=(14, 9, 5, 14, 12),
                rows=tuple(_ring_row(life, pairing) for pairing in rung),
            ),
        ),
    )


def hand_over_sheet(source: PaperSource) -> Sheet | None:
    """Return what whoever takes the scheme on has to know; None while no pair was agreed."""
    life = source.life
    if not life.pairings:
        return None
    coordinator = life.state.scheme.coordinator
    until_now = ", ".join(filter(None, (coordinator.name, coordinator.phone, coordinator.email)))
    return Sheet(
        title=f"{life.state.scheme.name}: hand-over",
        subtitle=f"{life.state.round.name}, {date_in_words(source.today)}. {_FOR_WHO_FOLLOWS}",
        sections=(
            Section(
                heading="How it stands",
                paragraphs=(_standing(life), f"Coordinator until now: {until_now or 'no name given'}."),
            ),
            _table("Promised, and to come back to", ("When", "About", "What"), (4, 5, 8), _promises(life)),
            _table("Whom to ring", ("Pair", "Why"), (8, 8), _to_ring(life)),
            _table("On hold", ("Who", "Until", "Worry passed to"), (6, 4, 6), _held(life)),
            _table("Without a buddy", ("Who", "Organisation", "How to reach them"), (4, 6, 6), _free(life)),
            _table("Letters that have not gone", ("Who", "Organisation"), (5, 8), _unsent(life)),
            _table("Dates to come", ("When", "What"), (4, 8), _dates(life)),
        ),
    )


def _running(life: RoundLife) -> list[Pairing]:
    agreed = (pairing for pairing in life.pairings if pairing.state is PairingState.AGREED)
    return [pairing for pairing in agreed if life.state.members.keys() >= set(pairing.members)]


def _members(life: RoundLife, pairing: Pairing) -> list[Member]:
    return [life.state.members[member] for member in pairing.members]


def _is_rung(life: RoundLife, pairing: Pairing) -> bool:
    return life.lives[pairing.id].state is not PairState.PAUSED and not _is_stopped(life, pairing)


def _is_stopped(life: RoundLife, pairing: Pairing) -> bool:
    return any(member.participant.stopped_on for member in _members(life, pairing))


def _urgency(life: PairLife) -> int:
    return _CALL_FIRST.index(life.state) if life.state in _CALL_FIRST else len(_CALL_FIRST)


def _ring_row(life: RoundLife, pairing: Pairing) -> tuple[str, ...]:
    members = _members(life, pairing)
    called = names_to_call({member.participation_id: member.participant for member in members})
    return (
        "\n".join(f"{set_apart(member.participant.known_name)}: {_reached(member)}" for member in members),
        _why(life.lives[pairing.id]),
        _HEARD,
        "\n".join(f"{called[member.participation_id]}: {_FIT}" for member in members),
        "",
    )


def _reached(member: Member) -> str:
    """Return somebody's phone, for want of one their e-mail."""
    return member.participant.phone or member.participant.email or "no phone or e-mail"


def _why(life: PairLife) -> str:
    """Return why a pair is to be rung, or how it stands, and when it was heard of last."""
    reasons = [flag.label for flag in Flag if flag in life.flags] or [life.state.label]
    heard = f"Last heard {date_in_words(life.last_heard)}" if life.last_heard else "Not heard of yet"
    return "\n".join((*reasons, heard))


def _standing(life: RoundLife) -> str:
    lives = [life.lives[pairing.id] for pairing in _running(life)]
    states = [each.state for each in lives]
    told = (
        f"{counted(len(lives), 'pair')} running",
        f"{sum(bool(each.meetings) for each in lives)} met",
        f"{states.count(PairState.NEEDS_CALL)} to ring",
        f"{states.count(PairState.NOT_KNOWN)} not known",
        f"{states.count(PairState.PAUSED)} on hold",
    )
    return f"{in_a_list(told)}."


def _table(
    heading: str, columns: tuple[str, ...], widths: tuple[int, ...], rows: Iterator[tuple[str, ...]]
) -> Section:
    found = tuple(rows)
    if not found:
        return Section(heading=heading, paragraphs=("None.",))
    return Section(heading=heading, columns=columns, widths=widths, rows=found)


def _promises(life: RoundLife) -> Iterator[tuple[str, ...]]:
    found = [(entry.follow_up_on, entry.id, entry) for entry in life.entries if entry.follow_up_on]
    for day, _, entry in sorted(found, key=lambda each: each[:2]):
        yield date_in_words(day), _about(life, entry), entry.said or entry.kind.label


def _about(life: RoundLife, entry: Entry) -> str:
    if entry.organisation_id is not None:
        return life.state.noted_organisations[entry.organisation_id]
    pairing = next((p for p in life.pairings if p.id == entry.pairing_id), None)
    ids = pairing.members if pairing else filter(None, (entry.participation_id,))
    return _names([life.state.members[each] for each in ids if each in life.state.members])


def _names(members: Sequence[Member]) -> str:
    return in_a_list([member.participant.known_name for member in members])


def _to_ring(life: RoundLife) -> Iterator[tuple[str, ...]]:
    flagged = [p for p in _running(life) if life.lives[p.id].flags and not _is_stopped(life, p)]
    for pairing in sorted(flagged, key=lambda each: _urgency(life.lives[each.id])):
        members = _members(life, pairing)
        reached = "\n".join(
            f"{set_apart(member.participant.known_name)}: {_reached(member)}" for member in members
        )
        yield reached, _why(life.lives[pairing.id])


def _held(life: RoundLife) -> Iterator[tuple[str, ...]]:
    for pairing in _running(life):
        if pairing.is_held_on(life.today):
            passed = _passed_on(entry for entry in life.entries if entry.pairing_id == pairing.id)
            yield _names(_members(life, pairing)), _until(pairing.held_until), passed
    for member in _in_order(life):
        if member.participation.is_held_on(life.today):
            theirs = (e for e in life.entries if e.participation_id == member.participation_id)
            yield member.participant.known_name, _until(member.participation.held_until), _passed_on(theirs)


def _passed_on(entries: Iterator[Entry]) -> str:
    """Return to whom worries about somebody on hold were passed, and when."""
    return "\n".join(f"{e.passed_to}, {date_in_words(e.on)}" for e in entries if e.passed_to)


def _until(day: date | None) -> str:
    return date_in_words(day) if day else "Until they are released"


def _free(life: RoundLife) -> Iterator[tuple[str, ...]]:
    for member in _in_order(life):
        can_be_paired = member.participation.can_be_paired_on(life.today)
        if can_be_paired and not life.state.pairings_of[member.participation_id]:
            yield member.participant.known_name, member.organisation_name, _reached(member)


def _unsent(life: RoundLife) -> Iterator[tuple[str, ...]]:
    gone = {letter.participation_id for letter in life.state.letters if letter.how in GONE}
    paired = {member for pairing in _running(life) for member in pairing.members}
    for member in _in_order(life):
        if member.participation_id in paired - gone and not member.participant.stopped_on:
            yield member.participant.known_name, member.organisation_name


def _dates(life: RoundLife) -> Iterator[tuple[str, ...]]:
    holidays = bank_holidays(life.state.scheme.nation)
    days = ((life.state.round.dates.due(milestone, holidays), milestone) for milestone in Milestone)
    coming = [(day, milestone) for day, milestone in days if day and day >= life.today]
    for day, milestone in sorted(coming, key=lambda each: each[0]):
        yield date_in_words(day), milestone.label


def _in_order(life: RoundLife) -> list[Member]:
    return sorted(life.state.members.values(), key=lambda member: member.participant.sort_name)
