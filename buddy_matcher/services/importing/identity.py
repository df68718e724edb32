"""Whose answer each row of a form is: somebody of the scheme, somebody of an earlier row, or somebody new.

The same answer of the same form comes first, then the e-mail address, then name and organisation. An id
without the time it was given at is a mere number in a list, and an address may be a group's inbox, so both
count only with a name that agrees. People who are merely alike are pointed out, never merged.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from buddy_matcher.documents.forms.export import FormExport
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.ids import OrganisationId, ParticipantId
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import Open, ToDecide
from buddy_matcher.services.importing.names import AlikeNames, Name, folded_name, may_be_one
from buddy_matcher.services.importing.organisations import NamedOrganisations


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with all their answers, in the order of the sheet; `person` is None for somebody new.

    Somebody new who `may_be_known` has the name of a person whom the scheme holds: until it is decided
    whether they are one, they are not paired.
    """

    person: Participant | None
    answers: tuple[FormAnswer, ...]
    may_be_known: bool = False

    @property
    def latest(self) -> FormAnswer:
        """The answer that counts: the last given or, where a time is missing, the lowest row of the sheet."""
        times = [answer.answered_at for answer in self.answers if answer.answered_at]
        if len(times) < len(self.answers):
            return self.answers[-1]
        return self.answers[max(range(len(times)), key=lambda i: (times[i], i))]


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    """Everyone who has a row, in the order of their first, and what is unsure about them."""

    people: tuple[Someone, ...]
    problems: tuple[Problem, ...]
    to_decide: tuple[ToDecide, ...] = ()


def who_is_who(
    export: FormExport,
    people: Iterable[Participant],
    participations: Iterable[Participation],
    organisations: NamedOrganisations,
) -> WhoIsWho:
    """Return the rows of an export gathered by person."""
    gathering = _Gathering(export, organisations)
    gathering.add_held(people, participations)
    found = {id(known): known for known in map(gathering.place, export.answers)}
    return WhoIsWho(
        people=tuple(
            Someone(known.person, tuple(known.answers), known.may_be_known) for known in found.values()
        ),
        problems=tuple(gathering.problems),
        to_decide=tuple(gathering.to_decide),
    )


@dataclass(slots=True, eq=False)
class _Known:
    """One person as the rows so far and the scheme know them."""

    person: Participant | None
    organisation_id: OrganisationId | None
    names: list[Name] = field(default_factory=list)
    emails: set[str] = field(default_factory=set)
    answers: list[FormAnswer] = field(default_factory=list)
    may_be_known: bool = False

    def may_have(self, name: Name) -> bool:
        return any(may_be_one(name, known) for known in self.names)

    @property
    def full_name(self) -> str:
        return self.person.full_name if self.person else " ".join(self.answers[0].name).strip()

    @property
    def where(self) -> str:
        return "in the scheme" if self.person else f"in {self.answers[0].where}"


class _Gathering:
    """Places one row after the other; `problems` grows as it does."""

    def __init__(self, export: FormExport, organisations: NamedOrganisations) -> None:
        self.problems: list[Problem] = []
        self.to_decide: list[ToDecide] = []
        self._export = export
        self._organisations = organisations
        self._by_response: dict[str, list[_Known]] = defaultdict(list)
        self._by_email: dict[str, list[_Known]] = defaultdict(list)
        self._by_name: dict[tuple[Name, int | None], list[_Known]] = defaultdict(list)
        self._namesakes: dict[Name, _Known] = {}
        self._alike = AlikeNames[_Known]()

    def add_held(self, people: Iterable[Participant], participations: Iterable[Participation]) -> None:
        responses: dict[ParticipantId, list[str]] = defaultdict(list)
        forms = {answer.form.id for answer in self._export.answers}
        for participation in participations:
            if participation.source.form in forms and participation.source.response:
                responses[participation.participant_id].append(participation.source.response)
        # Those in the bin come last, so that an answer finds a living entry first.
        for person in sorted(people, key=lambda person: person.removed_at is not None):
            known = _Known(person, person.organisation_id)
            if person.removed_at is None:
                self._namesakes.setdefault(folded_name(person.given, person.family), known)
            self._note(known, folded_name(person.given, person.family), person.email)
            for response in responses[person.id]:
                self._by_response[response].append(known)

    def place(self, answer: FormAnswer) -> _Known:
        organisation = self._organisations.named(answer.organisation)
        organisation_id = organisation.id if organisation else None
        name = folded_name(*answer.name)
        known = (
            self._same_response(answer, name)
            or self._same_email(answer, name)
            or self._same_name(answer, name, organisation_id)
        )
        if known is None:
            known = _Known(None, organisation_id)
            self._point_out_others(answer, name, organisation_id, known)
        self._note(known, name, answer.email)
        if answer.response:
            self._by_response[answer.response].append(known)
        known.answers.append(answer)
        return known

    def _note(self, known: _Known, name: Name, email: str) -> None:
        address = email.casefold()
        if address and address not in known.emails:
            known.emails.add(address)
            self._by_email[address].append(known)
        if any(name) and name not in known.names:
            known.names.append(name)
            self._by_name[name, known.organisation_id].append(known)
            self._alike.add(known, name, known.organisation_id)

    def _same_response(self, answer: FormAnswer, name: Name) -> _Known | None:
        found = self._with_response(answer)
        if answer.is_response_dated:
            return next(iter(found), None)
        return next((k for k in found if answer.email.casefold() in k.emails or k.may_have(name)), None)

    def _with_response(self, answer: FormAnswer) -> list[_Known]:
        # One id twice in a sheet names nobody: Excel shortens long numbers until they are equal.
        found = self._by_response.get(answer.response, [])
        return [k for k in found if all(other.response != answer.response for other in k.answers)]

    def _with_email(self, answer: FormAnswer) -> list[_Known]:
        return self._by_email.get(answer.email.casefold(), []) if answer.email else []

    def _same_email(self, answer: FormAnswer, name: Name) -> _Known | None:
        others = self._with_email(answer)
        exact = (known for known in others if not any(name) or name in known.names)
        agreeing = (known for known in others if known.may_have(name))
        return next(exact, None) or next(agreeing, None)

    def _same_name(
        self, answer: FormAnswer, name: Name, organisation_id: OrganisationId | None
    ) -> _Known | None:
        if not any(name):
            return None
        others = self._by_name.get((name, organisation_id), [])
        fitting = [known for known in others if not (known.emails and answer.email)]
        return fitting[0] if len(fitting) == 1 else None

    def _point_out_others(
        self, answer: FormAnswer, name: Name, organisation_id: OrganisationId | None, known: _Known
    ) -> None:
        """Report whom somebody new has an address, a name or an id in common with."""
        namesake = self._namesakes.get(name) if any(name) else None
        same_email, same_id = self._with_email(answer), self._with_response(answer)
        alike = self._alike.find(name, organisation_id) if any(name) else None
        if namesake and not same_email:
            known.may_be_known = True
            told = (
                f"{_named(namesake)}, has the same name but another address or organisation; "
                "until you decide whether they are one person, the new one gets no buddy."
            )
            self._report(answer, _question_of_name(answer), told)
        elif same_email:
            told = f"{_named(same_email[0])}, has the same address; they were kept as two people."
            self._report(answer, Question.EMAIL, told)
        elif alike:
            told = f"This may also be {_named(alike)}; they were kept as two people."
            self._report(answer, _question_of_name(answer), told)
        elif same_id:
            told = f"{_named(same_id[0])}, had this ID before; they were kept as two people."
            self._report(answer, Question.RESPONSE, told)

    def _report(self, answer: FormAnswer, question: Question, message: str) -> None:
        advice = "If they are the same, remove one of them under People."
        self.problems.append(self._export.problem(answer, question, message, advice))
        name = " ".join(answer.name).strip()
        asked = ToDecide(what=Open.PERSON, question="", text=name, row=answer.row, sheet=answer.sheet)
        self.to_decide.append(asked)


def _question_of_name(answer: FormAnswer) -> Question:
    return Question.FULL_NAME if Question.FULL_NAME in answer.texts else Question.GIVEN


def _named(known: _Known) -> str:
    return f"{known.full_name}, {known.where}"
