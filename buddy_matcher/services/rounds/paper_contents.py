"""What each paper of a round says. People are named as they are known; nothing is stated unasked.

No paper has scores or why somebody waits; needs stand on the venue sheet alone, as totals, and contact
details on the two sheets that are for the coordinator alone.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from buddy_matcher.domain.conversation import MINUTES_A_SET
from buddy_matcher.domain.letter_facts import Recipient, names_to_call
from buddy_matcher.domain.letter_wording import address_block
from buddy_matcher.domain.pairings import Pairing
from buddy_matcher.domain.papers import (
    BADGES_90_55,
    L7163,
    Card,
    Cards,
    Content,
    EnvelopeTest,
    Labels,
    Paper,
    Posters,
    Section,
    Sheet,
)
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.phrases import date_in_words, in_a_list
from buddy_matcher.domain.postal_address import lacks_for_post
from buddy_matcher.domain.statements import is_statement
from buddy_matcher.domain.text import counted, fold, has_words, set_apart, tidy
from buddy_matcher.services.rounds.coordinator_sheets import hand_over_sheet, ring_round_sheet
from buddy_matcher.services.rounds.panel_sheet import panel_sheet
from buddy_matcher.services.rounds.paper_source import PaperSource
from buddy_matcher.services.rounds.round_state import Member, RoundState


def content_of(paper: Paper, source: PaperSource) -> Content | None:
    """Return what a paper says, or None when there is nothing to put on it."""
    return _BUILDERS[paper](source)


def _cards(source: PaperSource) -> Cards | None:
    cards = tuple(_card(source.state, pairing) for pairing in source.pairings)
    return Cards(title=f"{source.state.scheme.name}: conversation cards", cards=cards) if cards else None


def _card(state: RoundState, pairing: Pairing) -> Card:
    members = [state.members[member] for member in pairing.members]
    called = names_to_call({m.participation_id: m.participant for m in members})
    theirs = tuple(
        f"{called[m.participation_id]} wrote: “{tidy(words)}”"
        for m in members
        for statement in m.participation.statements
        if (words := statement.for_buddy)
    )
    minutes, prompts = counted(MINUTES_A_SET, "minute"), state.scheme.prompts
    return Card(
        names=in_a_list([set_apart(member.participant.known_name) for member in members]),
        sets=(
            (f"To start, {minutes}", prompts.opening),
            (f"If only they knew, {minutes}", (*theirs, *prompts.if_only[len(theirs) :])),
            (f"A little deeper, {minutes}", prompts.deeper),
        ),
    )


def _badges(source: PaperSource) -> Labels | None:
    cells = tuple(_filled(member.participant.known_name, member.organisation_name) for member in source.here)
    title = f"{source.state.scheme.name}: name badges"
    return Labels(title=title, stock=BADGES_90_55, cells=cells, has_large_first_line=True) if cells else None


def _tables(source: PaperSource) -> Sheet | None:
    rows = tuple(
        (
            f"Table {number}",
            "\n".join(source.state.members[m].participant.known_name for m in pairing.members),
            "\n".join(source.state.members[m].organisation_name for m in pairing.members),
        )
        for number, pairing in enumerate(source.pairings, start=1)
    )
    section = Section(columns=("Table", "Buddies", "Organisations"), widths=(1, 4, 5), rows=rows)
    return Sheet(title=f"{source.state.scheme.name}: table plan", sections=(section,)) if rows else None


def _sign_in(source: PaperSource) -> Sheet | None:
    rows = tuple((m.participant.known_name, m.organisation_name, "") for m in source.here)
    section = Section(columns=("Name", "Organisation", "Signed"), widths=(3, 4, 4), rows=rows, row_height=11)
    return Sheet(title=f"{source.state.scheme.name}: sign-in sheet", sections=(section,)) if rows else None


def _wall(source: PaperSource) -> Posters:
    # In the order of the words, so that nobody can tell by the order of names whose they are.
    said = sorted(
        tidy(words)
        for member in source.here
        for statement in member.participation.statements
        if (words := statement.for_scheme) and not names_somebody(words, source.state)
    )
    return Posters(
        title=f"{source.state.scheme.name}: launch wall",
        posters=(
            ("If only they knew…", "Write yours below, without your name."),
            *(("If only they knew…", f"“{words}”") for words in said),
        ),
    )


def names_somebody(words: str, state: RoundState) -> bool:
    """Return whether words hold the full name of somebody of a round, which no wall may show."""
    return any(has_words(words, name) for member in state.members.values() for name in _names_of(member))


def _names_of(member: Member) -> tuple[str, ...]:
    person = member.participant
    return tuple(name for name in (person.full_name, person.known_name) if " " in name)


def _venue(source: PaperSource) -> Sheet | None:
    here = source.here
    if not here:
        return None
    ids = {member.participant.id for member in here}
    access = [need.note for need in source.needs if need.participant_id in ids]
    food = [member.participation.venue_needs for member in here]
    names = {fold(word) for m in source.state.members.values() for word in _words_of_name(m)}
    return Sheet(
        title=f"{source.state.scheme.name}: for the venue",
        subtitle=counted(len(here), "person", "people"),
        sections=(
            Section(heading="Food and other needs", bullets=_totals(food, names) or ("None named",)),
            Section(heading="Access", bullets=_totals(access, names) or ("None named",)),
        ),
    )


def _words_of_name(member: Member) -> list[str]:
    person = member.participant
    return f"{person.given} {person.family} {person.known_as}".split()


def _totals(answers: Sequence[str], names: set[str]) -> tuple[str, ...]:
    """Return how many people need what; words that name somebody are left for the coordinator to tell."""
    said = [tidy(answer) for answer in answers if is_statement(answer)]
    told = [answer for answer in said if not names & set(fold(answer).replace(",", " ").split())]
    shown = {fold(answer): answer for answer in reversed(told)}
    totals = [f"{number} × {shown[key]}" for key, number in Counter(map(fold, told)).most_common()]
    untold = len(said) - len(told)
    more = [f"{untold} more: the coordinator will tell you"] if untold else []
    return (*totals, *more)


def _labels(source: PaperSource) -> Labels | None:
    by_post = [m for m in source.here if m.participant.letters.delivery is Delivery.POST]
    cells = tuple(_address(m) for m in by_post if not lacks_for_post(m.participant.address))
    title = f"{source.state.scheme.name}: labels for envelopes"
    return Labels(title=title, stock=L7163, cells=cells) if cells else None


def _address(member: Member) -> tuple[str, ...]:
    person = member.participant
    return address_block(
        Recipient(
            participation_id=member.participation_id,
            given=person.used_given_name,
            family=person.family,
            greeting_name=person.greeting_name,
            organisation=member.organisation_name,
            address=person.address,
        )
    )


def _certificates(source: PaperSource) -> Posters | None:
    state = source.state
    finished = [
        member
        for member in state.members.values()
        if member.participation.status is Status.FINISHED and not member.participant.stopped_on
    ]
    finished.sort(key=lambda member: member.participant.sort_name)
    signed = state.scheme.coordinator.name
    posters = tuple(
        _filled(
            "This certificate is for",
            member.participant.known_name,
            f"who took part in {state.scheme.name}.",
            f"Thank you for what you shared. {date_in_words(source.today)}",
            signed,
        )
        for member in finished
    )
    title = f"{state.scheme.name}: certificates"
    return Posters(title=title, posters=posters, is_certificate=True) if posters else None


def _envelope_test(_source: PaperSource) -> EnvelopeTest:
    return EnvelopeTest(title="Envelope test sheet")


def _filled(*lines: str) -> tuple[str, ...]:
    return tuple(tidy(line) for line in lines if tidy(line))


_BUILDERS: dict[Paper, Callable[[PaperSource], Content | None]] = {
    Paper.PANEL: panel_sheet,
    Paper.CARDS: _cards,
    Paper.BADGES: _badges,
    Paper.TABLES: _tables,
    Paper.SIGN_IN: _sign_in,
    Paper.WALL: _wall,
    Paper.VENUE: _venue,
    Paper.RING_ROUND: ring_round_sheet,
    Paper.LABELS: _labels,
    Paper.CERTIFICATES: _certificates,
    Paper.HAND_OVER: hand_over_sheet,
    Paper.ENVELOPE_TEST: _envelope_test,
}
