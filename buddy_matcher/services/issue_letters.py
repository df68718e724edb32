"""Makes the letters of a round: what each person is told, as pages, and the record of having made them.

A letter's text is composed anew from the scheme each time; the record keeps a digest of what it said, so
that a letter whose facts have changed shows as out of date.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from buddy_matcher.documents.email_drafts import SUFFIX as EMAIL_SUFFIX
from buddy_matcher.documents.email_drafts import can_be_addressed, email_draft
from buddy_matcher.documents.files import write_new_files, write_whole
from buddy_matcher.documents.letters import unprintable, write_letters
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.file_names import made_unique
from buddy_matcher.domain.history import Label
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
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.phrases import inside_sentence
from buddy_matcher.domain.refusals import ReadOnlyScheme
from buddy_matcher.domain.text import listed
from buddy_matcher.services.rounds.letter_texts import due_letters
from buddy_matcher.services.rounds.round_state import Member, RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile

EVERY_KIND = frozenset(LetterKind)


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
    def can_be_emailed(self) -> bool:
        """Whether they have an address that an e-mail can be sent to."""
        return can_be_addressed(self.member.participant.email)

    @property
    def lacking_language(self) -> str:
        """The language that they asked for and their letter is not in, or ""."""
        return lacking_language(self.member.participant.letters)


@dataclass(frozen=True, slots=True)
class IssuedBatch:
    """What was written, and who was left out because a printed letter can't serve them.

    `unaddressed` were left out of e-mails because they have no address that one can be sent to.
    """

    written: tuple[LetterView, ...]
    left_out: tuple[LetterView, ...]
    unaddressed: tuple[LetterView, ...]
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
        """Return the letter that each person of the round is due, in the order of their names."""
        with self._file.reading() as unit:
            state = read_round(unit)
        due = due_letters(state)
        missing = unprintable([text for _, text in due])
        return tuple(_view(state, *letter, lacks) for letter, lacks in zip(due, missing, strict=True))

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
        texts = [view.text for view in self._printable(self._chosen(participation_ids))]
        return write_letters(texts, envelope=envelope, both_sides=both_sides)

    def save_pdf(
        self,
        path: Path,
        participation_ids: Iterable[int] | None = None,
        *,
        kinds: frozenset[LetterKind] = EVERY_KIND,
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
        due = self._chosen(participation_ids, kinds)
        texts = [view.text for view in self._printable(due)]
        write_whole(path, write_letters(texts, envelope=envelope, both_sides=both_sides), suffix=".pdf")
        return self._issued(due, Issue.SAVED_AS_PDF)

    def save_each(
        self,
        folder: Path,
        participation_ids: Iterable[int] | None = None,
        *,
        kinds: frozenset[LetterKind] = EVERY_KIND,
        envelope: Envelope = Envelope.NO_WINDOW,
    ) -> IssuedBatch:
        """Write each letter as a PDF of its own into a folder, named after its reader; all of them or none.

        Records and leaves out as `save_pdf` does, and raises the same; also UserError when one of the
        files is there already, since nobody was asked whether it may be replaced.
        """
        self._check_can_record()
        due = self._chosen(participation_ids, kinds)
        texts = [view.text for view in self._printable(due)]
        names = made_unique(text.file_name() for text in texts)
        pages = (write_letters([text], envelope=envelope) for text in texts)
        write_new_files(folder, dict(zip(names, pages, strict=True)))
        return self._issued(due, Issue.SAVED_AS_PDF)

    def save_email_drafts(
        self,
        folder: Path,
        participation_ids: Iterable[int] | None = None,
        *,
        kinds: frozenset[LetterKind] = EVERY_KIND,
    ) -> IssuedBatch:
        """Write an unsent e-mail, with the letter as text and as PDF, for each who asked for e-mail.

        People whose address is missing or can't be one are left out, as are those who need another
        format. Records as `save_pdf` does, and raises as `save_each` does.
        """
        self._check_can_record()
        due = [v for v in self._chosen(participation_ids, kinds) if v.delivery is Delivery.EMAIL]
        if not due:
            raise UserError(
                "There are no e-mails to draft: nobody chosen is due a letter by e-mail.",
                "Choose people who asked for e-mail, or save PDFs.",
            )
        reachable = [view for view in self._printable(due) if view.can_be_emailed]
        if not reachable:
            raise UserError(
                "There are no e-mails to draft: nobody chosen has an e-mail address.",
                "Add their addresses on the People page.",
            )
        with self._file.reading() as unit:
            sender = unit.scheme.coordinator.email
        names = made_unique(view.text.file_name(EMAIL_SUFFIX) for view in reachable)
        drafts = (_email_draft(view, sender) for view in reachable)
        write_new_files(folder, dict(zip(names, drafts, strict=True)))
        return self._issued(due, Issue.EMAIL_DRAFTED)

    def record_printed(self, participation_ids: Iterable[int]) -> Changes:
        """Record letters as printed, once the coordinator has said that the pages came out; no drafts.

        Raises ReadOnlyScheme when the scheme is open to look at only.
        """
        return self._record(self._chosen(participation_ids), Issue.PRINTED)

    def _check_can_record(self) -> None:
        if self._file.is_read_only:
            raise ReadOnlyScheme

    def _chosen(
        self, participation_ids: Iterable[int] | None, kinds: frozenset[LetterKind] = EVERY_KIND
    ) -> list[LetterView]:
        wanted = None if participation_ids is None else set(participation_ids)
        return [
            view
            for view in self.letters()
            if view.text.kind in kinds and (wanted is None or view.member.id in wanted)
        ]

    def _printable(self, views: Sequence[LetterView]) -> list[LetterView]:
        """Return those of the letters that a print can serve; raises UserError when there are none."""
        printable = [view for view in views if not view.needs_arranging]
        if not printable and views:
            who = listed([f"{view.member.name} ({view.wanted_format})" for view in views])
            raise UserError(
                f"There are no letters to make: everyone chosen needs another format, {who}.",
                "Arrange those letters by hand.",
            )
        if not printable and not self.letters():
            raise UserError(
                "There is no plan yet, so there are no letters to make.", "Suggest pairings first."
            )
        if not printable:
            raise UserError(
                "There are no letters to make: nobody chosen is due one.",
                "Choose people who have a buddy, or who wait for one.",
            )
        return printable

    def _issued(self, due: Sequence[LetterView], how: Issue) -> IssuedBatch:
        printable = [view for view in due if not view.needs_arranging]
        by_email = how is Issue.EMAIL_DRAFTED
        written = tuple(view for view in printable if view.can_be_emailed or not by_email)
        return IssuedBatch(
            written=written,
            left_out=tuple(view for view in due if view.needs_arranging),
            unaddressed=tuple(view for view in printable if view not in written),
            changes=self._record(written, how),
        )

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


def _email_draft(view: LetterView, sender: str) -> bytes:
    pdf = write_letters([view.text])
    return email_draft(view.text, to=view.member.participant.email, sender=sender, pdf=pdf)


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
