"""Makes the letters of a round: what each person is told, as pages, and the record of having made them.

A letter's text is composed anew from the scheme each time; the record keeps a digest of what it said, so
that a letter whose facts have changed shows as out of date.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from buddy_matcher.documents.files import write_whole
from buddy_matcher.documents.letters import unprintable, write_letters
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.letter_facts import (
    Buddy,
    ContactSide,
    Introduction,
    LetterFacts,
    Recipient,
    first_contact,
    names_to_call,
)
from buddy_matcher.domain.letter_wording import compose_letter
from buddy_matcher.domain.letters import (
    Envelope,
    Issue,
    Letter,
    LetterKind,
    LetterState,
    LetterText,
    lacking_language,
    letter_state,
    odd_greeting,
)
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import HAS_LEFT
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.phrases import inside_sentence
from buddy_matcher.domain.reasons import letter_reasons
from buddy_matcher.domain.refusals import ReadOnlyScheme
from buddy_matcher.domain.text import listed
from buddy_matcher.services.round_state import Member, RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class LetterView:
    """The letter that someone is due: its text, where it stands and how they want it.

    `unprintable` are the pieces of words in it that no font has; none for someone who gets no print.
    """

    member: Member
    text: LetterText
    state: LetterState
    oddity: str
    unprintable: tuple[str, ...]

    @property
    def needs_arranging(self) -> bool:
        """Whether a printed letter can't serve them."""
        return bool(self.wanted_format)

    @property
    def wanted_format(self) -> str:
        """The format that they need instead of print, as it reads inside a sentence, or ""."""
        wanted = self.member.participant.letters.other_format
        return inside_sentence(wanted.label) if wanted else ""

    @property
    def delivery(self) -> Delivery:
        """The way that the letter goes."""
        return self.member.participant.letters.delivery

    @property
    def goes_on_paper(self) -> bool:
        """Whether it is to be printed: not for someone who asked for e-mail or needs another format."""
        return self.delivery is not Delivery.EMAIL and not self.needs_arranging

    @property
    def lacking_language(self) -> str:
        """The language that they asked for and their letter is not in, or ""."""
        return lacking_language(self.member.participant.letters)


@dataclass(frozen=True, slots=True)
class IssuedBatch:
    """What was written, and who was left out because a printed letter can't serve them."""

    written: tuple[LetterView, ...]
    left_out: tuple[LetterView, ...]
    changes: Changes

    @property
    def letters(self) -> int:
        """How many letters were written."""
        return len(self.written)

    def count(self, kind: LetterKind) -> int:
        """Return how many letters of a kind were written."""
        return sum(view.text.kind is kind for view in self.written)

    @property
    def needs_arranging(self) -> int:
        """How many people were left out."""
        return len(self.left_out)

    @property
    def is_draft(self) -> bool:
        """Whether any of the letters is a draft."""
        return any(view.text.is_draft for view in self.written)

    @property
    def incomplete(self) -> tuple[LetterView, ...]:
        """The letters that lack characters, because no font has them."""
        return tuple(view for view in self.written if view.unprintable)

    @property
    def in_another_language(self) -> tuple[LetterView, ...]:
        """The letters that are not in the language their reader asked for."""
        return tuple(view for view in self.written if view.lacking_language)


class IssueLetters:
    """The letters of the latest round."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def letters(self) -> tuple[LetterView, ...]:
        """Return the letters that people of the round are due, in the order of their names.

        Whoever has a buddy is introduced; who could have had one is told that they wait. Without any
        pairing nobody is due a letter: there is no plan that could have found nobody for them.
        """
        with self._file.reading() as unit:
            state = read_round(unit)
        members = [member for member in state.members.values() if _is_due_one(state, member)]
        members.sort(key=lambda member: member.participant.sort_name)
        texts = [compose_letter(_facts(state, member)) for member in members]
        return tuple(map(partial(_view, state), members, texts, unprintable(texts)))

    def pages(
        self,
        participation_ids: Iterable[int],
        *,
        envelope: Envelope = Envelope.NO_WINDOW,
        both_sides: bool = False,
    ) -> bytes:
        """Return the PDF of some people's letters, in the order of their names, recording nothing.

        Raises UserError when none of them can have a printed letter.
        """
        return self._pages(self._chosen(participation_ids), envelope, both_sides=both_sides)

    def save_pdf(
        self,
        path: Path,
        participation_ids: Iterable[int] | None = None,
        *,
        kinds: frozenset[LetterKind] = frozenset(LetterKind),
        envelope: Envelope = Envelope.NO_WINDOW,
        both_sides: bool = False,
    ) -> IssuedBatch:
        """Write letters as one PDF and record those that are no drafts; by default every letter of the plan.

        Those who need another format are left out. Raises UserError when there is nothing to
        write, EnvironmentProblem when the file can't be written; then nothing is recorded. Raises
        ReadOnlyScheme, and writes nothing, when the scheme is open to look at only: a letter that is not
        recorded would never be told to be out of date.
        """
        self._check_can_record()
        due = [view for view in self._chosen(participation_ids) if view.text.kind in kinds]
        printable = tuple(view for view in due if not view.needs_arranging)
        write_whole(path, self._pages(due, envelope, both_sides=both_sides), suffix=".pdf")
        return IssuedBatch(
            written=printable,
            left_out=tuple(view for view in due if view.needs_arranging),
            changes=self._record(printable, Issue.SAVED_AS_PDF),
        )

    def record_printed(self, participation_ids: Iterable[int]) -> Changes:
        """Record letters as printed, once the coordinator has said that the pages came out; no drafts.

        Raises ReadOnlyScheme when the scheme is open to look at only.
        """
        return self._record(self._chosen(participation_ids), Issue.PRINTED)

    def _check_can_record(self) -> None:
        if self._file.is_read_only:
            raise ReadOnlyScheme

    def _chosen(self, participation_ids: Iterable[int] | None) -> list[LetterView]:
        wanted = None if participation_ids is None else set(participation_ids)
        return [view for view in self.letters() if wanted is None or view.member.id in wanted]

    def _pages(self, views: list[LetterView], envelope: Envelope, *, both_sides: bool) -> bytes:
        texts = [view.text for view in views if not view.needs_arranging]
        if not texts and views:
            who = listed([f"{view.member.name} ({view.wanted_format})" for view in views])
            raise UserError(
                f"There are no letters to make: everyone chosen needs another format, {who}.",
                "Arrange those letters by hand.",
            )
        if not texts and not self.letters():
            raise UserError(
                "There is no plan yet, so there are no letters to make.", "Suggest pairings first."
            )
        if not texts:
            raise UserError(
                "There are no letters to make: nobody chosen is due one.",
                "Choose people who have a buddy, or who wait for one.",
            )
        return write_letters(texts, envelope=envelope, both_sides=both_sides)

    def _record(self, issued: Iterable[LetterView], how: Issue) -> Changes:
        # A draft was never sent: the letter after agreeing must not count as printed already.
        views = [view for view in issued if not view.text.is_draft]
        verb = "Print" if how is Issue.PRINTED else "Save"
        people = tuple(view.member.participant.id for view in views)
        one = Label(f"{verb} the letter to {{0}}", people)
        many = Label(f"{verb} {len(views)} letters")
        with self._file.changing(one if len(views) == 1 else many) as unit:
            unit.letters.save_all(
                Letter(
                    round_id=view.member.participation.round_id,
                    participation_id=view.member.id,
                    kind=view.text.kind,
                    digest=view.text.digest,
                    made_at=datetime.now(UTC),
                    how=how,
                )
                for view in views
            )
            return unit.commit()


def _is_due_one(state: RoundState, member: Member) -> bool:
    part = member.participation
    if state.pairings_of[member.id]:
        return part.status not in HAS_LEFT
    return bool(state.current) and part.is_in_pool and bool(part.capacity)


def _view(state: RoundState, member: Member, text: LetterText, missing: tuple[str, ...]) -> LetterView:
    records = [letter for letter in state.letters if letter.participation_id == member.id]
    preferences = member.participant.letters
    return LetterView(
        member,
        text,
        letter_state(records, text.digest, preferences),
        odd_greeting(member.participant.greeting_name),
        () if preferences.other_format else missing,
    )


def _facts(state: RoundState, member: Member) -> LetterFacts:
    participant = member.participant
    pairings = state.pairings_of[member.id]
    together = {m for pairing in pairings for m in pairing.members}
    called = names_to_call({m: state.members[m].participant for m in together})
    by_post = participant.letters.delivery is Delivery.POST
    starts_on = state.round.starts_on
    within = state.round.first_contact_within_days
    return LetterFacts(
        recipient=Recipient(
            id=member.id,
            given=participant.given,
            family=participant.family,
            greeting_name=participant.greeting_name,
            job_title=participant.job_title,
            organisation=member.organisation.name,
            address=participant.address if by_post else (),
            letters=participant.letters,
        ),
        introductions=tuple(_introduction(state, member, pairing, called) for pairing in pairings),
        scheme_name=state.scheme.name,
        coordinator=state.scheme.coordinator,
        dated=date.today(),  # noqa: DTZ011 - the coordinator's own day
        contact_by=starts_on + timedelta(days=within) if starts_on else None,
        contact_within_days=within,
        # That somebody waits depends on every pairing.
        is_draft=any(p.state is PairingState.DRAFT for p in pairings or state.current),
    )


def _introduction(
    state: RoundState, member: Member, pairing: Pairing, called: Mapping[int, str]
) -> Introduction:
    return Introduction(
        buddies=tuple(
            _buddy(state, member, state.members[buddy], called[buddy])
            for buddy in pairing.partners_of(member.id)
        ),
        first_contact=first_contact(
            [_contact_side(state.members[m]) for m in pairing.members], pairing.first_contact
        ),
    )


def _contact_side(member: Member) -> ContactSide:
    has_details = bool(member.participant.email or member.participant.phone)
    return ContactSide(
        id=member.id,
        sector=member.sector,
        can_be_contacted=member.participation.share_contact and has_details,
    )


def _buddy(state: RoundState, recipient: Member, buddy: Member, called: str) -> Buddy:
    answers = buddy.participation
    agreed = answers.share_contact
    return Buddy(
        id=buddy.id,
        called=called,
        full_name=buddy.name,
        job_title=buddy.participant.job_title,
        organisation=buddy.organisation.name,
        sector=buddy.sector,
        reasons=letter_reasons(
            state.candidates[recipient.id],
            state.candidates[buddy.id],
            buddy_name=called,
            wording=state.wording,
            shares_themes=answers.share_themes and recipient.participation.share_themes,
        ),
        introduction=answers.introduction,
        email=buddy.participant.email if agreed else "",
        phone=buddy.participant.phone if agreed else "",
        if_only_they_knew=answers.if_only_they_knew if answers.share_themes else "",
    )
