"""Takes answers to our own forms of a living round into it: whose each is, and what it changes.

Nobody is guessed: an answer counts by its code, or by an e-mail address that is one person's. What can't
be taken is a problem of its row, and nothing has to be decided.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from buddy_matcher.documents.forms.life_sheets import LifeAnswer, LifeSheet
from buddy_matcher.domain.answers import Answer, Asked, Occasion
from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare, EntrySource, Fit
from buddy_matcher.domain.ids import AnswerId, PairingId, ParticipationId
from buddy_matcher.domain.import_report import (
    AnswersTaken,
    ImportReport,
    Outcome,
    Problem,
    RowOutcome,
)
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.rules import KeptAnswer
from buddy_matcher.domain.text import counted
from buddy_matcher.services.importing.held_life import HeldLife, Unknown
from buddy_matcher.storage.unit_of_work import UnitOfWork

_FITS: Final = {2: Fit.GOOD, 1: Fit.NOT_SURE, 0: Fit.NOT_GOOD}
_ADVICE: Final = "Nothing of this row was taken."


@dataclass(frozen=True, kw_only=True, slots=True)
class Taking:
    """What one answer stores: answers in place of some, entries, where the person stands, what to read."""

    answers: tuple[Answer, ...] = ()
    instead_of: tuple[AnswerId, ...] = ()
    entries: tuple[Entry, ...] = ()
    participation: Participation | None = None
    kept: KeptAnswer | None = None


@dataclass(frozen=True, slots=True)
class LifePlan:
    """What taking in a sheet stores, and its report."""

    takings: tuple[Taking, ...]
    report: ImportReport


@dataclass(slots=True)
class _Row:
    """A row and what became of it; `part` is whose it is, None where that can't be told."""

    answer: LifeAnswer
    part: Participation | None = None
    pairing: PairingId | None = None
    outcome: Outcome = Outcome.NOT_IMPORTED
    problems: tuple[Problem, ...] = ()
    taking: Taking | None = None


def plan_answers(sheet: LifeSheet, held: HeldLife) -> LifePlan:
    """Return what taking the answers of a sheet into a scheme does."""
    return _Planner(sheet, held).plan()


@dataclass
class _Planner:
    sheet: LifeSheet
    held: HeldLife
    met: set[PairingId] = field(default_factory=set)
    said_met: dict[PairingId, set[ParticipationId]] = field(default_factory=dict)

    def plan(self) -> LifePlan:
        rows = [self._row(answer) for answer in self.sheet.answers]
        self.met = {e.pairing_id for e in self.held.entries if e.pairing_id and e.kind is EntryKind.MEETING}
        self.said_met = self.held.said_met()
        latest: dict[tuple[ParticipationId, date], _Row] = {}
        for row in sorted(rows, key=lambda row: (str(row.answer.at or ""), row.answer.row)):
            if row.part:
                key = row.part.id, self._day(row.answer)
                if key in latest:
                    latest[key].outcome = Outcome.SUPERSEDED
                latest[key] = row
        for row in latest.values():
            self._take(row)
        return LifePlan(tuple(row.taking for row in rows if row.taking), self._report(rows))

    def _row(self, answer: LifeAnswer) -> _Row:
        problems = answer.problems
        if answer.at is None and any(not problem.column for problem in problems):
            return _Row(answer, problems=problems)
        if not answer.given:
            return _Row(answer, problems=(*problems, _problem(answer, "The row answers no question.")))
        found = self.held.part_of(answer)
        if isinstance(found, Unknown):
            return _Row(answer, problems=(*problems, _problem(answer, found.why, found.advice)))
        if self._is_taken_elsewhere(found, answer):
            return _Row(answer, outcome=Outcome.UNCHANGED, problems=problems)
        standing = self.held.standing_of(found, answer)
        if isinstance(standing, Unknown):
            return _Row(answer, problems=(*problems, _problem(answer, standing.why, standing.advice)))
        return _Row(answer, found, standing, problems=problems)

    def _is_taken_elsewhere(self, part: Participation, answer: LifeAnswer) -> bool:
        """Return whether it was taken in an earlier round: an export of a form holds all of its rows."""
        others = (p for p in self.held.parts_of(part.participant_id) if p.id != part.id)
        wanted = {self._content(each) for each in self._answers(part, answer)}
        return bool(wanted) and any(
            {self._content(each) for each in self.held.answers_of(other.id, self._day(answer))} == wanted
            for other in others
        )

    def _day(self, answer: LifeAnswer) -> date:
        return answer.at.date() if answer.at else self.held.today

    def _answers(self, part: Participation, answer: LifeAnswer) -> tuple[Answer, ...]:
        wishes = part.would_like.keys()
        return tuple(
            Answer(
                participation_id=part.id,
                occasion=self.sheet.occasion,
                question=each.question,
                on=self._day(answer),
                number=each.number,
                text=each.text,
                strength_id=each.strength_id,
            )
            for each in answer.given
            # Only what somebody wished for can be met.
            if each.strength_id is None or each.strength_id in wishes
        )

    @staticmethod
    def _content(answer: Answer) -> tuple[object, ...]:
        return answer.question, answer.number, answer.text, answer.strength_id

    def _take(self, row: _Row) -> None:
        part, answer = row.part, row.answer
        if part is None:
            return
        answers = self._answers(part, answer)
        before = self.held.answers_of(part.id, self._day(answer))
        if not answer.at and not before:
            # A sheet without times that comes in again says the same as the last time.
            before = self.held.last_answers_of(part.id)
        if {self._content(each) for each in answers} == {self._content(each) for each in before}:
            row.outcome = Outcome.UNCHANGED
            return
        is_correction = bool(before) and before[0].on == self._day(answer)
        row.outcome = Outcome.UPDATED if is_correction else Outcome.ADDED
        taking = Taking(answers=answers, instead_of=tuple(a.id for a in before) if is_correction else ())
        if self.sheet.occasion is Occasion.RETURN:
            row.taking = self._returning(row, part, taking)
        elif self.sheet.occasion is Occasion.CHOICE:
            row.taking = _choosing(part, answer, taking)
        elif row.pairing is not None:
            entries = self._entries(part, row.pairing, answer, is_correction=is_correction)
            row.taking = replace(taking, entries=tuple(entries))

    def _entries(
        self, part: Participation, pairing: PairingId, answer: LifeAnswer, *, is_correction: bool
    ) -> Iterator[Entry]:
        """Yield the contact that an answer is, and the meeting that it tells of if the pair has none."""
        on, fit = self._day(answer), answer.number_of(Asked.FIT)
        contact = Entry(
            pairing_id=pairing,
            on=on,
            kind=EntryKind.CONTACT,
            told_by=part.id,
            said=answer.said,
            source=EntrySource.CHECK_IN,
            shares=() if fit is None else (EntryShare(part.id, _FITS[fit]),),
        )
        there = self.held.entry_like(contact)
        if there or not is_correction:
            # One that the coordinator struck out stays so.
            yield replace(contact, id=there.id) if there else contact
        if answer.number_of(Asked.MET) and self._have_met(pairing, part.id) and pairing not in self.met:
            self.met.add(pairing)
            yield replace(contact, kind=EntryKind.MEETING, said="", shares=())

    def _have_met(self, pairing_id: PairingId, member: ParticipationId) -> bool:
        """Return whether enough of a pairing say that they met: either of two, and two of three."""
        said = self.said_met.setdefault(pairing_id, set())
        said.add(member)
        [pairing] = (each for each in self.held.pairings if each.id == pairing_id)
        return len(said & set(pairing.members)) >= len(pairing.members) - 1

    def _returning(self, row: _Row, part: Participation, taking: Taking) -> Taking:
        answer = row.answer
        same, again = answer.number_of(Asked.SAME_ANSWERS), answer.number_of(Asked.ANOTHER_ROUND)
        comes = again if again is not None else same
        may_change = part.status is Status.INVITED or (part.status is Status.WITHDRAWN and taking.instead_of)
        if not may_change:
            if comes == 0 and part.status is not Status.WITHDRAWN:
                why = f"{self.held.name(part)} does not want to take part any more."
                row.problems = (*row.problems, _problem(answer, why, "Set where they stand under People."))
            return taking
        if comes == 0:
            return replace(taking, participation=replace(part, status=Status.WITHDRAWN))
        if comes and same:
            return replace(taking, participation=replace(part, status=part.status_by_strengths))
        told = answer.said or "Not all of their answers are the same as last time."
        heading = "Coming back: what has changed?"
        return replace(taking, kept=KeptAnswer(participation_id=part.id, heading=heading, text=told))

    def _report(self, rows: Iterable[_Row]) -> ImportReport:
        everything = list(rows)
        answered = {row.part.id for row in everything if row.part}
        contacts = sum(
            entry.kind is EntryKind.CONTACT and not entry.id
            for row in everything
            if row.taking
            for entry in row.taking.entries
        )
        name = self.sheet.occasion.label.lower()
        return ImportReport(
            looks_like=f"{counted(len(everything), 'answer')} to the form “{name}”",
            outcomes=tuple(self._outcome(row) for row in everything),
            problems=tuple(problem for row in everything for problem in row.problems),
            unknown_values=(),
            possible_rules=(),
            unread_columns=self.sheet.unread,
            shape=self.sheet.shape,
            taken=AnswersTaken(
                form=self.sheet.occasion,
                entries=contacts,
                answered=len(answered),
                of=len(self.held.asked | answered),
            ),
        )

    def _outcome(self, row: _Row) -> RowOutcome:
        return RowOutcome(
            row=row.answer.row,
            sheet=row.answer.sheet,
            name=self.held.name(row.part) if row.part else row.answer.account,
            organisation=self.held.organisation(row.part) if row.part else "",
            outcome=row.outcome,
        )


def _choosing(part: Participation, answer: LifeAnswer, taking: Taking) -> Taking:
    """Return what a choice stores: besides the answer what was said about it, for the coordinator to read."""
    if not answer.said:
        return taking
    heading = "About their choice of a buddy"
    return replace(taking, kept=KeptAnswer(participation_id=part.id, heading=heading, text=answer.said))


def _problem(answer: LifeAnswer, message: str, advice: str = _ADVICE) -> Problem:
    return Problem(
        row=answer.row,
        column="",
        value=answer.email or answer.code,
        message=message,
        advice=advice,
        sheet=answer.sheet,
    )


def save_answers(plan: LifePlan, unit: UnitOfWork) -> None:
    """Save a plan whole."""
    for taking in plan.takings:
        for gone in taking.instead_of:
            unit.answers.remove(gone)
        unit.answers.save_all(taking.answers)
        unit.entries.save_all(taking.entries)
        if taking.participation:
            unit.participations.save(taking.participation)
        if taking.kept:
            unit.kept_answers.save(taking.kept)
