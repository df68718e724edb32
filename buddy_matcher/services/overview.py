"""Where a round stands at a glance: how many people on each side, what to look at, and the next step."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letters import GONE
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.rules import KeptAnswer
from buddy_matcher.domain.text import counted
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.decide_answers import open_values, open_wishes
from buddy_matcher.services.merge_people import possible_duplicates
from buddy_matcher.services.rounds.findings import domain_findings
from buddy_matcher.services.rounds.round_life import RoundLife
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import Member, RoundState
from buddy_matcher.services.rounds.shown_plan import ShownPlan, shown_plan
from buddy_matcher.services.rounds.strength_lines import StrengthLine, strength_lines
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

_WRITE_AGAIN_AFTER = timedelta(weeks=6)


class NextStep(StrEnum):
    """What the coordinator would do next."""

    INVITE = "invite"
    ADD_PEOPLE = "add_people"
    SUGGEST = "suggest"
    AGREE = "agree"
    FIND_BUDDY = "find_buddy"
    PRINT_LETTERS = "print_letters"
    FOLLOW_UP = "follow_up"
    START_ROUND = "start_round"
    NEWEST_ROUND = "newest_round"


class Subject(StrEnum):
    """What a readiness line is about; a page decides where it leads."""

    PEOPLE = "people"
    WISHES = "wishes"
    UNKNOWN_VALUES = "unknown_values"
    PLAN = "plan"
    INTERESTS = "interests"
    DUPLICATES = "duplicates"


@dataclass(frozen=True, slots=True)
class SideCount:
    """The people of one sector: all, those who may be paired, and how many buddies these could have."""

    sector: Sector
    people: int
    in_pool: int
    capacity: int


@dataclass(frozen=True, slots=True)
class ReadinessLine:
    """Something to look at before pairing, in a sentence, and the participations that it is about.

    `to_decide` is how many answers a decision is asked for.
    """

    text: str
    subject: Subject
    participation_ids: tuple[ParticipationId, ...] = ()
    to_decide: int = 0


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """The plan of a round, both sides and the next step; `needing` as in `RoundOverview`."""

    sides: tuple[SideCount, ...]
    plan: ShownPlan
    next_step: NextStep
    needing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundOverview:
    """A round at a glance; `needing` are the names of those whom the next step is to find a buddy for.

    `strengths` are those that somebody offers or wishes for, the most wished first.
    """

    scheme_name: str
    round_name: str
    sides: tuple[SideCount, ...]
    readiness: tuple[ReadinessLine, ...]
    plan: ShownPlan
    next_step: NextStep
    needing: tuple[str, ...] = ()
    strengths: tuple[StrengthLine, ...] = ()


class Overview:
    """Looks at the round in sight; changes nothing."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds
        self._latest: tuple[RoundState, RoundOverview] | None = None

    def in_words(self) -> str:
        """Return how the latest round stands, for example "Round 2: 29 pairs, 1 person without a buddy"."""
        state = self._rounds.latest()
        plan = state.derived(_round_plan).plan
        without = counted(plan.waiting, "person", "people")
        there = f"{counted(len(plan.pairs), 'pair')}, {without} without a buddy"
        people = counted(len(state.members), "person", "people")
        return f"{state.round.name}: {there if plan.pairs else f'{people}, no plan yet'}"

    def round(self) -> RoundOverview:
        """Return the round in sight at a glance."""
        with self._file.reading() as unit:
            state = self._rounds.shown(unit)
            if self._latest and self._latest[0] is state:
                return self._latest[1]
            looks_back = self._rounds.number is not None
            open_questions = _open_questions(unit)
        round_plan = state.derived(_round_plan)
        to_look_at = (*_plan_lines(state, round_plan.plan), *open_questions, *_people_lines(state))
        at_a_glance = RoundOverview(
            scheme_name=state.scheme.name,
            round_name=state.round.name,
            sides=round_plan.sides,
            readiness=() if looks_back else to_look_at,
            plan=round_plan.plan,
            next_step=NextStep.NEWEST_ROUND if looks_back else round_plan.next_step,
            needing=round_plan.needing,
            strengths=state.derived(strength_lines),
        )
        self._latest = state, at_a_glance
        return at_a_glance

    def plan(self) -> RoundPlan:
        """Return the plan of the round in sight with its next step, without what is open about people."""
        return self._rounds.shown().derived(_round_plan)


def _round_plan(state: RoundState) -> RoundPlan:
    plan = state.derived(shown_plan)
    needing = _needing(plan)
    sides = tuple(_side(state, sector) for sector in Sector)
    return RoundPlan(sides, plan, _next_step(state, plan, needing), needing)


def _side(state: RoundState, sector: Sector) -> SideCount:
    pool = state.pool.side(sector)
    return SideCount(
        sector=sector,
        people=sum(member.sector is sector for member in state.members.values()),
        in_pool=len(pool),
        capacity=sum(candidate.capacity for candidate in pool),
    )


def _needing(plan: ShownPlan) -> tuple[str, ...]:
    """Return who could have a buddy and lost theirs, or came after the plan was agreed."""
    is_open = plan.is_out_of_date or plan.is_changed_by_hand
    return tuple(person.name for person in plan.without_buddy if person.is_in_pool and is_open)


def _next_step(state: RoundState, plan: ShownPlan, needing: tuple[str, ...]) -> NextStep:
    if not state.current and any(p.ended_for is EndReason.FINISHED for p in state.pairings):
        return NextStep.START_ROUND
    if any(not state.pool.side(sector) for sector in Sector):
        return NextStep.INVITE if _has_to_invite(state) else NextStep.ADD_PEOPLE
    if not plan.pairs or (plan.is_draft and plan.is_out_of_date):
        return NextStep.SUGGEST
    if plan.is_draft:
        return NextStep.AGREE
    if needing:
        return NextStep.FIND_BUDDY
    return NextStep.FOLLOW_UP if _letters_have_gone(state) else NextStep.PRINT_LETTERS


def _has_to_invite(state: RoundState) -> bool:
    """Return whether somebody who is invited was not written to yet."""
    invited = (m for m in state.members.values() if m.participation.status is Status.INVITED)
    return any(not any(each.how in GONE for each in state.letters_of[m.participation_id]) for m in invited)


def _letters_have_gone(state: RoundState) -> bool:
    """Return whether every pair that runs and is not on hold was sent the letters that tell of it."""
    lives = RoundLife(state, today()).lives.values()
    return all(life.letters_out or life.is_held for life in lives if not life.ended)


def _plan_lines(state: RoundState, plan: ShownPlan) -> list[ReadinessLine]:
    """Return what is wrong with the plan, and who lost their buddy, a line each."""
    wrong = [ReadinessLine(_as_line(f.message), Subject.PLAN) for f in domain_findings(state)]
    widowed = [person for person in plan.without_buddy if person.is_widowed]
    lost = [
        ReadinessLine(
            f"{person.name} needs a buddy: their pairing has ended",
            Subject.PEOPLE,
            (person.participation_id,),
        )
        for person in widowed
        if person.is_in_pool
    ]
    wrong += _imbalance(state)
    changes = [ReadinessLine(f"To agree or not: {_as_line(c.change)}", Subject.PLAN) for c in plan.changes]
    return [*wrong, *lost, *changes]


def _imbalance(state: RoundState) -> list[ReadinessLine]:
    """Return what one side lacks for all of the other, said before anything is agreed: there is time yet."""
    if any(pairing.state is PairingState.AGREED for pairing in state.pairings):
        return []
    for short, other in ((Sector.HEALTH, Sector.VCSE), (Sector.VCSE, Sector.HEALTH)):
        pool, wanted = state.pool.side(short), len(state.pool.side(other))
        missing = wanted - sum(max(1, candidate.capacity) for candidate in pool)
        if pool and missing > 0:
            more = counted(missing, f"more {short.label} person", f"more {short.label} people")
            takers = "1 who takes" if missing == 1 else f"{missing} who take"
            text = f"You need {more} for everybody to have a buddy, or {takers} one more"
            takes_one = tuple(c.participation_id for c in pool if c.capacity <= 1)
            return [ReadinessLine(text, Subject.PEOPLE, takes_one)]
    return []


def _as_line(sentence: str) -> str:
    return sentence.removesuffix(".")


def _open_questions(unit: UnitOfWork) -> list[ReadinessLine]:
    wishes, values = open_wishes(unit), open_values(unit)
    lines = []
    if wishes:
        text = f"Decide on {counted(len(wishes), 'wish', 'wishes')} not to be paired with someone"
        lines.append(ReadinessLine(text, Subject.WISHES, to_decide=len(wishes)))
    if values:
        text = f"Decide on {counted(len(values), 'answer')} on no list of this scheme"
        lines.append(ReadinessLine(text, Subject.UNKNOWN_VALUES, to_decide=len(values)))
    unjudged = sum(each.judged is None for each in unit.conflicts.all())
    if unjudged:
        text = f"Judge {counted(unjudged, 'interest')} that {'was' if unjudged == 1 else 'were'} declared"
        lines.append(ReadinessLine(text, Subject.INTERESTS))
    twice = len(tuple(possible_duplicates(unit)))
    if twice:
        text = f"{counted(twice, 'entry', 'entries')} may be somebody who is listed already"
        lines.append(ReadinessLine(text, Subject.DUPLICATES))
    return lines


def _people_lines(state: RoundState) -> list[ReadinessLine]:
    members = list(state.members.values())
    wrote = [m for m in members if any(not kept.is_decided for kept in _kept_by(state, m))]
    found = (
        _line(wrote, "wrote something to read", "wrote something to read"),
        _line(
            _to_read(state),
            "wrote “If only they knew…” to read before it is printed",
            "wrote “If only they knew…” to read before it is printed",
        ),
        _line(_invited(members), "is invited and has not answered", "are invited and have not answered"),
        _line(
            _told_long_ago(state),
            "waits for a buddy, and was last written to six weeks ago",
            "wait for a buddy, and were last written to six weeks ago",
        ),
        _line(_without_organisation(members), "has no organisation", "have no organisation"),
        _line(_incomplete(members), "named no strengths", "named no strengths"),
        _line(_without_wishes(members), "named no wishes", "named no wishes"),
        _line(
            _unknown_outcodes(state), "has a postcode that is on no map", "have a postcode that is on no map"
        ),
    )
    return [line for line in found if line]


def _line(members: list[Member], one: str, many: str) -> ReadinessLine | None:
    if not members:
        return None
    text = f"{counted(len(members), 'person', 'people')} {one if len(members) == 1 else many}"
    return ReadinessLine(text, Subject.PEOPLE, tuple(member.participation_id for member in members))


def _kept_by(state: RoundState, member: Member) -> tuple[KeptAnswer, ...]:
    return state.kept_of.get(member.participation_id, ())


def _told_long_ago(state: RoundState) -> list[Member]:
    """Return who waits beside agreed pairs and had their last letter six weeks ago or longer."""
    if not any(pairing.state is PairingState.AGREED for pairing in state.pairings):
        return []
    waiting = [
        m
        for m in state.members.values()
        if m.participation.can_be_paired_on(today()) and not state.pairings_of[m.participation_id]
    ]
    return [m for m in waiting if _last_written_to(state, m) <= today() - _WRITE_AGAIN_AFTER]


def _last_written_to(state: RoundState, member: Member) -> date:
    """Return on which day somebody's last letter went; of whoever had none, today: one is due to them."""
    went = [letter for letter in state.letters_of[member.participation_id] if letter.how in GONE]
    return max((letter.made_at.astimezone().date() for letter in went), default=today())


def _without_organisation(members: list[Member]) -> list[Member]:
    left = {Status.WITHDRAWN, Status.FINISHED}
    return [m for m in members if m.organisation is None and m.participation.status not in left]


def _to_read(state: RoundState) -> list[Member]:
    """Return whose statements go into letters that have not gone yet."""
    life = RoundLife(state, today())
    waiting = {
        m for p in state.current if (of := life.lives.get(p.id)) and not of.letters_out for m in p.members
    }
    return [
        state.members[each]
        for each in sorted(waiting)
        if any(statement.for_buddy for statement in state.members[each].participation.statements)
    ]


def _invited(members: list[Member]) -> list[Member]:
    return [m for m in members if m.participation.status is Status.INVITED]


def _incomplete(members: list[Member]) -> list[Member]:
    return [m for m in members if m.participation.status is Status.INCOMPLETE]


def _without_wishes(members: list[Member]) -> list[Member]:
    return [m for m in members if m.participation.is_in_pool and not m.participation.would_like]


def _unknown_outcodes(state: RoundState) -> list[Member]:
    return [
        m
        for m in state.members.values()
        if m.participation.outcode and state.candidates[m.participation_id].base.point is None
    ]
