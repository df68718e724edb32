"""Puts before the coordinator what a form said and no rule or list of the scheme knows yet.

Every decision on an answer is remembered by its text, so that the next form is read by it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import (
    NOBODY,
    UNSAVED,
    ListedId,
    ParticipantId,
    ParticipationId,
    StrengthId,
    ThemeId,
    UnknownValueId,
    WishId,
)
from buddy_matcher.domain.participations import Participation, status_after_edit
from buddy_matcher.domain.rules import (
    AnswerField,
    DecidedAnswer,
    PossibleRule,
    Rule,
    RuleKind,
    UnknownValue,
    WishDecision,
)
from buddy_matcher.domain.strengths import Strength, Theme, answers_from
from buddy_matcher.domain.text import fold
from buddy_matcher.services.edit_rules import add_rule, kept_apart
from buddy_matcher.services.rounds.round_state import Member, read_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

_LISTS = (frozenset({AnswerField.CAN_SHARE, AnswerField.WOULD_LIKE}), frozenset({AnswerField.THEMES}))
"""The questions whose answers are matched to one list: strengths, and communities and themes."""


@dataclass(frozen=True, slots=True)
class OpenWish:
    """A wish not to be paired with someone: who said it, and whom it may mean, likeliest first.

    `kept_apart` are the names of those of them whom a rule keeps apart already.
    """

    wish_id: WishId
    person: str
    text: str
    likely: tuple[tuple[ParticipantId, str], ...]
    kept_apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenValue:
    """An answer that is on no list: all the people who gave it, and what it is probably a spelling of.

    `fields` are the questions it was given to, all of them matched to one list.
    """

    value_ids: tuple[UnknownValueId, ...]
    fields: tuple[AnswerField, ...]
    text: str
    suggested_id: ListedId | None
    suggestion: str
    people: tuple[str, ...]


type _Entry = Callable[[UnitOfWork, OpenValue], ListedId | None]
"""Which entry of a list an answer is taken as, None for none."""


class DecideAnswers:
    """Lists what is open and stores the coordinator's decisions."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def open_wishes(self) -> tuple[OpenWish, ...]:
        """Return the wishes that nobody has decided on; the people they may mean stay apart until then."""
        with self._file.reading() as unit:
            return open_wishes(unit)

    def open_values(self) -> tuple[OpenValue, ...]:
        """Return the answers that are on no list, each once however it is written."""
        with self._file.reading() as unit:
            return open_values(unit)

    def people_for(self, wish: OpenWish) -> tuple[Member, ...]:
        """Return everyone of the round whom a wish may mean, in the order of their names, but who said it."""
        with self._file.reading() as unit:
            said_by = unit.possible_rules.get(wish.wish_id).participant_id
            members = read_round(unit).members.values()
        others = (member for member in members if member.participant.id != said_by)
        return tuple(sorted(others, key=lambda member: member.participant.sort_name))

    def entries_for(self, value: OpenValue) -> tuple[tuple[ListedId, str], ...]:
        """Return the id and name of every entry that an answer may mean, in the order of their names."""
        with self._file.reading() as unit:
            entries = _list_names(unit, _list_of(value.fields[0]))
        return tuple(sorted(entries.items(), key=lambda entry: fold(entry[1])))

    def make_rule(self, wish_id: WishId, other_id: ParticipantId) -> Changes:
        """Decide that a wish means never to pair its person with the participant `other_id`.

        It stays open while it may mean others too. Raises UserError when it is gone.
        """
        with self._file.changing(Label(Deed.ADD_RULE)) as unit:
            _keep_apart(unit, _wish(unit, wish_id), [other_id])
            return unit.commit()

    def make_rules(self, wishes: Sequence[OpenWish]) -> Changes:
        """Decide that each wish means whomever it likely means; raises UserError when one is gone."""
        with self._file.changing(Label(Deed.ADD_RULE)) as unit:
            for wish in wishes:
                _keep_apart(unit, _wish(unit, wish.wish_id), [person for person, _ in wish.likely])
            unit.relabel(Label(Deed.DECIDE_ALIKE, told=(str(len(wishes)),)))
            return unit.commit()

    def dismiss_wish(self, wish_id: WishId) -> Changes:
        """Decide that a wish needs no further rule; raises UserError when it is gone."""
        with self._file.changing(Label(Deed.DISMISS_WISH)) as unit:
            wish = _wish(unit, wish_id)
            unit.relabel(Label(Deed.DISMISS_WISH, (wish.participant_id,)))
            unit.possible_rules.save(replace(wish, decision=WishDecision.DISMISSED))
            return unit.commit()

    def accept_as(self, value: OpenValue, listed_id: ListedId) -> Changes:
        """Take an answer as a listed one, for everyone who gave it; raises UserError when it is gone."""
        return self._decide_value(value, Deed.TAKE_AS_LISTED, lambda _unit, _value: listed_id)

    def add_to_list(self, value: OpenValue) -> Changes:
        """Put an answer on the list, for everyone who gave it; raises UserError when it is gone."""
        return self._decide_value(value, Deed.ADD_TO_LIST, _added)

    def ignore(self, value: OpenValue) -> Changes:
        """Leave an answer out; it is not asked about again. Raises UserError when it is gone."""
        return self._decide_value(value, Deed.IGNORE_ANSWER, lambda _unit, _value: None)

    def accept_all(self, values: Sequence[OpenValue]) -> Changes:
        """Take each answer as what it is probably a spelling of; raises UserError when one is gone."""
        return self._decide_alike(values, lambda _unit, value: value.suggested_id)

    def add_all(self, values: Sequence[OpenValue]) -> Changes:
        """Put each answer on its list; raises UserError when one is gone."""
        return self._decide_alike(values, _added)

    def ignore_all(self, values: Sequence[OpenValue]) -> Changes:
        """Leave each answer out; raises UserError when one is gone."""
        return self._decide_alike(values, lambda _unit, _value: None)

    def _decide_alike(self, values: Sequence[OpenValue], entry: _Entry) -> Changes:
        with self._file.changing(Label(Deed.DECIDE_ALIKE, told=(str(len(values)),))) as unit:
            for value in values:
                _decide(unit, value, entry(unit, value))
            return unit.commit()

    def _decide_value(self, value: OpenValue, deed: Deed, entry: _Entry) -> Changes:
        with self._file.changing(Label(deed, told=(value.text,))) as unit:
            _decide(unit, value, entry(unit, value))
            return unit.commit()


def open_wishes(unit: UnitOfWork) -> tuple[OpenWish, ...]:
    """Return the undecided wishes of everybody who is not in the bin."""
    names, apart = _names(unit), kept_apart(unit)
    there = _people_there(unit)
    return tuple(
        _open_wish(wish, names, apart)
        for wish in unit.possible_rules.all()
        if wish.decision is WishDecision.UNDECIDED and wish.participant_id in there
    )


def open_values(unit: UnitOfWork) -> tuple[OpenValue, ...]:
    """Return the undecided answers that somebody gave who is not in the bin."""
    names, there = _names(unit), _people_there(unit)
    person_of = {part.id: part.participant_id for part in unit.participations.all()}
    listed = {fields: _list_names(unit, fields) for fields in _LISTS}
    groups: dict[tuple[frozenset[AnswerField], str], list[UnknownValue]] = {}
    for value in unit.unknown_values.all():
        if not value.is_decided and person_of[value.participation_id] in there:
            groups.setdefault((_list_of(value.field), fold(value.text)), []).append(value)
    name_of = {part: names[person] for part, person in person_of.items() if person != NOBODY}
    return tuple(_open_value(values, listed[fields], name_of) for (fields, _), values in groups.items())


def _people_there(unit: UnitOfWork) -> frozenset[ParticipantId]:
    return frozenset(person.id for person in unit.people.all() if person.removed_at is None)


def _open_wish(
    wish: PossibleRule, names: dict[ParticipantId, str], apart: frozenset[frozenset[ParticipantId]]
) -> OpenWish:
    ruled = [each for each in wish.likely_ids if frozenset({wish.participant_id, each}) in apart]
    return OpenWish(
        wish.id,
        names[wish.participant_id],
        wish.text,
        likely=tuple((each, names[each]) for each in wish.likely_ids if each not in ruled),
        kept_apart=tuple(names[each] for each in ruled),
    )


def _open_value(
    values: list[UnknownValue], listed: dict[ListedId, str], name_of: dict[ParticipationId, str]
) -> OpenValue:
    suggested = next((value.suggested_id for value in values if value.suggested_id is not None), None)
    return OpenValue(
        value_ids=tuple(value.id for value in values),
        fields=tuple(dict.fromkeys(value.field for value in values)),
        text=values[0].text,
        suggested_id=suggested,
        suggestion=listed.get(suggested, "") if suggested else "",
        people=tuple(dict.fromkeys(name_of[value.participation_id] for value in values)),
    )


def _keep_apart(unit: UnitOfWork, wish: PossibleRule, others: Sequence[ParticipantId]) -> None:
    """Make rules of a wish; it is decided once all whom it likely means are kept apart."""
    person, reason = wish.participant_id, f"From the form: {wish.text}"
    for other in others:
        rule = Rule(
            kind=RuleKind.NEVER_PAIR,
            first_participant_id=person,
            second_participant_id=other,
            reason=reason,
        )
        add_rule(unit, rule)
    if all(frozenset({person, likely}) in kept_apart(unit) for likely in wish.likely_ids):
        unit.possible_rules.save(replace(wish, decision=WishDecision.NEVER_PAIR))


def _decide(unit: UnitOfWork, value: OpenValue, listed_id: ListedId | None) -> None:
    for unknown in _values(unit, value):
        unit.unknown_values.save(replace(unknown, is_decided=True))
        if listed_id is not None:
            answers = unit.participations.get(unknown.participation_id)
            unit.participations.save(_with_answer(answers, unknown, listed_id))
    _remember(unit, value, listed_id)


def _wish(unit: UnitOfWork, wish_id: WishId) -> PossibleRule:
    wish = unit.possible_rules.find(wish_id)
    if wish is None:
        raise UserError("That wish is not there any more.", "Nothing was changed. Look at the list again.")
    return wish


def _values(unit: UnitOfWork, value: OpenValue) -> Iterable[UnknownValue]:
    found = [unit.unknown_values.find(value_id) for value_id in value.value_ids]
    there = [each for each in found if each is not None]
    if len(there) < len(found):
        raise UserError("That answer is not there any more.", "Nothing was changed. Look at the list again.")
    return there


def _names(unit: UnitOfWork) -> dict[ParticipantId, str]:
    return {person.id: person.full_name for person in unit.people.all()}


def _list_of(field: AnswerField) -> frozenset[AnswerField]:
    return next(fields for fields in _LISTS if field in fields)


def _list_names(unit: UnitOfWork, fields: frozenset[AnswerField]) -> dict[ListedId, str]:
    entries: tuple[Strength | Theme, ...] = (
        unit.themes.all() if AnswerField.THEMES in fields else unit.strengths.all()
    )
    return {entry.id: entry.name for entry in entries}


def _added(unit: UnitOfWork, value: OpenValue) -> ListedId:
    fields = _list_of(value.fields[0])
    for entry_id, name in _list_names(unit, fields).items():
        if fold(name) == fold(value.text):
            return entry_id
    if AnswerField.THEMES in fields:
        return unit.themes.save(Theme(name=value.text)).id
    return unit.strengths.save(Strength(name=value.text, group="Added")).id


def _with_answer(answers: Participation, unknown: UnknownValue, listed_id: ListedId) -> Participation:
    if unknown.field is AnswerField.THEMES:
        return replace(answers, theme_ids=answers.theme_ids | {ThemeId(listed_id)})
    levels = {AnswerField.CAN_SHARE: answers.can_share, AnswerField.WOULD_LIKE: answers.would_like}
    given = levels[unknown.field]
    strength_id = StrengthId(listed_id)
    given[strength_id] = max(unknown.level, given.get(strength_id, 0))
    strengths = answers_from(levels[AnswerField.CAN_SHARE], levels[AnswerField.WOULD_LIKE])
    now = replace(answers, strengths=strengths)
    return replace(now, status=status_after_edit(now, answers))


def _remember(unit: UnitOfWork, value: OpenValue, listed_id: ListedId | None) -> None:
    """Note what an answer is taken for, at every question of its list, in place of what was noted before."""
    earlier = {(each.question, fold(each.text)): each.id for each in unit.decided_answers.all()}
    for field in sorted(_list_of(value.fields[0])):
        known = earlier.get((field.question, fold(value.text)), UNSAVED)
        unit.decided_answers.save(
            DecidedAnswer(id=known, question=field.question, text=value.text, listed_id=listed_id)
        )
