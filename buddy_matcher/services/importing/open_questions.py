"""What an import leaves for the coordinator to decide: answers on no list, and wishes about pairing.

What was decided once is not asked about again; what is still open is reported again but stored once.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from buddy_matcher.documents.answers import UnknownPick
from buddy_matcher.documents.cells import is_no_answer
from buddy_matcher.documents.choices import Vocabulary
from buddy_matcher.documents.form_export import FormExport
from buddy_matcher.documents.form_rows import FormAnswer
from buddy_matcher.domain.import_report import FoundValue, FoundWish
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import AnswerField, PossibleRule, UnknownValue, WishDecision
from buddy_matcher.domain.text import fold
from buddy_matcher.services.importing.organisations import NamedOrganisations
from buddy_matcher.services.importing.wishes import NamedPeople

_FIELDS = {Question(field.value): field for field in AnswerField}


class OpenQuestions:
    """Collects what an import finds open, next to what the scheme holds already."""

    def __init__(
        self,
        export: FormExport,
        vocabulary: Vocabulary,
        held_values: Iterable[UnknownValue],
        held_rules: Iterable[PossibleRule],
    ) -> None:
        self._export = export
        self._names = {
            AnswerField.CAN_SHARE: {strength.id: strength.name for strength in vocabulary.strengths},
            AnswerField.WOULD_LIKE: {strength.id: strength.name for strength in vocabulary.strengths},
            AnswerField.THEMES: {theme.id: theme.name for theme in vocabulary.themes},
        }
        self._held_values: dict[tuple[int, AnswerField], list[UnknownValue]] = defaultdict(list)
        for value in held_values:
            self._held_values[value.participation_id, value.field].append(value)
        self._held_rules = {(rule.participant_id, fold(rule.text)): rule for rule in held_rules}
        self._open: dict[tuple[AnswerField, str], list[tuple[int, UnknownPick]]] = defaultdict(list)
        self.new_values: list[UnknownValue] = []
        self.settled_values: list[int] = []
        self.new_rules: list[PossibleRule] = []
        self.found_wishes: list[FoundWish] = []

    def ask_about_values(self, answer: FormAnswer, participation_id: int, taken: Container[str]) -> None:
        """Note the choices on no list of the answers that count; earlier ones, now gone, are settled."""
        for question, field in _FIELDS.items():
            if question in taken and answer.texts[question]:
                self._ask_about(answer, field, participation_id, answer.meanings[question].unknown)

    def _ask_about(
        self, answer: FormAnswer, field: AnswerField, participation_id: int, picks: Iterable[UnknownPick]
    ) -> None:
        by_text = {fold(pick.text): pick for pick in picks}
        held = {fold(value.text): value for value in self._held_values[participation_id, field]}
        for text, pick in by_text.items():
            if text not in held:
                self.new_values.append(
                    UnknownValue(
                        participation_id=participation_id,
                        field=field,
                        text=pick.text,
                        level=pick.level,
                        suggested_id=pick.suggested_id,
                    )
                )
            if text not in held or not held[text].is_decided:
                self._open[field, text].append((answer.row, pick))
        gone = (value for text, value in held.items() if text not in by_text and not value.is_decided)
        self.settled_values += [value.id for value in gone]

    def found_values(self) -> tuple[FoundValue, ...]:
        """Return the open choices for the report, each once, with the rows that made them."""
        return tuple(
            FoundValue(
                column=self._export.columns[Question(field.value)],
                value=found[0][1].text,
                suggestion=self._names[field].get(found[0][1].suggested_id or 0),
                rows=tuple(row for row, _ in found),
            )
            for (field, _), found in self._open.items()
        )

    def ask_about_wishes(
        self,
        asking: Sequence[tuple[Participant, Sequence[FormAnswer]]],
        people: Iterable[Participant],
        organisations: NamedOrganisations,
    ) -> None:
        """Note the wishes about pairing in anybody's answers, also in earlier ones, with whom they may mean.

        A wish that is open already may mean people who have come since.
        """
        if not self._held_rules and Question.NOT_WITH not in self._export.columns:
            return
        everyone = list(people)
        named, names = NamedPeople(everyone, organisations), {p.id: p.full_name for p in everyone}
        for person, answers in asking:
            for answer in answers:
                if not is_no_answer(answer.texts.get(Question.NOT_WITH, "")):
                    self._ask_about_wish(person, answer, named, names)

    def _ask_about_wish(
        self, person: Participant, answer: FormAnswer, named: NamedPeople, names: dict[int, str]
    ) -> None:
        text = answer.texts[Question.NOT_WITH]
        held = self._held_rules.get((person.id, fold(text)))
        if held and held.decision is not WishDecision.UNDECIDED:
            return
        likely = named.likely(text, person.id)
        if held:
            likely = (*held.likely_ids, *(p for p in likely if p not in held.likely_ids))
        rule = replace(held or PossibleRule(participant_id=person.id, text=text), likely_ids=likely)
        if rule != held:
            self.new_rules.append(rule)
        self._held_rules[person.id, fold(text)] = rule
        found = tuple(names[p] for p in likely if p in names)
        self.found_wishes.append(
            FoundWish(row=answer.row, person=person.full_name, text=text, likely=found, sheet=answer.sheet)
        )
