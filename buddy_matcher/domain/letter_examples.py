"""Invented readers, to look at the wording of letters that nobody is due yet."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_facts import Buddy, Introduction, LetterFacts, Recipient
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.meeting import HalfDay, MeetingWay
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


_FREE = frozenset({HalfDay(1, 0), HalfDay(3, 1)})
_ONE = Introduction(buddies=(_BEN,), first_contact=_READER.participation_id, ways=_WAYS, free=_FREE)
_THREE = Introduction(buddies=(_BEN, _CAI), first_contact=_CAI.participation_id, ways=_WAYS)
_ANSWERS = ("Organisation: Example Hospital", "You can share: policy; patient safety")
_WITHOUT_BUDDIES: Final[Mapping[LetterKind, dict[str, Any]]] = {
    LetterKind.WAITING_LIST: {},
    LetterKind.INVITATION: {"answers": _ANSWERS},
    LetterKind.RECEIVED: {"answers": _ANSWERS},
    LetterKind.MISSING: {"missing": ("What could you share with a buddy?",)},
    LetterKind.CHOICE: {
        "choices": (
            "Number 1: somebody in a voluntary or community organisation who can share bid writing.",
            "Number 2: somebody in a voluntary or community organisation who can share volunteering.",
        )
    },
    LetterKind.THANKS: {"met_with": (_BEN.full_name,), "times_met": 6, "minutes_met": 345},
}
"""What only these kinds state of a reader whose buddies they do not introduce."""


def example_facts(kind: LetterKind, scheme: Scheme, dated: date) -> Iterator[tuple[str, LetterFacts]]:
    """Yield what makes invented readers of a kind of letter different, in a few words, and their facts."""
    nobody = LetterFacts(
        recipient=_READER,
        kind=kind,
        scheme_name=scheme.name,
        safeguarding=scheme.safeguarding,
        coordinator=scheme.coordinator,
        dated=dated,
        letters_on=dated,
    )
    if kind in _WITHOUT_BUDDIES:
        yield "somebody invented", replace(nobody, **_WITHOUT_BUDDIES[kind])
        return
    if kind is LetterKind.CHANGE:
        nobody = replace(nobody, replaces=dated, ended=("Sam Invented",))
        yield "without a new buddy, invented", nobody
    if kind is LetterKind.UPDATE:
        nobody = replace(nobody, replaces=dated)
    if kind is LetterKind.CHECK_IN:
        yield (
            "at half time, invented",
            replace(
                nobody,
                introductions=(_ONE,),
                is_half_time=True,
                form_link="https://forms.example.org/half-time",
                form_code="A1B2C3D4",
            ),
        )
    yield "with a buddy, invented", replace(nobody, introductions=(_ONE,))
    yield "in a three, invented", replace(nobody, introductions=(_THREE,))
