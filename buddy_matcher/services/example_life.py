"""Lets the example scheme live: a round whose letters went half a year ago, and the next one, being planned.

Everything is done by the use cases that a coordinator has. It says the same every time, but for its dates.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from buddy_matcher.documents.csv_out import csv_of
from buddy_matcher.domain.answers import Asked
from buddy_matcher.domain.endings import NextFor
from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.learning import Learning
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.made_forms import FormKind, FormQuestion
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.money import Agreement, Rate, RateUnit
from buddy_matcher.domain.report import Part
from buddy_matcher.domain.rooms import Room, RoomFeature
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.statements import Statement, StatementAbout
from buddy_matcher.services import example_stories as told
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.services.schemes import Services

_LETTERS_AGO, _LETTERS_AHEAD = timedelta(days=172), timedelta(days=35)
"""How long ago the letters of the round that runs went, and in what time those of the next one are to go."""

_MENDED_AFTER, _SENT_AFTER, _PAID_AFTER = 60, 110, 124
"""Days after the letters: who was left alone had new buddies, and the first payment was sent and made."""

_CHECK_IN, _HALF_TIME, _END = 33, 91, 165
_OPENED_AGO, _ANSWERED_AGO = timedelta(days=21), timedelta(days=6)
_LATER = "Round 2"


def let_live(services: Services, today: date) -> None:
    """Let the example's agreed plan, however many pairs it has, run for half a year, and plan the next round.

    Raises UserError when no pair is agreed.
    """
    _Life(services, today).live()


class _Life:
    """The example as it lives on a day."""

    def __init__(self, services: Services, today: date) -> None:
        self._services = services
        self._today = today
        self._began = today - _LETTERS_AGO
        self._plan = services.follow_up.pairs(today)
        self._ended = [ended for ended in told.ENDED if ended.place < len(self._plan)]

    def live(self) -> None:
        self._describe()
        self._share_statements()
        self._agree_money()
        self._begin()
        self._lose()
        self._meet()
        self._ask()
        self._learn()
        self._pay()
        self._plan_next()

    def _on(self, days: int) -> date:
        return self._began + timedelta(days=days)

    def _describe(self) -> None:
        """Say of what kind the organisations are, and that one of them has a room."""
        scheme = self._services.scheme.scheme()
        self._services.scheme.save_scheme(replace(scheme, pays_for_time=True))
        features = frozenset({RoomFeature.STEP_FREE, RoomFeature.HEARING_LOOP, RoomFeature.PARKING})
        room = Room(
            name="The garden room", outcode="BD1", features=features, cost="free", ask="the front desk"
        )
        for organisation in self._services.organisations.all():
            kind = told.KINDS.get(organisation.name)
            if kind:
                rooms = (room,) if organisation.name == told.FUNDED[0] else ()
                self._services.organisations.save(replace(organisation, kind=kind, rooms=rooms))

    def _share_statements(self) -> None:
        for place, pair in enumerate(self._plan):
            if place not in {*told.SHARED, *told.FURTHER_STATEMENTS}:
                continue
            member = pair.members[place % 2]
            form = self._services.people.form_of(member.participation_id)
            work = form.participation.statement(StatementAbout.WORK)
            permission = told.SHARED.get(place)
            shared = [Statement(work.about, work.text, *permission)] if permission and work.text else []
            statements = (*shared, *told.FURTHER_STATEMENTS.get(place, ()))
            part = form.participation.with_statements(statements)
            self._services.people.save(replace(form, participation=part))

    def _agree_money(self) -> None:
        funding, starts = self._services.funding, self._began
        typed = "Agreed with the steering group"
        for rate in (
            Rate(name=told.HOURLY, pence=2400, unit=RateUnit.HOUR, source=typed),
            Rate(name=told.MILEAGE, pence=55, unit=RateUnit.MILE, source="HMRC, from 6 April 2026"),
            Rate(name=told.RECOGNISED, pence=0, unit=RateUnit.HOUR, source=typed),
        ):
            funding.set_rate(rate)
        paid = Agreement(
            organisation_id=self._services.organisations.all()[0].id,
            rate=told.HOURLY,
            mileage=told.MILEAGE,
            ceiling=600,
            funder="West Moor Integrated Care Board",
        )
        known = {organisation.name for organisation in self._services.organisations.all()}
        for name in (each for each in told.FUNDED if each in known):
            funding.agree(name, replace(paid, reference=f"WM {starts.year} {name[:3].upper()}"))
        unpaid = replace(paid, rate=told.RECOGNISED, in_kind=told.HOURLY, mileage="", ceiling=None, funder="")
        if told.IN_KIND in known:
            funding.agree(told.IN_KIND, unpaid)

    def _begin(self) -> None:
        """Send the letters and hold the launch day, to which every third pair comes."""
        self._services.rounds.set_date(Milestone.LETTERS_ON, self._began)
        self._services.letters.record_gone(Issue.GIVEN, self._began, _people(self._plan))
        came = [pair.pairing.id for pair, story in self._stories() if story][::3]
        self._services.entries.record_launch_day(self._on(7), came)

    def _lose(self) -> None:
        """End some pairs early; whom the first of them leave alone get new buddies, the last one waits."""
        early = [ended for ended in self._ended if ended.days < _MENDED_AFTER]
        for ended in early:
            self._end(ended)
        if early:
            self._services.questions.mend.take("move-nobody", agree=True)
            new = self._pairs()[len(self._plan) :]
            self._services.letters.record_gone(Issue.GIVEN, self._on(_MENDED_AFTER), _people(new))
        for ended in self._ended[len(early) :]:
            self._end(ended)

    def _end(self, ended: told.Ended) -> None:
        pair = self._plan[ended.place]
        following = zip(pair.members, ended.next, strict=False)
        ending = Ending(
            on=self._on(ended.days),
            reason=ended.reason,
            asked_by=pair.members[0].participation_id,
            note=ended.note,
            next_for=tuple(NextFor(m.participation_id, each) for m, each in following),
        )
        self._services.endings.end(pair.pairing.id, ending)

    def _pairs(self) -> tuple[RunningPair, ...]:
        return self._services.follow_up.pairs(self._today)

    def _meet(self) -> None:
        """Record what happened in each pair while it ran, and put one of them on hold."""
        last = {ended.place: ended.days for ended in self._ended}
        entries = [
            self._entry(pair, each, is_last=each == story[-1])
            for place, (pair, story) in enumerate(self._stories())
            for each in story
            if each.days < last.get(place, _LETTERS_AGO.days)
        ]
        self._services.entries.add(*entries)
        for pair in self._plan[told.HELD_AT : told.HELD_AT + 1]:
            self._services.holds.hold_pairing(pair.pairing.id, self._today + timedelta(days=21))

    def _stories(self) -> Iterator[tuple[RunningPair, told.Story]]:
        """Yield each pair that was ever agreed with what happened in it."""
        pairs = self._pairs()
        planned = len(self._plan)
        yield from zip(pairs[:planned], cycle(told.STORIES), strict=False)
        yield from ((pair, told.STEPPED_IN) for pair in pairs[planned:])

    def _entry(self, pair: RunningPair, each: told.Told, *, is_last: bool) -> Entry:
        is_meeting, is_call = each.kind is EntryKind.MEETING, each.kind is EntryKind.CALL
        fits = (*each.fits, *(None for _ in pair.members))
        shares = (
            EntryShare(m.participation_id, fit, *(self._funded(m, each) if is_meeting else ()))
            for m, fit in zip(pair.members, fits, strict=False)
        )
        return Entry(
            pairing_id=pair.pairing.id,
            on=self._on(each.days),
            kind=each.kind,
            minutes=each.minutes if is_meeting else None,
            way=each.way,
            said=each.said,
            shares=tuple(s for s in shares if s.fit or s.funded_minutes is not None),
            follow_up_on=self._today - timedelta(days=2) if is_last and is_call else None,
        )

    def _funded(self, member: Member, each: told.Told) -> tuple[int | None, int | None]:
        """Return funded minutes and miles: half an hour beside each meeting, the latest ones not settled."""
        is_funded = member.organisation_name in {*told.FUNDED, told.IN_KIND}
        if not is_funded or each.days >= _END - 30:
            return None, None
        return each.minutes + 30, 7 if each.way in {MeetingWay.NEUTRAL, MeetingWay.AT_YOURS} else None

    def _ask(self) -> None:
        """Send the forms out, and take in what came back."""
        fits = cycle((2, 2, 2, 1, 2))
        self._take(FormKind.CHECK_IN, self._on(_CHECK_IN), lambda: {Asked.MET: 1, Asked.FIT: next(fits)})
        surprises, wells = cycle(told.SURPRISES), cycle((5, 4, 4, 3, 5))
        self._take(
            FormKind.MIDDLE,
            self._on(_HALF_TIME),
            lambda: {Asked.MET: 1, Asked.GOING_WELL: next(wells), Asked.SURPRISED: next(surprises)},
        )
        learnt, backs, may = cycle(told.LEARNT), cycle(told.LOOKING_BACK), cycle((1, 0))
        self._take(
            FormKind.END,
            self._on(_END),
            lambda: {**next(backs), Asked.LEARNT: next(learnt), Asked.MAY_QUOTE: next(may)},
        )

    def _take(self, kind: FormKind, on: date, says: Callable[[], told.Said]) -> None:
        heard = [
            member
            for pair, story in self._stories()
            if not pair.is_over and not pair.pairing.is_held and story in told.ANSWERED_BY
            for member in pair.members
        ]
        self._import(kind, on, [(member, says()) for member in heard])

    def _import(self, kind: FormKind, on: date, answers: Sequence[tuple[Member, told.Said]]) -> None:
        """Import what a form tool would export of these answers."""
        questions = self._services.forms.form(kind).questions
        rows = [
            (f"{on.isoformat()} 10:00:00", *(_cell(question, member, said) for question in questions))
            for member, said in answers
        ]
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"{kind.value}.csv"
            path.write_bytes(csv_of(["Timestamp", *(question.text for question in questions)], rows))
            self._services.imports.run(path)

    def _learn(self) -> None:
        newest = self._services.scheme.round().id
        for each in told.LESSONS:
            by = self._teller(each.place)
            lesson = Learning(
                round_id=newest,
                participation_id=by,
                on=self._on(each.days),
                kind=each.kind,
                text=each.text,
                may_quote=each.may_quote,
            )
            self._services.learning.add(lesson)
        self._services.reports.write_text(
            Part.REACH, "We went to four market days and two ward meetings to find people."
        )

    def _teller(self, place: int | None) -> ParticipationId | None:
        if place is None or place >= len(self._plan):
            return None
        return self._plan[place].members[0].participation_id

    def _pay(self) -> None:
        """Send what was owed after some months, and record the first summary as paid."""
        payments = self._services.payments
        payments.send(self._on(_SENT_AFTER), self._on(_SENT_AFTER))
        for sent in payments.payments()[:1]:
            payments.record_paid(sent.summary.id, self._on(_PAID_AFTER))

    def _plan_next(self) -> None:
        """Start the next round, take in who comes back, and suggest a plan for them."""
        self._services.rounds.start(_LATER, letters_on=self._today + _LETTERS_AHEAD)
        self._services.rounds.set_date(Milestone.OPENS, self._today - _OPENED_AGO)
        asked = zip(self._services.people.people(), cycle(told.RETURNING), strict=False)
        answers = [(member, said) for member, said in asked if said]
        self._import(FormKind.RETURN, self._today - _ANSWERED_AGO, answers)
        self._services.plan.suggest()


def _people(pairs: Sequence[RunningPair]) -> set[ParticipationId]:
    return {member for pair in pairs for member in pair.pairing.members}


def _cell(question: FormQuestion, member: Member, said: told.Said) -> str:
    """Return what somebody puts under a question of a form."""
    asked = question.question
    if asked is Asked.CODE:
        return member.participation.code
    if asked is Asked.EMAIL:
        return member.participant.email
    if asked is Asked.WISH_MET and question.strength_id not in member.participation.would_like:
        return ""
    answer = said.get(asked, "") if isinstance(asked, Asked) else ""
    return question.options[question.scale.index(answer)] if isinstance(answer, int) else answer
