"""What importing a form export would do to a scheme, worked out without touching it.

The same plan is shown before an import and carried out by it, so the two can't differ. New objects have
negative ids until they are saved.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from buddy_matcher.documents.choices import Vocabulary
from buddy_matcher.documents.form_export import FormExport
from buddy_matcher.documents.form_rows import FormAnswer
from buddy_matcher.domain.import_report import ImportReport, Outcome, Problem, RowOutcome
from buddy_matcher.domain.organisations import Organisation
from buddy_matcher.domain.participations import Participation, Source
from buddy_matcher.domain.people import AccessNeed, Participant
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import PossibleRule, UnknownValue
from buddy_matcher.domain.text import fold
from buddy_matcher.services.importing.access_needs import merge_access_need
from buddy_matcher.services.importing.identity import Someone, who_is_who
from buddy_matcher.services.importing.merge import Held, Merger, is_newer, is_older
from buddy_matcher.services.importing.open_questions import OpenQuestions
from buddy_matcher.services.importing.organisations import (
    NamedOrganisations,
    alike_problems,
    sector_problems,
)

_NAME_THE_SECTOR = "Fill in Health or VCSE in the sheet, or add the organisation, and import the sheet again."


@dataclass(frozen=True)
class HeldScheme:
    """Everything of a scheme that an import compares with; `participations` are those of every round."""

    round_id: int
    vocabulary: Vocabulary
    organisations: tuple[Organisation, ...]
    people: tuple[Participant, ...]
    participations: tuple[Participation, ...]
    access_needs: tuple[AccessNeed, ...]
    unknown_values: tuple[UnknownValue, ...]
    possible_rules: tuple[PossibleRule, ...]

    @cached_property
    def of_round(self) -> dict[int, Participation]:
        """The participations of this round by participant."""
        return {p.participant_id: p for p in self.participations if p.round_id == self.round_id}

    @cached_property
    def newest(self) -> dict[int, Participation]:
        """Each participant's participation of the latest round that was made."""
        return {p.participant_id: p for p in sorted(self.participations, key=lambda p: p.round_id)}

    def undecided(self, participation_id: int) -> dict[Question, frozenset[str]]:
        """Return the folded texts of answers that nobody has decided on, by question."""
        texts: dict[Question, set[str]] = defaultdict(set)
        for value in self.unknown_values:
            if value.participation_id == participation_id and not value.is_decided:
                texts[Question(value.field.value)].add(fold(value.text))
        return {question: frozenset(found) for question, found in texts.items()}


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

    organisations: tuple[Organisation, ...]
    changes: tuple[PersonChange, ...]
    unknown_values: tuple[UnknownValue, ...]
    settled_values: tuple[int, ...]
    possible_rules: tuple[PossibleRule, ...]
    report: ImportReport


def plan_import(export: FormExport, scheme: HeldScheme) -> ImportPlan:
    """Return what importing an export into a scheme does."""
    return _Planner(export, scheme).plan()


class _Planner:
    def __init__(self, export: FormExport, scheme: HeldScheme) -> None:
        self._export = export
        self._scheme = scheme
        self._organisations = NamedOrganisations(export.answers, scheme.organisations)
        self._who = who_is_who(export, scheme.people, scheme.participations, self._organisations)
        self._merger = Merger(export, scheme.vocabulary, self._organisations)
        self._changes: list[tuple[Someone, PersonChange]] = []
        self._outcomes: list[RowOutcome] = []
        self._problems: list[Problem] = []
        self._access_needs = {need.participant_id: need for need in scheme.access_needs}

    def plan(self) -> ImportPlan:
        for someone in self._who.people:
            self._plan_person(someone)
        questions = OpenQuestions(
            self._export,
            self._scheme.vocabulary,
            self._scheme.unknown_values,
            self._scheme.possible_rules,
        )
        for someone, change in self._changes:
            questions.ask_about_values(someone.latest, change.participation.id, change.taken)
        questions.ask_about_wishes(
            [(change.person, someone.answers) for someone, change in self._changes],
            self._people_after(),
            self._organisations,
        )
        return ImportPlan(
            organisations=self._organisations.new,
            changes=tuple(change for _, change in self._changes),
            unknown_values=tuple(questions.new_values),
            settled_values=tuple(questions.settled_values),
            possible_rules=tuple(questions.new_rules),
            report=self._report(questions),
        )

    def _plan_person(self, someone: Someone) -> None:
        answer = someone.latest
        self._supersede(someone, answer)
        obstacle = self._obstacle(someone, answer)
        if obstacle:
            self._problems.append(obstacle)
            self._tell(answer, Outcome.NOT_IMPORTED, (obstacle.message,))
            return
        held = self._held(someone, answer)
        merged = self._merger.merge(held, answer)
        access = merge_access_need(
            self._export,
            answer,
            self._access_needs.get(held.person.id),
            person_id=held.person.id,
            is_newer=is_newer(answer, held),
        )
        change = PersonChange(
            held=held,
            person=merged.person,
            participation=merged.participation,
            taken=merged.taken,
            access_need=access.need,
        )
        self._changes.append((someone, change))
        self._problems += (*answer.problems, *access.problems, *self._not_moved(held, answer))
        self._tell(answer, change.outcome, (*merged.notes, *access.notes))

    def _supersede(self, someone: Someone, latest: FormAnswer) -> None:
        for earlier in someone.answers:
            if earlier is not latest:
                note = f"The same person answered again in {latest.where}; that answer was taken."
                self._tell(earlier, Outcome.SUPERSEDED, (note,))

    def _tell(self, answer: FormAnswer, outcome: Outcome, notes: tuple[str, ...]) -> None:
        self._outcomes.append(
            RowOutcome(
                row=answer.row,
                sheet=answer.sheet,
                name=" ".join(answer.name).strip(),
                organisation=answer.organisation,
                outcome=outcome,
                notes=notes,
            )
        )

    def _obstacle(self, someone: Someone, answer: FormAnswer) -> Problem | None:
        """Return the problem that keeps a row out altogether, if there is one."""
        if someone.person:
            if someone.person.removed_at:
                return self._export.problem(
                    answer,
                    Question.FULL_NAME,
                    f"{someone.person.full_name} is in the bin, so the answer was not imported.",
                    "Restore the person from the bin and import the sheet again.",
                )
            return None
        if not any(answer.name):
            return self._export.problem(
                answer,
                Question.FULL_NAME,
                "The row names nobody, so it was not imported.",
                "Fill in the name in the sheet and import it again.",
            )
        if not answer.organisation:
            return self._export.problem(
                answer,
                Question.ORGANISATION,
                f"{' '.join(answer.name)} names no organisation, so the row was not imported.",
                "Fill in the organisation in the sheet and import it again.",
            )
        if not self._organisations.named(answer.organisation):
            return self._export.problem(
                answer,
                Question.SECTOR,
                f"The sector of {answer.organisation} is not known, so the row was not imported.",
                _NAME_THE_SECTOR,
            )
        return None

    def _not_moved(self, held: Held, answer: FormAnswer) -> Iterator[Problem]:
        """Yield that somebody's new organisation is not known, if that is so."""
        if answer.organisation and not self._organisations.named(answer.organisation):
            if is_older(answer, held):
                return
            stays = self._organisations[held.person.organisation_id].name
            yield self._export.problem(
                answer,
                Question.SECTOR,
                f"The sector of {answer.organisation} is not known, so {held.person.full_name} stays with "
                f"{stays}.",
                _NAME_THE_SECTOR,
            )

    def _held(self, someone: Someone, answer: FormAnswer) -> Held:
        new_id = -1 - len(self._changes)
        person = someone.person or Participant(
            id=new_id, given="", organisation_id=self._organisations.known(answer.organisation).id
        )
        participation = self._scheme.of_round.get(person.id)
        newest = self._scheme.newest.get(person.id)
        return Held(
            person=person,
            participation=participation
            or Participation(id=new_id, round_id=self._scheme.round_id, participant_id=person.id),
            person_source=newest.source if newest else Source(),
            round_source=participation.source if participation else Source(),
            undecided=self._scheme.undecided(participation.id) if participation else {},
        )

    def _people_after(self) -> Iterable[Participant]:
        """Return the people of the round once the import is done."""
        changed = {change.person.id: change.person for _, change in self._changes}
        in_round = (p for p in self._scheme.people if p.id in self._scheme.of_round and not p.removed_at)
        return {**{person.id: person for person in in_round}, **changed}.values()

    def _report(self, questions: OpenQuestions) -> ImportReport:
        return ImportReport(
            looks_like=self._export.looks_like,
            outcomes=tuple(sorted(self._outcomes, key=self._place)),
            problems=tuple(sorted(self._all_problems(), key=self._place)),
            unknown_values=questions.found_values(),
            possible_rules=tuple(questions.found_wishes),
            unread_columns=self._export.unread,
        )

    def _place(self, told: RowOutcome | Problem) -> tuple[int, int]:
        sheet, row = told.place
        sheets = self._export.sheets
        return sheets.index(sheet) if sheet in sheets else len(sheets), row

    def _all_problems(self) -> Iterator[Problem]:
        yield from self._export.problems
        yield from self._problems
        yield from self._who.problems
        superseded = {o.place for o in self._outcomes if o.outcome is Outcome.SUPERSEDED}
        for problem in sector_problems(self._export, self._organisations):
            if problem.place not in superseded:
                yield problem
        yield from alike_problems(self._export, self._organisations)
