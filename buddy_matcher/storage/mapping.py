"""Which domain class stands in which tables, and how an object becomes rows and rows an object.

An object has one main row, whose columns have the names of its fields, and child rows for the fields
that refer to other tables. Nothing here talks to the database.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cached_property
from typing import Any, get_args, get_origin

from buddy_matcher.domain.answers import Answer
from buddy_matcher.domain.attachments import Attachment
from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.choices import Offer
from buddy_matcher.domain.conflicts import Conflict
from buddy_matcher.domain.duplicates import TwoPeople
from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.learning import Learning
from buddy_matcher.domain.letters import Letter
from buddy_matcher.domain.local_organisations import LocalOrganisation
from buddy_matcher.domain.money import Agreement, Budget, PaymentSummary, Rate
from buddy_matcher.domain.organisations import Organisation
from buddy_matcher.domain.pairings import Pairing, Proof
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import AccessNeed, Merged, Participant
from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.domain.report_issues import ReportIssue, ReportText
from buddy_matcher.domain.rounds import Round, Scheme
from buddy_matcher.domain.rules import DecidedAnswer, KeptAnswer, PossibleRule, Rule, UnknownValue
from buddy_matcher.domain.scenarios import Scenario
from buddy_matcher.domain.sentences import KeptSentence
from buddy_matcher.domain.sheet_reading import ColumnDecision
from buddy_matcher.domain.strengths import Strength, Theme
from buddy_matcher.storage import life_rows, organisation_rows, plan_rows, rows
from buddy_matcher.storage.codec import Codec, column_codec, field_types

type Values = dict[str, Any]
"""Column values by attribute name."""

NONSENSE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What making an object of values raises when there is no such object."""

_CAPITAL = re.compile("([A-Z])")
_MOST_SHOWN = 60


@dataclass(frozen=True)
class Children:
    """A field that is kept as child rows: records, or ids of another table, in order or as a set.

    `owner` is the child's column that names its object, `item` the one that holds an id; it is empty
    where each item is a record with a column a field.
    """

    field: str
    row: type[rows.Row]
    owner: str
    item: str = ""

    @cached_property
    def is_ordered(self) -> bool:
        """Whether a column `position` keeps the order."""
        return "position" in self.row.__mapper__.columns

    def encode(self, owner_id: int, values: Iterable[Any], item_type: Any) -> list[Values]:
        """Return the column values of the child rows of one object."""
        encoded = [self._encode_item(value, item_type) for value in values]
        if self.is_ordered:
            encoded = [{**values, "position": position} for position, values in enumerate(encoded)]
        return [{**values, self.owner: owner_id} for values in encoded]

    def _encode_item(self, value: Any, item_type: Any) -> Values:
        if self.item:
            return {self.item: value}
        return {name: codec.encode(getattr(value, name)) for name, codec in _codecs(item_type).items()}

    def decode(self, found: Iterable[Mapping[Any, Any]], item_type: Any) -> list[Any]:
        """Return the items of one object's child rows, given in order."""
        if self.item:
            return [row[self.item] for row in found]
        decoders = [(name, codec.decode) for name, codec in _codecs(item_type).items()]
        return [item_type(**{name: decode(row[name]) for name, decode in decoders}) for row in found]


_CODECS: dict[type[Any], dict[str, Codec]] = {}


def _codecs(record: type[Any]) -> dict[str, Codec]:
    if record not in _CODECS:
        _CODECS[record] = {name: column_codec(hint) for name, hint in field_types(record).items()}
    return _CODECS[record]


@dataclass(frozen=True)
class TableMapping[D]:
    """How one domain class is stored; `kind` is what a page is told when it changes."""

    domain: type[D]
    row: type[rows.Row]
    kind: Kind
    children: tuple[Children, ...] = ()
    key: str = "id"

    @cached_property
    def tables(self) -> frozenset[str]:
        """The names of the tables that an object's rows stand in."""
        return frozenset({self.row.__tablename__, *(child.row.__tablename__ for child in self.children)})

    @cached_property
    def _types(self) -> dict[str, Any]:
        return field_types(self.domain)

    @cached_property
    def _columns(self) -> dict[str, Codec]:
        in_children = {child.field for child in self.children}
        return {name: column_codec(hint) for name, hint in self._types.items() if name not in in_children}

    def encode(self, item: D) -> Values:
        """Return the column values of an object's main row."""
        return {name: codec.encode(getattr(item, name)) for name, codec in self._columns.items()}

    def encode_children(self, child: Children, owner_id: int, item: D) -> list[Values]:
        """Return the column values of an object's child rows in one table."""
        return child.encode(owner_id, getattr(item, child.field), self._item_type(child))

    def decode(self, row: Mapping[Any, Any], found: dict[str, list[Mapping[Any, Any]]]) -> D:
        """Return the object of a main row and of its child rows by field.

        Raises DamagedFile when there is no such object: another program wrote the row, or a disk.
        """
        try:
            return self._decoded(row, found)
        except NONSENSE as error:
            raise DamagedFile("The file", self._nonsense_in_words(row)) from error

    def _nonsense_in_words(self, row: Mapping[Any, Any]) -> str:
        """Return which object makes no sense, and which of its values where it is a single one."""
        thing = _CAPITAL.sub(r" \1", self.domain.__name__).strip().casefold()
        article = "an" if thing[0] in "aeiou" else "a"
        wrong = next(self._nonsense_of(row), None)
        value = f": “{str(row[wrong])[:_MOST_SHOWN]}” is no {wrong.replace('_', ' ')}" if wrong else ""
        return f"holds {article} {thing} (number {row[self.key]}) that makes no sense{value}"

    def has_sense(self, row: Mapping[Any, Any]) -> bool:
        """Return whether each value of a main row is one that its field can have; raises KeyError."""
        return not any(self._nonsense_of(row))

    def _nonsense_of(self, row: Mapping[Any, Any]) -> Iterator[str]:
        for name, codec in self._columns.items():
            value = row[name]
            try:
                codec.decode(value)
            except NONSENSE:
                yield name

    def _decoded(self, row: Mapping[Any, Any], found: dict[str, list[Mapping[Any, Any]]]) -> D:
        values = {name: codec.decode(row[name]) for name, codec in self._columns.items()}
        for child in self.children:
            items = child.decode(found.get(child.field, []), self._item_type(child))
            values[child.field] = get_origin(self._types[child.field])(items)
        return self.domain(**values)

    def _item_type(self, child: Children) -> Any:
        item_type = get_args(self._types[child.field])[0]
        return item_type if is_dataclass(item_type) else int


SCHEME = TableMapping(Scheme, rows.SchemeRow, Kind.SCHEME)
STRENGTHS = TableMapping(Strength, rows.StrengthRow, Kind.STRENGTHS)
THEMES = TableMapping(Theme, rows.ThemeRow, Kind.STRENGTHS)
ORGANISATIONS = TableMapping(
    Organisation,
    organisation_rows.OrganisationRow,
    Kind.ORGANISATIONS,
    (
        Children("identifiers", organisation_rows.OrganisationIdentifierRow, "organisation_id"),
        Children("rooms", organisation_rows.RoomRow, "organisation_id"),
        Children("became", organisation_rows.BecameRow, "organisation_id"),
    ),
)
LOCAL_ORGANISATIONS = TableMapping(
    LocalOrganisation,
    organisation_rows.LocalOrganisationRow,
    Kind.ORGANISATIONS,
    (
        Children(
            "theme_ids", organisation_rows.LocalOrganisationThemeRow, "local_organisation_id", "theme_id"
        ),
        Children("invitations", organisation_rows.LocalInvitationRow, "local_organisation_id"),
    ),
)
PEOPLE = TableMapping(Participant, rows.ParticipantRow, Kind.PEOPLE)
MERGED = TableMapping(Merged, rows.MergedRow, Kind.PEOPLE, key="old_id")
TWO_PEOPLE = TableMapping(TwoPeople, rows.TwoPeopleRow, Kind.PEOPLE)
ACCESS_NEEDS = TableMapping(AccessNeed, rows.AccessNeedRow, Kind.PEOPLE)
ROUNDS = TableMapping(Round, rows.RoundRow, Kind.ROUNDS)
PARTICIPATIONS = TableMapping(
    Participation,
    rows.ParticipationRow,
    Kind.PEOPLE,
    (
        Children("strengths", rows.ParticipationStrengthRow, "participation_id"),
        Children("theme_ids", rows.ParticipationThemeRow, "participation_id", "theme_id"),
        Children("statements", life_rows.IfOnlyRow, "participation_id"),
    ),
)
RULES = TableMapping(Rule, rows.RuleRow, Kind.RULES)
CONFLICTS = TableMapping(
    Conflict,
    organisation_rows.ConflictRow,
    Kind.RULES,
    (Children("parties", organisation_rows.ConflictSideRow, "conflict_id"),),
)
POSSIBLE_RULES = TableMapping(
    PossibleRule,
    rows.PossibleRuleRow,
    Kind.RULES,
    (Children("likely_ids", rows.PossibleRulePersonRow, "possible_rule_id", "participant_id"),),
)
UNKNOWN_VALUES = TableMapping(UnknownValue, rows.UnknownValueRow, Kind.PEOPLE)
KEPT_ANSWERS = TableMapping(KeptAnswer, rows.KeptAnswerRow, Kind.PEOPLE)
DECIDED_ANSWERS = TableMapping(DecidedAnswer, rows.DecidedAnswerRow, Kind.STRENGTHS)
HEADINGS = TableMapping(ColumnDecision, rows.HeadingRow, Kind.STRENGTHS)
PAIRINGS = TableMapping(
    Pairing,
    rows.PairingRow,
    Kind.PAIRINGS,
    (Children("memberships", rows.PairingMemberRow, "pairing_id"),),
)
SCENARIOS = TableMapping(
    Scenario,
    plan_rows.ScenarioRow,
    Kind.PAIRINGS,
    (Children("placed", plan_rows.PlacedRow, "scenario_id"),),
)
OFFERS = TableMapping(
    Offer,
    plan_rows.OfferRow,
    Kind.PAIRINGS,
    (Children("introduced", plan_rows.IntroducedRow, "offer_id"),),
)
ENTRIES = TableMapping(
    Entry,
    life_rows.EntryRow,
    Kind.ENTRIES,
    (Children("shares", life_rows.EntryShareRow, "entry_id"),),
)
ANSWERS = TableMapping(Answer, life_rows.AnswerRow, Kind.ENTRIES)
LEARNING = TableMapping(Learning, life_rows.LearningRow, Kind.ENTRIES)
RATES = TableMapping(Rate, life_rows.RateRow, Kind.MONEY)
AGREEMENTS = TableMapping(Agreement, life_rows.AgreementRow, Kind.MONEY)
BUDGETS = TableMapping(Budget, life_rows.BudgetRow, Kind.MONEY)
PAYMENT_SUMMARIES = TableMapping(
    PaymentSummary,
    life_rows.PaymentSummaryRow,
    Kind.MONEY,
    (Children("lines", life_rows.PaymentLineRow, "summary_id"),),
)
REPORT_ISSUES = TableMapping(ReportIssue, life_rows.ReportIssueRow, Kind.REPORTS)
REPORT_TEXTS = TableMapping(ReportText, life_rows.ReportTextRow, Kind.REPORTS)
PROOFS = TableMapping(Proof, rows.ProofRow, Kind.PAIRINGS, key="round_id")
LETTERS = TableMapping(Letter, rows.LetterRow, Kind.LETTERS)
SENTENCES = TableMapping(KeptSentence, rows.SentenceRow, Kind.LETTERS)
ATTACHMENTS = TableMapping(Attachment, rows.AttachmentRow, Kind.LETTERS)

MAPPINGS: tuple[TableMapping[Any], ...] = (
    SCHEME,
    STRENGTHS,
    THEMES,
    ORGANISATIONS,
    LOCAL_ORGANISATIONS,
    PEOPLE,
    MERGED,
    TWO_PEOPLE,
    ACCESS_NEEDS,
    ROUNDS,
    PARTICIPATIONS,
    RULES,
    CONFLICTS,
    POSSIBLE_RULES,
    UNKNOWN_VALUES,
    KEPT_ANSWERS,
    DECIDED_ANSWERS,
    HEADINGS,
    PAIRINGS,
    SCENARIOS,
    OFFERS,
    ENTRIES,
    ANSWERS,
    LEARNING,
    RATES,
    AGREEMENTS,
    BUDGETS,
    PAYMENT_SUMMARIES,
    REPORT_ISSUES,
    REPORT_TEXTS,
    PROOFS,
    LETTERS,
    SENTENCES,
    ATTACHMENTS,
)

KIND_OF_TABLE: dict[str, Kind] = {
    row.__tablename__: mapping.kind
    for mapping in MAPPINGS
    for row in (mapping.row, *(child.row for child in mapping.children))
}
"""The kind of thing that each table of a scheme belongs to."""
