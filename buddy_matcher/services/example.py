"""Makes the example scheme: the bundled form export in a scheme of its own, to look around in.

`let_live` gives its agreed plan ten weeks of meetings, calls and an ending, as a round of this size has them.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from buddy_matcher.domain.endings import EndReason, Next, NextFor
from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare, Fit
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.ring_round import MEETING_MINUTES
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.rounds import Coordinator
from buddy_matcher.paths import sample_form_export
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.schemes import Services, create_scheme

NAME = "West Moor buddy scheme"

COORDINATOR = Coordinator(
    name="Morag Ellis",
    organisation="West Moor Voluntary Action",
    phone="07700 900100",
    email="buddies@example.org",
    address=("12 Canal Street", "Bradford", "BD1 1HX"),
)

_LETTERS_AGO = timedelta(days=70)
"""How long ago the letters of a round that runs went: long enough for every kind of flag."""

_ENDED, _HELD = 9, 10
"""Which pairs of the plan have ended, and are on hold."""

type _Told = tuple[int, EntryKind, tuple[Fit | None, ...], str]
"""What happened so many days after the letters, how each member finds the pairing, and what was said."""

_STORIES: tuple[tuple[_Told, ...], ...] = (
    (
        (6, EntryKind.CONTACT, (), ""),
        (
            20,
            EntryKind.MEETING,
            (Fit.GOOD, Fit.GOOD),
            "Met over lunch; each wants to see where the other works.",
        ),
        (55, EntryKind.MEETING, (Fit.GOOD, Fit.GOOD), ""),
    ),
    ((9, EntryKind.CONTACT, (), ""), (31, EntryKind.MEETING, (None, Fit.GOOD), "")),
    ((12, EntryKind.CONTACT, (), "Diaries are hard: try a video call first."),),
    (),
    ((40, EntryKind.NO_ANSWER, (), ""), (54, EntryKind.NO_ANSWER, (), "Left a message at the front desk.")),
    (
        (15, EntryKind.MEETING, (Fit.GOOD, None), ""),
        (45, EntryKind.CALL, (Fit.NOT_SURE, None), "Wonders whether they have enough in common."),
    ),
    (
        (22, EntryKind.MEETING, (Fit.GOOD, Fit.GOOD), ""),
        (52, EntryKind.MEETING, (Fit.GOOD, Fit.GOOD), "A joint talk for carers is planned."),
    ),
)
"""What happened in one pair, by turns over the plan: going well, met, in touch, quiet, unreached, unsure."""


def create_example(path: Path) -> Services:
    """Make the example scheme in a new file and open it.

    Raises UserError when there is a file already, or when it can't be made.
    """
    services = create_scheme(path, NAME, COORDINATOR)
    services.imports.run(sample_form_export())
    return services


def let_live(services: Services, today: date) -> None:
    """Let the example's agreed plan run: letters that went ten weeks ago, what happened since, and an ending.

    It says the same every time, but for its dates. Raises UserError when no pair is agreed.
    """
    letters_on = today - _LETTERS_AGO
    pairs = services.follow_up.pairs(today)
    services.rounds.set_date(Milestone.LETTERS_ON, letters_on)
    services.letters.record_gone(Issue.GIVEN, letters_on, {m for p in pairs for m in p.pairing.members})
    told = zip(pairs, _turns(), strict=False)
    services.entries.add(
        *(entry for pair, story in told for entry in _entries(pair, story, letters_on, today))
    )
    for place, pair in enumerate(pairs):
        if place == _HELD:
            services.holds.hold_pairing(pair.pairing.id, today + timedelta(days=21))
        if place == _ENDED:
            services.endings.end(pair.pairing.id, _ending(pair, today - timedelta(days=3)))


def _turns() -> Iterator[tuple[_Told, ...]]:
    while True:
        yield from _STORIES


def _entries(pair: RunningPair, story: tuple[_Told, ...], letters_on: date, today: date) -> Iterator[Entry]:
    members = [member.participation_id for member in pair.members]
    for days, kind, fits, said in story:
        is_last = (days, kind, fits, said) == story[-1]
        yield Entry(
            pairing_id=pair.pairing.id,
            on=letters_on + timedelta(days=days),
            kind=kind,
            minutes=MEETING_MINUTES if kind is EntryKind.MEETING else None,
            said=said,
            shares=tuple(EntryShare(m, fit) for m, fit in zip(members, fits, strict=False) if fit),
            follow_up_on=today - timedelta(days=7) if is_last and kind is EntryKind.CALL else None,
        )


def _ending(pair: RunningPair, on: date) -> Ending:
    first, *others = [member.participation_id for member in pair.members]
    return Ending(
        on=on,
        reason=EndReason.COULD_NOT_MEET,
        asked_by=first,
        next_for=(NextFor(first, Next.NEXT_ROUND), *(NextFor(other, Next.ANOTHER) for other in others)),
    )
