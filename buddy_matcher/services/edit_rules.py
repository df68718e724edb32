"""Keeps the rules between people: never pair, must pair, prefer, avoid."""

from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.rules import Rule, RuleKind
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule with the names of its two people."""

    rule: Rule
    first: str
    second: str


class EditRules:
    """The rules between people of the scheme; they hold in every round until they end."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def rules(self) -> tuple[RuleView, ...]:
        """Return every rule, in the order in which they were made."""
        with self._file.reading() as unit:
            names = {person.id: person.full_name for person in unit.people.all()}
            return tuple(RuleView(r, names[r.first_id], names[r.second_id]) for r in unit.rules.all())

    def add(
        self, kind: RuleKind, first_id: int, second_id: int, *, reason: str = "", ends_on: date | None = None
    ) -> Changes:
        """Add a rule between two participants.

        Raises UserError for one person with themselves, or where the two have a rule already.
        """
        if first_id == second_id:
            raise UserError("A rule needs two different people.", "Choose another person.")
        label = Label(f"{kind.label} {{0}} with {{1}}", (first_id, second_id))
        rule = Rule(kind=kind, first_id=first_id, second_id=second_id, reason=reason, ends_on=ends_on)
        with self._file.changing(label) as unit:
            if any(known.people == rule.people for known in unit.rules.all()):
                raise UserError("These two people have a rule already.", "Remove that one first.")
            unit.rules.save(rule)
            return unit.commit()

    def remove(self, rule_id: int) -> Changes:
        """Remove a rule; raises UserError when it is gone already."""
        with self._file.changing(Label("Remove a rule")) as unit:
            rule = unit.rules.find(rule_id)
            if rule is None:
                raise UserError("That rule is not there any more.", "Look at the list again.")
            unit.relabel(
                Label(
                    f"Remove the rule “{rule.kind.label}” of {{0}} and {{1}}", (rule.first_id, rule.second_id)
                )
            )
            unit.rules.remove(rule_id)
            return unit.commit()
