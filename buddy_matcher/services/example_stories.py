"""What happens in the example scheme: invented stories of pairs, words of people, and what is paid.

Days are counted from the letters, pairs and people by their place in the plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from buddy_matcher.domain.answers import RING, Asked
from buddy_matcher.domain.endings import EndReason, Next
from buddy_matcher.domain.entries import EntryKind, Fit
from buddy_matcher.domain.learning import LearningKind
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import OrganisationKind
from buddy_matcher.domain.statements import Permission, Statement, StatementAbout


@dataclass(frozen=True, slots=True)
class Told:
    """What happened so many days after the letters, how each member finds the pairing, and what was said."""

    days: int
    kind: EntryKind
    fits: tuple[Fit | None, ...] = ()
    said: str = ""
    minutes: int = 60
    way: MeetingWay | None = None


type Story = tuple[Told, ...]


def _met(
    days: int,
    *fits: Fit | None,
    said: str = "",
    minutes: int = 60,
    way: MeetingWay = MeetingWay.NEUTRAL,
) -> Told:
    return Told(days, EntryKind.MEETING, fits, said, minutes, way)


_WELL: Story = (
    Told(6, EntryKind.CONTACT),
    _met(20, Fit.GOOD, Fit.GOOD, said="Met over lunch; each wants to see where the other works."),
    _met(62, way=MeetingWay.AT_YOURS, minutes=90),
    _met(101, way=MeetingWay.VIDEO, minutes=45),
    _met(148, Fit.GOOD, Fit.GOOD),
)
_TOGETHER: Story = (
    _met(22, Fit.GOOD, Fit.GOOD, way=MeetingWay.AT_MINE),
    _met(75, said="A joint talk for carers is planned."),
    _met(130, Fit.GOOD, Fit.GOOD, said="The talk was full: 40 carers came.", minutes=120),
)
_ONE_SIDE: Story = (
    Told(9, EntryKind.CONTACT),
    _met(31, None, Fit.GOOD),
    _met(85, way=MeetingWay.PHONE, minutes=30),
    _met(139, way=MeetingWay.VIDEO),
)
_QUIET: Story = (_met(26, Fit.GOOD, None), Told(70, EntryKind.CONTACT, said="Both are short of staff."))
_SLOW: Story = (
    Told(12, EntryKind.CONTACT, said="Diaries are hard: try a video call first."),
    Told(150, EntryKind.CALL, said="A date in the week after next."),
)
_UNREACHED: Story = (
    Told(40, EntryKind.NO_ANSWER),
    Told(54, EntryKind.NO_ANSWER, said="Left a message at the front desk."),
)
_UNSURE: Story = (
    _met(15, Fit.GOOD, None),
    Told(
        152,
        EntryKind.CALL,
        (Fit.NOT_SURE, None),
        "Wonders whether they have enough in common; would try once more.",
    ),
)
_DIFFER: Story = (
    _met(28, Fit.GOOD, Fit.GOOD),
    _met(90, way=MeetingWay.VIDEO, minutes=30),
    Told(140, EntryKind.CALL, (None, Fit.NOT_GOOD), "Feels talked down to. Ring the other one too."),
)

STORIES: Final[tuple[Story, ...]] = (
    _WELL,
    _TOGETHER,
    _ONE_SIDE,
    _WELL,
    _QUIET,
    _TOGETHER,
    _UNSURE,
    _WELL,
    _UNREACHED,
    (),
    _ONE_SIDE,
    _WELL,
    _TOGETHER,
    _SLOW,
    (),
    _WELL,
    _ONE_SIDE,
    _DIFFER,
    _TOGETHER,
    _WELL,
    _TOGETHER,
    _ONE_SIDE,
    _SLOW,
    _WELL,
    (),
    _QUIET,
    _TOGETHER,
    _WELL,
)
"""What happened in each pair, by its place in the plan."""

ANSWERED_BY: Final = frozenset({_WELL, _TOGETHER, _ONE_SIDE, _UNSURE, _DIFFER})
"""The stories whose people answer forms; of the others nothing is heard."""

HELD_AT: Final = 10


@dataclass(frozen=True, slots=True)
class Ended:
    """Which pair ended, after how many days, why, and what is next for its two people."""

    place: int
    days: int
    reason: EndReason
    next: tuple[Next, Next]
    note: str = ""


ENDED: Final = (
    Ended(9, 45, EndReason.COULD_NOT_MEET, (Next.LEAVE, Next.ANOTHER), "Shifts changed twice."),
    Ended(14, 50, EndReason.CHANGED_JOB, (Next.ANOTHER, Next.LEAVE), "A new post in another county."),
    Ended(20, 135, EndReason.AIMS_MET, (Next.NEXT_ROUND, Next.NEXT_ROUND), "They go on by themselves."),
    Ended(25, 100, EndReason.NOT_GOOD_FIT, (Next.NEXT_ROUND, Next.ANOTHER), "Asked not to be named."),
)
STEPPED_IN: Final[Story] = (
    Told(66, EntryKind.CONTACT),
    _met(80, Fit.GOOD, Fit.GOOD, said="Glad that it worked out at the second try."),
    _met(125, way=MeetingWay.VIDEO),
)
"""What happened in the pairs that were made of those whose buddies had left."""

_ABOUT_ME, _ABOUT_PEOPLE = StatementAbout.ME, StatementAbout.PEOPLE

SHARED: Final[Mapping[int, tuple[Permission, bool]]] = {
    0: (Permission.SCHEME, True),
    1: (Permission.BUDDY, False),
    3: (Permission.BUDDY, True),
    6: (Permission.SCHEME, False),
    11: (Permission.SCHEME, True),
    16: (Permission.BUDDY, False),
    18: (Permission.SCHEME, True),
    22: (Permission.SCHEME, False),
}
"""Who may read what somebody of a pair wrote about their work, and whether a report may quote it."""

FURTHER_STATEMENTS: Final[Mapping[int, tuple[Statement, ...]]] = {
    0: (
        Statement(_ABOUT_PEOPLE, "that missing an appointment is rarely forgetting it.", Permission.BUDDY),
        Statement(_ABOUT_ME, "that I was a patient on that ward for a year.", Permission.NOT_SHARED),
    ),
    3: (Statement(_ABOUT_ME, "that I would rather be asked than thanked.", Permission.SCHEME),),
    6: (
        Statement(
            _ABOUT_PEOPLE,
            "that carers say they are fine until somebody sits down with them.",
            Permission.SCHEME,
            may_quote=True,
        ),
    ),
}
"""What some of them wish the other sector knew besides, each with its own readers."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something that the coordinator noted so many days after the letters, told by somebody of a pair."""

    days: int
    kind: LearningKind
    text: str
    place: int | None = None
    may_quote: bool = False


LESSONS: Final = (
    Lesson(
        21,
        LearningKind.SURPRISE,
        "Half of us had never seen where the other works.",
        0,
        may_quote=True,
    ),
    Lesson(
        76,
        LearningKind.CONTACT_MADE,
        "The discharge team rings the food bank directly.",
        5,
        may_quote=True,
    ),
    Lesson(104, LearningKind.CHANGED, "The carers’ group has a named nurse to ask.", 7, may_quote=True),
    Lesson(131, LearningKind.CHANGED, "Referral letters say in plain words what the group offers.", 12),
    Lesson(160, LearningKind.TO_TRY, "Offer the first meeting as a walk: fewer were put off."),
)

LEARNT: Final = (
    "Whom to ring before a form is refused",
    "That one conversation saves ten e-mails",
    "How a budget year looks from a community centre",
    "That ward rounds leave no time to answer the phone before noon",
    "To ask what a group can’t do before asking for help",
    "That trust grew when we stopped talking about referrals",
)
"""What people say at the end that they learnt, by turns."""

type Said = Mapping[Asked, int | str]
"""What somebody answers to a form: a number of a question's scale, or words."""


def _looking_back(well: int, wish: int, now: int, then: int, ring: int, *, again: int = 1) -> Said:
    return {
        Asked.GOING_WELL: well,
        Asked.WISH_MET: wish,
        Asked.CONFIDENCE_NOW: now,
        Asked.CONFIDENCE_THEN: then,
        **dict.fromkeys(RING, ring),
        Asked.ANOTHER_ROUND: again,
    }


LOOKING_BACK: Final = (
    _looking_back(5, 3, 8, 4, 2),
    _looking_back(4, 2, 7, 5, 1),
    _looking_back(5, 2, 9, 6, 2),
    _looking_back(3, 1, 6, 6, 1),
    _looking_back(4, 3, 7, 3, 2),
    _looking_back(5, 2, 8, 5, 0),
    _looking_back(2, 0, 5, 6, 1, again=0),
)
"""What people say at the end, by turns."""

_AS_BEFORE: Said = {Asked.ANOTHER_ROUND: 1, Asked.SAME_ANSWERS: 1}
_CHANGED: Said = {
    Asked.ANOTHER_ROUND: 1,
    Asked.SAME_ANSWERS: 0,
    Asked.SAID: "I have moved to a new team; please ask for evenings only.",
}
RETURNING: Final[tuple[Said | None, ...]] = (
    {**_AS_BEFORE, Asked.SAME_BUDDY: 1},
    _AS_BEFORE,
    _AS_BEFORE,
    _AS_BEFORE,
    _CHANGED,
    None,
    _AS_BEFORE,
    _AS_BEFORE,
    {Asked.ANOTHER_ROUND: 0},
    _AS_BEFORE,
    _AS_BEFORE,
    None,
    _AS_BEFORE,
    _AS_BEFORE,
    _AS_BEFORE,
    _AS_BEFORE,
    _AS_BEFORE,
)
"""What those who are invited again answer, by turns; None stands for no answer yet."""

SURPRISES: Final = ("How much we both chase the same people", "How few rooms there are to meet in", "")

FUNDED: Final = ("Moorside Disability Action", "Valley Voluntary Action", "Rainbow Lounge")
IN_KIND: Final = "St Oswin’s Parish Church"
HOURLY, MILEAGE, RECOGNISED = "Time with a buddy", "Mileage", "Recognised, unpaid"

KINDS: Final[Mapping[str, OrganisationKind]] = {
    "Moorside Disability Action": OrganisationKind.CHARITY,
    "Valley Voluntary Action": OrganisationKind.INFRASTRUCTURE_BODY,
    "Rainbow Lounge": OrganisationKind.CIC,
    "St Oswin’s Parish Church": OrganisationKind.FAITH_GROUP,
    "Guru Nanak Kitchen": OrganisationKind.FAITH_GROUP,
    "Al-Noor Community Trust": OrganisationKind.CHARITY,
    "New Start Refugee Support": OrganisationKind.CHARITY,
    "Voices of Experience": OrganisationKind.COMMUNITY_GROUP,
    "Roots & Shoots Community Garden": OrganisationKind.COMMUNITY_GROUP,
    "Bridge Youth Project CIC": OrganisationKind.CIC,
    "West Moor Integrated Care Board": OrganisationKind.INTEGRATED_CARE_BOARD,
    "Ridings Community Health NHS Trust": OrganisationKind.NHS_TRUST,
    "Airedale and Calder NHS Foundation Trust": OrganisationKind.NHS_TRUST,
    "Beck Street Surgery": OrganisationKind.PRIMARY_CARE,
    "Wharfe Valley Council Public Health": OrganisationKind.COUNCIL_PUBLIC_HEALTH,
}
