"""Keeps the rules between people: never pair, must pair, prefer, avoid."""

from dataclasses import dataclass, replace
from datetime import date

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipantId, RuleId
from buddy_matcher.domain.rules import Rule, RuleKind
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule with the names of its two people."""

    rule: Rule
    first: str
    second: str


class EditRules:
    """The rules between people of the scheme; they hold in every round until they end."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def rules(self) -> tuple[NamedRule, ...]:
        """Return every rule, in the order in which they were made."""
        with self._file.reading() as unit:
            names = {person.id: person.full_name for person in unit.people.all()}
            return tuple(
                NamedRule(r, names[r.first_participant_id], names[r.second_participant_id])
                for r in unit.rules.all()
            )

    def add(
        self,
        kind: RuleKind,
        first_participant_id: ParticipantId,
        second_participant_id: ParticipantId,
        *,
        reason: str = "",
        ends_on: date | None = None,
    ) -> Changes:
        """Add a rule between two participants.

        Raises UserError where `add_rule` does.
        """
        rule = Rule(
            kind=kind,
            first_participant_id=first_participant_id,
            second_participant_id=second_participant_id,
            reason=reason,
            ends_on=ends_on,
        )
        with self._file.changing(Label(Deed.ADD_RULE)) as unit:
            add_rule(unit, rule)
            return unit.commit()

    def remove(self, rule_id: RuleId) -> Changes:
        """Remove a rule; raises UserError when it is gone already."""
        with self._file.changing(Label(Deed.REMOVE_RULE)) as unit:
            rule = unit.rules.find(rule_id)
            if rule is None:
                raise UserError("That rule is not there any more.", "Look at the list again.")
            people = (rule.first_participant_id, rule.second_participant_id)
            unit.relabel(Label(Deed.REMOVE_RULE, people, (rule.kind.value,)))
            unit.rules.remove(rule_id)
            return unit.commit()


def add_rule(unit: UnitOfWork, rule: Rule) -> None:
    """Add a rule between two people, who have one at most, and name the action after it.

    To keep two people apart comes first: it replaces any other rule of theirs. Every other rule is refused
    with UserError while they have one, and so is a rule for one person with themselves.
    """
    if rule.first_participant_id == rule.second_participant_id:
        raise UserError("A rule needs two different people.", "Choose another person.")
    known = [each for each in unit.rules.all() if each.people == rule.people]
    standing = [each for each in known if each.holds_on(_today())]
    if standing and rule.kind is not RuleKind.NEVER_PAIR:
        raise UserError("These two people have a rule already.", "Remove that one first.")
    same = next((each for each in known if each.kind is rule.kind), None)
    renewed = same and replace(same, reason=rule.reason or same.reason, ends_on=rule.ends_on)
    unit.rules.save(renewed or rule)
    for each in known:
        if each is not same:
            unit.rules.remove(each.id)
    instead = [each.kind.value for each in standing if each.kind is not rule.kind][:1]
    people = (rule.first_participant_id, rule.second_participant_id)
    unit.relabel(Label(Deed.ADD_RULE, people, (rule.kind.value, *instead)))


def kept_apart(unit: UnitOfWork) -> frozenset[frozenset[ParticipantId]]:
    """Return the pairs of participants whom a rule keeps apart today."""
    rules = unit.rules.where(kind=RuleKind.NEVER_PAIR.value)
    return frozenset(rule.people for rule in rules if rule.holds_on(_today()))


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the coordinator's own day
