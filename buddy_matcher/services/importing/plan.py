"""What importing a form export would do to a scheme, worked out without touching it.

The same plan is shown before an import and carried out by it, so the two can't differ. New objects have
negative ids until they are saved.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from buddy_matcher.documents.forms.export import FormExport
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.ids import ParticipantId, ParticipationId, UnknownValueId
from buddy_matcher.domain.import_report import ImportReport, Outcome, Problem, RowOutcome, SheetRow
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.people import AccessNeed, Participant
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.rules import KeptAnswer, PossibleRule, UnknownValue
from buddy_matcher.domain.sheet_reading import Balance, ToDecide, Update
from buddy_matcher.services.importing.access_needs import merge_access_need
from buddy_matcher.services.importing.changed_columns import changed_columns
from buddy_matcher.services.importing.decisions import Lists
from buddy_matcher.services.importing.held import Held, HeldScheme
from buddy_matcher.services.importing.identity import Someone, WhoIsWho, who_is_who
from buddy_matcher.services.importing.merge import Merger
from buddy_matcher.services.importing.obstacles import not_moved, obstacle
from buddy_matcher.services.importing.open_questions import (
    asides_of,
    came_back,
    columns_to_decide,
    needs_to_decide,
    sheets_to_decide,
    values_to_decide,
)
from buddy_matcher.services.importing.organisations import (
    NamedOrganisations,
    alike_problems,
    named_organisations,
    sector_problems,
)
from buddy_matcher.services.importing.problems import said_once
from buddy_matcher.services.importing.told_changes import ChangeTeller
from buddy_matcher.services.importing.unknown_values import Answered, UnknownValues, find_unknown_values
from buddy_matcher.services.importing.wishes import Wishes, find_wishes


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonChange:
    """A person and their participation after the import, and what was held of them before.

    `taken` are the questions whose answers counted; `access_need` is one to save.
    """

    held: Held
    person: Participant
    participation: Participation
    taken: frozenset[str]
    access_need: AccessNeed | None = None

    @property
    def outcome(self) -> Outcome:
        """What the coordinator is told: where only the form's own notes moved, nothing changed."""
        if self.held.person.id < 0:
            return Outcome.ADDED
        same = replace(self.participation, source=self.held.participation.source)
        is_same = self.person == self.held.person and same == self.held.participation
        is_same = is_same and same.id > 0 and not self.access_need
        return Outcome.UNCHANGED if is_same else Outcome.UPDATED


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportPlan:
    """What an import stores, and its report."""

    lists: Lists
    organisations: tuple[Organisation, ...]
    changes: tuple[PersonChange, ...]
    unknown_values: tuple[UnknownValue, ...]
    settled_values: tuple[UnknownValueId, ...]
    possible_rules: tuple[PossibleRule, ...]
    kept_answers: tuple[KeptAnswer, ...]
    report: ImportReport


@dataclass(frozen=True, slots=True)
class _Planned:
    """What becomes of one person's rows; `change` is None where they are kept out."""

    someone: Someone
    outcomes: tuple[RowOutcome, ...]
    problems: tuple[Problem, ...]
    change: PersonChange | None = None
    to_decide: tuple[ToDecide, ...] = ()


def plan_import(
    export: FormExport,
    scheme: HeldScheme,
    lists: Lists,
    update: Update = Update.ALL,
    remembered: frozenset[str] = frozenset(),
) -> ImportPlan:
    """Return what importing an export into a scheme does.

    `remembered` are the folded headings whose columns are read as was decided on an earlier sheet.
    """
    return _Planner(export, scheme, lists, update, remembered).plan()


class _Planner:
    def __init__(
        self,
        export: FormExport,
        scheme: HeldScheme,
        lists: Lists,
        update: Update,
        remembered: frozenset[str],
    ) -> None:
        self._lists = lists
        self._remembered = remembered
        self._export = export
        self._scheme = scheme
        self._organisations = named_organisations(export.answers, scheme.organisations)
        self._merger = Merger(export.reader, self._organisations, update)
        self._teller = ChangeTeller(scheme.vocabulary, self._organisations)

    def plan(self) -> ImportPlan:
        who = who_is_who(self._export, self._scheme.people, self._scheme.participations, self._organisations)
        planned = [self._planned(someone, number) for number, someone in enumerate(who.people, start=1)]
        changes = [(each.someone, each.change) for each in planned if each.change]
        values = self._unknown_values(planned)
        wishes = find_wishes(
            [(change.person, someone.answers) for someone, change in changes],
            self._scheme.possible_rules,
            {**self._scheme.people_of_round, **{c.person.id: c.person for _, c in changes}}.values(),
            self._organisations,
        )
        return ImportPlan(
            lists=self._lists,
            organisations=self._organisations.new,
            changes=tuple(change for _, change in changes),
            unknown_values=values.new,
            settled_values=values.settled,
            possible_rules=wishes.new,
            kept_answers=tuple(self._kept_answers(changes)),
            report=self._report(planned, who, values, wishes),
        )

    def _unknown_values(self, planned: Sequence[_Planned]) -> UnknownValues:
        """Return what is on no list, also of those who are kept out: theirs is decided on, but not stored."""
        answered = [
            Answered(each.someone.latest, each.change.participation.id, each.change.taken)
            for each in planned
            if each.change
        ]
        kept_out = [
            Answered(each.someone.latest, ParticipationId(-number), frozenset(each.someone.latest.texts))
            for number, each in enumerate(planned, start=1)
            if not (each.change or each.someone.person)
        ]
        found = find_unknown_values(self._scheme.vocabulary, self._scheme.unknown_values, answered + kept_out)
        theirs = {each.participation_id for each in kept_out}
        stored = tuple(value for value in found.new if value.participation_id not in theirs)
        return replace(found, new=stored)

    def _planned(self, someone: Someone, number: int) -> _Planned:
        answer = someone.latest
        superseded = tuple(
            _superseded(earlier, answer) for earlier in someone.answers if earlier is not answer
        )
        hindered = obstacle(self._export, someone, self._organisations)
        if hindered:
            kept_out = _outcome(answer, Outcome.NOT_IMPORTED, (hindered.message,))
            return _Planned(someone, (*superseded, kept_out), (hindered,))
        person = someone.person or self._blank(answer, number)
        sector = answer.sector or self._organisations.sector_of(person.organisation_id)
        held = self._scheme.of(person, ParticipationId(-number), sector)
        merged = self._merger.merge(held, answer)
        participation = merged.participation
        if someone.may_be_known and participation.is_in_pool:
            participation = replace(participation, status=Status.INCOMPLETE)
        access = merge_access_need(self._export, answer, held)
        change = PersonChange(
            held=held,
            person=merged.person,
            participation=participation,
            taken=merged.taken,
            access_need=access.need,
        )
        outcome = change.outcome
        updates = self._updates(change) if outcome is Outcome.UPDATED else ()
        told = _outcome(answer, outcome, (*merged.notes, *access.notes), updates)
        stays = not_moved(self._export, answer, held, self._organisations)
        problems = (*answer.problems, *access.problems, *stays)
        return _Planned(someone, (*superseded, told), problems, change, tuple(came_back(held, answer)))

    def _updates(self, change: PersonChange) -> tuple[str, ...]:
        """Return what an update changes, in words; of somebody new everything is."""
        held = change.held
        if held.participation.id < 0:
            return ()
        before, after = (held.person, held.participation), (change.person, change.participation)
        return tuple(self._teller.tell(before, after))

    def _report(
        self, planned: Sequence[_Planned], who: WhoIsWho, values: UnknownValues, wishes: Wishes
    ) -> ImportReport:
        export = self._export

        def place(told: RowOutcome | Problem) -> tuple[int, int]:
            sheet, row = told.place
            return export.sheets.index(sheet) if sheet in export.sheets else len(export.sheets), row

        outcomes = [outcome for each in planned for outcome in each.outcomes]
        superseded = {outcome.place for outcome in outcomes if outcome.outcome is Outcome.SUPERSEDED}
        problems = [
            *export.problems,
            *changed_columns(export, self._remembered),
            *(problem for each in planned for problem in each.problems),
            *who.problems,
            *_about_organisations(export, self._organisations, superseded),
        ]
        return ImportReport(
            looks_like=export.looks_like,
            outcomes=tuple(sorted(outcomes, key=place)),
            problems=said_once(sorted(problems, key=place)),
            unknown_values=values.found,
            possible_rules=wishes.found,
            unread_columns=export.unread,
            shape=export.shape,
            columns=export.guesses,
            to_decide=tuple(self._to_decide(planned, who, values)),
            balance=self._balance([each.change for each in planned if each.change]),
            sheet_rows=tuple(_sheet_rows(planned)),
            sheets=export.found_sheets,
            asks_sheets=export.asks_sheets,
        )

    def _kept_answers(self, changes: Sequence[tuple[Someone, PersonChange]]) -> Iterator[KeptAnswer]:
        """Yield what people wrote that no field takes and that is not kept yet."""
        held = self._scheme.kept_texts
        for someone, change in changes:
            for aside in asides_of(someone.latest):
                kept = KeptAnswer(
                    participation_id=change.participation.id, heading=aside.heading, text=aside.text
                )
                if (kept.participation_id, kept.heading, kept.text) not in held:
                    yield kept
            yield from _signed_up_again(someone.latest, change)

    def _to_decide(
        self, planned: Sequence[_Planned], who: WhoIsWho, values: UnknownValues
    ) -> Iterator[ToDecide]:
        answers = [each.someone.latest for each in planned]
        has_sector = frozenset(
            id(answer)
            for answer in answers
            if answer.sector or self._organisations.named(answer.organisation)
        )
        yield from columns_to_decide(self._export)
        yield from sheets_to_decide(self._export)
        yield from values_to_decide(answers, values.found, has_sector)
        yield from who.to_decide
        yield from (each for one in planned for each in one.to_decide)
        decided = self._scheme.decided_texts
        yield from (need for need in needs_to_decide(answers) if need.text not in decided)

    def _balance(self, changes: Sequence[PersonChange]) -> Balance:
        """Return how many people of each sector may be paired after the import."""
        parts = dict(self._scheme.parts_of_round)
        parts.update({c.person.id: c.participation for c in changes})
        sectors = Counter(part.sector for part in parts.values() if part.is_in_pool)
        return Balance(sectors[Sector.HEALTH], sectors[Sector.VCSE])

    def _blank(self, answer: FormAnswer, number: int) -> Participant:
        organisation = self._organisations.named(answer.organisation) if answer.organisation else None
        return Participant(
            id=ParticipantId(-number), given="", organisation_id=organisation.id if organisation else None
        )


def _sheet_rows(planned: Sequence[_Planned]) -> Iterator[SheetRow]:
    for each in planned:
        for answer in each.someone.answers:
            is_kept_out = each.change is None and answer is each.someone.latest
            yield SheetRow(
                headings=answer.form.headings,
                cells=answer.cells,
                row=answer.row,
                sheet=answer.sheet,
                reason=" ".join(problem.message for problem in each.problems) if is_kept_out else "",
            )


def _signed_up_again(answer: FormAnswer, change: PersonChange) -> Iterator[KeptAnswer]:
    """Yield for the coordinator to read that somebody who had left has answered again."""
    for _ in came_back(change.held, answer):
        on = f"on {date_in_words(answer.answered_at.date())}" if answer.answered_at else f"in {answer.where}"
        status = change.participation.status.label.casefold()
        yield KeptAnswer(
            participation_id=change.participation.id,
            heading="Signed up again",
            text=f"They answered {on}, and are {status} until you change it.",
        )


def _superseded(earlier: FormAnswer, latest: FormAnswer) -> RowOutcome:
    note = f"The same person answered again in {latest.where}; that answer was taken."
    return _outcome(earlier, Outcome.SUPERSEDED, (note,))


def _outcome(
    answer: FormAnswer, outcome: Outcome, notes: tuple[str, ...], changes: tuple[str, ...] = ()
) -> RowOutcome:
    return RowOutcome(
        row=answer.row,
        sheet=answer.sheet,
        name=" ".join(answer.name).strip(),
        organisation=answer.organisation,
        outcome=outcome,
        notes=notes,
        changes=changes,
    )


def _about_organisations(
    export: FormExport, organisations: NamedOrganisations, superseded: set[tuple[str, int]]
) -> Iterator[Problem]:
    for problem in sector_problems(export, organisations):
        if problem.place not in superseded:
            yield problem
    yield from alike_problems(export, organisations)
