"""Whose answer each row of a form is: somebody of the scheme, somebody of an earlier row, or somebody new.

The same answer of the same form comes first, then the e-mail address, then name and organisation. People
who are merely alike are pointed out, never merged.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from buddy_matcher.documents.cells import is_damaged
from buddy_matcher.documents.form_export import FormExport
from buddy_matcher.documents.form_rows import FormAnswer
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import fold
from buddy_matcher.services.importing.organisations import NamedOrganisations

_SAME_GIVEN = 75
_ALIKE = 80
_MOST_COMPARED = 50

type _Name = tuple[str, str]
"""Given and family name, folded."""


@dataclass(slots=True)
class Someone:
    """One person as the rows of a form and the scheme know them; `answers` are in the order of the sheet."""

    person: Participant | None
    organisation_id: int | None
    names: list[_Name] = field(default_factory=list)
    emails: set[str] = field(default_factory=set)
    answers: list[FormAnswer] = field(default_factory=list)

    @property
    def latest(self) -> FormAnswer:
        """The answer that counts: the last given or, where a time is missing, the lowest row of the sheet."""
        times = [answer.answered_at for answer in self.answers if answer.answered_at]
        if len(times) < len(self.answers):
            return self.answers[-1]
        return self.answers[max(range(len(times)), key=lambda i: (times[i], i))]

    @property
    def where(self) -> str:
        """Where the coordinator finds this person."""
        return "in the scheme" if self.person else f"in row {self.answers[0].row}"


class WhoIsWho:
    """Gathers an export's rows by person: `people` has everyone with a row, `problems` what is unsure."""

    def __init__(
        self,
        export: FormExport,
        people: Iterable[Participant],
        participations: Iterable[Participation],
        organisations: NamedOrganisations,
    ) -> None:
        self.problems: list[Problem] = []
        self._export = export
        self._by_response: dict[str, Someone] = {}
        self._by_email: dict[str, list[Someone]] = defaultdict(list)
        self._by_name: dict[tuple[_Name, int | None], list[Someone]] = defaultdict(list)
        self._alike = _Alike()
        self._add_held(people, participations)
        found = {id(someone): someone for someone in (self._place(a, organisations) for a in export.answers)}
        self.people = tuple(found.values())

    def _add_held(self, people: Iterable[Participant], participations: Iterable[Participation]) -> None:
        responses: dict[int, list[str]] = defaultdict(list)
        for participation in participations:
            if participation.source.form == self._export.form and participation.source.response:
                responses[participation.participant_id].append(participation.source.response)
        # Those in the bin come last, so that an answer finds a living entry first.
        for person in sorted(people, key=lambda person: person.removed_at is not None):
            someone = Someone(person, person.organisation_id)
            self._note(someone, (fold(person.given), fold(person.family)), person.email)
            for response in responses[person.id]:
                self._by_response.setdefault(response, someone)

    def _place(self, answer: FormAnswer, organisations: NamedOrganisations) -> Someone:
        organisation = organisations.named(answer.organisation)
        organisation_id = organisation.id if organisation else None
        name = (fold(answer.name[0]), fold(answer.name[1]))
        someone = (
            self._same_response(answer)
            or self._same_email(answer, name)
            or self._same_name(answer, name, organisation_id)
        )
        if someone is None:
            someone = Someone(None, organisation_id)
            self._point_out_alike(answer, name, organisation_id)
        self._note(someone, name, answer.email)
        if answer.response:
            self._by_response.setdefault(answer.response, someone)
        someone.answers.append(answer)
        return someone

    def _note(self, someone: Someone, name: _Name, email: str) -> None:
        address = email.casefold()
        if address and address not in someone.emails:
            someone.emails.add(address)
            self._by_email[address].append(someone)
        if any(name) and name not in someone.names:
            someone.names.append(name)
            self._by_name[name, someone.organisation_id].append(someone)
            self._alike.add(someone, name)

    def _same_response(self, answer: FormAnswer) -> Someone | None:
        found = self._by_response.get(answer.response)
        # One id twice in a sheet names nobody: Excel shortens long numbers until they are equal.
        is_taken = found is None or any(other.response == answer.response for other in found.answers)
        return None if is_taken else found

    def _same_email(self, answer: FormAnswer, name: _Name) -> Someone | None:
        others = self._by_email.get(answer.email.casefold(), []) if answer.email else []
        for someone in others:
            if not any(name) or any(_is_same_person(name, known) for known in someone.names):
                return someone
        if others:
            self._report(
                answer,
                Question.EMAIL,
                f"{_full(others[0])}, {others[0].where}, has the same address; they were kept as two people.",
            )
        return None

    def _same_name(self, answer: FormAnswer, name: _Name, organisation_id: int | None) -> Someone | None:
        if not any(name) or organisation_id is None:
            return None
        others = self._by_name.get((name, organisation_id), [])
        fitting = [someone for someone in others if not (someone.emails and answer.email)]
        return fitting[0] if len(fitting) == 1 else None

    def _point_out_alike(self, answer: FormAnswer, name: _Name, organisation_id: int | None) -> None:
        other = self._alike.find(name, organisation_id) if any(name) else None
        if other:
            question = Question.FULL_NAME if Question.FULL_NAME in answer.texts else Question.GIVEN
            self._report(
                answer,
                question,
                f"This may also be {_full(other)}, {other.where}; they were kept as two people.",
            )

    def _report(self, answer: FormAnswer, question: Question, message: str) -> None:
        self.problems.append(
            Problem(
                row=answer.row,
                column=self._export.columns.get(question, ""),
                value=answer.texts.get(question, ""),
                message=message,
                advice="If they are the same, remove one of them under People.",
            )
        )


def _full(someone: Someone) -> str:
    if someone.person:
        return someone.person.full_name
    return " ".join(someone.answers[0].name).strip()


def _is_same_person(a: _Name, b: _Name) -> bool:
    """Return whether two names under one e-mail address are one person's: the first names agree.

    An address may be shared by a small group's members, so another first name is another person.
    """
    if a == b or is_damaged("".join(a)) or is_damaged("".join(b)):
        return True
    first, second = a[0].partition(" ")[0], b[0].partition(" ")[0]
    is_short_form = first.startswith(second) or second.startswith(first)
    return is_short_form or fuzz.ratio(first, second) >= _SAME_GIVEN


class _Alike:
    """Finds someone of the same organisation with nearly the same name."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[str, str, int | None], list[tuple[Someone, _Name]]] = defaultdict(list)

    def add(self, someone: Someone, name: _Name) -> None:
        for key in self._keys(name, someone.organisation_id):
            self._blocks[key].append((someone, name))

    def find(self, name: _Name, organisation_id: int | None) -> Someone | None:
        for key in self._keys(name, organisation_id):
            for someone, other in self._blocks.get(key, [])[:_MOST_COMPARED]:
                if fuzz.ratio(name[0], other[0]) >= _ALIKE and fuzz.ratio(name[1], other[1]) >= _ALIKE:
                    return someone
        return None

    @staticmethod
    def _keys(name: _Name, organisation_id: int | None) -> Iterator[tuple[str, str, int | None]]:
        yield "given", name[0], organisation_id
        yield "family", name[1], organisation_id
