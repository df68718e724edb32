"""Invented readers, to look at the wording of letters that nobody is due yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_facts import Buddy, Introduction, LetterFacts, Recipient
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.rounds import Scheme

_READER = Recipient(
    participation_id=ParticipationId(1),
    given="Asha",
    family="Example",
    greeting_name="Asha",
    job_title="Ward manager",
    organisation="Example Hospital",
)
_BEN = Buddy(
    participation_id=ParticipationId(2),
    called="Ben",
    full_name="Ben Invented",
    job_title="Outreach worker",
    organisation="Example Befrienders",
    sector=Sector.VCSE,
    reasons=("Ben can share bid writing, which you asked for.",),
    introduction="I look after our drop-in, and I like gardening.",
    email="ben@example.org",
    phone="07700 900456",
    statements=("how many forms one small grant takes",),
)
_CAI = replace(
    _BEN,
    participation_id=ParticipationId(3),
    called="Cai",
    full_name="Cai Invented",
    reasons=("Cai knows about volunteers.",),
    introduction="",
    email="",
    phone="",
    statements=(),
)
_WAYS = frozenset({MeetingWay.NEUTRAL, MeetingWay.PHONE})


def example_facts(kind: LetterKind, scheme: Scheme, dated: date) -> Iterator[tuple[str, LetterFacts]]:
    """Yield what makes invented readers of a kind of letter different, in a few words, and their facts."""
    nobody = LetterFacts(
        recipient=_READER,
        kind=kind,
        scheme_name=scheme.name,
        coordinator=scheme.coordinator,
        dated=dated,
        letters_on=dated,
    )
    if kind is LetterKind.WAITING_LIST:
        yield "somebody invented", nobody
        return
    if kind is LetterKind.CHANGE:
        nobody = replace(nobody, replaces=dated, ended=("Sam Invented",))
        yield "without a new buddy, invented", nobody
    one = Introduction(buddies=(_BEN,), first_contact=_READER.participation_id, ways=_WAYS)
    three = Introduction(buddies=(_BEN, _CAI), first_contact=_CAI.participation_id, ways=_WAYS)
    yield "with a buddy, invented", replace(nobody, introductions=(one,))
    yield "in a three, invented", replace(nobody, introductions=(three,))
