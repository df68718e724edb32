"""One reading or one user action on a scheme file: everything or nothing.

It rolls back unless it was committed, and writes the journal in the same transaction.
"""

from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from buddy_matcher.domain.answers import Answer
from buddy_matcher.domain.attachments import Attachment
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.choices import Offer
from buddy_matcher.domain.conflicts import Conflict
from buddy_matcher.domain.doubles import DoubledPairing, NoRoom, crowded, doubled, room_for
from buddy_matcher.domain.duplicates import TwoPeople
from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import (
    AccessNeedId,
    AgreementId,
    AnswerId,
    AttachmentId,
    BudgetId,
    ConflictId,
    DecidedAnswerId,
    EntryId,
    HeadingId,
    KeptAnswerId,
    LearningId,
    LetterId,
    LocalOrganisationId,
    OfferId,
    OrganisationId,
    PairingId,
    ParticipantId,
    ParticipationId,
    PaymentSummaryId,
    RateId,
    ReportIssueId,
    ReportTextId,
    RoundId,
    RuleId,
    ScenarioId,
    SentenceId,
    StrengthId,
    ThemeId,
    TwoPeopleId,
    UnknownValueId,
    WishId,
)
from buddy_matcher.domain.learning import Learning
from buddy_matcher.domain.letters import Letter
from buddy_matcher.domain.local_organisations import LocalOrganisation
from buddy_matcher.domain.money import Agreement, Budget, PaymentSummary, Rate
from buddy_matcher.domain.organisations import Organisation
from buddy_matcher.domain.pairings import Pairing, Proof
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import AccessNeed, Merged, Participant
from buddy_matcher.domain.report_issues import ReportIssue, ReportText
from buddy_matcher.domain.rounds import Round, Scheme
from buddy_matcher.domain.rules import DecidedAnswer, KeptAnswer, PossibleRule, Rule, UnknownValue
from buddy_matcher.domain.scenarios import Scenario
from buddy_matcher.domain.sentences import KeptSentence
from buddy_matcher.domain.sheet_reading import ColumnDecision
from buddy_matcher.domain.strengths import Strength, Theme
from buddy_matcher.storage import mapping
from buddy_matcher.storage.collection import Collection
from buddy_matcher.storage.journal import Journal, Recorder, RowChange, changes_of
from buddy_matcher.storage.kept import Kept
from buddy_matcher.storage.known_objects import KnownObjects, Sight
from buddy_matcher.storage.reading import names_of, select_of
from buddy_matcher.storage.rows import MetaRow, PairingMemberRow, PairingRow, Row, SchemeRow

_META = Row.metadata.tables[MetaRow.__tablename__]

_PAIRING_OF = {PairingRow.__tablename__: "id", PairingMemberRow.__tablename__: "pairing_id"}
"""The column that names the pairing, by the tables that say who is in one."""


class UnitOfWork:
    """The collections of a scheme file within one transaction.

    A unit without a label only reads. What is `known` spares making the same objects again.
    """

    def __init__(
        self, session: Session, label: Label | None = None, known: KnownObjects | None = None
    ) -> None:
        self._session = session
        self._label = label
        self._sight = sight = Sight(known or KnownObjects(), lambda: self.save_counter)
        self._recorder = Recorder(sight.touched)
        self._recorder.listen_to(session)
        self.strengths = Collection[Strength, StrengthId](session, mapping.STRENGTHS, sight)
        self.themes = Collection[Theme, ThemeId](session, mapping.THEMES, sight)
        self.organisations = Collection[Organisation, OrganisationId](session, mapping.ORGANISATIONS, sight)
        self.local_organisations = Collection[LocalOrganisation, LocalOrganisationId](
            session, mapping.LOCAL_ORGANISATIONS, sight
        )
        self.people = Collection[Participant, ParticipantId](session, mapping.PEOPLE, sight)
        self.merged = Collection[Merged, ParticipantId](session, mapping.MERGED, sight)
        self.two_people = Collection[TwoPeople, TwoPeopleId](session, mapping.TWO_PEOPLE, sight)
        self.access_needs = Collection[AccessNeed, AccessNeedId](session, mapping.ACCESS_NEEDS, sight)
        self.rounds = Collection[Round, RoundId](session, mapping.ROUNDS, sight)
        self.participations = Collection[Participation, ParticipationId](
            session, mapping.PARTICIPATIONS, sight
        )
        self.rules = Collection[Rule, RuleId](session, mapping.RULES, sight)
        self.conflicts = Collection[Conflict, ConflictId](session, mapping.CONFLICTS, sight)
        self.possible_rules = Collection[PossibleRule, WishId](session, mapping.POSSIBLE_RULES, sight)
        self.unknown_values = Collection[UnknownValue, UnknownValueId](session, mapping.UNKNOWN_VALUES, sight)
        self.kept_answers = Collection[KeptAnswer, KeptAnswerId](session, mapping.KEPT_ANSWERS, sight)
        self.decided_answers = Collection[DecidedAnswer, DecidedAnswerId](
            session, mapping.DECIDED_ANSWERS, sight
        )
        self.headings = Collection[ColumnDecision, HeadingId](session, mapping.HEADINGS, sight)
        self._open_what_follows(session, sight)

    def _open_what_follows(self, session: Session, sight: Sight) -> None:
        """Open the collections of plans, letters and what comes after them."""
        self.pairings = Collection[Pairing, PairingId](session, mapping.PAIRINGS, sight)
        self.scenarios = Collection[Scenario, ScenarioId](session, mapping.SCENARIOS, sight)
        self.offers = Collection[Offer, OfferId](session, mapping.OFFERS, sight)
        self.entries = Collection[Entry, EntryId](session, mapping.ENTRIES, sight)
        self.answers = Collection[Answer, AnswerId](session, mapping.ANSWERS, sight)
        self.learning = Collection[Learning, LearningId](session, mapping.LEARNING, sight)
        self.rates = Collection[Rate, RateId](session, mapping.RATES, sight)
        self.agreements = Collection[Agreement, AgreementId](session, mapping.AGREEMENTS, sight)
        self.budgets = Collection[Budget, BudgetId](session, mapping.BUDGETS, sight)
        self.payment_summaries = Collection[PaymentSummary, PaymentSummaryId](
            session, mapping.PAYMENT_SUMMARIES, sight
        )
        self.report_issues = Collection[ReportIssue, ReportIssueId](session, mapping.REPORT_ISSUES, sight)
        self.report_texts = Collection[ReportText, ReportTextId](session, mapping.REPORT_TEXTS, sight)
        self.proofs = Collection[Proof, RoundId](session, mapping.PROOFS, sight)
        self.letters = Collection[Letter, LetterId](session, mapping.LETTERS, sight)
        self.attachments = Collection[Attachment, AttachmentId](session, mapping.ATTACHMENTS, sight)
        self.sentences = Collection[KeptSentence, SentenceId](session, mapping.SENTENCES, sight)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._session.rollback()
        self._session.close()

    @property
    def scheme(self) -> Scheme:
        """The scheme of this file."""
        self._session.flush()
        values = self._session.connection().execute(select_of(SchemeRow)).one()
        return mapping.SCHEME.decode(dict(zip(names_of(SchemeRow), values, strict=True)), {})

    def save_scheme(self, scheme: Scheme) -> None:
        """Replace the scheme's name and coordinator."""
        row = self._session.get_one(SchemeRow, 1)
        for name, value in mapping.SCHEME.encode(scheme).items():
            setattr(row, name, value)

    @property
    def save_counter(self) -> int:
        """How often the file was changed; a job that takes long compares it before it stores its answer."""
        counter: int = self._session.connection().execute(select(_META.c.save_counter)).scalar_one()
        return counter

    @property
    def kept(self) -> Kept:
        """What was made of objects of this file."""
        return self._sight.known.kept

    @property
    def journal(self) -> Journal:
        """The recorded actions."""
        return Journal(self._session, self._sight.touched)

    def read_all(self) -> None:
        """Read every object and the history; raises DamagedFile when something makes no sense."""
        for _ in self.everything():
            pass
        self.journal.actions()

    def everything(self) -> Iterator[Any]:
        """Yield the scheme and every object of every collection."""
        yield self.scheme
        for collection in vars(self).values():
            if isinstance(collection, Collection):
                yield from collection.all()

    def relabel(self, label: Label) -> None:
        """Name the action anew, once what it makes has an id."""
        self._label = label

    def commit(self) -> Changes:
        """Write everything with its journal entry, or nothing if nothing changed; return what was touched.

        Raises DoubledPairing or NoRoom, and writes nothing, for a plan that no plan may be.
        """
        if self._label is None:
            raise RuntimeError("a unit that only reads can't be committed")
        self._session.flush()
        changes = self._recorder.changes()
        if not changes:
            return Changes()
        self._refuse_doubles(changes)
        self.journal.write(self._label, changes)
        self._count_and_commit()
        return changes_of(changes)

    def _refuse_doubles(self, changes: list[RowChange]) -> None:
        """Raise DoubledPairing or NoRoom when a pairing that was touched puts someone in too many."""
        # Someone who asks for fewer buddies is not stopped: that their pairings are too many is listed.
        touched = {row[_PAIRING_OF[c.table]] for c in changes if c.table in _PAIRING_OF and (row := c.after)}
        if not touched:
            return
        pairings = self.pairings.all()
        members = {m for p in pairings if p.id in touched and p.is_current for m in p.members}
        parts = {part.id: part for part in self.participations.all() if part.id in members}
        for two in doubled(p for p in pairings if members & set(p.members)):
            if two <= members:
                raise DoubledPairing([self._name(parts[each]) for each in two])
        room = {member: room_for(part.capacity) for member, part in parts.items()}
        for member, number in crowded(pairings, room).items():
            raise NoRoom(self._name(parts[member]), number, room[member])

    def _name(self, part: Participation) -> str:
        return self.people.get(part.participant_id).full_name

    def undo(self) -> Changes:
        """Take back the last action that can be and commit; nothing changes when there is none."""
        number = self.journal.last_done()
        return Changes() if number is None else self._committed(self.journal.undo(number))

    def undo_to(self, number: int) -> Changes:
        """Take back every action after one, latest first; it is up to the caller to commit the replay."""
        kinds = [self.journal.undo(later).kinds for later in self.journal.done_after(number)]
        return Changes(frozenset().union(*kinds))

    def commit_replay(self) -> None:
        """Write what was taken back; the journal knows it already."""
        self._count_and_commit()

    def redo(self) -> Changes:
        """Do the first undone action again and commit; nothing changes when there is none."""
        number = self.journal.first_undone()
        return Changes() if number is None else self._committed(self.journal.redo(number))

    def _committed(self, changes: Changes) -> Changes:
        self._count_and_commit()
        return changes

    def _count_and_commit(self) -> None:
        before = self._sight.counter
        self._session.connection().execute(update(_META).values(save_counter=before + 1))
        self._session.commit()
        self._sight.move_on()
