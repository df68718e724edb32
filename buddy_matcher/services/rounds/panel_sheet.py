"""The panel sheet: what a panel needs to defend every pair, and a place to sign.

It says why each pair was made, both ways, but no score, no contact detail, and not why somebody waits.
"""

from collections.abc import Iterator

from buddy_matcher.domain.candidates import Candidate
from buddy_matcher.domain.conflicts import Conflict
from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_facts import names_to_call
from buddy_matcher.domain.pairings import Pairing
from buddy_matcher.domain.papers import Section, Sheet
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.phrases import date_in_words, inside_sentence
from buddy_matcher.domain.reasons import Wording, met_wishes, pair_reasons
from buddy_matcher.domain.text import counted, listed, set_apart
from buddy_matcher.services.rounds.aims_and_rules import aims_of, rules_of
from buddy_matcher.services.rounds.interests import Interest, between
from buddy_matcher.services.rounds.paper_source import PaperSource
from buddy_matcher.services.rounds.plan_standing import plan_standing
from buddy_matcher.services.rounds.round_state import RoundState
from buddy_matcher.services.rounds.strength_lines import strength_lines

_LINES_TO_SIGN = 3
_ROOM_TO_SIGN = 12.0
"""mm: a line to write on by hand."""


def panel_sheet(source: PaperSource) -> Sheet | None:
    """Return the panel sheet, or None while there are no pairs."""
    state = source.state
    if not source.pairings:
        return None
    pairs = tuple(_pair_row(state, pairing) for pairing in source.pairings)
    waiting = tuple(_waiting_rows(source))
    return Sheet(
        title=f"{state.scheme.name}: pairs for the panel",
        subtitle=f"{state.round.name}, {date_in_words(source.today)}. {plan_standing(state).words}",
        is_landscape=True,
        sections=(
            Section(
                heading=counted(len(pairs), "pair"),
                columns=("Buddies", "What each gains", "What they have in common", "State"),
                widths=(12, 19, 14, 5),
                rows=pairs,
            ),
            Section(
                heading="Without a buddy this time" if waiting else "Everybody has a buddy",
                columns=("Person", "Organisation", "What happens next"),
                widths=(2, 3, 4),
                rows=waiting,
            ),
            *_strengths(state),
            *_interests(source),
            Section(heading="What the plan looks for, in this order", bullets=tuple(aims_of(state))),
            Section(heading="Rules that no pair crosses by itself", bullets=tuple(rules_of(state))),
            Section(
                heading="Agreed",
                columns=("By", "On", "Stepped out, and for which pair"),
                widths=(4, 2, 5),
                rows=(("", "", ""),) * _LINES_TO_SIGN,
                row_height=_ROOM_TO_SIGN,
            ),
        ),
    )


def _pair_row(state: RoundState, pairing: Pairing) -> tuple[str, ...]:
    members = [state.members[member] for member in pairing.members]
    between_them = between(state.interests, pairing.pairs)
    numbers = [number for number, each in _numbered(state) if each in between_them]
    told = (
        pairing.state.label,
        *_changes(state, pairing),
        *(f"Crosses: {clause}" for clause in state.crossed(*pairing.pairs)),
        *(f"Interest {number} stands between them, see below" for number in numbers),
    )
    return (
        "\n".join(
            ", ".join(filter(None, (set_apart(m.participant.known_name), m.organisation_name)))
            for m in members
        ),
        "\n".join(_gains(state, pairing)),
        ". ".join((*_what_they_share(state, pairing), "")).strip(),
        ". ".join(part for part in told if part),
    )


def _changes(state: RoundState, pairing: Pairing) -> Iterator[str]:
    """Yield what was changed in a pairing and when: by hand, by who joined or left, never why."""
    if pairing.is_by_hand:
        yield "Chosen by the coordinator"
    began = min((each.joined_on for each in pairing.memberships if each.joined_on), default=None)
    for each in pairing.memberships:
        member = state.members.get(each.participation_id)
        name = set_apart(member.participant.known_name) if member else "Somebody"
        if each.left_on:
            yield f"{name} left on {date_in_words(each.left_on)}"
        elif each.joined_on and each.joined_on != began:
            yield f"{name} joined on {date_in_words(each.joined_on)}"


def _gains(state: RoundState, pairing: Pairing) -> Iterator[str]:
    """Yield for each person which of their wishes which buddy can meet."""
    called = names_to_call({m: state.members[m].participant for m in pairing.members})
    for member in pairing.members:
        person, is_met = state.candidates[member], False
        for buddy in pairing.partners_of(member):
            if wishes := _wishes(person, state.candidates[buddy], state.wording):
                yield f"{called[member]} would like help with {wishes}, which {called[buddy]} can share."
                is_met = True
        if not is_met:
            yield f"{called[member]} {'has no wish met here' if person.would_like else 'named no wishes'}."


def _wishes(person: Candidate, buddy: Candidate, wording: Wording) -> str:
    return "; ".join(inside_sentence(wording.strengths[wish]) for wish in met_wishes(person, buddy, wording))


def _what_they_share(state: RoundState, pairing: Pairing) -> tuple[str, ...]:
    """Return the other reasons, each once; shared themes only if both agreed to share them."""
    reasons = [
        reason.text
        for a, b in pairing.pairs
        for reason in pair_reasons(
            state.candidates[a],
            state.candidates[b],
            state.score(a, b),
            names=("", ""),
            wording=state.wording,
        )
        if reason.part is not Part.COMPLEMENTARY
        and (reason.part is not Part.SHARED_GROUND or _both_share_themes(state, a, b))
    ]
    return tuple(dict.fromkeys(reasons))


def _both_share_themes(state: RoundState, *members: ParticipationId) -> bool:
    return all(state.members[m].participation.share_themes for m in members)


def _strengths(state: RoundState) -> Iterator[Section]:
    """Yield what was wished for and how much of it the plan meets, as numbers and as a bar."""
    lines = [line for line in state.derived(strength_lines) if line.wished]
    if lines:
        yield Section(
            heading="Strengths wished and met",
            columns=(
                "Strength",
                "Wished by",
                "Met for",
                "Offered by health",
                "Offered by VCSE",
                "Met of wished",
            ),
            widths=(10, 3, 3, 4, 4, 8),
            rows=tuple(
                (line.name, str(line.wished), str(line.met), str(line.health), str(line.vcse), "")
                for line in lines
            ),
            bars=tuple((line.met, line.wished) for line in lines),
        )


def _waiting_rows(source: PaperSource) -> Iterator[tuple[str, ...]]:
    for member in source.here:
        if source.state.pairings_of[member.participation_id]:
            continue
        part = member.participation
        if part.status is Status.INCOMPLETE:
            told = "We ask them for the answers that are missing"
        elif not part.capacity:
            told = "They asked for no buddy this time"
        else:
            told = "They stay on the list and come first next time"
        yield member.participant.known_name, member.organisation_name, told


def _numbered(state: RoundState) -> Iterator[tuple[int, Interest]]:
    """Yield the interests that the panel should know of, by the numbers that pairs refer to."""
    return enumerate(state.interests, start=1)


def _interests(source: PaperSource) -> Iterator[Section]:
    """Yield the interests that the panel should know of, if there are any."""
    state = source.state
    rows = tuple(
        (
            str(number),
            "\nand ".join(each.sides),
            _what_it_is(each.conflict),
            _where_it_stands(each.conflict),
            _what_it_does(source, each),
        )
        for number, each in _numbered(state)
    )
    if rows:
        yield Section(
            heading="Interests and conflicts",
            columns=("No", "Between", "What it is", "Where it stands", "What it does"),
            widths=(2, 9, 9, 9, 9),
            rows=rows,
        )


def _what_it_is(conflict: Conflict) -> str:
    about = f"{conflict.kind.label}: {conflict.reason}" if conflict.reason else conflict.kind.label
    return ", ".join(filter(None, (about, conflict.term)))


def _where_it_stands(conflict: Conflict) -> str:
    declared = f"Declared on {date_in_words(conflict.declared_on)}" if conflict.declared_on else ""
    told_by = f"Known from {conflict.source}" if conflict.source else ""
    standing = "Not judged yet" if conflict.judged is None and declared else conflict.standing
    return "\n".join(filter(None, (declared, told_by, standing)))


def _what_it_does(source: PaperSource, interest: Interest) -> str:
    """Return what an interest does to the plan, with the pairs that it stands between."""
    state = source.state
    pairs = [
        " and ".join(set_apart(state.members[m].participant.known_name) for m in pairing.members)
        for pairing in source.pairings
        if interest in between(state.interests, pairing.pairs)
    ]
    what = "Keeps the two sides apart" if interest.keeps_apart else "For the panel to weigh"
    here = listed(pairs) if pairs else "it stands between no pair of this plan"
    return f"{what}: {here}"
