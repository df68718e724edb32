"""Makes the letters of a round: what each person is told, as pages, and the record of having made them.

A letter's text is composed anew from the scheme each time; the record keeps a digest of each fact that it
stated, so that a letter whose facts have changed shows as out of date.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from buddy_matcher.documents.email_drafts import SUFFIX as EMAIL_SUFFIX
from buddy_matcher.documents.email_drafts import email_draft, in_plain_text
from buddy_matcher.documents.files import write_new_files, write_whole
from buddy_matcher.documents.letters import page_count, write_letters
from buddy_matcher.documents.logos import Picture, picture_of
from buddy_matcher.domain.attachments import Attachment, Purpose, attached
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.doubles import doubled
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.file_names import made_unique
from buddy_matcher.domain.history import label_of
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Envelope, Issue, LetterText
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.refusals import ReadOnlyScheme
from buddy_matcher.domain.rounds import Coordinator
from buddy_matcher.domain.text import listed
from buddy_matcher.services.rounds.hard_cases import HardCase, hard_cases
from buddy_matcher.services.rounds.letter_texts import ALL_KINDS, WithoutLetter, without_letter
from buddy_matcher.services.rounds.letters_to_mend import ToMend, letters_to_mend
from buddy_matcher.services.rounds.round_days import check_days_of_any
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import RoundState
from buddy_matcher.services.rounds.shown_letters import (
    IssuedBatch,
    ShownLetter,
    ToDo,
    sheets_of,
    shown_letters,
    thanks_owed,
)
from buddy_matcher.storage.scheme_file import SchemeFile

EVERY_KIND = frozenset(LetterKind)


@dataclass(frozen=True, slots=True)
class GoneLetters:
    """Letters that were recorded as gone."""

    letters: tuple[ShownLetter, ...]
    changes: Changes


_DEEDS = {
    Issue.PRINTED: Deed.PRINT_LETTERS,
    Issue.POSTED: Deed.POST_LETTERS,
    Issue.EMAILED: Deed.EMAIL_LETTERS,
    Issue.GIVEN: Deed.GIVE_LETTERS,
    Issue.ARRANGED: Deed.ARRANGE_LETTERS,
}
_NOON = time(12)  # no time zone makes another day of it


class IssueLetters:
    """The letters of the latest round."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds

    def letters(
        self, dated: date | None = None, kinds: frozenset[LetterKind] = EVERY_KIND
    ) -> tuple[ShownLetter, ...]:
        """Return the letter that each person of the round is due, in the order of their names.

        They bear the date `dated`, for example the day of posting; by default today's. While a new round has
        no plan, thanks for the one before that did not go come first.
        """
        asked, day = ALL_KINDS if kinds == EVERY_KIND else kinds, dated or _today()
        before = self._rounds.owing_thanks()
        owed = before.derived(thanks_owed, day) if before else ()
        return (*owed, *self._rounds.shown().derived(shown_letters, day, asked))

    def coordinator(self) -> Coordinator:
        """Return whom the letters name as the one to ask."""
        return self._rounds.shown().scheme.coordinator

    def to_mend(self, dated: date | None = None) -> tuple[ToMend, ...]:
        """Return what looks odd in the letters that are still to go, to mend before they do."""
        return self._rounds.shown().derived(_to_mend, dated or _today())

    def hard_cases(self, dated: date | None = None) -> tuple[HardCase, ...]:
        """Return the letters to look at first, each with what makes it hard."""
        return hard_cases(self._rounds.shown(), self.letters(dated))

    def without_letter(self) -> tuple[WithoutLetter, ...]:
        """Return those of the round who have not left it and are due no letter, and why."""
        return tuple(without_letter(self._rounds.shown(), _today()))

    def pages(
        self,
        participation_ids: Iterable[ParticipationId],
        *,
        envelope: Envelope = Envelope.NO_WINDOW,
        both_sides: bool = False,
        dated: date | None = None,
    ) -> bytes:
        """Return the PDF of some people's letters, in the order of their names, recording nothing.

        Raises UserError when none of them can have a printed letter.
        """
        texts = [letter.text for letter in self._printable(self._chosen(participation_ids, dated=dated))]
        return write_letters(texts, envelope=envelope, both_sides=both_sides, logo=self._picture)

    def save_pdf(
        self,
        path: Path,
        participation_ids: Iterable[ParticipationId] | None = None,
        *,
        kinds: frozenset[LetterKind] = EVERY_KIND,
        envelope: Envelope = Envelope.NO_WINDOW,
        both_sides: bool = True,
        dated: date | None = None,
    ) -> IssuedBatch:
        """Write letters as one PDF and record those that are no drafts; by default every letter of the plan.

        With `both_sides` blank pages let each letter start on a new sheet: many printers turn pages unasked.
        Those who need another format are left out. Raises UserError when there is nothing to
        write, EnvironmentProblem when the file can't be written; then nothing is recorded. Raises
        ReadOnlyScheme, and writes nothing, when the scheme is open to look at only: a letter that is not
        recorded would never be told to be out of date.
        """
        self._check_can_record()
        due = self._chosen(participation_ids, kinds, dated)
        texts = [letter.text for letter in self._printable(due)]
        pdf = write_letters(texts, envelope=envelope, both_sides=both_sides, logo=self._picture)
        write_whole(path, pdf, suffix=".pdf")
        return self._issued(due, Issue.SAVED_AS_PDF, [pdf], one_sided=not both_sides)

    def save_each(
        self,
        folder: Path,
        participation_ids: Iterable[ParticipationId] | None = None,
        *,
        kinds: frozenset[LetterKind] = EVERY_KIND,
        envelope: Envelope = Envelope.NO_WINDOW,
        one_sided: bool = False,
        dated: date | None = None,
    ) -> IssuedBatch:
        """Write each letter as a PDF of its own into a folder, named after its reader; all of them or none.

        Records and leaves out as `save_pdf` does, and raises the same; also UserError when one of the
        files is there already, since nobody was asked whether it may be replaced.
        """
        self._check_can_record()
        due = self._chosen(participation_ids, kinds, dated)
        texts = [letter.text for letter in self._printable(due)]
        names = made_unique(text.file_name() for text in texts)
        pdfs = [write_letters([text], envelope=envelope, logo=self._picture) for text in texts]
        write_new_files(folder, dict(zip(names, pdfs, strict=True)))
        return self._issued(due, Issue.SAVED_AS_PDF, pdfs, one_sided=one_sided)

    def save_email_drafts(
        self,
        folder: Path,
        participation_ids: Iterable[ParticipationId] | None = None,
        *,
        kinds: frozenset[LetterKind] = EVERY_KIND,
        dated: date | None = None,
    ) -> IssuedBatch:
        """Write an unsent e-mail, with the letter as text and as PDF, for each who asked for e-mail.

        People whose address is missing or can't be one are left out, as are those who need another
        format. Records as `save_pdf` does, and raises as `save_each` does.
        """
        self._check_can_record()
        chosen = self._chosen(participation_ids, kinds, dated)
        due = [letter for letter in chosen if letter.delivery is Delivery.EMAIL]
        if not due:
            raise UserError(
                "There are no e-mails to draft: nobody chosen is due a letter by e-mail.",
                "Choose people who asked for e-mail, or save PDFs.",
            )
        reachable = [letter for letter in self._printable(due) if letter.can_be_emailed]
        if not reachable:
            raise UserError(
                "There are no e-mails to draft: nobody chosen has an e-mail address.",
                "Add their addresses on the People page.",
            )
        sender = self.coordinator().email
        names = made_unique(letter.text.file_name(EMAIL_SUFFIX) for letter in reachable)
        pdfs = [write_letters([letter.text], logo=self._picture) for letter in reachable]
        drafts = (_email_draft(*letter, sender) for letter in zip(reachable, pdfs, strict=True))
        write_new_files(folder, dict(zip(names, drafts, strict=True)))
        return self._issued(due, Issue.EMAIL_DRAFTED, pdfs)

    def save_word(
        self,
        path: Path,
        participation_ids: Iterable[ParticipationId] | None = None,
        *,
        kinds: frozenset[LetterKind] = EVERY_KIND,
        dated: date | None = None,
    ) -> IssuedBatch:
        """Write letters as one Word file, to go on writing in; records, leaves out and raises as `save_pdf`.

        How many pages it takes is for Word to say: `pages` and `sheets` are 0.
        """
        self._check_can_record()
        due = self._chosen(participation_ids, kinds, dated)
        write_whole(path, self._word(letter.text for letter in self._printable(due)), suffix=".docx")
        return self._issued(due, Issue.SAVED_AS_WORD)

    def save_texts(
        self,
        folder: Path,
        participation_ids: Iterable[ParticipationId] | None = None,
        *,
        kinds: frozenset[LetterKind] = EVERY_KIND,
        dated: date | None = None,
        for_word: bool = False,
    ) -> IssuedBatch:
        """Write the letter of each who needs another format, for whoever makes it: as text, or for Word.

        The letters count as arranged only when that is recorded. Raises UserError when nobody needs one, and
        as `save_each` does.
        """
        chosen = self._chosen(participation_ids, kinds, dated)
        due = [letter for letter in chosen if letter.needs_arranging]
        if not due:
            raise UserError(
                "There are no texts to write: nobody is due a letter in another format.",
                "Save PDFs, or choose other letters.",
            )
        names = made_unique(letter.text.file_name(".docx" if for_word else ".txt") for letter in due)
        texts = (
            self._word([letter.text]) if for_word else in_plain_text(letter.text).encode() for letter in due
        )
        write_new_files(folder, dict(zip(names, texts, strict=True)))
        return replace(self.nothing_written(), written=tuple(due), left_out=tuple(due))

    def in_words(self, participation_ids: Iterable[ParticipationId], dated: date | None = None) -> str:
        """Return letters as plain text, one below the other, recording nothing."""
        return "\n\n".join(in_plain_text(v.text) for v in self._chosen(participation_ids, dated=dated))

    def record_printed(
        self, participation_ids: Iterable[ParticipationId], dated: date | None = None
    ) -> Changes:
        """Record letters as printed, once the coordinator has said that the pages came out; no drafts.

        Raises ReadOnlyScheme when the scheme is open to look at only.
        """
        return self._record(self._chosen(participation_ids, dated=dated), Issue.PRINTED)

    def record_gone(
        self,
        how: Issue,
        on: date,
        participation_ids: Iterable[ParticipationId] | None = None,
        *,
        dated: date | None = None,
    ) -> GoneLetters:
        """Record letters as gone on a day, by default every one that is due; return whose they are.

        Those to be arranged are among them; drafts are not. Raises UserError when there is none and for a day
        that is none of their round, ReadOnlyScheme when the scheme is open to look at only.
        """
        chosen = self._chosen(participation_ids, dated=dated)
        gone = tuple(letter for letter in chosen if not letter.text.is_draft)
        if not gone:
            raise UserError("No letter of theirs is due.", "Nothing was recorded. Agree the plan first.")
        return GoneLetters(gone, self._record(gone, how, datetime.combine(on, _NOON, UTC)))

    def due(
        self, kinds: frozenset[LetterKind] = EVERY_KIND, dated: date | None = None
    ) -> tuple[ShownLetter, ...]:
        """Return the letters of some kinds that have not gone yet, those to arrange too."""
        return tuple(self._chosen(None, kinds, dated))

    def nothing_written(self, left_out: Sequence[ShownLetter] = ()) -> IssuedBatch:
        """Return a batch without letters, which records nothing."""
        return IssuedBatch(
            (), tuple(left_out), (), self.without_letter(), self.coordinator(), 0, 0, Changes()
        )

    @property
    def _logo(self) -> Attachment | None:
        return attached(self._rounds.shown().attachments, Purpose.LOGO)

    @property
    def _picture(self) -> Picture | None:
        return picture_of(self._logo) if self._logo else None

    def _word(self, texts: Iterable[LetterText]) -> bytes:
        # Reading and writing Word files takes long to load, and few ask for one.
        from buddy_matcher.documents.word_letters import write_word

        letterhead = attached(self._rounds.shown().attachments, Purpose.LETTERHEAD)
        content = letterhead.content if letterhead else None
        return write_word(list(texts), letterhead=content, logo=self._logo)

    def _check_can_record(self) -> None:
        if self._file.is_read_only:
            raise ReadOnlyScheme
        state = self._rounds.shown()
        for two in doubled(state.current):
            names = " and ".join(sorted(state.members[member].name for member in two))
            raise UserError(
                f"{names} are in two pairings with each other, so no letters were made.",
                "Check the scheme and let it be repaired, then make the letters.",
            )

    def _chosen(
        self,
        participation_ids: Iterable[ParticipationId] | None,
        kinds: frozenset[LetterKind] = EVERY_KIND,
        dated: date | None = None,
    ) -> list[ShownLetter]:
        """Return some people's letters, done or not; of nobody in particular those that are still to go."""
        letters = [letter for letter in self.letters(dated, kinds) if letter.text.kind in kinds]
        if participation_ids is None:
            return [letter for letter in letters if letter.to_do is not ToDo.NOTHING]
        wanted = set(participation_ids)
        return [letter for letter in letters if letter.member.participation_id in wanted]

    def _printable(self, letters: Sequence[ShownLetter]) -> list[ShownLetter]:
        """Return those of the letters that a print can serve; raises UserError when there are none."""
        printable = [letter for letter in letters if not letter.needs_arranging]
        if not printable and letters:
            who = listed([f"{letter.member.name} ({letter.wanted_format})" for letter in letters])
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

    def _issued(
        self, due: Sequence[ShownLetter], how: Issue, pdfs: Sequence[bytes] = (), *, one_sided: bool = False
    ) -> IssuedBatch:
        pages = [page_count(pdf) for pdf in pdfs]
        printable = [letter for letter in due if not letter.needs_arranging]
        by_email = how is Issue.EMAIL_DRAFTED
        written = tuple(letter for letter in printable if letter.can_be_emailed or not by_email)
        return IssuedBatch(
            written=written,
            left_out=tuple(letter for letter in due if letter.needs_arranging),
            unreachable=tuple(letter for letter in printable if letter not in written),
            without_letter=self.without_letter(),
            coordinator=self.coordinator(),
            pages=sum(pages),
            sheets=sheets_of(pages, one_sided=one_sided),
            changes=self._record(written, how),
        )

    def _record(self, issued: Iterable[ShownLetter], how: Issue, at: datetime | None = None) -> Changes:
        # A draft was never sent: the letter after agreeing must not count as printed already.
        letters = [letter for letter in issued if not letter.text.is_draft]
        deed = _DEEDS.get(how, Deed.SAVE_LETTERS)
        people = tuple(letter.member.participant.id for letter in letters)
        with self._file.changing(label_of(deed, people, len(letters))) as unit:
            if at:
                check_days_of_any(unit, {each.member.participation.round_id for each in letters}, at.date())
            unit.letters.save_all(letter.as_issued(how, at or datetime.now(UTC)) for letter in letters)
            return unit.commit()


def _to_mend(state: RoundState, dated: date) -> tuple[ToMend, ...]:
    letters = state.derived(shown_letters, dated, ALL_KINDS)
    going = [letter for letter in letters if letter.to_do is not ToDo.NOTHING]
    return letters_to_mend(going, state.scheme.coordinator)


def _email_draft(letter: ShownLetter, pdf: bytes, sender: str) -> bytes:
    return email_draft(letter.text, to=letter.member.participant.email, sender=sender, pdf=pdf)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the coordinator's own day
