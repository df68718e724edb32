"""Puts before the coordinator what a form said and no rule or list of the scheme knows yet."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.rules import (
    AnswerField,
    PossibleRule,
    Rule,
    RuleKind,
    UnknownValue,
    WishDecision,
)
from buddy_matcher.domain.strengths import FULL_LEVEL, Strength, Theme, answers_from
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OpenWish:
    """A wish not to be paired with someone: who said it, and whom it may mean, likeliest first."""

    id: int
    person: str
    text: str
    likely: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class OpenValue:
    """An answer that is on no list: all the people who gave it, and what it is probably a spelling of."""

    ids: tuple[int, ...]
    field: AnswerField
    text: str
    suggested_id: int | None
    suggestion: str
    people: tuple[str, ...]


class DecideAnswers:
    """Lists what is open and stores the coordinator's decisions."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def open_wishes(self) -> tuple[OpenWish, ...]:
        """Return the wishes that nobody has decided on; the people they may mean stay apart until then."""
        with self._file.reading() as unit:
            names = _names(unit)
            return tuple(
                OpenWish(
                    wish.id,
                    names[wish.participant_id],
                    wish.text,
                    tuple((likely, names[likely]) for likely in wish.likely_ids),
                )
                for wish in unit.possible_rules.all()
                if wish.decision is WishDecision.UNDECIDED
            )

    def open_values(self) -> tuple[OpenValue, ...]:
        """Return the answers that are on no list, each once."""
        with self._file.reading() as unit:
            names, parts = _names(unit), {p.id: p.participant_id for p in unit.participations.all()}
            listed = {field: _list_names(unit, field) for field in AnswerField}
            groups: dict[tuple[AnswerField, str], list[UnknownValue]] = {}
            for value in unit.unknown_values.all():
                if not value.is_decided:
                    groups.setdefault((value.field, value.text), []).append(value)
        return tuple(
            OpenValue(
                ids=tuple(value.id for value in values),
                field=field,
                text=text,
                suggested_id=values[0].suggested_id,
                suggestion=listed[field].get(values[0].suggested_id or 0, ""),
                people=tuple(names[parts[value.participation_id]] for value in values),
            )
            for (field, text), values in groups.items()
        )

    def make_rule(self, wish_id: int, other_id: int) -> Changes:
        """Decide that a wish means never to pair its person with the participant `other_id`."""
        with self._file.changing(Label("Decide on a wish")) as unit:
            wish = unit.possible_rules.get(wish_id)
            unit.relabel(Label("Never pair {0} with {1}", (wish.participant_id, other_id)))
            unit.rules.save(
                Rule(
                    kind=RuleKind.NEVER_PAIR,
                    first_id=wish.participant_id,
                    second_id=other_id,
                    reason=f"From the form: {wish.text}",
                )
            )
            _decide(unit, wish, WishDecision.NEVER_PAIR)
            return unit.commit()

    def dismiss_wish(self, wish_id: int) -> Changes:
        """Decide that a wish needs no rule."""
        with self._file.changing(Label("Dismiss a wish")) as unit:
            wish = unit.possible_rules.get(wish_id)
            unit.relabel(Label("Dismiss the wish of {0}", (wish.participant_id,)))
            _decide(unit, wish, WishDecision.DISMISSED)
            return unit.commit()

    def accept_as(self, value: OpenValue, listed_id: int) -> Changes:
        """Take an answer as an entry of the list, for everyone who gave it."""
        return self._decide_value(value, f"Take “{value.text}” as a listed answer", lambda _unit: listed_id)

    def add_to_list(self, value: OpenValue) -> Changes:
        """Put an answer on the list, for everyone who gave it."""
        return self._decide_value(value, f"Add “{value.text}” to the list", lambda unit: _added(unit, value))

    def ignore(self, value: OpenValue) -> Changes:
        """Leave an answer out; it is not asked about again."""
        return self._decide_value(value, f"Ignore “{value.text}”", None)

    def _decide_value(
        self, value: OpenValue, text: str, entry: Callable[[UnitOfWork], int] | None
    ) -> Changes:
        with self._file.changing(Label(text.replace("{", "{{").replace("}", "}}"))) as unit:
            listed_id = entry(unit) if entry else None
            for value_id in value.ids:
                unknown = unit.unknown_values.get(value_id)
                unit.unknown_values.save(replace(unknown, is_decided=True))
                if listed_id is not None:
                    answers = unit.participations.get(unknown.participation_id)
                    unit.participations.save(_with_answer(answers, value.field, listed_id))
            return unit.commit()


def _decide(unit: UnitOfWork, wish: PossibleRule, decision: WishDecision) -> None:
    unit.possible_rules.save(replace(wish, decision=decision))


def _names(unit: UnitOfWork) -> dict[int, str]:
    return {person.id: person.full_name for person in unit.people.all()}


def _list_names(unit: UnitOfWork, field: AnswerField) -> dict[int, str]:
    entries: tuple[Strength | Theme, ...] = (
        unit.themes.all() if field is AnswerField.THEMES else unit.strengths.all()
    )
    return {entry.id: entry.name for entry in entries}


def _added(unit: UnitOfWork, value: OpenValue) -> int:
    if value.field is AnswerField.THEMES:
        return unit.themes.save(Theme(name=value.text)).id
    return unit.strengths.save(Strength(name=value.text, group="Added")).id


def _with_answer(answers: Participation, field: AnswerField, listed_id: int) -> Participation:
    if field is AnswerField.THEMES:
        return replace(answers, theme_ids=answers.theme_ids | {listed_id})
    levels = {AnswerField.CAN_SHARE: answers.can_share, AnswerField.WOULD_LIKE: answers.would_like}
    levels[field][listed_id] = FULL_LEVEL
    strengths = answers_from(levels[AnswerField.CAN_SHARE], levels[AnswerField.WOULD_LIKE])
    is_complete = answers.status is Status.INCOMPLETE and levels[AnswerField.CAN_SHARE]
    return replace(answers, strengths=strengths, status=Status.READY if is_complete else answers.status)
